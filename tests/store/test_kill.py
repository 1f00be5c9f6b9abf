"""Kill -9 at random moments and at every single call: what was acknowledged is there, all files are whole."""

import os
import random
import time
from pathlib import Path

import pytest

from advisor.errors import StoreError
from tests.store.processes import output, prepared, start
from tests.store.support import values
from tests.store.workload import PUBLIC, open_store, snapshot, snapshots, verdict

KILLS = int(os.environ.get("ADVISOR_KILLS", "30"))


def killed(folder: Path, mutant: str, chance: random.Random, run: int = 0, warm: bool = False) -> str:
    """Kill a working process after some acknowledgements and judge the store: empty when it is sound.

    `warm` waits for the first finished change: the first one is slow to begin, for it imports.
    """
    before = snapshot(open_store(folder))
    numbers = {id: values(deal).get(("deal", id, "number"), 0) for id, deal in before.items()}
    child = start("work", mutant, folder, run * 10_000 + 1)
    assert child.stdout is not None
    said = [child.stdout.readline().split()]
    while warm and said[-1][0] != "done":
        said.append(child.stdout.readline().split())
    # Not waiting for anything: the kill must hit any moment of a change, and an answer always comes at the same.
    time.sleep(chance.uniform(0, 0.04))
    child.kill()
    said += output(child)
    saved = numbers | {id: int(number) for word, id, number in said if word == "done"}
    tried = saved | {id: int(number) for _, id, number in said}
    store = open_store(folder)
    try:
        found = {id: values(store.get(id)) for id in store.ids()}
    except StoreError as error:
        return f"unreadable: {error.message}"
    for id, facts in found.items():
        number, text = facts.get(("deal", id, "number"), 0), facts.get(("deal", id, "text"), "")
        assert isinstance(number, int)
        if number not in (saved[id], tried[id]):
            return f"{id} has {number}, acknowledged was {saved[id]}"
        if text != "x" * (number * 37 % 2000):
            return f"{id} is half of one change and half of another"
        if number and number % 3 == 0 and facts[PUBLIC] < number:  # type: ignore[operator]
            return f"{id} was changed and its account was not"
    findings = [finding for finding in store.doctor() if finding.severity == "error"]
    return str(findings[0]) if findings else ""


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    chance = random.Random(1)
    for number in range(KILLS):
        folder = tmp_path / str(number // 10)  # killed again and again, as in life
        if number % 10 == 0:
            prepared(folder)
        assert killed(folder, "none", chance, number) == ""


def test_writing_in_place_is_caught(tmp_path: Path) -> None:
    chance = random.Random(1)
    for number in range(30):
        folder = prepared(tmp_path / str(number), facts=100)
        if killed(folder, "in place", chance, warm=True).startswith("unreadable"):
            return
    pytest.fail("30 kills did not damage a file that is written in place")


@pytest.mark.parametrize("half", ["before", "half"])
def test_killed_at_every_call(tmp_path: Path, half: str) -> None:
    expected = snapshots(tmp_path / "expected")
    said = output(start("crash", "none", tmp_path, half))
    assert len(said) > (10 if half == "half" else 60)
    seen = {call: verdict(tmp_path / call, expected, int(count)) for call, count in said}
    assert {call: word for call, word in seen.items() if word != "good"} == {}


@pytest.mark.parametrize(("mutant", "damage"), [("in place", "unreadable"), ("no redo", "mixed")])
def test_a_missing_protection_is_caught_at_some_call(tmp_path: Path, mutant: str, damage: str) -> None:
    expected = snapshots(tmp_path / "expected")
    said = output(start("crash", mutant, tmp_path, "before"))
    assert damage in {verdict(tmp_path / call, expected, int(count)) for call, count in said}
