"""The cabinet: both shelves, their locks and the redo folder; where a change becomes permanent."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from advisor.errors import StoreError
from advisor.store.book import Book, What
from advisor.store.files import rename
from advisor.store.locks import Locks
from advisor.store.names import ASIDE, SUFFIX
from advisor.store.protocol import NOTHING, Event
from advisor.store.redo import Redo, Write
from advisor.store.shelf import Shelf
from advisor.store.storage import DamagedFile


class Target(NamedTuple):
    """A deal or an account by id."""

    what: What
    id: str


class Cabinet:
    """The files of a store, opened for reading without locks and for writing with them."""

    def __init__(self, root: str | os.PathLike[str]) -> None:
        """Name the store's folder. Nothing is made or read yet."""
        self.root = os.fspath(root)
        self.locks = Locks(os.path.join(self.root, "locks"))
        self.deals = Shelf(self.root, "deal", self.locks)
        self.accounts = Shelf(self.root, "account", self.locks)
        self.redo = Redo(self.root)

    def shelf(self, what: What) -> Shelf:
        """Return the shelf of a kind."""
        return self.deals if what == "deal" else self.accounts

    @contextmanager
    def reading(self, target: Target) -> Iterator[Book]:
        """Open a file for reading, after finishing a change of it that was cut off."""
        self._finish(target)
        shelf = self.shelf(target.what)
        with shelf.guard(target.id):
            yield shelf.open(target.id)

    @contextmanager
    def writing(self, *targets: Target) -> Iterator[None]:
        """Hold the locks of all targets; what the disk refuses becomes a `StoreError`."""
        keys = {self._key(target) for target in targets}
        self._finish(*targets)
        try:
            with self.locks.hold(keys):
                self._settle(keys)
                yield
        except OSError as error:
            raise StoreError(
                f"the change could not be saved: {error.strerror or error}",
                hint="make room or mend the disk, then try again; nothing that was saved before is lost",
            ) from error

    def open(self, target: Target) -> Book:
        """Open a file under its lock."""
        shelf = self.shelf(target.what)
        with shelf.guard(target.id, locked=True):
            book = shelf.open(target.id)
            book.facts()
            return book

    def open_or_new(self, target: Target) -> Book:
        """Open a file under its lock, or start it."""
        shelf = self.shelf(target.what)
        return self.open(target) if shelf.has(target.id) else shelf.new(target.id)

    def commit(self, book: Book, event: Event, account: Book | None = None) -> None:
        """Make an event permanent, in the deal and in its account or in neither. Needs their locks."""
        if account is None:
            book.append(event)
            book.save()
            return
        shared = event._replace(
            rev=account.rev + 1, set=event.account_set, was=event.account_was, deal=book.id,
            account="", account_set=NOTHING, account_was=NOTHING, done=(), undone=(),
        )
        name = os.path.basename(self.deals.path(book.id)).removesuffix(SUFFIX) + f".{event.rev}{SUFFIX}"
        self.redo.write(name, (Write("account", account.id, shared), Write("deal", book.id, event)))
        for open_book, part in ((account, shared), (book, event)):
            open_book.append(part)
            open_book.save()
        self.redo.remove(name)

    def ids(self, what: What) -> tuple[str, ...]:
        """Return the ids of a kind, also of one whose creation was cut off and counts."""
        self.finish_all()
        return self.shelf(what).ids()

    def finish_all(self) -> None:
        """Finish every change that was cut off."""
        for name in self.redo.names():
            self._finish(*(Target(write.what, write.id) for write in self._writes(name)))

    def _key(self, target: Target | Write) -> str:
        return self.shelf(target.what).key(target.id)

    def _finish(self, *targets: Target) -> None:
        """Finish what concerns some files; where we may not write, they are read as they are."""
        names = self.redo.names()
        if not names:
            return
        ours = {self._key(target) for target in targets}
        for name in names:
            keys = {self._key(write) for write in self._writes(name)}
            if keys & ours:
                with suppress(OSError), self.locks.hold(keys):
                    self._settle(keys)

    def _settle(self, keys: set[str]) -> None:
        """Carry out, for files whose locks we hold, what a dead writer had written down.

        A living writer holds all its locks, so what concerns our files has no living owner. A change that
        touches other files as well is forgotten only when it is in all of them.
        """
        for name in self.redo.names():
            writes = self._writes(name)
            if not any(self._key(write) in keys for write in writes):
                continue
            there = [self._is_there(write, self._key(write) in keys) for write in writes]
            if all(there):
                self.redo.remove(name)

    def _is_there(self, write: Write, carry_out: bool) -> bool:
        target = Target(write.what, write.id)
        try:
            if not carry_out:
                return self.shelf(write.what).open(write.id).event(write.event.id) is not None
            book = self.open_or_new(target)
            if book.event(write.event.id) is None:
                book.append(write.event._replace(rev=book.rev + 1))
                book.save()
            return True
        except StoreError:
            return False  # that file is damaged or not there yet; its own readers hear about it

    def _writes(self, name: str) -> tuple[Write, ...]:
        try:
            return self.redo.read(name)
        except DamagedFile as error:
            rename(error.path, error.path + ASIDE + "1")  # the doctor reports it
            return ()
