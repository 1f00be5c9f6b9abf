"""How far a condition is from holding: `all` adds, `any` takes the nearest, members count by the best."""

import pytest

from advisor.explain.proofs.near import distance, lacking
from advisor.facts.states import TRUE
from advisor.rulebook.conditions import truth_of
from tests.rulebook.helpers import World, decisions, rule
from tests.rulebook.moves import FACTS

TWO = "person: [{name: a, inside: no}, {name: b, inside: yes, mood: no}]"


@pytest.mark.parametrize(
    ("condition", "given", "fails", "unknowns"),
    [
        ("{p: yes}", "deal: {p: yes}", 0, 0),
        ("{p: yes}", "deal: {p: no}", 1, 0),
        ("{p: yes}", "{}", 0, 1),
        ("{p: yes, q: yes, n: 5}", "deal: {p: no, n: 5}", 1, 1),
        ("{any: [{p: yes}, {q: yes, n: 5}]}", "deal: {p: no}", 1, 0),
        ("{any: [{p: yes, q: yes}, {n: 5}]}", "deal: {p: no}", 0, 1),
        ("{none: [{p: yes}, {q: yes}]}", "deal: {p: yes}", 1, 1),
        ("{none: [{all: [{p: yes}, {q: yes}]}]}", "deal: {p: yes, q: yes}", 1, 0),
        ("{count: {at_least: 2, of: [{p: yes}, {q: yes}, {n: 5}]}}", "deal: {p: yes, q: no}", 0, 1),
        ("{count: {at_most: 1, of: [{p: yes}, {q: yes}, {n: 5}]}}", "deal: {p: yes, q: yes, n: 5}", 2, 0),
        ("{any person: {inside: yes, mood: yes}}", "{deal: {all_known: yes}, " + TWO + "}", 1, 0),
        ("{any person: {inside: yes}}", "person: [{name: a}]", 0, 1),
        ("{any person: {inside: yes}}", "{}", 0, 1),
        ("{any person: {inside: yes}}", "deal: {all_known: yes}", 1, 0),
        ("{no person: {inside: yes}}", "{deal: {all_known: yes}, " + TWO + "}", 1, 0),
        ("{every person: {inside: yes}}", "person: [{name: a, inside: no}, {name: b}]", 1, 1),
        (
            "{count person: {where: {inside: yes}, at_least: 2}}",
            "{deal: {all_known: yes}, " + TWO + "}",
            1,
            0,
        ),
    ],
)
def test_the_distance_counts_what_fails_and_what_is_not_known(
    condition: str, given: str, fails: int, unknowns: int
) -> None:
    look = World(*FACTS, decisions(rule(condition))).look("{" + given + "}" if given[0] != "{" else given)
    decision, number = look.row("r.one")
    scope = look.conclusions.scope("deal", look.conclusions.sheet.deal.id)
    when = decision.rows[number].when
    assert distance(lacking(when, scope)) == (fails, unknowns)
    assert (truth_of(when, scope) == TRUE) == ((fails, unknowns) == (0, 0))
