"""A change of two files that was cut off: whoever comes next finishes it, or never knew of it."""

import os
import shutil
from pathlib import Path

import pytest

from advisor.errors import DamagedDeal, StoreError
from advisor.store.cabinet import Cabinet
from advisor.store.folder import FolderStore
from advisor.store.redo import Redo
from tests.store.support import deal, fact, folder_store, moment, record, values

pytestmark = pytest.mark.usefixtures("no_sync")

AMOUNT = ("deal", "D-1", "amount")
STAFF = ("account", "acme", "staff")


class Cut(BaseException):
    """The process ends here."""


@pytest.fixture
def cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FolderStore:
    """A store whose last change was written down and carried out in no file."""
    store = folder_store(tmp_path)
    store.create(deal(account={"acme": {}}), recorded_at=moment(0))
    store.create(deal("D-2", account={"acme": {}}), recorded_at=moment(0))
    record(store, "D-1", {STAFF: 1, AMOUNT: 1})

    def cut(redo: Redo, name: str, *rest: object) -> None:
        real(redo, name, *rest)  # type: ignore[arg-type]
        raise Cut

    real = Redo.write
    with monkeypatch.context() as patch:
        patch.setattr(Redo, "write", cut)
        with pytest.raises(Cut):
            record(store, "D-1", {STAFF: 2, AMOUNT: 2}, event_id="cut")
    assert len(pending(tmp_path)) == 1
    return store


def pending(tmp_path: Path) -> list[str]:
    return os.listdir(tmp_path / "store" / "redo")


def test_it_is_reported(cut_off: FolderStore) -> None:
    assert [finding.kind for finding in cut_off.doctor()] == ["unfinished-change"]


def test_a_reader_finishes_it(cut_off: FolderStore, tmp_path: Path) -> None:
    found = values(cut_off.get("D-1"))
    assert (found[STAFF], found[AMOUNT]) == (2, 2)
    assert cut_off.accounts.history("acme")[-1].id == cut_off.history("D-1")[-1].id == "cut"
    assert values(cut_off.get("D-2"))[STAFF] == 2
    assert cut_off.doctor() == () and pending(tmp_path) == []


def test_a_writer_finishes_it_first(cut_off: FolderStore, tmp_path: Path) -> None:
    assert record(cut_off, "D-1", {AMOUNT: 3}) == 4
    assert cut_off.doctor() == () and pending(tmp_path) == []
    assert values(cut_off.get("D-1"))[STAFF] == 2


def test_a_writer_finishes_what_is_cut_off_while_it_waits_for_its_lock(
    cut_off: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Cabinet, "_finish", lambda self, *targets: None)  # then there was nothing to finish
        assert record(cut_off, "D-1", {AMOUNT: 3}) == 4
    assert [event.rev for event in cut_off.history("D-1")] == [1, 2, 3, 4]
    assert values(cut_off.get("D-1"))[STAFF] == 2 and cut_off.doctor() == ()


def test_what_is_already_there_is_not_done_again(cut_off: FolderStore, tmp_path: Path) -> None:
    [name] = pending(tmp_path)
    path = tmp_path / "store" / "redo" / name
    content = path.read_bytes()
    cut_off.get("D-1")
    record(cut_off, "D-1", {STAFF: 3, AMOUNT: 3})
    path.write_bytes(content)  # a power cut brings the file back
    assert record(cut_off, "D-1", {("deal", "D-1", "name"): "x"}) == 5
    found = values(cut_off.get("D-1"))
    assert (found[STAFF], found[AMOUNT]) == (3, 3)
    assert cut_off.doctor() == () and pending(tmp_path) == []


def test_another_deal_of_the_account_sees_the_accounts_part(cut_off: FolderStore) -> None:
    record(cut_off, "D-2", {STAFF: 3})
    assert [values(cut_off.get(id))[STAFF] for id in cut_off.ids()] == [3, 3]
    assert values(cut_off.get("D-1"))[AMOUNT] == 2


def test_the_caller_may_send_it_again(cut_off: FolderStore) -> None:
    assert record(cut_off, "D-1", {STAFF: 2, AMOUNT: 2}, event_id="cut") == 3
    assert len(cut_off.history("D-1")) == 3 and cut_off.doctor() == ()


def test_the_overview_and_the_list_of_ids_finish_it(tmp_path: Path, cut_off: FolderStore) -> None:
    assert {id: values(found)[STAFF] for id, found in cut_off.overview()} == {"D-1": 2, "D-2": 2}  # type: ignore
    assert pending(tmp_path) == []


def test_a_deal_whose_creation_was_cut_off_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*args: object) -> None:
        raise Cut

    store = folder_store(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("advisor.store.book.Book.save", cut)
        with pytest.raises(Cut):
            store.create(deal(account={"acme": {"staff": fact(5)}}), recorded_at=moment(0))
    assert store.ids() == ("D-1",) and store.accounts.ids() == ("acme",)


def test_it_waits_for_a_damaged_file_and_holds_up_nobody_else(cut_off: FolderStore, tmp_path: Path) -> None:
    account = tmp_path / "store" / "accounts" / "a-acme.json"
    whole = account.read_bytes()
    account.write_bytes(b"")
    cut_off.create(deal("D-3"), recorded_at=moment(0))
    record(cut_off, "D-3", {("deal", "D-3", "amount"): 5})
    with pytest.raises(DamagedDeal, match="acme"):
        cut_off.get("D-1")
    assert len(pending(tmp_path)) == 1
    account.write_bytes(whole)
    assert values(cut_off.get("D-1"))[STAFF] == 2 and values(cut_off.get("D-1"))[AMOUNT] == 2
    assert pending(tmp_path) == []


def test_a_damaged_redo_file_is_set_aside_and_reported(cut_off: FolderStore, tmp_path: Path) -> None:
    [name] = pending(tmp_path)
    (tmp_path / "store" / "redo" / name).write_bytes(b'{"writes": {"1": {"what": "passwd", "id": "x"}}}')
    assert values(cut_off.get("D-1"))[AMOUNT] == 1
    assert pending(tmp_path) == [name + ".damaged-1"]
    assert [finding.kind for finding in cut_off.doctor()] == ["damaged-file"]


def test_a_redo_file_cannot_leave_the_store(cut_off: FolderStore, tmp_path: Path) -> None:
    [name] = pending(tmp_path)
    path = tmp_path / "store" / "redo" / name
    path.write_bytes(path.read_bytes().replace(b'"id": "acme"', b'"id": "../../x"'))
    cut_off.get("D-1")
    cut_off.ids()
    assert os.listdir(tmp_path) == ["store"]


def test_where_nothing_may_be_written_the_old_state_is_read(
    cut_off: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object) -> None:
        raise PermissionError(13, "read-only")

    shutil.rmtree(tmp_path / "store" / "locks")
    monkeypatch.setattr(os, "mkdir", refuse)
    assert values(folder_store(tmp_path).get("D-1"))[AMOUNT] == 1


def test_nobody_waits_for_ever(cut_off: FolderStore, tmp_path: Path) -> None:
    cabinet = Cabinet(tmp_path / "store")
    cut_off._cabinet.locks._timeout = 0.05
    with cabinet.locks.hold([cabinet.deals.key("D-1")]), pytest.raises(StoreError, match="somebody else"):
        record(cut_off, "D-1", {AMOUNT: 9})
