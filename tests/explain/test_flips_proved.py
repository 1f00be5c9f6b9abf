"""Flips by brute force: a way reaches the goal, no part of it does, and nothing smaller was overlooked.

Random rulebooks and the shipped rules. ADVISOR_FLIPS sets how many random rulebooks there are.
"""

import os
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, product
from random import Random

import pytest

from advisor.advice.needs import Need
from advisor.advice.showing import Show
from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.errors import EngineError, RulebookError
from advisor.explain.bands import Bands
from advisor.explain.flipping.choices import Changers, Choice, choices
from advisor.explain.flipping.flips import ANYONE, CHANGEABLE
from advisor.explain.flipping.goal_text import value_goal
from advisor.explain.flipping.goals import Goal, play_goal, rule_goal
from advisor.explain.flipping.search import Found, Search
from advisor.explain.trial import Trial
from advisor.facts.sheet import sheet
from advisor.rulebook.comparable import CLOSED
from tests.advice.conftest import TODAY, Desk
from tests.explain.flipping import parts, reaches
from tests.property.books import make_book
from tests.property.case import Rules, make_sheet
from tests.property.deals import make_deal

BOOKS = int(os.environ.get("ADVISOR_FLIPS", "40"))
GOALS, SETS = 4, 2_000
"""Goals tried per random deal, and sets tried by brute force for each of them."""

DEALS = ("hotel-aircon", "port-cranes", "government-hall", "hospital-ultrasound")


def random_trials(seed: int) -> Iterator[Trial]:
    """Yield two deals of a random rulebook; none where the engine rightly refuses it."""
    rules = Rules(make_book(seed))
    try:
        engine = Engine(rules.loaded, InProcess())
        for number in range(2):
            known = make_sheet(rules.loaded, make_deal(rules.book, seed * 1000 + number))
            yield Trial(engine, {}, engine.conclude(known))
    except (EngineError, RulebookError):
        return


def goals(trial: Trial) -> Iterator[Goal]:
    """Yield every rule, and every value of every derived choice."""
    show = Show(trial.rulebook, trial.conclusions)
    for decision in trial.rulebook.decisions.values():
        if decision.kind != "derive":
            yield from (rule_goal(trial.conclusions.sheet, decision, n) for n in range(len(decision.rows)))
        elif (kind := show.fact(decision.subject, decision.fact).type).kind in CLOSED:
            for member in trial.conclusions.sheet.members(decision.subject):
                at = (decision.subject, member, decision.fact)
                yield from (value_goal(show, at, value) for value in kind.values)


def options(trial: Trial, changers: Changers) -> dict[Need, list[Choice]]:
    """Return what every base fact could be changed to."""
    show, bands = Show(trial.rulebook, trial.conclusions), Bands(trial.engine, trial.conclusions)
    facts = (fact for fact in trial.rulebook.dictionary if not fact.derived)
    needs = (Need(f.subject, m, f.name) for f in facts for m in trial.conclusions.sheet.rows.get(f.subject, ()))
    found = {need: [c for c in choices(need, show, bands) if changers.can(need, c.value)] for need in needs}
    return {need: some for need, some in found.items() if some}


def sets(found: dict[Need, list[Choice]], most: int) -> Iterator[dict[Need, Choice]]:
    """Yield all sets of changes, the smallest first."""
    for size in range(1, most + 1):
        for needs in combinations(found, size):
            for values in product(*(found[need] for need in needs)):
                yield dict(zip(needs, values, strict=True))


def smallest(trial: Trial, goal: Goal, found: dict[Need, list[Choice]]) -> int:
    """Return the size of the smallest set that reaches a goal, 0 for none; rules at odds do not count."""
    for tried, changes in enumerate(sets(found, 2)):
        if tried >= SETS:
            return 0
        after = trial.after({need: choice.value for need, choice in changes.items()})
        if goal.reached(after) and not any(outcome.clash for outcome in after.outcomes.values()):
            return len(changes)
    return 0


def faults(trial: Trial, goal: Goal, found: Found) -> Iterator[str]:
    """Yield what is wrong with ways: each must be enough, and no part of it."""
    for way in found.ways:
        if not reaches(trial, goal, way):
            yield f"{goal.text} is not reached by {way}"
        for part in parts(way):
            if reaches(trial, goal, part):
                yield f"{goal.text} is reached by {part} already, part of {way}"


def overlooked(found: Found, size: int) -> bool:
    """Say whether a set of some size reaches the goal although the search says that none so small does."""
    best = len(found.ways[0]) if found.ways else 0
    return bool(size) and (best > size or (not best and (found.ended or found.complete >= size)))


def test_random_rulebooks() -> None:
    met: Counter[str] = Counter()
    for seed in range(BOOKS):
        for trial in random_trials(seed):
            changers = Changers(trial.conclusions, ANYONE)
            every = [goal for goal in goals(trial) if not goal.reached(trial.conclusions)]
            Random(seed).shuffle(every)
            for goal in every[:GOALS]:
                found = Search(trial, goal, changers).run()
                assert not list(faults(trial, goal, found)), seed
                size = smallest(trial, goal, options(trial, changers))
                assert not overlooked(found, size), (seed, goal.text, size, found)
                met[f"size {size}"] += 1
                met["ways"] += len(found.ways)
                met["proved"] += not found.ways and found.ended
    assert met["size 1"] > BOOKS and met["ways"] > BOOKS * 2 and met["proved"] > BOOKS, met


@pytest.fixture(scope="module")
def engine(desk: Desk) -> Engine:
    return Engine(desk.rulebook, InProcess())


@pytest.mark.parametrize("name", DEALS)
def test_every_play_and_position_of_a_deal(desk: Desk, engine: Engine, name: str) -> None:
    known = sheet(desk.rulebook.dictionary, desk.demo(name), TODAY)
    trial = Trial(engine, desk.plays, engine.conclude(known))
    show, changers = Show(trial.rulebook, trial.conclusions), Changers(trial.conclusions, CHANGEABLE)
    wanted = [play_goal(show, trial.plays, play) for play in trial.plays.values()]
    opening = show.fact("deal", "opening").type.values
    wanted += [value_goal(show, ("deal", show.deal.id, "opening"), value) for value in opening]
    open_ = {goal.text: goal for goal in wanted if not goal.reached(trial.conclusions)}
    found = {text: Search(trial, goal, changers).run() for text, goal in open_.items()}
    for text, goal in open_.items():
        assert not list(faults(trial, goal, found[text]))
    singly: set[str] = set()
    for changes in sets(options(trial, changers), 1):
        after = trial.after({need: choice.value for need, choice in changes.items()})
        singly |= {text for text, goal in open_.items() if goal.reached(after)}
    assert singly == {text for text, one in found.items() if one.ways and len(one.ways[0]) == 1}
    assert len(singly) > 5
    assert sum(one.ended and not one.ways for one in found.values()) > 50
