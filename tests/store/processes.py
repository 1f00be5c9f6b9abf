"""Starting the processes of `child.py` and reading what they acknowledge."""

import subprocess
import sys
from pathlib import Path

from tests.store.child import DEALS
from tests.store.support import deal, moment
from tests.store.workload import PUBLIC, open_store

PROJECT = Path(__file__).parents[2]


def start(job: str, mutant: str, folder: Path, *more: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.child", job, mutant, str(folder), *map(str, more)]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)


def output(child: subprocess.Popen[str]) -> list[list[str]]:
    """Everything a process still says until it ends; whole lines only."""
    text, _ = child.communicate(timeout=60)
    return [line.split() for line in text.splitlines(keepends=True) if line.endswith("\n")]


def prepared(folder: Path, facts: int = 0) -> Path:
    """A store with the deals that the processes work on, all of one account."""
    store = open_store(folder)
    for id in DEALS:
        store.create(deal(id, account={"acme": {}}), recorded_at=moment(0))
    for id in DEALS if facts else ():
        sets = {("rival", str(number), "note"): "x" * 80 for number in range(facts)}
        store.record(id, sets | {PUBLIC: 0}, on=moment(0).date(), by="", source="demo", recorded_at=moment(0))
    return folder
