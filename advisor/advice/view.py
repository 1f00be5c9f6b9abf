"""The brief's view model: the one frozen value that every door (CLI, Markdown, JSON, TUI) shows.

No widget, no store, no rulebook in here: only texts in both languages, ids and numbers. Texts may hold
whatever a customer or a rule author wrote; a door must pass them through `advisor.cells.show` and must
never parse them as markup.
"""

from datetime import date
from typing import Literal

from advisor.labels import Label
from advisor.records import Record

State = Literal["known", "possible", "unknown", "none"]
"""`known`: one value. `possible`: several are still possible. `unknown`: not known. `none`: there is none."""


class RuleRef(Record):
    """Where a line comes from: the rule's id, its place (`rules/x.yaml:12`) and the method's source."""

    id: str
    place: str
    source: str = ""


class Evidence(Record):
    """One fact that carried a line: what it says, who said it, when, how old it is.

    `path` is the fact's address (`deal.our_share`, `person.王处长.met`). `origin` is `typed`, `import`,
    `debrief`, `demo`, `assumed` (our own acts count as not done until recorded), `derived`, `unknown`, or
    `not_applicable` (the dictionary says that this fact does not exist in such a case). `rule` is set for
    derived facts: the rule that derived it.
    """

    path: str
    label: Label
    value: Label
    origin: str
    by: str = ""
    on: date | None = None
    age_days: int | None = None
    rule: RuleRef | None = None


class Standing(Record):
    """One derived or header fact as the page shows it: settled, or every value still possible."""

    path: str
    label: Label
    state: State
    values: tuple[tuple[str, Label], ...]
    because: Label | None = None
    rule: RuleRef | None = None
    evidence: tuple[Evidence, ...] = ()
    needs: tuple[str, ...] = ()
    note: Label | None = None
    """What a reader must know beside the value: typed over by somebody, "3 of 5 known" and the like."""
    open: bool = False
    """Every value its type has is still possible: nothing is known, and the page says "?"."""

    @property
    def text(self) -> Label:
        """The values joined: `A`, or `A / D` where several are possible; `?` when nothing is known."""
        if self.open:
            return Label("?", "?")
        if not self.values:
            return Label("none", "无") if self.state == "none" else Label("?", "?")
        return Label(
            " / ".join(label.en for _, label in self.values),
            " / ".join(label.zh for _, label in self.values),
        )


class Clash(Record):
    """Another rule that speaks against an action of this brief."""

    rule: RuleRef
    title: Label
    because: Label


class Action(Record):
    """One next best action: what to do, with whom, by when, why, and what it scored.

    `person_state` is `known`, `perhaps` (it is not settled that this person fits) or `nobody` (the rule
    wants a person and nobody fits: find one first). `score_parts` add up to `score`. `also` names further
    people for whom the same rule recommends the same play, `supports` further rules that recommend it.
    """

    rule: RuleRef
    play: str
    title: Label
    topic: str
    because: Label
    person: str | None
    person_state: Literal["known", "perhaps", "nobody", "not_needed"]
    by: date | None
    by_label: Label | None
    score: int
    score_parts: tuple[tuple[str, Label, int | None], ...]
    evidence: tuple[Evidence, ...]
    effort: str
    compliance: str
    goal: Label
    first_step: Label
    say: Label
    against: tuple[Clash, ...] = ()
    also: tuple[str, ...] = ()
    supports: tuple[RuleRef, ...] = ()


class Held(Record):
    """Advice that fired and is not on the page: which gate, topic or limit held it back."""

    rule: RuleRef
    play: str
    title: Label
    reason: Label


class Waiting(Record):
    """Advice that waits for facts: the rule cannot be settled until `needs` are answered."""

    rule: RuleRef
    title: Label
    because: Label
    needs: tuple[str, ...]


class PageChange(Record):
    """One line of the page that is different.

    `position`: `before` and `after` are what it said and says; of a list `added` and `removed` tell what came
    and went. `new` and `gone`: an action that came or
    went, `label` is its title, `rank` its place on the page (from 1) and `was_rank` the place it had.
    `moved`: an action whose place changed.
    """

    kind: Literal["position", "new", "gone", "moved"]
    id: str
    label: Label
    before: Label | None = None
    after: Label | None = None
    rank: int = 0
    was_rank: int = 0
    added: Label | None = None
    removed: Label | None = None


class Branch(Record):
    """What some answers to a question would change; answers with the same effect share a branch.

    `answers` is empty where all of them have the same effect.
    """

    answers: tuple[Label, ...]
    changes: tuple[PageChange, ...]


class Effect(Record):
    """What the answers to a question would change on the page.

    `moves` of `tried` answers change a position or an action, `lines` of them in all. Where none does,
    `stirs` says whether an answer changes anything else that follows.
    """

    tried: int
    moves: int
    lines: int
    stirs: bool
    branches: tuple[Branch, ...]


class Question(Record):
    """An unknown fact that holds something up, in the dictionary's words.

    `path` is what `advisor set` takes; `kind` and `choices` say which answers are possible (`choices`
    is empty for numbers, dates and texts). `was` tells an old answer that grew stale.
    """

    path: str
    label: Label
    ask: Label
    whom: Label | None
    kind: str
    choices: tuple[tuple[str, Label], ...]
    blocks: tuple[str, ...]
    was: Label | None = None
    effect: Effect | None = None


class Warn(Record):
    """A warning a rule gave: gap, conflict, caution or note."""

    kind: str
    rule: RuleRef
    because: Label
    evidence: tuple[Evidence, ...]
    about: str = ""


class Guard(Record):
    """What a rival is likely to do from its side of the board, and what we must guard."""

    rival: str
    rule: RuleRef
    title: Label
    because: Label
    play: str = ""


class Member(Record):
    """One person or rival of the deal with the standings the page shows for its kind."""

    id: str
    name: str
    standings: tuple[Standing, ...]


class Meeting(Record):
    """The next meeting: its day and who comes."""

    id: str
    on: date
    days: int
    persons: tuple[str, ...]
    note: str = ""


class Brief(Record):
    """Everything one page says about a deal on a day. `schema` names the JSON form: `brief/1`."""

    deal: str
    name: str
    account: str
    today: date
    meeting: Meeting | None
    header: tuple[Standing, ...]
    position: tuple[Standing, ...]
    persons: tuple[Member, ...]
    rivals: tuple[Member, ...]
    actions: tuple[Action, ...]
    held: tuple[Held, ...]
    waiting: tuple[Waiting, ...]
    questions: tuple[Question, ...]
    warnings: tuple[Warn, ...]
    guard: tuple[Guard, ...]
    derived: tuple[Standing, ...]
    known: int
    unknown: int
    old: int
    rulebook: str
    idle: int = 0
    """Open facts that are not asked: no single answer to them changes anything."""
    resting: int = 0
    """Questions that are not asked for a while: they were asked in vain not long ago."""
    schema: str = "brief/1"


class DealLine(Record):
    """One row of the deal list: enough to choose from, without the brief."""

    id: str
    name: str
    account: str
    meeting: date | None
    days: int | None
    amount: Label | None
    step: Label | None
    top: Label | None
    questions: int | None
