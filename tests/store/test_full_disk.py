"""A full or failing disk: the error is reported, what was saved stays, and the same call works later."""

import errno
import itertools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.errors import DamagedDeal, StoreError
from tests.store.mutants import MUTANTS
from tests.store.processes import output, prepared, start
from tests.store.workload import STEPS, open_store, snapshot, snapshots, verdict

LIMIT = 24_000


def filled(folder: Path, mutant: str) -> tuple[int, list[str]]:
    said = output(start("fill", mutant, prepared(folder), LIMIT))
    assert [line[0] for line in said] == ["done"] * (len(said) - 1) + ["refused"]
    return len(said) - 1, [name for name in os.listdir(folder / "deals") if not name.endswith(".json")]


def test_a_full_disk_costs_nothing_that_was_saved(tmp_path: Path) -> None:
    saved, leftovers = filled(tmp_path, "none")
    store = open_store(tmp_path)
    assert saved > 5 and leftovers == []
    assert {f"fact_{number}" for number in range(1, saved + 1)} <= store.get("D-1").facts("deal", "D-1").keys()
    assert f"fact_{saved + 1}" not in store.get("D-1").facts("deal", "D-1")
    assert store.doctor() == ()


def test_a_full_disk_empties_a_file_written_in_place(tmp_path: Path) -> None:
    filled(tmp_path, "in place")
    with pytest.raises(DamagedDeal):
        open_store(tmp_path).get("D-1")


def test_a_temporary_file_left_behind_is_noticed(tmp_path: Path) -> None:
    assert filled(tmp_path, "temp stays")[1] == ["d-%44-1.json.tmp"]


CALLS = ("open", "write", "fsync", "replace", "mkdir")


def failing(patch: pytest.MonkeyPatch, call: int, code: int, sticky: bool) -> Callable[[], int]:
    """Make the disk fail at one call, or from it on; returns a function that counts the calls."""
    counter = itertools.count()
    count = 0

    def wrapped(real: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **more: Any) -> Any:
            nonlocal count
            if isinstance(args[0], Path) or str(args[0]).endswith(".lock"):  # not our own call
                return real(*args, **more)
            count = next(counter)
            if count == call or (sticky and count > call):
                raise OSError(code, os.strerror(code))
            return real(*args, **more)

        return run

    patch.setattr(os, "fsync", lambda handle: None)  # only errors count here
    for name in CALLS:
        patch.setattr(os, name, wrapped(getattr(os, name)))
    return lambda: count


@pytest.mark.parametrize("sticky", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO], ids=errno.errorcode.get)
def test_an_error_at_every_call(tmp_path: Path, code: int, sticky: bool) -> None:
    expected = snapshots(tmp_path / "expected")
    for call in itertools.count():
        folder = tmp_path / str(call)
        acknowledged, error = 0, None
        with pytest.MonkeyPatch.context() as patch:
            calls = failing(patch, call, code, sticky)
            store = open_store(folder)
            try:
                for step in STEPS:
                    step(store)
                    acknowledged += 1
            except StoreError as caught:
                error = caught
        if calls() < call:
            assert acknowledged == len(STEPS) and call > 60
            return
        assert error is not None and error.hint, call
        if folder.exists():
            assert verdict(folder, expected, acknowledged) == "good", call
            assert not list(folder.rglob("*.tmp")) or sticky, call
        store = open_store(folder)
        for step in STEPS[acknowledged:]:  # the disk is mended, and the caller sends the same again
            step(store)
        assert snapshot(store) == expected[-1], call


def test_an_error_of_the_disk_is_not_a_new_state_of_the_store(tmp_path: Path) -> None:
    """The same loop must see a store that loses its old content on an error."""
    expected = snapshots(tmp_path / "expected")
    seen = set()
    for call in range(120):
        folder = tmp_path / str(call)
        acknowledged = 0
        with pytest.MonkeyPatch.context() as patch:
            for owner, attribute, replacement in MUTANTS["in place"]:
                patch.setattr(owner, attribute, replacement)
            failing(patch, call, errno.ENOSPC, True)
            store = open_store(folder)
            try:
                for step in STEPS:
                    step(store)
                    acknowledged += 1
            except StoreError:
                pass
        if folder.exists():
            seen.add(verdict(folder, expected, acknowledged))
    assert "unreadable" in seen
