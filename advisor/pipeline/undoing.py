"""Taking the last change of a deal back, and saying what that was."""

from collections.abc import Sequence
from datetime import datetime

from advisor.errors import StoreError
from advisor.facts.deal import Value
from advisor.facts.dictionary import Dictionary
from advisor.labels import Label
from advisor.pipeline.assign import Change, described
from advisor.store.history import to_undo
from advisor.store.protocol import DealStore, Event, Path, Sets


def undo(
    store: DealStore, dictionary: Dictionary, id: str, by: str, moment: datetime, path: str = ""
) -> tuple[Change, ...] | None:
    """Undo the last change that still counts, of the fact at `path` where one is named; `None` without one.

    Raises `FactError` where the path names no fact of the deal.
    """
    before = store.get(id)
    history = store.history(id)
    if path:
        history = _about(history, dictionary.address(path, before))
    try:
        last = to_undo(history, None)
    except StoreError:
        return None
    event = store.undo(id, by=by, recorded_at=moment, event=last.id)
    after = store.get(id)
    named = before if len(before.members("person")) >= len(after.members("person")) else after
    was, now = _values(event, event.was, event.account_was), _values(event, event.set, event.account_set)
    return (*described(dictionary, named, was, now), *_plays(event))


def _about(history: Sequence[Event], path: Path) -> tuple[Event, ...]:
    """Return the events that changed a fact, and those that took others back."""
    return tuple(event for event in history if event.undoes or path in event.changes)


def _values(event: Event, own: Sets, shared: Sets) -> dict[Path, Value | None]:
    return {path: fact.value if fact else None for path, fact in {**own, **shared}.items()}


def _plays(event: Event) -> tuple[Change, ...]:
    return tuple(
        Change(play, None, Label(f"done on {day}", f"{day} 已执行"), None) for play, day in event.undone
    )
