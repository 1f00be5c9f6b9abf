"""A demo workspace on a fixed day, and the command line run in this process or in one of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from advisor.__main__ import main
from advisor.cli.places import make_demo

TODAY = date(2026, 11, 21)
ROOT = Path(__file__).resolve().parents[2]
DEMO_DEALS = len(list((ROOT / "advisor" / "demo").glob("*.yaml")))
SMALL = """\
schema: deal/1
id: {id}
given:
  deal: {{name: "{name}", our_share: 60%}}
  rival:
    - {{name: B, share: 10%}}
"""


class Ran(NamedTuple):
    """How a command line ended, and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for the whole session: the rules are compiled once."""
    folder = tmp_path_factory.mktemp("cache")
    folder.chmod(0o700)
    return folder


@pytest.fixture(autouse=True)
def surroundings(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """English, no workspace of the developer's, the session's cache."""
    monkeypatch.setenv("ADVISOR_CACHE", str(cache))
    for name in ("ADVISOR_WORKSPACE", "ADVISOR_DEBUG", "LC_ALL", "LC_MESSAGES", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    """The demo workspace; copied by `workspace`, never changed itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ADVISOR_CACHE", str(cache))
        return Path(make_demo(str(tmp_path_factory.mktemp("demo") / "w"), TODAY))


@pytest.fixture
def workspace(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A demo workspace of its own, and the current folder."""
    folder = tmp_path / "w"
    shutil.copytree(demo, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line in this process."""

    def call(*args: str) -> Ran:
        capsys.readouterr()
        code = main(args)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


def spawn(
    args: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None, script: str | None = None
) -> "subprocess.Popen[bytes]":
    """Start a command line (or a script) in a process of its own."""
    command = [sys.executable, "-c", script, *args] if script else [sys.executable, "-m", "advisor", *args]
    return subprocess.Popen(
        command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **(env or {})},
    )  # fmt: skip


def finished(process: "subprocess.Popen[bytes]") -> Ran:
    """Wait for a process and return how it ended."""
    out, err = process.communicate(timeout=60)
    return Ran(process.returncode, out.decode(), err.decode())


class Calendar:
    """The day the commands take for today, and the moment that is written down."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.day = TODAY
        calendar = self

        class Day(date):
            @classmethod
            def today(cls) -> date:  # type: ignore[override]
                return calendar.day

        class Moment(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
                return datetime.combine(calendar.day, time(12)).astimezone()

        patch.setattr("advisor.cli.settings.date", Day)
        patch.setattr("advisor.pipeline.desk.datetime", Moment)

    def turn(self, days: int) -> None:
        """Go some days on."""
        self.day += timedelta(days=days)


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    return Calendar(monkeypatch)


@pytest.fixture
def begun(calendar: Calendar, workspace: Path, run: Run, tmp_path: Path) -> str:
    """A deal recorded on the calendar's day (those of the demo were recorded on the real one)."""
    text = (ROOT / "advisor/demo/paper-mill.yaml").read_text(encoding="utf-8").replace("id: paper-mill", "id: mill")
    file = tmp_path / "mill.yaml"
    file.write_text(text.replace("江北纸业备件年度框架", "Mill"), encoding="utf-8")
    ran = run("new", "mill", "--facts", str(file))
    assert (ran.code, ran.err) == (0, "")
    return "mill"
