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
from advisor.rulebook.debrief_plan import DebriefPlan
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
    """Which facts the brief and the deal list show, in order (refs from the deal's point of view).

    `ways_out` maps facts of the deal to the values that lead out of each of their values, the next one first.
    """

    header: tuple[Ref, ...] = ()
    position: tuple[Ref, ...] = ()
    person: tuple[str, ...] = ()
    rival: tuple[str, ...] = ()
    portfolio: tuple[str, ...] = ()
    crosstables: tuple[tuple[tuple[str, str], tuple[str, str]], ...] = ()
    listed: Mapping[str, Ref] = EMPTY
    ways_out: Mapping[str, Mapping[str, tuple[str, ...]]] = EMPTY


SIDE = "rival"
"""The subject whose members sit on the other side of the board."""

Path = tuple[str, str]
"""A fact without its member: subject and name."""


class Turn(Record):
    """How the values of a fact that names a side read from the other one, by value.

    `which` is the fact of the same subject that says which rival is meant, where there is one.
    """

    to: Mapping[str, str]
    which: str = ""


class Over(Record):
    """From when on a deal is not looked at from the other side any more, and why."""

    when: Condition
    because: Label


class Mirror(Record):
    """How a deal reads from a rival's chair; a fact that is not named is unknown there.

    `swaps` leads from our fact to the one the other side has in its place, and back. `same` reads alike on
    both sides. `main` is the deal's fact that names its main rival. `systems` are those of the method that
    advise there (all where none is named): what others rest on, a rival keeps to itself.
    """

    main: Ref | None = None
    over: Over | None = None
    swaps: Mapping[Path, Path] = EMPTY
    turns: Mapping[Path, Turn] = EMPTY
    same: frozenset[Path] = frozenset()
    systems: frozenset[str] = frozenset()

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The subjects whose members the other side can see."""
        return frozenset(subject for subject, _ in (*self.swaps, *self.turns, *self.same))

    def speaks(self, decision: Decision) -> bool:
        """Say whether what a decision says is said on the other side as well."""
        return not self.systems or decision.system in self.systems


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
    mirror: Mirror = Mirror()
    debrief: DebriefPlan = DebriefPlan()

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
