"""A demo workspace on a fixed day, for tests that need real deals on a real disk."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from advisor.cli.places import make_demo
from advisor.pipeline.desk import Desk

TODAY = date(2026, 11, 21)


class Workspaces:
    """Copies of one demo workspace."""

    def __init__(self, folder: Path) -> None:
        cache = folder / "cache"
        cache.mkdir(mode=0o700)
        self._patch = pytest.MonkeyPatch()
        self._patch.setenv("ADVISOR_CACHE", str(cache))
        self.original = Path(make_demo(str(folder / "demo"), TODAY))

    def copy(self, to: Path) -> Desk:
        """Return a desk in a copy of its own."""
        shutil.copytree(self.original, to)
        return Desk.open(to, TODAY)

    def close(self) -> None:
        """Leave the surroundings as they were."""
        self._patch.undo()


def contents(desk: Desk) -> dict[str, bytes]:
    """Return every file of a desk's workspace."""
    assert desk.folder is not None
    return {str(path): path.read_bytes() for path in Path(desk.folder).rglob("*") if path.is_file()}
