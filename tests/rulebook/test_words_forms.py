"""Each form of a derive decision (format.md section 3), in YAML, through the loader and the engine."""

import pytest

from advisor.facts.states import NONE, Partial, Span, State
from tests.rulebook.helpers import World, book, decisions, facts

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


# ---------------------------------------------------------------- table

LETTERS = "type: choice, values: [a, b, c]"
BASE = "p: {type: yes_no}\nq: {type: yes_no}"


def table(policy: str, *rows: str) -> str:
    return f"hit_policy: {policy}\ntable:\n" + "\n".join(f"  - {row}" for row in rows)


FIRST = table("first", "{when: {p: yes}, then: a}", "{when: {q: yes}, then: b}", "otherwise: c")


@pytest.mark.parametrize(
    ("deal", "expected"),
    [
        ("p: yes, q: yes", "a"),
        ("p: yes", "a"),
        ("p: no, q: yes", "b"),
        ("p: no, q: no", "c"),
        ("p: no", one("b", "c")),
        ("q: yes", one("a", "b")),
        ("q: no", one("a", "c")),
        ("", one("a", "b", "c")),
    ],
)
def test_first(deal: str, expected: State) -> None:
    assert derived(BASE, LETTERS, FIRST).look(f"deal: {{{deal}}}")["deal.it"] == expected


@pytest.mark.parametrize(
    ("deal", "expected"),
    [("p: no, q: no", NONE), ("p: no", one("b", NONE)), ("p: yes", "a")],
)
def test_without_otherwise_there_may_be_no_result(deal: str, expected: State) -> None:
    form = table("first", "{when: {p: yes}, then: a}", "{when: {q: yes}, then: b}")
    assert derived(BASE, LETTERS, form).look(f"deal: {{{deal}}}")["deal.it"] == expected


@pytest.mark.parametrize(
    ("deal", "expected"),
    [
        ("q: yes", "b"),
        ("q: no", "c"),
        ("p: yes", "a"),
        ("p: yes, q: yes", "a"),
        ("", one("b", "c")),
    ],
)
def test_if_unknown_next_row_passes_over(deal: str, expected: State) -> None:
    form = table(
        "first",
        "{when: {p: yes}, then: a, if_unknown: next_row}",
        "{when: {q: yes}, then: b}",
        "otherwise: c",
    )
    assert derived(BASE, LETTERS, form).look(f"deal: {{{deal}}}")["deal.it"] == expected


def test_if_unknown_next_row_of_the_whole_table() -> None:
    form = f"if_unknown: next_row\n{FIRST}"
    world = derived(BASE, LETTERS, form)
    assert world.look()["deal.it"] == "c"
    assert world.look("deal: {q: yes}")["deal.it"] == "b"


UNIQUE = table("unique", "{when: {p: yes}, then: a}", "{when: {q: yes}, then: b}", "otherwise: c")


@pytest.mark.parametrize(
    ("deal", "expected", "clash"),
    [
        ("p: yes, q: no", "a", ()),
        ("p: yes", "a", ()),  # a row that holds closes a unique table
        ("p: no, q: no", "c", ()),
        ("", one("a", "b", "c"), ()),
        ("p: yes, q: yes", None, (0, 1)),
    ],
)
def test_unique(deal: str, expected: State, clash: tuple[int, ...]) -> None:
    look = derived(BASE, LETTERS, UNIQUE).look(f"deal: {{{deal}}}")
    assert look["deal.it"] == expected
    assert look.conclusions.outcomes["deal.it", "deal"].clash == clash


@pytest.mark.parametrize(
    ("deal", "expected", "clash"),
    [("p: yes, q: yes", "a", ()), ("q: yes", "a", ()), ("p: yes, q: no", "a", ()), ("p: no, q: no", "c", ())],
)
def test_any_may_have_several_rows_that_agree(deal: str, expected: State, clash: tuple[int, ...]) -> None:
    form = table("any", "{when: {p: yes}, then: a}", "{when: {q: yes}, then: a}", "otherwise: c")
    look = derived(BASE, LETTERS, form).look(f"deal: {{{deal}}}")
    assert (look["deal.it"], look.conclusions.outcomes["deal.it", "deal"].clash) == (expected, clash)


def test_any_rows_that_contradict_make_the_fact_unknown() -> None:
    look = derived(BASE, LETTERS, UNIQUE.replace("unique", "any")).look("deal: {p: yes, q: yes}")
    assert (look["deal.it"], look.conclusions.outcomes["deal.it", "deal"].clash) == (None, (0, 1))


@pytest.mark.parametrize(
    ("deal", "expected"),
    [
        ("p: yes, q: yes", ("a", "b")),
        ("p: no, q: yes", ("b",)),
        ("p: no, q: no", ()),
        ("p: yes", Partial(frozenset("a"), frozenset("b"))),
        ("", Partial(frozenset(), frozenset("ab"))),
    ],
)
def test_collect(deal: str, expected: State) -> None:
    form = table("collect", "{when: {p: yes}, then: a}", "{when: {q: yes}, then: b}")
    assert (
        derived(BASE, "type: list of choice, values: [a, b, c]", form).look(f"deal: {{{deal}}}")["deal.it"]
        == expected
    )


def test_collect_is_three_valued_per_element() -> None:
    form = table(
        "collect", "{when: {p: yes}, then: a}", "{when: {q: yes}, then: b}", "{when: {p: no}, then: a}"
    )
    look = derived(BASE, "type: list of choice, values: [a, b, c]", form).look("deal: {p: no}")
    assert look["deal.it"] == Partial(frozenset("a"), frozenset("b"))


def test_row_ids_and_words() -> None:
    form = table(
        "first",
        "{id: it.first, when: {p: yes}, then: a, because: {en: P holds., zh: 条件成立。}}",
        "{when: {q: yes}, then: b}",
        "{otherwise: c, because: {en: Else., zh: 其余。}}",
    )
    decision = derived(BASE, LETTERS, form).rulebook.decisions["deal.it"]
    assert [row.id for row in decision.rows] == ["it.first", "deal.it.2"]
    assert decision.rows[0].because and decision.rows[0].because.zh == "条件成立。"
    assert decision.otherwise_because and decision.otherwise_because.en == "Else."


def test_a_result_may_be_a_parameter() -> None:
    form = table("first", "{when: {p: yes}, then: $high}", "otherwise: $low")
    world = derived(BASE, "type: number", form, "high: 3\nlow: 1")
    assert [world.look(f"deal: {{p: {v}}}")["deal.it"] for v in ("yes", "no")] == [30_000, 10_000]


# ---------------------------------------------------------------- grid and map

GRID = """
grid:
  rows: p
  columns: q
  cells:
    yes: {yes: a, no: b}
    no: {yes: b, no: c}
"""


@pytest.mark.parametrize(
    ("deal", "expected"),
    [
        ("p: yes, q: yes", "a"),
        ("p: no, q: no", "c"),
        ("p: yes", one("a", "b")),
        ("q: yes", one("a", "b")),
        ("", one("a", "b", "c")),
    ],
)
def test_grid_is_complete_by_definition(deal: str, expected: State) -> None:
    assert derived(BASE, LETTERS, GRID).look(f"deal: {{{deal}}}")["deal.it"] == expected


def test_grid_of_sets_is_every_cell_they_reach() -> None:
    chain = facts(
        "deal",
        f"{BASE}\nr: {{{LETTERS}, derived: yes}}\nk: {{{LETTERS}, derived: yes}}\nit: {{type: choice, values: [o, s, n], derived: yes}}",
    )
    cells = "{a: {a: o, b: s, c: n}, b: {a: s, b: o, c: n}, c: {a: n, b: n, c: n}}"
    world = World(
        chain,
        decisions(
            f"""
            - {{derive: deal.r, hit_policy: first, table: [{{when: {{p: yes}}, then: a}}, {{otherwise: b}}]}}
            - {{derive: deal.k, hit_policy: first, table: [{{when: {{q: yes}}, then: a}}, {{otherwise: b}}]}}
            - {{derive: deal.it, grid: {{rows: r, columns: k, cells: {cells}}}}}
            """
        ),
    )
    assert world.look()["deal.it"] == one("o", "s")
    assert world.look("deal: {p: yes}")["deal.it"] == one("o", "s")
    assert world.look("deal: {p: yes, q: yes}")["deal.it"] == "o"


def test_map() -> None:
    world = derived("k: {type: choice, values: [x, y, z]}", LETTERS, "map: {of: k, to: {x: a, y: b, z: a}}")
    assert [world.look(f"deal: {{k: {k}}}")["deal.it"] for k in "xyz"] == ["a", "b", "a"]
    assert world.look()["deal.it"] == one("a", "b")


def test_map_with_otherwise() -> None:
    world = derived("k: {type: choice, values: [x, y, z]}", LETTERS, "map: {of: k, to: {x: a}, otherwise: b}")
    assert [world.look(f"deal: {{k: {k}}}")["deal.it"] for k in "xyz"] == ["a", "b", "b"]
    assert world.look()["deal.it"] == one("a", "b")


def test_map_of_a_set() -> None:
    world = World(
        facts(
            "deal",
            f"{BASE}\nk: {{{LETTERS}, derived: yes}}\nit: {{type: choice, values: [u, v, w], derived: yes}}",
        ),
        decisions(
            f"- derive: deal.k\n{indent(FIRST)}\n- {{derive: deal.it, map: {{of: k, to: {{a: u, b: v, c: u}}}}}}"
        ),
    )
    assert world.look("deal: {q: no}")["deal.it"] == "u"
    assert world.look("deal: {p: no}")["deal.it"] == one("u", "v")


def test_map_to_lists() -> None:
    form = "map: {of: k, to: {x: [a, b], y: [c], z: []}}"
    world = derived("k: {type: choice, values: [x, y, z]}", "type: list of choice, values: [a, b, c]", form)
    assert [world.look(f"deal: {{k: {k}}}")["deal.it"] for k in "xyz"] == [("a", "b"), ("c",), ()]


# ---------------------------------------------------------------- bands

BANDS = "bands: {of: n, steps: [{below: 4, is: a}, {up_to: 7, is: b}, {rest: c}]}"


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        ("-5", "a"),
        ("3.9999", "a"),
        ("4", "b"),
        ("7", "b"),
        ("7.0001", "c"),
        ("1 M", "c"),
        ("unknown", one("a", "b", "c")),
    ],
)
def test_bands(n: str, expected: State) -> None:
    assert derived("n: {type: number}", LETTERS, BANDS).look(f"deal: {{n: {n}}}")["deal.it"] == expected


def test_bands_over_parameters_and_other_types() -> None:
    form = "bands: {of: n, steps: [{below: $cut, is: a}, {rest: b}]}"
    for kind, cut, low, high in (
        ("money", "1 M", "999999.99", "1 M"),
        ("percent", "20%", "19.99%", "20%"),
        ("duration", "2 weeks", "13 days", "14 days"),
    ):
        world = derived(f"n: {{type: {kind}}}", LETTERS, form, f"cut: {cut}")
        assert [world.look(f"deal: {{n: {n}}}")["deal.it"] for n in (low, high)] == ["a", "b"]


# ---------------------------------------------------------------- scale

SCALE = """
scale:
  - {fact: n, weight: 50%}
  - {fact: amount, weight: 30%, bands: {steps: [{below: 1 M, is: 2}, {up_to: 5 M, is: 5}, {rest: 10}]}}
  - {fact: k, weight: $rest, map: {x: 0, y: 10}}
"""
SCALED = "n: {type: number, range: [0, 10]}\namount: {type: money}\nk: {type: choice, values: [x, y]}"


@pytest.mark.parametrize(
    ("deal", "expected"),
    [
        ("n: 4, amount: 2 M, k: y", 20_000 + 15_000 + 20_000),
        ("n: 0, amount: 1, k: x", 6_000),
        ("n: 4, amount: 2 M", Span(35_000, 55_000)),
        ("n: 4", Span(20_000 + 6_000, 20_000 + 30_000 + 20_000)),
        ("", Span(6_000, 100_000)),
    ],
)
def test_scale_gives_points_or_their_interval(deal: str, expected: State) -> None:
    assert (
        derived(SCALED, "type: number", SCALE, "rest: 20%").look(f"deal: {{{deal}}}")["deal.it"] == expected
    )


def test_bands_over_a_scale_give_the_classes_still_possible() -> None:
    world = World(
        facts("deal", f"{SCALED}\nit: {{type: number, derived: yes}}\nclass: {{{LETTERS}, derived: yes}}"),
        decisions(
            f"- derive: deal.it\n{indent(SCALE)}\n- {{derive: deal.class, bands: {{of: it, steps: [{{below: 3, is: a}}, {{below: 6, is: b}}, {{rest: c}}]}}}}",
            "rest: 20%",
        ),
    )
    found = [
        world.look(f"deal: {{{deal}}}")["deal.class"]
        for deal in ("", "n: 10", "n: 10, k: x", "n: 10, k: y, amount: 9 M")
    ]
    assert found == [one("a", "b", "c"), one("b", "c"), one("b", "c"), "c"]


# ---------------------------------------------------------------- path

PATH = """
path:
  claimed: claim
  steps:
    - {step: need, done_when: {p: yes}}
    - {step: design, done_when: {q: yes}}
    - {step: choose, done_when: {r: yes, any: [{p: yes}, {q: yes}]}}
  after_last: done
"""
STEPS = "type: ordered, values: [need, design, choose, done]"
CLAIM = "p: {type: yes_no}\nq: {type: yes_no}\nr: {type: yes_no}\nclaim: {type: ordered, values: [need, design, choose, done]}"


@pytest.mark.parametrize(
    ("deal", "expected"),
    [
        ("", "need"),
        ("p: no", "need"),
        ("p: yes", "design"),
        ("p: yes, q: yes", "choose"),
        ("q: yes", "choose"),  # the furthest step that is done counts
        ("p: yes, r: yes", "done"),
        ("q: yes, r: yes", "done"),
        ("r: yes", "need"),  # unknown evidence never enlarges the result
        ("claim: choose", "need"),  # a claim is no evidence
    ],
)
def test_path(deal: str, expected: str) -> None:
    assert derived(CLAIM, STEPS, PATH).look(f"deal: {{{deal}}}")["deal.it"] == expected


def test_labels_and_sources_of_a_decision() -> None:
    text = '- {derive: deal.it, label: {en: Why so, zh: 为何如此}, source: {doc: "003", part: art. 3, cell: G}, compute: {copy: x}}'
    decision = book(
        facts("deal", "x: {type: yes_no}\nit: {type: yes_no, derived: yes}"), decisions(text)
    ).decisions["deal.it"]
    assert (decision.label and decision.label.zh, decision.source) == ("为何如此", "003, art. 3, cell G")
