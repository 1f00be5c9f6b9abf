"""The border check: what may enter the store. Everything that passes comes back exactly as it went in."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import get_args

from advisor.errors import StoreError
from advisor.facts.deal import Source
from advisor.store.protocol import MEMBER, Path
from advisor.store.strict import LARGEST, dump_tables

SOURCES: frozenset[str] = frozenset(get_args(Source))

LONGEST_NAME = 100
LONGEST_MEMBER = 200
LONGEST_TEXT = 20_000
LONGEST_LIST = 1_000
MOST_CHANGES = 10_000
LARGEST_ADVICE = 64 << 10


def check_changes(changes: Mapping[Path, object]) -> None:
    """Check paths and values of one event."""
    if not changes:
        raise StoreError("there is nothing to record")
    if len(changes) > MOST_CHANGES:
        raise StoreError(f"more than {MOST_CHANGES} changes in one event")
    for path, value in changes.items():
        check_path(path)
        if value is not None:
            check_value(path, value)


def check_path(path: object) -> None:
    """Check a fact's address: three texts, no dots in subject and fact."""
    if not (isinstance(path, tuple) and len(path) == 3):
        raise StoreError(f"{path!r} is not a path of subject, member and fact")
    subject, member, fact = path
    for what, name in (("subject", subject), ("fact", fact)):
        if what == "fact" and name == MEMBER:
            continue
        check_text(f"the {what} name", name, LONGEST_NAME, empty=False)
        if "." in name or not name.isprintable():
            raise StoreError(f"{name!r} is not a {what} name")
    check_text(f"the name of a {subject}", member, LONGEST_MEMBER, empty=False)


def check_value(path: Path, value: object) -> None:
    """Check a typed value: whole number within 2^53, text, or tuple of texts."""
    name = ".".join(path)
    if type(value) is int:
        if abs(value) > LARGEST:
            raise StoreError(f"{name}: the number {str(value)[:20]} is beyond 2^53")
    elif type(value) is tuple:
        if len(value) > LONGEST_LIST:
            raise StoreError(f"{name}: more than {LONGEST_LIST} entries")
        for part in value:
            check_text(name, part, LONGEST_TEXT)
    elif type(value) is str:
        check_text(name, value, LONGEST_TEXT)
    else:
        raise StoreError(f"{name}: {value!r:.60} is not a whole number, a text or a tuple of texts")


def check_text(what: str, text: object, longest: int, *, empty: bool = True) -> None:
    """Check that `text` is proper text of bounded length."""
    if type(text) is not str:
        raise StoreError(f"{what}: {text!r:.60} is not text")
    if not text and not empty:
        raise StoreError(f"{what} is empty")
    if len(text) > longest:
        raise StoreError(f"{what}: {len(text)} characters, at most {longest} are possible")
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise StoreError(f"{what} holds half a character (lone surrogate)") from error


def check_day(what: str, day: object) -> None:
    """Check a calendar day; a moment (`datetime`) is no day."""
    if type(day) is not date:
        raise StoreError(f"{what}: {day!r:.60} is not a day")


def check_origin(on: object, by: object, source: object, note: object, until: object = None) -> None:
    """Check who said something, when and how."""
    check_day("on", on)
    check_text("by", by, LONGEST_MEMBER)
    check_text("note", note, LONGEST_TEXT)
    if type(source) is not str or source not in SOURCES:
        raise StoreError(f"source: {source!r:.60} is none of {', '.join(sorted(SOURCES))}")
    if until is not None:
        check_day("until", until)


def check_told(*, on: object, by: object, source: object, note: object, recorded_at: object) -> None:
    """Check the origin of an event."""
    check_origin(on, by, source, note)
    if type(recorded_at) is not datetime:
        raise StoreError(f"recorded_at: {recorded_at!r:.60} is not a moment")


def check_event_id(event_id: object) -> None:
    """Check an event id the caller chose."""
    if event_id is not None:
        check_text("the event id", event_id, LONGEST_MEMBER, empty=False)


def checked_advice(record: Mapping[str, object]) -> dict[str, object]:
    """Return a piece of advice as a plain dict, when it is JSON and not too large."""
    advice = dict(record)
    try:
        size = len(dump_tables({"advice": {"1": advice}}))
    except (TypeError, ValueError) as error:
        raise StoreError(f"the advice cannot be kept: {error}") from error
    if size > LARGEST_ADVICE:
        raise StoreError(f"the advice takes {size} bytes, at most {LARGEST_ADVICE} are kept")
    return advice
