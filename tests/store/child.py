"""Processes that the durability tests start, watch and kill: `python -m tests.store.child JOB MUTANT FOLDER ...`.

Whatever is acknowledged is on the pipe only after the store said "saved".
"""

import itertools
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from advisor.errors import StoreError
from tests.store import mutants
from tests.store.support import record
from tests.store.workload import PUBLIC, STEPS, open_store

DEALS = ("D-1", "D-2", "D-3")


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def work(folder: Path, first: int) -> None:
    """Change deals for ever; every third change goes to the account as well."""
    store = open_store(folder)
    for number in itertools.count(first):
        id = DEALS[number % len(DEALS)]
        changes = {("deal", id, "number"): number, ("deal", id, "text"): "x" * (number * 37 % 2000)}
        if number % 3 == 0:
            changes[PUBLIC] = number
        say("try", id, number)
        record(store, id, changes)
        say("done", id, number)


def add(folder: Path, name: str, times: int) -> None:
    """Add our own facts to deals that others write at the same time."""
    os.fsync = lambda handle: None
    store = open_store(folder)
    for number in range(times):
        id = DEALS[number % len(DEALS)]
        try:
            record(store, id, {("rival", f"{name}-{number}", "share"): number, PUBLIC: number})
        except StoreError:
            say("refused", id, number)
        else:
            say("done", id, number)


def fill(folder: Path, limit: int) -> None:
    """Work until the files hit a size limit, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    store = open_store(folder)
    for number in itertools.count(1):
        try:
            record(store, "D-1", {("deal", "D-1", f"fact_{number}"): "x" * 500})
        except StoreError as error:
            say("refused", error.message)
            return
        say("done", "D-1", number)


def crash(folder: Path, half: bool) -> None:
    """Kill the workload before each of its calls to the disk, or half-way through each write, one by one."""
    import filelock  # noqa: F401  # once, before the forks
    for call in itertools.count():
        read, write = os.pipe()
        child = os.fork()
        if not child:
            _die_at(call, half)
            store = open_store(folder / str(call))
            for step in STEPS:
                step(store)
                os.write(write, b".")
            os._exit(0)
        os.close(write)
        _, status = os.waitpid(child, 0)
        acknowledged = len(os.read(read, 100))
        os.close(read)
        say(call, acknowledged)
        if status == 0:
            return


def _die_at(call: int, half: bool) -> None:
    left = itertools.count(call, -1)
    os.fsync = lambda handle: None  # a killed process takes nothing with it that it has written

    def deadly(real: Callable[..., Any], name: str) -> Callable[..., Any]:
        def run(*args: Any, **more: Any) -> Any:
            ours = not (name == "write" and len(args[1]) == 1)
            if ours and next(left) == 0:
                if half and name == "write":
                    real(args[0], args[1][: len(args[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **more)

        return run

    for name in ("write",) if half else ("open", "write", "fsync", "replace", "unlink", "mkdir"):
        setattr(os, name, deadly(getattr(os, name), name))


if __name__ == "__main__":
    job, mutant, target, *rest = sys.argv[1:]
    mutants.apply(mutant)
    if job == "work":
        work(Path(target), int(rest[0]))
    elif job == "add":
        add(Path(target), rest[0], int(rest[1]))
    elif job == "fill":
        fill(Path(target), int(rest[0]))
    elif job == "crash":
        crash(Path(target), rest[0] == "half")
