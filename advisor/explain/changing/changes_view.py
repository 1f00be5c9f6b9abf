"""View models of looking back: why the advice changed, and what an earlier page rests on."""

from datetime import date
from typing import Literal

from advisor.advice.view import PageChange
from advisor.labels import Label
from advisor.records import Record

Cause = Literal["program", "pack", "rules", "parameters", "days", "old", "facts"]
"""Why a line of the page changed, in the order the causes are looked at:

`program`: this version of the program decides differently. `pack`: the rules that come with the program
changed with its version. `rules`: somebody edited the rules. `parameters`: a number of the rules was tuned.
`days`: days went by. `old`: facts grew too old to count. `facts`: facts were added, changed or taken back.
"""

Kind = Literal["rule", "decision", "play", "fact", "parameter", "agenda", "member", "done"]
How = Literal["added", "removed", "edited", "old", "ended"]
Basis = Literal["day", "meeting", "brief"]
RulesUsed = Literal["same", "then", "gone", "unnamed"]
"""Which rules an earlier day is looked at with.

`same`: those in use today gave the brief of then. `then`: a kept copy of those that gave it. `gone`: the copy
is not at hand, so today's. `unnamed`: no brief had been given by then, so nobody knows, and today's.
"""


class Entry(Record):
    """One thing that changed: a fact, a rule, a parameter, a play that was carried out.

    `id` is a fact's address, a rule's or play's id, a parameter's name. `how` says `old` for a fact that grew
    too old, `ended` for a value typed over the rules whose time ran out. `by`, `source` and `recorded` tell
    who said it, how it came in and when it was written down; `on` is the day it was true. `lines` are the
    lines of the page that change with this entry alone.
    """

    kind: Kind
    id: str
    how: How
    label: Label | None = None
    was: Label | None = None
    now: Label | None = None
    by: str = ""
    source: str = ""
    on: date | None = None
    recorded: date | None = None
    place: str = ""
    lines: tuple[PageChange, ...] = ()


class Step(Record):
    """What one cause did to the page, after the causes before it.

    `lines` is everything that changed in this step; `together` those of them that no entry changes alone.
    """

    cause: Cause
    entries: tuple[Entry, ...]
    lines: tuple[PageChange, ...]
    together: tuple[PageChange, ...]


class Edition(Record):
    """Which rules: their digest, and the version of the program they were used with; empty when unknown."""

    digest: str = ""
    version: str = ""


class AdviceChanges(Record):
    """Why the page of a deal is another one than it was; `steps` lead from then to today, one per cause.

    `since` is the day looked back to and `basis` why that day: it was asked for, it was that of the last
    meeting, or of the last brief. `as_given` says that the page compared with is the brief given that day;
    otherwise it is what was known at the day's end. `lines` is what is different in the end.
    """

    deal: str
    name: str
    since: date
    today: date
    basis: Basis
    as_given: bool
    rules: RulesUsed
    then: Edition
    now: Edition
    lines: tuple[PageChange, ...]
    steps: tuple[Step, ...]
    schema: str = "changes/1"


class Replay(Record):
    """What a brief as of an earlier day rests on.

    `given` is the day of the brief that named the rules of then. `edits` is what differs in today's rules.
    `differs` says what the rules used here make of that brief's page, and `later` how many changes were
    recorded after it, on the same day, and are in the page shown.
    """

    day: date
    rules: RulesUsed
    given: date | None
    then: Edition
    now: Edition
    edits: tuple[Entry, ...] = ()
    differs: tuple[PageChange, ...] = ()
    later: int = 0
