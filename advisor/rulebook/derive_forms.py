"""The forms of a derive decision: table, grid, map, bands, scale, compute, path."""

from collections.abc import Callable, Mapping

from advisor.facts.deal import Value
from advisor.facts.dictionary import FactDef
from advisor.facts.types import FactType
from advisor.labels import Label
from advisor.records import Record
from advisor.rulebook.compute_form import compute
from advisor.rulebook.conditions import All, Always, Compare, Condition, OneOf, Ref
from advisor.rulebook.decisions import Compute, Factor, Form, HitPolicy, Row
from advisor.rulebook.nodes import MapNode, Node
from advisor.rulebook.terms import Terms

ROW_WORDS = ("id", "when", "then", "because", "source", "tests", "otherwise", "if_unknown")
POLICIES: tuple[HitPolicy, ...] = ("first", "unique", "any", "collect")
POINTS = FactType("number")
SHARE = FactType("percent")


class Built(Record):
    """What a form says, in the terms of `Decision`."""

    hit_policy: HitPolicy
    rows: tuple[Row, ...] = ()
    otherwise: Value | None = None
    otherwise_because: Label | None = None
    compute: Compute | None = None
    factors: tuple[Factor, ...] = ()
    claimed: Ref | None = None
    after_last: Value | None = None


def result_type(fact: FactDef) -> FactType:
    """Return the type of one row's result: the fact's, or a list's element."""
    kind = fact.type
    if kind.kind != "list" or kind.element is None:
        return kind
    return FactType(kind.element, kind.values, kind.subject, None, kind.currency)


def table(node: Node, path: str, fact: FactDef, terms: Terms, policy: str) -> Built:
    """Read rows of conditions with a hit policy."""
    p = terms.problems
    known: HitPolicy = next((h for h in POLICIES if h == policy), "first")
    if policy not in POLICIES:
        p.add(
            "table.hit-policy",
            node.place,
            f"the table of '{path}' needs a hit_policy",
            f"one of {', '.join(POLICIES)}",
        )
    is_list = fact.type.kind == "list"
    if is_list != (known == "collect"):
        p.add(
            "table.hit-policy",
            node.place,
            f"hit_policy {known} does not fit '{path}'",
            "lists collect, other facts do not",
        )
    rows: list[Row] = []
    otherwise: Value | None = None
    why: Label | None = None
    items = p.items(node, "table")
    for number, item in enumerate(items, 1):
        if isinstance(item, MapNode) and item.get("otherwise") is not None:
            fields = p.fields(item, "the row 'otherwise'", ("otherwise",), ("because", "id", "source"))
            otherwise = terms.value(result_type(fact), fields["otherwise"])
            why = p.label(fields.get("because"), "because", item.place)
            if number != len(items):
                p.add("table.otherwise", item.place, "'otherwise' must be the last row")
            continue
        rows.append(_row(item, f"{path}.{number}", fact, terms))
    return Built(known, tuple(rows), otherwise, why)


def _row(item: Node, id_: str, fact: FactDef, terms: Terms) -> Row:
    p = terms.problems
    fields = p.fields(item, "a table row", ("when", "then"), ROW_WORDS)
    then = terms.value(result_type(fact), fields["then"]) if "then" in fields else None
    return Row(
        id=p.text(fields.get("id"), "id") or id_,
        when=terms.condition(fields.get("when")),
        then=then,
        place=item.place,
        because=p.label(fields.get("because"), "because", item.place),
        source=p.source(fields.get("source")),
        skip_unknown=p.word(fields.get("if_unknown"), "if_unknown of a row", ("next_row",), "") == "next_row",
    )


def grid(node: Node, path: str, fact: FactDef, terms: Terms, policy: str) -> Built:
    """Read a grid: two facts, a result for every combination."""
    p = terms.problems
    fields = p.fields(node, "a grid", ("rows", "columns", "cells"))
    axes = [terms.ref(p.text(fields[n], n), fields[n]) for n in ("rows", "columns") if n in fields]
    if len(axes) != 2 or axes[0] is None or axes[1] is None:
        return Built("complete")
    (row_ref, row_fact), (column_ref, column_fact) = axes[0], axes[1]
    rows: list[Row] = []
    for row_key, cells in p.pairs(fields.get("cells"), "cells"):
        row_value = terms.value(row_fact.type, row_key)
        for column_key, cell in p.pairs(cells, "a row of cells"):
            column_value = terms.value(column_fact.type, column_key)
            then = terms.value(result_type(fact), cell)
            if row_value is not None and column_value is not None and then is not None:
                when = All(
                    (OneOf(row_ref, frozenset((row_value,))), OneOf(column_ref, frozenset((column_value,))))
                )
                rows.append(Row(f"{path}.{row_value}.{column_value}", when, then, cell.place))
    wanted = len(row_fact.type.values) * len(column_fact.type.values)
    if len(rows) != wanted:
        p.add("grid.incomplete", node.place, f"the grid of '{path}' has {len(rows)} of {wanted} cells")
    return Built("complete", tuple(rows))


def mapping(node: Node, path: str, fact: FactDef, terms: Terms, policy: str) -> Built:
    """Read a map: one fact translated value by value."""
    p = terms.problems
    fields = p.fields(node, "a map", ("of", "to"), ("otherwise",))
    found = terms.ref(p.text(fields["of"], "of"), fields["of"]) if "of" in fields else None
    if found is None:
        return Built("complete")
    ref, of = found
    otherwise = terms.value(fact.type, fields["otherwise"]) if "otherwise" in fields else None
    rows: list[Row] = []
    for key, cell in p.pairs(fields.get("to"), "to"):
        value = terms.value(of.type, key)
        then = terms.values(fact.type, cell) if fact.type.kind != "list" else [_list(terms, fact.type, cell)]
        if value is not None and then and then[0] is not None:
            rows.append(Row(f"{path}.{value}", OneOf(ref, frozenset((value,))), then[0], key.place))
    covered = {v for r in rows if isinstance(r.when, OneOf) for v in r.when.values}
    missing = [v for v in of.type.values if v not in covered]
    if missing and otherwise is None:
        p.add(
            "map.incomplete",
            node.place,
            f"the map of '{path}' leaves out {', '.join(missing)}",
            "name them, or add 'otherwise:'",
        )
    if missing and otherwise is not None:
        rows.append(Row(f"{path}.otherwise", OneOf(ref, frozenset(missing)), otherwise, node.place))
    return Built("complete", tuple(rows))


def _list(terms: Terms, kind: FactType, node: Node) -> Value | None:
    items = terms.problems.texts(node, "a list of values")
    try:
        return kind.read_many(items)
    except Exception as error:
        from advisor.errors import FactError

        if not isinstance(error, FactError):
            raise
        terms.problems.fact_error(node.place, error)
        return None


def bands(node: Node, path: str, fact: FactDef, terms: Terms, policy: str) -> Built:
    """Read bands: a number to classes, ascending and contiguous by construction."""
    p = terms.problems
    fields = p.fields(node, "bands", ("of", "steps"))
    found = terms.ref(p.text(fields["of"], "of"), fields["of"]) if "of" in fields else None
    if found is None:
        return Built("complete")
    return Built(
        "complete", band_rows(fields.get("steps"), path, found[0], found[1].type, result_type(fact), terms)
    )


def band_rows(
    node: Node | None, path: str, ref: Ref, of: FactType, to: FactType, terms: Terms
) -> tuple[Row, ...]:
    """Return one row per step; the last step takes the rest."""
    p = terms.problems
    rows: list[Row] = []
    floor: Compare | None = None
    steps = p.items(node, "steps")
    for number, step in enumerate(steps, 1):
        fields = p.fields(step, "a step", (), ("below", "up_to", "is", "rest", "because"))
        last = "rest" in fields
        end = fields.get("below") or fields.get("up_to")
        limit = terms.value(of, end) if end is not None else None
        value = (
            terms.value(to, fields["rest" if last else "is"])
            if ("rest" in fields or "is" in fields)
            else None
        )
        if last != (number == len(steps)) or (not last and not isinstance(limit, int)) or value is None:
            p.add(
                "bands.step",
                step.place,
                "a step says {below: x, is: y} or {up_to: x, is: y}; the last {rest: y}",
            )
            continue
        tests: list[Condition] = [floor] if floor else []
        if isinstance(limit, int):
            if floor and limit <= floor.constant:
                p.add("bands.order", step.place, "steps must ascend", "each limit is above the one before")
            tests.append(Compare(ref, "below" if "below" in fields else "at_most", limit))
            floor = Compare(ref, "at_least" if "below" in fields else "above", limit)
        when = Always() if not tests else tests[0] if len(tests) == 1 else All(tuple(tests))
        why = p.label(fields.get("because"), "because", step.place)
        rows.append(Row(f"{path}.{number}", when, value, step.place, because=why))
    return tuple(rows)


def scale(node: Node, path: str, fact: FactDef, terms: Terms, policy: str) -> Built:
    """Read a scale: weighted points whose weights sum to 100 %."""
    p = terms.problems
    factors = tuple(f for item in p.items(node, "scale") if (f := _factor(item, path, terms)) is not None)
    total = sum(f.weight for f in factors)
    if factors and total != 10_000:
        p.add("scale.weights", node.place, f"the weights of '{path}' sum to {SHARE.show(total)}, not 100%")
    return Built("complete", factors=factors)


def _factor(item: Node, path: str, terms: Terms) -> Factor | None:
    p = terms.problems
    fields = p.fields(item, "a factor", ("fact", "weight"), ("points", "bands", "map", "label", "definition"))
    found = terms.ref(p.text(fields["fact"], "fact"), fields["fact"]) if "fact" in fields else None
    weight = terms.value(SHARE, fields["weight"]) if "weight" in fields else None
    if found is None or not isinstance(weight, int):
        return None
    ref, fact = found
    if "bands" in fields or "map" in fields:
        rows = _factor_rows(fields, f"{path}.{ref.name}", ref, fact, terms)
        points = [r.then for r in rows if isinstance(r.then, int)]
        return Factor(ref, weight, rows, min(points, default=0), max(points, default=0))
    if fact.type.kind != "number" or fact.type.low is None or fact.type.high is None:
        p.add(
            "scale.points",
            item.place,
            f"'{ref.text}' has no range, so unknown points have no ends",
            "add 'range: [0, 10]' to the fact, or bands",
        )
        return None
    return Factor(ref, weight, (), fact.type.low, fact.type.high)


def _factor_rows(
    fields: Mapping[str, Node], path: str, ref: Ref, fact: FactDef, terms: Terms
) -> tuple[Row, ...]:
    if "bands" in fields:
        node = fields["bands"]
        steps = node.get("steps") if isinstance(node, MapNode) else node
        return band_rows(steps, path, ref, fact.type, POINTS, terms)
    points = FactDef(fact.subject, path, POINTS, fact.label, fact.place)
    wrapped = {"to": fields["map"]}
    rows: list[Row] = []
    for key, cell in terms.problems.pairs(wrapped["to"], "map"):
        value, then = terms.value(fact.type, key), terms.value(points.type, cell)
        if value is not None and then is not None:
            rows.append(Row(f"{path}.{value}", OneOf(ref, frozenset((value,))), then, key.place))
    missing = [
        v
        for v in fact.type.values
        if v not in {str(x) for r in rows if isinstance(r.when, OneOf) for x in r.when.values}
    ]
    if missing:
        terms.problems.add(
            "map.incomplete",
            fields["map"].place,
            f"the points of '{ref.text}' leave out {', '.join(missing)}",
        )
    return tuple(rows)


def path_form(node: Node, path: str, fact: FactDef, terms: Terms, policy: str) -> Built:
    """Read a path: ordered steps, each with what shows that it is done."""
    p = terms.problems
    fields = p.fields(node, "a path", ("steps", "after_last"), ("claimed",))
    claimed = (
        terms.ref(p.text(fields["claimed"], "claimed"), fields["claimed"]) if "claimed" in fields else None
    )
    rows: list[Row] = []
    for item in p.items(fields.get("steps"), "steps"):
        step = p.fields(item, "a step", ("step", "done_when"), ("because", "id"))
        value = terms.value(fact.type, step["step"]) if "step" in step else None
        if value is not None:
            why = p.label(step.get("because"), "because", item.place)
            id_ = p.text(step.get("id"), "id") or f"{path}.{value}"
            rows.append(
                Row(id_, terms.condition(step.get("done_when"), "done_when"), value, item.place, because=why)
            )
    after = terms.value(fact.type, fields["after_last"]) if "after_last" in fields else None
    return Built("path", tuple(rows), claimed=claimed[0] if claimed else None, after_last=after)


def compute_form(node: Node, path: str, fact: FactDef, terms: Terms, policy: str) -> Built:
    """Read a computation."""
    return Built("complete", compute=compute(node, fact, terms))


FORMS: Mapping[Form, Callable[[Node, str, FactDef, Terms, str], Built]] = {
    "table": table, "grid": grid, "map": mapping, "bands": bands, "scale": scale, "compute": compute_form,
    "path": path_form,
}  # fmt: skip
