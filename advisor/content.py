"""Where rules and plays are: the base pack that comes with the program, or a workspace's own folders.

An installed program carries the base pack inside itself; run from its source tree, the pack stands beside
the package. A workspace with a `rules` folder uses that one instead of the base pack, and the same goes for
`playbooks`. Messages name a file by the folder's role, `rules/opening/position.yaml`, wherever it stands.
"""

import os
from collections.abc import Iterator
from typing import NamedTuple

from advisor.errors import StoreError

RULES, PLAYBOOKS = "rules", "playbooks"
OPTIONAL = "packs"
MARK = "advisor.toml"
SUFFIXES = {RULES: ".yaml", PLAYBOOKS: ".md"}

MOST_FILES = 2_000
LARGEST_FILE = 1 << 20

_HERE = os.path.dirname(os.path.abspath(__file__))


class Pack(NamedTuple):
    """The two folders in use, and the optional packs in them that are switched on."""

    rules: str
    playbooks: str
    packs: tuple[str, ...] = ()


class ContentFile(NamedTuple):
    """One file of a pack: the name shown in messages, and its bytes."""

    name: str
    text: bytes


def base() -> Pack:
    """Return the base pack: inside an installed program, else beside the package."""
    inside = os.path.join(_HERE, "_content")
    home = inside if os.path.isdir(os.path.join(inside, RULES)) else os.path.dirname(_HERE)
    return Pack(os.path.join(home, RULES), os.path.join(home, PLAYBOOKS))


def pack_of(folder: str | os.PathLike[str] | None) -> Pack:
    """Return the pack a workspace uses: its own folders where it has them, the base pack's otherwise."""
    standard = base()
    if folder is None:
        return standard
    rules, playbooks = os.path.join(folder, RULES), os.path.join(folder, PLAYBOOKS)
    found = Pack(
        rules if os.path.isdir(rules) else standard.rules,
        playbooks if os.path.isdir(playbooks) else standard.playbooks,
    )
    return found._replace(packs=_switched_on(os.path.join(folder, MARK), optional(found)))


def optional(pack: Pack) -> tuple[str, ...]:
    """Return the names of the optional packs that a pack's folders hold."""
    folder = os.path.join(pack.rules, OPTIONAL)
    try:
        return tuple(sorted(entry.name for entry in os.scandir(folder) if entry.is_dir()))
    except OSError:
        return ()


def with_every_pack(pack: Pack) -> Pack:
    """Return the pack with all its optional packs switched on, as it is checked and documented."""
    return pack._replace(packs=optional(pack))


def _switched_on(path: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the packs a workspace names. Raises `StoreError` for one that is not there."""
    try:
        with open(path, "rb") as file:
            text = file.read(LARGEST_FILE).decode("utf-8")
    except (OSError, ValueError):
        return ()
    if "packs" not in text:
        return ()
    import tomllib

    try:
        wanted = tomllib.loads(text).get("packs", [])
    except (ValueError, RecursionError) as error:
        raise StoreError(f"{path} cannot be read: {error}") from error
    names = [str(name) for name in wanted] if isinstance(wanted, list) else [str(wanted)]
    for name in names:
        if name not in known:
            hint = f"known: {', '.join(known)}"
            raise StoreError(f"{path} names a pack '{name[:40]}' that is not there", hint=hint)
    return tuple(sorted(names))


def rule_files(pack: Pack) -> tuple[ContentFile, ...]:
    """Return the rule files, sorted by name. Raises `StoreError` for what cannot be read."""
    return tuple(_files(pack.rules, RULES, pack.packs))


def play_files(pack: Pack) -> tuple[ContentFile, ...]:
    """Return the play files, sorted by name. Raises `StoreError` for what cannot be read."""
    return tuple(_files(pack.playbooks, PLAYBOOKS, pack.packs))


class Stamp(NamedTuple):
    """What tells one state of a pack's files from another without reading them, and when it last changed."""

    text: str
    changed_ns: int


def stamp(pack: Pack) -> Stamp:
    """Return the stamp of a pack: folders, names, sizes and times of all files. Raises `StoreError`."""
    parts, changed = [pack.rules, pack.playbooks, *pack.packs], 0
    for folder, role in ((pack.rules, RULES), (pack.playbooks, PLAYBOOKS)):
        for name, info in sorted(_entries(folder, "", SUFFIXES[role])):
            parts.append(f"{name} {info.st_size} {info.st_mtime_ns} {info.st_ctime_ns} {info.st_ino}")
            changed = max(changed, info.st_mtime_ns, info.st_ctime_ns)
    return Stamp("\n".join(parts), changed)


def _is_on(name: str, packs: tuple[str, ...]) -> bool:
    parts = name.split("/")
    return parts[0] != OPTIONAL or (len(parts) > 1 and parts[1] in packs)


def _files(folder: str, role: str, packs: tuple[str, ...]) -> Iterator[ContentFile]:
    names = sorted(name for name, _ in _entries(folder, "", SUFFIXES[role]) if _is_on(name, packs))
    if len(names) > MOST_FILES:
        raise StoreError(f"{folder} holds more than {MOST_FILES} files", hint="is it the right folder?")
    for name in names:
        path = os.path.join(folder, *name.split("/"))
        try:
            with open(path, "rb") as file:
                # One byte more than is allowed: the reader names a file that is too large, with its place.
                yield ContentFile(f"{role}/{_text(name)}", file.read(LARGEST_FILE + 1))
        except OSError as error:
            raise StoreError(f"{path} cannot be read: {error.strerror or error}") from error


def _text(name: str) -> str:
    """Return a file's name as proper text, also where its bytes are none."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


def _entries(folder: str, under: str, suffix: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files below a folder as `topic/name.md`; hidden ones and linked folders are left out."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from _entries(entry.path, f"{under}{entry.name}/", suffix)
                elif entry.name.endswith(suffix) and entry.is_file():
                    yield f"{under}{entry.name}", entry.stat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"{folder} cannot be read: {error.strerror or error}") from error
