"""The doctor: looks at every file of a store and says what is wrong. Changes nothing."""

import os
import stat
from collections.abc import Iterator

from advisor.errors import Finding, Place, StoreError
from advisor.store.cabinet import Cabinet
from advisor.store.files import WINDOWS
from advisor.store.names import ASIDE, SUFFIX, TEMP, id_of
from advisor.store.shelf import Shelf
from advisor.store.storage import DamagedFile

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def examine(cabinet: Cabinet) -> Iterator[Finding]:
    """Return what is wrong with a store's files, in the order of their names."""
    yield from _too_open(cabinet.root, _OTHERS_WRITE)
    for shelf in (cabinet.accounts, cabinet.deals):
        yield from _too_open(shelf.folder)
        for name in sorted(shelf.names()):
            yield from _file(shelf, name)
    yield from _too_open(cabinet.redo.folder)
    yield from _redo(cabinet)


def _file(shelf: Shelf, name: str) -> Iterator[Finding]:
    path = os.path.join(shelf.folder, name)
    yield from _too_open(path)
    if (id := id_of(shelf.prefix, name)) is not None:
        yield from _record(shelf, id)
        return
    base, aside, _ = name.partition(ASIDE)
    if name.endswith(TEMP) and id_of(shelf.prefix, name.removesuffix(TEMP)) is not None:
        yield _stale(path)
    elif aside and (id := id_of(shelf.prefix, base)) is not None:
        hint = f"mend it, or take the file from a backup, put it back as {base}, and remove this one"
        message = f"a damaged file of {id!r} was set aside"
        if shelf.has(id):
            message += "; there is a readable one again"
            yield Finding("set-aside", Place(path), message, hint, "warning")
        else:
            yield Finding("set-aside", Place(path), message, hint)
    else:
        hint = "perhaps a copy by a sync program or by hand: compare it with its original and move it away"
        yield Finding("foreign-file", Place(path), "not a file of this store", hint, "warning")


def _record(shelf: Shelf, id: str) -> Iterator[Finding]:
    path = shelf.path(id)
    try:
        for fault in shelf.open(id).faults():
            hint = "the file was edited by hand; take it from a backup, or record the right value again"
            yield Finding("history-differs", Place(path), fault, hint)
    except DamagedFile as error:
        hint = "mend it there, or take the file from a backup; nothing will be written over it"
        yield Finding("damaged-file", error.place or Place(path), error.message, hint)
    except StoreError as error:
        yield Finding("unreadable-file", Place(path), error.message, error.hint)


def _redo(cabinet: Cabinet) -> Iterator[Finding]:
    try:
        names = sorted(os.listdir(cabinet.redo.folder))
    except FileNotFoundError:
        return
    for name in names:
        path = cabinet.redo.path(name)
        yield from _too_open(path)
        if name.endswith(SUFFIX):
            hint = "it is finished when one of its deals is read or written; if it stays, mend the other file"
            yield Finding("unfinished-change", Place(path), "a change that was cut off", hint, "warning")
        elif name.endswith(TEMP):
            yield _stale(path)
        else:
            hint = "it may hold a change that is in some of its files only: compare them, then remove it"
            yield Finding("damaged-file", Place(path), "a cut-off change that cannot be read", hint)


def _stale(path: str) -> Finding:
    hint = "remove it when nobody is writing; the next change of that file removes it as well"
    return Finding("stale-temp", Place(path), "left by a writer that was stopped", hint, "warning")


def _too_open(path: str, forbidden: int = _OTHERS) -> Iterator[Finding]:
    """Report a file or folder that others than its owner may use."""
    if WINDOWS:
        return
    try:
        mode = stat.S_IMODE(os.stat(path).st_mode)
    except OSError:
        return
    if mode & forbidden:
        right = f"{mode & ~forbidden:o}"
        hint = f"chmod {right} {path}"
        yield Finding("permissions", Place(path), f"others may use it (mode {mode:o})", hint, "warning")
