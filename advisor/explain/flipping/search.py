"""The search for the smallest sets of changes that make a goal come true.

Whatever reaches the goal has to change a fact of the reason why it is not reached. So the search branches
over the facts of the reason only, works out the reason anew after each change, and goes on: sets of one
change first, then of two. Where a reason names nothing that can be changed, no set goes that way.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from advisor.advice.needs import Need
from advisor.advice.showing import Show
from advisor.engine.conclusions import Conclusions
from advisor.explain.bands import Bands
from advisor.explain.flipping.below import Below
from advisor.explain.flipping.choices import Changers, Choice, choices
from advisor.explain.flipping.goals import Aim, Goal
from advisor.explain.flipping.reasons import Reasons
from advisor.explain.trial import Trial
from advisor.facts.deal import Value

WANTED = 3
MOST = 6
"""Changes of a set beyond which nobody would follow it."""

TRIALS = 500
"""Sets tried before the search gives up; a trial costs about a fifth of a millisecond."""

REASONING, BANDING = 5, 8
"""How many trials it counts for to find the reasons in one place, and the bands of a number there."""

EFFORT: Mapping[str, int] = {"us": 0, "buyer": 1}
"""Whose changes come first; what is nobody's to change comes last."""

Changes = Mapping[Need, Choice]
"""Facts that are different together."""

Key = frozenset[tuple[Need, Value]]


class Node(NamedTuple):
    """Some changes on the way to an aim that do not reach the goal yet.

    `tried` are changes that were followed before them, from the same place.
    """

    aim: Aim
    changes: Changes
    tried: Key


class Found(NamedTuple):
    """What the search found: the ways, the easiest first, each of which needs all of its changes.

    `complete` is the number of changes up to which every set was considered, and `ended` says that larger
    ones cannot reach the goal either. `blocks` are the fewest facts that ended the search in one place.
    """

    ways: tuple[Changes, ...]
    complete: int
    ended: bool
    blocks: tuple[Need, ...] = ()


class Search:
    """Searches for ways to a goal in one deal."""

    def __init__(self, trial: Trial, goal: Goal, changers: Changers, limit: int = TRIALS) -> None:
        """Bind a deal that can be tried, and who may change something."""
        self.trial, self.goal, self.changers = trial, goal, changers
        self.left = limit
        self._below = Below(trial.rulebook, trial.conclusions)
        self._places: dict[Key, _Place] = {frozenset(): _Place(trial.conclusions)}
        self._ways: list[Changes] = []
        self._ends: list[frozenset[Need]] = []

    def run(self, wanted: int = WANTED, most: int = MOST) -> Found:
        """Return the smallest ways: all sizes up to the one at which there are enough of them."""
        level = [Node(aim, {}, frozenset()) for aim in self.goal.aims]
        complete = 0
        while level and complete < most and len(self._ways) < wanted:
            following: list[Node] = []
            for node in level:
                following += self._follow(node)
                if self.left <= 0:
                    return self._found(complete, False)
            level = sorted(following, key=lambda node: self.effort(node.changes))
            complete += 1
        return self._found(complete, not level)

    def effort(self, changes: Changes) -> tuple[int, int, int]:
        """Return how much changes ask for: how many, whose they are, and how far they go."""
        whose = sum(EFFORT.get(self.changers.of(need, c.value), 9) for need, c in changes.items())
        return len(changes), whose, sum(choice.steps for choice in changes.values())

    def _found(self, complete: int, ended: bool) -> Found:
        ways = sorted(self._ways, key=self.effort)
        blocks = min(self._ends, key=lambda found: (len(found), sorted(found)), default=frozenset[Need]())
        return Found(tuple(ways), complete, ended, tuple(sorted(blocks)))

    def _follow(self, node: Node) -> Iterator[Node]:
        """Yield what one more change leads to; what reaches the goal is kept as a way."""
        tried = set(node.tried)
        for need, choice in self._branches(node):
            step = (need, choice.value)
            changes = {**node.changes, need: choice}
            if step in tried or self._holds_a_way(_key(changes)):
                continue
            tried.add(step)
            if self.left <= 0:
                return
            if self._reaches(changes):
                self._keep(changes)
            else:
                yield Node(node.aim, changes, frozenset(tried))

    def _branches(self, node: Node) -> list[tuple[Need, Choice]]:
        """Return the changes that could bring an aim nearer, the easiest first."""
        place = self._places[_key(node.changes)]
        if place.reasons is None:
            self.left -= REASONING
            rulebook, settled = self.trial.rulebook, frozenset(node.changes)
            place.reasons = Reasons(rulebook, place.conclusions, self._below, self.changers, settled)
        reason = node.aim(place.reasons)
        if reason is None:
            return []
        found = [
            (need, choice)
            for need in sorted(reason.changes)
            for choice in self._choices(place, need)
            if reason.helps(need, choice.value)
        ]
        if not found and reason.blocks:
            self._ends.append(reason.blocks)
        return sorted(found, key=lambda branch: self.effort(dict([branch])))

    def _choices(self, place: "_Place", need: Need) -> list[Choice]:
        if need not in place.choices:
            show = Show(self.trial.rulebook, place.conclusions)
            self.left -= BANDING if show.fact(need.subject, need.name).type.numeric else 0
            if place.bands is None:
                place.bands = Bands(self.trial.engine, place.conclusions, self.goal.cuts)
            place.choices[need] = choices(need, show, place.bands)
        return place.choices[need]

    def _reaches(self, changes: Changes) -> bool:
        key = _key(changes)
        if key not in self._places:
            self.left -= 1
            after = self.trial.after({need: choice.value for need, choice in changes.items()})
            self._places[key] = _Place(after)
        return self.goal.reached(self._places[key].conclusions)

    def _keep(self, changes: Changes) -> None:
        """Keep what is left of some changes when those that are not needed are taken out."""
        parts = (
            dict(part) for size in range(1, len(changes)) for part in combinations(changes.items(), size)
        )
        way = next((part for part in parts if self._reaches(part)), changes)
        if not self._holds_a_way(_key(way)):
            self._ways.append(way)

    def _holds_a_way(self, key: Key) -> bool:
        return any(_key(way) <= key for way in self._ways)


class _Place:
    """What follows from some changes, and what was found out about it."""

    def __init__(self, conclusions: Conclusions) -> None:
        self.conclusions = conclusions
        self.reasons: Reasons | None = None
        self.bands: Bands | None = None
        self.choices: dict[Need, list[Choice]] = {}


def _key(changes: Changes) -> Key:
    return frozenset((need, choice.value) for need, choice in changes.items())
