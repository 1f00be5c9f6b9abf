"""Editions: copies of the rule and play files that gave a brief, so that it can be given again.

They lie in the workspace, private to their owner, each under the key of its content. What cannot be written
is not kept; what cannot be read, or is not what its name says, is not there. Nothing breaks without them.
"""

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from advisor import content
from advisor.content import ContentFile, Pack
from advisor.pipeline.cache import ROOMS, key_of, program
from advisor.pipeline.private import keep_newest, read_private, write_private

if TYPE_CHECKING:
    from advisor.pipeline.cache import Compiled

FOLDER, PREFIX, SUFFIX = ".editions", "rules-", ".json.gz"
KEPT = 20
"""Editions kept, the newest ones; a copy takes about 300 KB."""

LARGEST = 64 << 20
"""Bytes of an edition when it is unpacked."""

_KEY = re.compile(r"[0-9a-f]{64}\Z")


class Edition(NamedTuple):
    """The files of one edition. `shipped` says that the rules were those that come with the program."""

    key: str
    version: str
    shipped: bool
    rules: tuple[ContentFile, ...]
    plays: tuple[ContentFile, ...]

    def compiled(self, parameters: dict[str, str] | None = None) -> "Compiled":
        """Return the edition ready for use. Raises `RulebookError` where this program cannot read it."""
        from advisor.pipeline.cache import build

        return build(self.rules, self.plays, self.key, parameters)


def keep(folder: str, files: Pack, key: str) -> None:
    """Keep the files of a pack under the key they were compiled with, unless they are kept already.

    Files that changed since they were compiled are not kept. Raises `StoreError` for what cannot be read.
    """
    path = _path(folder, key)
    if os.path.exists(path):
        return
    found = current(files)
    state = program(*ROOMS)
    if key_of(state, found.rules, found.plays) == key and write_private(path, _packed(found, state)):
        keep_newest(os.path.dirname(path), PREFIX, KEPT)


def current(files: Pack) -> Edition:
    """Return the edition in use, read from its files. Raises `StoreError`."""
    from advisor import __version__

    rules, plays = content.rule_files(files), content.play_files(files)
    return Edition("", __version__, files.rules == content.base().rules, rules, plays)


def edition(folder: str, key: str) -> Edition | None:
    """Return the edition of a key; None where it is not kept, or damaged."""
    if not _KEY.match(key):
        return None
    data = read_private(_path(folder, key))
    try:
        return None if data is None else _unpacked(data, key)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _path(folder: str, key: str) -> str:
    return os.path.join(folder, FOLDER, f"{PREFIX}{key}{SUFFIX}")


def _packed(made: Edition, state: str) -> bytes:
    import gzip
    import json

    groups = {"rules": made.rules, "plays": made.plays}
    document: dict[str, object] = {
        name: [[file.name, file.text.decode("utf-8", "surrogateescape")] for file in files]
        for name, files in groups.items()
    }
    text = json.dumps({"state": state, "shipped": made.shipped, **document}, ensure_ascii=True)
    return gzip.compress(text.encode(), 6, mtime=0)


def _unpacked(data: bytes, key: str) -> Edition | None:
    """Return what a file holds, if its content has the key of its name. Raises what bad content raises."""
    import json
    import zlib

    try:
        document = json.loads(zlib.decompressobj(wbits=31).decompress(data, LARGEST))
    except zlib.error:
        return None
    state = str(document["state"])
    rules, plays = (tuple(_file(*entry) for entry in document[group]) for group in ("rules", "plays"))
    if key_of(state, rules, plays) != key:
        return None
    return Edition(key, state.partition("\n")[0], document["shipped"] is True, rules, plays)


def _file(name: str, text: str) -> ContentFile:
    return ContentFile(name, text.encode("utf-8", "surrogateescape"))
