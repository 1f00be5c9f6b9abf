"""How far a condition is from holding: the tests that are in its way, by the shortest way."""

from typing import NamedTuple

from advisor.engine.scope import Here
from advisor.facts.states import FALSE, TRUE, UNKNOWN, Truth
from advisor.rulebook.conditions import All, Any, Condition, Counted, Members, Not, truth_of


class Lack(NamedTuple):
    """A condition that is not as `wanted` (true, or false in a `none`) for one member."""

    condition: Condition
    scope: Here
    wanted: Truth
    truth: Truth


Way = tuple[Lack, ...]
"""What is lacking on one way to have a condition hold; nothing where it does."""


def distance(way: Way) -> tuple[int, int]:
    """Return how many conditions of a way fail, and how many are not known."""
    unknown = sum(lack.truth == UNKNOWN for lack in way)
    return len(way) - unknown, unknown


def length(way: Way) -> tuple[int, int]:
    """Return what ways are compared by: how much is missing, then how much of it fails."""
    return len(way), distance(way)[0]


def lacking(condition: Condition, scope: Here, wanted: Truth = TRUE) -> Way:
    """Return the shortest way to have a condition as wanted: `all` adds, `any` takes the nearest part."""
    truth = truth_of(condition, scope)
    if truth == wanted:
        return ()
    found = _parts(condition, scope, wanted, truth)
    # Parts may each be open while together they cannot be as wanted: then the whole is what is lacking.
    if not found or (truth != UNKNOWN and all(lack.truth == UNKNOWN for lack in found)):
        return (Lack(condition, scope, wanted, truth),)
    return found


def _parts(condition: Condition, scope: Here, wanted: Truth, truth: Truth) -> Way:
    match condition:
        case Not(of=part):
            return lacking(part, scope, TRUE - wanted)
        case All(of=parts) | Any(of=parts):
            ways = [lacking(part, scope, wanted) for part in parts]
            if isinstance(condition, All) == (wanted == TRUE):
                return tuple(lack for way in ways for lack in way)
            return min(ways, key=length, default=())
        case Counted(of=parts) if wanted == TRUE:
            held = sum(truth_of(p, scope) == TRUE for p in parts)
            on = [way for p in parts if (way := lacking(p, scope))]
            off = [way for p in parts if (way := lacking(p, scope, FALSE))]
            return _within(held, condition.low, condition.high, on, off)
        case Members() if wanted == TRUE:
            return _members(condition, scope, truth)
        case _:
            return ()


def _together(ways: list[Way], number: int) -> Way:
    """Return the shortest ways together, as many as are needed."""
    return tuple(lack for way in sorted(ways, key=length)[:number] for lack in way)


def _within(held: int, low: int | None, high: int | None, on: list[Way], off: list[Way]) -> Way:
    """Return what brings a count within its limits, more that hold or fewer; nothing if that is no way."""
    if low is not None and held < low:
        return _together(on, low - held) if len(on) >= low - held else ()
    return _together(off, len(off) - high) if high is not None else ()


def _members(condition: Members, scope: Here, truth: Truth) -> Way:
    inner = list(scope.each(condition.subject, condition.other))
    if condition.every:
        return _together([lacking(condition.where, i) for i in inner], len(inner))
    held = sum(truth_of(condition.where, i) == TRUE for i in inner)
    # While it is open, asking is enough: members of whom it is known do not come into it.
    may = [i for i in inner if truth == FALSE or truth_of(condition.where, i) == UNKNOWN]
    on = [way for i in may if (way := lacking(condition.where, i))]
    off = [way for i in inner if (way := lacking(condition.where, i, FALSE))]
    return _within(held, condition.low, condition.high, on, off)
