"""Copies of the rules: kept once, found by their content's key, and not there when they are not what they say."""

import gzip
import json
import os
from pathlib import Path

import pytest

from advisor import content
from advisor.pipeline import editions
from advisor.pipeline.editions import edition

from .past import FIRST, Past, after


@pytest.fixture
def key(past: Past) -> str:
    """The key of the edition that gave a brief."""
    past.give(FIRST)
    return past.snapshots()[0].key


def test_the_copy_holds_every_file_as_it_was(past: Past, key: str) -> None:
    pack = content.pack_of(past.folder)
    before = content.rule_files(pack), content.play_files(pack)
    past.edit("value: 50%", "value: 10%")
    found = edition(str(past.folder), key)
    assert found is not None
    assert (found.rules, found.plays) == before
    assert found.compiled().rulebook.parameters["cut"].text == "50%"
    assert found.shipped is False


def test_the_same_files_make_the_same_copy(past: Past, key: str) -> None:
    [copy] = past.copies
    before = copy.read_bytes()
    copy.unlink()
    past.give(after(1))
    assert copy.read_bytes() == before


def test_files_that_are_no_text_come_back(past: Past) -> None:
    (past.folder / "playbooks" / "odd.md").write_bytes(b"\xff\xfe\x00 odd \r\n")
    past.give(FIRST)
    found = edition(str(past.folder), past.snapshots()[0].key)
    assert found is not None
    assert b"\xff\xfe\x00 odd \r\n" in [file.text for file in found.plays]


def test_files_that_changed_since_they_were_compiled_are_not_kept(past: Past) -> None:
    desk = past.desk(FIRST)
    past.edit("value: 50%", "value: 10%")
    editions.keep(str(past.folder), desk.files, desk.pack.key)
    assert past.copies == []


def test_only_the_newest_are_kept(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "KEPT", 2)
    keys = []
    for n, (was, now) in enumerate((("50%", "41%"), ("41%", "42%"), ("42%", "43%"))):
        past.edit(f"value: {was}", f"value: {now}")
        past.give(after(n))
        keys.append(past.snapshots()[-1].key)
        os.utime(past.folder / ".editions" / f"rules-{keys[-1]}.json.gz", (n, n))
    assert [edition(str(past.folder), key) is not None for key in keys] == [False, True, True]


@pytest.mark.parametrize("size", [0, 1, 40, -20])
def test_a_copy_that_was_cut_off_is_not_there(past: Past, key: str, size: int) -> None:
    [copy] = past.copies
    copy.write_bytes(copy.read_bytes()[:size])
    assert edition(str(past.folder), key) is None


def tampered(path: Path, change: dict[str, object]) -> None:
    document = json.loads(gzip.decompress(path.read_bytes()))
    path.write_bytes(gzip.compress(json.dumps(document | change).encode()))


@pytest.mark.parametrize(
    "change",
    [
        {"state": "1.0"}, {"rules": []}, {"rules": [["rules/x.yaml"]]}, {"rules": 3}, {"plays": [[1, 2]]},
        {"rules": [["rules/x.yaml", "\ud800"]]}, {"rules": None}, {"plays": [["a", "b", "c"]]},
    ],
)  # fmt: skip
def test_a_copy_that_is_not_what_its_name_says_is_not_there(past: Past, key: str, change: dict[str, object]) -> None:
    tampered(past.copies[0], change)
    assert edition(str(past.folder), key) is None


def test_untouched_it_is_there(past: Past, key: str) -> None:
    tampered(past.copies[0], {})
    assert edition(str(past.folder), key) is not None


@pytest.mark.parametrize("text", [b"[]", b"3", b"[" * 100_000, b"\xff", b'{"state": 1}'])
def test_other_documents_are_not_there(past: Past, key: str, text: bytes) -> None:
    past.copies[0].write_bytes(gzip.compress(text))
    assert edition(str(past.folder), key) is None


def test_a_bomb_is_not_unpacked(past: Past, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "LARGEST", 1 << 10)
    assert edition(str(past.folder), key) is None


@pytest.mark.parametrize("key", ["", "../../advisor.toml", "x" * 64, "0" * 64, "0" * 64 + "\n"])
def test_a_key_is_no_path(past: Past, key: str) -> None:
    assert edition(str(past.folder), key) is None


def test_what_others_may_write_is_not_there(past: Past, key: str) -> None:
    past.copies[0].chmod(0o666)
    assert edition(str(past.folder), key) is None
    past.copies[0].chmod(0o600)
    (past.folder / ".editions").chmod(0o755)
    assert edition(str(past.folder), key) is None
