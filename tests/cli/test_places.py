"""`advisor init`, `demo`, `demo-run`, `doctor`, and `advisor` alone."""

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from .conftest import Run


def test_init_makes_an_empty_workspace(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = run("init", str(tmp_path / "team" / "deals"))
    assert (ran.code, ran.err) == (0, "")
    monkeypatch.chdir(tmp_path / "team" / "deals")
    assert run("deals").code == 0
    ran = run("init", ".")
    assert ran.code == 2 and "already" in ran.err
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    ran = run("init", str(tmp_path / "full"))
    assert ran.code == 2 and "not empty" in ran.err
    assert [p.name for p in (tmp_path / "full").iterdir()] == ["letter.txt"]
    (tmp_path / "file").write_text("")
    assert run("init", str(tmp_path / "file")).code == 2


def test_demo_makes_deals_around_today(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("demo")
    assert (ran.code, ran.out) == (0, "")
    monkeypatch.chdir(tmp_path / "advisor-demo")
    out = run("deals").out
    assert "today" in out and "tomorrow" in out
    assert run("undo", "hotel").code == 1, "a demo deal begins where it was made"
    monkeypatch.chdir(tmp_path)
    ran = run("demo")
    assert ran.code == 2 and "workspace already" in ran.err


def test_demo_open_without_a_terminal_prints_the_next_brief(tmp_path: Path, run: Run) -> None:
    ran = run("demo", str(tmp_path / "d"), "--open", "--lang", "en")
    assert ran.code == 0
    assert "WHERE WE STAND" in ran.out and date.today().isoformat() in ran.out


def test_demo_run_is_fresh_each_time(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    assert run("demo-run").code == 0
    monkeypatch.setenv("ADVISOR_WORKSPACE", str(tmp_path / "cache" / "demo-run"))
    assert run("set", "hotel", "deal.our_share=60%").code == 0
    assert run("undo", "hotel").code == 0
    assert run("set", "hotel", "deal.our_share=60%").code == 0
    monkeypatch.delenv("ADVISOR_WORKSPACE")
    assert run("demo-run").code == 0
    monkeypatch.setenv("ADVISOR_WORKSPACE", str(tmp_path / "cache" / "demo-run"))
    assert run("undo", "hotel").code == 1


def test_advisor_alone_without_a_terminal(
    workspace: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = run()
    assert ran.code == 0 and "WHERE WE STAND" in ran.out
    assert "所处局面" in run("--lang", "zh").out
    monkeypatch.chdir(tmp_path)
    ran = run()
    assert (ran.code, ran.out) == (2, "")
    assert "advisor demo --open" in ran.err and "advisor init DIR" in ran.err


def test_what_is_made_is_private(workspace: Path, run: Run) -> None:
    run("deals")
    for path in (workspace, workspace / "data", workspace / "data" / "deals", workspace / ".cache"):
        if path != workspace:  # the copy's own folder is the test's
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    for path in (workspace / "data").rglob("*.json"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_doctor_tells_what_is_wrong(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = run("check").code
    ran = run("doctor")
    assert (ran.code, ran.err) == (rules, "")
    for what in ("python", "engine", "rules", "cache", "deals"):
        assert what in ran.out
    (workspace / "data" / "deals" / "copy of d-hotel-aircon.json").write_text("{}")
    ran = run("doctor")
    assert ran.code == rules and "copy of d-hotel-aircon.json" in ran.out
    (workspace / "rules").mkdir()
    (workspace / "rules" / "x.yaml").write_text("schema: nothing/1\n")
    assert run("doctor").code == 1
    monkeypatch.setenv("ADVISOR_CACHE", os.devnull)
    assert "cannot be used" in run("doctor").out


def test_doctor_outside_a_workspace(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("doctor")
    assert ran.code == run("check").code and "no workspace here" in ran.out


def test_a_broken_workspace_file_is_named(workspace: Path, run: Run) -> None:
    from advisor.errors import StoreError
    from advisor.pipeline.workspace import title_of

    assert title_of(workspace) == "demo data"
    (workspace / "advisor.toml").write_text("title = [")
    with pytest.raises(StoreError, match=r"advisor\.toml"):
        title_of(workspace)
    assert run("brief", "hotel").code == 0, "the page does not need the title"


def test_the_folder_we_are_in_may_be_gone(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert run("brief", "x").code == 2
