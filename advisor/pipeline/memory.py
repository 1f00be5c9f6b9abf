"""Lines of the deal list as they were worked out last.

A line costs a full brief (some milliseconds), so it is kept for as long as nothing it rests on has changed:
the deal's facts, the day, the rules and the program. Kept lines lie in the workspace, private to the owner,
because they speak of customers. What cannot be read or written there is worked out again.
"""

import json
import os
from collections.abc import Mapping
from datetime import date

from advisor.advice.view import DealLine
from advisor.facts.deal import Deal
from advisor.labels import Label
from advisor.pipeline.private import read_private, write_private
from advisor.records import fields

FOLDER, FILE = ".cache", "lines.json"
_LABELS = ("amount", "step", "top")


class Memory:
    """Lines by deal, for one day and one state of the rules (`salt`)."""

    def __init__(self, folder: str | None, salt: str) -> None:
        """Take up the lines kept in a workspace."""
        self._path = None if folder is None else os.path.join(folder, FOLDER, FILE)
        self._salt, self._new = salt, False
        self._lines = _kept(None if self._path is None else read_private(self._path), salt)
        self._short: dict[str, tuple[str, DealLine]] = {}

    def get(self, deal: Deal, mark: str) -> DealLine | None:
        """Return the line kept for exactly this deal."""
        known = self._lines.get(deal.id)
        return known[1] if known is not None and known[0] == mark else None

    def put(self, deal: Deal, mark: str, line: DealLine) -> None:
        """Keep a line, in place of an older one of the deal."""
        self._lines[deal.id], self._new = (mark, line), True

    def short(self, deal: Deal, mark: str) -> DealLine | None:
        """Return the line without advice kept for exactly this deal, in this process only."""
        known = self._short.get(deal.id)
        return known[1] if known is not None and known[0] == mark else None

    def put_short(self, deal: Deal, mark: str, line: DealLine) -> None:
        """Keep a line without advice."""
        self._short[deal.id] = (mark, line)

    def save(self) -> None:
        """Keep new lines in the workspace, where that can be done."""
        if self._new and self._path is not None:
            lines = {id: [mark, _plain(line)] for id, (mark, line) in self._lines.items()}
            write_private(self._path, json.dumps({"salt": self._salt, "lines": lines}).encode())
            self._new = False


def mark_of(deal: Deal) -> str:
    """Return what tells one state of a deal from another: all it knows, and how often it was changed."""
    import hashlib

    parts = [f"{deal.id} {deal.rev}"]
    for subject, members in deal.subjects.items():
        for member, facts in members.items():
            parts.append(f"{subject} {member}")
            parts += [
                f"{n} {f.value!r} {f.on} {f.by} {f.source} {f.note} {f.until}" for n, f in facts.items()
            ]
    return hashlib.sha256("\n".join(parts).encode(errors="surrogatepass")).hexdigest()[:32]


def _kept(data: bytes | None, salt: str) -> dict[str, tuple[str, DealLine]]:
    """Return kept lines; nothing for another day, other rules or a file that is not ours."""
    if data is None:
        return {}
    try:
        document = json.loads(data)
        if document["salt"] != salt:
            return {}
        return {id: (str(mark), _line(line)) for id, (mark, line) in document["lines"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _plain(line: DealLine) -> dict[str, object]:
    found: dict[str, object] = {name: getattr(line, name) for name in fields(line)}
    return found | {"meeting": line.meeting.isoformat() if line.meeting else None}


def _line(line: Mapping[str, object]) -> DealLine:
    parts = dict(line)
    for name in _LABELS:
        label = parts[name]
        parts[name] = None if label is None else Label(*map(str, label))  # type: ignore[call-overload]
    meeting = parts["meeting"]
    parts["meeting"] = None if meeting is None else date.fromisoformat(str(meeting))
    return DealLine(**parts)  # type: ignore[arg-type]
