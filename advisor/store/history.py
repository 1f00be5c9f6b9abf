"""History: what events add up to, what held on a day, and what it takes to take one back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from advisor.errors import ChangedMeanwhile, StoreError
from advisor.facts.deal import Fact
from advisor.store.protocol import NOTHING, Event, Path, Sets

DaysDone = tuple[tuple[str, date], ...]
"""Plays carried out, with their days, latest last."""


class Told(NamedTuple):
    """What was known at the end of a day."""

    rev: int
    facts: dict[Path, Fact]
    done: DaysDone


def fold(events: Iterable[Event]) -> dict[Path, Fact]:
    """Return the facts that events add up to."""
    facts: dict[Path, Fact] = {}
    for event in events:
        for path, fact in event.set.items():
            if fact is None:
                facts.pop(path, None)
            else:
                facts[path] = fact
    return facts


def carried_out(steps: Iterable[tuple[DaysDone, DaysDone]]) -> DaysDone:
    """Return the plays carried out after all steps of (done, taken back)."""
    days: list[tuple[str, date]] = []
    for done, undone in steps:
        days.extend(done)
        for gone in undone:
            if gone in days:
                days.remove(gone)
    return tuple(sorted(days, key=lambda entry: entry[1]))


def told_by(events: Sequence[Event], day: date) -> Told | None:
    """Return what had been recorded by the end of `day` (in the time zone of each record)."""
    known = [event for event in events if event.recorded_at.date() <= day]
    if not known:
        return None
    return Told(known[-1].rev, fold(known), carried_out((event.done, event.undone) for event in known))


def to_undo(events: Sequence[Event], event_id: str | None) -> Event:
    """Return the event to take back: the named one, or the last that still counts."""
    gone: set[str] = set()
    for event in reversed(events):
        if event.id in gone:
            continue
        if event.undoes:
            gone.add(event.undoes)
        if event_id is None and event.kind in ("record", "done"):
            return event
    if event_id is None:
        raise StoreError("there is nothing left to undo")
    found = next((event for event in events if event.id == event_id), None)
    if found is None:
        raise StoreError(f"there is no event {event_id!r:.60}")
    if found.kind == "create":
        raise StoreError("the first event of a deal cannot be taken back")
    if event_id in gone:
        raise StoreError(f"the event {event_id!r:.60} is already taken back")
    return found


def require_unchanged(facts: Mapping[Path, Fact], event_set: Sets) -> None:
    """Raise `ChangedMeanwhile` unless the facts are as the event left them."""
    for path, fact in event_set.items():
        if facts.get(path) != fact:
            raise ChangedMeanwhile(
                f"{'.'.join(path)} was changed by a later event", hint="take the later event back first"
            )


def present(facts: Mapping[Path, Fact], paths: Iterable[Path]) -> Sets:
    """Return what stands at `paths` now, None where there is nothing."""
    found = {path: facts.get(path) for path in paths}
    return found or NOTHING
