"""The type of a fact as sales ops write it: kind, values, range."""

from collections.abc import Iterator, Mapping

from advisor.errors import FactError
from advisor.facts.dictionary import hint
from advisor.facts.types import KINDS, YES_NO, FactType, Kind
from advisor.labels import Label, same
from advisor.rulebook.comparable import CLOSED, described
from advisor.rulebook.forms import Problems
from advisor.rulebook.nodes import MapNode, Node, Scalar

RESERVED = (
    "known", "unknown", "any", "all", "none", "not", "one_of", "otherwise", "always", "empty", "overdue",
    "this",
)  # fmt: skip
"""Words of conditions, which can be neither a name nor a value."""


LISTED: tuple[Kind, ...] = ("choice", "ordered", "reference", "text")
"""What a list may hold."""


def fact_type(fields: Mapping[str, Node], key: Scalar, problems: Problems) -> FactType:
    """Return the type that a fact's words say; values that it borrows come later (`lent`)."""
    text = problems.text(fields.get("type"), "type")
    is_list = text.startswith("list of ")
    inner, _, subject = text.removeprefix("list of ").partition(" to ")
    kind: Kind | None = next((k for k in KINDS if k == inner), None)
    if kind is None or (kind == "reference") != bool(subject):
        help_ = "say to what: reference to person" if kind else hint(inner, list(KINDS)) or ", ".join(KINDS)
        if "type" in fields:
            problems.add("fact.type", fields["type"].place, f"'{text}' is not a type", help_)
        return FactType("text")
    if is_list and kind not in LISTED:
        help_ = f"of: {', '.join(LISTED)}"
        problems.add("fact.type", fields["type"].place, f"a list cannot hold a {kind}", help_)
        return FactType("text")
    values = _values(fields, kind, key, problems)
    currency = problems.text(fields.get("currency"), "currency")
    made = FactType("list" if is_list else kind, values, subject, kind if is_list else None, currency)
    return _ranged(made, fields.get("range"), problems)


def _values(fields: Mapping[str, Node], kind: Kind, key: Scalar, problems: Problems) -> Mapping[str, Label]:
    node = fields.get("values")
    found = _labelled(node, problems) if node is not None else {}
    if node is not None and (kind not in CLOSED or (kind == "yes_no" and {*found} != {*YES_NO})):
        message = "the values of a yes_no are yes and no" if kind == "yes_no" else f"a {kind} has no values"
        problems.add("fact.values", node.place, message, "values belong to a choice or an ordered choice")
        found = {}
    if kind in ("choice", "ordered") and not found and "values_from" not in fields:
        problems.add("fact.no-values", key.place, f"fact '{key.text}' is a {kind} without values")
    return found or (dict(YES_NO) if kind == "yes_no" else {})


def _labelled(node: Node, problems: Problems) -> dict[str, Label]:
    found: dict[str, Label] = {}
    for name, label in _named(node, problems):
        if name.text in RESERVED or not name.text.isascii() or name.text.startswith("~"):
            message = f"'{name.text}' cannot be a value's id"
            problems.add("fact.value-name", name.place, message, "plain ASCII, not a reserved word")
        given = problems.needed_label(label, f"the label of '{name.text}'") if label is not None else None
        found[name.text] = given or same(name.text)
    return found


def _named(node: Node, problems: Problems) -> Iterator[tuple[Scalar, Node | None]]:
    """Yield each value's id with its label: of a mapping, or of a list without labels."""
    if isinstance(node, MapNode):
        yield from node.pairs
        return
    for item in (node,) if isinstance(node, Scalar) else problems.items(node, "values"):
        if isinstance(item, Scalar):
            yield item, None
        else:
            problems.text(item, "a value's id")


def _ranged(made: FactType, node: Node | None, problems: Problems) -> FactType:
    if node is None:
        return made
    if not made.numeric:
        message = f"a range does not fit {described(made)}"
        problems.add("fact.range", node.place, message, "numbers, amounts and dates have ranges")
        return made
    try:
        low, high = (made.read(text) for text in problems.texts(node, "range"))
    except (FactError, ValueError):
        problems.add("fact.range", node.place, "a range is two values, [lowest, highest]")
        return made
    assert isinstance(low, int) and isinstance(high, int)
    if low > high:
        message = f"no value lies between {made.show(low)} and {made.show(high)}"
        problems.add("fact.range", node.place, message, "write the lowest value first")
        return made
    return FactType(made.kind, made.values, made.subject, made.element, made.currency, low, high)


def lent(made: FactType, lender: FactType, node: Node, problems: Problems) -> FactType:
    """Return a type with the values of the fact that lends them."""
    if (made.element or made.kind) in CLOSED and lender.values:
        return FactType(made.kind, lender.values, made.subject, made.element, made.currency)
    message = f"values go from choice to choice, not from {described(lender)} to {described(made)}"
    problems.add("fact.values", node.place, message)
    return made
