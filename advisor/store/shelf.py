"""A shelf: one folder with one file for each deal (or account).

It opens files, lists them, and sets damaged ones aside, so that nothing is ever written over them.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from advisor.errors import DamagedDeal, Place, StoreError, UnknownDeal
from advisor.nearest import nearest
from advisor.store.book import Book, What
from advisor.store.files import make_folder, rename, sync_folder
from advisor.store.locks import Locks
from advisor.store.names import ASIDE, file_name, id_of
from advisor.store.storage import AtomicJSONStorage, DamagedFile


class Shelf:
    """The files of one kind."""

    def __init__(self, root: str, what: What, locks: Locks) -> None:
        """Name the folder `<root>/<what>s`; it is made by the first write."""
        self.what: What = what
        self.folder = os.path.join(root, what + "s")
        self.prefix = what[0] + "-"
        self._locks, self._ready = locks, False

    def key(self, id: str) -> str:
        """Return the lock key of an id; checks the id."""
        return f"{self.what}/{file_name(self.prefix, id)}"

    def path(self, id: str) -> str:
        """Return the file of an id; checks the id."""
        return os.path.join(self.folder, file_name(self.prefix, id))

    def ids(self) -> tuple[str, ...]:
        """Return the ids that have a file, sorted."""
        return tuple(sorted(id for name in self.names() if (id := id_of(self.prefix, name)) is not None))

    def names(self) -> list[str]:
        """Return the names of all files in the folder."""
        try:
            return os.listdir(self.folder)
        except FileNotFoundError:
            return []

    def has(self, id: str) -> bool:
        """Say whether the id has a file."""
        return os.path.lexists(self.path(id))

    def open(self, id: str) -> Book:
        """Open a file. Raises `UnknownDeal`, or `DamagedFile` and nothing is moved."""
        if not self.has(id):
            aside = self.aside(id)
            raise self._unknown(id) if aside is None else self._was_set_aside(id, aside)
        path = self.path(id)
        try:
            return Book(AtomicJSONStorage(path), self.what, id)
        except OSError as error:
            hint = "look at the disk and at the file's rights, then try again"
            raise StoreError(error.strerror or str(error), Place(path), hint) from error

    def new(self, id: str) -> Book:
        """Return an empty book for an id without a file; it is made by the book's `save`."""
        aside = self.aside(id)
        if aside is not None:
            raise self._was_set_aside(id, aside)
        if not self._ready:
            make_folder(self.folder)
            self._ready = True
        return Book.new(AtomicJSONStorage(self.path(id)), self.what, id)

    def known(self, id: str) -> bool:
        """Say whether the id has a file, or had one that was set aside."""
        return self.has(id) or self.aside(id) is not None

    @contextmanager
    def guard(self, id: str, *, locked: bool = False) -> Iterator[None]:
        """Turn a `DamagedFile` of this id's file into setting it aside and `DamagedDeal`.

        `locked` says that the caller holds the id's lock.
        """
        try:
            yield
        except DamagedFile as error:
            if locked:
                raise self._set_aside(id, error) from error
            try:
                with self._locks.hold([self.key(id)]):
                    raise self._set_aside(id, error) from error
            except OSError:
                raise self._damaged(id, error, None) from error

    def aside(self, id: str) -> str | None:
        """Return the file under which the id was set aside, if it was."""
        path = self.path(id) + ASIDE + "1"
        return path if os.path.lexists(path) else None

    def _set_aside(self, id: str, error: DamagedFile) -> StoreError:
        """Rename the damaged file, unless it was mended or moved in between, and return what to raise."""
        path = self.path(id)
        try:
            book = self.open(id)
            book.facts(), book.events()
            return StoreError(f"{path} could not be read a moment ago and now can", hint="try again")
        except DamagedFile:
            pass
        except StoreError as other:
            return other
        number = 1
        while os.path.lexists(aside := f"{path}{ASIDE}{number}"):
            number += 1
        try:
            rename(path, aside)
            sync_folder(self.folder)
        except OSError:
            return self._damaged(id, error, None)  # a folder we may not write in: then it stays where it is
        return self._damaged(id, error, aside)

    def _damaged(self, id: str, error: DamagedFile, aside: str | None) -> DamagedDeal:
        place = error.place and Place(aside or error.path, error.place.line, error.place.column)
        at = f" at byte {error.byte}" if error.byte is not None else ""
        moved = f"; it was set aside as {os.path.basename(aside)}" if aside else ""
        return DamagedDeal(
            f"the file of the {self.what} {id!r} is damaged{at}: {error.reason}{moved}",
            place,
            self._remedy(id),
        )

    def _was_set_aside(self, id: str, aside: str) -> DamagedDeal:
        return DamagedDeal(
            f"the file of the {self.what} {id!r} was damaged and set aside", Place(aside), self._remedy(id)
        )

    def _remedy(self, id: str) -> str:
        name = os.path.basename(self.path(id))
        return f"mend it, or take the file from a backup, and put it back as {name}; nothing was written over"

    def _unknown(self, id: str) -> UnknownDeal:
        near = nearest(id, self.ids())
        hint = f"did you mean {near!r}?" if near else ""
        return UnknownDeal(f"there is no {self.what} {id!r:.60}", hint=hint)
