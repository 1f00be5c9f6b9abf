"""What is known when a condition holds: only these facts may a text name without words for the other case."""

from collections import Counter
from collections.abc import Callable

from advisor.rulebook.conditions import All, Any, Condition, Counted, Known, Members, Not, OneOf, Ref
from advisor.rulebook.decisions import Rulebook
from advisor.rulebook.nothing import Nothing

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
                return _often([self.by(p) for p in parts], len(parts) - (low or 0)) if holds else NOTHING
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


class Shown:
    """Says which derived facts always print something: a value, "A or D", "2 to 7", a list.

    A table, grid, map or band that always has a result is at worst a set of results; counts and points have
    ends whatever is unknown. What may read "there is none" would leave a hole in the text.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        """Bind the rulebook."""
        self.rulebook = rulebook
        self._nothing = Nothing(rulebook.dictionary, rulebook.decisions)

    def always(self, subject: str, name: str) -> bool:
        """Say whether a fact prints something whatever is unknown."""
        decision = self.rulebook.deriving(subject, name)
        if decision is None or self._nothing.fact(subject, name):
            return False
        if decision.compute is None:
            return decision.hit_policy not in ("unique", "any")  # rows that contradict make it unknown
        return decision.compute.op in ("count", "collect") or self._bounded(subject, name)

    def _bounded(self, subject: str, name: str, depth: int = 9) -> bool:
        """Say whether a number has two ends: numbers made of such numbers have them too."""
        decision = self.rulebook.deriving(subject, name)
        if decision is None or not depth:
            return False
        compute = decision.compute
        if compute is None:
            return bool(decision.factors)
        if compute.op == "count":
            return bool(compute.conditions)
        made = compute.op in ("sum", "difference", "product", "max", "min", "mean", "copy")
        return (
            made
            and bool(compute.refs)
            and all(not ref.hops and self._bounded(ref.subject, ref.name, depth - 1) for ref in compute.refs)
        )


def _often(found: list[frozenset[Ref]], may_fail: int) -> frozenset[Ref]:
    """Return what more conditions make known than may fail."""
    often = Counter(ref for refs in found for ref in refs)
    return frozenset(ref for ref, times in often.items() if times > may_fail)


def _along(ref: Ref) -> frozenset[Ref]:
    """Return a fact and the references on the way to it: who has a value at the end had one on the way."""
    before = (Ref(ref.start, ref.hops[:n], "", name) for n, (name, _) in enumerate(ref.hops))
    return frozenset((ref, *before))


def _union(found: list[frozenset[Ref]]) -> frozenset[Ref]:
    return NOTHING.union(*found)


def _shared(found: list[frozenset[Ref]]) -> frozenset[Ref]:
    return frozenset.intersection(*found) if found else NOTHING
