"""View models of a debrief: the questions after a meeting, and what became of the answers."""

from datetime import date
from typing import Literal

from advisor.advice.view import Brief, PageChange, Question
from advisor.labels import Label
from advisor.records import Record

STILL = "="
"""The answer "still so": what is known, or was known before it grew old, holds on the day of the meeting."""

Part = Literal["question", "earlier", "held", "next"]
"""Where an item comes from: a question of the brief, a promise of an earlier meeting, the meeting that was
held, the next meeting."""


class Occasion(Record):
    """What the debrief is about: a meeting that was held, or a conversation of today (not `recorded`).

    `id` is the meeting's; a conversation is recorded under it with the first answer about it.
    """

    id: str
    name: str
    on: date
    persons: tuple[str, ...]
    recorded: bool


class DebriefItem(Record):
    """One thing to answer. `path` is what `advisor set` takes, `kind` and `choices` say how.

    Items are answered with a value as people type it (lists as ids joined by commas), `unknown` or `STILL`;
    an item that is not answered is left as it is. `was` is what is known of it, or was before it grew old:
    only then `STILL` is an answer. `follows` is the path of the item that has to be answered first, else
    this one is not asked.
    """

    part: Part
    path: str
    label: Label
    ask: Label
    kind: str
    choices: tuple[tuple[str, Label], ...]
    was: Label | None = None
    whom: Label | None = None
    follows: str = ""


class Debrief(Record):
    """The sheet of one debrief: about what, and what to answer, in order."""

    deal: str
    name: str
    today: date
    occasion: Occasion
    items: tuple[DebriefItem, ...]
    schema: str = "debrief/1"

    @property
    def questions(self) -> tuple[Question, ...]:
        """No questions of the brief's kind: what is asked stands in `items`."""
        return ()


class Recorded(Record):
    """One fact that was recorded, before and after. `event` is what it can be undone by."""

    path: str
    label: Label | None
    was: Label | None
    now: Label | None
    event: str


class Debriefed(Record):
    """What a debrief recorded, and what the advice makes of it.

    `vain` are the questions nobody could answer: they rest for a while. `changes` is what is different on
    the page, `brief` the page as it is now.
    """

    deal: str
    name: str
    occasion: Occasion
    recorded: tuple[Recorded, ...]
    vain: tuple[Label, ...]
    changes: tuple[PageChange, ...]
    brief: Brief
    schema: str = "debriefed/1"
