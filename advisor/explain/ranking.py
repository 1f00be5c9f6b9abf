"""Questions ranked by what their answers would change: every answer is run through the rules."""

from collections.abc import Iterable, Mapping

from advisor.advice.needs import Need
from advisor.advice.showing import Show
from advisor.advice.view import Branch, Effect, PageChange
from advisor.engine.conclusions import Conclusions
from advisor.explain.answers import answers
from advisor.explain.bands import Bands
from advisor.explain.gist import Gist, changes, gist_of
from advisor.explain.trial import Trial
from advisor.labels import Label


class Ranking:
    """Works out what the answers to questions would change in one deal."""

    def __init__(self, trial: Trial) -> None:
        """Bind a deal that can be tried."""
        self.trial = trial
        self.show = Show(trial.rulebook, trial.conclusions)
        self.bands = Bands(trial.engine, trial.conclusions)
        self.gist = self._gist(trial.conclusions)

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
            stirs = stirs or _differs(self.trial.conclusions, after)
            branches.setdefault(self._changes(after), []).append(answer.label)
        told = len(branches) > 1
        return Effect(
            tried=len(tried),
            moves=sum(len(labels) for found, labels in branches.items() if found),
            lines=sum(len(found) * len(labels) for found, labels in branches.items()),
            stirs=stirs,
            branches=tuple(Branch(tuple(of) if told else (), found) for found, of in branches.items()),
        )

    def _changes(self, after: Conclusions) -> tuple[PageChange, ...]:
        gist = self._gist(after)
        return () if gist == self.gist else changes(self.show, self.trial.plays, self.gist, gist)

    def _gist(self, conclusions: Conclusions) -> Gist:
        return gist_of(self.trial.rulebook, self.trial.plays, conclusions)


def _differs(before: Conclusions, after: Conclusions) -> bool:
    """Say whether anything follows that did not follow before, or the other way round."""
    was = before.outcomes
    return any(outcome is not was[at] and outcome != was[at] for at, outcome in after.outcomes.items())
