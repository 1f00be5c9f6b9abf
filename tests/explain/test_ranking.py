"""Ranked questions: what is said of an answer is what recording it does, and "changes nothing" is true."""

import random
from collections.abc import Iterable, Iterator

import pytest

from advisor.advice.asking import Asking
from advisor.advice.brief import make_brief
from advisor.advice.needs import Need
from advisor.advice.showing import Show
from advisor.advice.view import Effect
from advisor.engine.conclusions import Conclusions
from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.explain.answers import answers
from advisor.explain.bands import Bands
from advisor.explain.gist import changes, gist_of
from advisor.explain.ranking import Ranking
from advisor.explain.trial import Trial
from advisor.facts.deal import Deal, Fact, Value
from advisor.facts.sheet import sheet, with_facts
from tests.advice.conftest import DEMOS, TODAY, Desk
from tests.advice.test_sweep import random_deal, random_value


@pytest.fixture(scope="module")
def engine(desk: Desk) -> Engine:
    return Engine(desk.rulebook, InProcess())


def tried(desk: Desk, engine: Engine, deal: Deal) -> Trial:
    return Trial(engine, desk.plays, engine.conclude(sheet(desk.rulebook.dictionary, deal, TODAY)))


def needs(trial: Trial) -> list[Need]:
    asking = Asking(Show(trial.rulebook, trial.conclusions), trial.plays)
    asking.waiting()
    return list(asking.weight)


def recorded(engine: Engine, trial: Trial, need: Need, value: Value) -> Conclusions:
    """Return what follows when the answer is really recorded and everything worked out anew."""
    deal = with_facts(trial.conclusions.sheet.deal, {need: Fact(value, TODAY)})
    return engine.conclude(sheet(trial.rulebook.dictionary, deal, TODAY))


def outcomes(conclusions: Conclusions) -> dict[tuple[str, str], object]:
    return {at: (o.state, o.statuses, o.gate) for at, o in conclusions.outcomes.items()}


def some_values(trial: Trial, need: Need, chance: random.Random) -> Iterator[Value]:
    """Yield random answers of one fact, numbers from its whole range."""
    fact = trial.rulebook.dictionary.facts[need.subject][need.name]
    subjects = {s: {m: {} for m in members} for s, members in trial.conclusions.sheet.rows.items()}
    for _ in range(3):
        value = random_value(fact, subjects, chance)  # type: ignore[arg-type]
        if value is not None and (fact.type.kind != "list" or len(value) < 2):  # type: ignore[arg-type]
            yield value


def contradictions(engine: Engine, trial: Trial, chance: random.Random, met: dict[str, int]) -> Iterator[str]:
    """Yield questions said to change nothing that change something when they are answered."""
    before = gist_of(trial.rulebook, trial.plays, trial.conclusions)
    show = Show(trial.rulebook, trial.conclusions)
    for need, effect in Ranking(trial).effects(needs(trial)).items():
        for value in some_values(trial, need, chance) if effect.moves == 0 else ():
            after = recorded(engine, trial, need, value)
            met["idle" if not effect.stirs else "still"] += 1
            if changes(show, trial.plays, before, gist_of(trial.rulebook, trial.plays, after)):
                yield f"{need} = {value!r} moves the page"
            if not effect.stirs and outcomes(after) != outcomes(trial.conclusions):
                yield f"{need} = {value!r} changes a conclusion"


def test_what_moves_nothing_changes_nothing(desk: Desk, engine: Engine) -> None:
    chance, met = random.Random(4), {"idle": 0, "still": 0}
    for number in range(40):
        trial = tried(desk, engine, random_deal(desk.rulebook.dictionary, chance, number))
        assert not list(contradictions(engine, trial, chance, met)), number
    for name in DEMOS:
        trial = tried(desk, engine, desk.demo(name))
        assert not list(contradictions(engine, trial, chance, met)), name
    assert met["idle"] > 50 and met["still"] > 300, "nothing was tried"


@pytest.mark.parametrize("name", DEMOS)
def test_a_branch_says_what_recording_its_answers_does(desk: Desk, engine: Engine, name: str) -> None:
    trial = tried(desk, engine, desk.demo(name))
    brief = make_brief(desk.rulebook, desk.plays, trial.conclusions, effects=Ranking(trial).effects)
    show = Show(desk.rulebook, trial.conclusions)
    facts = [f for f in desk.rulebook.dictionary if not f.derived]
    by_path = {
        show.path(f.subject, m, f.name): Need(f.subject, m, f.name)
        for f in facts
        for m in trial.conclusions.sheet.members(f.subject)
    }
    asked = [q for q in brief.questions if q.effect is not None and q.kind in ("yes_no", "choice", "ordered")]
    for question in asked[:6]:
        need = by_path[question.path]
        assert question.effect is not None
        values = desk.rulebook.dictionary.facts[need.subject][need.name].type.values
        for branch in question.effect.branches:
            for value, label in values.items():
                if branch.answers and label not in branch.answers:
                    continue
                after = make_brief(desk.rulebook, desk.plays, recorded(engine, trial, need, value))
                for change in branch.changes:
                    if change.kind in ("new", "moved"):
                        assert after.actions[change.rank - 1].play == change.id
                if not branch.changes:
                    assert [(a.play, a.person) for a in after.actions] == [(a.play, a.person) for a in brief.actions]
                    assert [s.values for s in after.position] == [s.values for s in brief.position]


def test_questions_whose_answers_part_the_ways_come_first(desk: Desk, engine: Engine) -> None:
    parted = 0
    for name in DEMOS:
        trial = tried(desk, engine, desk.demo(name))
        brief = make_brief(desk.rulebook, desk.plays, trial.conclusions, effects=Ranking(trial).effects)
        effects = [q.effect for q in brief.questions if q.effect is not None]
        order = [(len(e.branches) < 2, -e.lines / max(1, e.tried)) for e in effects]
        assert order == sorted(order)
        assert all(e.stirs for e in effects)
        parted += sum(len(e.branches) > 1 for e in effects)
    assert parted > 20


def test_a_question_whose_answers_cannot_be_tried_is_still_asked(desk: Desk, engine: Engine) -> None:
    """Of a fact that names a person nothing can be tried while nobody is recorded: that is no proof."""
    trial = tried(desk, engine, desk.demo("manufacturer-erp"))
    wanted = needs(trial)

    def untried(asked: Iterable[Need]) -> dict[Need, Effect]:
        return {need: Effect(0, 0, 0, False, ()) for need in asked}

    brief = make_brief(desk.rulebook, desk.plays, trial.conclusions, effects=untried)
    plain = make_brief(desk.rulebook, desk.plays, trial.conclusions)
    assert wanted and brief.idle == 0
    assert {q.path for q in brief.questions} == {q.path for q in plain.questions}


def test_every_question_with_the_same_effect_everywhere_has_one_branch(desk: Desk, engine: Engine) -> None:
    trial = tried(desk, engine, desk.demo("manufacturer-erp"))
    found: list[Effect] = list(Ranking(trial).effects(needs(trial)).values())
    assert any(e.branches[0].answers == () for e in found if len(e.branches) == 1)
    for effect in found:
        assert sum(len(b.answers) for b in effect.branches) in (0, effect.tried)
        assert len({b.changes for b in effect.branches}) == len(effect.branches)


@pytest.mark.parametrize("name", DEMOS)
def test_what_is_used_again_is_the_same(desk: Desk, engine: Engine, name: str) -> None:
    """The ranking makes the agenda anew only where it has to; here everything is made anew."""
    trial = tried(desk, engine, desk.demo(name))
    show, bands = Show(desk.rulebook, trial.conclusions), Bands(engine, trial.conclusions)
    before = gist_of(desk.rulebook, desk.plays, trial.conclusions)
    ranking = Ranking(trial)
    for need in needs(trial):
        afters = [recorded(engine, trial, need, a.value) for a in answers(need, show, bands)]
        found = [changes(show, desk.plays, before, gist_of(desk.rulebook, desk.plays, after)) for after in afters]
        effect = ranking.effect(need)
        assert list(dict.fromkeys(found)) == [branch.changes for branch in effect.branches], need
        assert effect.moves == sum(bool(one) for one in found)


def test_as_few_runs_as_there_are_answers(desk: Desk, engine: Engine) -> None:
    trial = tried(desk, engine, desk.demo("hospital-ultrasound"))
    effects = Ranking(trial).effects(needs(trial))
    assert trial.runs == sum(effect.tried for effect in effects.values())
