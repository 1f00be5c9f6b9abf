from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.store import files
from advisor.store.protocol import DealStore
from tests.store.support import folder_store

# Every kind of store runs through the same contract; a new one is one more line.
STORES: dict[str, Callable[[Path], DealStore]] = {"folder": folder_store}


@pytest.fixture(params=sorted(STORES))
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], DealStore]:
    """Opens the store of this test anew, as another process would see it."""
    return lambda: STORES[request.param](tmp_path)


@pytest.fixture
def store(reopen: Callable[[], DealStore]) -> DealStore:
    return reopen()


@pytest.fixture
def no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that are not about durability: spare the disk."""
    monkeypatch.setattr(files, "sync_file", lambda handle: None)
    monkeypatch.setattr(files, "sync_folder", lambda path: None)
