"""Facts and events as JSON documents and back. Reading trusts nothing: a file may have been edited by hand.

Readers raise `ValueError` (or `KeyError`, `TypeError`) with the reason; the book makes `DamagedFile` of them.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from advisor.facts.deal import Fact, Value
from advisor.store.border import SOURCES
from advisor.store.history import DaysDone
from advisor.store.protocol import NOTHING, Event, Path, Sets
from advisor.store.strict import LARGEST

Document = Mapping[str, Any]


def fact_document(fact: Fact) -> dict[str, object]:
    """Return a fact as a document; empty parts are left out."""
    value = list(fact.value) if isinstance(fact.value, tuple) else fact.value
    document: dict[str, object] = {"value": value, "on": fact.on.isoformat(), "source": fact.source}
    if fact.by:
        document["by"] = fact.by
    if fact.note:
        document["note"] = fact.note
    if fact.until:
        document["until"] = fact.until.isoformat()
    return document


def fact_of(document: Document) -> Fact:
    """Return the fact in a document."""
    source = document["source"]
    if source not in SOURCES:
        raise ValueError(f"{source!r:.40} is not a source")
    until = document.get("until")
    return Fact(
        _value_of(document["value"]),
        date.fromisoformat(document["on"]),
        _text_of(document, "by"),
        source,
        _text_of(document, "note"),
        None if until is None else date.fromisoformat(until),
    )


def row_of(path: Path, fact: Fact) -> dict[str, object]:
    """Return one row of the table `facts`."""
    subject, member, name = path
    return {"subject": subject, "member": member, "fact": name, **fact_document(fact)}


def path_of(row: Document) -> Path:
    """Return the path of a row of the table `facts`."""
    path = row["subject"], row["member"], row["fact"]
    if not (type(path[0]) is type(path[1]) is type(path[2]) is str):
        raise ValueError("subject, member and fact must be texts")
    return path


def event_document(event: Event) -> dict[str, object]:
    """Return an event as a document; parts that are empty are left out."""
    document: dict[str, object] = {
        "id": event.id, "rev": event.rev, "kind": event.kind, "on": event.on.isoformat(),
        "recorded_at": event.recorded_at.isoformat(), "source": event.source,
    }
    optional: dict[str, object] = {
        "by": event.by, "note": event.note, "undoes": event.undoes, "deal": event.deal,
        "set": _sets_document(event.set), "was": _was_document(event.was),
        "done": _done_document(event.done), "undone": _done_document(event.undone),
    }
    if event.account:
        optional["account"] = {
            "id": event.account,
            "set": _sets_document(event.account_set), "was": _was_document(event.account_was),
        }
    return document | {key: part for key, part in optional.items() if part}


def event_of(document: Document) -> Event:
    """Return the event in a document."""
    account = document.get("account", {})
    if document["kind"] not in ("create", "record", "done", "undo"):
        raise ValueError(f"{document['kind']!r:.40} is not a kind of event")
    if document["source"] not in SOURCES:
        raise ValueError(f"{document['source']!r:.40} is not a source")
    return Event(
        id=_text_of(document, "id"), rev=rev_of(document), kind=document["kind"],
        on=date.fromisoformat(document["on"]), recorded_at=datetime.fromisoformat(document["recorded_at"]),
        by=_text_of(document, "by"), source=document["source"], note=_text_of(document, "note"),
        set=_sets_of(document), was=_was_of(document),
        account=_text_of(account, "id"),
        account_set=_sets_of(account), account_was=_was_of(account),
        done=done_of(document, "done"), undone=done_of(document, "undone"),
        undoes=_text_of(document, "undoes"), deal=_text_of(document, "deal"),
    )


def rev_of(document: Document) -> int:
    """Return the `rev` of a document."""
    rev = document["rev"]
    if type(rev) is not int or rev < 0:
        raise ValueError(f"{rev!r:.40} is not a rev")
    return rev


def done_of(document: Document, key: str) -> DaysDone:
    """Return plays with their days, from the part `key` of an event."""
    return tuple((_text(play), date.fromisoformat(day)) for play, day in document.get(key, ()))


def _done_document(done: DaysDone) -> list[list[str]]:
    return [[play, day.isoformat()] for play, day in done]


def _sets_document(sets: Sets) -> dict[str, object]:
    return {".".join(path): fact_document(fact) if fact else None for path, fact in sets.items()}


def _was_document(was: Sets) -> dict[str, object]:
    """Return what stood there before; where there was nothing, nothing is written."""
    return _sets_document({path: fact for path, fact in was.items() if fact})


def _sets_of(document: Document) -> Sets:
    sets = document.get("set")
    if not sets:
        return NOTHING
    return {_path(text): None if part is None else fact_of(part) for text, part in sets.items()}


def _was_of(document: Document) -> Sets:
    sets = document.get("set")
    if not sets:
        return NOTHING
    was = document.get("was", {})
    return {_path(text): fact_of(was[text]) if text in was else None for text in sets}


def _path(text: str) -> Path:
    """Split at the first and the last dot: a member's name may hold dots."""
    subject, _, rest = text.partition(".")
    member, dot, fact = rest.rpartition(".")
    if not dot:
        raise ValueError(f"{text!r:.60} is not a path")
    return subject, member, fact


def _value_of(value: object) -> Value:
    if type(value) is str or (type(value) is int and abs(value) <= LARGEST):
        return value
    if type(value) is list:
        return tuple(_text(part) for part in value)
    raise ValueError(f"{value!r:.40} is not a value")


def _text_of(document: Document, key: str) -> str:
    return _text(document.get(key, ""))


def _text(text: object) -> str:
    if type(text) is not str:
        raise ValueError(f"{text!r:.40} is not text")
    return text
