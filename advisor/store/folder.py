"""The default store: a folder with one TinyDB file for each deal and each account.

    <folder>/deals/d-<id>.json   <folder>/accounts/a-<id>.json   <folder>/locks/   <folder>/redo/

Saving one fact replaces one small file, whatever the number of deals. Readers take no lock and always see
a whole deal; writers take a lock for the deals they write. Nothing is made before the first write.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from advisor.errors import ChangedMeanwhile, Finding, StoreError
from advisor.facts.deal import Deal, Fact, Source
from advisor.store.book import Book
from advisor.store.border import (
    LONGEST_MEMBER,
    check_changes,
    check_day,
    check_event_id,
    check_origin,
    check_text,
    check_told,
    checked_advice,
)
from advisor.store.cabinet import Cabinet, Target
from advisor.store.history import DaysDone, require_unchanged, to_undo, told_by
from advisor.store.protocol import Advice, Changes, DealStore, Event, Path, Sets
from advisor.store.records import (
    FolderAccounts,
    already_used,
    checked_sets,
    known_on,
    new_event,
    repeated,
    require_rev,
    told_now,
    undone_before,
)
from advisor.store.split import Split, account_of, assemble, concerns_account, sets_of, split

_TRIES = 5


class FolderStore:
    """A `DealStore` in a folder."""

    def __init__(
        self, folder: str | os.PathLike[str], *, kept_with_account: Iterable[tuple[str, str]] = ()
    ) -> None:
        """Name the folder, and the (subject, fact) pairs that all deals of an account share.

        Facts of the subject `account` are shared in any case. The pairs are looked at when something is first
        written: reading does not need them.
        """
        self._cabinet = Cabinet(folder)
        self._pairs = kept_with_account
        self._accounts = FolderAccounts(self._cabinet)

    @cached_property
    def _kept(self) -> frozenset[tuple[str, str]]:
        return frozenset(self._pairs)

    @property
    def accounts(self) -> FolderAccounts:
        """See `DealStore.accounts`."""
        return self._accounts

    def ids(self) -> tuple[str, ...]:
        """See `RecordStore.ids`."""
        return self._cabinet.ids("deal")

    def get(self, id: str) -> Deal:
        """See `RecordStore.get`."""
        with self._cabinet.reading(Target("deal", id)) as book:
            rev, facts, done = book.rev, book.facts(), book.done()
        return assemble(id, rev, facts, done, self._account_facts(account_of(facts)))

    def as_of(self, id: str, day: date) -> Deal:
        """See `RecordStore.as_of`."""
        told = known_on(id, self.history(id), day)
        account = account_of(told.facts)
        shared = None
        if account and self._cabinet.accounts.known(account):
            shared = told_by(self._accounts.history(account), day)
        return assemble(id, told.rev, told.facts, told.done, shared.facts if shared else {})

    def history(self, id: str) -> tuple[Event, ...]:
        """See `RecordStore.history`."""
        with self._cabinet.reading(Target("deal", id)) as book:
            return book.events()

    def create(
        self, deal: Deal, *, recorded_at: datetime, by: str = "", note: str = "", event_id: str | None = None
    ) -> int:
        """See `DealStore.create`."""
        told = told_now(by, recorded_at, note)
        check_event_id(event_id)
        sets = sets_of(deal, told)
        _check_deal(sets, deal.done)
        parts = split({}, sets, self._kept)
        targets = _targets(deal.id, parts.account)
        with self._cabinet.writing(*targets):
            if self._cabinet.deals.has(deal.id):
                earlier = self._cabinet.open(targets[0]).event(event_id) if event_id else None
                if earlier is None:
                    raise StoreError(f"there is already a deal {deal.id!r:.60}")
                return earlier.rev
            book = self._cabinet.deals.new(deal.id)
            account = self._cabinet.open_or_new(targets[1]) if parts.account else None
            parts = parts._replace(shared=_later(parts.shared, account))
            account = account if parts.shared else None
            event = new_event(book, "create", parts, told, recorded_at, event_id, account)
            event = event._replace(done=deal.done)
            self._cabinet.commit(book, event, account)
            return book.rev

    def record(
        self, id: str, changes: Changes, *, on: date, by: str, source: Source, recorded_at: datetime,
        note: str = "", until: date | None = None, event_id: str | None = None, expect_rev: int | None = None,
    ) -> int:
        """See `RecordStore.record`."""
        sets = checked_sets(changes, on, by, source, note, until, recorded_at)
        check_event_id(event_id)
        told = Fact("yes", on, by, source, note)

        def account(book: Book) -> str:
            known = event_id is not None and book.event(event_id) is not None
            return "" if known else split(book.facts(), sets, self._kept).account

        shared = concerns_account(sets, self._kept)
        with self._writing(id, account if shared else None) as (book, account_book):
            if (earlier := repeated(book, event_id, sets)) is not None:
                return earlier.rev
            require_rev(book, expect_rev)
            parts = split(book.facts(), sets, self._kept)
            event = new_event(book, "record", parts, told, recorded_at, event_id, account_book)
            self._cabinet.commit(book, event, account_book)
            return book.rev

    def done(
        self, id: str, play: str, on: date, by: str, *, recorded_at: datetime, note: str = "",
        source: Source = "typed", event_id: str | None = None, expect_rev: int | None = None,
    ) -> int:
        """See `DealStore.done`."""
        check_told(on=on, by=by, source=source, note=note, recorded_at=recorded_at)
        check_event_id(event_id)
        check_text("the play", play, LONGEST_MEMBER, empty=False)
        with self._writing(id) as (book, _):
            if event_id is not None and (earlier := book.event(event_id)) is not None:
                if earlier.kind != "done" or earlier.done != ((play, on),):
                    raise already_used(earlier)
                return earlier.rev
            require_rev(book, expect_rev)
            told = Fact("yes", on, by, source, note)
            event = new_event(book, "done", Split({}), told, recorded_at, event_id)
            self._cabinet.commit(book, event._replace(done=((play, on),)))
            return book.rev

    def undo(
        self, id: str, *, by: str, recorded_at: datetime, event: str | None = None, note: str = "",
        event_id: str | None = None, expect_rev: int | None = None,
    ) -> Event:
        """See `RecordStore.undo`."""
        told = told_now(by, recorded_at, note)
        check_event_id(event_id)

        def account(book: Book) -> str:
            return "" if undone_before(book, event_id) else to_undo(book.events(), event).account

        with self._writing(id, account) as (book, account_book):
            if (earlier := undone_before(book, event_id)) is not None:
                return earlier
            require_rev(book, expect_rev)
            gone = to_undo(book.events(), event)
            require_unchanged(book.facts(), gone.set)
            if account_book is not None:
                require_unchanged(account_book.facts(), gone.account_set)
            parts = Split(dict(gone.was), gone.account, gone.account_was)
            undo = new_event(book, "undo", parts, told, recorded_at, event_id, account_book)
            undo = undo._replace(undoes=gone.id, done=gone.undone, undone=gone.done)
            self._cabinet.commit(book, undo, account_book)
            return undo

    def put_advice(self, id: str, record: Advice) -> None:
        """See `DealStore.put_advice`."""
        advice = checked_advice(record)
        with self._writing(id) as (book, _):
            if book.keep_advice(advice):
                book.save()

    def advice(self, id: str) -> tuple[Advice, ...]:
        """See `DealStore.advice`."""
        with self._cabinet.reading(Target("deal", id)) as book:
            return book.advice()

    def overview(
        self, wanted: Iterable[tuple[str, str]] | None = None
    ) -> Iterator[tuple[str, Deal | StoreError]]:
        """See `DealStore.overview`."""
        from advisor.store.overview import overview

        return overview(self._cabinet, None if wanted is None else frozenset(wanted))

    def doctor(self) -> tuple[Finding, ...]:
        """See `DealStore.doctor`."""
        from advisor.store.doctor import examine

        return tuple(examine(self._cabinet))

    def _account_facts(self, account: str) -> dict[Path, Fact]:
        if not account or not self._cabinet.accounts.known(account):
            return {}
        with self._cabinet.reading(Target("account", account)) as book:
            return book.facts()

    @contextmanager
    def _writing(
        self, id: str, account: Callable[[Book], str] | None = None
    ) -> Iterator[tuple[Book, Book | None]]:
        """Open a deal, and the account that `account` finds in it, under their locks.

        Which account it is stands in the deal, so it is looked up before the locks and again under them.
        """
        for _ in range(_TRIES):
            name = ""
            if account is not None:
                with self._cabinet.reading(Target("deal", id)) as book:
                    name = account(book)
            targets = _targets(id, name)
            with self._cabinet.writing(*targets):
                book = self._cabinet.open(targets[0])
                if account is None or account(book) == name:
                    yield book, self._cabinet.open_or_new(targets[1]) if name else None
                    return
        raise ChangedMeanwhile(f"the account of {id!r:.60} keeps changing", hint="try again")


if TYPE_CHECKING:
    _conforms: type[DealStore] = FolderStore


def _targets(deal: str, account: str) -> tuple[Target, ...]:
    deal_target = Target("deal", deal)
    return (deal_target, Target("account", account)) if account else (deal_target,)


def _check_deal(sets: Sets, done: DaysDone) -> None:
    """Check a deal that was made elsewhere, with the origin of each fact."""
    check_changes({path: fact and fact.value for path, fact in sets.items()})
    for fact in sets.values():
        if fact is not None:
            check_origin(fact.on, fact.by, fact.source, fact.note, fact.until)
    for play, day in done:
        check_text("the play", play, LONGEST_MEMBER, empty=False)
        check_day(f"the day of {play!r:.60}", day)


def _later(shared: Sets, account: Book | None) -> Sets:
    """Leave out what the account knows from a later day, or knows already."""
    if account is None:
        return shared
    known = account.facts()
    return {
        path: fact for path, fact in shared.items()
        if fact and (path not in known or (known[path] != fact and known[path].on <= fact.on))
    }
