"""View model of a what-if: facts as they are tried, and the page before and after them side by side."""

from datetime import date
from typing import Literal

from advisor.advice.view import Guard, PageChange, Question, RuleRef, Warn
from advisor.labels import Label
from advisor.records import Record

Mark = Literal["same", "up", "down", "new", "gone"]
"""What becomes of a line of the agenda: it keeps its place, moves up or down, comes, or goes."""


class Tried(Record):
    """One fact as it is tried. `before` and `after` are `None` where nothing is known.

    `label` is `None` for a member that is recorded without a fact. `typed_over`: the rules derive this fact,
    and the tried value stands in place of what they say.
    """

    path: str
    label: Label | None
    before: Label | None
    after: Label | None
    typed_over: bool = False


class AgendaLine(Record):
    """One line of an agenda, before or after.

    `rank` is its place on its own side, from 1, and `other_rank` its place on the other side (0: it is not
    there). Before, `mark` says `gone`, after, `new`, where the other side does not have the line.
    """

    rank: int
    other_rank: int
    mark: Mark
    title: Label
    person: str | None
    score: int
    rule: RuleRef
    because: Label
    play: str


class WhatIf(Record):
    """What would be different if some facts were. Nothing is saved.

    `positions` are the lines of the page that say something else, those about persons and rivals too.
    Questions, warnings and guard lines stand here only where they come (`_new`) or go (`_gone`).
    """

    deal: str
    name: str
    today: date
    tried: tuple[Tried, ...]
    before: tuple[AgendaLine, ...]
    after: tuple[AgendaLine, ...]
    positions: tuple[PageChange, ...]
    questions_new: tuple[Question, ...]
    questions_gone: tuple[Question, ...]
    warnings_new: tuple[Warn, ...]
    warnings_gone: tuple[Warn, ...]
    guard_new: tuple[Guard, ...]
    guard_gone: tuple[Guard, ...]
    schema: str = "whatif/1"

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that come and those that go."""
        return (*self.questions_new, *self.questions_gone)

    @property
    def changes_advice(self) -> bool:
        """Whether anything on the page but the tried facts themselves is different."""
        if any(line.mark != "same" for line in (*self.before, *self.after)) or self.positions:
            return True
        if [line.score for line in self.before] != [line.score for line in self.after]:
            return True
        others = (self.warnings_new, self.warnings_gone, self.guard_new, self.guard_gone)
        return bool(self.questions or any(others))
