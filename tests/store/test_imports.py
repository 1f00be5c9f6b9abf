"""A brief waits for nothing it does not need: reading a deal loads TinyDB and JSON, no locks, no search."""

import json
import subprocess
import sys
from pathlib import Path

from tests.store.support import deal, folder_store, moment

PROJECT = Path(__file__).parents[2]

READ = """
import json, sys
before = set(sys.modules)
from advisor.store.folder import FolderStore
store = FolderStore(sys.argv[1])
assert store.get("D-1").rev == 1 and store.history("D-1") and list(store.overview()) and store.ids()
print(json.dumps(sorted(set(sys.modules) - before)))
"""

WRITE = """
from datetime import date, datetime
day = {"on": date(2026, 3, 2), "recorded_at": datetime(2026, 3, 2)}
store.record("D-1", {("deal", "D-1", "amount"): 1}, by="", source="typed", **day)
print(json.dumps(sorted(set(sys.modules) - before)))
"""

HEAVY = {
    "asyncio", "ctypes", "filelock", "hashlib", "logging", "pathlib", "random", "rapidfuzz", "rich", "socket",
    "subprocess", "tempfile", "textual", "typer", "urllib", "yaml",
}


def loaded(folder: Path) -> list[set[str]]:
    """The modules loaded after reading, and after writing as well."""
    command = [sys.executable, "-c", READ + WRITE, str(folder)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True, timeout=30)
    return [{name.partition(".")[0] for name in json.loads(line)} for line in done.stdout.splitlines()]


def test_reading_loads_nothing_heavy(tmp_path: Path) -> None:
    folder_store(tmp_path).create(deal(), recorded_at=moment(0))
    read, written = loaded(tmp_path / "store")
    assert read & HEAVY == set()
    assert {name for name in read if name not in sys.stdlib_module_names} == {"advisor", "tinydb"}
    assert "filelock" in written, "the test would not see it"
