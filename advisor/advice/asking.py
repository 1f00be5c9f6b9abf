"""What waits for facts, and the questions that would let it go on."""

from collections.abc import Iterable

from advisor.advice.because import Because
from advisor.advice.needs import Need
from advisor.advice.people import whom_to_ask
from advisor.advice.showing import Show
from advisor.advice.view import Question, Standing, Waiting
from advisor.facts.states import UNKNOWN
from advisor.labels import Label, same
from advisor.playbook.plays import Play
from advisor.rulebook.decisions import Decision, Row


class Asking:
    """Collects the questions of one deal: from rules that wait and from standings that are not settled."""

    def __init__(self, show: Show, plays: dict[str, Play]) -> None:
        """Bind a deal's conclusions."""
        self.show = show
        self.plays = plays
        self.because = Because(show)
        self.weight: dict[Need, int] = {}
        self.blocks: dict[Need, list[str]] = {}

    def waiting(self) -> tuple[Waiting, ...]:
        """Return the recommendations that wait, the weightiest first."""
        found: list[tuple[int, Waiting]] = []
        for decision in self.show.rulebook.decisions.values():
            if decision.if_unknown != "ask":
                continue
            for member in self.show.conclusions.rows.get(decision.subject, ()):
                outcome = self.show.conclusions.outcomes[decision.id, member]
                for number, status in enumerate(outcome.statuses):
                    if min(status, outcome.gate) == UNKNOWN:
                        found.append(self._wait(decision, number, member))
        found.sort(key=lambda pair: (-pair[0], pair[1].rule.id))
        return tuple(waiting for _, waiting in found if waiting.needs)

    def _wait(self, decision: Decision, number: int, member: str) -> tuple[int, Waiting]:
        row = decision.rows[number]
        needs = self.show.asker.of_row(decision, number, member)
        weight = row.advice.salience if row.advice else 0
        self._note(needs, row.id, weight)
        label = row.because or same(row.id)
        words = self.because.text(label, decision.subject, member) or label
        paths = tuple(self.show.path(*need) for need in needs)
        return weight, Waiting(self.show.rule(decision, row), self._title(row), words, paths)

    def _title(self, row: Row) -> Label:
        play = self.plays.get(row.advice.plays[0]) if row.advice and row.advice.plays else None
        return play.title if play else same(row.id)

    def _note(self, needs: tuple[Need, ...], rule: str, weight: int) -> None:
        for need in needs:
            # A question that settles a rule alone is worth more than one of several it waits for.
            self.weight[need] = self.weight.get(need, 0) + (10 + weight) // len(needs)
            names = self.blocks.setdefault(need, [])
            if rule not in names:
                names.append(rule)

    def nobody(self, missing: Iterable[tuple[str, str, int]]) -> None:
        """Note the question "is there anyone else?" of advice for which nobody was found: it comes first."""
        for subject, rule, salience in missing:
            self._note(self.show.asker.list_of(subject), rule, 1000 + salience)

    def unsettled(self, standings: tuple[Standing, ...], at: list[tuple[str, str, str]]) -> None:
        """Note the questions of standings the page shows unsettled; they come before single rules."""
        for standing, (subject, member, name) in zip(standings, at, strict=True):
            if standing.state in ("possible", "unknown"):
                self._note(self.show.asker.of_fact(subject, member, name), f"{subject}.{name}", 100)
            elif standing.needs:
                decision = self.show.rulebook.decisions[f"{subject}.{name}"]
                self._note(self.show.asker.of_step(decision, member), f"{subject}.{name}", 40)

    def questions(self) -> tuple[Question, ...]:
        """Return the questions, those that hold up most first."""
        order = sorted(self.weight, key=lambda n: (-self.weight[n], n))
        return tuple(q for need in order if (q := self._question(need)) is not None)

    def _question(self, need: Need) -> Question | None:
        definition = self.show.fact(need.subject, need.name)
        if definition.ask is None:
            return None
        kind = definition.type
        choices = tuple(kind.values.items())
        if kind.subject:
            members = self.show.conclusions.sheet.members(kind.subject)
            choices = tuple((m, same(self.show.name(kind.subject, m))) for m in members)
        stale = self.show.conclusions.sheet.stale.get(need)
        ask = self.because.text(definition.ask, need.subject, need.member) or definition.ask
        return Question(
            path=self.show.path(*need),
            label=self._label(need, definition.label),
            ask=ask,
            whom=whom_to_ask(self.show, definition),
            kind=kind.kind,
            choices=choices,
            blocks=tuple(self.blocks[need]),
            was=self.show.was(need.subject, need.name, stale.value, stale.by, stale.on) if stale else None,
        )

    def _label(self, need: Need, label: Label) -> Label:
        if self.show.rulebook.dictionary.is_single(need.subject):
            return label
        name = self.show.name(need.subject, need.member)
        return Label(f"{name}: {label.en}", f"{name}：{label.zh}")
