"""Accounts as a `RecordStore`, and the steps that deals share with them."""

from collections.abc import Sequence
from datetime import date, datetime

from advisor.errors import ChangedMeanwhile, StoreError, UnknownDeal
from advisor.facts.deal import Deal, Fact, Source
from advisor.store.book import Book
from advisor.store.border import check_changes, check_day, check_event_id, check_told
from advisor.store.cabinet import Cabinet, Target
from advisor.store.history import Told, present, require_unchanged, to_undo, told_by
from advisor.store.protocol import Changes, Event, EventKind, Path, Sets
from advisor.store.split import ACCOUNT, Split, assemble


class FolderAccounts:
    """The accounts of a folder store; an account begins with its first fact."""

    def __init__(self, cabinet: Cabinet) -> None:
        """Share the deals' cabinet."""
        self._cabinet = cabinet

    def ids(self) -> tuple[str, ...]:
        """See `RecordStore.ids`."""
        return self._cabinet.ids("account")

    def get(self, id: str) -> Deal:
        """See `RecordStore.get`."""
        with self._cabinet.reading(Target("account", id)) as book:
            return assemble(id, book.rev, book.facts(), (), {})

    def as_of(self, id: str, day: date) -> Deal:
        """See `RecordStore.as_of`."""
        told = known_on(id, self.history(id), day)
        return assemble(id, told.rev, told.facts, told.done, {})

    def history(self, id: str) -> tuple[Event, ...]:
        """See `RecordStore.history`."""
        with self._cabinet.reading(Target("account", id)) as book:
            return book.events()

    def record(
        self, id: str, changes: Changes, *, on: date, by: str, source: Source, recorded_at: datetime,
        note: str = "", until: date | None = None, event_id: str | None = None, expect_rev: int | None = None,
    ) -> int:
        """See `RecordStore.record`; facts of the account itself have its id as their member."""
        sets = checked_sets(changes, on, by, source, note, until, recorded_at)
        check_event_id(event_id)
        for subject, member, _ in sets:
            if subject == ACCOUNT and member != id:
                raise StoreError(f"the account {member!r:.60} is not {id!r:.60}")
        target = Target("account", id)
        with self._cabinet.writing(target):
            book = self._cabinet.open_or_new(target)
            if (earlier := repeated(book, event_id, sets)) is not None:
                return earlier.rev
            require_rev(book, expect_rev)
            told = Fact("yes", on, by, source, note)
            self._cabinet.commit(book, new_event(book, "record", Split(sets), told, recorded_at, event_id))
            return book.rev

    def undo(
        self, id: str, *, by: str, recorded_at: datetime, event: str | None = None, note: str = "",
        event_id: str | None = None, expect_rev: int | None = None,
    ) -> Event:
        """See `RecordStore.undo`."""
        told = told_now(by, recorded_at, note)
        check_event_id(event_id)
        target = Target("account", id)
        with self._cabinet.writing(target):
            book = self._cabinet.open(target)
            if (earlier := undone_before(book, event_id)) is not None:
                return earlier
            require_rev(book, expect_rev)
            gone = to_undo(book.events(), event)
            require_unchanged(book.facts(), gone.set)
            undo = new_event(book, "undo", Split(dict(gone.was)), told, recorded_at, event_id)
            undo = undo._replace(undoes=gone.id)
            self._cabinet.commit(book, undo)
            return undo


def checked_sets(
    changes: Changes, on: date, by: str, source: Source, note: str, until: date | None, recorded_at: datetime
) -> dict[Path, Fact | None]:
    """Check what is to be recorded and return it as facts."""
    check_changes(changes)
    check_told(on=on, by=by, source=source, note=note, recorded_at=recorded_at)
    if until is not None:
        check_day("until", until)
    return {
        path: None if value is None else Fact(value, on, by, source, note, until)
        for path, value in changes.items()
    }


def told_now(by: str, recorded_at: datetime, note: str, source: Source = "typed") -> Fact:
    """Return the checked origin of an event that is true from the day it is recorded."""
    check_told(on=date.min, by=by, source=source, note=note, recorded_at=recorded_at)
    return Fact("yes", recorded_at.date(), by, source, note)


def require_rev(book: Book, expect_rev: int | None) -> None:
    """Raise `ChangedMeanwhile` unless the file is as the caller last saw it."""
    if expect_rev is not None and book.rev != expect_rev:
        raise ChangedMeanwhile(
            f"{book.id!r:.60} was changed by somebody else (rev {book.rev}, you saw {expect_rev})",
            hint="read it again, then repeat your change if it still makes sense",
        )


def repeated(book: Book, event_id: str | None, sets: Sets) -> Event | None:
    """Return the event when this call was already carried out; an error when the id was another's."""
    earlier = book.event(event_id) if event_id else None
    if earlier is None:
        return None
    changes = earlier.changes
    same = all(path in changes and changes[path] == fact for path, fact in sets.items())
    if earlier.kind != "record" or not same:
        raise already_used(earlier)
    return earlier


def undone_before(book: Book, event_id: str | None) -> Event | None:
    """Return the undo when this call was already carried out."""
    earlier = book.event(event_id) if event_id else None
    if earlier is not None and earlier.kind != "undo":
        raise already_used(earlier)
    return earlier


def already_used(event: Event) -> StoreError:
    """Return the error for an event id that belongs to another event."""
    return StoreError(f"the event id {event.id!r:.60} is already used for something else (rev {event.rev})")


def new_event(
    book: Book, kind: EventKind, parts: Split, told: Fact, recorded_at: datetime, event_id: str | None,
    account: Book | None = None,
) -> Event:
    """Return the next event of a file; without an id it gets one nobody else has."""
    books = (book,) if account is None else (book, account)
    if event_id is None:
        event_id = f"{book.what}:{book.id}:{book.rev + 1}"
        while any(other.event(event_id) for other in books):
            event_id += "+"
    elif account is not None and (taken := account.event(event_id)) is not None:
        raise already_used(taken)
    facts = {} if account is None else account.facts()
    return Event(
        id=event_id, rev=book.rev + 1, kind=kind, on=told.on, recorded_at=recorded_at, by=told.by,
        source=told.source, note=told.note, set=parts.own, was=present(book.facts(), parts.own),
        account=parts.account, account_set=parts.shared, account_was=present(facts, parts.shared),
    )


def known_on(id: str, events: Sequence[Event], day: date) -> Told:
    """Return what was known on a day, or raise `UnknownDeal`."""
    check_day("day", day)
    told = told_by(events, day)
    if told is None:
        raise UnknownDeal(f"nothing had been recorded about {id!r:.60} by {day}")
    return told
