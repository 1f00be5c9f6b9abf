"""What became of every rule of one deal: on the page, joined to another line, held back, waiting, silent."""

from collections.abc import Mapping
from typing import NamedTuple

from advisor.advice.agenda import AgendaMaker, Candidate, Hold
from advisor.advice.people import next_meeting
from advisor.advice.showing import Show
from advisor.advice.view import RuleRef
from advisor.advice.words import MISMATCH, filled
from advisor.explain.proofs import phrases
from advisor.explain.proofs.proof import Verdict
from advisor.facts.states import FALSE, TRUE
from advisor.labels import Label, same
from advisor.playbook.plays import Play
from advisor.rulebook.conditions import truth_of
from advisor.rulebook.decisions import Decision, Gate

JOINED: Verdict = "joined"
HELD: Verdict = "held"


class Place(NamedTuple):
    """Where a rule that was matched ended up, and which other rule is in its way."""

    verdict: Verdict
    reason: Label | None = None
    by: RuleRef | None = None
    candidate: Candidate | None = None
    gate: Gate | None = None


class Standings:
    """Finds out what became of rules."""

    def __init__(self, show: Show, plays: Mapping[str, Play]) -> None:
        """Make the agenda of a deal."""
        self.show = show
        self.plays = plays
        self.maker = AgendaMaker(show, plays, next_meeting(show))
        self.agenda = self.maker.choose()
        self._places: dict[str, Place] = {}
        for rank, candidate in enumerate(self.agenda.chosen, start=1):
            reason = filled(phrases.RANK, str(rank))
            self._places[candidate.key] = Place("shown", reason, None, candidate)
        for hold in self.agenda.held:
            self._places[hold.candidate.key] = self._held(hold)
        lines = {c.key: c for c in (*self.agenda.chosen, *(h.candidate for h in self.agenda.held))}
        for joined, verdict, words in (
            (self.agenda.also, JOINED, phrases.SAME_LINE),
            (self.agenda.supports, JOINED, phrases.SUPPORTS),
            (self.agenda.against, HELD, phrases.SPEAKS_AGAINST),
        ):
            for key, others in joined.items():
                reason, by = filled(words, self.title(lines[key].play)), self._ref(lines[key])
                for candidate in others:
                    self._places[candidate.key] = Place(verdict, reason, by, candidate)

    def title(self, play: str) -> Label:
        """Return a play's title."""
        return self.plays[play].title if play in self.plays else same(play)

    def of(self, decision: Decision, row: int, member: str) -> Place:
        """Return what became of a rule for a member."""
        outcome = self.show.conclusions.outcomes[decision.id, member]
        status = min(outcome.gate, outcome.statuses[row])
        if status == TRUE:
            key = f"{decision.rows[row].id} {member}"
            return self._places[key] if decision.kind == "recommend" else Place("warns")
        if status == FALSE:
            scope = self.show.conclusions.scope(decision.subject, member)
            held = truth_of(decision.rows[row].when, scope) == TRUE and outcome.gate == TRUE
            return Place("left_out", MISMATCH) if held else Place("silent")
        return Place("waits" if decision.if_unknown == "ask" else "skipped")

    def _held(self, hold: Hold) -> Place:
        by = self._ref(hold.by) if hold.by is not None else None
        return Place(HELD, self.maker.reason(hold), by, hold.candidate, hold.gate)

    def _ref(self, candidate: Candidate) -> RuleRef:
        return self.show.rule(candidate.decision, candidate.row)
