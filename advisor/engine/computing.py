"""Computations and scales: numbers with their ends where inputs are unknown."""

from functools import lru_cache

from advisor.engine.scope import Here
from advisor.facts.deal import Value
from advisor.facts.states import (
    FALSE,
    NONE,
    TRUE,
    Partial,
    Span,
    State,
    ends,
    is_known,
    listing,
    one_of,
    span,
)  # fmt: skip
from advisor.facts.types import DECIMALS, FactType
from advisor.rulebook.conditions import Always, Members, Ref, count, truth_of
from advisor.rulebook.decisions import Compute, Decision, Factor

ONE = 10 ** DECIMALS["number"]
End = int | None


def computed(compute: Compute, kind: FactType, scope: Here) -> State:
    """Return the state of a computation for one member."""
    match compute.op:
        case "copy":
            return scope.state(compute.refs[0])
        case "days_since" | "days_until":
            return _days(scope.state(compute.refs[0]), kind, scope.today, compute.op == "days_until")
        case "difference" | "ratio":
            return _pair(compute, kind, scope)
        case "product":
            return _product(compute, kind, scope)
        case "missing":
            return _missing(scope.state(compute.refs[0]), kind)
        case "collect":
            return _collect(compute, scope)
        case "pick":
            return _pick(compute, scope)
        case "count" | "count_list":
            return _count(compute, scope)
        case _:
            return _numbers(compute, scope)


def _shift(state: State, scale: int, offset: int) -> State:
    """Return `state * scale + offset` for numbers, spans and sets of numbers."""
    if state is None or state == NONE:
        return state
    low, high = ends(state)
    a = None if low is None else low * scale + offset
    b = None if high is None else high * scale + offset
    return span(a, b) if scale > 0 else span(b, a)


def _days(state: State, kind: FactType, today: int, until: bool) -> State:
    """Return whole days between a date and the day, as a number or a duration."""
    found = _shift(state, 1, -today) if until else _shift(state, -1, today)
    return _shift(found, _one(kind), 0)


def _pair(compute: Compute, kind: FactType, scope: Here) -> State:
    left, right = (scope.state(r) for r in compute.refs)
    if NONE in (left, right):
        return NONE
    if left is None or right is None:
        return None
    (a, b), (c, d) = ends(left), ends(right)
    top, bottom = (_one(_kind(r, scope)) for r in compute.refs)
    if compute.op == "difference":
        low = None if a is None or d is None else _round((a - d) * _one(kind), top)
        high = None if b is None or c is None else _round((b - c) * _one(kind), top)
        return span(low, high)
    if (c, d) == (0, 0):
        return NONE
    if a is None or b is None or c is None or d is None or c <= 0 <= d:
        return None
    corners = [_round(x * bottom * _one(kind), y * top) for x in (a, b) for y in (c, d)]
    return span(min(corners), max(corners))


def _kind(ref: Ref, scope: Here) -> FactType:
    return scope.board.dictionary.facts[ref.subject][ref.name].type


def _one(kind: FactType) -> int:
    """Return how a type writes the number one (100% for shares)."""
    return 10_000 if kind.kind == "percent" else int(10 ** DECIMALS.get(kind.kind, 0))


def _product(compute: Compute, kind: FactType, scope: Here) -> State:
    """Return the product of facts, each in its own unit, over every corner of their spans."""
    states = [scope.state(r) for r in compute.refs]
    if NONE in states:
        return NONE
    low = high = _one(kind)
    denominator = 1
    for ref, state in zip(compute.refs, states, strict=True):
        a, b = ends(state)
        if a is None or b is None:
            return None
        corners = [x * y for x in (low, high) for y in (a, b)]
        low, high = min(corners), max(corners)
        denominator *= _one(_kind(ref, scope))
    return span(_round(low, denominator), _round(high, denominator))


def _round(numerator: int, denominator: int) -> int:
    """Return the quotient rounded half to even."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    whole, rest = divmod(numerator, denominator)
    twice = 2 * rest
    return whole + (twice > denominator or (twice == denominator and whole % 2 == 1))


def _missing(state: State, kind: FactType) -> State:
    if state is None or isinstance(state, frozenset) or (isinstance(state, Partial) and state.open):
        return None
    every = frozenset(kind.values)
    if isinstance(state, Partial):
        return listing(every - state.sure - state.possible, every - state.sure)
    return listing(every - frozenset(state) if isinstance(state, tuple) else every, frozenset())


def _chosen(compute: Compute, scope: Here) -> list[tuple[Here, int]]:
    """Return the members that fulfil `where` (true) or may fulfil it (unknown)."""
    found = []
    for inner in scope.each(compute.of, False):
        truth = TRUE if compute.where is None else truth_of(compute.where, inner)
        if truth != FALSE:
            found.append((inner, truth))
    return found


def _collect(compute: Compute, scope: Here) -> State:
    sure: set[str] = set()
    possible: set[str] = set()
    more = False
    for inner, truth in _chosen(compute, scope):
        state: State = inner.member if not compute.fact else inner.state(_own(compute, inner))
        if state is None or isinstance(state, (Span, Partial)):
            more = more or not compute.over_known
        elif isinstance(state, frozenset):
            possible |= {str(v) for v in state if v != NONE}
        elif state != NONE:
            (sure if truth == TRUE else possible).update((str(state),))
    if not compute.over_known and _somebody_fits(compute, scope):
        more = True
    return listing(frozenset(sure), frozenset(possible), more)


def _somebody_fits(compute: Compute, scope: Here) -> bool:
    somebody = scope.somebody_else(compute.of)
    if somebody is None:
        return False
    return compute.where is None or compute.where.truth(somebody) != FALSE


def _own(compute: Compute, inner: Here) -> Ref:
    return _own_fact(inner.subject, compute.fact)


@lru_cache(maxsize=4096)
def _own_fact(subject: str, name: str) -> Ref:
    return Ref("own", (), subject, name)


def _pick(compute: Compute, scope: Here) -> State:
    """Return the member with the highest (or lowest) number; several where it is not settled."""
    rows = []
    sure = not compute.fact or not _may_lack(compute, scope)
    for inner, truth in _chosen(compute, scope):
        state = inner.state(_own(compute, inner)) if compute.fact else 0
        low, high = ends(state)
        if compute.fact and low is None and high is None and (compute.over_known or state == NONE):
            continue
        if compute.lowest:
            low, high = (None if high is None else -high), (None if low is None else -low)
        rows.append((str(inner.member), truth, low, high))
    open_ = not compute.over_known and _somebody_fits(compute, scope)
    if not rows:
        # Passing over unknown members does not say that there is nobody: that needs the complete list.
        return (
            None
            if _somebody_fits(compute, scope)
            else (compute.none_is if compute.none_is is not None else NONE)
        )
    best = max((low for _, truth, low, _ in rows if low is not None and truth == TRUE), default=None)
    may = [r for r in rows if best is None or r[3] is None or r[3] >= best]
    exact = [r for r in may if r[1] == TRUE and r[2] is not None and r[2] == r[3]]
    if len(exact) == len(may):
        may = may[:1]
    if open_:
        return None
    found: set[Value] = {r[0] for r in may}
    certain = [sure or low is not None or high is not None for _, truth, low, high in rows if truth == TRUE]
    if not any(certain):
        found.add(NONE if compute.none_is is None else compute.none_is)
    return one_of(frozenset(found))


def _may_lack(compute: Compute, scope: Here) -> bool:
    """Say whether a member may turn out to have no such number at all."""
    fact = scope.board.dictionary.facts[compute.of][compute.fact]
    return fact.derived or fact.our_act or bool(fact.applies_when)


def _count(compute: Compute, scope: Here) -> State:
    if compute.op == "count_list":
        state = scope.state(compute.refs[0])
        if isinstance(state, Partial):
            high = None if state.open else len(state.sure | state.possible) * ONE
            return span(len(state.sure) * ONE, high)
        return len(state) * ONE if isinstance(state, tuple) else NONE if state == NONE else None
    if compute.conditions:
        found = [c.truth(scope) for c in compute.conditions]
        low, high = sum(t == TRUE for t in found), sum(t != FALSE for t in found)
        return span(low * ONE, low * ONE if compute.over_known else high * ONE)
    least, most = count(Members(compute.of, compute.where or Always(), None, None), scope)
    if compute.over_known:
        most = least
    return span(least * ONE, None if most is None else most * ONE)


def _numbers(compute: Compute, scope: Here) -> State:
    """Sum, max, min or mean of facts, or of one fact over members."""
    open_ = False
    if compute.of:
        states = []
        for inner, truth in _chosen(compute, scope):
            state = inner.state(_own(compute, inner))
            states.append(state if truth == TRUE else None)
        open_ = not compute.over_known and _somebody_fits(compute, scope)
    else:
        states = [scope.state(r) for r in compute.refs]
    states = [s for s in states if s != NONE]
    passed_over = compute.over_known and not all(is_known(s) for s in states)
    if compute.over_known:
        states = [s for s in states if is_known(s)]
    if not states and not open_:
        if passed_over and compute.none_is is None and not compute.of:
            return None
        return compute.none_is if compute.none_is is not None else NONE
    lows, highs = [ends(s)[0] for s in states], [ends(s)[1] for s in states]
    if open_:
        return None
    return span(_fold(compute.op, lows), _fold(compute.op, highs))


def _fold(op: str, numbers: list[End]) -> End:
    known = [n for n in numbers if n is not None]
    if len(known) != len(numbers):
        return None
    match op:
        case "sum":
            return sum(known)
        case "mean":
            return _round(sum(known), len(known))
        case _:
            return max(known) if op == "max" else min(known)


def scaled_points(decision: Decision, scope: Here) -> State:
    """Return a scale's weighted points, from unknown factors at their lowest to at their highest."""
    low = high = 0
    for factor in decision.factors:
        least, most = factor_points(factor, scope)
        low += least * factor.weight
        high += most * factor.weight
    return span(_round(low, 10_000), _round(high, 10_000))


def factor_points(factor: Factor, scope: Here) -> tuple[int, int]:
    """Return a factor's lowest and highest points; where there is nothing to weigh, the lowest count."""
    state = scope.state(factor.ref)
    if state == NONE:
        return factor.low, factor.low
    if not factor.rows:
        low, high = ends(state)
        return factor.low if low is None else low, factor.high if high is None else high
    truths = [(row.when.truth(scope), row.then) for row in factor.rows]
    may = [v for t, v in truths if t != FALSE and isinstance(v, int)]
    if isinstance(state, frozenset) and NONE in state:
        may.append(factor.low)
    return (min(may), max(may)) if may else (factor.low, factor.low)
