"""`compute`: one operation of a closed list, as a mapping."""

from collections.abc import Iterable, Mapping

from advisor.errors import FactError
from advisor.facts.dictionary import FactDef, hint
from advisor.records import replace
from advisor.rulebook.comparable import described
from advisor.rulebook.compute_types import Operand, check, check_members, result_fits
from advisor.rulebook.decisions import Compute
from advisor.rulebook.nodes import ListNode, MapNode, Node, Scalar
from advisor.rulebook.terms import Terms

OPERATIONS = (
    "count", "sum", "max", "min", "mean", "difference", "product", "ratio", "days_since", "days_until",
    "copy", "pick", "collect", "missing",
)  # fmt: skip
SINGLE = ("days_since", "days_until", "copy")
NAMED: Mapping[str, tuple[str, ...]] = {
    "difference": ("of", "minus"),
    "ratio": ("of", "to"),
    "missing": ("from",),
}
"""The operations whose facts each stand behind a word."""
BY = ("fact", "highest", "lowest")
"""The words that name a fact of each member."""
WORDS = {"pick": ("highest", "lowest", "where"), "collect": ("fact", "where"), "count": ("where",)}
OVER = ("over", "none_is")


def compute(node: Node, fact: FactDef, terms: Terms) -> Compute | None:
    """Return the computation a node says, or `None` with findings."""
    p = terms.problems
    if not isinstance(node, MapNode) or len(node.pairs) != 1:
        p.add("compute.form", node.place, "'compute' takes one operation", f"one of {', '.join(OPERATIONS)}")
        return None
    key, body = node.pairs[0]
    op = key.text
    if op not in OPERATIONS:
        p.add("compute.operation", key.place, f"unknown operation '{op}'", hint(op, list(OPERATIONS)))
        return None
    if not result_fits(op, fact, key, p):
        return None
    if op in SINGLE:
        of = body if isinstance(body, Scalar) else p.fields(body, op, ("of",)).get("of")
        return None if of is None else _of_facts(op, [of], fact, terms)
    required = NAMED.get(op, ("of",))
    optional = () if op in NAMED else WORDS.get(op, ("fact", "where"))
    fields = p.fields(body, op, required, (*optional, *OVER))
    if any(word not in fields for word in required):
        return None
    over = p.word(fields.get("over"), "over", ("known", "all"), "all") == "known"
    none_is = terms.result(fact.type, fields["none_is"]) if "none_is" in fields else None
    if op in NAMED:
        made = _of_facts(op, [fields[word] for word in required], fact, terms)
    else:
        made = _over(op, fields, fact, terms)
    return None if made is None else replace(made, over_known=over, none_is=none_is)


def _of_facts(op: str, nodes: Iterable[Node], fact: FactDef, terms: Terms) -> Compute | None:
    """Read an operation on facts that are named one by one."""
    operands = [_operand(node, terms) for node in nodes]
    known = [o for o in operands if o is not None]
    if len(known) < len(operands):
        return None
    check(op, known, fact, terms.problems)
    return Compute(op, tuple(o.ref for o in known))


def _operand(node: Node, terms: Terms) -> Operand | None:
    found = terms.ref(terms.problems.text(node, "the name of a fact"), node)
    return Operand(found[0], found[1].type, node) if found else None


def _over(op: str, fields: Mapping[str, Node], fact: FactDef, terms: Terms) -> Compute | None:
    p, of = terms.problems, fields["of"]
    if not isinstance(of, ListNode):
        subject = p.text(of, "of")
        if subject in terms.dictionary.subjects:
            return _over_members(op, subject, fields, fact, terms)
        return _over_fact(op, subject, of, terms)
    for word in (*BY, "where"):
        if word in fields:
            message = f"'{word}' chooses among the members of a subject, but 'of' is a list"
            p.add("compute.form", fields[word].place, message)
    if op in ("pick", "collect"):
        p.add("compute.form", of.place, f"'{op}' takes a subject, no list", f"{op}: {{of: person}}")
        return None
    items = p.items(of, f"'of' of {op}", some=True)
    if op == "count":
        return Compute(op, conditions=tuple(terms.condition(item, "of") for item in items))
    return _of_facts(op, items, fact, terms)


def _over_fact(op: str, name: str, node: Node, terms: Terms) -> Compute | None:
    """Read `count: {of: a list}`; every other name of one fact is a mistake."""
    try:
        ref, fact = terms.resolve(name)
    except FactError as error:
        help_ = hint(name, terms.dictionary.subjects) or error.hint
        terms.problems.add("fact.unknown", node.place, f"'{name}' is neither a subject nor a fact", help_)
        return None
    if op == "count" and fact.type.kind == "list":
        return Compute("count_list", (ref,))
    message = f"'{name}' is {described(fact.type)}; '{op}' takes a subject or a list"
    terms.problems.add("compute.type", node.place, message, f"{op}: {{of: [a, b]}} or {{of: person}}")
    return None


def _over_members(
    op: str, subject: str, fields: Mapping[str, Node], fact: FactDef, terms: Terms
) -> Compute | None:
    p, of = terms.problems, fields["of"]
    if op == "product":
        p.add("compute.operation", of.place, "'product' takes a list of facts", "product: {of: [a, b]}")
        return None
    inner = terms.inside(subject)
    where = inner.condition(fields["where"], "where") if "where" in fields else None
    words = [word for word in BY if word in fields]
    if len(words) > 1:
        p.add("compute.form", fields[words[1]].place, f"'{op}' takes '{words[0]}' or '{words[1]}', not both")
        return None
    by = _operand(fields[words[0]], inner) if words else None
    if words and by is None:
        return None
    if by is None and op not in ("count", "collect", "pick"):
        p.add("compute.fact", of.place, f"'{op}' over {subject} needs 'fact:'")
        return None
    if by is not None and by.ref.text != by.ref.name:
        p.add("compute.fact", by.node.place, f"'{by.ref.text}' is no fact of each {subject} itself")
        return None
    check_members(op, subject, by, fact, of, p)
    name = by.ref.name if by is not None else ""
    return Compute(op, of=subject, fact=name, where=where, lowest=words == ["lowest"])
