"""The rulebook as a typed model: decisions, their rows and rules, parameters and tests."""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from advisor.errors import Place
from advisor.facts.deal import Value
from advisor.facts.dictionary import Dictionary
from advisor.labels import Label
from advisor.records import EMPTY, Record
from advisor.rulebook.conditions import Condition, Ref
from advisor.rulebook.nodes import Node

Kind = Literal["derive", "recommend", "warn"]
Form = Literal["table", "grid", "map", "bands", "scale", "compute", "path", "rules"]
HitPolicy = Literal["first", "unique", "any", "collect", "complete", "path", "rules"]
"""How a decision's rows become its result. `complete`: exactly one row holds by construction (grid, map,
bands); `path`: the step after the furthest row that holds; `rules`: every rule that holds fires."""


class Parameter(Record):
    """A number or word that a team may tune, with where it comes from."""

    name: str
    text: str
    origin: str
    label: Label
    place: Place


class Pick(Record):
    """The person a recommendation is about: `this`, or the best of those who fulfil `where`."""

    subject: str
    where: Condition | None
    prefer: tuple[tuple[str, str], ...] = ()
    if_nobody: str = ""


class Due(Record):
    """By when: `days` from today, or before a date fact (`next_meeting` is the next meeting's day)."""

    days: int | None = None
    fact: Ref | None = None
    next_meeting: bool = False
    minus: int = 0


class Advice(Record):
    """What a rule recommends: one of `plays` (the one used least recently), with whom, by when."""

    plays: tuple[str, ...]
    because: Label
    salience: int
    pick: Pick | None = None
    due: Due | None = None


class Warning_(Record):
    """What a rule warns of."""

    kind: str
    because: Label
    between: tuple[Ref, ...] = ()
    play: str = ""


class Row(Record):
    """One row of a table, cell of a grid, step of a path or rule: when it holds and what follows."""

    id: str
    when: Condition
    then: Value | None
    place: Place
    because: Label | None = None
    source: str = ""
    advice: Advice | None = None
    warning: Warning_ | None = None
    conflicts_with: tuple[str, ...] = ()
    skip_unknown: bool = False


class Compute(Record):
    """One operation of the closed list. What each field means depends on the operation."""

    op: str
    refs: tuple[Ref, ...] = ()
    of: str = ""
    fact: str = ""
    where: Condition | None = None
    conditions: tuple[Condition, ...] = ()
    lowest: bool = False
    over_known: bool = False
    none_is: Value | None = None


class Factor(Record):
    """One weighted factor of a scale: its weight (hundredths of a percent) and its points per row.

    `rows` give points by the factor's value; without rows the fact's own number is the points.
    `definition` says what exactly is measured.
    """

    ref: Ref
    weight: int
    rows: tuple[Row, ...]
    low: int
    high: int
    definition: Label | None = None


class RuleTest(Record):
    """A test that stands beside a rule: facts given, conclusions expected."""

    id: str
    given: Node
    expect: Node
    place: Place
    decision: str
    rule: str = ""


class Decision(Record):
    """One decision (DMN): runs for each member of `subject` and derives, recommends or warns."""

    id: str
    kind: Kind
    form: Form
    subject: str
    fact: str
    label: Label | None
    place: Place
    hit_policy: HitPolicy
    rows: tuple[Row, ...] = ()
    otherwise: Value | None = None
    otherwise_because: Label | None = None
    source: str = ""
    system: str = ""
    if_unknown: Literal["ask", "skip", ""] = ""
    only_when: Condition | None = None
    compute: Compute | None = None
    factors: tuple[Factor, ...] = ()
    claimed: Ref | None = None
    after_last: Value | None = None
    because: Label | None = None


class Modifier(Record):
    """A readable addition to an action's score."""

    id: str
    label: Label
    when: Condition
    add: int
    place: Place


class Gate(Record):
    """A gate before the agenda: refuses plays of some compliance or effort while its condition holds."""

    id: str
    kind: Literal["eligible", "suitable"]
    refuse: Mapping[str, tuple[str, ...]]
    when: Condition
    because: Label
    place: Place


class Agenda(Record):
    """How fired recommendations become the few that are shown."""

    limit: int = 5
    modifiers: tuple[Modifier, ...] = ()
    gates: tuple[Gate, ...] = ()


class Page(Record):
    """Which facts the brief and the deal list show, in order (refs from the deal's point of view)."""

    header: tuple[Ref, ...] = ()
    position: tuple[Ref, ...] = ()
    person: tuple[str, ...] = ()
    rival: tuple[str, ...] = ()
    portfolio: tuple[str, ...] = ()
    crosstables: tuple[tuple[tuple[str, str], tuple[str, str]], ...] = ()
    listed: Mapping[str, Ref] = EMPTY


class System(Record):
    """One system of the method: what it classifies, whether it should have a play, its optional pack."""

    id: str
    name: Label
    unit: str
    wants_play: bool
    pack: str
    place: Place


class Rulebook(Record):
    """Everything a team's rules say, checked. `layers` hold decision ids in the order they are settled."""

    dictionary: Dictionary
    parameters: Mapping[str, Parameter]
    decisions: Mapping[str, Decision]
    layers: tuple[tuple[str, ...], ...]
    agenda: Agenda
    page: Page
    tests: tuple[RuleTest, ...]
    digest: str
    systems: Mapping[str, System] = EMPTY

    @cached_property
    def recommending(self) -> tuple[Decision, ...]:
        """The decisions that recommend plays."""
        return tuple(d for d in self.decisions.values() if d.kind == "recommend")

    @cached_property
    def swaying(self) -> frozenset[tuple[str, str]]:
        """The facts (subject, name) that gates, modifiers and the choice of whom advice is about read."""
        from advisor.rulebook.reads import swaying

        return swaying(self.recommending, self.agenda, self.dictionary)

    def deriving(self, subject: str, name: str) -> Decision | None:
        """Return the decision that derives a fact, if there is one."""
        return self.decisions.get(f"{subject}.{name}")
