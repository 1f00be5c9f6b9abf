"""Lifting: a decision's conditions as a flat vector of inputs, and rows that read only the vector.

The vector is the memo's key, the evaluator's argument and (without its sets) the engine's fact. An input
is either a fact that durable_rules tests itself, or a settled condition, which reads `t`, `f` or nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

from advisor.engine.scope import Here
from advisor.facts.states import FALSE, TRUE, UNKNOWN, State, Truth
from advisor.rulebook.alternatives import NO, YES
from advisor.rulebook.conditions import SPLIT_LIMIT, All, Always, Any, Compare, Condition, Not, OneOf, Ref
from advisor.rulebook.decisions import Decision

FLAG: Mapping[Truth, State] = {TRUE: YES, FALSE: NO, UNKNOWN: None}
TRUTH: Mapping[State, Truth] = {YES: TRUE, NO: FALSE, None: UNKNOWN}

Vector = tuple[State, ...]


def is_open(condition: Condition) -> bool:
    """Say whether durable_rules tests the condition itself."""
    return isinstance(condition, (OneOf, Compare)) and not condition.ref.soft


def leaves(condition: Condition) -> Iterator[Condition]:
    """Yield the tests of a condition, in order: open ones and settled ones."""
    if isinstance(condition, (All, Any, Not)):
        for part in condition.parts():
            yield from leaves(part)
    elif not isinstance(condition, Always):
        yield condition


class Lifted(NamedTuple):
    """A decision in flat form. `occurs` counts per row how often an input is tested (for splitting)."""

    inputs: tuple[Ref | Condition, ...]
    at: Mapping[Ref | Condition, int]
    rows: tuple[Condition, ...]
    occurs: tuple[Mapping[int, int], ...]

    def read(self, scope: Here) -> Vector:
        """Return the vector of a member."""
        return tuple(scope.state(i) if isinstance(i, Ref) else FLAG[i.settle(scope)] for i in self.inputs)

    def statuses(self, vector: Vector) -> tuple[Truth, ...]:
        """Return the truth of every row, by walking the conditions."""
        reader = VectorReader(self.at, vector)
        return tuple(row.truth(reader) for row in self.rows)


class VectorReader:
    """A reader of conditions over a vector instead of facts."""

    __slots__ = ("index", "vector")

    def __init__(self, index: Mapping[Ref | Condition, int], vector: Vector) -> None:
        """Bind a vector."""
        self.index = index
        self.vector = vector

    def state(self, ref: Ref) -> State:
        """Return the input of a fact."""
        return self.vector[self.index[ref]]

    def settled(self, condition: Condition) -> Truth:
        """Return the input of a settled condition."""
        return TRUTH[self.vector[self.index[condition]]]


def lift(decision: Decision) -> Lifted:
    """Return the flat form of a decision: its rows, and the gate as the last row where there is one."""
    conditions = tuple(r.when for r in decision.rows)
    if decision.only_when is not None:
        conditions = (*conditions, decision.only_when)
    return lift_conditions(conditions)


def lift_conditions(conditions: tuple[Condition, ...]) -> Lifted:
    """Return the flat form of some conditions."""
    inputs: dict[Ref | Condition, int] = {}
    occurs: list[Mapping[int, int]] = []
    for condition in conditions:
        seen: Counter[int] = Counter()
        for leaf in leaves(condition):
            key = leaf.ref if isinstance(leaf, (OneOf, Compare)) and is_open(leaf) else leaf
            seen[inputs.setdefault(key, len(inputs))] += 1
        occurs.append(dict(seen))
    return Lifted(tuple(inputs), inputs, conditions, tuple(occurs))


def repeated(lifted: Lifted, across: bool) -> tuple[int, ...]:
    """Return the inputs tested twice or more: within one row, or in all rows of a table (`across`)."""
    most: Counter[int] = Counter()
    for row in lifted.occurs:
        for i, times in row.items():
            most[i] = most[i] + times if across else max(most[i], times)
    return tuple(i for i, times in most.items() if times > 1)


def split(
    lifted: Lifted, vector: Vector, statuses: tuple[Truth, ...], across: bool
) -> tuple[tuple[Vector, ...], bool]:
    """Return the vectors to evaluate instead of one that holds sets, and whether the limit cut it short.

    A set is split only where it is tested twice or more among the undecided rows: within one row, or
    across the rows of a table (`across`). Elsewhere Kleene's logic over sets is already exact.
    """
    sets = [i for i, v in enumerate(vector) if isinstance(v, frozenset)]
    undecided = [n for n, s in enumerate(statuses) if s == UNKNOWN]
    if not sets or not undecided:
        return (vector,), False
    if across:
        repeated = [i for i in sets if sum(lifted.occurs[n].get(i, 0) for n in undecided) > 1]
    else:
        repeated = [i for i in sets if any(lifted.occurs[n].get(i, 0) > 1 for n in undecided)]
    return combinations(vector, repeated)


def combinations(vector: Vector, positions: list[int]) -> tuple[tuple[Vector, ...], bool]:
    """Return the vector with the sets at some positions replaced by each combination of their values."""
    choices: list[list[State]] = []
    size = 1
    for i in positions:
        values = vector[i]
        assert isinstance(values, frozenset)
        choices.append(sorted(values, key=str))
        size *= len(values)
    if size > SPLIT_LIMIT:
        return (vector,), True
    found = []
    for combination in product(*choices):
        changed = list(vector)
        for i, value in zip(positions, combination, strict=True):
            changed[i] = value
        found.append(tuple(changed))
    return tuple(found), False
