"""Driving the app in tests, and reading what it painted."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

from textual.events import Key
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot
from textual.strip import Strip
from textual.worker import WorkerCancelled

from advisor.labels import Lang
from advisor.tui.app import AdvisorApp
from advisor.tui.source import Source
from tests.tui.fixtures import TODAY, FakeSource

WIDE, NARROW = (120, 36), (80, 24)
GOLDENS = Path(__file__).parent / "goldens"


class Driver:
    """One running app with its pilot."""

    def __init__(self, app: AdvisorApp, pilot: Pilot[None], source: Any) -> None:
        """Hold the three together."""
        self.app = app
        self.pilot = pilot
        self.source = source

    async def press(self, *keys: str) -> str:
        """Press keys one after the other, wait until nothing is under way, and return the screen."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            self.app.post_message(Key(name, key_to_character(name) or (key if len(key) == 1 else None)))
            await self.settle()
        return self.text()

    async def settle(self) -> None:
        """Wait until no call is under way (one that waits at the gate is left alone) and the screen rests."""
        calm, before = 0, ""
        while calm < 3:
            await self.pilot.pause(0)
            busy = getattr(self.source, "gate", None) is None and any(not worker.is_finished for worker in self.app.workers)
            if busy:
                with suppress(WorkerCancelled):
                    await self.app.workers.wait_for_complete()
            now = self.text() if self.app.is_running else ""
            calm = calm + 1 if now == before and not busy else 0
            before = now

    def strips(self) -> list[Strip]:
        """Return the painted lines; the one place that uses the screen library's inside."""
        return self.app.screen._compositor.render_strips()

    def text(self) -> str:
        """Return the screen as text."""
        return "\n".join(strip.text.rstrip() for strip in self.strips()) + "\n"

    def notices(self) -> list[str]:
        """Return the notices on the screen, oldest first."""
        return [note.message for note in self.app._notifications]


@asynccontextmanager
async def running(
    size: tuple[int, int] = WIDE, lang: Lang = "en", source: Source | None = None, plain: bool = False,
    keys: Sequence[str] = (), today: date = TODAY,
) -> AsyncIterator[Driver]:  # fmt: skip
    """Run the app on a screen of some size and press keys once the first advice is there."""
    source = source or FakeSource()
    app = AdvisorApp(source, lang, today, plain)
    async with app.run_test(size=size, notifications=True) as pilot:
        driver = Driver(app, pilot, source)
        await driver.settle()
        await driver.press(*keys)
        yield driver


def check_golden(name: str, text: str) -> None:
    """Compare a text with its golden file; ADVISOR_UPDATE_GOLDENS=1 writes the file instead."""
    path = GOLDENS / f"{name}.txt"
    if os.environ.get("ADVISOR_UPDATE_GOLDENS") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"{path.name} is missing; run with ADVISOR_UPDATE_GOLDENS=1"
    assert text == path.read_text(encoding="utf-8"), f"{path.name} differs; look at it before updating"
