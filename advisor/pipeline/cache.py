"""The compiled pack: rules and plays read once, kept ready for the next start.

A kept pack is used when nothing it depends on has changed: the files' content, the program's version and
own source, and the Python that runs it. Names, sizes and times of the files are looked at first; where they
differ, or are too young to tell two states apart, the content decides. So nothing is ever out of date.
"""

import os
import sys
from binascii import crc32
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from advisor import __version__, content
from advisor.content import ContentFile, Pack
from advisor.pipeline.private import cache_folder, keep_newest, read_private, write_private

if TYPE_CHECKING:
    from advisor.playbook.plays import Play
    from advisor.rulebook.decisions import Rulebook

PREFIX = "rules-"
KEPT = 8
"""Packs kept: those of a few workspaces."""

TOO_YOUNG = 2_000_000_000
"""Nanoseconds: a file changed so shortly before the pack was kept may change again within one tick."""

ROOMS = ("", "facts", "rulebook", "playbook")
"""The rooms whose classes lie in a compiled pack, and what they stand on."""


class Compiled(NamedTuple):
    """A pack ready for use: the rulebook (its tests left out), the plays, and the key of their content."""

    rulebook: "Rulebook"
    plays: "Mapping[str, Play]"
    key: str


class _Kept(NamedTuple):
    """A cache file taken apart: the stamp and the key it was kept under, when, and the pickle itself."""

    stamp: str
    key: str
    at_ns: int
    body: memoryview


def known_key(pack: Pack) -> str | None:
    """Return the key of a pack that is kept and good as it is, without reading it; None for any other."""
    stamp = content.stamp(pack)
    kept = _opened(read_private(_path(pack)))
    return kept.key if kept is not None and _is_current(kept, stamp, program(*ROOMS)) else None


def _path(pack: Pack) -> str:
    return os.path.join(cache_folder(), f"{PREFIX}{crc32(f'{pack.rules}|{pack.playbooks}'.encode()):08x}.bin")


def _is_current(kept: _Kept, stamp: content.Stamp, state: str) -> bool:
    return kept.stamp == f"{state}\n{stamp.text}" and stamp.changed_ns < kept.at_ns - TOO_YOUNG


def compiled(pack: Pack) -> Compiled:
    """Return the pack compiled, from the cache where it is there. Raises `RulebookError` for broken files."""
    stamp = content.stamp(pack)
    state = program(*ROOMS)
    path = _path(pack)
    kept = _opened(read_private(path))
    told = f"{state}\n{stamp.text}"
    if kept is not None and _is_current(kept, stamp, state):
        found = _unpacked(kept)
        if found is not None:
            return found
    rules, plays = content.rule_files(pack), content.play_files(pack)
    key = key_of(state, rules, plays)
    made = _unpacked(kept) if kept is not None and kept.key == key else None
    made = made or build(rules, plays, key)
    if write_private(path, _packed(made, told)):
        keep_newest(os.path.dirname(path), PREFIX, KEPT)
    return made


def key_of(state: str, *groups: tuple[ContentFile, ...]) -> str:
    """Return the key of some files' content under one state of the program."""
    import hashlib

    found = hashlib.sha256(state.encode())
    for files in groups:
        for name, text in files:
            found.update(f"\n{name}\n{len(text)}\n".encode())
            found.update(text)
        found.update(b"\n--\n")
    return found.hexdigest()


def build(
    rules: tuple[ContentFile, ...],
    plays: tuple[ContentFile, ...],
    key: str = "",
    parameters: Mapping[str, str] | None = None,
) -> Compiled:
    """Read the files. Raises `RulebookError` with every finding where they cannot be used."""
    from advisor.errors import RulebookError
    from advisor.playbook.plays import load_plays
    from advisor.records import replace
    from advisor.rulebook.load import Source, load

    loaded = load((Source(file.name, file.text) for file in rules), parameters)
    if loaded.rulebook is None:
        raise RulebookError(tuple(f for f in loaded.findings if f.severity == "error"))
    read, _ = load_plays(plays, loaded.rulebook.dictionary)
    return Compiled(replace(loaded.rulebook, tests=()), read, key)


def program(*rooms: str) -> str:
    """Return what tells one state of some rooms of the program from another, for those who work on it."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    found = []
    for room in rooms:
        try:
            with os.scandir(os.path.join(here, room)) as entries:
                for entry in entries:
                    if entry.name.endswith(".py"):
                        info = entry.stat()
                        found.append(f"{room}/{entry.name} {info.st_size} {info.st_mtime_ns}")
        except OSError:
            continue  # inside an archive there is nothing to list; the version has to do
    return "\n".join((__version__, sys.version.replace("\n", " "), *sorted(found)))


def _packed(made: Compiled, stamp: str) -> bytes:
    import pickle
    import time

    head = f"{made.key}\n{time.time_ns()}\n{stamp}".encode(errors="surrogateescape")
    return f"advisor-rules 1 {len(head)}\n".encode() + head + pickle.dumps((made.rulebook, made.plays), 5)


def _opened(data: bytes | None) -> _Kept | None:
    """Take a cache file apart; None for anything that is not one."""
    if data is None:
        return None
    try:
        name, version, length = data[: data.index(b"\n")].split(b" ")
        start = data.index(b"\n") + 1
        end = start + int(length)
        key, at, stamp = data[start:end].decode(errors="surrogateescape").split("\n", 2)
        return (
            _Kept(stamp, key, int(at), memoryview(data)[end:])
            if (name, version) == (b"advisor-rules", b"1")
            else None
        )
    except ValueError:
        return None


def _unpacked(kept: _Kept) -> Compiled | None:
    """Return what a cache file holds; None when it is damaged."""
    import gc

    from advisor.pipeline.unpack import unpack

    collecting = gc.isenabled()
    gc.disable()  # thousands of small objects come at once, and none of them is garbage
    try:
        found = unpack(kept.body)
    finally:
        if collecting:
            gc.enable()
    return Compiled(*found, kept.key) if isinstance(found, tuple) and len(found) == 2 else None
