"""What waits for facts, and the questions that would let it go on."""

from collections.abc import Callable, Iterable, Mapping

from advisor.advice.because import Because
from advisor.advice.needs import Need
from advisor.advice.people import whom_to_ask
from advisor.advice.showing import Show
from advisor.advice.view import Effect, Question, Standing, Waiting
from advisor.facts.dictionary import Dictionary, address_text
from advisor.facts.states import UNKNOWN
from advisor.labels import Label, same
from advisor.playbook.plays import Play
from advisor.rulebook.decisions import Decision, Row

Effects = Callable[[Iterable[Need]], Mapping[Need, Effect]]
"""What says what the answers to unknown facts would change on the page."""


class Asking:
    """Collects the questions of one deal: from rules that wait and from standings that are not settled."""

    def __init__(self, show: Show, plays: Mapping[str, Play], effects: Effects | None = None) -> None:
        """Bind a deal's conclusions, and what can say what the answers would change."""
        self.show = show
        self._effects = effects
        self.plays = plays
        self.because = Because(show)
        self.weight: dict[Need, int] = {}
        self.blocks: dict[Need, list[str]] = {}
        self.idle = 0
        """How many open facts were left out because no single answer to them changes anything."""
        self.resting = 0
        """How many questions were left out because they were asked in vain not long ago."""

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
        words = self.because.text(label, decision.subject, member, gap="…") or label
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
        """Return the questions: those whose answers would change most, then those that hold up most.

        A question none of whose answers changes anything is left out, and so is one that rests.
        """
        askable = [need for need in self.weight if self.show.fact(need.subject, need.name).ask is not None]
        asked = [need for need in askable if not self._rests(need)]
        self.resting = len(askable) - len(asked)
        effects: Mapping[Need, Effect] = self._effects(asked) if self._effects is not None else {}
        # Where no answer could be tried nothing is known of the effect, so the question stays.
        idle = {need for need, effect in effects.items() if effect.tried and not effect.stirs}
        self.idle = len(idle)
        order = sorted(
            (need for need in asked if need not in idle),
            key=lambda need: (*_importance(effects.get(need)), -self.weight[need], need),
        )
        return tuple(self._question(need, effects.get(need)) for need in order)

    def _rests(self, need: Need) -> bool:
        """Say whether a question was asked in vain, as long as the fact that remembers it is fresh."""
        if self.show.rulebook.debrief.in_vain is None:
            return False
        subject, name = self.show.rulebook.debrief.in_vain
        member = question_id(self.show.rulebook.dictionary, need)
        return self.show.conclusions.state(subject, member, name) == "yes"

    def _question(self, need: Need, effect: Effect | None) -> Question:
        definition = self.show.fact(need.subject, need.name)
        assert definition.ask is not None
        kind = definition.type
        stale = self.show.conclusions.sheet.stale.get(need)
        ask = self.because.text(definition.ask, need.subject, need.member) or definition.ask
        return Question(
            path=self.show.path(*need),
            label=self._label(need, definition.label),
            ask=ask,
            whom=whom_to_ask(self.show, definition),
            kind=kind.kind,
            choices=self.show.choices(kind),
            blocks=tuple(self.blocks[need]),
            was=self.show.was(need.subject, need.name, stale.value, stale.by, stale.on) if stale else None,
            effect=effect,
        )

    def _label(self, need: Need, label: Label) -> Label:
        if self.show.rulebook.dictionary.is_single(need.subject):
            return label
        name = self.show.name(need.subject, need.member)
        return Label(f"{name}: {label.en}", f"{name}：{label.zh}")


def question_id(dictionary: Dictionary, need: Need) -> str:
    """Return the name under which it is remembered that a question was asked in vain."""
    return address_text(*need, dictionary.is_single(need.subject))


def _importance(effect: Effect | None) -> tuple[bool, float]:
    """Order effects: first where different answers lead to different pages, then by how much moves."""
    if effect is None or not effect.tried:
        return True, 0.0
    return len(effect.branches) < 2, -effect.lines / effect.tried
