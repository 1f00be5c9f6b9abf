"""Questions ranked by what their answers would change: every answer is run through the rules."""

from collections.abc import Iterable, Mapping

from advisor.advice.agenda import AgendaMaker
from advisor.advice.needs import Need
from advisor.advice.showing import Show
from advisor.advice.view import Branch, Effect, PageChange
from advisor.engine.conclusions import Conclusions
from advisor.explain.answers import answers
from advisor.explain.bands import Bands
from advisor.explain.gist import Gist, actions, changes, positions
from advisor.explain.trial import Trial
from advisor.labels import Label
from advisor.rulebook.decisions import Decision


class Ranking:
    """Works out what the answers to questions would change in one deal."""

    def __init__(self, trial: Trial) -> None:
        """Bind a deal that can be tried."""
        self.trial = trial
        self.show = Show(trial.rulebook, trial.conclusions)
        self.bands = Bands(trial.engine, trial.conclusions)
        self.agenda = AgendaMaker(self.show, trial.plays)
        self.gist = Gist(positions(trial.rulebook, trial.conclusions), actions(self.agenda))

    def effects(self, needs: Iterable[Need]) -> Mapping[Need, Effect]:
        """Return what the answers to each unknown fact would change."""
        return {need: self.effect(need) for need in needs}

    def effect(self, need: Need) -> Effect:
        """Return what the answers to one unknown fact would change."""
        branches: dict[tuple[PageChange, ...], list[Label]] = {}
        stirs = False
        tried = answers(need, self.show, self.bands)
        for answer in tried:
            after = self.trial.after({need: answer.value})
            different = self._differing(after)
            stirs = stirs or bool(different)
            branches.setdefault(self._changes(need, different, after), []).append(answer.label)
        told = len(branches) > 1
        return Effect(
            tried=len(tried),
            moves=sum(len(labels) for found, labels in branches.items() if found),
            lines=sum(len(found) * len(labels) for found, labels in branches.items()),
            stirs=stirs,
            branches=tuple(Branch(tuple(of) if told else (), found) for found, of in branches.items()),
        )

    def _changes(self, need: Need, different: list[Decision], after: Conclusions) -> tuple[PageChange, ...]:
        facts = {(need.subject, need.name), *((d.subject, d.fact) for d in different if d.kind == "derive")}
        is_swayed = not facts.isdisjoint(self.trial.rulebook.swaying)
        advised = self.gist.actions
        if is_swayed or any(decision.kind == "recommend" for decision in different):
            show = Show(self.trial.rulebook, after)
            like = None if is_swayed else self.agenda
            advised = actions(AgendaMaker(show, self.trial.plays, like=like))
        gist = Gist(positions(self.trial.rulebook, after), advised)
        return () if gist == self.gist else changes(self.show, self.trial.plays, self.gist, gist)

    def _differing(self, after: Conclusions) -> list[Decision]:
        """Return the decisions that say something else than before, of anybody."""
        was, decisions = self.trial.conclusions.outcomes, self.trial.rulebook.decisions
        found = [at[0] for at, now in after.outcomes.items() if now is not was[at] and now != was[at]]
        return [decisions[id_] for id_ in dict.fromkeys(found)]
