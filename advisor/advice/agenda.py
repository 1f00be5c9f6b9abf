"""The agenda: fired recommendations through gates, scored, one per topic and person, at most a few."""

from collections.abc import Iterator, Mapping
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

Modifiers = tuple[tuple[str, Label, int | None], ...]
"""What is added to every score: id, label and points; `None` where it is not settled."""


class Candidate(Record):
    """A fired recommendation for one member, before the agenda orders it."""

    decision: Decision
    row: Row
    advice: Advice
    member: str
    picked: Picked
    play: str
    score: int
    parts: Modifiers

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


class _Lines:
    """The lines of an agenda as they are taken in, best first; each is looked up, not searched for."""

    def __init__(self, plays: Mapping[str, Play]) -> None:
        self.plays = plays
        self.chosen: list[Candidate] = []
        self.held: list[Hold] = []
        self.against: dict[str, list[Candidate]] = {}
        self.also: dict[str, list[Candidate]] = {}
        self.supports: dict[str, list[Candidate]] = {}
        self._advice: dict[tuple[str, str], Candidate] = {}
        self._topics: dict[tuple[str, str | None], Candidate] = {}
        self._opposed: dict[str, int] = {}
        self._places: dict[str, int] = {}

    def take(self, candidate: Candidate) -> None:
        """Give a recommendation a line of its own, or add it to the line it belongs to."""
        same = self._advice.get((candidate.row.id, candidate.play))
        if same is not None and same.picked.member != candidate.picked.member:
            # One rule recommends one play for two people: they share a line.
            self.also.setdefault(same.key, []).append(candidate)
            return
        rival = self._rival(candidate)
        topic = (self.plays[candidate.play].topic, candidate.picked.member)
        twin = self._topics.get(topic)
        if rival is not None:
            self.against.setdefault(rival.key, []).append(candidate)
        elif twin is not None and twin.play == candidate.play:
            self.supports.setdefault(twin.key, []).append(candidate)
        elif twin is not None:
            self.held.append(Hold(candidate, "topic", by=twin))
        else:
            self._advice[candidate.row.id, candidate.play] = self._topics[topic] = candidate
            self._places.setdefault(candidate.row.id, len(self.chosen))
            for other in candidate.row.conflicts_with:
                self._opposed.setdefault(other, len(self.chosen))
            self.chosen.append(candidate)

    def _rival(self, candidate: Candidate) -> Candidate | None:
        """Return the best line that contradicts a recommendation, whichever of the two says so."""
        own = [self._places[r] for r in candidate.row.conflicts_with if r in self._places]
        said = [self._opposed[candidate.row.id]] if candidate.row.id in self._opposed else []
        return self.chosen[min(own + said)] if own or said else None


class AgendaMaker:
    """Makes the agenda of one deal: first what stands on it, then the words."""

    def __init__(
        self,
        show: Show,
        plays: Mapping[str, Play],
        meeting: Meeting | None = None,
        like: "AgendaMaker | None" = None,
    ) -> None:
        """Bind a deal's conclusions and the plays that can be recommended.

        `like` made the agenda of other conclusions of the same deal in which everything is the same that
        gates, modifiers and the choice of a person read: what it found out is used again.
        """
        self.show = show
        self.plays = plays
        self.meeting = meeting
        self.because = Because(show)
        self.deal_scope = show.conclusions.scope("deal", show.deal.id)
        self.modifiers: Modifiers = tuple(self._modifier()) if like is None else like.modifiers
        self._known: dict[tuple[str, str], Candidate] = {} if like is None else like._known
        self._stops: dict[str, Hold | None] = {} if like is None else like._stops

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
            held.append(replace(hold, candidate=candidate)) if hold is not None else fired.append(candidate)
        lines = _Lines(self.plays)
        for candidate in sorted(fired, key=lambda c: c.order):
            lines.take(candidate)
        limit = self.show.rulebook.agenda.limit
        held += lines.held + [Hold(candidate, "limit") for candidate in lines.chosen[limit:]]
        chosen = tuple(lines.chosen[:limit])
        return Agenda(chosen, tuple(held), lines.against, lines.also, lines.supports, tuple(missing))

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
                    if status != TRUE or row.advice is None:
                        continue
                    candidate = self._known.get((row.id, member))
                    if candidate is None:
                        candidate = self._candidate(decision, row, row.advice, member)
                        self._known[row.id, member] = candidate
                    found.append(candidate)
        return found

    def _candidate(self, decision: Decision, row: Row, advice: Advice, member: str) -> Candidate:
        picked = pick(self.show, advice.pick, self.show.conclusions.scope(decision.subject, member))
        play = self.least_recent(advice.plays)
        if picked.state == "nobody" and advice.pick is not None and advice.pick.if_nobody:
            play = advice.pick.if_nobody
        parts = (("salience", SALIENCE, advice.salience), *self.modifiers)
        score = sum(add for _, _, add in parts if add is not None)
        return Candidate(decision, row, advice, member, picked, play, score, parts)

    def least_recent(self, plays: tuple[str, ...]) -> str:
        """Return the play that was carried out longest ago, or never."""
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
        if candidate.play not in self._stops:
            self._stops[candidate.play] = self._stop(candidate)
        return self._stops[candidate.play]

    def _stop(self, candidate: Candidate) -> Hold | None:
        play = self.plays.get(candidate.play)
        if play is None:
            return Hold(candidate, "no_play")
        for gate in self.refusing(play):
            if truth_of(gate.when, self.deal_scope) == TRUE:
                return Hold(candidate, "gate", gate=gate)
        return None

    def refusing(self, play: Play) -> Iterator[Gate]:
        """Yield the gates that stop a play while their condition holds."""
        marks = {"compliance": play.compliance, "effort": play.effort}
        for gate in self.show.rulebook.agenda.gates:
            if gate.refuse and all(marks[word] in refused for word, refused in gate.refuse.items()):
                yield gate

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
