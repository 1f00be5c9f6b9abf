"""File names for ids: safe on every file system, different for different ids, and readable back.

Lower-case letters, digits, `_` and `-` stay; every other byte becomes `%xx`. So there is no `../`, no
`a:stream`, no trailing blank, and ids that differ only in case or in Unicode form never meet in one file.
The prefix keeps device names such as `con` away.
"""

from advisor.errors import StoreError

SUFFIX = ".json"
TEMP = ".tmp"
ASIDE = ".damaged-"
LONGEST = 225
"""Of 255 bytes that file systems give, the rest is for the suffixes."""

_KEPT = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_-")
_HEX = frozenset("0123456789abcdef")


def file_name(prefix: str, id: str) -> str:
    """Return the file name of an id; `StoreError` for ids that cannot have one."""
    if not isinstance(id, str) or not id:
        raise StoreError("an id must be a text of at least one character")
    if len(id) > LONGEST:
        raise _too_long(id)
    try:
        data = id.encode("utf-8")
    except UnicodeEncodeError as error:
        raise StoreError(f"the id {id!r} is not valid text") from error
    name = prefix + "".join(chr(byte) if byte in _KEPT else f"%{byte:02x}" for byte in data)
    if len(name) > LONGEST:
        raise _too_long(id)
    return name + SUFFIX


def id_of(prefix: str, name: str) -> str | None:
    """Return the id a file name stands for, or None when no id has this name."""
    if not (name.startswith(prefix) and name.endswith(SUFFIX)):
        return None
    body = name[len(prefix) : -len(SUFFIX)]
    try:
        id = _decoded(body).decode("utf-8")
        return id if file_name(prefix, id) == name else None
    except (ValueError, StoreError):
        return None


def _decoded(body: str) -> bytes:
    """Undo the %hex; `ValueError` where a sign is cut off or no hex."""
    head, *parts = body.split("%")
    data = bytearray(head.encode("ascii"))
    for part in parts:
        if len(part) < 2 or not _HEX.issuperset(part[:2]):
            raise ValueError(body)
        data.append(int(part[:2], 16))
        data += part[2:].encode("ascii")
    return bytes(data)


def _too_long(id: str) -> StoreError:
    return StoreError(
        f"the id {id[:20]!r}... is too long to be a file name",
        hint=f"at most {LONGEST - 2} bytes; every Chinese character takes 9, a capital letter or sign 3",
    )
