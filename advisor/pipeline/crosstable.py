"""Cross-tables: which combinations of two facts have advice of their own, and which fall back."""

from collections.abc import Iterator

from advisor.records import Record
from advisor.rulebook.conditions import All, Any, Condition, Includes, OneOf
from advisor.rulebook.decisions import Rulebook

Fact = tuple[str, str]


class CrossTable(Record):
    """Two facts and, per combination of their values, the rules that speak of both."""

    rows: Fact
    columns: Fact
    row_values: tuple[str, ...]
    column_values: tuple[str, ...]
    cells: tuple[tuple[tuple[str, ...], ...], ...]

    @property
    def filled(self) -> int:
        """How many combinations have advice of their own."""
        return sum(bool(cell) for row in self.cells for cell in row)


def cross_table(rulebook: Rulebook, rows: Fact, columns: Fact) -> CrossTable:
    """Return the table of two facts (subject, name): own advice is a rule that names both values."""
    facts = rulebook.dictionary.facts
    row_values = tuple(facts[rows[0]][rows[1]].type.values)
    column_values = tuple(facts[columns[0]][columns[1]].type.values)
    found: dict[tuple[str, str], list[str]] = {}
    for decision in rulebook.decisions.values():
        if decision.kind == "derive":
            continue
        for rule in decision.rows:
            for a in _named(rule.when, rows, decision.subject) & set(row_values):
                for b in _named(rule.when, columns, decision.subject) & set(column_values):
                    found.setdefault((a, b), []).append(rule.id)
    cells = tuple(tuple(tuple(found.get((a, b), ())) for b in column_values) for a in row_values)
    return CrossTable(rows, columns, row_values, column_values, cells)


def _named(condition: Condition, fact: Fact, subject: str) -> set[str]:
    """Return the values of a fact that a condition names as one of those it wants."""
    return {v for found in _tests(condition) for v in _values(found, fact, subject)}


def _values(condition: Condition, fact: Fact, subject: str) -> set[str]:
    if (
        isinstance(condition, OneOf)
        and not condition.negated
        and (condition.ref.subject, condition.ref.name) == fact
    ):
        return {str(v) for v in condition.values}
    if isinstance(condition, Includes) and (condition.ref.subject, condition.ref.name) == fact:
        return {condition.value}
    return set()


def _tests(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, (All, Any)):
        for part in condition.parts():
            yield from _tests(part)
    else:
        yield condition


def coverage_page(rulebook: Rulebook, tables: tuple[CrossTable, ...]) -> str:
    """Return the cross-tables as a Markdown page."""
    lines = [
        "# Where advice is special, and where it falls back",
        "",
        "Made by `advisor docs coverage`; do not edit. A cell counts the rules that name both values;",
        "an empty cell falls back to advice on each fact alone. Here trainers can extend the method.",
    ]
    for table in tables:
        a, b = (rulebook.dictionary.facts[s][n] for s, n in (table.rows, table.columns))
        total = len(table.row_values) * len(table.column_values)
        lines += ["", f"## {a.label.en} by {b.label.en}: {table.filled} of {total}", ""]
        lines += [f"| {a.label.en} | {' | '.join(b.type.values[v].en for v in table.column_values)} |"]
        lines += [f"| --- |{' --- |' * len(table.column_values)}"]
        for value, cells in zip(table.row_values, table.cells, strict=True):
            shown = [str(len(cell)) if cell else "·" for cell in cells]
            lines += [f"| {a.type.values[value].en} | {' | '.join(shown)} |"]
    return "\n".join(lines) + "\n"
