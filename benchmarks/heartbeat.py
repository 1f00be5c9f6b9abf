"""How long the terminal UI stands still while a source works: the worst gap between two 10 ms heartbeats.

    python benchmarks/heartbeat.py [--seconds 5] [--deals 200]

The source computes in pure Python, so it fights for the interpreter like a rule evaluation would; deals
are walked through with the arrow key meanwhile. Exit code 1 when the gap is above the bar.
"""

import argparse
import asyncio
import sys
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from advisor.advice.view import Brief, DealLine, Question, RuleRef, Waiting
from advisor.labels import Label, same
from advisor.tui.app import AdvisorApp
from advisor.tui.calm import calm_collector

BAR = 60.0
"""Milliseconds that a user does not notice."""

TODAY = date(2025, 11, 21)
BEAT = 0.01


class BusySource:
    """Serves invented deals; every call burns the interpreter for a while."""

    def __init__(self, deals: int, burn: float) -> None:
        self.count = deals
        self.burn = burn
        self.calls = 0

    def _work(self) -> None:
        self.calls += 1
        end = time.perf_counter() + self.burn
        while time.perf_counter() < end:
            sum(number * number for number in range(500))

    def title(self) -> str:
        return "benchmark"

    def deals(self) -> tuple[DealLine, ...]:
        self._work()
        when = [(TODAY + timedelta(days=n), n) for n in range(self.count)]
        return tuple(
            DealLine(f"d{n}", f"Deal {n} 影像设备", "Account", on, days, None, None, None, 3)
            for n, (on, days) in enumerate(when)
        )

    def brief(self, deal_id: str) -> Brief:
        self._work()
        ref = RuleRef("step.x", "rules/x.yaml:1")
        ask = Label("Who signs above two million?", "两百万以上由谁签字？")
        questions = tuple(
            Question(f"deal.f{n}", ask, ask, None, "yes_no", (), (ref.id,)) for n in range(9)
        )
        waits = tuple(Waiting(ref, same(f"play {n}"), same("because"), ("deal.f1",)) for n in range(8))
        none = ((),) * 6
        name = f"Deal {deal_id}"
        return Brief(deal_id, name, "", TODAY, None, *none, waits, questions, (), (), (), 10, 9, 0, "0")

    def answer(self, deal_id: str, path: str, text: str) -> None:
        self._work()

    def given(self, deal_id: str) -> None:
        self._work()

    def undo(self, deal_id: str, path: str = "") -> str | None:
        return None


async def worst_gap(source: BusySource, seconds: float) -> tuple[float, int]:
    """Return the worst gap in milliseconds and how many keys were pressed."""
    app = AdvisorApp(source, "zh", TODAY)
    gaps: list[float] = []
    keys = 0
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause(0.5)
        last = time.perf_counter()

        def beat() -> None:
            nonlocal last
            now = time.perf_counter()
            gaps.append((now - last - BEAT) * 1000)
            last = now

        timer = app.set_interval(BEAT, beat)
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            app.simulate_key("down" if keys % 40 < 20 else "up")
            keys += 1
            await asyncio.sleep(0.1)
        timer.stop()
        source.burn = 0
    return max(gaps), keys


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--deals", type=int, default=200)
    parser.add_argument("--burn", type=float, default=0.3, help="seconds of pure Python in every call")
    given = parser.parse_args()
    calm_collector()
    source = BusySource(given.deals, given.burn)
    gap, keys = asyncio.run(worst_gap(source, given.seconds))
    print(f"worst gap {gap:.0f} ms (bar {BAR:.0f}), {keys} keys, {source.calls} calls of {given.burn} s")
    return 0 if gap <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
