"""`advisor debrief`: typed in a terminal, from a pipe, from a file; what it prints and what it saves."""

import io
import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from advisor.cells import width
from advisor.cli.debrief_talk import meant
from advisor.explain.debrief_view import DebriefItem
from advisor.labels import Label, same

from .conftest import ROOT, TODAY, Run

DAY = ("--today", TODAY.isoformat())
VISIT = "拜访许副院长"
ASKED = 9


def files(workspace: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (workspace / "data").rglob("*.json")}


def typed(monkeypatch: pytest.MonkeyPatch, text: str | bytes) -> None:
    """Put a text into the standard input, which is no terminal then."""
    data = text.encode() if isinstance(text, str) else text
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


# ---------------------------------------------------------------- keys


def item(kind: str, *choices: str, was: str = "", part: str = "question") -> DebriefItem:
    label = Label("a", "甲")
    known = same(was) if was else None
    return DebriefItem(part, "deal.x", label, label, kind, tuple((c, same(c)) for c in choices), known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("of", "typed", "answer"),
    [
        (item("yes_no", "yes", "no"), "y", "yes"),
        (item("yes_no", "yes", "no"), " N ", "no"),
        (item("yes_no", "yes", "no"), "2", "no"),
        (item("yes_no", "yes", "no"), "ｙ", "yes"),
        (item("yes_no", "yes", "no"), "是", "是"),
        (item("yes_no", "yes", "no"), "u", "unknown"),
        (item("choice", "a", "b", "c"), "3", "c"),
        (item("choice", "a", "b", "c"), "３", "c"),
        (item("choice", "a", "b", "c"), "4", "4"),
        (item("choice", "a", "b", "c"), "0", "0"),
        (item("choice", "a", "b", "c"), "b", "b"),
        (item("list", "a", "b", "c"), "1,3", "a,c"),
        (item("list", "a", "b", "c"), "1 3", "a,c"),
        (item("list", "a", "b", "c"), "1、ｃ", "a,ｃ"),
        (item("list", "a", "b", "c"), "Li Wei, 2", "Li Wei,b"),
        (item("list", "a", "b", "c"), "0", ","),
        (item("list"), "Li Wei", "Li Wei"),
        (item("number"), "3", "3"),
        (item("money", was="5"), "=", "="),
        (item("money", was="5"), "＝", "="),
        (item("text"), "yes, by u", "yes, by u"),
        (item("text"), "", ""),
    ],
)
def test_what_keys_mean(of: DebriefItem, typed: str, answer: str) -> None:
    assert meant(of, typed) == answer


# ---------------------------------------------------------------- from a pipe


def test_answers_from_a_pipe(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "y\nu\n" + "\n" * (ASKED - 2) + "=\nTest report\ntoday + 4 days\n\n2026-12-01\n1,4\n")
    ran = run("debrief", "hospital", "--by", "李", *DAY)
    assert ran.code == 0
    for said in (
        "Content and requirements are clear: yes",
        "still unknown, rests for a while: The customer's budget",
        f"{VISIT} · What we promised: Test report",
        "许副院长 · Last met on: 2026-11-21",
        "2026-12-01 · Who comes: 孟主任, 许副院长",
        "'Keep what we promised' comes first",
        "'advisor undo hospital-ultrasound' takes the last line back",
    ):
        assert said in ran.out
    assert "1/16 " in ran.err and "NEXT MEETING" in ran.err
    assert "16/16 " in ran.err
    assert "Keep what we promised" in run("brief", "hospital", *DAY).out


def test_what_hangs_on_an_answer_is_asked_only_then(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "\n" * 40)
    ran = run("debrief", "hospital", *DAY)
    assert "What did we promise" in ran.err and "By which day did we promise" not in ran.err
    assert "meet again" in ran.err and "Who will be there" not in ran.err
    assert ran.out == "Nothing was answered, nothing was recorded.\n"


def test_q_stops_and_saves_and_so_does_the_end(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "y\nq\n800 k\n")
    ran = run("debrief", "hospital", *DAY)
    assert "requirements are clear: yes" in ran.out and "budget" not in ran.out.partition("WHAT CHANGED")[0]
    typed(monkeypatch, "800 k")
    ran = run("debrief", "hospital", *DAY)
    assert (ran.code, "The customer's budget: CNY 800 k" in ran.out) == (0, True)


def test_a_wrong_answer_in_a_pipe_saves_nothing(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(workspace)
    for text in ("y\nmany\n", "y\n\xff\n".encode("latin-1"), b"\xff\n"):
        typed(monkeypatch, text)
        ran = run("debrief", "hospital", *DAY)
        assert (ran.code, ran.out) == (2, "")
        assert files(workspace) == before


def test_an_interrupt_saves_nothing_and_says_so(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(workspace)

    class Interrupted(io.StringIO):
        def readline(self, size: int = -1) -> str:
            line = super().readline()
            if not line:
                raise KeyboardInterrupt
            return line

    monkeypatch.setattr(sys, "stdin", Interrupted("y\n"))
    ran = run("debrief", "hospital", *DAY)
    assert (ran.code, ran.out) == (130, "")
    assert ran.err.endswith("Nothing was saved.\n") and files(workspace) == before


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("columns", [40, 80])
def test_no_line_is_wider_than_the_page(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch, lang: str, columns: int
) -> None:
    typed(monkeypatch, "y\nu\n" + "\n" * (ASKED - 2) + "1\n承诺" + "很长" * 60 + "\ntoday\n\ntoday\n1\n")
    ran = run("debrief", "hospital", *DAY, "--lang", lang, "--width", str(columns))
    assert ran.code == 0
    lines = [line for line in (ran.out + ran.err).splitlines() if not line.lstrip().startswith("[")]
    assert max(width(line) for line in lines) <= columns


# ---------------------------------------------------------------- from a file


def test_the_form_can_be_filled_in_and_read(workspace: Path, run: Run) -> None:
    form = run("debrief", "hospital", "--form", *DAY).out
    assert "# answers: us, rival: a rival, nobody" in form
    filled = form.replace("deal.requirement_clear=", "deal.requirement_clear= yes")
    filled = filled.replace(f"meeting.{VISIT}.we_promised=", f"meeting.{VISIT}.we_promised=1 = 1")
    (workspace / "after.txt").write_text(f"\ufeff{filled}", encoding="utf-8")
    ran = run("debrief", "hospital", "--answers", "after.txt", *DAY)
    assert (ran.code, ran.err) == (0, "")
    assert "requirements are clear: yes" in ran.out and "What we promised: 1 = 1" in ran.out
    assert "RECORDED" in ran.out and "asked in vain" not in ran.out


def test_an_empty_form_records_nothing(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(workspace)
    typed(monkeypatch, run("debrief", "hospital", "--form", "--lang", "zh", *DAY).out)
    ran = run("debrief", "hospital", "--answers", "-", *DAY)
    assert (ran.code, ran.out) == (0, "Nothing was answered, nothing was recorded.\n")
    assert files(workspace) == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("deal.requirement_clear=yes\nnonsense\n", "line 2: 'nonsense' is no answer"),
        ("deal.budget=1 M\ndeal.budget=2 M\n", "line 2: 'deal.budget' is answered twice"),
        ("deal.requirement_clear=yes\ndeal.budget=many\n", "deal.budget: 'many' is not an amount"),
        (f"meeting.{VISIT}.persons=孟主仁\n", "there is no person '孟主仁'"),
    ],
)
def test_what_is_wrong_with_a_file(workspace: Path, run: Run, text: str, said: str) -> None:
    before = files(workspace)
    (workspace / "a.txt").write_text(text, encoding="utf-8")
    ran = run("debrief", "hospital", "--answers", "a.txt", *DAY)
    assert (ran.code, ran.out) == (2, "") and said in ran.err
    assert files(workspace) == before
    assert run("debrief", "hospital", "--answers", "nowhere.txt", *DAY).code == 2


def test_bytes_that_are_no_text(workspace: Path, run: Run) -> None:
    (workspace / "a.txt").write_bytes(b"deal.budget=\xff\n")
    ran = run("debrief", "hospital", "--answers", "a.txt", *DAY)
    assert ran.code == 2 and "not UTF-8" in ran.err
    (workspace / "a.txt").write_bytes(b"#" * (1 << 20) + b"#")
    assert "longer than" in run("debrief", "hospital", "--answers", "a.txt", *DAY).err


def test_somebody_new_in_a_file_needs_new(workspace: Path, run: Run) -> None:
    (workspace / "a.txt").write_text(f"meeting.{VISIT}.persons=孟主任,何工\n", encoding="utf-8")
    assert run("debrief", "hospital", "--answers", "a.txt", *DAY).code == 2
    ran = run("debrief", "hospital", "--answers", "a.txt", "--new", *DAY)
    assert ran.code == 0 and "何工 · Last met on: 2026-11-21" in ran.out


def test_json(workspace: Path, run: Run) -> None:
    sheet = json.loads(run("debrief", "hospital", "--form", "--format", "json", *DAY).out)
    assert sheet["schema"] == "debrief/1" and len(sheet["items"]) == 16
    (workspace / "a.txt").write_text("deal.requirement_clear=yes\n", encoding="utf-8")
    ran = run("debrief", "hospital", "--answers", "a.txt", "--format", "json", *DAY)
    done = json.loads(ran.out)
    assert ran.out.isascii() and done["schema"] == "debriefed/1" and done["brief"]["schema"] == "brief/1"
    assert [fact["path"] for fact in done["recorded"]] == ["deal.requirement_clear"]


def test_any_answer_can_be_taken_back(workspace: Path, run: Run) -> None:
    start = run("show", "hospital", *DAY).out
    told = f"deal.requirement_clear=yes\ndeal.budget=unknown\nmeeting.{VISIT}.persons==\n"
    (workspace / "a.txt").write_text(told, encoding="utf-8")
    assert run("debrief", "hospital", "--answers", "a.txt", *DAY).code == 0
    ran = run("undo", "hospital", "deal.requirement_clear")
    assert (ran.code, "deal.requirement_clear  yes -> ?" in ran.out) == (0, True)
    assert run("undo", "hospital", "deal.requirement_clear").code == 1
    assert run("undo", "hospital", "deal.requirement_claer").code == 2
    ran = run("undo", "hospital", "asked.deal.budget.in_vain")
    assert (ran.code, "yes -> ?" in ran.out) == (0, True)
    assert run("undo", "hospital", "person.孟主任.last_met").code == 0
    assert run("show", "hospital", *DAY).out == start


def test_a_conversation_of_today(workspace: Path, run: Run) -> None:
    (workspace / "a.txt").write_text(f"meeting.{TODAY}.they_promised=call back\n", encoding="utf-8")
    ran = run("debrief", "hospital", "--talk", "--answers", "a.txt", "--lang", "zh", *DAY)
    assert ran.code == 0 and f"{TODAY} 的交谈" in ran.out
    assert "客户答应了却没定日子：call back" in run("brief", "hospital", "--lang", "zh", *DAY).out


# ---------------------------------------------------------------- in a terminal


class Terminal:
    """A debrief in a pseudo-terminal; every step waits for what it expects to see."""

    def __init__(self, workspace: Path) -> None:
        import pty

        self.own, its = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "advisor", "debrief", "hospital", *DAY],
            cwd=workspace, stdin=its, stdout=its, stderr=its, start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb", "LANG": "C.UTF-8"},
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # test workers ignore it
        )  # fmt: skip
        os.close(its)
        self.seen = ""

    def until(self, text: str) -> str:
        """Read until a text comes up, and return what came before it."""
        data, end = self.seen.encode(), time.monotonic() + 60
        while text.encode() not in data:
            assert time.monotonic() < end and select.select([self.own], [], [], 60)[0], data.decode()
            try:
                part = os.read(self.own, 4096)
            except OSError:
                part = b""
            assert part, data.decode(errors="replace")
            data += part
        before, _, self.seen = data.decode(errors="replace").partition(text)
        return before

    def interrupt(self) -> None:
        """Press Ctrl-C until it is heard: the line editor misses one that comes while it begins to wait."""
        for _ in range(30):
            os.killpg(self.process.pid, signal.SIGINT)
            if select.select([self.own], [], [], 2)[0]:
                return

    def type(self, text: str) -> None:
        os.write(self.own, f"{text}\n".encode())


pytestmark_terminal = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


@pytestmark_terminal
def test_a_debrief_in_a_terminal(workspace: Path) -> None:
    terminal = Terminal(workspace)
    terminal.until("1/16 ")
    terminal.until("[y/n, u] ")
    terminal.type("perhaps")
    assert "none of yes, no" in terminal.until("[y/n, u] "), "a wrong answer is asked again"
    terminal.type("y")
    for _ in range(ASKED - 1):
        terminal.until("] ")
        terminal.type("")
    terminal.until("Who was there?")
    terminal.until("= still so] ")
    terminal.type("1,何工")
    terminal.until("    何工: not recorded yet. Add? [y/n] ")
    terminal.type("n")
    terminal.until("there is no person '何工'")
    terminal.type("1,何工")
    terminal.until("    何工: not recorded yet. Add? [y/n] ")
    terminal.type("y")
    terminal.until("[a few words] ")
    terminal.type("q")
    terminal.until("Last met on: 2026-11-21")
    terminal.until("NOW DO THIS")
    terminal.until("takes the last line back")
    assert terminal.process.wait(60) == 0
    text = "".join(
        path.read_text(encoding="utf-8") for path in (workspace / "data" / "deals").glob("d-hospital*")
    )
    assert '"何工"' in text and "requirement_clear" in text


@pytestmark_terminal
def test_ctrl_c_in_a_terminal_saves_nothing(workspace: Path) -> None:
    before = files(workspace)
    terminal = Terminal(workspace)
    terminal.until("[y/n, u] ")
    terminal.type("y")
    terminal.until("2/16 ")
    terminal.until("u] ")
    terminal.interrupt()
    terminal.until("Nothing was saved.")
    assert terminal.process.wait(60) == 130
    assert files(workspace) == before
