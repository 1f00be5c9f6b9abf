"""Reasons for derived facts: why what is decided is not as a test of it wants."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from advisor.advice.needs import Need
from advisor.engine.computing import ONE, factor_points
from advisor.engine.scope import Here
from advisor.explain.flipping.reason import (
    FAILS,
    HOLDS,
    MAY_FAIL,
    MAY_HOLD,
    NOTHING,
    Verdict,
    Want,
    every,
    some,
)
from advisor.facts.deal import Value
from advisor.facts.states import NONE, UNKNOWN
from advisor.records import replace
from advisor.rulebook.conditions import Always, Compare, Condition, Includes, Is, OneOf, Ref
from advisor.rulebook.decisions import Decision, Factor, Row

if TYPE_CHECKING:
    from advisor.explain.flipping.reasons import Reasons

Passes = Callable[[Value], bool]
"""Says whether a value passes the test."""


class Derivations:
    """Takes derived facts apart: tables into their rows, scales and counts into what they count."""

    def __init__(self, reasons: "Reasons") -> None:
        """Bind what finds the reasons of conditions."""
        self.reasons = reasons
        self._found: dict[tuple[Need, Condition, Want, str], Verdict] = {}

    def of(self, condition: Condition, ref: Ref, at: Need, scope: Here, want: Want) -> Verdict:
        """Return why a test of a derived fact is not as wanted.

        A value typed over the rules holds or ends with any fact below it; it is not taken apart.
        """
        decision = self.reasons.rulebook.deriving(at.subject, at.name)
        if decision is None:
            return NOTHING
        if at in self.reasons.conclusions.sheet.forced:
            return self._whole(at)
        own_ref = Ref("own", (), at.subject, at.name, ref.soft)
        own = replace(condition, ref=own_ref)
        key = (at, own, want, scope.this)
        if key not in self._found:
            inner = self.reasons.conclusions.scope(at.subject, at.member)
            tested = Here(inner.board, at.subject, at.member, (scope.this_subject, scope.this))
            found = self._decided(decision, own, own_ref, tested, inner, want)
            self._found[key] = self._whole(at) if found is None else found
        return self._found[key]

    def _whole(self, at: Need) -> Verdict:
        return self.reasons.facts(self.reasons.below.fact(at))

    def _decided(
        self, decision: Decision, condition: Condition, ref: Ref, tested: Here, scope: Here, want: Want
    ) -> Verdict:
        """Return the reason by the form of the decision; `None` where it is not taken apart."""

        def passes(value: Value) -> bool:
            return want.is_met(condition.truth(tested.pinned({ref: value})))

        if decision.compute is not None:
            return self._computed(decision, condition, scope, want)
        if decision.factors:
            return self._scaled(decision, condition, scope, want)
        if decision.hit_policy == "collect":
            return self._collected(decision, condition, scope, want)
        if decision.hit_policy == "path":
            return self._first(_path(decision), decision.rows[0].then, passes, scope, want, skips=True)
        if decision.hit_policy == "complete":
            return self._complete(decision, passes, scope, want)
        if want.sure and _splits(decision, scope):
            # Rows may hold together of which none holds alone.
            if condition.truth(tested) == UNKNOWN:
                return None
            want = want.weaker
        if decision.hit_policy == "first":
            rows = [(row, row.then) for row in decision.rows]
            return self._first(rows, decision.otherwise, passes, scope, want)
        return self._only(decision, passes, scope, HOLDS if want.sure else MAY_HOLD)

    # --- tables ----------------------------------------------------------------------------------

    def _rows(self, rows: Iterable[Row], scope: Here, to: Want) -> Verdict:
        return some(self.reasons.of(row.when, scope, to) for row in rows)

    def _first(
        self,
        rows: Sequence[tuple[Row, Value | None]],
        otherwise: Value | None,
        passes: Passes,
        scope: Here,
        want: Want,
        skips: bool = False,
    ) -> Verdict:
        """Return why the first row that holds does not pass, from the last row up.

        A row that passes is one way, together with those below it; one that does not must not hold.
        """
        to = HOLDS if want.sure else MAY_HOLD
        verdict = None if passes(_value(otherwise)) else NOTHING
        for row, value in reversed(rows):
            passed_over = skips or row.skip_unknown
            if not passes(_value(value)):
                away = MAY_FAIL if passed_over else to.opposite
                verdict = every([self.reasons.of(row.when, scope, away), verdict])
            elif verdict is not None:
                holds = HOLDS if passed_over else to
                verdict = some([self.reasons.of(row.when, scope, holds), verdict])
        return verdict

    def _only(self, decision: Decision, passes: Passes, scope: Here, to: Want) -> Verdict:
        """Return why no row that passes holds, and not the value for when no row holds either."""
        passing = [row for row in decision.rows if passes(_value(row.then))]
        found = self._rows(passing, scope, to)
        if found is None or not passes(_value(decision.otherwise)):
            return found
        others = (row.when for row in decision.rows if row not in passing)
        return some([found, every(self.reasons.of(when, scope, to.opposite) for when in others)])

    def _complete(self, decision: Decision, passes: Passes, scope: Here, want: Want) -> Verdict:
        """Return why the one row that holds does not pass: none that does is possible, or another one is.

        Where "there is none" passes, no row needs to hold, and the table is not taken apart.
        """
        if passes(NONE):
            return None
        passing = [row for row in decision.rows if passes(_value(row.then))]
        possible = self._rows(passing, scope, MAY_HOLD)
        if not want.sure:
            return possible
        sides = (self.reasons.of(side, scope, HOLDS) for side in _sides(passing, decision.rows))
        others = (self.reasons.of(row.when, scope, FAILS) for row in decision.rows if row not in passing)
        return every([possible, *sides, *others])

    def _collected(self, decision: Decision, condition: Condition, scope: Here, want: Want) -> Verdict:
        if not isinstance(condition, Includes):
            return None
        rows = [row for row in decision.rows if row.then == condition.value]
        found = (self.reasons.of(row.when, scope, want) for row in rows)
        return some(found) if want.up else every(found)

    # --- numbers ---------------------------------------------------------------------------------

    def _computed(self, decision: Decision, condition: Condition, scope: Here, want: Want) -> Verdict:
        compute = decision.compute
        assert compute is not None
        if compute.op == "copy" and not isinstance(condition, Is):
            return self.reasons.of(replace(condition, ref=compute.refs[0]), scope, want)
        limits = _limits(condition)
        if compute.op != "count" or limits is None:
            return None
        if compute.conditions:
            parts = [(part, scope) for part in compute.conditions]
            return self.reasons.counted(parts, *limits, want, known_only=compute.over_known)
        where = Always() if compute.where is None else compute.where
        parts = [(where, inner) for inner in scope.each(compute.of, False)]
        somebody = scope.somebody_else(compute.of)
        unrecorded = None if somebody is None else (where, somebody)
        return self.reasons.counted(parts, *limits, want, unrecorded, compute.over_known)

    def _scaled(self, decision: Decision, condition: Condition, scope: Here, want: Want) -> Verdict:
        """Return why weighted points are too low or too high: one of the factors would have to move."""
        if not isinstance(condition, Compare) or condition.op in ("same", "different"):
            return None
        rises = (condition.op in ("at_least", "above")) == want.up
        return some(self._factor(factor, scope, rises, want.sure) for factor in decision.factors)

    def _factor(self, factor: Factor, scope: Here, rises: bool, sure: bool) -> Verdict:
        """Return why a factor has no more (or fewer) points, at its lower end or at its higher one."""
        least, most = factor_points(factor, scope)
        end = least if rises == sure else most
        if end == (factor.high if rises else factor.low) or not factor.weight:
            return NOTHING
        found: Verdict = None
        if rises and not factor.rows:
            more = Compare(factor.ref, "above", end)
            found = self.reasons.of(more, scope, HOLDS if sure else MAY_HOLD)
        elif rises and sure:
            found = every(self.reasons.of(r.when, scope, FAILS) for r in factor.rows if _points(r) <= end)
        elif rises:
            found = self._rows((row for row in factor.rows if _points(row) > end), scope, MAY_HOLD)
        return self.reasons.facts(self.reasons.below.ref(factor.ref, scope)) if found is None else found


def _value(then: Value | None) -> Value:
    return NONE if then is None else then


def _sides(passing: Sequence[Row], rows: Sequence[Row]) -> list[OneOf]:
    """Return, per fact that rows test for its values, which of them it must have for a row that passes.

    Where every value does, it need not even be known.
    """
    every_value, needed = _tested(rows), _tested(passing)
    return [OneOf(ref, values) for ref, values in needed.items() if values != every_value.get(ref)]


def _tested(rows: Sequence[Row]) -> dict[Ref, frozenset[Value]]:
    """Return the values that rows test facts for, of the facts that all of them test."""
    found: dict[Ref, list[frozenset[Value]]] = {}
    for row in rows:
        for part in row.when.parts() or (row.when,):
            if isinstance(part, OneOf) and not part.negated:
                found.setdefault(part.ref, []).append(part.values)
    return {ref: frozenset().union(*some) for ref, some in found.items() if len(some) == len(rows)}


def _points(row: Row) -> int:
    assert isinstance(row.then, int)
    return row.then


def _path(decision: Decision) -> list[tuple[Row, Value | None]]:
    """Return the steps of a path, the last first, each with where the deal stands once it is done."""
    rows = decision.rows
    after = rows[-1].then if decision.after_last is None else decision.after_last
    return list(zip(reversed(rows), [after, *(row.then for row in reversed(rows[1:]))], strict=True))


def _splits(decision: Decision, scope: Here) -> bool:
    """Say whether a fact that rows test more than once may be several things."""
    return any(isinstance(scope.state(ref), frozenset) for ref in _repeated(decision))


@lru_cache(maxsize=4096)
def _repeated(decision: Decision) -> tuple[Ref, ...]:
    times = Counter(ref for row in decision.rows for ref in row.when.refs())
    return tuple(ref for ref, number in times.items() if number > 1)


def _limits(condition: Condition) -> tuple[int | None, int | None] | None:
    """Return the least and the greatest count that pass a test; `None` where that does not say it."""
    if isinstance(condition, Compare):
        number, rest = divmod(condition.constant, ONE)
        up = number + (rest > 0)
        match condition.op:
            case "at_least":
                return up, None
            case "above":
                return number + 1, None
            case "at_most":
                return None, number
            case "below":
                return None, up - 1
            case "same" if not rest:
                return number, number
    elif isinstance(condition, OneOf) and not condition.negated and len(condition.values) == 1:
        value = next(iter(condition.values))
        if isinstance(value, int) and not value % ONE:
            return value // ONE, value // ONE
    return None
