"""The forms of a derive decision: table, path, and where the others are read."""

from collections.abc import Callable, Mapping

from advisor.facts.deal import Value
from advisor.facts.dictionary import FactDef
from advisor.labels import Label
from advisor.rulebook.built import Built
from advisor.rulebook.comparable import described, differ, element, fits
from advisor.rulebook.compute_form import compute
from advisor.rulebook.conditions import Ref
from advisor.rulebook.decisions import Form, HitPolicy, Row
from advisor.rulebook.nodes import MapNode, Node
from advisor.rulebook.scale_form import scale
from advisor.rulebook.terms import Terms
from advisor.rulebook.value_forms import bands, grid, mapping

ROW_WORDS = ("id", "when", "then", "because", "source", "tests", "if_unknown")
POLICIES: tuple[HitPolicy, ...] = ("first", "unique", "any", "collect")


def table(node: Node, path: str, fact: FactDef, terms: Terms, beside: Mapping[str, Node]) -> Built:
    """Read rows of conditions with a hit policy."""
    p = terms.problems
    policy = _policy(node, path, fact, terms, beside)
    skip = _skips(beside.get("if_unknown"), "if_unknown of a derive", policy, terms)
    rows: list[Row] = []
    otherwise: Value | None = None
    why: Label | None = None
    items = p.items(node, "'table'", some=True)
    for number, item in enumerate(items, 1):
        if not isinstance(item, MapNode) or item.get("otherwise") is None:
            rows.append(_row(item, f"{path}.{number}", fact, terms, policy, skip))
            continue
        fields = p.fields(item, "the row 'otherwise'", ("otherwise",), ("because", "id", "source"))
        otherwise = terms.value(element(fact.type), fields["otherwise"])
        why = p.label(fields.get("because"), "because", item.place)
        if policy == "collect":
            help_ = "where no row holds, the list is empty"
            p.add("table.otherwise", item.place, "a table that collects has no 'otherwise'", help_)
        elif number != len(items):
            p.add("table.otherwise", item.place, "'otherwise' must be the last row")
    return Built(policy, tuple(rows), otherwise, why)


def _policy(node: Node, path: str, fact: FactDef, terms: Terms, beside: Mapping[str, Node]) -> HitPolicy:
    p = terms.problems
    said = p.text(beside.get("hit_policy"), "hit_policy")
    policy: HitPolicy = next((h for h in POLICIES if h == said), "first")
    if said not in POLICIES:
        help_ = f"one of {', '.join(POLICIES)}"
        p.add("table.hit-policy", node.place, f"the table of '{path}' needs a hit_policy", help_)
    elif (fact.type.kind == "list") != (policy == "collect"):
        message = f"hit_policy {policy} does not fit '{path}'"
        p.add("table.hit-policy", node.place, message, "lists collect, other facts do not")
    return policy


def _skips(node: Node | None, what: str, policy: HitPolicy, terms: Terms) -> bool:
    skips = terms.problems.word(node, what, ("next_row",), "") == "next_row"
    if skips and node is not None and policy != "first":
        message = f"'next_row' passes over a row of a 'first' table, this one is '{policy}'"
        terms.problems.add("table.hit-policy", node.place, message)
    return skips


def _row(item: Node, id_: str, fact: FactDef, terms: Terms, policy: HitPolicy, skip: bool) -> Row:
    p = terms.problems
    fields = p.fields(item, "a table row", ("when", "then"), ROW_WORDS)
    return Row(
        id=p.text(fields.get("id"), "id") or id_,
        when=terms.condition(fields.get("when")),
        then=terms.value(element(fact.type), fields["then"]) if "then" in fields else None,
        place=item.place,
        because=p.label(fields.get("because"), "because", item.place),
        source=p.source(fields.get("source")),
        skip_unknown=_skips(fields.get("if_unknown"), "if_unknown of a row", policy, terms) or skip,
    )


def path_form(node: Node, path: str, fact: FactDef, terms: Terms, beside: Mapping[str, Node]) -> Built:
    """Read a path: ordered steps, each with what shows that it is done."""
    p = terms.problems
    fields = p.fields(node, "a path", ("steps", "after_last"), ("claimed",))
    if fact.type.kind not in ("choice", "ordered"):
        message = f"a path gives one of its steps; '{path}' is {described(fact.type)}"
        p.add("decision.type", node.place, message, "derive an ordered fact whose values are the steps")
        return Built("path")
    rows: list[Row] = []
    for item in p.items(fields.get("steps"), "'steps'", some=True):
        step = p.fields(item, "a step", ("step", "done_when"), ("because", "id"))
        value = terms.value(fact.type, step["step"]) if "step" in step else None
        if value is not None:
            why = p.label(step.get("because"), "because", item.place)
            id_ = p.text(step.get("id"), "id") or f"{path}.{value}"
            when = terms.condition(step.get("done_when"), "done_when")
            rows.append(Row(id_, when, value, item.place, because=why))
    after = terms.value(fact.type, fields["after_last"]) if "after_last" in fields else None
    return Built("path", tuple(rows), claimed=_claimed(fields, fact, terms), after_last=after)


def _claimed(fields: Mapping[str, Node], fact: FactDef, terms: Terms) -> Ref | None:
    found = terms.named(fields, "claimed")
    if found is None:
        return None
    if not fits(found[1].type, fact.type):
        message = differ(found[0].text, found[1].type, fact.name, fact.type)
        terms.problems.add("condition.type", fields["claimed"].place, message)
    return found[0]


def compute_form(node: Node, path: str, fact: FactDef, terms: Terms, beside: Mapping[str, Node]) -> Built:
    """Read a computation."""
    return Built("complete", compute=compute(node, fact, terms))


FORMS: Mapping[Form, Callable[[Node, str, FactDef, Terms, Mapping[str, Node]], Built]] = {
    "table": table, "grid": grid, "map": mapping, "bands": bands, "scale": scale, "compute": compute_form,
    "path": path_form,
}  # fmt: skip
BESIDE: Mapping[Form, tuple[str, ...]] = {"table": ("hit_policy", "if_unknown"), "scale": ("factors",)}
"""The words that stand beside a form in its decision."""
