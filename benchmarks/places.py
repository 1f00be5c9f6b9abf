"""Workspaces to measure on: the demo's deals, and as many copies of them as are wanted."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = str(Path(sys.executable).absolute())  # not resolved: the link is what makes it the environment's


def environment(cache: Path) -> dict[str, str]:
    """Return the environment of a user in an English terminal, with a cache of its own, bytecode written."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ADVISOR", "PYTHON", "LC_", "LANG"))}
    return kept | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "ADVISOR_CACHE": str(cache)}


def demo(folder: Path, cache: Path) -> Path:
    """Make a demo workspace."""
    command = [PYTHON, "-m", "advisor", "demo", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, env=environment(cache), capture_output=True)
    return folder


def grown(folder: Path, cache: Path, deals: int) -> Path:
    """Make a workspace of that many deals: the demo's, copied. Its list has been looked at once before."""
    from advisor.facts.deal import Deal
    from advisor.pipeline.desk import Desk

    desk = Desk.open(demo(folder, cache), date.today())
    first = desk.store.ids()
    for number in range(deals - len(first)):
        old = desk.store.get(first[number % len(first)])
        id_ = f"{old.id}-{number:05d}"
        subjects = dict(old.subjects) | {"deal": {id_: old.facts("deal", old.id)}}
        desk.create(Deal(id_, subjects, old.done))
    desk.deals(None)
    desk.close()
    return folder
