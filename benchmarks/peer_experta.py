"""experta, the Python successor of PyKnow: one flat fact per decision and member, chained by Python.

experta 1.9.4 is of 2019 and imports `collections.Mapping`, which Python 3.10 took out; it is put back here.
"""

import collections
import collections.abc
from collections.abc import Callable
from typing import Any

from flat import Flat, input_test
from synthetic import Book, Some, Table, Test

from advisor.facts.deal import Value

collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]

from experta import MATCH, Fact, KnowledgeEngine, L, P, Rule  # noqa: E402

HOLDS: dict[str, Callable[[int], Callable[[int], bool]]] = {
    "at_least": lambda limit: lambda v: v >= limit,
    "at_most": lambda limit: lambda v: v <= limit,
    "above": lambda limit: lambda v: v > limit,
    "below": lambda limit: lambda v: v < limit,
}


class Experta(Flat):
    """Rules with one pattern each."""

    name = "experta"

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self.kinds = {t.id: type(f"T{n}", (Fact,), {}) for n, t in enumerate(book.tables)}
        body: dict[str, Any] = {}
        number = 0
        for table in book.tables:
            for line in table.lines:
                tests = [_test(table, part) for part in line.parts]
                pattern = self.kinds[table.id](m=MATCH.m, **dict(tests))
                body[f"x{number}"] = Rule(pattern)(_action(number))
                number += 1
            number += table.result is not None
        self.engine = type("Engine", (KnowledgeEngine,), body)()
        self.engine.said = []

    def start(self) -> None:
        self.engine.reset()

    def put(self, table: Table, member: int, inputs: dict[str, Value]) -> None:
        self.engine.declare(self.kinds[table.id](m=member, **inputs))

    def fired(self) -> list[tuple[int, int]]:
        self.engine.run()
        found, self.engine.said = self.engine.said, []
        return list(found)


def _action(number: int) -> Callable[[Any, int], None]:
    def action(self: Any, m: int) -> None:
        self.said.append((number, m))

    action.__name__ = f"x{number}"
    return action


def _test(table: Table, part: Test | Some) -> tuple[str, Any]:
    name, op, values, number = input_test(table, part)
    if op in HOLDS:
        return name, P(HOLDS[op](number))
    if op == "not":
        return name, ~L(values[0])
    found: Any = L(values[0])
    for value in values[1:]:
        found |= L(value)
    return name, found
