"""The way out of a position: the steps that the page file names, each with its changes, one after another."""

from collections.abc import Collection, Iterator

from advisor.advice.needs import Need
from advisor.advice.showing import Show
from advisor.explain.flipping.flips import CHANGEABLE, Flipping
from advisor.explain.flipping.flips_view import Askable, Choosable, Flips, WayOut, WaysOut
from advisor.explain.flipping.goal_text import value_goal
from advisor.explain.trial import Trial
from advisor.rulebook.comparable import CLOSED


def ways_out(trial: Trial, by: Collection[str] = CHANGEABLE) -> WaysOut:
    """Return the ways out of the deal's present positions, and what else can be asked for."""
    show = Show(trial.rulebook, trial.conclusions)
    deal = show.deal.id
    found = (_way_out(trial, show, name, by) for name in trial.rulebook.page.ways_out)
    ways = tuple(way for way in found if way is not None)
    return WaysOut(deal, show.name("deal", deal), show.today, ways, tuple(_askable(show)))


def _way_out(trial: Trial, show: Show, name: str, by: Collection[str]) -> WayOut | None:
    """Return the way out of the present value of a fact; nothing where none is declared."""
    need = Need("deal", show.deal.id, name)
    state = trial.conclusions.scope("deal", show.deal.id).board.read(*need)
    steps = trial.rulebook.page.ways_out[name].get(state, ()) if isinstance(state, str) else ()
    if not steps:
        return None
    fact = show.fact("deal", name)
    stages = tuple(_stages(trial, need, steps, by))
    return WayOut(show.path(*need), fact.label, show.state(fact.type, state), stages)


def _stages(trial: Trial, need: Need, steps: tuple[str, ...], by: Collection[str]) -> Iterator[Flips]:
    """Yield how each step is reached from where the one before led to.

    From a step that cannot be reached the next one is tried from the same place.
    """
    for step in steps:
        goal = value_goal(Show(trial.rulebook, trial.conclusions), need, step)
        flipping = Flipping(trial, goal, by)
        yield flipping.flips(ways=1)
        if flipping.found.ways:
            changes = {at: choice.value for at, choice in flipping.found.ways[0].items()}
            trial = Trial(trial.engine, trial.plays, trial.after(changes))


def _askable(show: Show) -> Iterator[Askable]:
    """Yield the page's positions whose values can be aimed at."""
    for ref in show.rulebook.page.position:
        fact = show.fact(ref.subject, ref.name)
        if ref.start != "own" or ref.hops or fact.type.kind not in CLOSED:
            continue
        need = Need("deal", show.deal.id, ref.name)
        state = show.conclusions.scope("deal", show.deal.id).board.read(*need)
        values = tuple(Choosable(value, label) for value, label in fact.type.values.items())
        is_open = isinstance(state, frozenset) and len(state) == len(values)
        now = None if state is None or is_open else show.state(fact.type, state)
        yield Askable(show.path(*need), fact.label, now, values)
