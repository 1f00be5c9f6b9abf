"""The compiled pack: never out of date, never trusted when it may be somebody else's."""

import os
import pickle
import shutil
import stat
import time
from pathlib import Path

import pytest

from advisor import content
from advisor.content import Pack
from advisor.pipeline import cache
from advisor.pipeline.private import cache_folder, keep_newest, read_private, write_private
from advisor.pipeline.unpack import unpack

from .conftest import ROOT


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """A pack of its own that may be changed."""
    for part in ("rules", "playbooks"):
        shutil.copytree(ROOT / part, tmp_path / part)
    return Pack(str(tmp_path / "rules"), str(tmp_path / "playbooks"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    monkeypatch.setenv("ADVISOR_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one whenever the files are really read."""
    times: list[int] = []
    real = cache.build

    def counting(*args: object, **named: object) -> cache.Compiled:
        times.append(1)
        return real(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(cache, "build", counting)
    return times


def only(folder: Path) -> Path:
    """Return the one file of the cache."""
    (found,) = folder.iterdir()
    return found


def older(pack: Pack) -> None:
    """Make the files look as if nobody had touched them for a while, and the cache trust their times."""
    for path in Path(pack.rules).parent.rglob("*.*"):
        os.utime(path, ns=(1, 1))


def test_built_once_then_read_back_the_same(pack: Pack, folder: Path, built: list[int]) -> None:
    first = cache.compiled(pack)
    second = cache.compiled(pack)
    assert len(built) == 1
    assert first == second
    assert second.rulebook.tests == () and second.plays
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(only(folder).stat().st_mode) == 0o600


def test_a_changed_word_is_seen_even_within_the_same_time_and_size(
    pack: Pack, folder: Path, built: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(pack.rules) / "page.yaml"
    # A file system whose clock stands still at the moment the files were made, however long this takes.
    stamp = content.stamp(pack)._replace(changed_ns=time.time_ns() + 10**12)
    monkeypatch.setattr(content, "stamp", lambda pack: stamp)
    cache.compiled(pack)
    path.write_text(path.read_text(encoding="utf-8").replace("deal.owner", "deal.name "), encoding="utf-8")
    assert len(cache.compiled(pack).rulebook.page.header) == len(cache.compiled(pack).rulebook.page.header)
    assert len(built) == 2


@pytest.mark.parametrize("change", ["word", "new", "gone", "renamed", "play"])
def test_every_change_of_the_files_counts(pack: Pack, folder: Path, built: list[int], change: str) -> None:
    before = cache.compiled(pack).key
    rules, plays = Path(pack.rules), Path(pack.playbooks)
    play = next(path for path in sorted(plays.rglob("*.md")) if "packs" not in path.parts)
    if change == "word":
        path = rules / "page.yaml"
        path.write_text(path.read_text(encoding="utf-8") + "# a word\n", encoding="utf-8")
    elif change == "new":
        (rules / "more.yaml").write_text("schema: decisions/1\ndecisions: []\n", encoding="utf-8")
    elif change == "gone":
        play.unlink()
    elif change == "renamed":
        (rules / "page.yaml").rename(rules / "pages.yaml")
    else:
        play.write_text(play.read_text(encoding="utf-8").replace("low", "high"), encoding="utf-8")
    assert cache.compiled(pack).key != before
    assert len(built) == 2


def test_touched_files_are_not_read_twice(pack: Pack, folder: Path, built: list[int]) -> None:
    cache.compiled(pack)
    older(pack)
    cache.compiled(pack)
    assert len(built) == 1, "the content is the same"


def test_another_program_has_another_key(
    pack: Pack, folder: Path, built: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.compiled(pack)
    monkeypatch.setattr(cache, "__version__", "9.9")
    cache.compiled(pack)
    assert len(built) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: b"advisor-rules 1 5\nhello",
        lambda data: b"advisor-rules 2" + data[15:],
        lambda data: b"advisor-rules 1 999999999\n" + data,
        lambda data: data.replace(b"advisor.rulebook.decisions", b"advisor.rulebook.decisionz"),
        lambda data: os.urandom(3000),
        lambda data: data[:-2000] + bytes(2000),
    ],
)
def test_a_damaged_file_is_made_again(pack: Pack, folder: Path, damage: object) -> None:
    good = cache.compiled(pack)
    path = only(folder)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    older(pack)
    again = cache.compiled(pack)
    assert again.rulebook == good.rulebook
    assert cache.compiled(pack).rulebook == good.rulebook


class Evil:
    """Runs a command when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch evil",)


def test_nothing_but_our_own_classes_is_unpickled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert unpack(pickle.dumps((Evil(), 1), 5)) is None
    for name in ("advisor.content os.system", "advisor.rulebook.load load", "advisor.pipeline.desk Desk"):
        module, _, attribute = name.partition(" ")
        code = (
            b"\x80\x04"
            + b"".join(b"\x8c" + bytes([len(t)]) + t.encode() for t in (module, attribute))
            + b"\x93."
        )
        assert unpack(code) is None
    assert not (tmp_path / "evil").exists()


def test_a_foreign_or_open_file_is_not_trusted(pack: Pack, folder: Path, built: list[int]) -> None:
    cache.compiled(pack)
    path = only(folder)
    path.chmod(0o666)
    cache.compiled(pack)
    assert len(built) == 2
    folder.chmod(0o777)
    cache.compiled(pack)
    assert len(built) == 3
    assert stat.S_IMODE(folder.stat().st_mode) == 0o777, "and nothing is put into it either"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_a_file_of_another_user_is_not_trusted(pack: Pack, folder: Path, built: list[int]) -> None:
    cache.compiled(pack)
    os.chown(only(folder), 12345, 12345)
    assert read_private(str(only(folder))) is None
    os.chown(folder, 12345, 12345)
    cache.compiled(pack)
    assert len(built) == 2


def test_links_are_not_followed(pack: Pack, folder: Path, tmp_path: Path, built: list[int]) -> None:
    cache.compiled(pack)
    path = only(folder)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert read_private(str(path)) is None
    cache.compiled(pack)
    assert len(built) == 2 and not path.is_symlink()


@pytest.mark.parametrize("where", [os.devnull, "/proc/nowhere"])
def test_a_cache_that_cannot_be_written_stops_nobody(
    pack: Pack, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setenv("ADVISOR_CACHE", where)
    assert cache.compiled(pack).plays


def test_old_packs_go(folder: Path) -> None:
    for number in range(12):
        assert write_private(str(folder / f"rules-{number:02}.bin"), b"x")
        os.utime(folder / f"rules-{number:02}.bin", (number, number))
    write_private(str(folder / "other"), b"x")
    keep_newest(str(folder), "rules-", 8)
    assert len(list(folder.iterdir())) == 9
    assert not (folder / "rules-03.bin").exists() and (folder / "rules-04.bin").exists()


def test_the_cache_folder_is_where_the_platform_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from platformdirs import user_cache_dir

    monkeypatch.delenv("ADVISOR_CACHE")
    for value in (None, "/tmp/somewhere", "", "  "):
        if value is None:
            monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        else:
            monkeypatch.setenv("XDG_CACHE_HOME", value)
        assert cache_folder() == user_cache_dir("advisor", appauthor=False)


def test_linked_folders_and_hidden_files_are_left_out(pack: Pack, tmp_path: Path) -> None:
    rules = Path(pack.rules)
    names = [file.name for file in content.rule_files(pack)]
    (rules / "loop").symlink_to(rules)
    (rules / ".hidden.yaml").write_text("x")
    (rules / "notes.txt").write_text("x")
    assert [file.name for file in content.rule_files(pack)] == names
    assert names == sorted(names) and all(name.startswith("rules/") for name in names)


def test_an_installed_program_brings_its_content_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "advisor"
    monkeypatch.setattr(content, "_HERE", str(package))
    package.mkdir(parents=True)
    assert content.base() == Pack(str(package.parent / "rules"), str(package.parent / "playbooks"))
    (package / "_content" / "rules").mkdir(parents=True)
    inside = package / "_content"
    assert content.base() == Pack(str(inside / "rules"), str(inside / "playbooks"))
    (tmp_path / "w" / "playbooks").mkdir(parents=True)
    assert content.pack_of(tmp_path / "w") == Pack(str(inside / "rules"), str(tmp_path / "w" / "playbooks"))
