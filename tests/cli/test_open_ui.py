"""The terminal UI's source on a real workspace, and the UI itself on it."""

import os
import shutil
import threading
from pathlib import Path

import pytest

from advisor.cli.open_ui import DeskSource
from advisor.cli.start import has_terminal
from advisor.errors import AdvisorError, FactError, RulebookError
from advisor.tui.source import UNKNOWN, Source

from .conftest import DEMO_DEALS, ROOT, TODAY


@pytest.fixture
def source(workspace: Path) -> DeskSource:
    """A source on a demo workspace, the engine in a process of its own."""
    made = DeskSource(str(workspace), TODAY, "en")
    yield made  # type: ignore[misc]
    made.close()


def test_it_is_what_the_ui_asks_for(source: DeskSource) -> None:
    needed: Source = source
    assert needed.title() == "demo data"
    assert len(needed.deals()) == DEMO_DEALS
    assert needed.brief("hotel-aircon").deal == "hotel-aircon"


def test_answers_go_in_and_come_back(source: DeskSource) -> None:
    asked = [q.path for q in source.brief("hotel-aircon").questions]
    path = next(p for p in asked if p.endswith(".power"))
    source.answer("hotel-aircon", path, "decider")
    assert path not in [q.path for q in source.brief("hotel-aircon").questions]
    source.answer("hotel-aircon", path, UNKNOWN)
    assert path in [q.path for q in source.brief("hotel-aircon").questions]
    undone = source.undo("hotel-aircon")
    assert undone is not None and path in undone
    assert source.undo("hotel-aircon") is not None
    assert source.undo("hotel-aircon") is None
    with pytest.raises(FactError):
        source.answer("hotel-aircon", path, "perhaps")
    with pytest.raises(FactError, match="no person"):
        source.answer("hotel-aircon", "person.Nobody Known.power", "decider")


def test_every_question_of_the_demo_can_be_answered(source: DeskSource) -> None:
    for line in source.deals()[:5]:
        for question in source.brief(line.id).questions[:4]:
            if question.choices:
                source.answer(line.id, question.path, question.choices[0][0])


def test_threads_take_turns(source: DeskSource) -> None:
    failed: list[BaseException] = []

    def work(id: str) -> None:
        try:
            for _ in range(3):
                assert source.brief(id).deal == id
                source.deals()
        except BaseException as error:
            failed.append(error)

    threads = [
        threading.Thread(target=work, args=(id,)) for id in ("paper-mill", "hotel-aircon", "college-labs")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failed


def test_changed_rules_are_taken_over_and_broken_ones_are_not(source: DeskSource, workspace: Path) -> None:
    before = source.brief("paper-mill")
    shutil.copytree(ROOT / "rules", workspace / "rules")
    page = workspace / "rules" / "page.yaml"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("deal.opening_kind", "deal.our_share"), encoding="utf-8")
    source.deals()
    after = source.brief("paper-mill")
    assert [s.path for s in before.position] != [s.path for s in after.position]
    page.write_text(text.replace("deal.opening_kind", "deal.nothing"), encoding="utf-8")
    assert len(source.deals()) == DEMO_DEALS
    assert "the rules have problems" in source.title()
    assert source.brief("paper-mill").position == after.position
    page.write_text(text, encoding="utf-8")
    source.deals()
    assert source.title() == "demo data"
    assert [s.path for s in source.brief("paper-mill").position] == [s.path for s in before.position]


def test_rules_that_are_broken_at_the_start_are_an_error_in_words(workspace: Path) -> None:
    (workspace / "rules").mkdir()
    (workspace / "rules" / "x.yaml").write_text("schema: nothing/1\n")
    source = DeskSource(str(workspace), TODAY, "en")
    with pytest.raises(RulebookError):
        source.deals()
    shutil.rmtree(workspace / "rules")
    assert len(source.deals()) == DEMO_DEALS, "the next call tries again"
    source.close()


def test_nothing_is_read_before_the_first_call(tmp_path: Path) -> None:
    source = DeskSource(str(tmp_path / "nowhere"), TODAY, "en")
    source.close()
    with pytest.raises(AdvisorError):
        DeskSource(str(tmp_path / "nowhere"), TODAY, "en").title()


async def test_the_ui_runs_on_it(source: DeskSource) -> None:
    from advisor.tui.app import AdvisorApp

    app = AdvisorApp(source, "en", TODAY)
    async with app.run_test(size=(120, 36)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.state.deals is not None and len(app.state.deals) == DEMO_DEALS
        assert app.state.brief is not None, "the next meeting's brief is there without a key"
        assert app.state.brief.deal == app.state.deals[0].id


def test_without_a_terminal_there_is_no_ui(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not has_terminal()
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("advisor.cli.start.terminal_size", lambda: (120, 36))
    monkeypatch.setenv("TERM", "xterm-256color")
    assert has_terminal()
    monkeypatch.setenv("TERM", "dumb")
    assert not has_terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("advisor.cli.start.terminal_size", lambda: (59, 36))
    assert not has_terminal()


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo terminal")
def test_advisor_in_a_real_terminal_opens_and_closes(workspace: Path) -> None:
    import pty
    import struct
    import sys
    from fcntl import ioctl
    from termios import TIOCSWINSZ

    pid, master = pty.fork()
    if pid == 0:  # pragma: no cover - the child becomes the program
        os.environ.update(TERM="xterm-256color", PYTHONPATH=str(ROOT))
        ioctl(0, TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        os.execv(sys.executable, [sys.executable, "-m", "advisor"])
    seen = b""
    try:
        while b"paper-mill" not in seen and "纸业".encode() not in seen:
            seen += os.read(master, 65536)
        os.write(master, b"q")
        while os.read(master, 65536):
            pass
    except OSError:
        pass  # the program has ended and closed its terminal
    _, status = os.waitpid(pid, 0)
    os.close(master)
    assert os.waitstatus_to_exitcode(status) == 0, seen[-2000:]
