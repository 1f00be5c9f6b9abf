"""Damaged files: named with place and remedy, set aside, never emptied; the other deals go on."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from advisor.errors import DamagedDeal, StoreError
from advisor.store.folder import FolderStore
from advisor.store.storage import AtomicJSONStorage, DamagedFile
from tests.store.support import deal, fact, folder_store, moment, record, values

pytestmark = pytest.mark.usefixtures("no_sync")

NAME = "d-%44-1.json"
AMOUNT = ("deal", "D-1", "amount")

Damage = Callable[[bytes], bytes]


def swap(old: str, new: str) -> Damage:
    def change(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode())

    return change


# Unreadable for the storage itself: (damage, a word of the reason).
FILES: dict[str, tuple[Damage, str]] = {
    "zero bytes": (lambda data: b"", "empty"),
    "white space": (lambda data: b" \n", "empty"),
    "null": (lambda data: b"null", "no tables"),
    "a list": (lambda data: b"[]", "no tables"),
    "half a file": (lambda data: data[: len(data) // 2], "not JSON"),
    "garbage tail": (lambda data: data + data[-40:], "not JSON"),
    "NUL bytes": (lambda data: b"\0" * len(data), "not JSON"),
    "byte order mark": (lambda data: b"\xef\xbb\xbf" + data, "byte order mark"),
    "UTF-16": (lambda data: data.decode().encode("utf-16"), "UTF-8"),
    "Latin-1": (lambda data: data.replace("升".encode(), b"\xe9"), "UTF-8"),
    "deep nesting": (lambda data: b'{"facts": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "deep"),
    "NaN": (swap("12000000", "NaN"), "NaN"),
    "infinity by size": (swap("12000000", "1e999"), "2^53"),
    "beyond 2^53": (swap("12000000", "9007199254740993"), "2^53"),
    "5000 digits": (swap("12000000", "9" * 5000), "2^53"),
    "a key twice": (swap('"fact": "amount"', '"fact": "x", "fact": "amount"'), "twice"),
    "a document twice": (swap('\n"2": {"subject"', '\n"1": {"subject"'), "twice"),
    "ids 1 and 01": (swap('\n"2": {"subject"', '\n"01": {"subject"'), "'01'"),
    "table is a list": (lambda data: b'{"facts": [1]}', "not a table"),
    "document is text": (lambda data: b'{"facts": {"1": "x"}}', "not a document"),
    "lone surrogate": (swap("PACS", "\\ud800"), "surrogate"),
}
# Sound JSON that is no deal.
CONTENTS: dict[str, tuple[Damage, str]] = {
    "no tables": (lambda data: b"{}", "meta"),
    "a foreign TinyDB file": (lambda data: b'{"_default": {"1": {"x": 1}}}', "meta"),
    "a fraction": (swap("12000000", "1.5"), "1.5"),
    "a truth value": (swap("12000000", "true"), "True"),
    "a list of numbers": (swap("12000000", "[1]"), "1"),
    "no value": (swap('"value": 12000000, ', ""), "'value' is missing"),
    "no day": (swap('"on": "2026-03-02", "source"', '"on": "soon", "source"'), "soon"),
    "an unknown source": (swap('"source": "typed"', '"source": "guess"'), "guess"),
    "a number as a name": (swap('"fact": "amount"', '"fact": 7'), "texts"),
    "rev as text": (swap('"rev": 1}', '"rev": "1"}'), "rev"),
}


@pytest.fixture
def stored(tmp_path: Path) -> FolderStore:
    store = folder_store(tmp_path)
    store.create(deal(), recorded_at=moment(0))
    store.create(deal("D-2"), recorded_at=moment(0))
    return store


def damaged(tmp_path: Path, damage: Damage) -> Path:
    path = tmp_path / "store" / "deals" / NAME
    path.write_bytes(damage(path.read_bytes()))
    return path


@pytest.mark.parametrize("kind", FILES)
def test_the_storage_refuses_to_read_and_to_write_over(tmp_path: Path, kind: str) -> None:
    folder_store(tmp_path).create(deal(), recorded_at=moment(0))
    path = damaged(tmp_path, FILES[kind][0])
    content = path.read_bytes()
    for call in (TinyDB.tables, lambda db: db.insert({"x": 1}), lambda db: db.table("facts").truncate()):
        with pytest.raises(DamagedFile, match="cannot be read"):
            call(TinyDB(path, storage=AtomicJSONStorage))
    assert path.read_bytes() == content


@pytest.mark.parametrize("kind", [*FILES, *CONTENTS])
@pytest.mark.parametrize("call", ["get", "record", "create"])
def test_a_damaged_deal_is_set_aside_and_the_others_go_on(
    stored: FolderStore, tmp_path: Path, kind: str, call: str
) -> None:
    damage, reason = (FILES | CONTENTS)[kind]
    path = damaged(tmp_path, damage)
    content = path.read_bytes()
    calls: dict[str, Callable[[], object]] = {
        "get": lambda: stored.get("D-1"),
        "record": lambda: record(stored, "D-1", {AMOUNT: 1}),
        "create": lambda: stored.create(deal(), recorded_at=moment(0), event_id="e"),
    }
    with pytest.raises(DamagedDeal) as error:
        calls[call]()
    assert reason in error.value.message and "D-1" in error.value.message and NAME in error.value.hint
    aside = path.with_name(NAME + ".damaged-1")
    assert error.value.place is not None and error.value.place.file == str(aside)
    assert aside.read_bytes() == content and not path.exists()
    for again in calls.values():  # nothing new grows in its place
        with pytest.raises(DamagedDeal):
            again()
    record(stored, "D-2", {("deal", "D-2", "amount"): 1})
    assert values(stored.get("D-2"))["deal", "D-2", "amount"] == 1
    assert [finding.kind for finding in stored.doctor()] == ["set-aside"]
    assert isinstance(dict(stored.overview())["D-1"], DamagedDeal)


def test_the_error_names_the_byte(stored: FolderStore, tmp_path: Path) -> None:
    path = damaged(tmp_path, swap("12000000", "12000000!"))
    byte = path.read_bytes().index(b"!")
    [finding] = [finding for finding in stored.doctor() if finding.kind == "damaged-file"]
    assert f"byte {byte}" in finding.message
    lines = path.read_bytes()[:byte].splitlines()
    assert (finding.place.line, finding.place.column) == (len(lines), len(lines[-1]) + 1)
    with pytest.raises(DamagedDeal, match=f"byte {byte}"):
        stored.get("D-1")


def test_the_error_names_the_line_of_a_wrong_document(stored: FolderStore, tmp_path: Path) -> None:
    path = damaged(tmp_path, swap('"value": 12000000', '"value": 1.5'))
    with pytest.raises(DamagedDeal) as error:
        stored.get("D-1")
    line = path.with_name(NAME + ".damaged-1").read_text().splitlines()[error.value.place.line - 1]  # type: ignore
    assert '"value": 1.5' in line and line.startswith('"2"')


def test_a_mended_file_is_a_deal_again(stored: FolderStore, tmp_path: Path) -> None:
    path = damaged(tmp_path, swap("12000000", "12000000!"))
    with pytest.raises(DamagedDeal):
        stored.get("D-1")
    aside = path.with_name(NAME + ".damaged-1")
    path.write_bytes(aside.read_bytes().replace(b"!", b""))
    assert values(stored.get("D-1"))[AMOUNT] == 12_000_000
    assert [finding.severity for finding in stored.doctor() if finding.kind == "set-aside"] == ["warning"]


def test_a_second_damage_does_not_replace_the_first(stored: FolderStore, tmp_path: Path) -> None:
    path = tmp_path / "store" / "deals" / NAME
    for content in (b"first", b"second"):
        path.write_bytes(content)
        with pytest.raises(DamagedDeal):
            stored.get("D-1")
    assert [path.with_name(f"{NAME}.damaged-{n}").read_bytes() for n in (1, 2)] == [b"first", b"second"]


def test_only_the_history_is_damaged(stored: FolderStore, tmp_path: Path) -> None:
    damaged(tmp_path, swap('"kind": "create"', '"kind": "dream"'))
    assert values(stored.get("D-1"))[AMOUNT] == 12_000_000
    with pytest.raises(DamagedDeal, match="dream"):
        stored.history("D-1")


@pytest.mark.parametrize("refused", ["os.replace", "os.mkdir"])
def test_where_nothing_may_be_moved_the_damage_is_still_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    def refuse(*args: object) -> None:
        raise PermissionError(errno.EACCES, "read-only")

    folder_store(tmp_path).create(deal(), recorded_at=moment(0))
    path = damaged(tmp_path, lambda data: b"")
    shutil.rmtree(tmp_path / "store" / "locks")
    monkeypatch.setattr(refused, refuse)
    for _ in range(2):
        with pytest.raises(DamagedDeal, match="empty"):
            folder_store(tmp_path).get("D-1")
    assert path.exists()


def test_files_that_are_whole_but_not_ours_stay_where_they_are(stored: FolderStore, tmp_path: Path) -> None:
    path = damaged(tmp_path, swap("deal/1", "deal/2"))
    with pytest.raises(StoreError, match="deal/2") as error:
        stored.get("D-1")
    assert "newer" in error.value.hint and path.exists()
    other = path.with_name("d-copy.json")
    other.write_bytes(path.with_name("d-%44-2.json").read_bytes())
    with pytest.raises(StoreError, match="'D-2'"):
        stored.get("copy")
    assert other.exists()
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(StoreError, match="not a file"):  # and does not wait for somebody to write into it
        stored.get("D-1")


def test_a_damaged_account_is_named(stored: FolderStore, tmp_path: Path) -> None:
    record(stored, "D-1", {("account", "acme", "staff"): 3})
    (tmp_path / "store" / "accounts" / "a-acme.json").write_bytes(b"")
    for _ in range(2):
        with pytest.raises(DamagedDeal, match="account 'acme'"):
            stored.get("D-1")
    assert stored.get("D-2") == deal("D-2").__class__("D-2", deal("D-2").subjects, rev=1)
    with pytest.raises(DamagedDeal, match="account 'acme'"):
        record(stored, "D-2", {("account", "acme", "staff"): 4})
    assert fact(4) not in stored.get("D-2").facts("account", "acme").values()
