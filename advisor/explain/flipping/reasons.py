"""Finds the reasons why conditions are not as wanted, from conditions down to base facts."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import cast

from advisor.advice.needs import Need
from advisor.engine.conclusions import Conclusions
from advisor.engine.scope import Here
from advisor.explain.flipping.below import Below
from advisor.explain.flipping.choices import Changers
from advisor.explain.flipping.derivations import Derivations
from advisor.explain.flipping.reason import (
    FAILS,
    HOLDS,
    MAY_FAIL,
    MAY_HOLD,
    NOTHING,
    Reason,
    Verdict,
    Want,
    every,
    some,
)  # fmt: skip
from advisor.facts.deal import Value
from advisor.facts.states import FALSE, NONE, TRUE, UNKNOWN, is_known
from advisor.records import replace
from advisor.rulebook.conditions import (
    All,
    Any,
    CompareFacts,
    Condition,
    Counted,
    IsIn,
    Known,
    Members,
    Not,
    OneOf,
    Ref,
    repeated,
    truth_of,
)  # fmt: skip
from advisor.rulebook.decisions import Rulebook

Part = tuple[Condition, Here]
"""A condition and the member it is looked at from."""


class Reasons:
    """Finds reasons in one deal's conclusions.

    A reason is sound: whatever else is changed, while none of its facts is, the condition does not become
    as wanted. Where a condition is not taken apart, it names every fact below.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        conclusions: Conclusions,
        below: Below,
        changers: Changers,
        settled: Iterable[Need] = (),
    ) -> None:
        """Bind a deal's conclusions, and who may change something.

        `settled` facts were changed already and stay as they are now.
        """
        self.rulebook = rulebook
        self.conclusions = conclusions
        self.below = below
        self.changers = changers
        self.settled = frozenset(settled)
        self._derivations = Derivations(self)

    def of(self, condition: Condition, scope: Here, want: Want) -> Verdict:
        """Return why a condition is not as wanted for a member; `None` where it is."""
        truth = truth_of(condition, scope)
        if want.is_met(truth):
            return None
        match condition:
            case Not(of=part):
                found = self.of(part, scope, want.opposite)
            case All(of=parts) | Any(of=parts):
                if isinstance(condition, All) == want.up:
                    found = every(self.of(part, scope, want) for part in parts)
                else:
                    found = self._one_of(condition, scope, want)
            case Counted(of=parts, low=low, high=high):
                found = self.counted([(part, scope) for part in parts], low, high, want)
            case Members():
                found = self._members(condition, scope, want)
            case CompareFacts() | IsIn():
                found = None
            case _:
                found = some(self._test(condition, ref, scope, want) for ref in condition.refs())
        return self.whole(condition, scope) if found is None else found

    def _one_of(self, condition: Condition, scope: Here, want: Want) -> Verdict:
        """Return why no part of a condition is as wanted.

        A fact that may be several things can make alternatives hold together of which none holds alone.
        """
        split = any(isinstance(scope.state(ref), frozenset) for ref in repeated(condition))
        if split and want.sure:
            if truth_of(condition, scope) == UNKNOWN:
                return None
            want = want.weaker
        return some(self.of(part, scope, want) for part in condition.parts())

    def whole(self, condition: Condition, scope: Here) -> Reason:
        """Return everything below a condition as the reason: any of it might turn it."""
        return self.facts(self.below.condition(condition, scope))

    def facts(self, needs: Iterable[Need]) -> Reason:
        """Return facts as a reason, any value of which might help."""
        changes = {}
        blocks = set()
        for need in needs:
            if need in self.settled:
                continue
            recorded = need.member in self.conclusions.sheet.rows.get(need.subject, ())
            if recorded and self.changers.can_change(need, self.conclusions.state(*need)):
                changes[need] = (partial(self.changers.can, need),)
            else:
                blocks.add(need)
        return Reason(changes, frozenset(blocks))

    # --- members ---------------------------------------------------------------------------------

    def _members(self, condition: Members, scope: Here, want: Want) -> Verdict:
        parts = [(condition.where, inner) for inner in scope.each(condition.subject, condition.other)]
        if condition.every:
            found = (self.of(part, inner, want) for part, inner in parts)
            return (every(found) if want.up else some(found)) if parts else NOTHING
        somebody = scope.somebody_else(condition.subject)
        unrecorded = None if somebody is None else (condition.where, somebody)
        return self.counted(parts, condition.low, condition.high, want, unrecorded)

    def counted(
        self,
        parts: list[Part],
        low: int | None,
        high: int | None,
        want: Want,
        unrecorded: Part | None = None,
        known_only: bool = False,
    ) -> Verdict:
        """Return why it is not so that at least `low` and at most `high` of some conditions hold.

        `unrecorded` is the condition of a member nobody recorded, which may hold as well. With `known_only`
        only those count that certainly hold.
        """
        if unrecorded is not None and (known_only or unrecorded[0].truth(unrecorded[1]) == FALSE):
            unrecorded = None
        more, fewer = want, want.opposite
        if known_only:
            more, fewer = (HOLDS, MAY_FAIL) if want.up else (MAY_FAIL, HOLDS)
        given = None if want.up else NOTHING
        enough = given if low is None else self._reached(parts, low, more, unrecorded)
        few = given if high is None else self._reached(parts, high + 1, fewer, unrecorded)
        return (every if want.up else some)([enough, few])

    def _reached(self, parts: list[Part], number: int, want: Want, unrecorded: Part | None) -> Verdict:
        """Return why it is not as wanted that a number of conditions hold, or more."""
        counts = want.limit if want.up else want.limit + 1
        held = sum(truth_of(part, inner) >= counts for part, inner in parts)
        more = unrecorded if counts == UNKNOWN else None
        if want.up and (held >= number or more is not None):
            return None
        if not want.up and held < number and more is None:
            return None
        found = [v for v in (self.of(part, inner, want) for part, inner in parts) if v is not None]
        if want.up:
            return some(found)
        return every([some(found) if held >= number else None, self._nobody_else(more)])

    def _nobody_else(self, unrecorded: Part | None) -> Verdict:
        """Return why somebody nobody recorded may fulfil a condition."""
        if unrecorded is None:
            return None
        condition, somebody = unrecorded
        missing = [n for n in self.below.lists(somebody.subject) if self.conclusions.state(*n) != "yes"]
        lists = every(self.facts([need]) for need in missing)
        return some(v for v in (lists, self.of(condition, somebody, FAILS)) if v is not None)

    # --- tests of one fact -----------------------------------------------------------------------

    def _test(self, condition: Condition, ref: Ref, scope: Here, want: Want) -> Verdict:
        """Return why a test of one fact is not as wanted, along the references it is named by."""
        subject, member = scope.origin(ref)
        if member is None:
            return NOTHING
        if isinstance(condition, Known) and (ref.hops or self._is_derived(ref)):
            return self.whole(condition, scope)
        if ref.hops:
            return some(self._through(condition, ref, scope, want))
        at = Need(subject, member, ref.name)
        if self._is_told(condition, ref, at, scope, want):
            verdict = None
        elif isinstance(condition, Known):
            verdict = self._knowing(condition, at, want)
        elif self._is_derived(ref):
            verdict = self._derivations.of(condition, ref, at, scope, want)
        else:
            verdict = self._value(condition, ref, at, scope, want)
        return self._applied(condition, ref, at, scope, want, verdict)

    def _is_told(self, condition: Condition, ref: Ref, at: Need, scope: Here, want: Want) -> bool:
        """Say whether a test is as wanted by what was told or derived, were the fact to apply."""
        raw = self.conclusions.state(*at)
        if isinstance(condition, Known):
            return want.is_met(TRUE if is_known(raw) == condition.wanted else FALSE)
        return want.is_met(condition.truth(scope.pinned({ref: cast(Value, raw)})))

    def _is_derived(self, ref: Ref) -> bool:
        return self.rulebook.dictionary.facts[ref.subject][ref.name].derived

    def _value(self, condition: Condition, ref: Ref, at: Need, scope: Here, want: Want) -> Reason:
        """Return a base fact as the reason, with the values that pass the test."""

        def helps(value: Value) -> bool:
            return self.changers.can(at, value) and want.is_met(condition.truth(scope.pinned({ref: value})))

        found = self.facts([at])
        values = self.rulebook.dictionary.facts[at.subject][at.name].type.values
        closed = values if isinstance(condition, OneOf) else ()
        if found.changes and closed and not any(map(helps, closed)):
            return Reason({}, frozenset([at]))
        return Reason({at: (helps,)}, frozenset()) if found.changes else found

    def _knowing(self, condition: Known, at: Need, want: Want) -> Verdict:
        """Return why a base fact is not known; what is known cannot become unknown."""
        if condition.wanted == want.up:
            return self.facts([at])
        return NOTHING if at in self.settled else Reason({}, frozenset([at]))

    def _applied(
        self, condition: Condition, ref: Ref, at: Need, scope: Here, want: Want, verdict: Verdict
    ) -> Verdict:
        """Return the reason together with why the fact applies, or does not."""
        cases = self.rulebook.dictionary.facts[at.subject][at.name].applies_when
        if not cases:
            return verdict
        own = self.conclusions.scope(at.subject, at.member)
        tests = [OneOf(Ref("own", (), at.subject, name), frozenset(values)) for name, values in cases]
        if isinstance(condition, Known):
            none = FALSE if condition.wanted else TRUE
        else:
            none = condition.truth(scope.pinned({ref: NONE}))
        applied = HOLDS if want.sure else MAY_HOLD
        applies = every(self.of(test, own, applied) for test in tests)
        if not want.is_met(none):
            return every([verdict, applies])
        turned = (self.of(test, own, applied.opposite) for test in tests)
        ways = (applies if verdict is None else verdict, *turned)
        return some(way for way in ways if way is not None)

    def _through(self, condition: Condition, ref: Ref, scope: Here, want: Want) -> Iterator[Verdict]:
        """Yield, for every member a reference could lead to, why it does not, or why the test fails there."""
        subject, member = scope.origin(ref)
        assert member is not None
        (name, target), *further = ref.hops
        first = Ref("own", (), subject, name)
        start = self.conclusions.scope(subject, member)
        inner = replace(condition, ref=Ref("own", tuple(further), ref.subject, ref.name, ref.soft))
        for other in self.conclusions.sheet.members(target):
            there = Here(self.conclusions.board, target, other, (scope.this_subject, scope.this))
            leads = self.of(OneOf(first, frozenset([other])), start, MAY_HOLD)
            yield every([leads, self.of(inner, there, want)])
        if want.is_met(condition.truth(scope.pinned({ref: NONE}))):
            yield self.facts(self.below.ref(first, start))
