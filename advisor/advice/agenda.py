"""The agenda: fired recommendations through gates, scored, one per topic and person, at most a few."""

from collections.abc import Mapping
from typing import Literal

from advisor.advice.because import Because
from advisor.advice.people import Picked, due, pick
from advisor.advice.showing import Show
from advisor.advice.view import Action, Clash, Held, Meeting, RuleRef
from advisor.advice.words import NO_PLAY, OVER_LIMIT, SALIENCE, SAME_TOPIC, filled
from advisor.facts.states import FALSE, TRUE
from advisor.labels import Label
from advisor.playbook.plays import Play
from advisor.records import Record, replace
from advisor.rulebook.conditions import truth_of
from advisor.rulebook.decisions import Advice, Decision, Gate, Row


class Candidate(Record):
    """A fired recommendation for one member, before the agenda orders it."""

    decision: Decision
    row: Row
    advice: Advice
    member: str
    picked: Picked
    play: str
    score: int
    parts: tuple[tuple[str, Label, int | None], ...]

    @property
    def key(self) -> str:
        """What tells this recommendation from the others of one deal."""
        return f"{self.row.id} {self.member}"

    @property
    def order(self) -> tuple[int, str, str]:
        """Highest score first, ties by rule id, then member."""
        return (-self.score, self.row.id, self.member)


class Hold(Record):
    """A fired recommendation that is not shown: what keeps it back.

    `kind` is `no_play`, `gate` (`gate` says which), `topic` (`by` covers the same topic with the same
    person) or `limit` (as many others score higher).
    """

    candidate: Candidate
    kind: Literal["no_play", "gate", "topic", "limit"]
    gate: Gate | None = None
    by: Candidate | None = None


class Agenda(Record):
    """What fired, in order: `chosen` is shown, `held` is not.

    The mappings are by `Candidate.key` of a chosen one: which rules speak against it, for whom else the same
    rule recommends the same play, which further rules recommend it. `missing` holds (subject, rule id,
    salience) of advice for which nobody was found.
    """

    chosen: tuple[Candidate, ...]
    held: tuple[Hold, ...]
    against: Mapping[str, list[Candidate]]
    also: Mapping[str, list[Candidate]]
    supports: Mapping[str, list[Candidate]]
    missing: tuple[tuple[str, str, int], ...]


class AgendaMaker:
    """Makes the agenda of one deal: first what stands on it, then the words."""

    def __init__(self, show: Show, plays: Mapping[str, Play], meeting: Meeting | None = None) -> None:
        """Bind a deal's conclusions and the plays that can be recommended."""
        self.show = show
        self.plays = plays
        self.meeting = meeting
        self.because = Because(show)
        self.deal_scope = show.conclusions.scope("deal", show.deal.id)
        self.modifiers = tuple(self._modifier())
        self._refusals: dict[str, bool] = {}

    def choose(self) -> Agenda:
        """Return what stands on the agenda and what does not, without writing a word."""
        held: list[Hold] = []
        missing: list[tuple[str, str, int]] = []
        fired: list[Candidate] = []
        for candidate in self._fired():
            pick = candidate.advice.pick
            if candidate.picked.state == "nobody" and pick is not None:
                missing.append((pick.subject, candidate.row.id, candidate.advice.salience))
            hold = self._stopped(candidate)
            held.append(hold) if hold is not None else fired.append(candidate)
        chosen: list[Candidate] = []
        against: dict[str, list[Candidate]] = {}
        also: dict[str, list[Candidate]] = {}
        supports: dict[str, list[Candidate]] = {}
        for candidate in sorted(fired, key=lambda c: c.order):
            same = next((c for c in chosen if self._same_advice(c, candidate)), None)
            if same is not None:
                also.setdefault(same.key, []).append(candidate)
                continue
            rival = next((c for c in chosen if self._conflict(c, candidate)), None)
            twin = next((c for c in chosen if self._same_topic(c, candidate)), None)
            if rival is not None:
                against.setdefault(rival.key, []).append(candidate)
            elif twin is not None and twin.play == candidate.play:
                supports.setdefault(twin.key, []).append(candidate)
            elif twin is not None:
                held.append(Hold(candidate, "topic", by=twin))
            else:
                chosen.append(candidate)
        limit = self.show.rulebook.agenda.limit
        held += [Hold(candidate, "limit") for candidate in chosen[limit:]]
        return Agenda(tuple(chosen[:limit]), tuple(held), against, also, supports, tuple(missing))

    def told(self, agenda: Agenda) -> tuple[tuple[Action, ...], tuple[Held, ...]]:
        """Return the actions shown, best first, and the advice that is held back with the reason."""
        actions = [
            replace(
                self._action(c, agenda.against.get(c.key, [])),
                also=tuple(p for other in agenda.also.get(c.key, ()) if (p := self._person(other))),
                supports=tuple(self._ref(other) for other in agenda.supports.get(c.key, ())),
            )
            for c in agenda.chosen
        ]
        return tuple(actions), tuple(self._held(hold) for hold in agenda.held)

    def _held(self, hold: Hold) -> Held:
        candidate = hold.candidate
        return Held(self._ref(candidate), candidate.play, self._title(candidate.play), self.reason(hold))

    def reason(self, hold: Hold) -> Label:
        """Return in words what keeps a recommendation back."""
        if hold.gate is not None:
            return self.because.text(hold.gate.because, "deal", self.show.deal.id) or hold.gate.because
        if hold.by is not None:
            return filled(SAME_TOPIC, self._title(hold.by.play))
        if hold.kind == "limit":
            return filled(OVER_LIMIT, str(self.show.rulebook.agenda.limit))
        return filled(NO_PLAY, hold.candidate.play)

    def _fired(self) -> list[Candidate]:
        found: list[Candidate] = []
        for decision in self.show.rulebook.recommending:
            for member in self.show.conclusions.rows.get(decision.subject, ()):
                outcome = self.show.conclusions.outcomes[decision.id, member]
                if outcome.gate != TRUE or TRUE not in outcome.statuses:
                    continue
                for row, status in zip(decision.rows, outcome.statuses, strict=True):
                    if status == TRUE and row.advice is not None:
                        found.append(self._candidate(decision, row, row.advice, member))
        return found

    def _candidate(self, decision: Decision, row: Row, advice: Advice, member: str) -> Candidate:
        picked = pick(self.show, advice.pick, self.show.conclusions.scope(decision.subject, member))
        play = self._least_recent(advice.plays)
        if picked.state == "nobody" and advice.pick is not None and advice.pick.if_nobody:
            play = advice.pick.if_nobody
        parts = (("salience", SALIENCE, advice.salience), *self.modifiers)
        score = sum(add for _, _, add in parts if add is not None)
        return Candidate(decision, row, advice, member, picked, play, score, parts)

    def _least_recent(self, plays: tuple[str, ...]) -> str:
        used = {play: number for number, (play, _) in enumerate(self.show.deal.done)}
        return min(plays, key=lambda p: (used.get(p, -1), plays.index(p)), default="")

    def _modifier(self) -> list[tuple[str, Label, int | None]]:
        found: list[tuple[str, Label, int | None]] = []
        for modifier in self.show.rulebook.agenda.modifiers:
            truth = truth_of(modifier.when, self.deal_scope)
            if truth != FALSE:
                found.append((modifier.id, modifier.label, modifier.add if truth == TRUE else None))
        return found

    def _stopped(self, candidate: Candidate) -> Hold | None:
        """Return what stops a recommendation before the agenda, if anything does."""
        play = self.plays.get(candidate.play)
        if play is None:
            return Hold(candidate, "no_play")
        for gate in self.show.rulebook.agenda.gates:
            if self._refuses(gate, play) and self._holds(gate):
                return Hold(candidate, "gate", gate=gate)
        return None

    def _holds(self, gate: Gate) -> bool:
        if gate.id not in self._refusals:
            self._refusals[gate.id] = truth_of(gate.when, self.deal_scope) == TRUE
        return self._refusals[gate.id]

    @staticmethod
    def _refuses(gate: Gate, play: Play) -> bool:
        marks = {"compliance": play.compliance, "effort": play.effort}
        return bool(gate.refuse) and all(marks[word] in refused for word, refused in gate.refuse.items())

    @staticmethod
    def _conflict(one: Candidate, other: Candidate) -> bool:
        return other.row.id in one.row.conflicts_with or one.row.id in other.row.conflicts_with

    @staticmethod
    def _same_advice(one: Candidate, other: Candidate) -> bool:
        """Say whether one rule recommends one play for two people: they share a line."""
        same = one.row.id == other.row.id and one.play == other.play
        return same and one.picked.member != other.picked.member

    def _same_topic(self, one: Candidate, other: Candidate) -> bool:
        topics = [self.plays[c.play].topic for c in (one, other)]
        return topics[0] == topics[1] and one.picked.member == other.picked.member

    def _ref(self, candidate: Candidate) -> RuleRef:
        return self.show.rule(candidate.decision, candidate.row)

    def _title(self, play: str) -> Label:
        return self.plays[play].title if play in self.plays else Label(play, play)

    def _words(self, candidate: Candidate) -> Label:
        person = self._person(candidate)
        label = candidate.advice.because
        found = self.because.text(label, candidate.decision.subject, candidate.member, person)
        return found or label

    def _person(self, candidate: Candidate) -> str | None:
        member, wanted = candidate.picked.member, candidate.advice.pick
        return None if member is None or wanted is None else self.show.name(wanted.subject, member)

    def _action(self, candidate: Candidate, against: list[Candidate]) -> Action:
        play = self.plays[candidate.play]
        decision, member = candidate.decision, candidate.member
        scope = self.show.conclusions.scope(decision.subject, member)
        rule = self.show.rule(decision, candidate.row)
        clashes = [
            Clash(self.show.rule(c.decision, c.row), self._title(c.play), self._words(c)) for c in against
        ]
        return Action(
            rule=replace(rule),
            play=play.id,
            title=play.title,
            topic=play.topic,
            because=self._words(candidate),
            person=self._person(candidate),
            person_state=candidate.picked.state,
            by=due(self.show, candidate.advice.due, scope, self.meeting),
            by_label=None,
            score=candidate.score,
            score_parts=candidate.parts,
            evidence=self.because.of_condition(candidate.row.when, scope),
            effort=play.effort,
            compliance=play.compliance,
            goal=play.goal,
            first_step=play.steps[0] if play.steps else play.goal,
            say=play.say,
            against=tuple(clashes),
        )
