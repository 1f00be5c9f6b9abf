"""What a deal store can do, whatever it keeps its deals in. One contract test-suite runs against all of them.

A change is a mapping from a fact's path `(subject, member, fact)` to its new value, or to None to clear it.
The path `(subject, member, MEMBER)` stands for the member itself: any value records it without a fact, None
takes it out together with all its facts. `("account", id, MEMBER)` names the account of a deal.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol

from advisor.errors import Finding, StoreError
from advisor.facts.deal import Deal, Fact, Source, Value

Path = tuple[str, str, str]
"""Subject, member and fact: `("person", "王处长", "met")`."""

MEMBER = ""
"""The fact name that stands for the member itself."""

Changes = Mapping[Path, Value | None]
Sets = Mapping[Path, Fact | None]
"""Facts by path as an event left them or found them; None where there was none."""

Advice = Mapping[str, object]
"""One piece of advice as it was given: JSON values under text keys."""

EventKind = Literal["create", "record", "done", "undo"]
NOTHING: Sets = MappingProxyType({})


class Event(NamedTuple):
    """One change of a deal or an account: who told it, when, what it set and what stood there before.

    `on` is the day it was true, `recorded_at` the moment it was written down. `set` and `was` concern the
    deal (or account) itself; `account_set` and `account_was` what the same event changed in the file of
    `account`, which all deals of that account share. In an account's history `deal` names the deal
    through which the event came. `undoes` is the id of the event that this one took back.
    """

    id: str
    rev: int
    kind: EventKind
    on: date
    recorded_at: datetime
    by: str
    source: Source
    note: str
    set: Sets
    was: Sets
    account: str = ""
    account_set: Sets = NOTHING
    account_was: Sets = NOTHING
    done: tuple[tuple[str, date], ...] = ()
    undone: tuple[tuple[str, date], ...] = ()
    undoes: str = ""
    deal: str = ""

    @property
    def changes(self) -> dict[Path, Fact | None]:
        """Everything the event set, in the deal and in its account."""
        return {**self.set, **self.account_set}


class RecordStore(Protocol):
    """What deals and accounts have in common."""

    def ids(self) -> tuple[str, ...]:
        """Return all ids, sorted."""

    def get(self, id: str) -> Deal:
        """Return everything known now. Raises `UnknownDeal` or `DamagedDeal`."""

    def as_of(self, id: str, day: date) -> Deal:
        """Return what was known at the end of `day`: all that had been recorded by then.

        Raises `UnknownDeal` when nothing had been recorded yet.
        """

    def history(self, id: str) -> tuple[Event, ...]:
        """Return all events, oldest first."""

    def record(
        self, id: str, changes: Changes, *, on: date, by: str, source: Source, recorded_at: datetime,
        note: str = "", until: date | None = None, event_id: str | None = None, expect_rev: int | None = None,
    ) -> int:
        """Record `changes` as one event, all or nothing, and return the new `rev`.

        It is on the disk when this returns. With `expect_rev` a deal somebody changed in between raises
        `ChangedMeanwhile`. The same `event_id` a second time changes nothing, so a call that failed
        half-way may be repeated; the same id with other changes is an error.
        """

    def undo(
        self, id: str, *, by: str, recorded_at: datetime, event: str | None = None, note: str = "",
        event_id: str | None = None, expect_rev: int | None = None,
    ) -> Event:
        """Take back `event`, or the last one that still counts, by a new event, and return that.

        Facts come back with their old origin. Raises `ChangedMeanwhile` when a later event changed the
        same facts: that one has to be taken back first.
        """


class DealStore(RecordStore, Protocol):
    """A store of deals. No clock inside: every moment is an argument."""

    @property
    def accounts(self) -> RecordStore:
        """The accounts: facts that all deals of one customer share."""

    def create(
        self, deal: Deal, *, recorded_at: datetime, by: str = "", note: str = "", event_id: str | None = None
    ) -> int:
        """Store a new deal with the origin of each of its facts, and return its `rev` (1).

        Facts kept with the account go there, unless the account holds a later one. `deal.rev` is not read.
        """

    def done(
        self, id: str, play: str, on: date, by: str, *, recorded_at: datetime, note: str = "",
        source: Source = "typed", event_id: str | None = None, expect_rev: int | None = None,
    ) -> int:
        """Record that `play` was carried out on a day, and return the new `rev`."""

    def put_advice(self, id: str, record: Advice) -> None:
        """Keep a piece of advice with the deal; the same as the last one is not kept twice. No new `rev`.

        Meant for what it takes to work it out again (day, digest of the rulebook, what fired), not for pages:
        it is read with the deal. At most 64 KiB; of many pieces the latest stay.
        """

    def advice(self, id: str) -> tuple[Advice, ...]:
        """Return the advice kept, latest last."""

    def overview(
        self, wanted: Iterable[tuple[str, str]] | None = None
    ) -> Iterator[tuple[str, Deal | StoreError]]:
        """Return every deal by id, quickly, with only the `wanted` (subject, fact) pairs; None: all facts.

        A deal that cannot be read is returned as its error, so that the others go on. `done` is empty.
        """

    def doctor(self) -> tuple[Finding, ...]:
        """Check every file of the store and return what is wrong; nothing is changed."""
