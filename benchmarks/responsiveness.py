"""How long the terminal UI stands still while 200 deals are evaluated through its own source.

    python benchmarks/responsiveness.py [--deals 200] [--rounds 3]

A real workspace, the real source, arrow keys pressed meanwhile. The worst gap between two 10 ms heartbeats is
taken three times: with nothing to do, with the engine in its process (as the program runs it), and with the
engine in the UI's own process for comparison. Exit code 1 when the program's own way is above the bar, 2
when the machine is too busy to say.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from measure import table

from advisor.cli.open_ui import DeskSource
from advisor.pipeline.desk import Desk
from advisor.tui.app import AdvisorApp
from advisor.tui.calm import calm_collector

BEAT = 0.01
BAR = 60.0
"""Milliseconds that a user does not notice."""


class InProcess(DeskSource):
    """The program's source with the engine in the same process."""

    def _open(self) -> Desk:
        if self._desk is None:
            self._desk = Desk.open(self._folder, self._today)
        return self._desk


class Gaps:
    """Heartbeats of an app and how late they came."""

    def __init__(self, app: AdvisorApp) -> None:
        self.late: list[float] = []
        self.last = time.perf_counter()
        self.timer = app.set_interval(BEAT, self.beat)

    def beat(self) -> None:
        now = time.perf_counter()
        self.late.append((now - self.last - BEAT) * 1000)
        self.last = now


async def worst_gap(source: DeskSource, today: date, work: bool) -> tuple[float, float]:
    """Return the worst gap in milliseconds, and how many seconds the evaluation took."""
    app = AdvisorApp(source, "en", today)
    async with app.run_test(size=(120, 36)) as pilot:
        ids = [line.id for line in await asyncio.to_thread(source.deals)]
        await pilot.pause(0.5)

        def evaluate() -> None:
            if work:
                for deal_id in ids:
                    source.brief(deal_id)
            else:
                time.sleep(2)

        gaps, start = Gaps(app), time.perf_counter()
        job = asyncio.create_task(asyncio.to_thread(evaluate))
        keys = 0
        while not job.done():
            app.simulate_key("down" if keys % 20 < 10 else "up")
            keys += 1
            await asyncio.sleep(0.1)
        await job
        took = time.perf_counter() - start
        gaps.timer.stop()
    return max(gaps.late), took


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--deals", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    calm_collector()
    today = date.today()
    ways: dict[str, tuple[type[DeskSource], bool]] = {
        "nothing to do": (DeskSource, False),
        "engine in its own process": (DeskSource, True),
        "engine in the UI's process": (InProcess, True),
    }
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    with tempfile.TemporaryDirectory() as base:
        folder = str(_workspace(Path(base), given.deals))
        for _ in range(given.rounds):
            for name, (kind, work) in ways.items():
                source: Any = kind(folder, today, "en")
                found[name].append(asyncio.run(worst_gap(source, today, work)))
                source.close()
    rows = []
    for name, pairs in found.items():
        gaps = [gap for gap, _ in pairs]
        seconds = statistics.median(s for _, s in pairs)
        rows.append([name, f"{statistics.median(gaps):.0f}", f"{max(gaps):.0f}", f"{seconds:.1f}"])
    print(table([f"{given.deals} deals", "worst gap ms, median of rounds", "worst of all", "seconds"], rows))
    idle, own = (statistics.median(g for g, _ in found[name]) for name in list(ways)[:2])
    if idle > BAR / 2:
        print(f"the machine is too busy to say: with nothing to do the worst gap is {idle:.0f} ms already")
        return 2
    return 0 if own <= BAR else 1


def _workspace(base: Path, deals: int) -> Path:
    from places import grown

    return grown(base / "workspace", base / "cache", deals)


if __name__ == "__main__":
    sys.exit(main())
