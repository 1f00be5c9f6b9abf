"""The forms with a result for every value: grid, map and bands."""

from collections.abc import Mapping

from advisor.facts.dictionary import FactDef
from advisor.facts.types import FactType
from advisor.rulebook.built import Built
from advisor.rulebook.comparable import CLOSED, described
from advisor.rulebook.conditions import All, Always, Compare, Condition, OneOf, Ref
from advisor.rulebook.decisions import Row
from advisor.rulebook.nodes import Node
from advisor.rulebook.terms import Terms

Named = tuple[Ref, FactDef]
ENDS = ("below", "up_to", "rest")


def closed(fields: Mapping[str, Node], word: str, kind: str, terms: Terms) -> Named | None:
    """Return the fact that a word names; its values must all be named, or no result would be certain."""
    found = terms.named(fields, word)
    if found is None or found[1].type.kind in CLOSED:
        return found
    message = f"'{found[0].text}' is {described(found[1].type)}: its values cannot all be named"
    terms.problems.add(kind, fields[word].place, message, "use bands for a number, otherwise a table")
    return None


def grid(node: Node, path: str, fact: FactDef, terms: Terms, beside: Mapping[str, Node]) -> Built:
    """Read a grid: two facts, a result for every combination."""
    p = terms.problems
    fields = p.fields(node, "a grid", ("rows", "columns", "cells"))
    down, across = (closed(fields, word, "grid.type", terms) for word in ("rows", "columns"))
    if down is None or across is None:
        return Built("complete")
    rows: list[Row] = []
    for row_key, cells in p.pairs(fields.get("cells"), "cells"):
        row_value = terms.value(down[1].type, row_key)
        for column_key, cell in p.pairs(cells, "a row of cells"):
            column_value = terms.value(across[1].type, column_key)
            then = terms.result(fact.type, cell)
            if row_value is not None and column_value is not None and then is not None:
                tests = ((down[0], row_value), (across[0], column_value))
                when = All(tuple(OneOf(ref, frozenset((value,))) for ref, value in tests))
                rows.append(Row(f"{path}.{row_value}.{column_value}", when, then, cell.place))
    wanted = len(down[1].type.values) * len(across[1].type.values)
    if len(rows) != wanted:
        p.add("grid.incomplete", node.place, f"the grid of '{path}' has {len(rows)} of {wanted} cells")
    return Built("complete", tuple(rows))


def mapping(node: Node, path: str, fact: FactDef, terms: Terms, beside: Mapping[str, Node]) -> Built:
    """Read a map: one fact translated value by value."""
    p = terms.problems
    fields = p.fields(node, "a map", ("of", "to"), ("otherwise",))
    of = closed(fields, "of", "map.type", terms)
    if of is None:
        return Built("complete")
    otherwise = terms.result(fact.type, fields["otherwise"]) if "otherwise" in fields else None
    rows, missing = value_rows(fields.get("to"), path, of, fact.type, terms)
    if missing and otherwise is None:
        message = f"the map of '{path}' leaves out {', '.join(missing)}"
        p.add("map.incomplete", node.place, message, "name them, or add 'otherwise:'")
    if missing and otherwise is not None:
        rows.append(Row(f"{path}.otherwise", OneOf(of[0], frozenset(missing)), otherwise, node.place))
    return Built("complete", tuple(rows))


def value_rows(
    node: Node | None, path: str, of: Named, to: FactType, terms: Terms
) -> tuple[list[Row], list[str]]:
    """Return one row per value named in a mapping, and the values that it leaves out."""
    ref, fact = of
    rows: dict[str, Row] = {}
    for key, cell in terms.problems.pairs(node, "a map"):
        value = terms.value(fact.type, key)
        then = terms.result(to, cell)
        if value is not None and then is not None:
            rows[str(value)] = Row(f"{path}.{value}", OneOf(ref, frozenset((value,))), then, key.place)
    return list(rows.values()), [v for v in fact.type.values if v not in rows]


def bands(node: Node, path: str, fact: FactDef, terms: Terms, beside: Mapping[str, Node]) -> Built:
    """Read bands: a number to classes, ascending and contiguous by construction."""
    fields = terms.problems.fields(node, "bands", ("of", "steps"))
    of = terms.named(fields, "of")
    if of is None:
        return Built("complete")
    return Built("complete", band_rows(fields.get("steps"), fields["of"], path, of, fact.type, terms))


def band_rows(
    node: Node | None, at: Node, path: str, of: Named, to: FactType, terms: Terms
) -> tuple[Row, ...]:
    """Return one row per step; the last step takes the rest. `at` is where the number is named."""
    ref, kind = of[0], of[1].type
    if not kind.numeric:
        message = f"'{ref.text}' is {described(kind)}, no number"
        terms.problems.add("bands.type", at.place, message, "use a map or a table")
        return ()
    rows: list[Row] = []
    floor: Compare | None = None
    steps = terms.problems.items(node, "'steps'", some=True)
    for number, step in enumerate(steps, 1):
        fields = _step(step, number == len(steps), terms)
        if fields is None:
            continue
        word = next(w for w in ENDS if w in fields)
        limit = None if word == "rest" else terms.value(kind, fields[word])
        value = terms.result(to, fields["rest" if word == "rest" else "is"])
        if value is None or (word != "rest" and not isinstance(limit, int)):
            continue
        tests: list[Condition] = [floor] if floor else []
        if isinstance(limit, int):
            if floor and limit <= floor.constant:
                help_ = "each limit is above the one before"
                terms.problems.add("bands.order", step.place, "steps must ascend", help_)
            tests.append(Compare(ref, "below" if word == "below" else "at_most", limit))
            floor = Compare(ref, "at_least" if word == "below" else "above", limit)
        when = Always() if not tests else tests[0] if len(tests) == 1 else All(tuple(tests))
        why = terms.problems.label(fields.get("because"), "because", step.place)
        rows.append(Row(f"{path}.{number}", when, value, step.place, because=why))
    return tuple(rows)


def _step(node: Node, last: bool, terms: Terms) -> Mapping[str, Node] | None:
    fields = terms.problems.fields(node, "a step", (), (*ENDS, "is", "because"))
    ends = [w for w in ENDS if w in fields]
    if len(ends) == 1 and (ends[0] == "rest") == last and ("is" in fields) != last:
        return fields
    message = "a step says {below: x, is: y} or {up_to: x, is: y}; the last {rest: y}"
    terms.problems.add("bands.step", node.place, message)
    return None
