"""From a command line to an exit code: what is loaded, what is quiet, what is told."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from advisor import __version__
from advisor.cli import entry
from advisor.cli.brief import Wish
from advisor.cli.quick import OPTIONS, brief_wish

from .conftest import ROOT, TODAY, Run, finished, spawn

DAY = ("--today", TODAY.isoformat())
HEAVY = (
    "yaml",
    "rapidfuzz",
    "typer",
    "click",
    "rich",
    "filelock",
    "textual",
    "pydantic",
    "platformdirs",
    "dataclasses",
)
LOADED = """
import sys
from advisor.__main__ import main
code = main(sys.argv[1:])
print("LOADED", *sorted(set(sys.argv[0:0]) | {m for m in sys.modules if m.split(".")[0] in HEAVY}), file=sys.stderr)
sys.exit(code)
""".replace("HEAVY", repr(HEAVY))


def test_a_warm_brief_loads_nothing_heavy(workspace: Path, run: Run) -> None:
    for deal in ("paper-mill", "hotel"):  # the first one of a day writes its snapshot, behind the page
        assert run("brief", deal, *DAY).code == 0, "the cache is warm now"
    os.utime(
        ROOT / "rules" / "page.yaml"
    )  # a new time, and too young: the content decides, and still nothing loads
    for args in (("paper-mill",), ("江北",), ("hotel-aircon", "--lang=zh"), ("paper-mill", "--format", "md")):
        ran = finished(spawn(["brief", *args, *DAY], workspace, script=LOADED))
        assert ran.code == 0 and ran.out
        assert ran.err.split() == ["LOADED"], args


def test_the_check_above_can_fail(workspace: Path) -> None:
    ran = finished(spawn(["deals", *DAY], workspace, script=LOADED))
    assert "typer" in ran.err


@pytest.mark.parametrize(
    "args", [("-h",), ("--help",), ("brief", "--help"), ("set", "-h"), ("check", "--help")]
)
def test_help_teaches_with_examples(run: Run, args: tuple[str, ...]) -> None:
    ran = run(*args)
    assert (ran.code, ran.err) == (0, "")
    assert "\n  advisor " in ran.out.replace("    advisor", "  advisor")
    assert "\b" not in ran.out


def test_the_help_names_every_command_but_the_hidden_one(run: Run) -> None:
    listed = [
        line.split()[0]
        for line in run("--help").out.partition("Commands:")[2].splitlines()
        if line[2:3].strip()
    ]
    for name in ("brief", "deals", "show", "new", "set", "undo", "check", "test", "demo", "init", "doctor"):
        assert name in listed
    assert "demo-run" not in listed


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"advisor {__version__}\n", "")


@pytest.mark.parametrize(
    "args", [("breif", "x"), ("--nothing",), ("set",), ("undo",), ("init",), ("deals", "x")]
)
def test_what_the_parser_refuses(run: Run, args: tuple[str, ...]) -> None:
    ran = run(*args)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("advisor: ") and "--help" in ran.err


def test_the_quick_reading_agrees_with_the_full_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from advisor.cli import app, brief

    seen: list[Wish] = []
    monkeypatch.setattr(brief, "brief", lambda wish: seen.append(wish) or 0)
    lines = [
        ["brief", "d"], ["brief", "d", "--lang", "zh"], ["brief", "--lang=zh", "d"], ["brief", "--facts", "f.yaml"],
        ["brief", "d", "--format", "md", "--today", "2026-11-21", "--width=72"], ["brief"],
        ["brief", "d", "--as-of", "2026-11-20"],
    ]  # fmt: skip
    for line in lines:
        seen.clear()
        assert app.parsed(line)() == 0
        assert brief_wish(line) == seen[0], line
    options = {option for option in OPTIONS}
    assert {f"--{field.replace('_', '-')}" for field in Wish._fields if field != "deal"} == options


@pytest.mark.parametrize(
    "line",
    [["brief", "d", "e"], ["brief", "--help"], ["brief", "d", "--lang"], ["brief", "--", "d"], ["brief", "-x", "d"],
     ["brief", "d", "--lang", "zh", "--lang", "en"], ["brief", "d", "--width", "-3"], ["deals"], []],
)  # fmt: skip
def test_what_is_not_plain_goes_to_the_full_reading(line: list[str]) -> None:
    assert brief_wish(line) is None


def test_a_defect_of_ours_is_one_line_and_a_traceback_only_on_request(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from advisor.cli import brief

    def broken(wish: Wish) -> int:
        raise RuntimeError("no \x1b[2J way")

    monkeypatch.setattr(brief, "brief", broken)
    ran = run("brief", "hotel")
    assert (ran.code, ran.out) == (3, "")
    assert "RuntimeError: no \\u001b[2J way" in ran.err and "ADVISOR_DEBUG=1" in ran.err
    assert "Traceback" not in ran.err
    monkeypatch.setenv("ADVISOR_DEBUG", "1")
    ran = run("brief", "hotel")
    assert "Traceback" in ran.err and "\x1b" not in ran.err


def test_no_traceback_for_errors_in_words(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from advisor.engine.driver import InProcess
    from advisor.errors import EngineError

    def fails(self: InProcess, asks: object) -> object:
        raise EngineError("the engine failed", hint="try again")

    monkeypatch.setattr(InProcess, "fire", fails)
    ran = run("brief", "hotel")
    assert (ran.code, ran.out, ran.err) == (3, "", "advisor: the engine failed\n    try again\n")


def test_interrupted_is_quiet(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from advisor.cli import brief, deals

    def interrupted(*args: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(brief, "brief", interrupted)
    assert run("brief", "hotel") == (130, "", "")
    monkeypatch.setattr(deals, "deals", interrupted)
    assert run("deals") == (130, "", "")


def test_a_real_interrupt_is_quiet(workspace: Path) -> None:
    script = """
import sys, threading
import advisor.cli.brief as brief
from advisor.__main__ import main
def wait(wish):
    print("here", flush=True)
    threading.Event().wait()
brief.brief = wait
sys.exit(main(["brief", "x"]))
"""
    process = spawn([], workspace, script=script)
    assert process.stdout is not None and process.stdout.readline() == b"here\n"
    process.send_signal(signal.SIGINT)
    assert finished(process) == (130, "", "")


@pytest.mark.parametrize(
    "args", [("brief", "paper-mill"), ("show", "paper-mill", "--all"), ("deals",), ("check",)]
)
def test_a_closed_pipe_is_quiet(workspace: Path, args: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.run(
        [sys.executable, "-m", "advisor", *args], cwd=workspace, stdin=subprocess.DEVNULL, stdout=writer,
        stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60, check=False,
    )  # fmt: skip
    os.close(writer)
    assert (process.returncode, process.stderr) == (entry.CLOSED, b"")


def test_a_terminal_that_cannot_show_chinese(workspace: Path) -> None:
    ran = finished(spawn(["brief", "paper-mill", *DAY], workspace, {"PYTHONIOENCODING": "ascii"}))
    assert ran.code == 0 and "\\u6c5f" in ran.out


def test_standard_streams_may_be_closed(workspace: Path) -> None:
    process = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m advisor <&- >&-'], cwd=workspace, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60, check=False,
    )  # fmt: skip
    assert "Traceback" not in process.stderr
