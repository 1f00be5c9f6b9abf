"""The border: what enters comes back the same, everything else is refused and nothing is stored."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

import pytest

from advisor.errors import StoreError
from advisor.facts.deal import Deal, Fact
from advisor.store.folder import FolderStore
from tests.store.support import DAY, deal, fact, folder_store, moment, record

pytestmark = pytest.mark.usefixtures("no_sync")

AMOUNT = ("deal", "D-1", "amount")


class Word(StrEnum):
    YES = "yes"


BAD_VALUES = [
    True, 1.5, float("nan"), 2**53 + 1, -(2**53) - 1, 10**30, b"x", ["a"], {"a": 1}, ("a", 1), ("a", None),
    "\ud800", ("\udc00",), "x" * 20_001, ("x",) * 1_001, DAY, fact(1), Word.YES, object(),
]
BAD_PATHS = [
    "deal.D-1.amount", ("deal", "D-1"), ("deal", "D-1", "amount", "x"), ("deal", 1, "amount"), (None,) * 3,
    ("", "D-1", "amount"), ("deal", "", "amount"), ("a.b", "D-1", "amount"), ("deal", "D-1", "a.b"),
    ("deal", "D-1", "a\nb"), ("deal", "\ud800", "amount"), ("deal", "x" * 201, "amount"),
    ("deal", "D-1", "x" * 101),
]
BAD_ORIGINS = [
    {"on": datetime(2026, 3, 2)}, {"on": "2026-03-02"}, {"on": None}, {"by": None}, {"by": "x" * 201},
    {"note": 5}, {"by": "\ud800"}, {"note": "x" * 20_001}, {"source": "guess"}, {"source": []},
    {"recorded_at": DAY}, {"recorded_at": None}, {"until": datetime(2026, 3, 2)}, {"event_id": ""}, {"event_id": 7},
    {"event_id": "x" * 201},
]


@pytest.fixture
def stored(tmp_path: Path) -> FolderStore:
    store = folder_store(tmp_path)
    store.create(deal(), recorded_at=moment(0))
    return store


@pytest.mark.parametrize("value", BAD_VALUES, ids=lambda value: f"{value!r:.20}")
def test_odd_values(stored: FolderStore, value: object) -> None:
    before = stored.get("D-1")
    with pytest.raises(StoreError):
        record(stored, "D-1", {("deal", "D-1", "ok"): 1, AMOUNT: value})  # type: ignore[dict-item]
    with pytest.raises(StoreError):
        stored.create(Deal("D-2", {"deal": {"D-2": {"x": fact(value)}}}), recorded_at=moment(0))
    assert stored.get("D-1") == before and stored.ids() == ("D-1",)


@pytest.mark.parametrize("path", BAD_PATHS, ids=lambda path: f"{path!r:.30}")
def test_odd_paths(stored: FolderStore, path: object) -> None:
    with pytest.raises(StoreError):
        record(stored, "D-1", {path: 1})  # type: ignore[dict-item]
    assert stored.get("D-1").rev == 1


@pytest.mark.parametrize("odd", BAD_ORIGINS, ids=lambda odd: f"{odd!r:.40}")
def test_odd_origins(stored: FolderStore, odd: dict[str, object]) -> None:
    with pytest.raises(StoreError):
        record(stored, "D-1", {AMOUNT: 1}, **odd)
    assert stored.get("D-1").rev == 1


def test_odd_origins_of_a_deal_made_elsewhere(stored: FolderStore) -> None:
    for odd in (Fact("x", "2026-03-02"), Fact("x", DAY, source="guess"), Fact("x", DAY, note=None)):  # type: ignore
        with pytest.raises(StoreError):
            stored.create(Deal("D-2", {"deal": {"D-2": {"x": odd}}}), recorded_at=moment(0))
    for done in ((("", DAY),), (("x", moment(0)),), ((7, DAY),)):
        with pytest.raises(StoreError):
            stored.create(Deal("D-2", deal("D-2").subjects, done), recorded_at=moment(0))  # type: ignore[arg-type]
    assert stored.ids() == ("D-1",)


def test_too_many_changes_in_one_event(stored: FolderStore) -> None:
    with pytest.raises(StoreError):
        record(stored, "D-1", {("deal", "D-1", f"f{number}"): number for number in range(10_001)})


def test_paths_with_dots_in_the_member_keep_their_parts(stored: FolderStore) -> None:
    paths = {("person", "a.b", "c"): 1, ("person", "a", "b"): 2, ("person", ".", "c"): 3, ("x", "..", "c"): 4}
    record(stored, "D-1", paths)
    assert {path: fact.value for path, fact in stored.history("D-1")[-1].set.items() if fact} == paths
    assert stored.doctor() == ()
