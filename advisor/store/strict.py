"""Tables as JSON text, read and written strictly: what is not exactly what we would write is not accepted.

The plain JSON reader keeps the last of two equal keys, takes `NaN`, and gives other programs numbers they
round. Each of these would change a deal without a word, so each is an error here.
"""

import json
from collections.abc import Mapping
from json import JSONDecodeError
from typing import NoReturn

from advisor.errors import Place, StoreError

Tables = dict[str, dict[str, dict[str, object]]]

LARGEST = 2**53
"""Beyond this other JSON readers round integers."""

_DEEPEST = 40
_PLAIN = (str, bool, type(None))


class DamagedFile(StoreError):
    """A file whose content cannot be accepted: which, from which byte on, and why."""

    def __init__(
        self, path: str, reason: str, byte: int | None = None, line: int = 0, column: int = 0
    ) -> None:
        """Keep the parts apart; `byte` counts from 0 and is None where no single place is at fault."""
        at = f" at byte {byte}" if byte is not None else ""
        hint = "mend it, or put a backup in its place; it was not touched"
        super().__init__(f"cannot be read{at}: {reason}", Place(path, line, column), hint)
        self.path, self.reason, self.byte = path, reason, byte


class _Refused(ValueError):
    """Something JSON allows and we do not; `token` is the text to look for."""

    def __init__(self, reason: str, token: str) -> None:
        super().__init__(reason)
        self.reason, self.token = reason, token


def load_tables(data: bytes, path: str) -> Tables:
    """Return the tables in `data`; raises `DamagedFile`. Nothing at all is damage too, never "new"."""
    if not data.strip(b" \t\r\n"):
        raise DamagedFile(path, "the file is empty", 0)
    if data.startswith(b"\xef\xbb\xbf"):
        raise DamagedFile(path, "it starts with a byte order mark; save it as plain UTF-8", 0, 1, 1)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _at(path, "not UTF-8 text", data, error.start) from error
    try:
        tables = _DECODER.decode(text)
        if "\\u" in text:  # a lone half of a surrogate pair is JSON, but no text
            json.dumps(tables, ensure_ascii=False).encode("utf-8")
    except JSONDecodeError as error:
        raise _at(path, f"not JSON ({error.msg})", data, len(text[: error.pos].encode())) from error
    except _Refused as error:
        raise _at(path, error.reason, data, data.rfind(error.token.encode())) from error
    except UnicodeEncodeError as error:
        raise _at(path, "half a character (lone surrogate)", data, data.lower().find(b"\\ud")) from error
    except RecursionError as error:
        raise DamagedFile(path, "nested too deeply") from error
    return _checked_shape(tables, data, path)


def dump_tables(tables: Mapping[str, Mapping[str, object]]) -> bytes:
    """Return tables as JSON with one document on each line; `TypeError` or `ValueError` for odd values."""
    _check(tables, "the database", 0)
    parts = []
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise TypeError(f"table {name!r} is not a table")
        rows = [f"{_text(key)}: {_text(document)}" for key, document in table.items()]
        parts.append(f"{_text(name)}: {{" + ("\n" + ",\n".join(rows) + "\n" if rows else "") + "}")
    text = "{\n" + ",\n".join(parts) + "\n}\n" if parts else "{}\n"
    return text.encode("utf-8")  # a lone surrogate raises UnicodeEncodeError, which is a ValueError


def damaged_document(path: str, table: str, doc_id: int, reason: str) -> DamagedFile:
    """Return the error for one document of a table, with its place where the file has our own layout."""
    reason = f"{table} {doc_id}: {reason}"
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return DamagedFile(path, reason)
    start = data.find(f'\n"{table}": {{'.encode())
    return _at(path, reason, data, data.find(f'\n"{doc_id}": '.encode(), max(start, 0)) + 1 or -1)


def _check(value: object, where: str, depth: int) -> None:
    """Refuse what JSON would bend: other key types, tuples, NaN, integers that others round."""
    if depth > _DEEPEST:
        raise ValueError(f"{where} is nested too deeply")
    if isinstance(value, dict):
        for key, inner in value.items():
            if type(key) is not str:
                raise TypeError(f"{where} has the key {key!r}, which is not text")
            _check(inner, key, depth + 1)
    elif type(value) is list:
        for inner in value:
            _check(inner, where, depth + 1)
    elif type(value) is int or type(value) is float:
        if not abs(value) <= LARGEST:  # so written, it refuses NaN as well
            raise ValueError(f"{where} is not a number or beyond 2^53")
    elif type(value) not in _PLAIN:
        raise TypeError(f"{where} is a {type(value).__name__}, which is not JSON")


def _checked_shape(tables: object, data: bytes, path: str) -> Tables:
    """Return `tables` when it is tables of documents with one document for each id."""
    if not isinstance(tables, dict):
        raise DamagedFile(path, "the file holds no tables", 0, 1, 1)
    for name, table in tables.items():
        here = data.find(_text(name).encode())
        if not isinstance(table, dict):
            raise _at(path, f"table {name!r} is not a table", data, here)
        for key, document in table.items():
            if not isinstance(document, dict):
                raise _at(path, f"{name} {key!r} is not a document", data, here)
            if not (key.isascii() and key.isdigit() and str(int(key[:20])) == key):
                raise _at(path, f"{name} has the document id {key[:20]!r}", data, here)
    return tables


def _at(path: str, reason: str, data: bytes, byte: int) -> DamagedFile:
    if byte < 0:
        return DamagedFile(path, reason)
    before = data[:byte]
    return DamagedFile(path, reason, byte, before.count(b"\n") + 1, byte - before.rfind(b"\n"))


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _Refused(f"the key {twice!r} stands there twice", _text(twice))
    return found


def _whole(token: str) -> int:
    if len(token) > 17 or abs(int(token)) > LARGEST:
        raise _Refused(f"the number {token[:20]} is beyond 2^53", token)
    return int(token)


def _decimal(token: str) -> float:
    number = float(token)
    if not abs(number) <= LARGEST:
        raise _Refused(f"the number {token[:20]} is beyond 2^53", token)
    return number


def _no_constant(token: str) -> NoReturn:
    raise _Refused(f"{token} is not a number", token)


_text = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_int=_whole, parse_float=_decimal, parse_constant=_no_constant
)
