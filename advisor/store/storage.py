"""TinyDB storages: one that never leaves half a file, and one that gathers a transaction before it.

Use the first like any other: `TinyDB("deals/d-acme.json", storage=AtomicJSONStorage)`.
"""

import os
from collections.abc import Mapping
from typing import Any

from tinydb.storages import Storage

from advisor.store.files import MAX_BYTES, make_folder, read_file, replace_file
from advisor.store.strict import DamagedFile, Tables, dump_tables, load_tables

__all__ = ["AtomicJSONStorage", "DamagedFile", "Transaction"]


class AtomicJSONStorage(Storage):
    """A TinyDB storage in a JSON file (UTF-8, one document on a line) that is replaced as a whole.

    After a crash, a full disk or a power cut the file holds the old or the new state, never a mixture. A file
    that does not exist is an empty database and is made by the first write; a file that exists must be
    readable: anything else, also an empty one, raises `DamagedFile` and is never written over. Documents
    hold JSON values only (text keys, no tuples, no NaN, integers within 2^53).

    The file is opened by name for each call, so a sync program may swap it in between. Two processes that
    write need a lock around reading and writing; readers need none.
    """

    def __init__(self, path: str | os.PathLike[str], *, create_dirs: bool = False) -> None:
        """Name the file; with `create_dirs` make its folder (private) when it is missing."""
        super().__init__()
        self.path = os.fspath(path)
        folder = os.path.dirname(self.path)
        if create_dirs and folder:
            make_folder(folder)

    def read(self) -> Tables | None:
        """Return all tables, or None while the file does not exist."""
        try:
            data = read_file(self.path)
        except FileNotFoundError:
            return None
        return load_tables(data, self.path)

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Replace the file. `TypeError` or `ValueError` for values that are no JSON: nothing is written."""
        content = dump_tables(data)
        if len(content) > MAX_BYTES:
            raise ValueError(f"the database would be larger than {MAX_BYTES >> 20} MiB")
        replace_file(self.path, content)


class Transaction(Storage):
    """A TinyDB storage that reads a file once and writes it once, at `commit`.

    All TinyDB calls in between work on memory, so many of them cost one file replacement and either all
    of them count or none. Without `commit` it is a snapshot.
    """

    def __init__(self, file: AtomicJSONStorage, tables: Tables | None = None) -> None:
        """Start from what is in the file, or from `tables`."""
        super().__init__()
        self._file = file
        self._tables: Mapping[str, Mapping[Any, Any]] | None = file.read() if tables is None else tables

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables as the transaction has them now."""
        return self._tables  # type: ignore[return-value]

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Keep the tables until `commit`."""
        self._tables = data

    def commit(self) -> None:
        """Write the file."""
        if self._tables is not None:
            self._file.write(self._tables)
