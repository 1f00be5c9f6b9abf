"""A cache of the tests' own, and a workspace to look back in."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from .past import Past


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for the whole session."""
    folder = tmp_path_factory.mktemp("cache")
    folder.chmod(0o700)
    return folder


@pytest.fixture
def past(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Past:
    """A workspace with one deal and a few rules of its own."""
    monkeypatch.setenv("ADVISOR_CACHE", str(cache))
    return Past(tmp_path / "w")


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Return a check against a file in `goldens`; ADVISOR_UPDATE_GOLDENS=1 writes the file instead."""

    def check(name: str, text: str) -> None:
        path = Path(__file__).parent / "goldens" / name
        if os.environ.get("ADVISOR_UPDATE_GOLDENS") == "1":
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == text

    return check
