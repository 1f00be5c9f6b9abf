"""The doctor: finds what is wrong, in a file each, and touches nothing."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.store.folder import FolderStore
from tests.store.support import deal, folder_store, moment, record

pytestmark = pytest.mark.usefixtures("no_sync")

NAME = "d-%44-1.json"


def rewrite(path: Path, change: Callable[[dict], object]) -> None:  # type: ignore[type-arg]
    tables = json.loads(path.read_text())
    change(tables)
    path.write_text(json.dumps(tables, ensure_ascii=False))


def wrong_fact(deals: Path) -> None:
    rewrite(deals / NAME, lambda tables: tables["facts"]["2"].update(value=7))


def lost_fact(deals: Path) -> None:
    rewrite(deals / NAME, lambda tables: tables["facts"].pop("2"))


def double_fact(deals: Path) -> None:
    rewrite(deals / NAME, lambda tables: tables["facts"].update({"9": tables["facts"]["2"]}))


def lost_event(deals: Path) -> None:
    rewrite(deals / NAME, lambda tables: tables["events"].pop("2"))


def double_event(deals: Path) -> None:
    rewrite(deals / NAME, lambda tables: tables["events"].update({"9": tables["events"]["2"]}))


def empty_file(deals: Path) -> None:
    (deals / NAME).write_bytes(b"")


def conflicted_copy(deals: Path) -> None:
    (deals / "d-%44-1 (conflicted copy).json").write_bytes((deals / NAME).read_bytes())


def copy_under_an_id(deals: Path) -> None:
    (deals / "d-other.json").write_bytes((deals / NAME).read_bytes())
    (deals / "d-other.json").chmod(0o600)


def second_spelling(deals: Path) -> None:
    (deals / "d-D-1.json").write_bytes((deals / NAME).read_bytes())


def stale_temp(deals: Path) -> None:
    (deals / (NAME + ".tmp")).write_bytes(b"{")


def open_file(deals: Path) -> None:
    (deals / NAME).chmod(0o644)


def open_folder(deals: Path) -> None:
    deals.chmod(0o755)


def writable_root(deals: Path) -> None:
    deals.parent.chmod(0o777)


def unfinished(deals: Path) -> None:
    (deals.parent / "redo").mkdir(mode=0o700, exist_ok=True)
    (deals.parent / "redo" / "d-x.1.json").write_bytes(b"{}")


@pytest.mark.parametrize(
    ("break_it", "kind"),
    [
        (wrong_fact, "history-differs"), (lost_fact, "history-differs"), (double_fact, "history-differs"),
        (lost_event, "history-differs"), (double_event, "history-differs"), (empty_file, "damaged-file"),
        (conflicted_copy, "foreign-file"), (copy_under_an_id, "unreadable-file"),
        (second_spelling, "foreign-file"), (stale_temp, "stale-temp"), (open_file, "permissions"),
        (open_folder, "permissions"), (writable_root, "permissions"), (unfinished, "unfinished-change"),
    ],
)
def test_what_is_wrong_is_found_and_left_alone(
    tmp_path: Path, break_it: Callable[[Path], None], kind: str
) -> None:
    store = stored(tmp_path)
    assert store.doctor() == ()
    break_it(tmp_path / "store" / "deals")
    before = tree(tmp_path)
    findings = store.doctor()
    assert kind in {finding.kind for finding in findings}
    assert {finding.kind for finding in findings} <= {kind, "permissions"}
    assert all(finding.hint and finding.place.file.startswith(str(tmp_path)) for finding in findings)
    assert tree(tmp_path) == before


def stored(tmp_path: Path) -> FolderStore:
    store = folder_store(tmp_path)
    store.create(deal(), recorded_at=moment(0))
    record(store, "D-1", {("deal", "D-1", "amount"): 5})
    return store


def tree(path: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(file): (file.stat().st_mode, file.read_bytes() if file.is_file() else b"")
        for file in path.rglob("*")
    }


def test_the_next_change_removes_a_stale_temporary_file(tmp_path: Path) -> None:
    store = stored(tmp_path)
    stale_temp(tmp_path / "store" / "deals")
    record(store, "D-1", {("deal", "D-1", "amount"): 6})
    assert store.doctor() == ()


def test_a_store_that_is_not_there_yet_is_healthy(tmp_path: Path) -> None:
    store = folder_store(tmp_path)
    assert store.doctor() == () and store.ids() == () and list(store.overview()) == []
    assert os.listdir(tmp_path) == []


def test_everything_is_private(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        stored(tmp_path)
        record(folder_store(tmp_path), "D-1", {("account", "acme", "staff"): 5})
    finally:
        os.umask(old)
    modes = {file.stat().st_mode & 0o777 for file in (tmp_path / "store").rglob("*") if file.is_file()}
    folders = {file.stat().st_mode & 0o777 for file in (tmp_path / "store").rglob("*") if file.is_dir()}
    assert modes == {0o600} and folders == {0o700}
    assert (tmp_path / "store").stat().st_mode & 0o777 == 0o700
