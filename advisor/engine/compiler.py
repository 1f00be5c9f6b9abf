"""Rows to the patterns of durable_rules: alternatives of positive tests on numbered inputs.

`none` and `not` are pushed down to the tests (durable_rules' own negation is not safe), alternatives are
expanded, and those that contradict themselves or say less than another are dropped.
"""

from collections.abc import Mapping
from itertools import product

from advisor.engine.lift import NO, YES, Lifted
from advisor.engine.matching import Op, Pattern, Ruleset, Test
from advisor.errors import EngineError
from advisor.rulebook.conditions import All, Always, Any, Compare, Condition, Not, OneOf

MAX_ALTERNATIVES = 256
OPS: Mapping[str, tuple[Op, Op]] = {
    "at_least": ("gte", "lt"),
    "at_most": ("lte", "gt"),
    "above": ("gt", "lte"),
    "below": ("lt", "gte"),
}
"""Each comparison and its opposite."""

Conjunction = frozenset[Test]


class TooManyAlternatives(EngineError):
    """A condition whose `any` parts multiply beyond what the engine is given."""


def ruleset(id_: str, lifted: Lifted) -> Ruleset:
    """Return the engine form of a decision's rows; rows that need no input are left out.

    Raises `TooManyAlternatives` where one row expands beyond the limit.
    """
    patterns: list[Pattern] = []
    for number, row in enumerate(lifted.rows):
        for conjunction in alternatives(row, lifted):
            if conjunction:
                patterns.append((number, tuple(sorted(conjunction, key=_order))))
    return Ruleset(id_, len(lifted.inputs), tuple(patterns))


def _order(test: Test) -> tuple[bool, int, str, str]:
    """Equality first, then by input: patterns that begin alike are shared in the engine."""
    return (test[1] != "eq", test[0], test[1], str(test[2]))


def alternatives(condition: Condition, lifted: Lifted, positive: bool = True) -> list[Conjunction]:
    """Return the condition as alternatives; `[frozenset()]` always holds, `[]` never does."""
    match condition:
        case Always():
            return [frozenset()] if positive else []
        case Not(of=of):
            return alternatives(of, lifted, not positive)
        case All(of=parts) | Any(of=parts):
            every = isinstance(condition, All) == positive
            found = [alternatives(p, lifted, positive) for p in parts]
            return _reduce(_and(found) if every else [c for part in found for c in part])
        case OneOf() | Compare() if not condition.ref.soft:
            return _open(condition, lifted.at[condition.ref], positive)
        case _:
            return [frozenset(((lifted.at[condition], "eq", YES if positive else NO),))]


def _open(condition: OneOf | Compare, at: int, positive: bool) -> list[Conjunction]:
    if isinstance(condition, Compare):
        op = OPS[condition.op][0 if positive else 1]
        return [frozenset(((at, op, condition.constant),))]
    values = [v for v in sorted(condition.values, key=str) if isinstance(v, (int, str))]
    if condition.negated == positive:
        return [frozenset((at, "ne", v) for v in values)]
    return [frozenset(((at, "eq", v),)) for v in values]


def _and(parts: list[list[Conjunction]]) -> list[Conjunction]:
    result: list[Conjunction] = [frozenset()]
    for part in parts:
        result = _reduce([a | b for a, b in product(result, part)])
        if len(result) > MAX_ALTERNATIVES:
            raise TooManyAlternatives(f"a condition expands to more than {MAX_ALTERNATIVES} alternatives")
    return result


def _reduce(found: list[Conjunction]) -> list[Conjunction]:
    """Drop alternatives that cannot hold, and those another alternative already covers."""
    possible = sorted(
        {c for c in found if not _contradicts(c)}, key=lambda c: (len(c), sorted(c, key=_order))
    )
    kept: list[Conjunction] = []
    for conjunction in possible:
        if not any(other <= conjunction for other in kept):
            kept.append(conjunction)
    return kept


def _contradicts(conjunction: Conjunction) -> bool:
    equal: dict[int, str | int] = {}
    for at, op, value in conjunction:
        if op == "eq" and equal.setdefault(at, value) != value:
            return True
    return any(op == "ne" and equal.get(at, _NOTHING) == value for at, op, value in conjunction)


_NOTHING = object()
