"""The power goes at any moment: every state the disk may be left in is a whole store, and nothing saved is gone."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.store.mutants import MUTANTS
from tests.store.powercut import Recorder, build, states
from tests.store.workload import STEPS, open_store, snapshots, verdict


def outcome(tmp_path: Path, mutant: str, until: frozenset[str] = frozenset({"never"})) -> Counter[str]:
    """Count the verdicts over all states, or up to the first state of each kind in `until`."""
    expected = snapshots(tmp_path / "expected")
    root = tmp_path / "real"
    root.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for owner, attribute, replacement in MUTANTS[mutant]:
            patch.setattr(owner, attribute, replacement)
        recorder = Recorder(root, patch)
        store = open_store(root / "store")
        for step in STEPS:
            step(store)
            recorder.acknowledge()
    found: Counter[str] = Counter()
    for acknowledged, tree in states(recorder.operations):
        folder = tmp_path / "state"
        build(tree, folder)
        found[verdict(folder / "store", expected, acknowledged)] += 1
        shutil.rmtree(folder)
        if until <= set(found):
            break
    return found


def test_every_state_is_good(tmp_path: Path) -> None:
    found = outcome(tmp_path, "none")
    assert set(found) == {"good"}, found
    assert found["good"] > 100


@pytest.mark.parametrize(
    ("mutant", "damage"),
    [
        ("no file sync", "unreadable"), ("no folder sync", "lost"), ("in place", "unreadable"),
        ("no redo", "mixed"),
    ],
)
def test_the_model_sees_a_missing_protection(tmp_path: Path, mutant: str, damage: str) -> None:
    found = outcome(tmp_path, mutant, frozenset({damage}))
    assert damage in found, found
