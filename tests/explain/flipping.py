"""What the tests of flips share: a small world whose facts say who can change them, and its answers."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from advisor.advice.needs import Need
from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.explain.flipping.flips import CHANGEABLE, flips
from advisor.explain.flipping.flips_view import Flip, Flips
from advisor.explain.flipping.goal_text import goal_of
from advisor.explain.flipping.goals import Goal
from advisor.explain.flipping.search import Changes
from advisor.explain.trial import Trial
from advisor.facts.sheet import sheet
from advisor.playbook.plays import Play
from advisor.rulebook.load import Source
from tests.rulebook.helpers import TODAY, World, facts, play

DEAL = facts(
    "deal",
    """
    ours: {type: yes_no, changeable_by: us}
    theirs: {type: yes_no, changeable_by: buyer}
    fixed: {type: yes_no}
    signed: {type: yes_no, changeable_by: {yes: buyer}}
    act: {type: yes_no, our_act: yes, changeable_by: us}
    side: {type: choice, values: [a, b, c], changeable_by: us}
    grade: {type: ordered, values: [low, middle, high], changeable_by: buyer}
    amount: {type: number, range: [0, 100], changeable_by: buyer}
    due: {type: date, changeable_by: buyer}
    all_known: {type: yes_no, changeable_by: {yes: us}}
    class: {type: choice, values: [x, y, z], derived: yes}
    level: {type: choice, values: [few, many], derived: yes}
    points: {type: number, range: [0, 100], derived: yes}
    step: {type: ordered, values: [one, two, three], derived: yes}
    backed: {type: number, derived: yes}
    """,
)
PERSON = facts(
    "person",
    """
    name: {type: text}
    lean: {type: choice, values: [us, rival, nobody], changeable_by: us}
    power: {type: choice, values: [decider, other]}
    """,
    "many_per: deal\nall_known: deal.all_known",
)


def trial(*files: Source, given: str = "{}", plays: Iterable[Play | str] = ()) -> Trial:
    """Return one deal of a small world that can be tried."""
    world = World(DEAL, PERSON, *files)
    deal, today = world.deal(given)
    known = [play(p) if isinstance(p, str) else p for p in plays]
    engine = Engine(world.rulebook, InProcess())
    return Trial(engine, {p.id: p for p in known}, engine.conclude(sheet(world.rulebook.dictionary, deal, today)))


def asked(of: Trial, goal: str, by: tuple[str, ...] = CHANGEABLE) -> Flips:
    """Return what would make a goal come true."""
    return flips(of, goal_of(of, goal), by)


def told(way: Flip) -> dict[str, str]:
    """Return a way as paths with their new values, in English."""
    return {step.path: step.after.en if step.after else "" for step in way.changes}


def ways(found: Flips) -> list[dict[str, str]]:
    """Return the ways as paths with their new values."""
    return [told(way) for way in found.ways]


def reaches(of: Trial, goal: Goal, changes: Changes) -> bool:
    """Say whether a goal has come true after some changes."""
    return goal.reached(of.after({need: choice.value for need, choice in changes.items()}))


def parts(changes: Changes) -> Iterator[Changes]:
    """Yield every proper part of some changes."""
    for size in range(len(changes)):
        for part in combinations(changes.items(), size):
            yield dict(part)


__all__ = ["TODAY", "Need", "asked", "parts", "reaches", "told", "trial", "ways"]
