"""The evaluator of a decision as bit masks: one look-up for each input, whatever the number of rows.

A conjunction of tests is two bits, "not refuted" and "certain". Each value of an input clears the bits of
the conjunctions it refutes or leaves open; what is left after all inputs gives the truth of every row.
The masks of a value are worked out by the conditions themselves when it is first met. A property test ties
the result to `Lifted.statuses`, which walks the condition classes.
"""

from collections.abc import Callable
from functools import reduce
from operator import and_, getitem

from advisor.engine.lift import TRUTH, Lifted, Vector, is_open
from advisor.facts.states import FALSE, TRUE, UNKNOWN, State, Truth
from advisor.rulebook.conditions import All, Always, Any, Compare, Condition, Not, OneOf

Evaluate = Callable[[Vector], tuple[Truth, ...]]
REMEMBERED = 2_000
"""Values of one input, and outcomes of one decision, that are remembered at a time."""

Tree = Callable[[int], Truth]
"""The truth of a row, from the mask that all inputs leave."""


def evaluator(lifted: Lifted) -> Evaluate:
    """Return a function from a vector to the truth of every row."""
    conjunctions = _Conjunctions(lifted)
    rows = tuple(conjunctions.tree(row) for row in lifted.rows)
    full = 4 ** len(conjunctions.tests) - 1
    inputs = [_Masks(tests, full) for tests in conjunctions.by_input(len(lifted.inputs))]
    truths = _Truths(rows)

    def evaluate(vector: Vector) -> tuple[Truth, ...]:
        return truths[reduce(and_, map(getitem, inputs, vector), full)]

    return evaluate


class _Conjunctions:
    """The conjunctions that a decision's rows are made of, each with its number."""

    def __init__(self, lifted: Lifted) -> None:
        self.lifted = lifted
        self.tests: list[tuple[Condition, ...]] = []

    def tree(self, condition: Condition) -> Tree:
        match condition:
            case Any(of=parts):
                found = [self.tree(p) for p in parts]
                return lambda mask: max((t(mask) for t in found), default=FALSE)
            case Not(of=of):
                inner = self.tree(of)
                return lambda mask: TRUE - inner(mask)
            case All(of=parts):
                own = tuple(p for p in parts if not isinstance(p, (All, Any, Not, Always)))
                deeper = [self.tree(p) for p in parts if isinstance(p, (All, Any, Not))]
                mine = self._conjunction(own)
                return (lambda mask: min(mine(mask), *(t(mask) for t in deeper))) if deeper else mine
            case Always():
                return self._conjunction(())
        return self._conjunction((condition,))

    def _conjunction(self, tests: tuple[Condition, ...]) -> Tree:
        shift = 2 * len(self.tests)
        self.tests.append(tests)
        truths = (FALSE, UNKNOWN, FALSE, TRUE)  # certain (2) without possible (1) does not occur
        return lambda mask: truths[mask >> shift & 3]

    def by_input(self, width: int) -> list[list[tuple[int, Condition]]]:
        """Return, input by input, the tests on it with the number of their conjunction."""
        found: list[list[tuple[int, Condition]]] = [[] for _ in range(width)]
        for number, tests in enumerate(self.tests):
            for test in tests:
                key = test.ref if isinstance(test, (OneOf, Compare)) and is_open(test) else test
                found[self.lifted.at[key]].append((number, test))
        return found


class _Masks(dict[State, int]):
    """The mask of each value of one input."""

    def __init__(self, tests: list[tuple[int, Condition]], full: int) -> None:
        super().__init__()
        self.tests, self.full = tests, full

    def __missing__(self, value: State) -> int:
        mask = self.full
        for number, test in self.tests:
            open_ = isinstance(test, (OneOf, Compare)) and is_open(test)
            truth = test.holds(value) if open_ else TRUTH[value]  # type: ignore[attr-defined]
            mask &= ~((3, 2, 0)[truth] << 2 * number)
        if len(self) >= REMEMBERED:
            self.clear()
        self[value] = mask
        return mask


class _Truths(dict[int, tuple[Truth, ...]]):
    """The truth of every row, by the mask that all inputs leave."""

    def __init__(self, rows: tuple[Tree, ...]) -> None:
        super().__init__()
        self.rows = rows

    def __missing__(self, mask: int) -> tuple[Truth, ...]:
        if len(self) >= REMEMBERED:
            self.clear()
        self[mask] = found = tuple(row(mask) for row in self.rows)
        return found
