"""Interleaved rounds: everybody does the same work in every round, in an order that turns, on CPU time."""

import gc
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

R = TypeVar("R")


def cpu(work: Callable[[], R]) -> tuple[R, float]:
    """Return what the work returns and the CPU seconds of this process it took."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def turned(names: Sequence[str], number: int) -> list[str]:
    """Return the names in the order of a round."""
    shift = number % len(names)
    return [*names[shift:], *names[:shift]]


def ratios(seconds: Mapping[str, Sequence[float]], base: str) -> dict[str, float]:
    """Return, for each name, the median over the rounds of its time to the base's time in that round."""
    return {
        name: statistics.median(a / b for a, b in zip(found, seconds[base], strict=True))
        for name, found in seconds.items()
    }


def settle() -> None:
    """Take what exists out of the collector's sight, so that nobody pays for the others' rules."""
    gc.collect()
    gc.freeze()


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [" | ".join(heads), " | ".join("---" for _ in heads), *(" | ".join(row) for row in rows)]
    return "\n".join(f"| {line} |" for line in lines)
