"""Sensitivity: the smallest differences that change a result, and the score as the sum it is."""

from advisor.advice.needs import Need
from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.explain.flipping.goal_text import results_of
from advisor.explain.flipping.sensitivity import sensitivity
from advisor.explain.flipping.sensitivity_view import Result, Sway
from advisor.explain.trial import Trial
from advisor.facts.deal import Fact
from advisor.facts.sheet import sheet, with_facts
from tests.advice.conftest import DEMOS, TODAY, Desk
from tests.explain.flipping import trial
from tests.rulebook.helpers import decisions

SCALE = decisions(
    """
    - derive: deal.points
      scale:
        - {fact: amount, weight: 50%}
        - {fact: grade, weight: 50%, map: {low: 0, middle: 60, high: 100}}
    - derive: deal.level
      bands: {of: points, steps: [{below: 50, is: few}, {rest: many}]}
    - derive: deal.class
      hit_policy: first
      table:
        - {id: class.x, when: {level: many, side: a}, then: x}
        - {id: class.y, when: {side: b}, then: y}
        - {otherwise: z}
    """
)


def result(given: str, fact: str = "deal.class") -> Result:
    of = trial(SCALE, given=given)
    (found,) = sensitivity(of, results_of(of, fact)).results
    return found


def said(sway: Sway) -> tuple[str, str, str, str]:
    return sway.path, sway.now.en, sway.other.en, sway.result.en


def test_a_point_less_and_a_step_down() -> None:
    found = result("deal: {amount: 45, grade: middle, side: a}")
    assert [said(sway) for sway in found.sways] == [
        ("deal.amount", "45", "39", "z"),
        ("deal.grade", "middle", "low", "z"),
        ("deal.side", "a", "b", "y"),
        ("deal.side", "a", "c", "z"),
    ]
    assert [sway.points for sway in found.sways] == [-6, 0, 0, 0]


def test_both_directions_of_a_number() -> None:
    of = trial(
        decisions(
            """
            - derive: deal.class
              bands: {of: amount, steps: [{below: 20, is: x}, {below: 30, is: y}, {rest: z}]}
            """
        ),
        given="deal: {amount: 22}",
    )
    (found,) = sensitivity(of, results_of(of, "class")).results
    assert [(said(sway), sway.points) for sway in found.sways] == [
        (("deal.amount", "22", "19", "x"), -3),
        (("deal.amount", "22", "30", "z"), 8),
    ]


def test_the_score_is_a_sum() -> None:
    found = result("deal: {amount: 45, grade: middle, side: a}", "deal.level")
    (score,) = found.scores
    assert (score.path, score.total.en) == ("deal.points", "52.5")
    assert [(p.label.en, p.points.en, p.weight.en, p.adds.en) for p in score.parts] == [
        ("amount", "45", "50%", "22.5"),
        ("grade", "60", "50%", "30"),
    ]


def test_unknown_facts_are_counted_not_tried() -> None:
    found = result("deal: {side: b}")
    assert (found.tried, found.unknown) == (1, 2)
    assert found.scores[0].total.en == "0 to 100"
    assert {sway.path for sway in found.sways} == {"deal.side"}


def test_a_firm_result_says_so() -> None:
    firm = result("deal: {amount: 100, grade: high}", "deal.level")
    assert [sway.path for sway in firm.sways] == []
    assert firm.tried == 2


def test_every_sway_of_the_demo_deals_is_true(desk: Desk) -> None:
    """What is said of a difference is what follows when it is recorded; nothing of it is the same."""
    engine, told = Engine(desk.rulebook, InProcess()), 0
    for name in DEMOS:
        deal = desk.demo(name)
        of = Trial(engine, desk.plays, engine.conclude(sheet(desk.rulebook.dictionary, deal, TODAY)))
        for found in sensitivity(of).results:
            at = Need(*of.rulebook.dictionary.address(found.path, deal))
            for sway in found.sways:
                assert sway.result != found.now
                need = of.rulebook.dictionary.address(sway.path, deal)
                kind = of.rulebook.dictionary.facts[need[0]][need[2]].type
                value = next((v for v, label in kind.values.items() if label == sway.other), None)
                if value is None:
                    continue
                after = with_facts(deal, {need: Fact(value, TODAY)})
                state = engine.conclude(sheet(desk.rulebook.dictionary, after, TODAY)).state(*at)
                label = of.rulebook.dictionary.facts[at.subject][at.name].type.values.get(str(state))
                assert label is None or label == sway.result, (name, found.path, sway)
                told += 1
    assert told > 20
