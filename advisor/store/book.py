"""One open file of the store: a deal or an account as its tables `meta`, `facts`, `events` and `advice`.

`facts` is what holds now, kept for speed; it is always the fold of `events`, because both change in one
file replacement. A file may have been edited by hand, so whatever cannot be read raises `DamagedFile`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, TypeVar

from tinydb import TinyDB, where
from tinydb.table import Document, Table

from advisor.errors import StoreError
from advisor.facts.deal import Fact
from advisor.store.codec import done_of, event_document, event_of, fact_of, path_of, rev_of, row_of
from advisor.store.history import DaysDone, carried_out, fold
from advisor.store.protocol import Advice, Event, Path
from advisor.store.storage import AtomicJSONStorage, DamagedFile, Transaction
from advisor.store.strict import Tables, damaged_document

ADVICE_KEPT = 50
"""Older advice goes; it can be worked out again from the facts and the rulebook of its day."""

FORMAT = 1
TABLES = ("meta", "facts", "events", "advice")

_BAD = (KeyError, TypeError, ValueError, AttributeError)
"""What reading a hand-edited document can raise."""

What = Literal["deal", "account"]
_T = TypeVar("_T")


class Book:
    """A deal or account file, read once; changes count from `save` on."""

    def __init__(self, file: AtomicJSONStorage, what: What, id: str, tables: Tables | None = None) -> None:
        """Read the file, or take its `tables`. Raises `DamagedFile`, or `StoreError` for another's file."""
        self.what, self.id, self._file = what, id, file
        self._transaction = Transaction(file, tables)
        self._db = TinyDB(storage=lambda: self._transaction)
        self.rev = self._checked_rev()

    @classmethod
    def new(cls, file: AtomicJSONStorage, what: What, id: str) -> "Book":
        """Return a book without events; its file is made by `save`."""
        meta: dict[str, object] = {"schema": f"{what}/{FORMAT}", "id": id, "rev": 0}
        return cls(file, what, id, {"meta": {"1": meta}, "facts": {}, "events": {}, "advice": {}})

    def advice(self) -> tuple[Advice, ...]:
        """Return the advice kept, latest last."""
        return tuple(dict(document) for document in self._table("advice"))

    def facts(self, wanted: frozenset[tuple[str, str]] | None = None) -> dict[Path, Fact]:
        """Return what holds now: everything, or the `wanted` (subject, fact) pairs."""
        def read(row: Document) -> tuple[Path, Fact] | None:
            if wanted is not None and (row["subject"], row["fact"]) not in wanted:
                return None
            return path_of(row), fact_of(row)

        return dict(row for row in self._read("facts", read) if row)

    def done(self) -> DaysDone:
        """Return the plays carried out, latest last."""
        return carried_out(self._read("events", lambda row: (done_of(row, "done"), done_of(row, "undone"))))

    def events(self) -> tuple[Event, ...]:
        """Return all events, oldest first."""
        return tuple(sorted(self._read("events", event_of), key=lambda event: event.rev))

    def event(self, event_id: str) -> Event | None:
        """Return the event of that id."""
        if not self._table("events").contains(where("id") == event_id):
            return None
        return next(event for event in self.events() if event.id == event_id)

    def append(self, event: Event) -> None:
        """Add an event and bring the facts in step with it."""
        facts = self._table("facts")
        ids = {path_of(row): row.doc_id for row in facts}
        free = max(ids.values(), default=0) + 1
        changed = [ids[path] for path in event.set if path in ids]
        if changed:
            facts.remove(doc_ids=changed)
        # Every row brings its id: mixed with rows that have one, TinyDB would give an id out twice.
        rows = []
        for path, fact in event.set.items():
            if fact:
                rows.append(Document(row_of(path, fact), ids.get(path, free)))
                free += path not in ids
        facts.insert_multiple(rows)
        self._table("events").insert(event_document(event))
        self._table("meta").update({"rev": event.rev})
        self.rev = event.rev

    def keep_advice(self, record: Advice) -> bool:
        """Add a piece of advice unless it is the same as the last; say whether it was added."""
        table = self._table("advice")
        rows = table.all()
        if rows and dict(rows[-1]) == record:
            return False
        if len(rows) >= ADVICE_KEPT:
            table.remove(doc_ids=[row.doc_id for row in rows[: len(rows) - ADVICE_KEPT + 1]])
        table.insert(record)
        return True

    def save(self) -> None:
        """Write everything in one step."""
        self._transaction.commit()

    def faults(self) -> Iterator[str]:
        """Say where the tables do not agree with each other."""
        events = self.events()
        if [event.rev for event in events] != list(range(1, len(events) + 1)) or self.rev != len(events):
            yield f"the events are not numbered 1 to {self.rev}"
        if len({event.id for event in events}) != len(events):
            yield "two events have the same id"
        facts, told = self.facts(), fold(events)
        if len(facts) != len(self._table("facts")):
            yield "a fact stands there twice"
        for path in sorted(facts.keys() | told.keys()):
            if facts.get(path) != told.get(path):
                yield f"{'.'.join(path)} is not what its history says"

    def _table(self, name: str) -> Table:
        return self._db.table(name)

    def _read(self, name: str, read: Callable[[Any], _T]) -> Iterable[_T]:
        for row in self._table(name):
            try:
                yield read(row)
            except _BAD as error:
                raise self._damaged(name, row.doc_id, error) from error

    def _damaged(self, table: str, doc_id: int, error: Exception) -> DamagedFile:
        reason = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
        return damaged_document(self._file.path, table, doc_id, reason)

    def _checked_rev(self) -> int:
        """Return `rev` when the file is what its name says and has a format we know."""
        missing = [name for name in TABLES if name not in self._db.tables()]
        if missing or len(self._table("meta")) != 1:
            wrong = missing[0] if missing else "meta"
            raise DamagedFile(self._file.path, f"the table {wrong!r} is not as it should be")
        [(found, id, rev)] = self._read("meta", lambda row: (row["schema"], row["id"], rev_of(row)))
        if (str(found).partition("/")[0], id) != (self.what, self.id):
            raise StoreError(
                f"{self._file.path} holds {found!r:.20} {id!r:.60}",
                hint="it was copied or renamed by hand; give it back its own name",
            )
        if found != f"{self.what}/{FORMAT}":
            raise StoreError(
                f"{self._file.path} has the format {found!r:.20}",
                hint="it was written by a newer version of this program; upgrade to read it",
            )
        return rev
