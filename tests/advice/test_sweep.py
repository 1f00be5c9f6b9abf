"""Two thousand random deals and every demo deal: advice never contradicts itself without saying so."""

import random
from collections.abc import Iterator

import pytest

from advisor.advice.agenda import AgendaMaker
from advisor.advice.showing import Show
from advisor.advice.view import Action
from advisor.engine.conclusions import Conclusions
from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.facts.deal import Deal, Fact, Value
from advisor.facts.dictionary import Dictionary, FactDef
from advisor.facts.sheet import sheet

from .conftest import DEMOS, TODAY, Desk

MEMBERS = {"person": 4, "rival": 2, "meeting": 2, "event": 1, "usp": 1, "objection": 1}


def random_deal(dictionary: Dictionary, chance: random.Random, number: int) -> Deal:
    """Return a deal with a random share of random facts."""
    known = chance.uniform(0.1, 0.9)
    subjects: dict[str, dict[str, dict[str, Fact]]] = {}
    for subject in ("deal", "account"):
        subjects[subject] = {f"{subject}-{number}": {}}
    for subject, most in MEMBERS.items():
        if subject in dictionary.subjects:
            subjects[subject] = {f"{subject}{n}": {} for n in range(chance.randint(0, most))}
    for subject, members in subjects.items():
        for facts in members.values():
            for fact in dictionary.facts[subject].values():
                if not fact.derived and chance.random() < known:
                    value = random_value(fact, subjects, chance)
                    if value is not None:
                        facts[fact.name] = Fact(value, TODAY)
    return Deal(f"deal-{number}", subjects)


def random_value(
    fact: FactDef, subjects: dict[str, dict[str, dict[str, Fact]]], chance: random.Random
) -> Value | None:
    kind = fact.type
    ids = sorted(subjects.get(kind.subject, ())) if kind.subject else list(kind.values)
    if kind.kind == "list":
        return tuple(sorted(i for i in ids if chance.random() < 0.4))
    if ids:
        return chance.choice(ids)
    if kind.kind == "date":
        return TODAY.toordinal() + chance.randint(-200, 100)
    if kind.numeric:
        low, high = kind.low or 0, kind.high if kind.high is not None else 10_000_000_00
        return chance.choice((low, high, chance.randint(low, high)))
    return None if kind.kind == "reference" or fact.name == "name" else "some text"


def agenda(desk: Desk, conclusions: Conclusions) -> tuple[Action, ...]:
    maker = AgendaMaker(Show(desk.rulebook, conclusions), desk.plays)
    return maker.told(maker.choose())[0]


def speaks_against(desk: Desk) -> dict[str, set[str]]:
    """Return the rules that contradict each rule, both ways."""
    found: dict[str, set[str]] = {}
    for decision in desk.rulebook.decisions.values():
        for row in decision.rows:
            for other in row.conflicts_with:
                found.setdefault(row.id, set()).add(other)
                found.setdefault(other, set()).add(row.id)
    return found


def problems(actions: tuple[Action, ...], against: dict[str, set[str]]) -> Iterator[str]:
    shown = {a.rule.id for a in actions}
    for action in actions:
        clash = shown & against.get(action.rule.id, set())
        if clash:
            yield f"{action.rule.id} stands beside {clash}"
        if "$" in action.because.en + action.because.zh:
            yield f"{action.rule.id} has a gap in its words"
    topics = [(a.topic, a.person) for a in actions]
    if len(topics) != len(set(topics)):
        yield f"a topic comes twice: {topics}"
    if [-a.score for a in actions] != sorted(-a.score for a in actions):
        yield "the order is not the score's"


def test_some_rules_speak_against_each_other(desk: Desk) -> None:
    assert len(speaks_against(desk)) > 10


@pytest.mark.parametrize("name", DEMOS)
def test_demo_advice_does_not_contradict_itself(desk: Desk, name: str) -> None:
    conclusions = desk.engine.conclude(sheet(desk.rulebook.dictionary, desk.demo(name), TODAY))
    assert not list(problems(agenda(desk, conclusions), speaks_against(desk)))


def test_random_advice_does_not_contradict_itself(desk: Desk) -> None:
    engine, chance = Engine(desk.rulebook, InProcess()), random.Random(1)
    against, met = speaks_against(desk), 0
    for number in range(2000):
        deal = random_deal(desk.rulebook.dictionary, chance, number)
        conclusions = engine.conclude(sheet(desk.rulebook.dictionary, deal, TODAY))
        assert not conclusions.mismatches
        actions = agenda(desk, conclusions)
        assert not list(problems(actions, against)), number
        met += any(a.against for a in actions)
    assert met, "no contradiction ever came up, so nothing was tried"
