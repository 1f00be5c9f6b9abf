"""What is not settled stays open just as wide as it must: whatever the answers are, the result was possible."""

from itertools import islice, product

import pytest

from advisor.advice.needs import Asker, Need
from advisor.advice.showing import Show
from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.explain.answers import answers
from advisor.explain.bands import Bands
from advisor.explain.trial import Trial
from advisor.facts.sheet import sheet
from advisor.facts.states import State
from tests.advice.conftest import DEMOS, TODAY, Desk

FACTS, COMPLETIONS = 5, 400
"""Unknown facts that are answered together, and how many combinations of answers are tried at most."""


@pytest.fixture(scope="module")
def engine(desk: Desk) -> Engine:
    return Engine(desk.rulebook, InProcess())


def open_classes(trial: Trial) -> list[Need]:
    """Return every derived fact of which several values are still possible."""
    return [
        Need(fact.subject, member, fact.name)
        for fact in trial.rulebook.dictionary
        if fact.derived and fact.type.kind in ("choice", "ordered", "yes_no")
        for member in trial.conclusions.sheet.members(fact.subject)
        if isinstance(trial.conclusions.state(fact.subject, member, fact.name), frozenset)
    ]


def values(state: State) -> frozenset[object]:
    return state if isinstance(state, frozenset) else frozenset([state])


@pytest.mark.parametrize("name", DEMOS)
def test_every_completion_was_possible(desk: Desk, engine: Engine, name: str) -> None:
    trial = Trial(engine, desk.plays, engine.conclude(sheet(desk.rulebook.dictionary, desk.demo(name), TODAY)))
    show, bands = Show(desk.rulebook, trial.conclusions), Bands(engine, trial.conclusions)
    asker = Asker(desk.rulebook, trial.conclusions)
    tried = 0
    for at in open_classes(trial):
        needs = asker.of_fact(*at)[:FACTS]
        choices = [[a.value for a in answers(need, show, bands)] for need in needs]
        possible = values(trial.conclusions.state(*at))
        for combination in islice(product(*choices), COMPLETIONS):
            found = trial.after(dict(zip(needs, combination, strict=True))).state(*at)
            tried += 1
            assert found is None or values(found) <= possible, (at, dict(zip(needs, combination, strict=True)))
    assert tried > 50, "hardly anything was open"
