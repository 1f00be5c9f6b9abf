"""The store with one protection taken out. A durability test that does not notice proves nothing."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import ModuleType

from advisor.store import files, locks, redo, storage

Patch = tuple[ModuleType | type, str, Callable[..., object]]


def in_place(path: str, data: bytes) -> None:
    """Write over the old content, as the plain storage does, and slowly."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for start in range(0, len(data), 1024):
        os.write(handle, data[start : start + 1024])
        files.sync_file(handle)
    os.close(handle)
    files.sync_folder(os.path.dirname(path))


@contextmanager
def no_lock(self: locks.Locks, keys: Iterable[str]) -> Iterator[None]:
    yield


def nothing(*args: object) -> None:
    return None


MUTANTS: dict[str, tuple[Patch, ...]] = {
    "none": (),
    "no file sync": ((files, "sync_file", nothing),),
    "no folder sync": ((files, "sync_folder", nothing),),
    "in place": ((storage, "replace_file", in_place),),
    "no lock": ((locks.Locks, "hold", no_lock),),
    "no redo": ((redo.Redo, "write", nothing),),
    "temp stays": ((files, "_discard", nothing),),
}


def apply(name: str) -> None:
    """Put a mutant in for the rest of this process."""
    for owner, attribute, replacement in MUTANTS[name]:
        setattr(owner, attribute, replacement)
