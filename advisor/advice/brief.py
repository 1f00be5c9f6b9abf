"""The brief: from conclusions to the one frozen page every door shows."""

from collections.abc import Mapping

from advisor.advice.agenda import AgendaMaker
from advisor.advice.asking import Asking, Effects
from advisor.advice.because import Because
from advisor.advice.people import next_meeting
from advisor.advice.showing import Show
from advisor.advice.view import Brief, Guard, Member, RuleRef, Standing, Warn
from advisor.advice.words import CLASH, ENDED, MISMATCH, STEP_OPEN, filled
from advisor.engine.conclusions import Conclusions
from advisor.facts.states import TRUE, UNKNOWN
from advisor.labels import Label, same
from advisor.playbook.plays import Play
from advisor.rulebook.conditions import Ref
from advisor.rulebook.decisions import SIDE, Decision, Row, Rulebook


def make_brief(
    rulebook: Rulebook,
    plays: Mapping[str, Play],
    conclusions: Conclusions,
    full: bool = False,
    effects: Effects | None = None,
) -> Brief:
    """Return the brief of a deal. `full` adds every derived fact (`derived`), as the JSON form has it.

    `effects` says what answers would change; without it questions have a sensible order only.
    """
    return _Maker(rulebook, plays, conclusions).make(full, effects)


def warnings_of(show: Show) -> tuple[Warn, ...]:
    """Return the warnings that fired, and what went wrong while deciding."""
    return _Maker(show.rulebook, {}, show.conclusions).warnings()


def guards_of(show: Show, plays: Mapping[str, Play], rival: str) -> tuple[Guard, ...]:
    """Return what one rival, named by its id, is likely to do and what to guard."""
    return _Maker(show.rulebook, plays, show.conclusions).guard(rival)


class _Maker:
    def __init__(self, rulebook: Rulebook, plays: Mapping[str, Play], conclusions: Conclusions) -> None:
        self.rulebook = rulebook
        self.plays = dict(plays)
        self.conclusions = conclusions
        self.show = Show(rulebook, conclusions)
        self.because = Because(self.show)
        self.deal = conclusions.sheet.deal

    def make(self, full: bool, effects: Effects | None) -> Brief:
        meeting = next_meeting(self.show)
        maker = AgendaMaker(self.show, self.plays, meeting)
        agenda = maker.choose()
        actions, held = maker.told(agenda)
        asking = Asking(self.show, self.plays, effects)
        asking.nobody(agenda.missing)
        waiting = asking.waiting()
        position, where = self._standings(self.rulebook.page.position)
        asking.unsettled(position, where)
        known, unknown = self._counts()
        questions = asking.questions()
        return Brief(
            deal=self.deal.id,
            name=self.show.name("deal", self.deal.id),
            account=self._account(),
            today=self.conclusions.sheet.today,
            meeting=meeting,
            header=self._standings(self.rulebook.page.header)[0],
            position=position,
            persons=self._members("person", self.rulebook.page.person),
            rivals=self._members("rival", self.rulebook.page.rival),
            actions=actions,
            held=held,
            waiting=waiting,
            questions=questions,
            warnings=self.warnings(),
            guard=self.guard(),
            derived=self._derived() if full else (),
            known=known,
            unknown=unknown,
            old=len(self.conclusions.sheet.stale),
            rulebook=self.rulebook.digest,
            idle=asking.idle,
            resting=asking.resting,
        )

    def _account(self) -> str:
        members = self.conclusions.sheet.members("account")
        return self.show.name("account", members[0]) if members and self.deal.members("account") else ""

    def _standings(self, refs: tuple[Ref, ...]) -> tuple[tuple[Standing, ...], list[tuple[str, str, str]]]:
        found: list[Standing] = []
        where: list[tuple[str, str, str]] = []
        for ref in refs:
            standing = self.show.ref(ref, self.deal.id)
            if standing is not None:
                found.append(standing)
                subject = "deal" if ref.start == "own" and not ref.hops else ref.subject
                member = self.deal.id if subject == "deal" else self._single(subject)
                where.append((subject, member, ref.name))
        return tuple(found), where

    def _single(self, subject: str) -> str:
        members = self.conclusions.sheet.members(subject)
        return members[0] if members else subject

    def _members(self, subject: str, names: tuple[str, ...]) -> tuple[Member, ...]:
        found = []
        for member in self.conclusions.sheet.members(subject):
            standings = tuple(self.show.standing(subject, member, name) for name in names)
            found.append(Member(member, self.show.name(subject, member), standings))
        return tuple(found)

    def _fired(self, guard: bool) -> list[tuple[Decision, Row, str]]:
        found: list[tuple[Decision, Row, str]] = []
        for decision in self.rulebook.decisions.values():
            if decision.kind != "warn":
                continue
            for member in self.conclusions.rows.get(decision.subject, ()):
                outcome = self.conclusions.outcomes[decision.id, member]
                for row, status in zip(decision.rows, outcome.statuses, strict=True):
                    fires = status == TRUE and outcome.gate == TRUE and row.warning is not None
                    if fires and row.warning and (row.warning.kind == "guard") == guard:
                        found.append((decision, row, member))
        return found

    def warnings(self) -> tuple[Warn, ...]:
        """Return the warnings that fired, then defects."""
        found: list[Warn] = []
        for decision, row, member in self._fired(guard=False):
            assert row.warning is not None
            scope = self.conclusions.scope(decision.subject, member)
            words = self.because.text(row.warning.because, decision.subject, member) or row.warning.because
            about = "" if decision.subject == "deal" else self.show.name(decision.subject, member)
            evidence = self.because.of_condition(row.when, scope)
            found.append(Warn(row.warning.kind, self.show.rule(decision, row), words, evidence, about))
        return (*found, *self._defects())

    def _defects(self) -> list[Warn]:
        """Return what went wrong while deciding: contradicting rows, ended overrides, engine faults."""
        found: list[Warn] = []
        for (id_, member), outcome in self.conclusions.outcomes.items():
            if outcome.clash:
                decision = self.rulebook.decisions[id_]
                rows = ", ".join(decision.rows[n].id for n in outcome.clash)
                found.append(Warn("conflict", self.show.rule(decision), filled(CLASH, rows), (), member))
            found += self._skipped(id_, member, outcome.statuses)
        for subject, member, name in sorted(self.conclusions.ended):
            label = self.show.fact(subject, name).label
            ref = RuleRef(f"{subject}.{name}", "")
            found.append(Warn("note", ref, filled(ENDED, label), (), "" if subject == "deal" else member))
        for mismatch in self.conclusions.mismatches:
            found.append(Warn("caution", RuleRef(mismatch.rule, mismatch.decision), MISMATCH, ()))
        return found

    def _skipped(self, id_: str, member: str, statuses: tuple[int, ...]) -> list[Warn]:
        """Return the steps of a path that nobody can show to be done although a later one is."""
        decision = self.rulebook.decisions[id_]
        if decision.hit_policy != "path" or TRUE not in statuses:
            return []
        last = max(n for n, s in enumerate(statuses) if s == TRUE)
        kind = self.show.fact(decision.subject, decision.fact).type
        rows = [row for row, s in zip(decision.rows[:last], statuses, strict=False) if s == UNKNOWN]
        return [
            Warn(
                "note", self.show.rule(decision, row), filled(STEP_OPEN, self.show.state(kind, row.then)), ()
            )
            for row in rows
        ]

    def guard(self, of: str | None = None) -> tuple[Guard, ...]:
        """Return what the rivals are likely to do, or one of them."""
        found = []
        for decision, row, member in self._fired(guard=True):
            if of is not None and (decision.subject, member) != (SIDE, of):
                continue
            assert row.warning is not None
            play = self.plays.get(row.warning.play)
            words = self.because.text(row.warning.because, decision.subject, member) or row.warning.because
            title: Label = play.title if play else same(row.warning.play or row.id)
            rule = self.show.rule(decision, row)
            rival = self.show.name(decision.subject, member)
            found.append(Guard(rival, rule, title, words, row.warning.play))
        return tuple(found)

    def _derived(self) -> tuple[Standing, ...]:
        return tuple(
            self.show.standing(fact.subject, member, fact.name)
            for fact in self.rulebook.dictionary
            if fact.derived
            for member in self.conclusions.sheet.members(fact.subject)
        )

    def _counts(self) -> tuple[int, int]:
        known = unknown = 0
        for fact in self.rulebook.dictionary:
            if fact.derived or fact.ask is None:
                continue
            for member in self.conclusions.sheet.members(fact.subject):
                if self.conclusions.state(fact.subject, member, fact.name) is None:
                    unknown += 1
                else:
                    known += 1
        return known, unknown
