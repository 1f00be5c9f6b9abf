"""Format.md section 4, points 6 to 8: other subjects, intervals, paths."""

import pytest

from tests.rulebook.helpers import (
    World,
    brief,
    decisions,
    facts,
    file,
    rule,
    rules,
)  # fmt: skip
from tests.rulebook.meaning import DEAL, PATH, PATH_FACTS, PERSONS, RIVALS, ROLE, VALUES, one

# ---------------------------------------------------------------- 6: quantifiers


def test_the_examples_of_the_format() -> None:
    """ "No executive met" holds over an empty list, "no rival has inside support" does not."""
    world = World(
        DEAL,
        PERSONS,
        RIVALS,
        decisions(
            rules({"r.met": "{no person: {exec: yes, met: yes}}", "r.rival": "{no rival: {inside: yes}}"})
        ),
    )
    look = world.look()
    assert (look.rule("r.met"), look.rule("r.rival"), look.needs("r.rival")) == (
        "fires",
        "asks",
        ["deal.all_rivals"],
    )
    assert world.look("deal: {all_rivals: yes}").rule("r.rival") == "fires"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{any person: {role: [owner, approver]}}", "fires"),
        ("{any person: {any: [{role: owner}, {role: approver}]}}", "fires"),  # split per member
        ("{any person: {role: owner}}", "asks"),
        ("{any: [{any person: {role: owner}}, {any person: {role: approver}}]}", "asks"),
        ("{no person: {role: other}}", "fires"),
        ("{count person: {where: {role: owner}, at_most: 1}}", "fires"),
    ],
)
def test_sets_settle_per_member(condition: str, expected: str) -> None:
    world = World(DEAL, PERSONS, decisions(ROLE + rule(condition)))
    look = world.look("deal: {all_known: yes}\nperson: [{name: 王, power: decider}]")
    assert (look["person.role"], look.rule()) == (one("owner", "approver"), expected)


def test_the_unrecorded_member_adds_its_own_question() -> None:
    world = World(DEAL, PERSONS, decisions(rule("{any person: {power: decider}}")))
    look = world.look("person: [{name: 王}, {name: 李, power: user}]")
    assert (look.rule(), look.needs()) == ("asks", ["deal.all_known", "person.王.power"])


def test_the_unrecorded_member_of_an_inner_quantifier() -> None:
    condition = "{no person: {exec: yes, any rival: {inside: yes}}}"
    world = World(DEAL, PERSONS, RIVALS, decisions(rule(condition)))
    assert (
        world.look(
            "deal: {all_known: yes, all_rivals: yes}\nperson: [{exec: yes}]\nrival: [{inside: no}]"
        ).rule()
        == "fires"
    )
    assert world.look("deal: {all_known: yes}\nperson: [{exec: yes}]\nrival: [{inside: no}]").rule() == "asks"


# ---------------------------------------------------------------- 7: scales are intervals (see test_words_forms)


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("{points: {at_least: 2}}", "fires"),
        ("{points: {at_least: 5}}", "asks"),
        ("{points: {above: 7}}", "silent"),
        ("{points: {below: 2}}", "silent"),
        ("{points: {not: 9}}", "fires"),
        ("{points: {between: [2, 7]}}", "fires"),
        ("{points: known}", "silent"),
        ("{points: {fact: other}}", "asks"),
        ("{points: {above: {fact: low}}}", "fires"),
    ],
)
def test_tests_read_an_interval(test: str, expected: str) -> None:
    base = "x: {type: number, range: [0, 10]}\ny: {type: number, range: [0, 10]}\npoints: {type: number, derived: yes}\nother: {type: number}\nlow: {type: number}"
    scale = "- {derive: deal.points, scale: [{fact: x, weight: 50%}, {fact: y, weight: 50%}]}\n"
    look = World(facts("deal", base), decisions(scale + rule(test))).look("deal: {x: 4, other: 3, low: 1}")
    assert (look["deal.points"], look.rule()) == ((20_000, 70_000), expected)
    if expected == "asks":
        assert look.needs() == ["deal.y"]


# ---------------------------------------------------------------- 8: paths


def test_unknown_evidence_never_enlarges_a_path() -> None:
    world = World(PATH_FACTS, decisions(PATH + rule("{step: need}")))
    assert [world.look(f"deal: {{p: {v}}}")["deal.step"] for v in VALUES] == ["design", "need", "need"]
    assert world.look().rule() == "fires"


def test_a_claim_is_read_but_proves_nothing() -> None:
    world = World(PATH_FACTS, decisions(PATH + rule("{claim: {after: {fact: step}}}")))
    assert world.look("deal: {claim: design}").rule() == "fires"


@pytest.mark.parametrize(
    ("deal", "needs"), [("", ("deal.p",)), ("p: yes", ("deal.q",)), ("p: no", ()), ("q: yes", ())]
)
def test_the_current_step_asks_whether_it_is_done(deal: str, needs: tuple[str, ...]) -> None:
    shown = file("page.yaml", "schema: page/1\nposition: [step]\n")
    found = brief(World(PATH_FACTS, shown, decisions(PATH)).look(f"deal: {{{deal}}}"))
    assert found.position[0].needs == needs
    assert tuple(q.path for q in found.questions) == needs


def test_an_earlier_step_without_evidence_is_a_finding() -> None:
    world = World(PATH_FACTS, decisions(PATH))
    for deal, expected in (("q: yes", ["deal.step.need"]), ("p: no, q: yes", []), ("p: yes", [])):
        found = brief(world.look(f"deal: {{{deal}}}"))
        assert [w.rule.id for w in found.warnings] == expected
