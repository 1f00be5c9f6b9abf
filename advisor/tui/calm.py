"""Keeping the garbage collector from stopping the screen."""

import gc


def calm_collector() -> None:
    """Collect less: a full collection over everything the imports made stands still for some 80 ms.

    What the imports made lives as long as the program and is taken out of every collection; the rest is
    collected less often. `benchmarks/heartbeat.py` measures the difference.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
