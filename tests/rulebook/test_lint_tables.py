"""Lint of tables: rows that contradict, are never reached, leave gaps; and what must not be found."""

import pytest

from tests.rulebook.helpers import World, decisions, unmarked
from tests.rulebook.linting import BASE, linted, table

# ---------------------------------------------------------------- rows that contradict

OVERLAPS = [
    (("{id: r.1, when: {p: yes}, then: a}", "«{id: r.2, when: {q: yes}, then: b}", "otherwise: c"), "deal with p = yes, q = yes"),
    (("{id: r.1, when: {n: {at_least: 5}}, then: a}", "«{id: r.2, when: {n: {at_most: 5}}, then: b}", "otherwise: c"), "deal with n = 5"),
    (("{id: r.1, when: {k: [x, y]}, then: a}", "«{id: r.2, when: {k: {not: x}}, then: b}", "otherwise: c"), "deal with k = y"),
    (("{id: r.1, when: {step: {before: choose}}, then: a}", "«{id: r.2, when: {step: {after: need}}, then: b}", "otherwise: c"), "deal with step = design"),
    (("{id: r.1, when: {share: {at_least: {fact: theirs}}}, then: a}", "«{id: r.2, when: {share: {at_most: {fact: theirs}}}, then: b}", "otherwise: c"), "share = 0%, theirs = 0%"),
    (("{id: r.1, when: {due: {in_next: 5 days}}, then: a}", "«{id: r.2, when: {due: {after: 1900-01-01}}, then: b}", "otherwise: c"), "due = today"),
    (("{id: r.1, when: {tags: {includes: x}}, then: a}", "«{id: r.2, when: {tags: {includes: y}}, then: b}", "otherwise: c"), "deal with tags = [x, y]"),
    (("{id: r.1, when: {any person: {power: high}}, then: a}", "«{id: r.2, when: {no person: {power: low}}, then: b}", "otherwise: c"), "1 person with power = high, no person with power = low"),
    (("{id: r.1, when: {count: {at_least: 1, of: [{p: yes}, {q: yes}]}}, then: a}", "«{id: r.2, when: {p: no}, then: b}", "otherwise: c"), "deal with p = no, q = yes"),
    (("{id: r.1, when: {p: unknown}, then: a}", "«{id: r.2, when: {q: yes}, then: b}", "otherwise: c"), "deal with p not known, q = yes"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "witness"), OVERLAPS)
@pytest.mark.parametrize("policy", ["unique", "any"])
def test_overlap_with_a_witness(rows: tuple[str, ...], witness: str, policy: str) -> None:
    clean, place = unmarked(table(*rows, policy=policy))
    (found,) = [f for f in linted(clean) if f.kind == "table.overlap"]
    assert (found.place, found.severity) == (place, "warning")
    assert found.message == "rows r.1 and r.2 can hold together, with different results"
    assert found.hint.startswith("both match: deal with ")
    assert witness in found.hint


NO_OVERLAPS = [
    ("{when: {p: yes}, then: a}", "{when: {p: no}, then: b}", "otherwise: c"),
    ("{when: {p: yes}, then: a}", "{when: {q: yes}, then: a}", "otherwise: c"),
    ("{when: {n: {above: 5}}, then: a}", "{when: {n: {at_most: 5}}, then: b}", "otherwise: c"),
    ("{when: {share: {above: {fact: theirs, plus: 5%}}}, then: a}", "{when: {share: {at_most: {fact: theirs, plus: 5%}}}, then: b}", "otherwise: c"),
    ("{when: {any person: {power: high}}, then: a}", "{when: {no person: {power: high}}, then: b}", "otherwise: c"),
    ("{when: {count person: {where: {power: high}, at_least: 3}}, then: a}", "{when: {count person: {where: {power: high}, at_most: 2}}, then: b}", "otherwise: c"),
    ("{when: {due: {in_next: 5 days}}, then: a}", "{when: {due: overdue}, then: b}", "otherwise: c"),
    ("{when: {tags: empty}, then: a}", "{when: {tags: {includes: x}}, then: b}", "otherwise: c"),
]  # fmt: skip


@pytest.mark.parametrize("rows", NO_OVERLAPS)
@pytest.mark.parametrize("policy", ["unique", "any"])
def test_no_overlap(rows: tuple[str, ...], policy: str) -> None:
    assert [f for f in linted(table(*rows, policy=policy)) if f.kind != "table.covers-every-value"] == []


# ---------------------------------------------------------------- rows that are never reached


@pytest.mark.parametrize(
    ("rows", "covered"),
    [
        (("{id: r.1, when: {p: yes}, then: a}", "«{id: r.2, when: {p: yes, q: yes}, then: b}", "otherwise: c"), "r.1"),
        (("{id: r.1, when: {k: [x, y]}, then: a}", "«{id: r.2, when: {k: x}, then: b}", "otherwise: c"), "r.1"),
        (("{id: r.1, when: {k: x}, then: a}", "{id: r.2, when: {k: {not: x}}, then: b}", "«{id: r.3, when: {p: yes, k: [x, y]}, then: b}", "otherwise: c"), "r.1, r.2"),
        (("{id: r.1, when: {n: {above: 3}}, then: a}", "{id: r.0, when: {p: yes}, then: b}", "«{id: r.2, when: {n: {above: 5}}, then: b}", "otherwise: c"), "r.1"),
        (("{id: r.1, when: {n: {above: 3}}, then: a}", "{id: r.2, when: {n: {at_most: 3}}, then: b}", "«{id: r.3, when: {n: 7, p: yes}, then: b}", "otherwise: c"), "r.1"),
        (("{id: r.1, when: {share: {above: {fact: theirs}}}, then: a}", "«{id: r.2, when: {share: {above: {fact: theirs, plus: 5%}}}, then: b}", "otherwise: c"), "r.1"),
        (("{id: r.1, when: {any person: {power: high}}, then: a}", "«{id: r.2, when: {count person: {where: {power: high}, at_least: 2}}, then: b}", "otherwise: c"), "r.1"),
        (("{id: r.1, when: {due: {in_next: 30 days}}, then: a}", "«{id: r.2, when: {due: {in_next: 5 days}}, then: b}", "otherwise: c"), "r.1"),
        (("{id: r.1, when: always, then: a}", "«{id: r.2, when: {p: yes}, then: b}", "otherwise: c"), "r.1"),
    ],
)  # fmt: skip
def test_unreachable(rows: tuple[str, ...], covered: str) -> None:
    clean, place = unmarked(table(*rows))
    (found,) = [f for f in linted(clean) if f.kind == "table.unreachable"]
    assert (found.place, found.severity) == (place, "error")
    assert f"covered by {covered};" in found.hint


@pytest.mark.parametrize(
    "rows",
    [
        ("{when: {p: yes}, then: a}", "{when: {q: yes}, then: b}", "otherwise: c"),
        (
            "{when: {p: unknown, q: yes}, then: a}",
            "{when: {p: yes}, then: b}",
            "{when: {q: yes}, then: a}",
            "otherwise: c",
        ),
        ("{when: {p: yes}, then: a, if_unknown: next_row}", "{when: {q: yes}, then: b}", "otherwise: c"),
        (
            "{when: {p: yes}, then: a}",
            "{when: {p: no}, then: b}",
            "{when: {p: unknown}, then: c}",
            "otherwise: a",
        ),
        (
            "{when: {points: {at_most: 5}}, then: a}",
            "{when: {points: {above: 9.9}}, then: b}",
            "otherwise: c",
        ),
        (
            "{when: {maybe: x}, then: a}",
            "{when: {maybe: y}, then: b}",
            "{when: {maybe: {not: [x, y]}}, then: c}",
            "otherwise: a",
        ),
    ],
)
def test_every_row_reached(rows: tuple[str, ...]) -> None:
    assert [f.kind for f in linted(table(*rows)) if f.kind != "table.covers-every-value"] == []


# ---------------------------------------------------------------- cases without a row


@pytest.mark.parametrize(
    ("rows", "witness"),
    [
        (("{when: {p: yes}, then: a}",), "deal with p = no"),
        (("{when: {k: x}, then: a}", "{when: {k: y, p: yes}, then: b}"), "deal with k = y, p = no"),
        (
            ("{when: {n: {at_most: 3}}, then: a}", "{when: {n: {at_least: 4}}, then: b}"),
            "deal with n = 3.0001",
        ),
        (("{when: {n: {below: 3}}, then: a}", "{when: {n: {above: 3}}, then: b}"), "deal with n = 3"),
        (
            (
                "{when: {share: {above: {fact: theirs}}}, then: a}",
                "{when: {share: {below: {fact: theirs}}}, then: b}",
            ),
            "share = 0%, theirs = 0%",
        ),
        (("{when: {maybe: x}, then: a}", "{when: {maybe: y}, then: b}"), "deal with maybe = no result"),
        (("{when: {any person: {power: high}}, then: a}",), "deal with no person with power = high"),
        (
            ("{when: {count person: {where: {power: high}, at_most: 2}}, then: a}",),
            "deal with 3 person with power = high",
        ),
        (
            ("{when: {due: {in_next: 5 days}}, then: a}", "{when: {due: overdue}, then: b}"),
            "deal with due = today + 6 days",
        ),
    ],
)
def test_a_gap_with_a_witness(rows: tuple[str, ...], witness: str) -> None:
    clean, place = unmarked(table(*rows, mark=True))
    (found,) = [f for f in linted(clean) if f.kind == "table.gap"]
    assert (found.place, found.severity) == (place, "warning")
    assert f"no row for {witness}; add 'otherwise:'" in found.hint.replace("deal with share", "share")


@pytest.mark.parametrize(
    "rows",
    [
        ("{when: {p: yes}, then: a}", "{when: {p: no}, then: b}"),
        ("{when: {n: {below: 3}}, then: a}", "{when: {n: {at_least: 3}}, then: b}"),
        ("{when: {num: {at_most: 3}}, then: a}", "{when: {num: {at_least: 4}}, then: b}"),  # a count is whole
        ("{when: {points: {at_most: 10}}, then: a}",),  # its range ends there
        (
            "{when: {share: {above: {fact: theirs}}}, then: a}",
            "{when: {share: {at_most: {fact: theirs}}}, then: b}",
        ),
        ("{when: {p: unknown}, then: a}", "{when: {p: known}, then: b}"),
        ("{when: {k: [x, y]}, then: a}", "{when: {k: {not: [x, y]}}, then: b}"),
        ("{when: {any person: {power: high}}, then: a}", "{when: {no person: {power: high}}, then: b}"),
        ("{when: {done: yes}, then: a}", "{when: {done: no}, then: b}"),
    ],
)
def test_no_gap(rows: tuple[str, ...]) -> None:
    count = decisions("- {derive: deal.num, compute: {count: {of: person}}}", name="n.yaml")
    assert [f for f in linted(table(*rows), count) if f.kind == "table.gap"] == []


@pytest.mark.parametrize(
    ("rows", "fact", "fallback"),
    [
        (("{when: {p: yes}, then: a}", "{when: {p: no}, then: b}"), "p", "no result"),
        (("{when: {p: yes}, then: a}", "{when: {p: {not: yes}}, then: a}", "otherwise: c"), "p", "'c'"),
        (("{when: {n: {below: 3}}, then: a}", "{when: {n: {at_least: 3}}, then: b}"), "n", "no result"),
        (
            (
                "{when: {k: x, p: yes}, then: a}",
                "{when: {k: x}, then: a}",
                "{when: {k: [y, z]}, then: b}",
                "otherwise: c",
            ),
            "k",
            "'c'",
        ),
    ],
)
def test_rows_that_cover_every_value_of_an_unknown_fact(
    rows: tuple[str, ...], fact: str, fallback: str
) -> None:
    clean, place = unmarked(table(*rows, mark=True))
    (found,) = [f for f in linted(clean) if f.kind == "table.covers-every-value"]
    assert (found.place, found.severity) == (place, "warning")
    assert f"cover every value of '{fact}', yet {fallback} stays possible" in found.message


def test_that_seam_is_real() -> None:
    """What `table.covers-every-value` warns of, as the engine answers it."""
    world = World(
        *BASE, table("{when: {p: yes}, then: a}", "{when: {p: {not: yes}}, then: a}", "otherwise: c")
    )
    assert world.look()["deal.it"] == frozenset("ac")
    mended = World(*BASE, table("{when: {p: yes}, then: a}", "otherwise: a"))
    assert mended.look()["deal.it"] == "a"


@pytest.mark.parametrize(
    "rows",
    [
        ("{when: {p: yes}, then: a}", "otherwise: b"),
        (
            "{when: {p: yes}, then: a}",
            "{when: {p: no}, then: c}",
            "{when: {q: yes}, then: c}",
            "otherwise: c",
        ),
        (
            "{when: {p: unknown}, then: a}",
            "{when: {p: yes}, then: a}",
            "{when: {p: no}, then: b}",
            "otherwise: c",
        ),
        ("{when: {k: x}, then: a}", "{when: {k: y}, then: b}", "otherwise: c"),
        ("{when: {k: x, p: yes}, then: a}", "{when: {k: [y, z]}, then: b}", "otherwise: c"),
        (
            "{when: {p: no}, then: c, if_unknown: next_row}",
            "{when: {any: [{p: yes}, {q: yes}]}, then: a}",
            "otherwise: c",
        ),
    ],
)
def test_nothing_to_say_of_these(rows: tuple[str, ...]) -> None:
    assert [f for f in linted(table(*rows)) if f.kind == "table.covers-every-value"] == []


def test_an_axis_without_a_result() -> None:
    leak = table("{when: {p: yes}, then: a}")
    grid = "grid: {rows: it, columns: q, cells: {a: {yes: 1, no: 2}, b: {yes: 3, no: 4}, c: {yes: 5, no: 6}}}"
    clean, place = unmarked(decisions(f"- {{derive: «deal.num, {grid}}}", name="g.yaml"))
    found = [f for f in linted(leak, clean) if f.kind == "grid.axis-none"]
    assert [(f.place, f.severity) for f in found] == [(place, "warning")]
    assert "'it' may have no result; then 'deal.num' has none either" in found[0].message
    assert "rules.yaml:3:13" in found[0].hint
    sound = table("{when: {p: yes}, then: a}", "otherwise: b")
    assert not [f for f in linted(sound, clean) if f.kind == "grid.axis-none"]
