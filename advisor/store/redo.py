"""The redo file: how one change of several files happens in all of them or in none.

First the whole change is written down in one file; from then on it counts. Then it is carried out, file by
file, and the redo file goes. Whoever finds one whose writer died carries it out again; events that are
already there are passed over.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from advisor.errors import StoreError
from advisor.store.book import What
from advisor.store.codec import event_document, event_of
from advisor.store.files import make_folder
from advisor.store.names import SUFFIX
from advisor.store.protocol import Event
from advisor.store.storage import AtomicJSONStorage, DamagedFile
from advisor.store.strict import damaged_document


class Write(NamedTuple):
    """One event for one file."""

    what: What
    id: str
    event: Event


class Redo:
    """The folder of redo files."""

    def __init__(self, root: str) -> None:
        """Name the folder; it is made when it is first needed."""
        self.folder = os.path.join(root, "redo")
        self._ready = False

    def names(self) -> list[str]:
        """Return the names of the changes that are under way or were cut off."""
        try:
            return sorted(name for name in os.listdir(self.folder) if name.endswith(SUFFIX))
        except FileNotFoundError:
            return []

    def path(self, name: str) -> str:
        """Return the file of that name."""
        return os.path.join(self.folder, name)

    def write(self, name: str, writes: Sequence[Write]) -> None:
        """Write a change down; from here on it happens."""
        if not self._ready:
            make_folder(self.folder)
            self._ready = True
        rows = {
            str(number): {"what": write.what, "id": write.id, "event": event_document(write.event)}
            for number, write in enumerate(writes, 1)
        }
        AtomicJSONStorage(self.path(name)).write({"writes": rows})

    def read(self, name: str) -> tuple[Write, ...]:
        """Return the change, or nothing when it is already carried out."""
        path = self.path(name)
        tables = AtomicJSONStorage(path).read()
        if tables is None:
            return ()
        writes = []
        for number, row in tables.get("writes", {}).items():
            try:
                if row["what"] not in ("deal", "account") or type(row["id"]) is not str:
                    raise ValueError("it is neither for a deal nor for an account")
                writes.append(Write(row["what"], row["id"], event_of(row["event"])))  # type: ignore[arg-type]
            except (KeyError, TypeError, ValueError, AttributeError, StoreError) as error:
                raise damaged_document(path, "writes", int(number), str(error)) from error
        if not writes:
            raise DamagedFile(path, "it holds no changes")
        return tuple(writes)

    def remove(self, name: str) -> None:
        """Forget a change that is carried out."""
        with suppress(FileNotFoundError):
            os.unlink(self.path(name))
