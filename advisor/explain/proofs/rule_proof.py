"""Why a rule speaks or not: its gate, its conditions, its score, and what became of it."""

from collections.abc import Iterator

from advisor.advice.agenda import Candidate
from advisor.advice.because import FACT, Because
from advisor.advice.words import SALIENCE, filled
from advisor.engine.scope import Here
from advisor.explain.proofs import phrases
from advisor.explain.proofs.near import Way, distance, lacking
from advisor.explain.proofs.proof import Points, RuleProof, Term
from advisor.explain.proofs.proving import Prover
from advisor.explain.proofs.standing import Place, Standings
from advisor.facts.states import FALSE, TRUE
from advisor.labels import Label, same
from advisor.records import replace
from advisor.rulebook.conditions import Condition, Members, Not, truth_of
from advisor.rulebook.decisions import Decision, Row


class RuleProver:
    """Proves rules of one deal."""

    def __init__(self, prover: Prover, standings: Standings) -> None:
        """Bind what proves conditions, and what became of the rules."""
        self.prover = prover
        self.show = prover.show
        self.standings = standings
        self.because = Because(prover.show)

    def proofs(self, decision: Decision, number: int) -> tuple[RuleProof, ...]:
        """Return a rule's proof for every member of its subject, or for nobody where none is recorded."""
        members = tuple(self.show.conclusions.rows.get(decision.subject, ()))
        return tuple(self.proof(decision, number, m) for m in members) or (self._nobody(decision, number),)

    def proof(self, decision: Decision, number: int, member: str) -> RuleProof:
        """Return why a rule speaks, or does not, for one member."""
        row = decision.rows[number]
        place = self.standings.of(decision, number, member)
        scope = self.show.conclusions.scope(decision.subject, member)
        gate = decision.only_when
        is_open = gate is None or truth_of(gate, scope) == TRUE
        candidate = place.candidate
        single = self.show.rulebook.dictionary.is_single(decision.subject)
        bare, because = self._bare(decision, row), self._because(row, decision, member, candidate)
        found = replace(
            bare,
            title=because if because is not None and row.warning and not bare.play else bare.title,
            about="" if single else self.show.name(decision.subject, member),
            verdict=place.verdict,
            reason=place.reason if is_open else self._closed(decision, scope),
            by=place.by,
            gate=None if gate is None else self.prover.term(gate, scope),
            term=self.prover.term(row.when, scope) if is_open else self.prover.unreached(row.when),
            because=because,
        )
        if place.verdict in ("waits", "skipped", "silent"):
            return self._missing(found, decision, number, member)
        return found if candidate is None else self._weighed(found, candidate, place, scope)

    def way(self, decision: Decision, number: int, member: str) -> Way:
        """Return what is lacking for a rule to fire for a member: its gate's conditions first."""
        scope = self.show.conclusions.scope(decision.subject, member)
        gate = () if decision.only_when is None else lacking(decision.only_when, scope)
        return gate + lacking(decision.rows[number].when, scope)

    def _bare(self, decision: Decision, row: Row) -> RuleProof:
        """Return what is the same for all members; nothing is reached."""
        play = row.advice.plays[0] if row.advice and row.advice.plays else ""
        play = row.warning.play if row.warning else play
        return RuleProof(
            rule=self.show.rule(decision, row),
            kind=row.warning.kind if row.warning else decision.kind,
            title=self.standings.title(play) if play else same(row.id),
            play=play,
            about="",
            verdict="silent",
            term=self.prover.unreached(row.when),
        )

    def _nobody(self, decision: Decision, number: int) -> RuleProof:
        """Return the proof of a rule for whose subject nobody is recorded."""
        subject = self.prover.saying.subject(decision.subject)
        gate = None if decision.only_when is None else self.prover.unreached(decision.only_when)
        reason = filled(phrases.NOBODY_RECORDED, subject)
        return replace(self._bare(decision, decision.rows[number]), gate=gate, reason=reason)

    def _because(
        self, row: Row, decision: Decision, member: str, candidate: Candidate | None
    ) -> Label | None:
        person = None if candidate is None else self._person(candidate)
        if person is None and row.advice and row.advice.pick and row.advice.pick.where is None:
            person = self.show.name(decision.subject, member)
        words = self.because.text(row.because, decision.subject, member, person)
        # A rule that does not hold may speak of facts nobody knows yet.
        return (
            None
            if words is None
            else Label(FACT.sub(phrases.OPEN.en, words.en), FACT.sub(phrases.OPEN.zh, words.zh))
        )

    def _closed(self, decision: Decision, scope: Here) -> Label:
        """Return in words why the gate of a decision is not open."""
        gate = decision.only_when
        assert gate is not None
        words = phrases.GATE_CLOSED if truth_of(gate, scope) == FALSE else phrases.GATE_OPEN
        return filled(words, self.prover.saying.of(gate))

    def _missing(self, found: RuleProof, decision: Decision, number: int, member: str) -> RuleProof:
        way = self.way(decision, number, member)
        fails, unknowns = distance(way)
        at = (decision.subject, member)
        lacks = (
            self.prover.term(k.condition if k.wanted == TRUE else Not(k.condition), k.scope) for k in way
        )
        needs = self.show.asker.of_row(decision, number, member) if found.verdict != "silent" else ()
        return replace(
            found,
            fails=fails,
            unknowns=unknowns,
            missing=tuple(self._named(t, k.scope, at) for t, k in zip(lacks, way, strict=True)),
            needs=tuple(self.prover.evidence(need) for need in needs),
        )

    def _named(self, term: Term, scope: Here, at: tuple[str, str]) -> Term:
        """Return a missing condition with the member it is about, if that is another one than the rule's."""
        if scope.member is None or (scope.subject, scope.member) == at:
            return term
        name = self.show.name(scope.subject, scope.member)
        return replace(term, text=filled(phrases.ABOUT, name, term.text))

    # --- on the agenda ---------------------------------------------------------------------------

    def _weighed(self, found: RuleProof, candidate: Candidate, place: Place, scope: Here) -> RuleProof:
        """Add what the agenda made of a recommendation: play, person, score, and what holds it back."""
        deal = self.standings.maker.deal_scope
        return replace(
            found,
            title=self.standings.title(candidate.play),
            play=candidate.play,
            person=self._person(candidate),
            whom=self._whom(candidate, scope),
            score=candidate.score,
            sum=tuple(self._points(candidate, deal)),
            refusal=self.prover.term(place.gate.when, deal) if place.gate is not None else None,
        )

    def _person(self, candidate: Candidate) -> str | None:
        member, wanted = candidate.picked.member, candidate.advice.pick
        return None if member is None or wanted is None else self.show.name(wanted.subject, member)

    def _whom(self, candidate: Candidate, scope: Here) -> Term | None:
        """Return who fits, where the rule looks for somebody."""
        wanted = candidate.advice.pick
        if wanted is None or wanted.where is None:
            return None
        return self.prover.term(Members(wanted.subject, wanted.where, 1, None), scope)

    def _points(self, candidate: Candidate, deal: Here) -> Iterator[Points]:
        conditions: dict[str, Condition] = {m.id: m.when for m in self.show.rulebook.agenda.modifiers}
        for id_, label, points in candidate.parts:
            condition = conditions.get(id_) if label != SALIENCE else None
            term = None if condition is None else self.prover.term(condition, deal)
            if term is not None and condition is not None:
                term = replace(term, text=self.prover.saying.of(condition))
            yield Points(label, points, term)
