"""Does saving one fact get slower with the number of deals? `python benchmarks/store_scale.py [10 10000]`.

Prints the times of the deal store in folders of different size and the ratio of saving one fact between the
largest and the smallest; exits with 1 when it is above 3.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from advisor.facts.deal import Deal, Fact
from advisor.store.folder import FolderStore
from advisor.store.names import file_name

DAY, NOON = date(2026, 3, 2), datetime(2026, 3, 2, 12, tzinfo=UTC)
FACTS, TIMES, MOST = 24, 200, 3.0


def filled(folder: Path, deals: int) -> FolderStore:
    """A store of equal deals: one is made, the others are copies of its file under their own ids."""
    store = FolderStore(folder)
    told = Fact("a value of usual length", DAY, "li", note="by phone")
    facts = {f"fact_{number}": told for number in range(FACTS)}
    store.create(Deal("deal-0", {"deal": {"it": facts}}), recorded_at=NOON)
    for number in range(40):
        change(store, "deal-0", number)
    text = (folder / "deals" / file_name("d-", "deal-0")).read_text(encoding="utf-8")
    for number in range(1, deals):
        path = folder / "deals" / file_name("d-", f"deal-{number}")
        path.write_text(text.replace("deal-0", f"deal-{number}"), encoding="utf-8")
    return store


def change(store: FolderStore, id: str, value: int) -> None:
    store.record(id, {("deal", "it", "amount"): value}, on=DAY, by="li", source="typed", recorded_at=NOON)


def milliseconds(call: Callable[[], object], times: int) -> float:
    """The median of many calls."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1_000


def main(sizes: list[int]) -> int:
    chance = random.Random(1)
    saves = []
    print(f"{'deals':>8} {'save one':>10} {'read one':>10} {'overview':>10}   (ms, medians)")
    with tempfile.TemporaryDirectory() as folder:
        stores = [(size, filled(Path(folder) / str(size), size)) for size in sizes]
        for size, store in stores:
            def some(size: int = size) -> str:
                return f"deal-{chance.randrange(size)}"

            def save(store: FolderStore = store, some: Callable[[], str] = some) -> None:
                change(store, some(), 7)

            save()  # the first one makes the lock files' folder
            saves.append(milliseconds(save, TIMES))
            read = milliseconds(lambda store=store, some=some: store.get(some()), TIMES)
            whole = milliseconds(lambda store=store: list(store.overview([("deal", "amount")])), 3)
            print(f"{size:8} {saves[-1]:10.2f} {read:10.2f} {whole:10.1f}")
    ratio = saves[-1] / saves[0]
    print(f"saving one fact among {sizes[-1]} deals takes {ratio:.2f} times as long as among {sizes[0]}")
    return int(ratio > MOST)


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [10, 10_000]))
