"""What the peers share: how an answer is handed back, and the shape "one flat fact per decision and member".

Engines without chaining of their own are used as this project uses its own: layer by layer, each decision
of each member as one flat fact whose quantifiers Python has settled (in generated source, as one would).
"""

from collections.abc import Callable
from typing import Any

from synthetic import LAYERS, MEMBERS, SIGNS, Book, Field, Some, Table, Test

from advisor.facts.deal import Deal, Value

Answers = dict[tuple[str, str], Value]
"""(decision, member): the derived value, and (rule, member): "fires" for every rule that fired."""

FIRES = "fires"
Rows = dict[str, dict[str, dict[str, Value]]]


def lines_by_code(book: Book) -> list[tuple[str, str, str]]:
    """Return (subject, id, value) of every line in order, the otherwise-row as the last of its table."""
    found = []
    for table in book.tables:
        if table.result:
            found += [(table.subject, table.id, line.then) for line in table.lines]
            found.append((table.subject, table.id, table.otherwise))
        else:
            found += [(table.subject, line.id, FIRES) for line in table.lines]
    return found


def rows_of(deal: Deal) -> Rows:
    """Return the plain values of a deal."""
    return {
        s: {m: {n: fact.value for n, fact in facts.items()} for m, facts in members.items()}
        for s, members in deal.subjects.items()
    }


def inputs_of(table: Table) -> tuple[Field | Some, ...]:
    """Return what a decision reads: facts, and quantifiers as wholes."""
    return tuple(dict.fromkeys(p.field if isinstance(p, Test) else p for p in table.parts))


def input_test(table: Table, part: Test | Some) -> tuple[str, str, tuple[str, ...], int]:
    """Return a part as a test of an input: its name, `in`, `not` or a comparison, values, number."""
    inputs = inputs_of(table)
    if isinstance(part, Some):
        return f"i{inputs.index(part)}", "in", ("t",), 0
    return f"i{inputs.index(part.field)}", part.op, part.values, part.number


def source_of(test: Test, row: str) -> str:
    """Return a test as a Python expression over a row."""
    value = f"{row}[{test.field.name!r}]"
    if test.op in SIGNS:
        return f"{value} {SIGNS[test.op]} {test.number}"
    if test.op == "not":
        return f"{value} != {test.values[0]!r}"
    return f"{value} == {test.values[0]!r}" if len(test.values) == 1 else f"{value} in {test.values!r}"


def _input_source(part: Field | Some, own: str) -> str:
    if isinstance(part, Field):
        return f"{'own' if part.subject == own else part.subject}[{part.name!r}]"
    where = " and ".join(source_of(t, "x") for t in part.tests)
    members = f"rows[{part.subject!r}].values()"
    if part.word == "two":
        return f"'t' if sum(1 for x in {members} if {where}) >= 2 else 'f'"
    yes, no = ("'t'", "'f'") if part.word == "any" else ("'f'", "'t'")
    return f"{yes} if any({where} for x in {members}) else {no}"


def reader_of(table: Table) -> Callable[[Any, Any, Any, Rows], dict[str, Value]]:
    """Return a function from (own row, deal row, account row, all rows) to the inputs by name."""
    parts = ", ".join(f"'i{n}': {_input_source(p, table.subject)}" for n, p in enumerate(inputs_of(table)))
    found: Callable[[Any, Any, Any, Rows], dict[str, Value]]
    found = eval(f"lambda own, deal, account, rows: {{{parts}}}")
    return found


class Flat:
    """Layer by layer: `put` every decision and member as flat inputs, then take what `fired`."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.layers = [[t for t in book.tables if t.layer == n] for n in range(LAYERS)]
        self.readers = {t.id: reader_of(t) for t in book.tables}
        self.first: dict[int, Table] = {}  # line number: its table
        number = 0
        for table in book.tables:
            for n in range(number, number + len(table.lines)):
                self.first[n] = table
            number += len(table.lines) + (table.result is not None)
        self.lines = lines_by_code(book)

    def answers(self, deal: Deal) -> Answers:
        rows = rows_of(deal)
        the_deal, account = rows["deal"]["d1"], rows["account"]["a1"]
        found: Answers = {}
        self.start()
        for layer in self.layers:
            for table in layer:
                read = self.readers[table.id]
                for m, member in enumerate(MEMBERS[table.subject]):
                    inputs = read(rows[table.subject][member], the_deal, account, rows)
                    self.put(table, m, inputs)
                    if table.result:
                        found[table.id, member] = table.otherwise
            # The first row that holds decides, so the last one is written first.
            for number, m in sorted(self.fired(), reverse=True):
                subject, id_, value = self.lines[number]
                found[id_, MEMBERS[subject][m]] = value
            for table in layer:
                if table.result:
                    for member in MEMBERS[table.subject]:
                        rows[table.subject][member][table.result.name] = found[table.id, member]
        return found

    def start(self) -> None:
        """Forget the last deal."""
        raise NotImplementedError

    def put(self, table: Table, member: int, inputs: dict[str, Value]) -> None:
        """Give one decision of one member to the engine."""
        raise NotImplementedError

    def fired(self) -> list[tuple[int, int]]:
        """Run and return what fired since the last call: line number and member."""
        raise NotImplementedError
