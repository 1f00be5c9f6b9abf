"""Conditions that are settled in Python between the layers: known, lists, two facts, the day, members."""

from collections.abc import Callable, Iterator
from itertools import product

from advisor.facts.deal import Value
from advisor.facts.states import FALSE, NONE, TRUE, UNKNOWN, Partial, Span, State, Truth, ends, is_known
from advisor.rulebook.logic import COMPARE, Condition, OneOf, Op, Ref, Scope, compare, truth_of


class Known(Condition):
    """A fact is known (or, with `wanted` false, is not): today's state, always settled."""

    ref: Ref
    wanted: bool

    def settle(self, scope: Scope) -> Truth:
        """Return true or false, never unknown."""
        return TRUE if is_known(scope.today_state(self.ref)) == self.wanted else FALSE

    def refs(self) -> Iterator[Ref]:
        """Yield the fact."""
        yield self.ref


class Includes(Condition):
    """A list includes a value."""

    ref: Ref
    value: str

    def settle(self, scope: Scope) -> Truth:
        """Look the value up in the list's state."""
        return self.holds(scope.state(self.ref))

    def holds(self, state: State) -> Truth:
        """Look the value up among the sure and the possible elements."""
        return includes(state, self.value)

    def refs(self) -> Iterator[Ref]:
        """Yield the fact."""
        yield self.ref


def includes(state: State, value: Value) -> Truth:
    """Say whether a list state includes a value."""
    if state is None:
        return UNKNOWN
    if isinstance(state, Partial):
        return TRUE if value in state.sure else UNKNOWN if value in state.possible or state.open else FALSE
    if isinstance(state, frozenset):
        found = {includes(s, value) for s in state}
        return found.pop() if len(found) == 1 else UNKNOWN
    return TRUE if isinstance(state, tuple) and value in state else FALSE


class Empty(Condition):
    """A list has no elements."""

    ref: Ref

    def settle(self, scope: Scope) -> Truth:
        """Return unknown while elements are possible but none is sure."""
        state = scope.state(self.ref)
        if state is None or isinstance(state, frozenset):
            return UNKNOWN
        if isinstance(state, Partial):
            return FALSE if state.sure else UNKNOWN
        return TRUE if state == () else FALSE

    def refs(self) -> Iterator[Ref]:
        """Yield the fact."""
        yield self.ref


class Is(Condition):
    """A reference points at the decision's own member (`this`)."""

    ref: Ref

    def settle(self, scope: Scope) -> Truth:
        """Compare the reference with the member the decision runs for."""
        return OneOf(self.ref, frozenset((scope.this,))).holds(scope.state(self.ref))

    def refs(self) -> Iterator[Ref]:
        """Yield the reference."""
        yield self.ref


class IsIn(Condition):
    """A fact's value stands in a list held by another fact."""

    ref: Ref
    listed: Ref

    def settle(self, scope: Scope) -> Truth:
        """Try every possible value against the list."""
        state = scope.state(self.ref)
        if state is None or isinstance(state, (Span, Partial)):
            return UNKNOWN
        values = state if isinstance(state, frozenset) else {state}
        found = {FALSE if v == NONE else includes(scope.state(self.listed), v) for v in values}
        return found.pop() if len(found) == 1 else UNKNOWN

    def refs(self) -> Iterator[Ref]:
        """Yield both facts."""
        yield self.ref
        yield self.listed


class CompareFacts(Condition):
    """Two facts against each other, the second with an offset; ordered choices by their order."""

    ref: Ref
    op: Op
    other: Ref
    offset: int = 0
    order: tuple[str, ...] = ()

    def settle(self, scope: Scope) -> Truth:
        """Compare over every possible pair of values."""
        left, right = scope.state(self.ref), scope.state(self.other)
        if NONE in (left, right):
            return TRUE if self.op == "different" else FALSE
        if self.order or self.op in ("same", "different"):
            return self._values(left, right)
        if isinstance(right, int):
            right += self.offset
        elif isinstance(right, (Span, frozenset)) and self.offset:
            low, high = ends(right)
            right = Span(
                None if low is None else low + self.offset, None if high is None else high + self.offset
            )
        return UNKNOWN if left is None or right is None else compare(self.op, left, right)

    def _values(self, left: State, right: State) -> Truth:
        if left is None or right is None:
            return UNKNOWN
        if isinstance(left, (Span, Partial)) or isinstance(right, (Span, Partial)):
            return compare(self.op, left, right) if self.op in ("same", "different") else UNKNOWN
        pairs = product(*(s if isinstance(s, frozenset) else (s,) for s in (left, right)))
        found = {self._pair(a, b) for a, b in pairs}
        return found.pop() if len(found) == 1 else UNKNOWN

    def _pair(self, a: Value, b: Value) -> Truth:
        if NONE in (a, b):
            return TRUE if self.op == "different" else FALSE
        if self.order:
            a, b = self.order.index(str(a)), self.order.index(str(b))
        elif isinstance(b, int):
            b += self.offset
        return TRUE if COMPARE[self.op](a, b) else FALSE

    def refs(self) -> Iterator[Ref]:
        """Yield both facts."""
        yield self.ref
        yield self.other


class Dated(Condition):
    """A date against the day: between `today + first` and `today + last` (an end of `None` is open)."""

    ref: Ref
    first: int | None
    last: int | None

    def settle(self, scope: Scope) -> Truth:
        """Compare the date with the day."""
        state = scope.state(self.ref)
        after = TRUE if self.first is None else compare("at_least", state, scope.today + self.first)
        until = TRUE if self.last is None else compare("at_most", state, scope.today + self.last)
        return min(after, until)

    def refs(self) -> Iterator[Ref]:
        """Yield the fact."""
        yield self.ref


class Members(Condition):
    """How many members of another subject fulfil a condition: `any`, `no`, `every`, `count`.

    `any` is at least one, `no` at most none; `every` means none fulfils the opposite and there is one.
    """

    subject: str
    where: Condition
    low: int | None
    high: int | None
    other: bool = False
    every: bool = False

    def settle(self, scope: Scope) -> Truth:
        """Count the members that fulfil the condition, with one nobody recorded while that may be."""
        return self.decide(scope, truth_of)

    def decide(self, scope: Scope, test: "Callable[[Condition, Scope], Truth]") -> Truth:
        """Settle with a given way of testing recorded members (a faster one than walking)."""
        if self.every:
            found = [test(self.where, inner) for inner in scope.each(self.subject, self.other)]
            return min(found, default=FALSE)
        return self.held(*count(self, scope, test))

    def held(self, least: int, most: int | None) -> Truth:
        """Say whether a number between `least` and `most` (`None` is open) is within the limits."""
        low = high = TRUE
        if self.low is not None and least < self.low:
            low = UNKNOWN if most is None or most >= self.low else FALSE
        if self.high is not None and (most is None or most > self.high):
            high = UNKNOWN if least <= self.high else FALSE
        return min(low, high)

    def refs(self) -> Iterator[Ref]:
        """Yield nothing: what is read belongs to other members (see `reads`)."""
        yield from ()


def count(
    members: Members, scope: Scope, test: "Callable[[Condition, Scope], Truth] | None" = None
) -> tuple[int, int | None]:
    """Return how many members fulfil the condition, at least and at most (`None` is open)."""
    least = most = 0
    for inner in scope.each(members.subject, members.other):
        truth = (test or truth_of)(members.where, inner)
        least += truth == TRUE
        most += truth != FALSE
    unrecorded = scope.somebody_else(members.subject)
    if unrecorded is not None and members.where.truth(unrecorded) != FALSE:
        return least, None
    return least, most


class Counted(Condition):
    """How many of some conditions hold."""

    of: tuple[Condition, ...]
    low: int | None
    high: int | None

    def settle(self, scope: Scope) -> Truth:
        """Compare the least and the greatest possible number."""
        found = [c.truth(scope) for c in self.of]
        held = Span(sum(t == TRUE for t in found), sum(t != FALSE for t in found))
        low = TRUE if self.low is None else compare("at_least", held, self.low)
        high = TRUE if self.high is None else compare("at_most", held, self.high)
        return min(low, high)

    def parts(self) -> tuple[Condition, ...]:
        """Return the counted conditions."""
        return self.of


def walk(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and everything in it, the conditions on other members included."""
    yield condition
    for part in condition.parts():
        yield from walk(part)
    if isinstance(condition, Members):
        yield from walk(condition.where)
