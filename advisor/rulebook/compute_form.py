"""`compute`: one operation of a closed list, as a mapping."""

from advisor.facts.dictionary import FactDef, hint
from advisor.records import replace
from advisor.rulebook.conditions import Condition, Ref
from advisor.rulebook.decisions import Compute
from advisor.rulebook.nodes import ListNode, MapNode, Node, Scalar
from advisor.rulebook.terms import Terms

OPERATIONS = (
    "count", "sum", "max", "min", "mean", "difference", "product", "ratio", "days_since", "days_until",
    "copy", "pick", "collect", "missing",
)  # fmt: skip
SINGLE = {"days_since", "days_until", "copy"}
WORDS = {
    "difference": (("of", "minus"), ()),
    "ratio": (("of", "to"), ()),
    "pick": (("of",), ("highest", "lowest", "where")),
    "collect": (("of",), ("fact", "where")),
    "missing": (("from",), ()),
    "count": (("of",), ("where",)),
}
OVER = ("over", "none_is")


def compute(node: Node, fact: FactDef, terms: Terms) -> Compute | None:
    """Return the computation a node says, or `None` with findings."""
    p = terms.problems
    if not isinstance(node, MapNode) or len(node.pairs) != 1:
        p.add("compute.form", node.place, "'compute' takes one operation", f"one of {', '.join(OPERATIONS)}")
        return None
    key, body = node.pairs[0]
    if key.text not in OPERATIONS:
        p.add(
            "compute.operation",
            key.place,
            f"unknown operation '{key.text}'",
            hint(key.text, list(OPERATIONS)),
        )
        return None
    if key.text in SINGLE:
        text = (
            p.text(body, key.text)
            if isinstance(body, Scalar)
            else p.text(body.get("of"), "of")
            if isinstance(body, MapNode)
            else ""
        )
        found = terms.ref(text, body)
        return Compute(key.text, (found[0],)) if found else None
    required, optional = WORDS.get(key.text, (("of",), ("fact", "where")))
    fields = p.fields(body, key.text, required, (*optional, *OVER))
    if any(word not in fields for word in required):
        return None
    over = p.word(fields.get("over"), "over", ("known", "all"), "all") == "known"
    none_is = terms.value(fact.type, fields["none_is"]) if "none_is" in fields else None
    made = _operands(key.text, dict(fields), terms)
    if made is None:
        return None

    return replace(made, over_known=over, none_is=none_is)


def _operands(op: str, fields: dict[str, Node], terms: Terms) -> Compute | None:
    p = terms.problems
    if op in ("difference", "ratio"):
        names = ("of", "minus" if op == "difference" else "to")
        found = [terms.ref(p.text(fields[n], n), fields[n]) for n in names]
        refs = tuple(f[0] for f in found if f)
        return Compute(op, refs) if len(refs) == 2 else None
    if op == "missing":
        found_list = terms.ref(p.text(fields["from"], "from"), fields["from"])
        return Compute(op, (found_list[0],)) if found_list else None
    of = fields["of"]
    if isinstance(of, ListNode):
        return _over_list(op, of, terms)
    return _over_members(op, fields, terms)


def _over_list(op: str, of: ListNode, terms: Terms) -> Compute | None:
    if op == "count":
        conditions: list[Condition] = []
        for item in of.items:
            conditions.append(terms.condition(item, "of"))
        return Compute(op, conditions=tuple(conditions))
    refs: list[Ref] = []
    for item in of.items:
        found = terms.ref(terms.problems.text(item, "of"), item)
        if found:
            refs.append(found[0])
    return Compute(op, tuple(refs)) if len(refs) == len(of.items) else None


def _over_members(op: str, fields: dict[str, Node], terms: Terms) -> Compute | None:
    p = terms.problems
    subject = p.text(fields["of"], "of")
    if subject not in terms.dictionary.subjects:
        found = terms.ref(subject, fields["of"])
        if found and found[1].type.kind == "list" and op == "count":
            return Compute("count_list", (found[0],))
        return None
    if op == "product":
        place = fields["of"].place
        p.add("compute.operation", place, "'product' takes a list of facts", "product: {of: [a, b]}")
        return None
    inner = terms.inside(subject)
    where = inner.condition(fields["where"], "where") if "where" in fields else None
    word = "lowest" if "lowest" in fields else "highest" if "highest" in fields else "fact"
    name = p.text(fields.get(word), word)
    if name and inner.ref(name, fields[word]) is None:
        return None
    if not name and op not in ("count", "collect", "pick"):
        p.add("compute.fact", fields["of"].place, f"'{op}' over {subject} needs 'fact:'")
        return None
    return Compute(op, of=subject, fact=name, where=where, lowest=word == "lowest")
