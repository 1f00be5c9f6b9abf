"""What is known when a condition holds: only these facts may a text name without words for the other case."""

from collections.abc import Callable

from advisor.rulebook.conditions import All, Any, Condition, Counted, Known, Members, Not, OneOf, Ref

NOTHING: frozenset[Ref] = frozenset()
MayBeNone = Callable[[Ref], bool]


class MadeKnown:
    """Says which facts have a value (or several possible ones) once a condition is settled."""

    def __init__(self, may_be_none: MayBeNone) -> None:
        """`may_be_none` says whether a fact can read "there is none", which has no value to print."""
        self.may_be_none = may_be_none

    def by(self, condition: Condition, holds: bool = True) -> frozenset[Ref]:
        """Return what is known whenever a condition holds (or, with `holds` false, does not hold)."""
        match condition:
            case All(of=parts) | Any(of=parts):
                found = [self.by(part, holds) for part in parts]
                every = isinstance(condition, All) == holds
                return _union(found) if every else _shared(found)
            case Not(of=part):
                return self.by(part, not holds)
            case Counted(of=parts, low=low):
                return _union([self.by(p) for p in parts]) if holds and low == len(parts) else NOTHING
            case Members(where=where, low=low, every=every_):
                inside = holds and (every_ or (low or 0) > 0)
                return frozenset(r for r in self.by(where) if r.start != "own") if inside else NOTHING
            case _:
                return self._test(condition, holds)

    def _test(self, condition: Condition, holds: bool) -> frozenset[Ref]:
        if isinstance(condition, Known):
            return _along(condition.ref) if holds == condition.wanted else NOTHING
        negated = isinstance(condition, OneOf) and condition.negated
        found = [ref for ref in condition.refs() if holds != negated or not self.may_be_none(ref)]
        return _union([_along(ref) for ref in found])


def _along(ref: Ref) -> frozenset[Ref]:
    """Return a fact and the references on the way to it: who has a value at the end had one on the way."""
    before = (Ref(ref.start, ref.hops[:n], "", name) for n, (name, _) in enumerate(ref.hops))
    return frozenset((ref, *before))


def _union(found: list[frozenset[Ref]]) -> frozenset[Ref]:
    return NOTHING.union(*found)


def _shared(found: list[frozenset[Ref]]) -> frozenset[Ref]:
    return frozenset.intersection(*found) if found else NOTHING
