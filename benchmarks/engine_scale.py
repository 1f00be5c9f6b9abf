"""The engine at the size of the shipped content and beyond: full evaluation, and a sweep of 10,000 deals.

    python benchmarks/engine_scale.py [--rules 340] [--deals 10000]

The sweep's deals resemble 60 archetypes with 12 % of the facts drawn anew. CLIPS gets the same deals and its
conclusions are compared for every one of them; that needs all facts known. Memos start empty.
A CLIPS environment fed through clipspy 1.0.6 gets slower with every deal (0.6 ms, 1.6 after 5,000), so
it gets a new one every 1,000 deals, which costs it less than either extreme; making them is counted.
"""

import argparse
import statistics
from typing import Any

from flat import Answers
from measure import cpu, settle, table
from ours import Ours
from synthetic import TODAY, Book, make_alike, make_book, make_deals

from advisor.facts.deal import Deal
from advisor.facts.sheet import sheet

BLOCK = 500
FRESH = 1_000


def evaluation(book: Book, share: float, warm: int = 2_000, rounds: int = 9, count: int = 100) -> list[str]:
    """Return ms CPU a deal for unseen deals: the whole, of it the fact sheet, and without memo."""
    engine, bare = Ours(book), Ours(book, remembers=False)
    settle()
    for n, deal in enumerate(make_deals(book, warm, 1, share)):
        engine.answers(deal)
        if n < 25:
            bare.answers(deal)
    dictionary = engine.rules.dictionary
    seconds: list[list[float]] = [[], [], []]
    for number in range(rounds):
        deals = make_deals(book, count, 100 + number, share)

        def sheets(deals: list[Deal] = deals) -> None:
            for deal in deals:
                sheet(dictionary, deal, TODAY)

        def evaluate(engine: Ours, deals: list[Deal] = deals) -> None:
            for deal in deals:
                engine.engine.conclude(sheet(engine.rules.dictionary, deal, TODAY))

        for found, work in zip(
            seconds, (lambda: evaluate(engine), sheets, lambda: evaluate(bare)), strict=True
        ):
            found.append(cpu(work)[1] / count * 1e3)
    return [f"{statistics.median(found):.2f}" for found in seconds]


def sweep(book: Book, deals: int) -> list[list[str]]:
    """Return the rows of the sweep: name, CPU seconds, deals a second, ratio."""
    engines: dict[str, Any] = {"ours": Ours(book)}
    try:
        from peer_clips import Joined

        engines["clipspy"] = Joined(book)
    except ImportError as error:
        print(f"left out: clipspy ({error})")
    alone = Ours(book)
    settle()
    spent = dict.fromkeys([*engines, "ours, 30 % unknown"], 0.0)
    for start in range(0, deals, BLOCK):
        block = make_alike(book, BLOCK, start)
        answers: dict[str, list[Answers]] = {}
        if start and start % FRESH == 0 and "clipspy" in engines:
            engines["clipspy"], seconds = cpu(lambda: Joined(book))
            spent["clipspy"] += seconds
        for name, engine in engines.items():
            answers[name], seconds = cpu(lambda e=engine, b=block: [e.answers(d) for d in b])
            spent[name] += seconds
        if any(found != answers["ours"] for found in answers.values()):
            raise SystemExit(f"conclusions differ between deals {start} and {start + BLOCK}")
        block = make_alike(book, BLOCK, start, unknown=0.3)
        spent["ours, 30 % unknown"] += cpu(lambda b=block: [alone.answers(d) for d in b])[1]
    base = spent.get("clipspy", spent["ours"])
    return [[n, f"{s:.1f}", f"{deals / s:,.0f}", f"{base / s:.2f}"] for n, s in spent.items()]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rules", type=int, default=340)
    parser.add_argument("--deals", type=int, default=10_000)
    given = parser.parse_args()
    book = make_book(given.rules)
    rows = [[name, *evaluation(book, share)] for name, share in (("all known", 0.0), ("30 % unknown", 0.3))]
    heads = [f"{book.rules} rules", "memo, 2,000 other deals seen", "of it the fact sheet", "no memo"]
    print("full evaluation of unseen deals, ms CPU a deal\n" + table(heads, rows), flush=True)
    rows = sweep(book, given.deals)
    print(f"\nsweep of {given.deals:,} deals that resemble 60 archetypes, same conclusions for every deal")
    print(table(["", "CPU s", "deals a CPU second", "throughput to clipspy"], rows))


if __name__ == "__main__":
    main()
