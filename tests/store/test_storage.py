"""The storage itself: TinyDB's own interface, one atomic replacement for each write."""

import errno
import os
import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from advisor.errors import StoreError
from advisor.store import files, storage
from advisor.store.files import make_folder, read_file, replace_file
from advisor.store.storage import AtomicJSONStorage, Transaction
from advisor.store.strict import dump_tables, load_tables


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "db.json"


def opened(path: Path) -> TinyDB:
    return TinyDB(path, storage=AtomicJSONStorage)


def test_it_is_a_tinydb_storage(path: Path) -> None:
    with opened(path) as db:
        assert not path.exists() and db.all() == []
        db.insert({"name": "医院", "parts": [1, 0.5, None, True, {"x": "\u2028"}]})
        db.table("other").upsert({"name": "x"}, where("name") == "x")
    assert opened(path).all() == [{"name": "医院", "parts": [1, 0.5, None, True, {"x": "\u2028"}]}]
    assert "医院" in path.read_text(encoding="utf-8")


def test_one_document_stands_on_one_line(path: Path) -> None:
    opened(path).insert_multiple([{"text": "a\nb"}, {"text": "c"}])
    assert path.read_text() == '{\n"_default": {\n"1": {"text": "a\\nb"},\n"2": {"text": "c"}\n}\n}\n'


@pytest.mark.parametrize(
    "odd",
    [{1: "x"}, {True: "x"}, {None: "x"}, {"x": (1,)}, {"x": {1}}, {"x": b"x"}, {"x": float("nan")},
     {"x": float("-inf")}, {"x": 10**30}, {"x": 1e300}, {"x": "\ud800"}, {"\udfff": 1}],
    ids=repr,
)
def test_values_that_would_not_come_back_the_same(path: Path, odd: dict[str, object]) -> None:
    db = opened(path)
    db.insert({"x": 1})
    with pytest.raises((TypeError, ValueError)):
        db.insert(odd)
    assert opened(path).all() == [{"x": 1}]


def test_nesting_is_bounded(path: Path) -> None:
    deep: object = "x"
    for _ in range(100):
        deep = [deep]
    with pytest.raises(ValueError, match="deep"):
        opened(path).insert({"x": deep})


def test_each_call_opens_the_file_by_its_name(path: Path) -> None:
    db = opened(path)
    db.insert({"x": 1})
    path.rename(path.with_name("moved.json"))  # as a sync program may do
    db.insert({"x": 2})
    assert opened(path).all() == [{"x": 2}]


def test_a_transaction_is_one_replacement(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced = []
    monkeypatch.setattr(storage, "replace_file", lambda *args: replaced.append(args))
    transaction = Transaction(AtomicJSONStorage(path))
    db = TinyDB(storage=lambda: transaction)
    for table in ("facts", "events"):
        db.table(table).insert({"x": 1})
    assert replaced == []
    transaction.commit()
    assert [name for name, _ in replaced] == [str(path)]


def test_an_unfinished_transaction_leaves_no_trace(path: Path) -> None:
    opened(path).insert({"x": 1})
    TinyDB(storage=lambda: Transaction(AtomicJSONStorage(path))).insert({"x": 2})
    assert len(opened(path)) == 1


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target, link = tmp_path / "elsewhere" / "target.json", tmp_path / "link.json"
    for _ in range(2):  # first a link to nothing
        if not link.is_symlink():
            link.symlink_to(target)
        opened(link).insert({"x": 1})
    assert link.is_symlink() and len(opened(target)) == 2
    assert os.listdir(tmp_path / "elsewhere") == ["target.json"]


def test_a_temporary_file_is_never_written_through(tmp_path: Path, path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    path.with_name("db.json.tmp").symlink_to(victim)
    opened(path).insert({"x": 1})
    assert victim.read_text() == "precious" and len(opened(path)) == 1


def test_short_writes_are_continued(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:7]))
    replace_file(str(path), b"x" * 100)
    assert path.read_bytes() == b"x" * 100


def test_a_write_of_nothing_is_an_error(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda handle, data: 0)
    with pytest.raises(OSError, match="nothing was written"):
        replace_file(str(path), b"x")
    assert os.listdir(path.parent) == []


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()], ids=["error", "ctrl-c"])
@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_after_an_error_the_old_file_is_there_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, failure: BaseException
) -> None:
    def fail(*args: object) -> None:
        raise failure

    replace_file(str(path), b"old")
    monkeypatch.setattr(os, call, fail)
    with pytest.raises(type(failure)):
        replace_file(str(path), b"new")
    assert path.read_bytes() == b"old" and os.listdir(path.parent) == ["db.json"]


def busy(times: int) -> Callable[[str, str], None]:
    """A rename that another program prevents some times, as on Windows."""
    real, left = os.replace, [times]

    def rename(old: str, new: str) -> None:
        left[0] -= 1
        if left[0] >= 0:
            raise PermissionError(errno.EACCES, "in use")
        real(old, new)

    return rename


def test_windows_waits_for_other_programs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "WINDOWS", True)
    pauses: list[float] = []
    monkeypatch.setattr(files.time, "sleep", pauses.append)
    monkeypatch.setattr(os, "replace", busy(6))
    replace_file(str(path), b"x")
    assert path.read_bytes() == b"x"
    assert pauses == [0.01, 0.02, 0.04, 0.08, 0.16, 0.2]


def test_windows_gives_up_in_the_end_and_others_at_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now, pauses = [0.0], []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        now[0] += seconds

    monkeypatch.setattr(files, "time", types.SimpleNamespace(monotonic=lambda: now[0], sleep=sleep))
    monkeypatch.setattr(os, "replace", busy(1_000))
    for windows in (False, True):
        monkeypatch.setattr(files, "WINDOWS", windows)
        with pytest.raises(PermissionError):
            replace_file(str(path), b"x")
        assert bool(pauses) == windows
    assert 3 < now[0] < 4 and os.listdir(path.parent) == []


def test_macos_flushes_the_drive_itself(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    asked: list[object] = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", "full", raising=False)
    monkeypatch.setattr(fcntl, "fcntl", lambda handle, what: asked.append(what))
    replace_file(str(path), b"x")
    assert asked == ["full"]


@pytest.mark.parametrize(("code", "known"), [(errno.EINVAL, True), (errno.EIO, False)])
def test_a_file_system_that_cannot_flush_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, known: bool
) -> None:
    def fail(handle: int) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr(os, "fsync", fail)
    if known:
        files.sync_folder(str(tmp_path))
    else:
        with pytest.raises(OSError, match="no"):
            files.sync_folder(str(tmp_path))


def test_folders_are_made_private_with_their_parents(tmp_path: Path) -> None:
    make_folder(str(tmp_path / "a" / "b" / "c"))
    assert all((tmp_path / part).stat().st_mode & 0o777 == 0o700 for part in ("a", "a/b", "a/b/c"))
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        make_folder(str(tmp_path / "file"))


def test_create_dirs(tmp_path: Path) -> None:
    path = tmp_path / "new" / "db.json"
    with pytest.raises(OSError, match="new"):
        opened(path).insert({"x": 1})
    TinyDB(path, storage=AtomicJSONStorage, create_dirs=True).insert({"x": 1})
    assert len(opened(path)) == 1


def test_too_large_to_read_or_write(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(path).insert({"x": "y" * 2_000})
    monkeypatch.setattr(files, "MAX_BYTES", 1_000)
    monkeypatch.setattr(storage, "MAX_BYTES", 1_000)
    with pytest.raises(StoreError, match="larger"):
        read_file(str(path))
    path.unlink()
    with pytest.raises(ValueError, match="larger"):
        opened(path).insert({"x": "y" * 2_000})


def test_what_is_written_is_what_is_read() -> None:
    tables = {"a": {"1": {"x": [1, -(2**53), 2**53, 0.25, "\x00\u2028\U0001f600", None, True, {}]}}, "b": {}}
    assert load_tables(dump_tables(tables), "x") == tables
    assert load_tables(dump_tables({}), "x") == {}
