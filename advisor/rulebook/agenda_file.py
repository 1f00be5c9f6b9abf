"""`agenda/1` and `page/1` files: how advice is ordered, and what the brief shows."""

from collections.abc import Mapping

from advisor.errors import FactError
from advisor.facts.dictionary import hint
from advisor.rulebook.comparable import CLOSED
from advisor.rulebook.conditions import Ref
from advisor.rulebook.decisions import Agenda, Gate, Modifier, Page
from advisor.rulebook.forms import Problems
from advisor.rulebook.nodes import ListNode, MapNode, Node
from advisor.rulebook.terms import Terms

REFUSE = {"compliance": ("ok", "check"), "effort": ("low", "medium", "high")}
PAGE_WORDS = ("header", "position", "person", "rival", "list", "portfolio", "crosstables", "ways_out")


def agenda(top: MapNode, terms: Terms) -> Agenda:
    """Read an agenda file; conditions are read from the deal's point of view."""
    p = terms.problems
    fields = p.fields(top, "an agenda file", ("schema",), ("limit", "modifiers", "gates"))
    limit = p.text(fields.get("limit"), "limit") or "5"
    if not (limit.isascii() and limit.isdigit() and 1 <= int(limit[:4]) <= 20):
        p.add("agenda.limit", fields["limit"].place, f"limit '{limit}' is not a whole number from 1 to 20")
        limit = "5"
    modifiers = tuple(_modifier(n, terms) for n in p.items(fields.get("modifiers"), "modifiers"))
    gates = tuple(_gate(n, terms) for n in p.items(fields.get("gates"), "gates"))
    return Agenda(int(limit), modifiers, gates)


def _modifier(node: Node, terms: Terms) -> Modifier:
    p = terms.problems
    fields = p.fields(node, "a modifier", ("id", "label", "when", "add"))
    text = terms.literal(fields.get("add")) or "0"
    sign = -1 if text.startswith("-") else 1
    digits = text.lstrip("+-")
    if not (digits.isascii() and digits.isdigit() and int(digits[:4]) <= 100):
        p.add("agenda.add", fields["add"].place, f"'{text}' is not a whole number from -100 to 100")
        digits = "0"
    label = p.needed_label(fields.get("label"), "the modifier's label")
    return Modifier(
        p.text(fields.get("id"), "id"),
        label,
        terms.condition(fields.get("when")),
        sign * int(digits),
        node.place,
    )


def _gate(node: Node, terms: Terms) -> Gate:
    p = terms.problems
    fields = p.fields(node, "a gate", ("id", "kind", "refuse", "when", "because"))
    refuse: dict[str, tuple[str, ...]] = {}
    for key, value in p.pairs(fields.get("refuse"), "'refuse'", some=True):
        if key.text not in REFUSE:
            message = f"a gate cannot refuse by '{key.text}'"
            p.add("agenda.refuse", key.place, message, hint(key.text, list(REFUSE)))
            continue
        marks = p.items(value, f"'{key.text}'", some=True) if isinstance(value, ListNode) else (value,)
        refuse[key.text] = tuple(p.word(n, key.text, REFUSE[key.text], "") for n in marks)
    kind = p.word(fields.get("kind"), "kind of gate", ("eligible", "suitable"), "suitable")
    return Gate(
        p.text(fields.get("id"), "id"),
        "eligible" if kind == "eligible" else "suitable",
        refuse,
        terms.condition(fields.get("when")),
        p.needed_label(fields.get("because"), "'because'"),
        node.place,
    )


def page(top: MapNode, terms: Terms, problems: Problems) -> Page:
    """Read a page file; every name must be a fact."""
    fields = problems.fields(top, "a page file", ("schema",), PAGE_WORDS)
    return Page(
        header=_refs(fields.get("header"), terms),
        position=_refs(fields.get("position"), terms),
        person=_names(fields.get("person"), "person", terms),
        rival=_names(fields.get("rival"), "rival", terms),
        portfolio=_names(fields.get("portfolio"), "portfolio", terms),
        crosstables=_pairs(fields.get("crosstables"), terms),
        listed={
            key.text: ref[0]
            for key, node in problems.pairs(fields.get("list"), "list")
            if (ref := terms.ref(problems.text(node, "list"), node)) is not None
        },
        ways_out=_ways_out(fields.get("ways_out"), terms),
    )


def _refs(node: Node | None, terms: Terms) -> tuple[Ref, ...]:
    found = [terms.ref(terms.problems.text(n, "a fact"), n) for n in terms.problems.items(node, "facts")]
    return tuple(f[0] for f in found if f is not None)


def _names(node: Node | None, subject: str, terms: Terms) -> tuple[str, ...]:
    names: list[str] = []
    if node is None:
        return ()
    inner = terms.inside(subject)
    for item in terms.problems.items(node, "facts"):
        name = terms.problems.text(item, "a fact")
        if inner.ref(name, item) is not None:
            names.append(name)
    return tuple(names)


def _pairs(node: Node | None, terms: Terms) -> tuple[tuple[tuple[str, str], tuple[str, str]], ...]:
    """Read pairs of facts, each written `subject.fact`."""
    found: list[tuple[tuple[str, str], tuple[str, str]]] = []
    for item in terms.problems.items(node, "crosstables") if node is not None else ():
        facts: list[tuple[str, str]] = []
        for text in terms.problems.texts(item, "two facts"):
            subject, _, name = text.partition(".")
            try:
                facts.append((subject, terms.dictionary.find(subject, name).name))
            except FactError as error:
                terms.problems.fact_error(item.place, error, "fact.unknown")
        if len(facts) == 2:
            found.append((facts[0], facts[1]))
    return tuple(found)


def _ways_out(node: Node | None, terms: Terms) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Read, per fact of the deal and each of its values, the values that lead out of it."""
    p = terms.problems
    found: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for key, steps in p.pairs(node, "ways_out"):
        named = terms.ref(key.text.removeprefix("deal."), key)
        if named is None:
            continue
        ref, fact = named
        if ref.start != "own" or ref.hops or fact.type.kind not in CLOSED:
            message = f"'{key.text}' is no choice among the deal's own facts"
            p.add("condition.type", key.place, message, "a way leads from one value of a choice to others")
            continue
        found[ref.name] = {
            p.word(value, "value of it", fact.type.values, ""): tuple(
                p.word(item, "value of it", fact.type.values, "") for item in p.items(to, "a way", some=True)
            )
            for value, to in p.pairs(steps, f"'{key.text}'", some=True)
        }
    return found
