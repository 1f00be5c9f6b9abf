"""Looking for a case: states of facts under which some rows hold and others do not.

Every fact a decision tests gets the states that can make a difference: each value of a choice, for
numbers each constant and its neighbours, "no result" where that can be, "not known" where it is tested
for. Two facts that are compared are given each other's numbers. Other subjects enter by how many members
fulfil a condition. The search tries these states with the conditions' own classes, so a case that is found
holds; that there is none is certain while `exact` is true (several counts of one subject are taken as
independent, so a case that names two of them may still be impossible in life).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from advisor.facts.states import FALSE, NONE, TRUE, UNKNOWN, State, Truth, is_known
from advisor.rulebook.conditions import (
    Compare,
    CompareFacts,
    Condition,
    Dated,
    Includes,
    Is,
    IsIn,
    Known,
    Members,
    OneOf,
    Ref,
    compare,
)  # fmt: skip
from advisor.rulebook.lint_domains import TODAY, Domains

Key = Ref | Members
Case = dict[Key, State]
Goal = Callable[["Guess"], Truth]
BUDGET = 4_000
"""Partial cases tried for one question; beyond it the question stays open and nothing is claimed."""
SUBSETS = 6
"""Lists are tried with every subset of up to so many elements."""


class Guess:
    """A partial case as conditions read it; a fact that is not chosen yet makes its tests unknown."""

    today = TODAY
    this = "~this"

    def __init__(self, case: Case) -> None:
        """Read a case (which may grow)."""
        self.case = case

    def state(self, ref: Ref) -> State:
        """Return the chosen state of a fact."""
        return self.case.get(ref)

    def settled(self, condition: Condition) -> Truth:
        """Settle a condition from the chosen states."""
        if isinstance(condition, Members):
            number = self.case.get(counted(condition))
            return UNKNOWN if number is None else _members(condition, number)
        if isinstance(condition, Known):
            if condition.ref not in self.case:
                return UNKNOWN
            return TRUE if is_known(self.case[condition.ref]) == condition.wanted else FALSE
        return condition.settle(self)  # type: ignore[arg-type]  # other subjects are settled above

    def covers(self, keys: Iterable[Key]) -> bool:
        """Say whether all of some facts have been chosen."""
        return all(key in self.case for key in keys)


def _members(condition: Members, number: State) -> Truth:
    if condition.every:
        return TRUE if number == 1 else FALSE
    low = TRUE if condition.low is None else compare("at_least", number, condition.low)
    high = TRUE if condition.high is None else compare("at_most", number, condition.high)
    return min(low, high)


def counted(condition: Members) -> Members:
    """Return what stands for the count itself, whatever number it is compared with."""
    low = None if not condition.every else condition.low
    return Members(condition.subject, condition.where, low, None, condition.other, condition.every)


def tests(condition: Condition) -> Iterator[Condition]:
    """Yield the tests of a condition that are made for the same member, counts over others included."""
    if condition.parts():
        for part in condition.parts():
            yield from tests(part)
    else:
        yield condition


def keys(condition: Condition) -> tuple[Key, ...]:
    """Return what a condition looks at, once each, in order."""
    found: dict[Key, None] = {}
    for test in tests(condition):
        if isinstance(test, Members):
            found[counted(test)] = None
        else:
            found.update(dict.fromkeys(test.refs()))
    return tuple(found)


class Cases:
    """The states worth trying for some conditions, and the search over them."""

    def __init__(
        self, conditions: Sequence[Condition], domains: Domains, unknown: Iterable[Ref] = ()
    ) -> None:
        """Collect the states; `unknown` names facts that may also be "not known"."""
        self.domains = domains
        self.exact = self._complete = True
        self._left = 0
        leaves = [test for c in conditions for test in tests(c)]
        asked = {test.ref for test in leaves if isinstance(test, Known)} | set(unknown)
        if any(isinstance(t, Dated) for t in leaves) and any(_is_day(t, domains) for t in leaves):
            self._complete = False  # what holds on the search's day says nothing of other days
        self.states: dict[Key, tuple[State, ...]] = {}
        numbers = self._numbers(leaves)
        for key in dict.fromkeys(k for c in conditions for k in keys(c)):
            if isinstance(key, Members):
                self.states[key] = self._counts(key, leaves)
                continue
            found = numbers[key] if key in numbers else self._values(key, leaves)
            none: tuple[State, ...] = (NONE,) if domains.may_be_none(key) else ()
            self.states[key] = (*found, *none, *((None,) if key in asked else ()))

    def find(self, goal: Goal, order: Sequence[Key], cost: int = 1) -> Case | None:
        """Return a case under which `goal` is true, or None; facts are chosen in the order given.

        `exact` then says whether None is certain. `cost` is how often a goal evaluates its conditions.
        """
        self._left, self.exact = BUDGET // max(cost, 1), self._complete
        return self._search(goal, order, {})

    def _search(self, goal: Goal, order: Sequence[Key], case: Case) -> Case | None:
        self._left -= 1
        if self._left < 0:
            self.exact = False
            return None
        truth = goal(Guess(case))
        if truth == TRUE:
            return case
        if truth == FALSE:
            return None
        key = next((k for k in order if k not in case), None)
        if key is None:
            return None
        for state in self.states[key]:
            found = self._search(goal, order, {**case, key: state})
            if found is not None:
                return found
        return None

    def _counts(self, key: Members, leaves: Sequence[Condition]) -> tuple[State, ...]:
        if key.every:
            return (0, 1)
        ends = [
            end
            for test in leaves
            if isinstance(test, Members) and counted(test) == key
            for end in (test.low, test.high)
            if end is not None
        ]
        return tuple(range(max(ends, default=0) + 2))

    def _values(self, ref: Ref, leaves: Sequence[Condition]) -> tuple[State, ...]:
        """Return the states of a fact that is no number: its values, or the lists worth trying."""
        kind = self.domains.type(ref)
        if kind.kind == "list":
            return self._lists(ref, leaves)
        if kind.values:
            return tuple(kind.values)
        return self._names(leaves)

    def _names(self, leaves: Sequence[Condition]) -> tuple[State, ...]:
        """Return the members references may point at: all of them share these, so that they can agree."""
        named = {
            value
            for test in leaves
            if isinstance(test, OneOf) and not self.domains.type(test.ref).values
            for value in test.values
            if isinstance(value, str)
        }
        this = ("~this",) if any(isinstance(test, Is) for test in leaves) else ()
        return (*sorted(named), *this, "~another", "~third")

    def _lists(self, ref: Ref, leaves: Sequence[Condition]) -> tuple[State, ...]:
        every = self.domains.type(ref).values
        named = {t.value for t in leaves if isinstance(t, Includes) and t.ref == ref}
        for test in leaves:
            if isinstance(test, IsIn) and test.listed == ref:
                named |= {str(v) for v in self._values(test.ref, leaves)}
        other = next((v for v in every if v not in named), None) if every else "~another"
        extra: tuple[str, ...] = () if other is None else (other,)
        elements = sorted(named)
        few: list[tuple[str, ...]] = [(), *((e,) for e in elements), tuple(elements)]
        if len(elements) > SUBSETS:
            self._complete = False
        else:
            few = [c for size in range(len(elements) + 1) for c in combinations(elements, size)]
        return tuple(dict.fromkeys(tuple(sorted(found)) for c in few for found in (c, (*c, *extra))))

    def _numbers(self, leaves: Sequence[Condition]) -> Mapping[Ref, tuple[State, ...]]:
        """Return for every number the constants it is tested against, with their neighbours."""
        constants: dict[Ref, set[int]] = {}
        pairs: list[CompareFacts] = []
        for test in leaves:
            for ref in test.refs():
                if self.domains.type(ref).numeric:
                    ends = {end for end in self.domains.ends(ref) if end is not None}
                    constants.setdefault(ref, ends).update(_constants(test))
            if isinstance(test, CompareFacts) and test.ref in constants and test.other in constants:
                pairs.append(test)
        partners = Counter(ref for pair in {frozenset((p.ref, p.other)) for p in pairs} for ref in pair)
        if any(times > 1 for times in partners.values()):
            self._complete = False  # chains of comparisons need more numbers than are tried
        for _ in range(2):
            for pair in pairs:
                start = constants[pair.other] or {self.domains.usual(pair.other)}
                constants[pair.ref] |= {c + pair.offset for c in start}
                constants[pair.other] |= {c - pair.offset for c in constants[pair.ref]}
        paired = {ref for pair in pairs for ref in (pair.ref, pair.other)}
        return {
            ref: self.domains.around(ref, found or {self.domains.usual(ref)}, 2 if ref in paired else 1)
            for ref, found in constants.items()
        }


def _constants(test: Condition) -> set[int]:
    match test:
        case Compare(constant=constant):
            return {constant}
        case OneOf(values=values):
            return {v for v in values if isinstance(v, int)}
        case Dated(first=first, last=last):
            return {TODAY + end for end in (first, last) if end is not None}
    return set()


def _is_day(test: Condition, domains: Domains) -> bool:
    """Say whether a date is tested against a day of the calendar."""
    return isinstance(test, (Compare, OneOf)) and domains.type(test.ref).kind == "date"


def holds(conditions: Sequence[Condition]) -> Goal:
    """Return the goal that all of some conditions hold."""
    return lambda guess: min((c.truth(guess) for c in conditions), default=TRUE)
