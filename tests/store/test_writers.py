"""Several processes write the same deals and the same account: every acknowledged change is there."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from advisor.errors import StoreError
from tests.store.processes import output, prepared, start
from tests.store.support import record
from tests.store.workload import open_store

WRITERS, TIMES = 4, 100


def lost(folder: Path, mutant: str, times: int) -> tuple[int, int]:
    """Return how many changes were acknowledged, and how many of those are not there."""
    prepared(folder)
    children = [start("add", mutant, folder, f"w{number}", times) for number in range(WRITERS)]
    said = {f"w{number}": output(child) for number, child in enumerate(children)}
    acknowledged = {
        (id, f"{name}-{number}") for name, lines in said.items() for word, id, number in lines if word == "done"
    }
    store = open_store(folder)
    there: set[tuple[str, str]] = set()
    for id in store.ids():
        with suppress(StoreError):  # then all of it is lost
            there |= {(id, member) for member in store.get(id).members("rival")}
    assert mutant != "none" or store.doctor() == ()
    return len(acknowledged), len(acknowledged - there)


def test_no_change_is_lost(tmp_path: Path) -> None:
    assert lost(tmp_path / "store", "none", TIMES) == (WRITERS * TIMES, 0)


def test_without_locks_changes_are_lost(tmp_path: Path) -> None:
    acknowledged, gone = lost(tmp_path / "store", "no lock", 40)
    assert acknowledged and gone


@pytest.mark.usefixtures("no_sync")
def test_threads_of_one_store_exclude_each_other_too(tmp_path: Path) -> None:
    store = open_store(prepared(tmp_path / "store"))
    with ThreadPoolExecutor(4) as pool:
        changes = [{("rival", str(number), "share"): number} for number in range(60)]
        revs = list(pool.map(lambda change: record(store, "D-1", change), changes))
    assert sorted(revs) == list(range(2, 62))
    assert len(store.get("D-1").members("rival")) == 60


def test_a_repeated_event_counts_once_whoever_sends_it(tmp_path: Path) -> None:
    folder = prepared(tmp_path / "store")
    stores = open_store(folder), open_store(folder)
    assert {record(one, "D-1", {("deal", "D-1", "x"): 1}, event_id="e") for one in stores} == {2}
