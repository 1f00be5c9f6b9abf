"""What questions to the advice cost, per demo deal: ranked questions, and what would bring a play.

    python benchmarks/asking.py [--rounds 7] [--facts 25] [--plays 8]

CPU time of this process with the shipped rules, and the same as multiples of one plain evaluation of that
deal from scratch (no memo) in the same round. Questions: `--facts` unknown facts of the deal, first those
that the page would ask, then others; every possible answer of each is run through the rules. `cold`: a new
engine that has seen nothing but this deal. `warm`: the engine has worked for all deals before. Flips: for
`--plays` plays that the deal does not get, in the order of their ids, everything that would bring them; the
figure is that of one play.
"""

import argparse
import statistics
from collections.abc import Iterable, Sequence
from functools import partial

from measure import cpu, settle, table

from advisor.advice.asking import Asking
from advisor.advice.needs import Need
from advisor.advice.showing import Show
from advisor.engine.conclusions import Conclusions
from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.explain.answers import answers
from advisor.explain.bands import Bands
from advisor.explain.flipping.flips import flips
from advisor.explain.flipping.goals import play_goal
from advisor.explain.ranking import Ranking
from advisor.explain.trial import Trial
from advisor.facts.sheet import FactSheet, sheet
from advisor.pipeline.desk import Desk, now
from advisor.pipeline.told import demo_files, read_deal

SLOW = 0.3
"""Seconds that one keystroke may take and still feel like an answer."""


class Work:
    """The shipped rules and the demo deals."""

    def __init__(self) -> None:
        today = now().date()
        desk = Desk.without_deals(today)
        self.rulebook, self.plays = desk.pack.rulebook, desk.pack.plays
        told = [read_deal(self.rulebook.dictionary, text, name, today, "demo") for name, text in demo_files()]
        deals = [found.given.deal for found in told if found.given is not None]
        self.sheets = [sheet(self.rulebook.dictionary, deal, today) for deal in deals]
        self.plain = Engine(self.rulebook, InProcess(), memo=0)
        self.warm = Engine(self.rulebook, InProcess())
        for facts in self.sheets:
            self.plain.conclude(facts)

    def needs(self, conclusions: Conclusions, most: int) -> list[Need]:
        """Return unknown facts of a deal: first those that the page would ask, then any others."""
        show = Show(self.rulebook, conclusions)
        asking = Asking(show, self.plays)
        asking.waiting()
        found = dict.fromkeys(asking.weight)
        for fact in self.rulebook.dictionary:
            if not fact.derived and fact.ask is not None:
                for member in conclusions.sheet.members(fact.subject):
                    if conclusions.state(fact.subject, member, fact.name) is None:
                        found[Need(fact.subject, member, fact.name)] = None
        bands = Bands(self.warm, conclusions)
        return [need for need in found if answers(need, show, bands)][:most]

    def questions(self, engine: Engine, facts: FactSheet, most: int) -> tuple[float, int]:
        """Return the CPU seconds of ranking a deal's questions, and how many answers that took."""
        conclusions = engine.conclude(facts)
        needs = self.needs(conclusions, most)
        trial = Trial(engine, self.plays, conclusions)
        _, seconds = cpu(lambda: Ranking(trial).effects(needs))
        return seconds, trial.runs


    def flips(self, facts: FactSheet, most: int) -> list[float]:
        """Return the CPU seconds of finding what would bring each of some plays."""
        trial = Trial(self.warm, self.plays, self.warm.conclude(facts))
        show = Show(self.rulebook, trial.conclusions)
        goals = [play_goal(show, self.plays, self.plays[id_]) for id_ in sorted(self.plays)]
        missing = [goal for goal in goals if goal.aims and not goal.reached(trial.conclusions)]
        chosen = missing[:: max(1, len(missing) // most)][:most]
        return [cpu(partial(flips, trial, goal))[1] for goal in chosen]


def figure(values: Iterable[float], scale: float = 1e3) -> str:
    """Return the median and the greatest of some figures."""
    found: Sequence[float] = sorted(values)
    return f"{statistics.median(found) * scale:.1f} (at most {found[-1] * scale:.1f})"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--facts", type=int, default=25)
    parser.add_argument("--plays", type=int, default=8)
    given = parser.parse_args()
    work, rows = Work(), []
    settle()
    for name in ("cold", "warm"):
        seconds, multiples, runs = [], [], []
        for facts in work.sheets:
            took = []
            for _ in range(given.rounds):
                engine = work.warm if name == "warm" else Engine(work.rulebook, InProcess())
                _, plain = cpu(partial(work.plain.conclude, facts))
                asked, answered = work.questions(engine, facts, given.facts)
                took.append((asked, asked / plain))
            seconds.append(statistics.median(a for a, _ in took))
            multiples.append(statistics.median(b for _, b in took))
            runs.append(answered)
        rows.append([name, figure(seconds), figure(multiples, 1), figure(runs, 1)])
    heads = ["engine", f"ms CPU for {given.facts} unknown facts", "plain evaluations", "answers tried"]
    print(table(heads, rows))
    seconds, multiples = [], []
    for facts in work.sheets:
        _, plain = cpu(partial(work.plain.conclude, facts))
        found = work.flips(facts, given.plays)
        seconds += found
        multiples += [each / plain for each in found]
    slow = sum(each > SLOW for each in seconds)
    rows = [[str(len(seconds)), figure(seconds), figure(multiples, 1), f"{slow}"]]
    print(table(["flips", "ms CPU a play", "plain evaluations", f"over {SLOW * 1e3:.0f} ms"], rows))


if __name__ == "__main__":
    main()
