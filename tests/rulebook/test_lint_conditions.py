"""Lint of conditions: what never holds, what asks in vain, what the engine cannot bear; the search itself."""

import random
from itertools import product
from pathlib import Path

import pytest

from advisor.engine.lint_limits import limits_of
from advisor.facts.deal import Value
from advisor.facts.states import FALSE, TRUE, State
from advisor.rulebook.conditions import Ref
from advisor.rulebook.decisions import Row
from advisor.rulebook.lint import lint
from advisor.rulebook.lint_cases import Cases, Guess, holds
from advisor.rulebook.lint_domains import Domains
from advisor.rulebook.load import load, sources
from tests.rulebook.helpers import book, decisions, facts, file, rule, unmarked
from tests.rulebook.linting import advise, check, linted

ROOT = Path(__file__).parents[2]

# ---------------------------------------------------------------- conditions

NEVER = [
    "{p: yes, none: [{p: yes}]}",
    "{all: [{k: x}, {k: y}]}",
    "{n: {above: 5, below: 5}}",
    "{k: {not: [x, y, z]}}",
    "{p: [yes, no], none: [{p: known}]}",
    "{points: {above: 10}}",
    "{due: {in_last: 3 days}, all: [{due: overdue}, {due: {in_next: 3 days}}]}",
    "{share: {above: {fact: theirs}}, theirs: {above: {fact: share}}}",
    "{tags: {includes: x}, none: [{tags: {includes_any: [x, y]}}]}",
    "{tags: empty, any: [{tags: {includes: x}}, {tags: {includes: y}}]}",
    "{any person: {power: high}, no person: {power: high}}",
    "{count person: {where: {power: high}, at_least: 3, at_most: 2}}",
    "{any person: {power: high, none: [{power: high}]}}",
    "{count: {at_least: 2, of: [{p: yes}, {p: no}]}}",
    "{step: {before: design, after: design}}",
    "{k: known, all: [{k: unknown}]}",
]


@pytest.mark.parametrize("when", NEVER)
def test_conditions_that_never_hold(when: str) -> None:
    check(
        decisions(rule(when).replace("{id:", "«{id:")),
        "condition.never",
        "",
        "its tests exclude each other",
        "error",
    )


@pytest.mark.parametrize(
    "when",
    [
        "{p: yes, q: yes}",
        "{n: {between: [3, 3]}}",
        "{points: {at_least: 10}}",
        "{maybe: {not: [x, y]}}",
        "{share: {above: {fact: theirs, plus: 99%}}}",
        "{share: {between: [50%, 50%]}, all: [{share: {at_least: {fact: theirs, plus: 15%}}}, {share: {at_most: {fact: theirs, plus: 15%}}}]}",
        "{any person: {power: high}, no person: {power: low}}",
        "{tags: {includes_all: [x, y, z]}}",
        "{num: {below: 1}}",
        "{main.lead: ahead, main: known}",
        "{p: unknown, q: known}",
        "{due: {in_last: 3 days, before: 2026-01-01}}",
        "{due: {in_next: 3 days, after: 2040-01-01}}",
        "{n: {above: {fact: few, plus: 7}}, few: {above: {fact: num, plus: 5}}, num: {above: 3}}",
        "{no person: always, any rival: always}",
    ],
)
def test_conditions_that_can_hold(when: str) -> None:
    count = decisions("- {derive: deal.num, compute: {count: {of: person}}}", name="n.yaml")
    assert linted(decisions(rule(when)), count) == []


def test_a_rule_that_its_gate_shuts_out() -> None:
    source = decisions(rule("{step: choose}", gate="{step: {before: choose}}").replace("{id:", "«{id:"))
    check(source, "condition.never", "'r.one' together with only_when can never hold", "", "error")


def test_a_gate_and_the_condition_of_with() -> None:
    gate = decisions(rule("{p: yes}", gate="{p: yes, none: [{p: yes}]}").replace("deal.test", "«deal.test"))
    check(gate, "condition.never", "only_when of 'deal.test' can never hold", "", "error")
    pick = advise("with: {person: {where: {power: high, none: [{power: high}]}, if_nobody: go}}, ", mark=True)
    check(pick, "condition.never", "'with' of 'r.one' can never hold", "", "error")


def test_conditions_of_the_agenda() -> None:
    text = "schema: agenda/1\nmodifiers:\n  - «{id: m.one, label: {en: Up, zh: 加分}, when: {p: yes, none: [{p: yes}]}, add: 3}\n"
    check(file("agenda.yaml", text), "condition.never", "the modifier 'm.one' can never hold", "", "error")


@pytest.mark.parametrize(
    "when",
    [
        "{any: [{p: yes}, {p: {not: yes}}]}",
        "{q: yes, any: [{k: x}, {k: [y, z]}]}",
        "{any: [{n: {below: 3}}, {n: {at_least: 3}}]}",
        "{any person: {any: [{power: high}, {power: low}]}}",
    ],
)
def test_tests_that_cover_every_value(when: str) -> None:
    source = decisions(rule(when).replace("{id:", "«{id:"))
    check(source, "condition.covers-every-value", "cover every value, so asking it is needless", "leave '")


@pytest.mark.parametrize(
    "when",
    [
        "{any: [{p: yes}, {p: no, q: yes}]}",
        "{any: [{p: known}, {p: unknown}]}",
        "{any: [{done: yes}, {done: no}]}",
        "{k: [x, y, z]}",
        "{any: [{it: a}, {it: {not: a}}]}",
    ],
)
def test_tests_that_leave_something_to_ask(when: str) -> None:
    assert linted(decisions(rule(when))) == []


# ---------------------------------------------------------------- what the engine can bear


def wide(parts: int) -> str:
    """Return a condition of `2 ** parts` alternatives."""
    return "{all: [" + ", ".join(f"{{any: [{{f{n}: yes}}, {{g{n}: yes}}]}}" for n in range(parts)) + "]}"


WIDE = facts("deal", "\n".join(f"{name}{n}: {{type: yes_no}}" for n in range(9) for name in "fg"))


@pytest.mark.parametrize(
    ("parts", "kind", "severity"),
    [(6, None, ""), (7, "engine.many-alternatives", "warning")],
)
def test_alternatives(parts: int, kind: str | None, severity: str) -> None:
    clean, place = unmarked(decisions(rule(wide(parts)).replace("{id:", "«{id:")))
    found = linted(WIDE, clean)
    assert [(f.kind, f.place, f.severity) for f in found] == ([(kind, place, severity)] if kind else [])


def test_alternatives_that_contradict() -> None:
    source = decisions(rule("{n: {above: 5}, any: [{n: {below: 3}}, {p: yes}]}").replace("{id:", "«{id:"))
    check(source, "engine.contradiction", "this alternative can never fire", "")


def test_limits_of_the_engine() -> None:
    text = facts("deal", "c: {type: choice, values: {" + "v" * 501 + ": {en: Long, zh: 长}}}")
    clean, place = unmarked(decisions(rule("{c: " + "v" * 501 + "}").replace("{id:", "«{id:")))
    found = linted(text, clean)
    assert [(f.kind, f.place, f.severity) for f in found] == [("engine.limit", place, "error")]


# ---------------------------------------------------------------- the search itself


def test_the_search_agrees_with_trying_everything() -> None:
    """Random tables over small facts: gaps, unreachable rows and dead conditions as brute force finds them."""
    chance = random.Random(7)
    small = facts(
        "deal",
        "a: {type: yes_no}\nb: {type: choice, values: [x, y, z]}\nc: {type: number, range: [0, 3]}\nd: {type: number, range: [0, 3]}\nout: {type: choice, values: [u, v], derived: yes}",
    )

    def test() -> str:
        return chance.choice(
            [
                "{a: yes}",
                "{a: no}",
                "{b: x}",
                "{b: [x, y]}",
                "{b: {not: z}}",
                "{c: {above: 1}}",
                "{c: {at_most: 2}}",
                "{c: {above: {fact: d}}}",
                "{d: {at_most: {fact: c, plus: 1}}}",
                "{c: 2}",
            ]
        )

    def condition(depth: int = 2) -> str:
        if depth == 0 or chance.random() < 0.3:
            return test()
        return f"{{{chance.choice(['any', 'all', 'none'])}: [{', '.join(condition(depth - 1) for _ in range(chance.randint(1, 3)))}]}}"

    outcomes = set()
    for _ in range(60):
        whens = [condition() for _ in range(3)]
        rulebook = book(
            small,
            decisions(
                "- derive: deal.out\n  hit_policy: first\n  table:\n"
                + "\n".join(f"    - {{when: {w}, then: u}}" for w in whens)
            ),
        )
        rows = rulebook.decisions["deal.out"].rows
        world = [
            truths(rows, values)
            for values in product(("yes", "no"), "xyz", range(0, 30_001, 5_000), range(0, 30_001, 5_000))
        ]
        domains = Domains(rulebook)
        cases = Cases([r.when for r in rows], domains)
        order = tuple(cases.states)
        for n, row in enumerate(rows):
            alive = any(t[n] == TRUE for t in world)
            assert (cases.find(holds((row.when,)), order) is not None) == alive, whens
            outcomes.add(("alive", alive))
        gap = any(set(t) == {FALSE} for t in world)
        found = lint(rulebook)
        assert ("table.gap" in [f.kind for f in found]) == gap, whens
        for n, row in enumerate(rows):
            reached = any(t[n] == TRUE and TRUE not in t[:n] for t in world)
            dead = not any(t[n] == TRUE for t in world)
            said = any(f.kind == "table.unreachable" and f.place == row.place for f in found)
            assert said == (not reached and not dead), (whens, n)
            outcomes |= {("gap", gap), ("reached", reached)}
    assert len(outcomes) == 6, "the random tables must show every outcome"


def truths(rows: tuple[Row, ...], values: tuple[Value, ...]) -> list[int]:
    """Return the truth of rows for values of a, b, c and d."""

    class Given(Guess):
        def state(self, ref: Ref) -> State:
            return dict(zip("abcd", values, strict=True))[ref.name]

    guess = Given({})
    return [row.when.truth(guess) for row in rows]


# ---------------------------------------------------------------- the shipped rules


SEARCHED = ("table", "grid", "condition", "engine")


def test_no_false_alarms_on_the_shipped_rules() -> None:
    """What is found by searching must be right: the shipped rules were read and have none of it."""
    loaded = load(sources(ROOT / "rules", "rules"), strict=False)
    assert loaded.rulebook is not None
    found = [f for f in lint(loaded.rulebook, None, [limits_of]) if f.kind.partition(".")[0] in SEARCHED]
    assert not found, "\n".join(map(str, found))
