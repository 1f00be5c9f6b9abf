"""Format.md section 4, point by point: what rules mean, proved on the smallest case that can show it."""

from collections.abc import Sequence

import pytest

from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.engine.matching import Ask
from advisor.facts.deal import Deal, Fact
from advisor.facts.sheet import sheet
from advisor.facts.states import NONE
from tests.rulebook.helpers import (
    TODAY,
    World,
    book,
    decisions,
    facts,
    rule,
    rules,
)  # fmt: skip
from tests.rulebook.meaning import AB, CHAIN, LETTERS, TWO_SETS, VALUES, one

# ---------------------------------------------------------------- 2: Kleene's logic

YES_NO = facts("deal", "p: {type: yes_no}\nq: {type: yes_no}")
WORDS = ("fires", "asks", "silent")


@pytest.mark.parametrize(
    ("condition", "table"),
    [
        ("{all: [{p: yes}, {q: yes}]}", "fas aas sss"),
        ("{p: yes, q: yes}", "fas aas sss"),
        ("{any: [{p: yes}, {q: yes}]}", "fff faa fas"),
        ("{none: [{p: yes}, {q: yes}]}", "sss saa saf"),
        ("{none: [{none: [{p: yes}, {q: yes}]}]}", "fff faa fas"),
        ("{none: [{all: [{p: yes}, {q: yes}]}]}", "saf aaf fff"),
        ("{all: [{p: yes}, {none: [{q: yes}]}]}", "saf saa sss"),
    ],
)
def test_three_valued_logic(condition: str, table: str) -> None:
    world = World(YES_NO, decisions(rule(condition)))
    found = "".join(
        " " * (i > 0) + "".join(world.look(f"deal: {{p: {p}, q: {q}}}").rule()[0] for q in VALUES)
        for i, p in enumerate(VALUES)
    )
    assert found == table


def test_known_and_unknown_are_settled_at_once() -> None:
    world = World(
        YES_NO, decisions(rules({"r.k": "{p: known}", "r.u": "{p: unknown}", "r.nk": "{none: [{p: known}]}"}))
    )
    for deal, expected in (("p: yes", "fires silent silent"), ("", "silent fires fires")):
        look = world.look(f"deal: {{{deal}}}")
        assert " ".join(look.rule(r) for r in ("r.k", "r.u", "r.nk")) == expected
        assert [look.needs(r) for r in ("r.k", "r.u", "r.nk")] == [[], [], []]


# ---------------------------------------------------------------- 3: a rule fires, is silent, asks or skips


def test_if_unknown_skip_stays_silent() -> None:
    world = World(YES_NO, decisions(rule("{p: yes}", if_unknown="skip")))
    assert [world.look(f"deal: {{p: {v}}}").rule() for v in VALUES] == ["fires", "silent", "silent"]


def test_a_false_gate_is_silent_and_an_unknown_one_asks_for_its_own_facts() -> None:
    world = World(YES_NO, decisions(rule("{q: yes}", gate="{p: yes}")))
    assert world.look("deal: {p: no}").rule() == "silent"
    assert world.look("deal: {p: yes, q: yes}").rule() == "fires"
    for deal, needs in (("", ["deal.p"]), ("q: yes", ["deal.p"]), ("p: yes", ["deal.q"])):
        look = world.look(f"deal: {{{deal}}}")
        assert (look.rule(), look.needs()) == ("asks", needs)


def test_a_gate_stays_shut_when_the_rule_itself_is_false() -> None:
    world = World(YES_NO, decisions(rule("{q: yes}", gate="{p: yes}")))
    assert world.look("deal: {q: no}").rule() == "silent"


class Mute(InProcess):
    """An engine that never fires."""

    def fire(self, asks: Sequence[Ask]) -> list[frozenset[int]]:
        return [frozenset() for _ in asks]


class Loud(InProcess):
    """An engine that fires everything."""

    def fire(self, asks: Sequence[Ask]) -> list[frozenset[int]]:
        return [frozenset((0,)) for _ in asks]


def test_what_fires_is_the_engines_word() -> None:
    rulebook = book(YES_NO, decisions(rule("{p: yes}")))
    deal = Deal("d", {"deal": {"d": {"p": Fact("yes", TODAY)}}})
    for guarded in (True, False):
        found = Engine(rulebook, Mute(), guarded=guarded).conclude(sheet(rulebook.dictionary, deal, TODAY))
        assert found.outcomes["deal.test", "d"].statuses == (0,)
        assert next((m.rule, m.engine_fires) for m in found.mismatches) == ("r.one", False)


def test_an_engine_that_fires_too_much_is_noticed_when_unguarded() -> None:
    rulebook = book(YES_NO, decisions(rule("{p: yes}")))
    empty = sheet(rulebook.dictionary, Deal("d", {}), TODAY)
    assert not Engine(rulebook, Loud(), guarded=True).conclude(empty).mismatches
    found = Engine(rulebook, Loud(), guarded=False).conclude(empty)
    assert [(m.rule, m.engine_fires) for m in found.mismatches] == [("r.one", True)]
    assert found.outcomes["deal.test", "d"].statuses == (1,)


def test_a_table_whose_row_the_engine_does_not_fire_is_unknown() -> None:
    files = facts("deal", f"p: {{type: yes_no}}\nit: {{{LETTERS}, derived: yes}}")
    rulebook = book(
        files,
        decisions(
            "- {derive: deal.it, hit_policy: first, table: [{when: {p: yes}, then: a}, {otherwise: b}]}"
        ),
    )
    deal = Deal("d", {"deal": {"d": {"p": Fact("yes", TODAY)}}})
    found = Engine(rulebook, Mute()).conclude(sheet(rulebook.dictionary, deal, TODAY))
    assert found.state("deal", "d", "it") is None
    assert len(found.mismatches) == 1


# ---------------------------------------------------------------- 4: tables, "no result"

NO_OTHERWISE = (
    "- {derive: deal.k, hit_policy: first, table: [{when: {p: yes}, then: a}, {when: {q: yes}, then: b}]}\n"
)


@pytest.mark.parametrize(
    ("test", "no_result", "a_or_no_result"),
    [
        ("{k: a}", "silent", "asks"),
        ("{k: [a, b, c]}", "silent", "asks"),
        ("{k: {not: a}}", "fires", "asks"),
        ("{k: {not: b}}", "fires", "fires"),
        ("{k: known}", "silent", "silent"),
        ("{k: unknown}", "fires", "fires"),
        ("{k: {fact: other}}", "silent", "asks"),
    ],
)
def test_no_row_holds_is_a_value_of_its_own(test: str, no_result: str, a_or_no_result: str) -> None:
    world = World(CHAIN, decisions(NO_OTHERWISE + rule(test)))
    look = world.look("deal: {p: no, q: no, other: a}")
    assert (look["deal.k"], look.rule()) == (NONE, no_result)
    look = world.look("deal: {q: no, other: a}")
    assert (look["deal.k"], look.rule()) == (one("a", NONE), a_or_no_result)


def test_no_result_of_a_number_fails_every_comparison() -> None:
    numbers = facts("deal", "p: {type: yes_no}\nn: {type: number, derived: yes}\nm: {type: number}")
    table = "- {derive: deal.n, hit_policy: first, table: [{when: {p: yes}, then: 5}]}\n"
    tests = {
        "r.up": "{n: {at_least: 0}}",
        "r.down": "{n: {below: 9}}",
        "r.not": "{n: {not: 5}}",
        "r.facts": "{n: {at_least: {fact: m}}}",
    }
    look = World(numbers, decisions(table + rules(tests))).look("deal: {p: no, m: 1}")
    assert (look["deal.n"], [look.rule(r) for r in tests]) == (NONE, ["silent", "silent", "fires", "silent"])


def test_a_derived_fact_with_two_possible_results_is_not_known() -> None:
    world = World(CHAIN, decisions(NO_OTHERWISE + rules({"r.k": "{k: known}", "r.u": "{k: unknown}"})))
    look = world.look("deal: {p: no}")
    assert (look["deal.k"], look.rule("r.k"), look.rule("r.u")) == (one("b", NONE), "silent", "fires")


@pytest.mark.parametrize(
    "form",
    [
        "map: {of: k, to: {a: u, b: v, c: w}}",
        "grid: {rows: k, columns: p, cells: {a: {yes: u, no: u}, b: {yes: v, no: v}, c: {yes: w, no: w}}}",
    ],
)
def test_no_result_on_an_axis_stays_possible(form: str) -> None:
    world = World(CHAIN, decisions(f"{NO_OTHERWISE}- {{derive: deal.it, {form}}}"))
    assert world.look("deal: {p: no, q: no}")["deal.it"] == NONE
    assert world.look("deal: {p: no}")["deal.it"] == one("v", NONE)


def test_rows_that_contradict_make_a_finding() -> None:
    table = "- {derive: deal.k, hit_policy: unique, table: [{when: {p: yes}, then: a}, {when: {q: yes}, then: b}, {otherwise: c}]}"
    look = World(CHAIN, decisions(table)).look("deal: {p: yes, q: yes}")
    assert (look["deal.k"], look.conclusions.outcomes["deal.k", "deal"].clash) == (None, (0, 1))


# ---------------------------------------------------------------- 5: sets


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("{k: [a, b]}", "fires"),
        ("{k: a}", "asks"),
        ("{k: c}", "silent"),
        ("{k: {not: c}}", "fires"),
        ("{any: [{k: a}, {k: b}]}", "fires"),  # tested twice: split, and true for each value
        ("{any: [{k: a}, {k: {not: a}}]}", "fires"),
        ("{all: [{k: a}, {k: b}]}", "silent"),
        ("{any: [{k: a, m: [a, b]}, {k: b, m: [a, b]}]}", "fires"),
        ("{any: [{k: a, m: a}, {k: b, m: b}]}", "asks"),
        ("{any: [{raw: a}, {raw: {not: a}}]}", "asks"),  # a typed unknown fact is not split
    ],
)
def test_a_set_is_read_directly_and_split_where_it_is_tested_twice(test: str, expected: str) -> None:
    look = World(TWO_SETS, decisions(AB + rule(test))).look()
    assert (look["deal.k"], look.rule()) == (one("a", "b"), expected)


def test_a_rule_that_holds_for_all_values_has_the_engine_asked_once_per_value() -> None:
    asked: list[Ask] = []

    class Listening(InProcess):
        def fire(self, asks: Sequence[Ask]) -> list[frozenset[int]]:
            asked.extend(a for a in asks if a.ruleset == "deal.test")
            return super().fire(asks)

    rulebook = book(TWO_SETS, decisions(AB + rule("{k: [a, b], raw: a}")))
    deal = Deal("d", {"deal": {"d": {"raw": Fact("a", TODAY)}}})
    found = Engine(rulebook, Listening()).conclude(sheet(rulebook.dictionary, deal, TODAY))
    assert found.outcomes["deal.test", "d"].statuses == (2,)
    assert sorted(a.vector for a in asked) == [("a", "a"), ("b", "a")]


def test_a_table_is_split_across_its_rows() -> None:
    rows = "{when: {k: a}, then: u}, {when: {k: b}, then: u}, {otherwise: w}"
    world = World(TWO_SETS, decisions(AB + f"- {{derive: deal.it, hit_policy: first, table: [{rows}]}}"))
    assert world.look()["deal.it"] == "u"


def test_sets_read_once_each_are_not_joined() -> None:
    rows = "{when: {k: a}, then: u}, {when: {m: a}, then: v}, {otherwise: w}"
    world = World(TWO_SETS, decisions(AB + f"- {{derive: deal.it, hit_policy: first, table: [{rows}]}}"))
    assert world.look()["deal.it"] == one("u", "v", "w")
    assert world.look("deal: {q: yes}")["deal.it"] == one("u", "v")


WIDE = [f"f{n}" for n in range(7)]


@pytest.mark.parametrize(("width", "expected", "capped"), [(6, "fires", False), (7, "asks", True)])
def test_up_to_64_combinations_are_tried_and_then_said_so(width: int, expected: str, capped: bool) -> None:
    lines = "p: {type: yes_no}\n" + "\n".join(f"{f}: {{{LETTERS}, derived: yes}}" for f in WIDE)
    tables = "".join(
        f"- {{derive: deal.{f}, hit_policy: first, table: [{{when: {{p: yes}}, then: a}}, {{otherwise: b}}]}}\n"
        for f in WIDE
    )
    either = ", ".join(f"{{any: [{{{f}: a}}, {{{f}: {{not: a}}}}]}}" for f in WIDE[:width])
    look = World(facts("deal", lines), decisions(tables + rule(f"{{all: [{either}]}}"))).look()
    assert (look.rule(), look.conclusions.outcomes["deal.test", "deal"].capped) == (expected, capped)


def test_several_rows_on_one_unknown_typed_fact_leave_otherwise_possible() -> None:
    """The seam that lint points at: these rows cover every value, but a typed fact is not split."""
    rows = "{when: {raw: a}, then: u}, {when: {raw: {not: a}}, then: u}, {otherwise: w}"
    world = World(TWO_SETS, decisions(f"- {{derive: deal.it, hit_policy: first, table: [{rows}]}}"))
    assert world.look()["deal.it"] == one("u", "w")
