"""A deal as it was told: every fact with its origin, nothing concluded yet."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from advisor.records import Record

Value = int | str | tuple[str, ...]
"""A typed value inside the house.

- `yes_no`, `choice`, `ordered`, `reference`, `text`: the value's id (or the text) as `str`
- `number`, `percent`, `money`, `duration`: an `int`, scaled by the fact's type
- `date`: the day number (`datetime.date.toordinal()`)
- lists: a sorted `tuple` of ids
"""

Source = Literal["typed", "import", "debrief", "demo"]




class Fact(Record):
    """One value somebody gave, with its origin.

    `on` is the day the value was true (what freshness counts from); `by` who said it; `source`
    the way it came in; `note` the evidence in the teller's words. A value typed over a derived fact
    carries its reason in `note` and may carry the day it ends in `until`.
    """

    value: Value
    on: date
    by: str = ""
    source: Source = "typed"
    note: str = ""
    until: date | None = None


Facts = Mapping[str, Fact]
"""Facts of one subject by fact name."""


class Deal(Record):
    """A deal and everything recorded around it.

    `subjects` maps a subject kind (`deal`, `account`, `person`, `rival`, `meeting`, `event` ...) to its
    members by id; kinds that exist once per deal (`deal`, `account`) have one member. `done` lists the
    plays carried out (`play id`, `day`), latest last; `rev` counts the changes of the stored deal.
    """

    id: str
    subjects: Mapping[str, Mapping[str, Facts]]
    done: tuple[tuple[str, date], ...] = ()
    rev: int = 0

    def members(self, subject: str) -> tuple[str, ...]:
        """Return the ids of the recorded members of a subject, sorted."""
        return tuple(sorted(self.subjects.get(subject, ())))

    def facts(self, subject: str, member: str) -> Facts:
        """Return the facts of one member; empty when it is not recorded."""
        return self.subjects.get(subject, {}).get(member, {})
