"""This engine and three others on the same rules and the same deals, every conclusion compared.

    python benchmarks/engine_peers.py [--rules 50 200 500 1000] [--rounds 9] [--deals 20] [--warm 300]

What is counted, for everybody: from the stored deal to a Python mapping of all conclusions, so the making of
facts is counted in each one's natural way. All facts are known, because the others have no "unknown".
"""

import argparse
import statistics
from collections.abc import Callable
from typing import Any

from flat import Answers
from measure import cpu, ratios, settle, table, turned
from rule_files import rulebook
from synthetic import MEMBERS, Book, make_book, make_deals

from advisor.facts.deal import Deal

SLOW = 4
"""Slow engines get every fourth deal."""


def contestants() -> dict[str, Callable[[Book], Any]]:
    """Return how each engine is built; one whose package is missing is left out, and that is said."""
    from ours import Ours

    found: dict[str, Callable[[Book], Any]] = {
        "ours, memo": Ours,
        "ours, no memo": lambda book: Ours(book, remembers=False),
    }
    try:
        from peer_clips import Joined, OneFlat

        found |= {"clipspy": Joined, "clipspy, flat facts": OneFlat}
    except ImportError as error:
        print(f"left out: clipspy ({error})")
    try:
        from peer_zen import Expressions, Tables

        found |= {"zen-engine, tables": Tables, "zen-engine, expressions": Expressions}
    except ImportError as error:
        print(f"left out: zen-engine ({error})")
    try:
        from peer_experta import Experta

        found["experta"] = Experta
    except ImportError as error:
        print(f"left out: experta ({error})")
    return found


class Run:
    """One size: everybody built, warmed, and timed over the rounds."""

    def __init__(self, rules: int, given: argparse.Namespace) -> None:
        self.book, self.given = make_book(rules), given
        self.engines: dict[str, Any] = {}
        self.built: dict[str, float] = {}
        first = make_deals(self.book, 1, 0)[0]
        self.built["of ours, the YAML files"] = cpu(lambda: rulebook(self.book))[1]
        for name, make in contestants().items():
            self.engines[name], building = cpu(lambda make=make: make(self.book))
            self.built[name] = building + cpu(lambda name=name: self.engines[name].answers(first))[1]
        settle()
        for n, deal in enumerate(make_deals(self.book, given.warm, 1)):
            for name, engine in self.engines.items():
                if name == "ours, memo" or n < (5 if name == "experta" else 25):
                    engine.answers(deal)
        self.seconds: dict[str, list[float]] = {name: [] for name in self.engines}
        self.compared = 0

    def rounds(self) -> None:
        """Time every round on deals nobody has seen."""
        for number in range(self.given.rounds):
            deals = make_deals(self.book, self.given.deals, 100 + number)
            answers: dict[str, list[Answers]] = {}
            for name in turned(list(self.engines), number):
                mine = deals[:: SLOW if name == "experta" else 1]
                answers[name], seconds = cpu(lambda n=name, d=mine: [self.engines[n].answers(x) for x in d])
                self.seconds[name].append(seconds / len(mine))
            for name, found in answers.items():
                self.compare(name, found, answers["ours, memo"], deals)

    def compare(self, name: str, found: list[Answers], ours: list[Answers], deals: list[Deal]) -> None:
        """Stop at the first conclusion that differs."""
        step = SLOW if name == "experta" else 1
        for theirs, mine, deal in zip(found, ours[::step], deals[::step], strict=True):
            if theirs != mine:
                differ = sorted(k for k in theirs.keys() | mine.keys() if theirs.get(k) != mine.get(k))
                raise SystemExit(f"{name} differs in deal {deal.id}: {differ[:5]}")
            self.compared += 1


def unknown(run: Run, share: float) -> list[str]:
    """Return ours alone with some facts unknown: memo, no memo."""
    from ours import Ours

    found = []
    for remembers in (True, False):
        engine = Ours(run.book, remembers)
        for deal in make_deals(run.book, run.given.warm if remembers else 25, 1, share):
            engine.answers(deal)
        seconds = []
        for number in range(run.given.rounds):
            deals = make_deals(run.book, run.given.deals, 100 + number, share)
            seconds.append(cpu(lambda d=deals, e=engine: [e.answers(x) for x in d])[1] / len(deals))
        found.append(f"{statistics.median(seconds) * 1e3:.2f}")
    return found


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rules", type=int, nargs="+", default=[50, 200, 500, 1000])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--deals", type=int, default=20)
    parser.add_argument("--warm", type=int, default=300)
    given = parser.parse_args()
    speed, relative, build, alone = [], [], [], []
    names: list[str] = []
    for rules in given.rules:
        run = Run(rules, given)
        run.rounds()
        names = list(run.engines)
        per_deal = {n: statistics.median(s) * 1e3 for n, s in run.seconds.items()}
        compared = ratios(run.seconds, "clipspy") if "clipspy" in names else {}
        size = sum(len(MEMBERS[t.subject]) for t in run.book.tables)
        head = f"{rules} rules, {size} decisions x members"
        speed.append([head, *(f"{per_deal[n]:.2f}" for n in names)])
        relative.append([head, *(f"{compared.get(n, float('nan')):.2f}" for n in names)])
        build.append([head, *(f"{s * 1e3:.0f}" for s in run.built.values())])
        alone.append([head, *unknown(run, 0.3)])
        print(f"{head}: {run.compared} comparisons of all conclusions of a deal, 0 differences", flush=True)
    print("\nms CPU a deal, all facts known, unseen deals\n" + table(["", *names], speed))
    print("\nratio to clipspy, median of the rounds\n" + table(["", *names], relative))
    print("\nbuild and first deal, ms CPU\n" + table(["", *run.built], build))
    print("\nours, 30 % of the facts unknown, ms CPU a deal\n" + table(["", "memo", "no memo"], alone))


if __name__ == "__main__":
    main()
