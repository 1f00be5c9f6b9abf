"""From row truths to a decision's result, by its hit policy."""

from typing import NamedTuple

from advisor.facts.deal import Value
from advisor.facts.states import NONE, TRUE, UNKNOWN, State, Truth, listing, one_of
from advisor.rulebook.decisions import Decision


class Outcome(NamedTuple):
    """What one decision says for one member.

    `state` is the derived fact (`None` for rules); `statuses` the truth of every row; `gate` that of
    `only_when`; `clash` names rows that hold together and contradict; `capped` says that some possible
    combinations were too many to try, so the answer is wider than it could be.
    """

    state: State
    statuses: tuple[Truth, ...]
    gate: Truth = TRUE
    clash: tuple[int, ...] = ()
    capped: bool = False


class Result(NamedTuple):
    """One vector's result: values still possible, rows that decide it by holding, rows that contradict."""

    values: frozenset[Value]
    deciding: tuple[int, ...]
    clash: tuple[int, ...] = ()


def table_result(decision: Decision, statuses: tuple[Truth, ...], nothing: bool = False) -> Result:
    """Return the result of a table (`first`, `unique`, `any`, `complete`) for one vector of inputs.

    `nothing` says that an axis of a complete table may read "there is none", so that no row holds.
    """
    if decision.hit_policy == "first":
        return _first(decision, statuses)
    true = tuple(n for n, s in enumerate(statuses) if s == TRUE)
    if true:
        values = frozenset(_value(decision, n) for n in true)
        return Result(values, true, true if len(values) > 1 else ())
    open_ = {_value(decision, n) for n, s in enumerate(statuses) if s == UNKNOWN}
    if decision.hit_policy != "complete" or nothing or not open_:
        open_.add(_otherwise(decision))
    return Result(frozenset(open_), ())


def _first(decision: Decision, statuses: tuple[Truth, ...]) -> Result:
    found: set[Value] = set()
    for n, status in enumerate(statuses):
        if status == TRUE:
            return Result(frozenset(found | {_value(decision, n)}), (n,))
        if status == UNKNOWN and not decision.rows[n].skip_unknown:
            found.add(_value(decision, n))
    return Result(frozenset(found | {_otherwise(decision)}), ())


def _value(decision: Decision, row: int) -> Value:
    value = decision.rows[row].then
    assert value is not None
    return value


def _otherwise(decision: Decision) -> Value:
    return NONE if decision.otherwise is None else decision.otherwise


def collected(decision: Decision, statuses: tuple[Truth, ...]) -> State:
    """Return the list of all rows that hold, element by element."""
    sure = frozenset(str(_value(decision, n)) for n, s in enumerate(statuses) if s == TRUE)
    possible = frozenset(str(_value(decision, n)) for n, s in enumerate(statuses) if s == UNKNOWN)
    return listing(sure, possible)


def stands_at(decision: Decision, statuses: tuple[Truth, ...]) -> State:
    """Return the step after the furthest one that is done; unknown evidence never enlarges it."""
    done = max((n for n, s in enumerate(statuses) if s == TRUE), default=-1)
    if done + 1 < len(decision.rows):
        return decision.rows[done + 1].then
    return decision.after_last if decision.after_last is not None else decision.rows[-1].then


def united(results: tuple[Result, ...]) -> tuple[State, tuple[int, ...]]:
    """Return the state that several vectors' results make together, and the rows that contradict."""
    if len(results) == 1 and not results[0].clash:
        return one_of(results[0].values), ()
    clash = tuple(sorted({n for r in results for n in r.clash}))
    if clash:
        return None, clash
    return one_of(frozenset().union(*(r.values for r in results))), ()


def agreed(statuses: list[tuple[Truth, ...]]) -> tuple[Truth, ...]:
    """Return per row: true or false where all vectors agree, else unknown."""
    first = statuses[0]
    if len(statuses) == 1:
        return first
    return tuple(s if all(other[n] == s for other in statuses) else UNKNOWN for n, s in enumerate(first))
