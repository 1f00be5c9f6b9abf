"""Hostile text on the running app: shown as it is, nothing runs, nothing reaches the terminal."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len

from advisor.cells import show
from advisor.labels import Lang
from tests.tui.demo_app import HostileSource
from tests.tui.fixtures import HOSTILE, FakeSource, hostile
from tests.tui.helpers import NARROW, WIDE, Driver, running

ROOT = Path(__file__).parents[2]
FORBIDDEN = {
    "OSC 52, the clipboard": b"\x1b]52",
    "C1 control": b"\xc2\x9b",
    "C1 string": b"\xc2\x9d",
    "right-to-left override": "\u202e".encode(),
    "isolate": "\u2066".encode(),
    "zero width": "\u200b".encode(),
    "line separator": "\u2028".encode(),
    "hostile clear": b"\x1b[2Jgone",
    "NUL": b"nul\x00",
    "surrogate": b"\xed\xa0\x80",
}


def shows(driver: Driver, text: str) -> bool:
    """Whether a text stands on the screen, letter by letter; lines may have broken it."""
    squeeze = re.compile(r"[\s│▸]")
    return squeeze.sub("", show(text)) in squeeze.sub("", driver.text())


@pytest.mark.parametrize(("size", "lang"), [(WIDE, "en"), (NARROW, "zh")])
async def test_every_screen_shows_hostile_text_literally(size: tuple[int, int], lang: Lang) -> None:
    async with running(size, lang, HostileSource()) as driver:
        texts = {deal.id: deal.name for deal in driver.app.state.deals or ()}
        for _ in texts:
            text = texts[driver.app.state.chosen]
            assert shows(driver, text), f"home: {text!r}"
            for name, keys in (("why not", ["n"]), ("why", ["enter"]), ("whole", ["w"]), ("flips", ["escape", "f"]),
                               ("what if", ["enter"]), ("rivals", ["escape", "o"]), ("chair", ["o"]),
                               ("changed", ["escape", "c"]), ("debrief", ["d"]), ("sum", ["1", *["tab"] * 5]),
                               ("debriefed", ["enter"])):  # fmt: skip
                await driver.press(*keys)
                assert driver.app.is_running and shows(driver, text[:20]), f"{name}: {text!r}"
            await driver.press(*["escape"] * 6)
            for name, keys in (("brief", ["enter"]), ("why", ["w"]), ("answer", ["a"]), ("refused", ["1"])):
                await driver.press(*keys)
                assert driver.app.is_running and shows(driver, text), f"{name}: {text!r}"
            assert "Internal error" in driver.text() or "内部错误" in driver.text()
            await driver.press("escape", "escape", "escape", "ctrl+p", "escape", "down")
        assert driver.app.is_running


async def test_a_click_on_markup_runs_no_action() -> None:
    class Marked(FakeSource):
        def poison(self, deal_id: str) -> str:
            return "[@click=app.quit]q[/]"

    async with running(WIDE, "en", Marked([hostile("[@click=app.quit]q[/]")])) as driver:
        for keys in ([], ["enter"], ["enter", "n"]):
            lines = (await driver.press(*keys)).splitlines()
            spots = [(line.index("q[/]"), row) for row, line in enumerate(lines) if "q[/]" in line]
            assert len(spots) > 3
            for column, row in spots[:: max(len(spots) // 3, 1)]:
                await driver.pilot.click(offset=(cell_len(lines[row][:column]), row))
                assert driver.app.is_running
            await driver.press(*["escape"] * (len(driver.app.screen_stack) - 1))


@contextmanager
def terminal(arguments: list[str], environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Run the demo app on a pty of 120x36; yields the process and the terminal's other end."""
    child, master = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        size = {"COLUMNS": "120", "LINES": "36", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        env = {**os.environ, **size, **environment}
        os.execve(sys.executable, [sys.executable, "-m", "tests.tui.demo_app", *arguments], env)
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    try:
        yield child, master
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(master)


def read_until(master: int, marker: bytes, seconds: float = 15) -> bytes:
    """Read what the app paints until a text has come (sequences between its letters left out)."""
    found = b""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if select.select([master], [], [], 0.2)[0]:
            found += os.read(master, 65536)
        if marker in re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", found):
            return found
    pytest.fail(f"{marker!r} was not painted; the last bytes are {found[-300:]!r}")


def test_nothing_hostile_reaches_a_real_terminal() -> None:
    with terminal([], {}) as (_, master):
        sent = read_until(master, b"ASK IN THE MEETING")
        for keys, marker in ((b"\r", b"Esc Back"), (b"n", b"SOMETHING IS NOT KNOWN"), (b"f", b"WAY 1"),
                            (b"\x1b", b"IS NOT KNOWN"), (b"o", b"LIKELY DO"), (b"c", b"FACTS GREW OLD"), (b"i", b"WHAT IF"),
                            (b" ", b"NOW"), (b"\x1b", b"FACTS GREW OLD"), (b"d", b"answered"), (b"\x1b", b"FACTS GREW OLD"),
                            (b"w", b"Whole proof"), (b"a", b"ANSWER"), (b"1", b"Internal error")):
            os.write(master, keys)
            sent += read_until(master, marker)
        os.write(master, b"\x10")  # ^p
        for _ in HOSTILE:
            os.write(master, b"\x1b[B")
        os.write(master, "\x1b[200~x\u202e\x9by\x1b[201~".encode())
        sent += read_until(master, b"y")
    for name, forbidden in FORBIDDEN.items():
        assert forbidden not in sent, name
    assert b"\\u001b]52" in re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", sent)


def test_no_color_means_no_colour() -> None:
    with terminal([], {"NO_COLOR": "1"}) as (_, master):
        sent = read_until(master, b"ASK IN THE MEETING")
    codes = {code for found in re.findall(rb"\x1b\[([0-9;]*)m", sent) for code in re.findall(rb"38|48|\b[349]\d\b", found)}
    assert codes <= {b"39", b"49"}, codes
    assert re.search(rb"\x1b\[1;7;", sent), "the cursor is shown without colour"
