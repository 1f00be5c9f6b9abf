"""The oracle itself, by hand: what format.md says of a complete deal."""

from datetime import date
from typing import Any

import pytest

from tests.property.meaning import MICRO, NONE, Value, read
from tests.property.oracle import Book, Clash, Place, World

TODAY = date(2026, 6, 15).toordinal()
FACTS: list[dict[str, Any]] = [
    {
        "schema": "facts/1",
        "subject": "deal",
        "facts": {
            "stage": {"type": "ordered", "values": ["need", "design", "tender"]},
            "share": {"type": "percent"},
            "budget": {"type": "money", "currency": "CNY"},
            "points": {"type": "number", "range": ["0", "10"]},
            "due": {"type": "date"},
            "ask": {"type": "choice", "values": ["a", "b"], "applies_when": {"stage": "tender"}},
            "leader": {"type": "reference to person"},
            "d": {"type": "choice", "values": ["x", "y", "z"], "derived": "yes"},
            "n": {"type": "number", "derived": "yes"},
            "age": {"type": "duration", "derived": "yes"},
            "part": {"type": "percent", "derived": "yes"},
            "list": {"type": "list of choice", "values": ["x", "y", "z"], "derived": "yes"},
            "best": {"type": "reference to person", "derived": "yes"},
        },
    },
    {
        "schema": "facts/1",
        "subject": "person",
        "many_per": "deal",
        "all_known": "deal.all_known",
        "facts": {"level": {"type": "number"}, "met": {"type": "yes_no", "our_act": "yes"}, "boss": {"type": "reference to person"}},
    },
]  # fmt: skip
FACTS[0]["facts"]["all_known"] = {"type": "yes_no"}


def world(
    decision: dict[str, Any],
    persons: dict[str, dict[str, str]] | None = None,
    new: tuple[str, ...] = (),
    **deal: str,
) -> World:
    """Return a complete deal under one decision."""
    book = Book([*FACTS, {"schema": "decisions/1", "decisions": [decision]}])
    base: dict[tuple[str, str, str], Value] = {}
    told = {"deal": {"D": deal}, "person": persons or {}}
    for subject, members in told.items():
        for member, facts in members.items():
            for name, text in facts.items():
                base[subject, member, name] = book.dictionary.facts[subject][name].read(text)
    members = {"deal": ["D"], "person": sorted([*(persons or {}), *new])}
    return World(book, members, base, TODAY * MICRO, frozenset(("person", n) for n in new))


def derived(name: str, form: dict[str, Any], **told: Any) -> Value:
    """Return what a decision of the deal derives."""
    return world({"derive": f"deal.{name}", **form}, **told).value("deal", "D", name)


def holds(when: dict[str, Any], **told: Any) -> bool:
    """Say whether a condition of the deal holds."""
    rule = {"id": "r", "when": when, "then": {"kind": "note"}}
    found = world({"warn": "deal.w", "if_unknown": "ask", "rules": [rule]}, **told)
    return found.book.rules["deal.w"][1]["r"](found, Place("deal", "D", "deal", "D"))


ROWS = [{"when": {"points": {"above": "5"}}, "then": "x"}, {"when": {"points": {"above": "2"}}, "then": "y"}]


def test_first_takes_the_first_row_and_unique_rows_may_not_contradict() -> None:
    assert derived("d", {"hit_policy": "first", "table": ROWS}, points="7") == "x"
    assert derived("d", {"hit_policy": "first", "table": ROWS}, points="3") == "y"
    assert derived("d", {"hit_policy": "first", "table": ROWS}, points="1") == NONE
    assert derived("d", {"hit_policy": "first", "table": [*ROWS, {"otherwise": "z"}]}, points="1") == "z"
    assert derived("list", {"hit_policy": "collect", "table": ROWS}, points="7") == ("x", "y")
    with pytest.raises(Clash):
        derived("d", {"hit_policy": "unique", "table": ROWS}, points="7")


def test_none_is_a_value_on_which_every_test_is_false_and_not_is_true() -> None:
    assert not holds({"ask": "a"}, stage="need", ask="a")  # it does not apply
    assert holds({"ask": {"not": "a"}}, stage="need", ask="a")
    assert not holds({"ask": "known"}, stage="need", ask="a")
    assert holds({"ask": "a"}, stage="tender", ask="a")
    assert not holds({"points": {"at_least": "0"}})
    assert holds({"points": {"not": {"at_least": "0"}}})


@pytest.mark.parametrize(
    ("test", "offset", "expected"),
    [
        ({"in_last": "7 days"}, -7, True), ({"in_last": "7 days"}, -8, False), ({"in_last": "7 days"}, 1, False),
        ({"in_next": "7 days"}, 7, True), ({"in_next": "7 days"}, 0, True), ({"in_next": "7 days"}, 8, False),
        ({"older_than": "7 days"}, -8, True), ({"older_than": "7 days"}, -7, False), ("overdue", -1, True),
        ("overdue", 0, False), ({"before": "2026-06-16"}, 0, True), ({"after": "2026-06-15"}, 0, False),
    ],
)  # fmt: skip
def test_dates_against_the_day(test: Any, offset: int, expected: bool) -> None:
    assert holds({"due": test}, due=date.fromordinal(TODAY + offset).isoformat()) is expected


def test_quantifiers() -> None:
    people = {"A": {"level": "3", "met": "yes", "boss": "B"}, "B": {"level": "5", "met": "no", "boss": "B"}}
    assert holds({"any person": {"level": {"above": "4"}}}, persons=people)
    assert holds({"no person": {"level": {"above": "5"}}}, persons=people)
    assert not holds({"every person": {"met": "yes"}}, persons=people)
    assert not holds({"every person": {"met": "yes"}})  # needs at least one
    assert holds(
        {"every person": {"level": "3"}}, persons={"A": {"level": "3"}}, new=("Z",)
    )  # the recorded ones
    assert holds({"count person": {"where": {"boss": "B"}, "at_least": "2"}}, persons=people)
    assert holds({"any person": {"boss.level": "5", "level": "3"}}, persons=people)
    assert not holds({"any person": {"any other person": {"level": {"above": "9"}}}}, persons=people)


def test_words_of_logic() -> None:
    parts = [{"points": "1"}, {"points": {"below": "5"}}, {"share": "50%"}]
    assert holds({"count": {"of": parts, "at_least": "2", "at_most": "2"}}, points="1", share="10%")
    assert holds({"none": parts}, points="7", share="10%")
    assert holds({"any": parts}, points="7", share="50%")
    assert not holds({"all": parts}, points="1", share="10%")


def test_numbers_in_their_units() -> None:
    assert read("percent", "15 points") == read("percent", "15%") == 150_000
    assert read("money", "120万") == read("money", "1.2 M CNY") == 1_200_000 * MICRO
    assert read("duration", "6 weeks") == 42 * MICRO
    assert derived("part", {"compute": {"ratio": {"of": "budget", "to": "budget"}}}, budget="800 k") == MICRO
    assert derived("part", {"compute": {"product": {"of": ["share", "share"]}}}, share="50%") == 250_000
    assert derived("age", {"compute": {"days_since": "due"}}, due="2026-06-10") == 5 * MICRO
    assert derived("n", {"compute": {"ratio": {"of": "points", "to": "points"}}}, points="0") == NONE


def test_bands_scale_path_and_pick() -> None:
    steps = [{"below": "4", "is": "x"}, {"up_to": "7", "is": "y"}, {"rest": "z"}]
    bands = {"bands": {"of": "points", "steps": steps}}
    assert [derived("d", bands, points=p) for p in ("3.9999", "4", "7", "7.0001")] == ["x", "y", "y", "z"]
    scale = {
        "scale": [
            {"fact": "points", "weight": "25%"},
            {"fact": "stage", "weight": "75%", "map": {"need": "0", "design": "4", "tender": "8"}},
        ]
    }
    assert derived("n", scale, points="2", stage="tender") == 6_500_000
    path = {
        "path": {
            "steps": [
                {"step": "x", "done_when": {"stage": "need"}},
                {"step": "y", "done_when": {"points": "1"}},
            ],
            "after_last": "z",
        }
    }
    assert [
        derived("d", path, stage=s, points=p) for s, p in (("design", "0"), ("need", "0"), ("design", "1"))
    ] == ["x", "y", "z"]
    people = {"B": {"level": "5"}, "A": {"level": "5"}, "C": {"level": "1"}}
    assert derived("best", {"compute": {"pick": {"of": "person", "highest": "level"}}}, persons=people) == "A"
    assert derived("best", {"compute": {"pick": {"of": "person", "lowest": "level"}}}) == NONE
