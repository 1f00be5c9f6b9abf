"""What would flip it: the smallest sets of changeable facts that make a goal come true."""

from collections.abc import Collection
from functools import cached_property

from advisor.advice.agenda import AgendaMaker, Candidate
from advisor.advice.needs import Need
from advisor.advice.showing import Show
from advisor.engine.conclusions import Conclusions
from advisor.explain.flipping.choices import Changers, Choice
from advisor.explain.flipping.flips_view import Flip, Flips, Outlook, Step
from advisor.explain.flipping.goals import Goal, recommended
from advisor.explain.flipping.joining import joined
from advisor.explain.flipping.search import Changes, Found, Search
from advisor.explain.gist import Gist, changes, positions
from advisor.explain.proofs.standing import Standings
from advisor.explain.trial import Trial
from advisor.facts.states import NONE
from advisor.labels import Label

CHANGEABLE = ("us", "buyer")
ANYONE = (*CHANGEABLE, "nobody")

SHOWN = 3
"""Ways that are named."""

BLOCK_TRIALS = 150
BLOCK_MOST = 4
"""How far what blocks a goal is searched for: it is said by the way, and must not take long."""


def flips(trial: Trial, goal: Goal, by: Collection[str] = CHANGEABLE) -> Flips:
    """Return what would make a goal come true, by changes of facts that `by` can change."""
    return Flipping(trial, goal, by).flips()


class Flipping:
    """Looks for the ways to one goal in one deal, and says what they are."""

    def __init__(self, trial: Trial, goal: Goal, by: Collection[str] = CHANGEABLE) -> None:
        """Bind a deal that can be tried, what is wanted, and who may change something."""
        self.trial, self.goal = trial, goal
        self.by = tuple(who for who in ANYONE if who in by)
        self.show = Show(trial.rulebook, trial.conclusions)
        self.changers = Changers(trial.conclusions, by)

    @cached_property
    def found(self) -> Found:
        """The ways as facts and values."""
        if self.goal.reached(self.trial.conclusions):
            return Found((), 0, True)
        return Search(self.trial, self.goal, self.changers).run()

    def flips(self, ways: int = SHOWN) -> Flips:
        """Return the answer with so many ways; unless it is one, ways of the same facts are joined."""
        found, outlook = self.found, self._outlook()
        dictionary = self.trial.rulebook.dictionary
        told = found.ways[:ways] if ways == 1 else joined(found.ways, dictionary, ways)
        return Flips(
            deal=self.show.deal.id,
            name=self.show.name("deal", self.show.deal.id),
            today=self.show.today,
            goal=self.goal.text,
            label=self.goal.label,
            value=self.goal.value,
            now=self._now(),
            outlook=outlook,
            changeable_by=self.by,
            ways=tuple(self._way(way) for way in told),
            searched=found.complete,
            blocked_by=self._blocks(outlook) if outlook in ("cannot", "not_found") else (),
        )

    def _outlook(self) -> Outlook:
        if self.goal.reached(self.trial.conclusions):
            return "reached"
        return "can" if self.found.ways else "cannot" if self.found.ended else "not_found"

    def _now(self) -> Label | None:
        at = self.goal.at
        if at is None:
            return None
        state = self.trial.conclusions.scope(at[0], at[1]).board.read(*at)
        kind = self.show.fact(at[0], at[2]).type
        is_open = state is None or (isinstance(state, frozenset) and len(state) == len(kind.values))
        return None if is_open else self.show.state(kind, state)

    def _way(self, way: Changes) -> Flip:
        after = self.trial.after({need: choice.value for need, choice in way.items()})
        rank, held = self._place(after) if self.goal.play else (0, None)
        show = Show(self.trial.rulebook, after)
        gists = (Gist(positions(self.trial.rulebook, c), ()) for c in (self.trial.conclusions, after))
        own = self.show.path(*self.goal.at) if self.goal.at is not None else ""
        moved = (c for c in changes(show, self.trial.plays, *gists) if c.id != own)
        return Flip(self.steps(way), rank, held, tuple(moved))

    def _place(self, after: Conclusions) -> tuple[int, Label | None]:
        """Return which line of the page a play would have, or what keeps it from one."""
        agenda = AgendaMaker(Show(self.trial.rulebook, after), self.trial.plays).choose()
        found = [candidate for candidate in recommended(agenda) if candidate.play == self.goal.play]
        rank = next((n for n, c in enumerate(agenda.chosen, start=1) if c.play == self.goal.play), 0)
        return rank, None if rank else self._held(found[0], after)

    def _held(self, candidate: Candidate, after: Conclusions) -> Label | None:
        standings = Standings(Show(self.trial.rulebook, after), dict(self.trial.plays))
        number = candidate.decision.rows.index(candidate.row)
        return standings.of(candidate.decision, number, candidate.member).reason

    def steps(self, way: Changes) -> tuple[Step, ...]:
        """Return changes in words, ours first."""
        order = sorted(way, key=lambda need: (ANYONE.index(self.changers.of(need, way[need].value)), need))
        return tuple(
            self._step(need, way[need], self.changers.of(need, way[need].value)) for need in order
        )

    def _step(self, need: Need, to: Choice | None, changer: str) -> Step:
        fact = self.show.fact(need.subject, need.name)
        state = self.trial.conclusions.state(*need)
        before = None if state is None or state == NONE else self.show.state(fact.type, state)
        after, typed = (None, "") if to is None else (to.label, fact.type.typed(to.value))
        return Step(self.show.path(*need), fact.label, before, after, changer, typed)

    # --- what blocks it --------------------------------------------------------------------------

    def _blocks(self, outlook: Outlook) -> tuple[Step, ...]:
        """Return what would have to be different but is not for these people to change."""
        everyone = Changers(self.trial.conclusions, ANYONE)
        found = Search(self.trial, self.goal, everyone, BLOCK_TRIALS).run(1, BLOCK_MOST)
        if found.ways:
            way = joined(found.ways, self.trial.rulebook.dictionary, 1)[0]
            steps = Flipping(self.trial, self.goal, ANYONE).steps(way)
            return tuple(step for step in steps if step.changeable_by not in self.by)
        facts = self.trial.rulebook.dictionary.facts
        # Of several aims only one is blocked by these, and it need not be the nearest while others are open.
        told = self.found.blocks if outlook == "cannot" or len(self.goal.aims) == 1 else ()
        return tuple(self._step(n, None, facts[n.subject][n.name].changer("")) for n in told)
