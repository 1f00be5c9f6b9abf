"""The logic of conditions: what they read, how parts combine, and tests of one fact against constants.

The same objects serve everybody: `truth` walks them (explanations, single evaluations), `lift` turns
them into the flat form durable_rules sees, and a property test ties the two. A condition is either

- *open*: it tests one fact against constants (`OneOf`, `Compare`), which durable_rules does itself, or
- *settled*: it needs Python between the layers (`known`, two facts, dates against the day, other
  subjects, computed numbers); the engine then sees one input that is true, false or absent.
"""

import operator
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from typing import Any as Any_
from typing import Literal, Protocol

from advisor.facts.deal import Value
from advisor.facts.states import FALSE, NONE, TRUE, UNKNOWN, Partial, Span, State, Truth, ends
from advisor.records import Record

Op = Literal["at_least", "at_most", "above", "below", "same", "different"]
SPLIT_LIMIT = 64
"""How many combinations of possible values are tried before the wider answer is taken (format.md 4.5)."""


class Ref(Record):
    """A fact as a condition names it.

    `start` is `own` (the member the condition runs for), `this` (the decision's own member, inside a
    quantifier) or a subject's name; `hops` are references followed from there, as (fact, subject it
    points at). `subject` and `name` say which fact is read in the end. `soft` facts are computed numbers
    and lists, whose tests are settled in Python because their state can be a span or a partial list.
    """

    start: str
    hops: tuple[tuple[str, str], ...]
    subject: str
    name: str
    soft: bool = False

    @property
    def text(self) -> str:
        """The reference as it is written in a rule file."""
        head = () if self.start == "own" else (self.start,)
        return ".".join((*head, *(fact for fact, _ in self.hops), self.name))


class Reader(Protocol):
    """What a condition needs to be evaluated: states, members, the day, and settled answers."""

    def state(self, ref: Ref) -> State:
        """Return the state of a fact."""

    def settled(self, condition: "Condition") -> Truth:
        """Return the answer of a settled condition."""


class Scope(Reader, Protocol):
    """A reader that can also look at other subjects and at the day."""

    today: int
    this: str

    def today_state(self, ref: Ref) -> State:
        """Return the state of a fact as it is today, whatever is pinned."""

    def each(self, subject: str, other: bool) -> Iterator["Scope"]:
        """Yield a scope per recorded member (without the own one when `other`)."""

    def somebody_else(self, subject: str) -> "Scope | None":
        """Return the scope of a member nobody recorded, or `None` when the list is complete."""

    def pinned(self, values: Mapping[Ref, Value]) -> "Scope":
        """Return the scope with some facts held at one of their possible values."""


class Condition(Record):
    """Base of all conditions."""


    def truth(self, reader: Reader) -> Truth:
        """Return whether the condition holds, in three values."""
        return reader.settled(self)

    def settle(self, scope: Scope) -> Truth:
        """Return the answer of a settled condition from the facts themselves."""
        raise NotImplementedError

    def parts(self) -> tuple["Condition", ...]:
        """Return the conditions this one is made of, evaluated for the same member."""
        return ()

    def refs(self) -> Iterator[Ref]:
        """Yield the facts read for the same member, once per test."""
        for part in self.parts():
            yield from part.refs()


class Always(Condition):
    """`always`: no condition."""

    def truth(self, reader: Reader) -> Truth:
        """Return true."""
        return TRUE


class All(Condition):
    """Every part holds."""

    of: tuple[Condition, ...]

    def truth(self, reader: Reader) -> Truth:
        """Return the least of the parts."""
        return min((c.truth(reader) for c in self.of), default=TRUE)

    def parts(self) -> tuple[Condition, ...]:
        """Return the parts."""
        return self.of


class Any(Condition):
    """At least one part holds."""

    of: tuple[Condition, ...]

    def truth(self, reader: Reader) -> Truth:
        """Return the greatest of the parts."""
        return max((c.truth(reader) for c in self.of), default=FALSE)

    def parts(self) -> tuple[Condition, ...]:
        """Return the parts."""
        return self.of


class Not(Condition):
    """The part does not hold."""

    of: Condition

    def truth(self, reader: Reader) -> Truth:
        """Return the opposite of the part."""
        return TRUE - self.of.truth(reader)

    def parts(self) -> tuple[Condition, ...]:
        """Return the part."""
        return (self.of,)


class OneOf(Condition):
    """A fact is one of some values; with `negated`, it is none of them (true where there is none)."""

    ref: Ref
    values: frozenset[Value]
    negated: bool = False

    def truth(self, reader: Reader) -> Truth:
        """Test the fact's state, or the settled answer of a soft fact."""
        return reader.settled(self) if self.ref.soft else self.holds(reader.state(self.ref))

    def settle(self, scope: Scope) -> Truth:
        """Test the fact's state."""
        return self.holds(scope.state(self.ref))

    def holds(self, state: State) -> Truth:
        """Return the truth of the test for a state."""
        found = self._found(state)
        return TRUE - found if self.negated else found

    def _found(self, state: State) -> Truth:
        if state is None or isinstance(state, Partial):
            return UNKNOWN
        if isinstance(state, Span):
            low, high = state
            inside = any(
                isinstance(v, int) and (low is None or low <= v) and (high is None or v <= high)
                for v in self.values
            )
            return UNKNOWN if inside else FALSE
        if isinstance(state, frozenset):
            hits = len(state & self.values)
            return TRUE if hits == len(state) else UNKNOWN if hits else FALSE
        return TRUE if state in self.values else FALSE

    def refs(self) -> Iterator[Ref]:
        """Yield the fact."""
        yield self.ref


COMPARE: Mapping[Op, Callable[[Any_, Any_], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "above": operator.gt,
    "below": operator.lt,
    "same": operator.eq,
    "different": operator.ne,
}


def compare(op: Op, left: State, right: State) -> Truth:
    """Compare two numbers of which each may be a set or a span."""
    if NONE in (left, right):
        return TRUE if op == "different" else FALSE
    (low, high), (least, most) = ends(left), ends(right)
    if op in ("same", "different"):
        if low is not None and low == high == least == most:
            equal = TRUE
        elif (high is not None and least is not None and high < least) or (
            low is not None and most is not None and most < low
        ):
            equal = FALSE
        else:
            equal = UNKNOWN
        return equal if op == "same" else TRUE - equal
    test = COMPARE[op]
    first, last = (
        ((low, most), (high, least)) if op in ("at_least", "above") else ((high, least), (low, most))
    )
    if None not in first and test(*first):
        return TRUE
    if None not in last and not test(*last):
        return FALSE
    return UNKNOWN


class Compare(Condition):
    """A number, amount or date against a constant (scaled as the fact's type says)."""

    ref: Ref
    op: Op
    constant: int

    def truth(self, reader: Reader) -> Truth:
        """Test the fact's state, or the settled answer of a soft fact."""
        return reader.settled(self) if self.ref.soft else self.holds(reader.state(self.ref))

    def settle(self, scope: Scope) -> Truth:
        """Test the fact's state."""
        return self.holds(scope.state(self.ref))

    def holds(self, state: State) -> Truth:
        """Return the truth of the test for a state."""
        return compare(self.op, state, self.constant)

    def refs(self) -> Iterator[Ref]:
        """Yield the fact."""
        yield self.ref


def truth_of(condition: Condition, scope: Scope) -> Truth:
    """Return a condition's truth, trying each possible value of a fact that it tests more than once."""
    truth = condition.truth(scope)
    if truth != UNKNOWN:
        return truth
    split = [(r, s) for r in repeated(condition) if isinstance(s := scope.state(r), frozenset)]
    size = 1
    for _, values in split:
        size *= len(values)
    if not split or size > SPLIT_LIMIT:
        return truth
    refs = [r for r, _ in split]
    found = {
        condition.truth(scope.pinned(dict(zip(refs, combination, strict=True))))
        for combination in product(*(sorted(values, key=str) for _, values in split))
    }
    return found.pop() if len(found) == 1 else UNKNOWN


@lru_cache(maxsize=4096)
def repeated(condition: Condition) -> tuple[Ref, ...]:
    """Return the facts that a condition tests more than once."""
    return tuple(ref for ref, times in Counter(condition.refs()).items() if times > 1)
