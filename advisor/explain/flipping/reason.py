"""Why something is not as it is wanted: the facts of which at least one would have to be different."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from advisor.advice.needs import Need
from advisor.facts.deal import Value
from advisor.facts.states import FALSE, TRUE, UNKNOWN, Truth

Helps = Callable[[Value], bool]
"""Says whether a value of a fact could help."""


class Want(NamedTuple):
    """What a condition shall become: at least (`up`) or at most some truth."""

    up: bool
    limit: Truth

    def is_met(self, truth: Truth) -> bool:
        """Say whether a truth is as wanted."""
        return truth >= self.limit if self.up else truth <= self.limit

    @property
    def opposite(self) -> "Want":
        """What the negation of the condition shall become."""
        return Want(not self.up, TRUE - self.limit)

    @property
    def sure(self) -> bool:
        """Whether it has to be certain, not only possible."""
        return self.limit == (TRUE if self.up else FALSE)

    @property
    def weaker(self) -> "Want":
        """The same, but that it is possible will do."""
        return Want(self.up, UNKNOWN)


HOLDS = Want(True, TRUE)
MAY_HOLD = Want(True, UNKNOWN)
FAILS = Want(False, FALSE)
MAY_FAIL = Want(False, UNKNOWN)


class Reason(NamedTuple):
    """Facts that keep something from being as wanted: while all of them stay, it stays.

    `changes` are those that can be changed, each with what says which values could help; `blocks` those
    that cannot.
    """

    changes: Mapping[Need, tuple[Helps, ...]]
    blocks: frozenset[Need]

    @property
    def size(self) -> tuple[int, int]:
        """How many facts it names: first those that can be changed."""
        return len(self.changes), len(self.blocks)

    def helps(self, need: Need, value: Value) -> bool:
        """Say whether a value of one of the facts could help."""
        return any(helps(value) for helps in self.changes[need])


NOTHING = Reason({}, frozenset())
"""No fact can make it so."""

Verdict = Reason | None
"""Why something is not as wanted; `None` where it is."""


def some(verdicts: Iterable[Verdict]) -> Verdict:
    """Return why none of several things is as wanted: any of their facts could turn one of them."""
    found: list[Reason] = []
    for verdict in verdicts:
        if verdict is None:
            return None
        found.append(verdict)
    return _joined(found)


def every(verdicts: Iterable[Verdict]) -> Verdict:
    """Return why not all of several things are as wanted: the shortest reason is enough.

    One that names nothing to change is the shortest there is.
    """
    shortest: Verdict = None
    for verdict in verdicts:
        if verdict is None:
            continue
        if not verdict.changes:
            return verdict
        if shortest is None or verdict.size < shortest.size:
            shortest = verdict
    return shortest


def _joined(found: list[Reason]) -> Reason:
    if len(found) == 1:
        return found[0]
    changes: dict[Need, tuple[Helps, ...]] = {}
    for reason in found:
        for need, helps in reason.changes.items():
            changes[need] = changes.get(need, ()) + helps
    return Reason(changes, frozenset().union(*(reason.blocks for reason in found)))
