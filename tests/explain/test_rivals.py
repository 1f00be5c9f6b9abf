"""Rivals side by side, and a rival's own page: whose words they are, and what is said where little is known."""

from collections.abc import Callable

import pytest

from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.explain.board.mirror import other_board
from advisor.explain.board.rivals import ASKED, MOST, Rivals
from advisor.facts.deal import Deal, Fact, Value
from advisor.facts.sheet import sheet, with_facts
from advisor.records import replace
from advisor.rulebook.decisions import Mirror, Rulebook
from tests.advice.conftest import DEMOS, TODAY, Desk
from tests.exchange.conftest import POISON

Make = Callable[..., Rivals]


@pytest.fixture(scope="module")
def look(desk: Desk) -> Make:
    """Return the rivals of a deal, or of a demo deal by its name."""
    here = Engine(desk.rulebook, InProcess())
    there = Engine(other_board(desk.rulebook), InProcess())

    def made(deal: Deal | str, rulebook: Rulebook = desk.rulebook) -> Rivals:
        told = desk.demo(deal) if isinstance(deal, str) else deal
        conclusions = here.conclude(sheet(desk.rulebook.dictionary, told, TODAY))
        return Rivals(rulebook, desk.plays, conclusions, there, "your side")

    return made


def with_(deal: Deal, facts: dict[tuple[str, str, str], Value]) -> Deal:
    return with_facts(deal, {at: Fact(value, TODAY) for at, value in facts.items()})


def bare(*rivals: str, **facts: Value) -> Deal:
    deal = {"d": {name: Fact(value, TODAY) for name, value in facts.items()}}
    return Deal("d", {"deal": deal, "rival": {rival: {} for rival in rivals}})


def test_the_main_rival_stands_first(look: Make) -> None:
    sides = look("airport-baggage").sides().sides
    assert [(side.name, side.main) for side in sides] == [("Conveyor One", True), ("Skyline Automation", False)]


def test_each_rival_has_its_cell_and_what_we_guard(desk: Desk, look: Make) -> None:
    for side in look("airport-baggage").sides().sides:
        assert [s.path.rpartition(".")[2] for s in side.standings] == list(desk.rulebook.page.rival)
        assert side.standings[0].because is not None
        assert [guard.rival for guard in side.guard] == [side.name]
    assert [g.rule.id for g in look("airport-baggage").sides().sides[0].guard] == ["guard.G.accelerate"]


def test_rivals_of_the_same_name_keep_their_own_guard_lines(look: Make) -> None:
    deal = with_(bare("B", "C", our_share=6000, first_informed="us", criteria_author="us"), {
        ("rival", "B", "share"): 0, ("rival", "C", "share"): 9000,
        ("rival", "B", "name"): "Acme", ("rival", "C", "name"): "Acme",
    })  # fmt: skip
    found = {side.id: [g.rule.id for g in side.guard] for side in look(deal).sides().sides}
    assert found == {"B": ["guard.C.probe"], "C": ["guard.A.repair"]}


def test_what_its_advisor_would_say_is_said_from_its_chair(look: Make) -> None:
    (side,) = look("hospital-ultrasound").sides().sides
    assert side.standings[2].values[0][0] == "B"
    assert [move.rule.id for move in side.moves][:2] == ["opening.H.extend", "role.owner.win"]
    assert not side.seen and not side.questions


def test_what_is_settled_here_and_open_there_is_said_with_the_question_behind_it(look: Make) -> None:
    (side,) = look("council-fleet").sides().sides
    assert [{id_ for id_, _ in s.values} for s in side.seen] == [{"level", "ahead"}, {"E", "H"}]
    assert [question.path for question in side.questions] == ["deal.rival_initiated"]


def test_what_is_asked_about_an_unknown_rival_begins_with_its_own_facts(look: Make) -> None:
    (side,) = look(bare("B")).sides().sides
    assert len(side.questions) == ASKED
    assert side.questions[0].path.startswith("rival.B.")
    assert side.waiting and not side.guard and not side.seen


def test_nobody_recorded_asks_who_else_there_is(look: Make) -> None:
    sides = look(bare()).sides()
    assert not sides.sides and not sides.complete
    assert [question.path for question in sides.questions] == ["deal.all_rivals_known"]
    complete = look(bare(all_rivals_known="yes")).sides()
    assert complete.complete and not complete.questions


def test_after_the_signature_no_move_is_worked_out(look: Make) -> None:
    sides = look("bakery-ovens").sides()
    assert sides.over is not None and not sides.sides[0].moves and not sides.sides[0].guard
    assert look("bakery-ovens").chair("Ofentech").over == sides.over


def test_many_rivals_are_not_all_worked_out(look: Make) -> None:
    rivals = look(bare(*(f"r{n:02}" for n in range(40))))
    sides = rivals.sides()
    assert (len(sides.sides), sides.more) == (MOST, 40 - MOST)
    assert [side.id for side in rivals.sides("r39").sides] == ["r39"]


def test_rules_without_a_mirror_still_compare(desk: Desk, look: Make) -> None:
    sides = look("airport-baggage", replace(desk.rulebook, mirror=Mirror())).sides()
    assert not sides.flips and len(sides.sides) == 2
    assert all(side.guard and not side.moves for side in sides.sides)


def test_a_chair_is_the_whole_brief_with_us_as_the_rival(look: Make) -> None:
    chair = look("airport-baggage").chair("Conveyor One")
    assert (chair.name, chair.others, chair.over) == ("Conveyor One", True, None)
    assert sorted(rival.name for rival in chair.brief.rivals) == ["Skyline Automation", "your side"]
    assert {guard.rival for guard in chair.brief.guard} <= {"Skyline Automation", "your side"}
    assert chair.brief.meeting is None
    assert chair.brief.actions[0].rule.id == "opening.G.accelerate"


def test_a_chair_does_not_take_what_is_unknown_for_undone(look: Make) -> None:
    """Key information that we cannot see there is no advice to collect it; nobody met is none to meet."""
    for name in DEMOS:
        rivals = look(name)
        for rival in rivals.deal.members("rival"):
            brief = rivals.chair(rival).brief
            fired = [action.rule.id for action in brief.actions] + [held.rule.id for held in brief.held]
            assert not [id_ for id_ in fired if id_.startswith(("keyinfo.", "man.", "window."))]


@pytest.mark.parametrize("name", POISON[:5] + POISON[-3:])
def test_hostile_names_go_through(look: Make, name: str) -> None:
    deal = with_(bare("B", our_share=6000), {("rival", "B", "share"): 1000, ("rival", "B", "name"): name})
    rivals = look(deal)
    assert [side.name for side in rivals.sides().sides] == [name]
    assert rivals.chair("B").name == name
