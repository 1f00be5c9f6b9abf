"""Each operation of `compute` (format.md section 3), in YAML, through the loader and the engine."""

import pytest

from advisor.facts.states import NONE, Partial, Span, State
from tests.rulebook.helpers import World, decisions, facts

PEOPLE_HEAD = "many_per: deal\nall_known: deal.all_known"
ALL = "deal: {all_known: yes}"


def one(*parts: State) -> frozenset[State]:
    return frozenset(parts)


def derived(base: str, it: str, form: str, parameters: str = "") -> World:
    """Return a world in which one decision derives `deal.it`."""
    return World(
        facts("deal", f"{base}\nit: {{{it}, derived: yes}}"),
        decisions(f"- derive: deal.it\n{indent(form)}", parameters),
    )


def indent(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.strip().splitlines())


# ---------------------------------------------------------------- compute

NUMBERS = "x: {type: number}\ny: {type: number}\nz: {type: number}"


@pytest.mark.parametrize(
    ("form", "deal", "expected"),
    [
        ("{sum: {of: [x, y, z]}}", "x: 1, y: 2, z: 4", 70_000),
        ("{sum: {of: [x, y, z]}}", "x: 1, y: 2", None),
        ("{sum: {of: [x, y, z], over: known}}", "x: 1, y: 2", 30_000),
        ("{max: {of: [x, y, z]}}", "x: 1, y: 9, z: 4", 90_000),
        ("{min: {of: [x, y, z]}}", "x: 1, y: 9, z: 4", 10_000),
        ("{mean: {of: [x, y, z]}}", "x: 1, y: 2, z: 6", 30_000),
        ("{mean: {of: [x, y, z], over: known}}", "x: 1, z: 4", 25_000),
        ("{mean: {of: [x, y, z]}}", "x: 0, y: 0, z: 1", 3_333),
        ("{difference: {of: x, minus: y}}", "x: 1, y: 2.5", -15_000),
        ("{difference: {of: x, minus: y}}", "x: 1", None),
        ("{product: {of: [x, y]}}", "x: 1.5, y: 4", 60_000),
        ("{ratio: {of: x, to: y}}", "x: 1, y: 4", 2_500),
        ("{ratio: {of: x, to: y}}", "x: 1, y: 0", NONE),
        ("{count: {of: [{x: 1}, {y: 2}, {z: 4}]}}", "x: 1, y: 2, z: 5", 20_000),
        ("{count: {of: [{x: 1}, {y: 2}, {z: 4}]}}", "x: 1, y: 3", Span(10_000, 20_000)),
        ("{count: {of: [{x: 1}, {y: 2}, {z: 4}], over: known}}", "x: 1, y: 3", 10_000),
        ("{copy: x}", "x: 7", 70_000),
        ("{copy: x}", "", None),
    ],
)
def test_numbers(form: str, deal: str, expected: State) -> None:
    assert (
        derived(NUMBERS, "type: number", f"compute: {form}").look(f"deal: {{{deal}}}")["deal.it"] == expected
    )


def test_ratio_of_amounts_is_a_percent() -> None:
    world = derived("x: {type: money}\ny: {type: money}", "type: percent", "compute: {ratio: {of: x, to: y}}")
    assert world.look("deal: {x: 1 M, y: 4 M}")["deal.it"] == 2_500


@pytest.mark.parametrize(
    ("form", "deal", "expected"),
    [
        ("{days_since: d}", "d: today - 10 days", 100_000),
        ("{days_since: d}", "d: today + 2 days", -20_000),
        ("{days_until: d}", "d: today + 3 days", 30_000),
        ("{days_until: {of: d}}", "d: today", 0),
        ("{days_until: d}", "", None),
    ],
)
def test_days(form: str, deal: str, expected: State) -> None:
    assert (
        derived("d: {type: date}", "type: number", f"compute: {form}").look(f"deal: {{{deal}}}")["deal.it"]
        == expected
    )


PEOPLE = facts(
    "person",
    """
    points: {type: number}
    lead: {type: yes_no}
    class: {type: choice, values: [e, m, u]}
    met: {type: yes_no, our_act: yes}
    """,
    PEOPLE_HEAD,
)


def over(it: str, form: str) -> World:
    """Return a world whose `deal.it` is computed over the persons."""
    deal = facts("deal", f"all_known: {{type: yes_no}}\nit: {{{it}, derived: yes}}")
    return World(deal, PEOPLE, decisions(f"- {{derive: deal.it, compute: {form}}}"))


@pytest.mark.parametrize(
    ("form", "persons", "complete", "expected"),
    [
        ("{sum: {of: person, fact: points}}", "{points: 1}, {points: 4}", "yes", 50_000),
        ("{sum: {of: person, fact: points}}", "{points: 1}, {points: 4}", "no", None),
        ("{sum: {of: person, fact: points}}", "{points: 1}, {}", "yes", None),
        ("{sum: {of: person, fact: points, over: known}}", "{points: 1}, {}", "no", 10_000),
        (
            "{sum: {of: person, fact: points, where: {lead: yes}}}",
            "{points: 1, lead: yes}, {points: 4, lead: no}",
            "yes",
            10_000,
        ),
        ("{max: {of: person, fact: points}}", "{points: 1}, {points: 4}", "yes", 40_000),
        ("{min: {of: person, fact: points}}", "{points: 1}, {points: 4}", "yes", 10_000),
        ("{mean: {of: person, fact: points, over: known}}", "{points: 1}, {points: 4}, {}", "yes", 25_000),
        ("{max: {of: person, fact: points}}", "", "yes", NONE),
        ("{max: {of: person, fact: points, none_is: 0}}", "", "yes", 0),
        ("{count: {of: person}}", "{}, {}", "yes", 20_000),
        ("{count: {of: person}}", "{}, {}", "no", Span(20_000, None)),
        (
            "{count: {of: person, where: {lead: yes}}}",
            "{lead: yes}, {lead: no}, {}",
            "yes",
            Span(10_000, 20_000),
        ),
        (
            "{count: {of: person, where: {lead: yes}, over: known}}",
            "{lead: yes}, {lead: no}, {}",
            "no",
            10_000,
        ),
        ("{count: {of: person, where: {met: yes}}}", "{met: yes}, {}", "no", 10_000),
    ],
)
def test_over_members(form: str, persons: str, complete: str, expected: State) -> None:
    assert (
        over("type: number", form).look(f"deal: {{all_known: {complete}}}\nperson: [{persons}]")["deal.it"]
        == expected
    )


@pytest.mark.parametrize(
    ("form", "persons", "complete", "expected"),
    [
        ("{pick: {of: person, highest: points}}", "{name: a, points: 1}, {name: b, points: 4}", "yes", "b"),
        ("{pick: {of: person, lowest: points}}", "{name: a, points: 1}, {name: b, points: 4}", "yes", "a"),
        ("{pick: {of: person, highest: points}}", "{name: a, points: 4}, {name: b, points: 4}", "yes", "a"),
        ("{pick: {of: person, highest: points}}", "{name: a, points: 1}, {name: b}", "yes", one("a", "b")),
        ("{pick: {of: person, highest: points, over: known}}", "{name: a, points: 1}, {name: b}", "no", "a"),
        ("{pick: {of: person, highest: points}}", "{name: a, points: 1}", "no", None),
        (
            "{pick: {of: person, highest: points, where: {lead: yes}}}",
            "{name: a, points: 9, lead: no}, {name: b, points: 4, lead: yes}",
            "yes",
            "b",
        ),
        (
            "{pick: {of: person, highest: points, where: {lead: yes}}}",
            "{name: a, points: 9}, {name: b, points: 4, lead: yes}",
            "yes",
            one("a", "b"),
        ),
        (
            "{pick: {of: person, highest: points, where: {lead: yes}}}",
            "{name: a, points: 1}, {name: b, points: 4, lead: yes}",
            "yes",
            "b",
        ),
        (
            "{pick: {of: person, highest: points, where: {lead: yes}}}",
            "{name: a, points: 9}",
            "yes",
            one("a", NONE),
        ),
        ("{pick: {of: person, highest: points}}", "", "yes", NONE),
        ("{pick: {of: person, highest: points, over: known}}", "{name: a}", "yes", NONE),
    ],
)
def test_pick(form: str, persons: str, complete: str, expected: State) -> None:
    assert (
        over("type: reference to person", form).look(f"deal: {{all_known: {complete}}}\nperson: [{persons}]")[
            "deal.it"
        ]
        == expected
    )


@pytest.mark.parametrize(
    ("form", "persons", "complete", "expected"),
    [
        ("{collect: {of: person, fact: class}}", "{class: u}, {class: e}, {class: u}", "yes", ("e", "u")),
        (
            "{collect: {of: person, fact: class}}",
            "{class: u}",
            "no",
            Partial(frozenset("u"), frozenset(), True),
        ),
        ("{collect: {of: person, fact: class, over: known}}", "{class: u}, {}", "no", ("u",)),
        (
            "{collect: {of: person, fact: class, where: {lead: yes}}}",
            "{class: u, lead: yes}, {class: e}",
            "yes",
            Partial(frozenset("u"), frozenset("e")),
        ),
        (
            "{collect: {of: person, fact: class, where: {met: yes}}}",
            "{class: u, met: yes}, {class: e}",
            "no",
            ("u",),
        ),
        ("{collect: {of: person, fact: class}}", "", "yes", ()),
    ],
)
def test_collect_over_members(form: str, persons: str, complete: str, expected: State) -> None:
    it = "type: list of choice, values_from: person.class"
    assert over(it, form).look(f"deal: {{all_known: {complete}}}\nperson: [{persons}]")["deal.it"] == expected


def test_collect_gives_the_members_themselves_without_a_fact() -> None:
    look = over("type: list of reference to person", "{collect: {of: person, where: {lead: yes}}}").look(
        "deal: {all_known: yes}\nperson: [{name: 王, lead: yes}, {name: 李, lead: no}]"
    )
    assert look["deal.it"] == ("王",)


@pytest.mark.parametrize(
    ("deal", "expected"),
    [("have: [e]", ("m", "u")), ("have: [e, m, u]", ()), ("have: []", ("e", "m", "u")), ("", None)],
)
def test_missing(deal: str, expected: State) -> None:
    base = "have: {type: list of choice, values: [e, m, u]}"
    it = "type: list of choice, values_from: deal.have"
    assert (
        derived(base, it, "compute: {missing: {from: have}}").look(f"deal: {{{deal}}}")["deal.it"] == expected
    )


def test_missing_of_a_list_that_is_not_settled() -> None:
    deal = facts(
        "deal",
        "all_known: {type: yes_no}\nhave: {type: list of choice, values_from: person.class, derived: yes}\nit: {type: list of choice, values_from: person.class, derived: yes}\nn: {type: number, derived: yes}",
    )
    world = World(
        deal,
        PEOPLE,
        decisions(
            "- {derive: deal.have, compute: {collect: {of: person, fact: class, where: {lead: yes}}}}\n- {derive: deal.it, compute: {missing: {from: have}}}\n- {derive: deal.n, compute: {count: {of: have}}}"
        ),
    )
    look = world.look(f"{ALL}\nperson: [{{class: e, lead: yes}}, {{class: m}}]")
    assert look["deal.it"] == Partial(frozenset("u"), frozenset("m"))
    assert look["deal.n"] == Span(10_000, 20_000)


def test_copy_through_a_reference_and_of_a_set_of_members() -> None:
    rivals = facts(
        "rival", "threat: {type: number}\nopening: {type: choice, values: [a, b]}", "many_per: deal"
    )
    deal = facts(
        "deal",
        "main: {type: reference to rival, derived: yes}\nit: {type: choice, values_from: rival.opening, derived: yes}",
    )
    world = World(
        deal,
        rivals,
        decisions(
            "- {derive: deal.main, compute: {pick: {of: rival, highest: threat}}}\n- {derive: deal.it, compute: {copy: main.opening}}"
        ),
    )
    assert (
        world.look("rival: [{name: B, threat: 5, opening: a}, {name: C, threat: 1, opening: b}]")["deal.it"]
        == "a"
    )
    unsure = world.look("rival: [{name: B, threat: 5, opening: a}, {name: C, opening: b}]")
    assert (unsure["deal.main"], unsure["deal.it"]) == (one("B", "C"), one("a", "b"))
    assert world.look("rival: [{name: B, threat: 5, opening: a}, {name: C, opening: a}]")["deal.it"] == "a"
    assert world.look("rival: []")["deal.it"] == NONE
