"""Format.md section 4, points 9 to 12: values typed over, questions, layers, order."""

import random
from collections.abc import Sequence
from datetime import date

import pytest

from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.facts.deal import Deal, Fact
from advisor.facts.sheet import sheet
from advisor.facts.states import State
from advisor.rulebook.load import Source
from tests.rulebook.helpers import (
    TODAY,
    World,
    book,
    decisions,
    facts,
    found_in,
    loaded,
    rule,
    rules,
)  # fmt: skip
from tests.rulebook.meaning import (
    AB,
    CHAIN,
    DEAL,
    LETTERS,
    PATH,
    PATH_FACTS,
    PEOPLE_HEAD,
    PERSONS,
    RIVALS,
    ROLE,
    TWO_SETS,
    one,
)

# ---------------------------------------------------------------- 9: typed over derived

OVER = facts(
    "deal",
    f"""
    base: {{type: yes_no}}
    other: {{type: yes_no}}
    k: {{{LETTERS}, derived: yes}}
    it: {{{LETTERS}, derived: yes}}
    """,
)
DERIVE = """- {derive: deal.k, map: {of: base, to: {yes: a, no: b}}}
- {derive: deal.it, map: {of: k, to: {a: a, b: b, c: c}}}
"""


def typed(
    world: World, today: date, on: date, until: date | None = None, base_on: date | None = None
) -> State:
    subjects = {"k": Fact("c", on, note="I know better", until=until)}
    if base_on:
        subjects["base"] = Fact("yes", base_on)
    look = world.of(Deal("deal", {"deal": {"deal": subjects}}), today)
    assert look["deal.it"] in (look["deal.k"], one("a", "b"))
    return look["deal.k"]


def test_typed_over_derived_wins_and_is_shown_beside_what_the_rules_say() -> None:
    look = World(OVER, decisions(DERIVE)).look("deal: {base: yes, k: c}")
    assert (look["deal.k"], look["deal.it"]) == ("c", "c")
    assert look.conclusions.said == {("deal", "deal", "k"): "a"}


@pytest.mark.parametrize(
    ("today", "until", "holds"),
    [
        (date(2026, 3, 2), None, True),  # 60 days
        (date(2026, 3, 3), None, False),
        (date(2026, 1, 10), date(2026, 1, 10), True),
        (date(2026, 1, 11), date(2026, 1, 10), False),
        (date(2026, 6, 1), date(2026, 12, 31), True),
    ],
)
def test_it_ends_by_itself(today: date, until: date | None, holds: bool) -> None:
    world = World(OVER, decisions(DERIVE))
    assert typed(world, today, date(2026, 1, 1), until, base_on=date(2026, 1, 1)) == ("c" if holds else "a")


@pytest.mark.parametrize(
    ("base_on", "holds"), [(date(2026, 1, 1), True), (date(2025, 6, 1), True), (date(2026, 1, 2), False)]
)
def test_it_ends_when_an_input_changes_later(base_on: date, holds: bool) -> None:
    world = World(OVER, decisions(DERIVE))
    assert typed(world, date(2026, 1, 20), date(2026, 1, 1), base_on=base_on) == ("c" if holds else "a")
    deal = Deal("deal", {"deal": {"deal": {"it": Fact("c", date(2026, 1, 1)), "base": Fact("yes", base_on)}}})
    look = world.of(deal, date(2026, 1, 20))  # through another decision as well
    assert look["deal.it"] == ("c" if holds else "a")
    assert look.conclusions.ended == (frozenset() if holds else {("deal", "deal", "it")})


def test_a_change_of_another_fact_does_not_end_it() -> None:
    world = World(OVER, decisions(DERIVE))
    deal = Deal(
        "deal", {"deal": {"deal": {"k": Fact("c", date(2026, 1, 1)), "other": Fact("yes", date(2026, 1, 5))}}}
    )
    assert world.of(deal, date(2026, 1, 20))["deal.k"] == "c"


def test_a_paths_result_cannot_be_typed_over() -> None:
    world = World(PATH_FACTS, decisions(PATH))
    look = world.look("deal: {p: yes, step: done}")
    assert look["deal.step"] == "design"


# ---------------------------------------------------------------- 10: what is asked

ASKED = facts(
    "deal",
    f"""
    p: {{type: yes_no}}
    q: {{type: yes_no}}
    r: {{type: yes_no}}
    note: {{type: yes_no, our_act: yes}}
    k: {{{LETTERS}, derived: yes}}
    """,
)
CASE = "- {derive: deal.k, hit_policy: first, table: [{when: {p: yes}, then: a}, {when: {q: yes}, then: b}, {otherwise: c}]}\n"


@pytest.mark.parametrize(
    ("condition", "deal", "needs"),
    [
        ("{p: yes, q: yes}", "", ["deal.p", "deal.q"]),
        ("{p: yes, q: yes}", "p: yes", ["deal.q"]),
        ("{p: yes, q: yes}", "p: no", []),
        ("{any: [{p: yes}, {q: yes}]}", "p: no", ["deal.q"]),
        ("{any: [{all: [{p: yes}, {q: yes}]}, {r: yes}]}", "p: no", ["deal.r"]),  # a dead branch asks nothing
        ("{k: b}", "", ["deal.p", "deal.q"]),
        ("{k: c}", "p: no", ["deal.q"]),
        ("{k: [a, b, c]}", "", []),
        ("{note: no, p: yes}", "", ["deal.p"]),
    ],
)
def test_only_facts_that_could_change_the_outcome_are_asked(
    condition: str, deal: str, needs: list[str]
) -> None:
    look = World(ASKED, decisions(CASE + rule(condition))).look(f"deal: {{{deal}}}")
    assert look.needs() == needs


def test_an_input_that_cannot_change_the_test_is_not_asked() -> None:
    look = World(ASKED, decisions(CASE + rule("{k: a}"))).look()
    assert (look.rule(), look.needs()) == ("asks", ["deal.p"])


def test_facts_of_members_carry_the_name() -> None:
    world = World(
        DEAL,
        facts("person", "name: {type: text}\nlead: {type: yes_no}", PEOPLE_HEAD),
        decisions(rule("{any person: {lead: yes}}")),
    )
    look = world.look(
        "deal: {all_known: yes}\nperson: [{id: p-1, name: 王处长}, {id: p-2, name: 李工, lead: no}]"
    )
    assert look.needs() == ["person.王处长.lead"]


def test_an_old_fact_is_asked_again() -> None:
    world = World(facts("deal", "p: {type: yes_no, fresh_for: 10 days}"), decisions(rule("{p: yes}")))
    assert world.look("deal: {p: {value: yes, on: 2026-01-01}}").needs() == ["deal.p"]


def test_a_derived_fact_is_never_asked_itself() -> None:
    world = World(
        facts(
            "deal", "p: {type: yes_no}\nk: {type: yes_no, derived: yes}\nlost: {type: yes_no, derived: yes}"
        ),
        decisions(
            "- {derive: deal.k, compute: {copy: p}}\n" + rules({"r.k": "{k: yes}", "r.lost": "{lost: yes}"})
        ),
    )
    look = world.look()
    assert (look.needs("r.k"), look.needs("r.lost")) == (["deal.p"], [])


# ---------------------------------------------------------------- 11: layers


def test_layers_follow_from_what_is_read() -> None:
    lines = "p: {type: yes_no}\n" + "\n".join(f"d{n}: {{type: yes_no, derived: yes}}" for n in range(4))
    chain = "".join(
        f"- {{derive: deal.d{n}, compute: {{copy: {'p' if n == 0 else f'd{n - 1}'}}}}}\n"
        for n in (2, 0, 3, 1)
    )
    world = World(facts("deal", lines), decisions(chain + rule("{d3: yes}")))
    assert world.rulebook.layers == (("deal.d0",), ("deal.d1",), ("deal.d2",), ("deal.d3",), ("deal.test",))
    assert world.look("deal: {p: yes}").rule() == "fires"


def test_a_cycle_is_an_error_with_its_path() -> None:
    lines = "\n".join(f"d{n}: {{type: yes_no, derived: yes}}" for n in range(3))
    chain = "".join(f"- {{derive: deal.d{n}, compute: {{copy: d{(n + 1) % 3}}}}}\n" for n in range(3))
    found = loaded(facts("deal", lines), decisions(chain))
    assert [f.message for f in found.findings] == [
        "decisions read each other in a circle: deal.d0 -> deal.d1 -> deal.d2 -> deal.d0"
    ]
    assert found.rulebook is None


def test_a_quantifier_reads_the_facts_of_the_others() -> None:
    files = (
        DEAL,
        facts(
            "person",
            "a: {type: yes_no, derived: yes}\nb: {type: yes_no, derived: yes}\np: {type: yes_no}",
            PEOPLE_HEAD,
        ),
    )
    text = "- {derive: person.a, hit_policy: first, table: [{when: {any other person: {b: yes}}, then: yes}, {otherwise: no}]}\n- {derive: person.b, compute: {copy: p}}"
    assert book(*files, decisions(text)).layers == (("person.b",), ("person.a",))
    circle = text.replace("copy: p", "copy: a")
    assert [f.kind for f in loaded(*files, decisions(circle)).findings] == ["decision.cycle"]


# ---------------------------------------------------------------- 12: order


def shuffled(files: Sequence[Source], seed: int) -> list[Source]:
    """Return the files in another order, with the lines of each list of facts or decisions reordered."""
    chance = random.Random(seed)
    found = []
    for source in files:
        lines = source.text.decode().splitlines()
        starts = [i for i, line in enumerate(lines) if line in ("facts:", "decisions:")]
        head, body = lines[: starts[-1] + 1], lines[starts[-1] + 1 :]
        blocks: list[list[str]] = []
        for line in body:
            if line.startswith("   ") and blocks:
                blocks[-1].append(line)
            else:
                blocks.append([line])
        chance.shuffle(blocks)
        found.append(
            Source(source.name, "\n".join([*head, *(line for b in blocks for line in b)]).encode() + b"\n")
        )
    chance.shuffle(found)
    return found


def test_nothing_depends_on_the_order_of_files_facts_decisions_or_members() -> None:
    files = (
        DEAL,
        PERSONS,
        RIVALS,
        TWO_SETS,
        decisions(ROLE + AB + rules({"r.a": "{any person: {role: owner}}", "r.b": "{k: a, m: [a, b]}"})),
    )
    people = [
        "{name: 王, power: decider}",
        "{name: 李, power: user, part: low}",
        "{name: 赵, power: decider, part: high, met: yes}",
    ]
    first = World(*files).look(f"person: [{', '.join(people)}]")
    for seed in range(5):
        random.Random(seed).shuffle(people)
        look = World(*shuffled(files, seed)).look(f"person: [{', '.join(people)}]")
        with found_in(f"seed {seed}"):
            assert look.conclusions.rows == first.conclusions.rows
            assert look.conclusions.outcomes == first.conclusions.outcomes
            assert (look.needs("r.a"), look.needs("r.b")) == (first.needs("r.a"), first.needs("r.b"))


def test_rows_of_a_first_table_are_the_exception() -> None:
    rows = ["{when: {p: yes}, then: a}", "{when: {q: yes}, then: b}"]
    found = [
        World(
            CHAIN,
            decisions(
                f"- {{derive: deal.k, hit_policy: first, table: [{', '.join(order)}, {{otherwise: c}}]}}"
            ),
        ).look("deal: {p: yes, q: yes}")["deal.k"]
        for order in (rows, rows[::-1])
    ]
    assert found == ["a", "b"]


# ---------------------------------------------------------------- the engine's memory


def test_the_same_question_gives_the_same_answer_from_memory() -> None:
    rulebook = book(TWO_SETS, decisions(AB + rule("{any: [{k: a}, {k: b}]}")))
    engine = Engine(rulebook, InProcess())
    empty = sheet(rulebook.dictionary, Deal("d", {}), TODAY)
    first = engine.conclude(empty)
    assert len(engine.memo) > 0
    again = engine.conclude(empty)
    assert (again.rows, again.outcomes) == (first.rows, first.outcomes)
