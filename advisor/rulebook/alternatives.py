"""Conditions as alternatives of plain tests, as the engine is given them, and how many are too many.

`none` and `not` are pushed down to the tests, alternatives are expanded, and those that contradict
themselves or say less than another are dropped.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Literal

from advisor.errors import EngineError, Place
from advisor.rulebook.conditions import All, Always, Any, Compare, Condition, Not, OneOf, Ref
from advisor.rulebook.decisions import Decision
from advisor.rulebook.forms import Problems

MAX_ALTERNATIVES = 256
YES, NO = "t", "f"
"""How the answer of a condition that is settled in Python stands among the inputs."""
OPS: Mapping[str, "tuple[Sign, Sign]"] = {
    "at_least": ("gte", "lt"),
    "at_most": ("lte", "gt"),
    "above": ("gt", "lte"),
    "below": ("lt", "gte"),
}
"""Each comparison and its opposite."""

Sign = Literal["eq", "ne", "lt", "lte", "gt", "gte"]
Test = tuple[int, Sign, str | int]
"""The number of an input, a sign, and the constant it is compared with."""
Conjunction = frozenset[Test]
Inputs = Mapping[Ref | Condition, int]
"""The number of each fact that is tested as it is, and of each condition that is settled before."""


class TooManyAlternatives(EngineError):
    """A condition whose `any` parts multiply beyond what the engine is given."""


def alternatives(condition: Condition, at: Inputs, positive: bool = True) -> list[Conjunction]:
    """Return the condition as alternatives; `[frozenset()]` always holds, `[]` never does.

    Raises `TooManyAlternatives` where it expands beyond the limit.
    """
    match condition:
        case Always():
            return [frozenset()] if positive else []
        case Not(of=of):
            return alternatives(of, at, not positive)
        case All(of=parts) | Any(of=parts):
            every = isinstance(condition, All) == positive
            found = [alternatives(p, at, positive) for p in parts]
            return _reduce(_and(found) if every else [c for part in found for c in part])
        case OneOf() | Compare() if not condition.ref.soft:
            return _open(condition, at[condition.ref], positive)
        case _:
            return [frozenset(((at[condition], "eq", YES if positive else NO),))]


def _open(condition: OneOf | Compare, at: int, positive: bool) -> list[Conjunction]:
    if isinstance(condition, Compare):
        sign = OPS[condition.op][0 if positive else 1]
        return [frozenset(((at, sign, condition.constant),))]
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


def order(test: Test) -> tuple[bool, int, str, str]:
    """Return the place of a test: equality first, then by input, so that many patterns begin alike."""
    return (test[1] != "eq", test[0], test[1], str(test[2]))


def _reduce(found: list[Conjunction]) -> list[Conjunction]:
    """Drop alternatives that cannot hold, and those another alternative already covers."""
    possible = sorted({c for c in found if not _contradicts(c)}, key=lambda c: (len(c), sorted(c, key=order)))
    kept: list[Conjunction] = []
    for conjunction in possible:
        if not any(other <= conjunction for other in kept):
            kept.append(conjunction)
    return kept


def _contradicts(conjunction: Conjunction) -> bool:
    equal: dict[int, str | int] = {}
    for at, sign, value in conjunction:
        if sign == "eq" and equal.setdefault(at, value) != value:
            return True
    return any(sign == "ne" and equal.get(at, _NOTHING) == value for at, sign, value in conjunction)


_NOTHING = object()


def too_many(decisions: Iterable[Decision], problems: Problems) -> None:
    """Note every condition that expands to more alternatives than the engine is given."""
    for decision in decisions:
        if decision.compute is None and not decision.factors:
            for condition, name, place in _conditions(decision):
                try:
                    alternatives(condition, _Numbers())
                except TooManyAlternatives:
                    message = f"{name} has more than {MAX_ALTERNATIVES} alternatives"
                    help_ = "write it as several rules, or derive a fact for the parts that belong together"
                    problems.add("engine.too-many-alternatives", place, message, help_)


def _conditions(decision: Decision) -> Iterator[tuple[Condition, str, Place]]:
    for row in decision.rows:
        yield row.when, f"'{row.id}'", row.place
    if decision.only_when is not None:
        yield decision.only_when, f"only_when of '{decision.id}'", decision.place


class _Numbers(dict[Ref | Condition, int]):
    """Numbers the inputs in the order they are met."""

    def __missing__(self, key: Ref | Condition) -> int:
        self[key] = len(self)
        return self[key]
