"""View model of what would flip it: the smallest changes that make something come true."""

from datetime import date
from typing import Literal

from advisor.advice.view import PageChange
from advisor.labels import Label
from advisor.records import Record

Outlook = Literal["reached", "can", "cannot", "not_found"]
"""`reached`: true already. `can`: there are ways. `cannot`: it is proved that no changes are enough.
`not_found`: none of those that were tried is enough."""


class Step(Record):
    """One fact that would be different.

    `path` is what `advisor set` takes. `before` is `None` where nothing is known. `after` is a value or the
    band of numbers that the rules read alike, and `None` where it is not known which would do.
    `changeable_by` says who can bring it about: `us`, `buyer` or `nobody`. `typed` is the value as people
    type it, of a band one that stands for it; empty where `after` is `None`.
    """

    path: str
    label: Label
    before: Label | None
    after: Label | None
    changeable_by: str
    typed: str = ""


class Flip(Record):
    """One way: all of its changes together are enough, and no part of them is.

    Where a play is wanted, `rank` is the line it would have on the page (0: none of its own) and `held` what
    would keep it from one. `positions` are the lines of the deal's position that would be different.
    """

    changes: tuple[Step, ...]
    rank: int = 0
    held: Label | None = None
    positions: tuple[PageChange, ...] = ()


class Flips(Record):
    """What would make one thing come true in a deal.

    Where a value of a fact is wanted, `value` is it and `now` what the fact says, if anything. `ways` are the
    smallest sets of changes, the easiest first; no set of up to `searched` changes was left out. Where there
    is no way, `blocked_by` names what would have to be different but is not for those to change who were
    asked for.
    """

    deal: str
    name: str
    today: date
    goal: str
    label: Label
    value: Label | None
    now: Label | None
    outlook: Outlook
    changeable_by: tuple[str, ...]
    ways: tuple[Flip, ...] = ()
    searched: int = 0
    blocked_by: tuple[Step, ...] = ()
    schema: str = "flips/1"


class WayOut(Record):
    """The way out of what a fact says now: per step what makes it come true, on top of the step before.

    Of each step the easiest way is told. Where one cannot be reached, the next is told from the same place.
    """

    path: str
    label: Label
    now: Label
    steps: tuple[Flips, ...]


class Choosable(Record):
    """A value that can be aimed at, by its id."""

    id: str
    label: Label


class Askable(Record):
    """A fact of the page whose values can be aimed at; `now` is `None` while it may be any of them."""

    path: str
    label: Label
    now: Label | None
    options: tuple[Choosable, ...]


class WaysOut(Record):
    """The ways out of a deal's positions, as far as any are declared, and what else can be asked for."""

    deal: str
    name: str
    today: date
    ways: tuple[WayOut, ...]
    askable: tuple[Askable, ...]
    schema: str = "ways-out/1"
