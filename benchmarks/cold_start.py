"""Cold start: from starting the program to the first useful page, against a bare Textual app.

    python benchmarks/cold_start.py [--rounds 11] [--deals 200] [--cold]

Each command runs in a terminal of its own, 120 x 36, in turns; what counts is the median over the rounds of
its time to the bare app's time in the same round. Useful: the list names all its deals, and the page of the
first one says what to do. `brief` is measured to the end of the process. `--cold` empties our caches before
each start (Python's bytecode stays).
"""

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path

from measure import ratios, table, turned
from places import PYTHON, demo, environment, grown
from terminal import paint

LINE = "nothing but this line"
ADVICE = "DO THIS"
BARE = str(Path(__file__).with_name("bare.py"))


class Start:
    """The commands, where they run and what must appear."""

    def __init__(self, base: Path, deals: int, cold: bool) -> None:
        self.base, self.cold = base, cold
        self.cache = base / "cache"
        self.small = demo(base / "small", self.cache)
        shown = len(list((self.small / "data" / "deals").iterdir()))
        self.commands: dict[str, tuple[list[str], list[str], Path]] = {
            "bare Textual": ([BARE], [LINE], base),
            f"advisor, {shown} deals": (["-m", "advisor"], [f"{shown} deals", ADVICE], self.small),
            "advisor brief": (["-m", "advisor", "brief", "hospital"], [], self.small),
        }
        if deals:
            large = grown(base / "large", self.cache, deals)
            name = f"advisor, {deals} deals"
            self.commands[name] = (["-m", "advisor"], [f"{deals} deals", ADVICE], large)

    def once(self, name: str) -> tuple[float, float, float]:
        """Return wall seconds to everything, wall seconds to the first marker, and CPU seconds."""
        arguments, markers, folder = self.commands[name]
        if self.cold:
            for cache in (self.cache, self.small / ".cache", self.base / "large" / ".cache"):
                shutil.rmtree(cache, ignore_errors=True)
        found = paint([PYTHON, *arguments], markers, str(folder), environment(self.cache))
        return max(found.wall.values()), min(found.wall.values()), found.cpu


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--deals", type=int, default=200)
    parser.add_argument("--cold", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as base:
        start = Start(Path(base), given.deals, given.cold)
        names = list(start.commands)
        for name in [*names, *names]:  # bytecode and caches
            start.once(name)
        seconds: list[dict[str, list[float]]] = [{n: [] for n in names} for _ in range(3)]
        for number in range(given.rounds):
            for name in turned(names, number):
                for found, value in zip(seconds, start.once(name), strict=True):
                    found[name].append(value)
    whole, first, cpu = (ratios(s, "bare Textual") for s in seconds)
    rows = [
        [
            name,
            f"{statistics.median(seconds[0][name]) * 1e3:.0f}",
            f"{whole[name]:.2f}",
            f"{first[name]:.2f}",
            f"{statistics.median(seconds[2][name]) * 1e3:.0f}",
            f"{cpu[name]:.2f}",
        ]
        for name in names
    ]
    heads = ["", "wall ms", "to bare", "the list alone, to bare", "CPU ms", "CPU to bare"]
    print(f"{given.rounds} rounds, caches {'cold' if given.cold else 'warm'}\n" + table(heads, rows))


if __name__ == "__main__":
    main()
