"""Trying: what would follow for a deal if some facts were different, without saving anything."""

from collections.abc import Mapping

from advisor.advice.needs import Need
from advisor.engine.conclusions import Conclusions
from advisor.engine.engine import Engine
from advisor.facts.deal import Value
from advisor.facts.sheet import answered
from advisor.playbook.plays import Play
from advisor.rulebook.decisions import Rulebook

Answers = Mapping[Need, Value | None]
"""Facts as they are tried; `None` takes a fact back."""


class Trial:
    """One deal's conclusions, and the rules to try other facts with.

    Only what reads a changed fact is evaluated again, so a trial costs a tenth of an evaluation. Facts can
    be tried for recorded members only.
    """

    def __init__(self, engine: Engine, plays: Mapping[str, Play], conclusions: Conclusions) -> None:
        """Bind an engine and what it concluded."""
        self.engine = engine
        self.plays = plays
        self.conclusions = conclusions
        self.runs = 0

    @property
    def rulebook(self) -> Rulebook:
        """The rules in use."""
        return self.engine.rulebook

    def after(self, answers: Answers) -> Conclusions:
        """Return what follows when these facts are told today, and everything else stays."""
        self.runs += 1
        sheet = answered(self.rulebook.dictionary, self.conclusions.sheet, answers.items())
        changed = {(need.subject, need.name) for need in answers}
        return self.engine.revise(self.conclusions, sheet, changed)
