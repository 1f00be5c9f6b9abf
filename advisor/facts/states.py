"""What can be said of a fact at one moment: its value, the values still possible, or nothing.

A `State` is one of

- a `Value`: the fact is known
- `None`: it is unknown
- `NONE`: there is none (no table row holds, nobody fits); every test for a value is false on it
- a `frozenset` of values (and perhaps `NONE`): one of these, it is not settled which
- a `Span`: a number between two ends
- a `Partial`: a list of which some elements are sure and some are possible
"""

from typing import Final, NamedTuple

from advisor.facts.deal import Value

NONE: Final = "~none"
"""The state "there is none". No id can start with a tilde, so it never collides with a value."""


class Span(NamedTuple):
    """A number known to lie between two ends (both included); an end of `None` is open."""

    low: int | None
    high: int | None


class Partial(NamedTuple):
    """A list whose elements are sure, or possible; everything else is certainly not in it.

    `open` says that elements nobody has named yet may be in it as well.
    """

    sure: frozenset[str]
    possible: frozenset[str]
    open: bool = False


State = Value | None | frozenset[Value] | Span | Partial

Truth = int
TRUE: Final = 2
UNKNOWN: Final = 1
FALSE: Final = 0
"""Kleene's three values as numbers: `all` is `min`, `any` is `max`, `not` is `2 - x`."""


def is_known(state: State) -> bool:
    """Say whether a state is one settled value (there being none is not a value)."""
    if state is None or state == NONE:
        return False
    return not isinstance(state, (frozenset, Span, Partial))


def span(low: int | None, high: int | None) -> State:
    """Return the span; the number itself when both ends agree, unknown when both are open."""
    if low is None and high is None:
        return None
    return low if low is not None and low == high else Span(low, high)


def one_of(states: frozenset[Value]) -> State:
    """Return a set of possible values, or the value itself when it is the only one.

    Raises `ValueError` for an empty set: some value always holds, so an empty set is a defect.
    """
    if not states:
        raise ValueError("a set of possible values is never empty")
    return next(iter(states)) if len(states) == 1 else states


def listing(sure: frozenset[str], possible: frozenset[str], more: bool = False) -> State:
    """Return a list state; a plain sorted tuple when nothing is left open."""
    possible -= sure
    if not possible and not more:
        return tuple(sorted(sure))
    return Partial(sure, possible, more)


def ends(state: State) -> tuple[int | None, int | None]:
    """Return the lowest and highest number a state allows (`None` is open)."""
    if isinstance(state, bool) or state is None:
        return None, None
    if isinstance(state, int):
        return state, state
    if isinstance(state, Span):
        return state
    if isinstance(state, frozenset):
        numbers = [v for v in state if isinstance(v, int)]
        if len(numbers) == len(state):
            return min(numbers), max(numbers)
    return None, None


def join(states: list[State]) -> State:
    """Return the state that covers every given one (a fact read through an unsettled reference)."""
    if any(s is None for s in states):
        return None
    if any(isinstance(s, Partial) for s in states):
        return None
    if any(isinstance(s, Span) for s in states):
        pairs = [ends(s) for s in states]
        if any(s == NONE or isinstance(s, (str, tuple)) for s in states):
            return None
        lows, highs = [a for a, _ in pairs], [b for _, b in pairs]
        return span(
            None if None in lows else min(a for a in lows if a is not None),
            None if None in highs else max(b for b in highs if b is not None),
        )
    values: set[Value] = set()
    for s in states:
        if isinstance(s, frozenset):
            values |= s
        else:
            assert isinstance(s, (int, str, tuple)) and not isinstance(s, (Span, Partial))
            values.add(s)
    return one_of(frozenset(values))
