"""Rivals side by side and a rival's own page as plain text: complete, harmless, never wider than asked."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from advisor.advice.view import Standing
from advisor.cells import CLOSING, width
from advisor.exchange.brief_text import NARROWEST
from advisor.exchange.chair_text import chair_text
from advisor.exchange.rivals_text import rivals_text
from advisor.explain.board.rivals_view import Chair, OtherSide, OtherSides
from advisor.labels import Label
from advisor.records import replace

from .conftest import (
    ACTIONS,
    EMPTY,
    GUARDS,
    OPENING,
    POISON,
    POSITION,
    QUESTIONS,
    RICH,
    SHARE,
    TODAY,
    rewritten,
)

Golden = Callable[[str, str], None]
TERRITORY = Standing(
    "rival.x.territory", Label("Whose territory", "谁的地盘"), "known", (("ours", Label("ours", "我方地盘")),),
    Label("We held more of it.", "以往我方份额高。"), POSITION[0].rule, (SHARE,),
)  # fmt: skip
FULL = OtherSide(
    "r1", "蓝桥影像", True, (TERRITORY, OPENING), GUARDS, (OPENING,), ACTIONS, 4, QUESTIONS[1:2]
)
QUIET = OtherSide("r2", "Northwind", False, (TERRITORY, OPENING), (), (), (), 7, ())
SILENT = OtherSide("r3", "Skyline Automation of Westhaven", False, (TERRITORY,), GUARDS[1:], (), ACTIONS[2:], 0, ())
PAGE = OtherSides(
    "hospital", "康宁医院高端彩超", "康宁医院（民营）", TODAY, (FULL, QUIET, SILENT), 0, None, True, False,
    QUESTIONS[:1], "32e97a6f8add",
)  # fmt: skip
OVER = Label("They have signed.", "客户已经签约。")
CHAIR = Chair("hospital", "r1", "蓝桥影像", "your side", True, OVER, RICH)


def hostile(page: Any) -> Any:
    turn = iter(range(10**6))
    return rewritten(page, lambda _: POISON[next(turn) % len(POISON)])


PAGES = {
    "three": PAGE,
    "one": replace(PAGE, sides=(FULL,)),
    "over": replace(PAGE, over=OVER),
    "none": replace(PAGE, sides=()),
    "hostile": hostile(PAGE),
}


@pytest.mark.parametrize("cells", [60, 100])
def test_golden(lang: Any, cells: int, golden: Golden) -> None:
    golden(f"rivals.{lang}.{cells}.txt", rivals_text(PAGE, lang, "your side", cells))


def test_golden_chair(lang: Any, golden: Golden) -> None:
    golden(f"chair.{lang}.100.txt", chair_text(CHAIR, lang, 100))


@pytest.mark.parametrize("cells", [1, 40, 57, 99, 100, 101, 160])
@pytest.mark.parametrize("name", PAGES)
def test_no_line_is_too_wide(name: str, lang: Any, cells: int) -> None:
    lines = rivals_text(PAGES[name], lang, POISON[0], cells).split("\n")
    assert [line for line in lines if width(line) > max(cells, NARROWEST)] == []
    assert [line for line in lines if line.lstrip(" ")[:1] in CLOSING and line.strip()] == []
    assert [line for line in lines if line.endswith(" ")] == []


def test_nothing_in_it_acts_on_a_terminal(lang: Any) -> None:
    for text in (rivals_text(PAGES["hostile"], lang, POISON[1]), chair_text(hostile(CHAIR), lang)):
        kinds = {unicodedata.category(c) for c in text if c != "\n"}
        assert kinds.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})
        text.encode()


def heads(text: str) -> list[str]:
    """Return the lines under the rivals' names."""
    return [line for line in text.split("\n") if line and set(line) <= {"-", " "}]


def test_rivals_stand_side_by_side_where_there_is_room() -> None:
    assert [len(line.split()) for line in heads(rivals_text(PAGE, "en", "you", 100))] == [3]
    assert [len(line.split()) for line in heads(rivals_text(PAGE, "en", "you", 99))] == [1, 1, 1]
    four = replace(PAGE, sides=(FULL, QUIET, SILENT, replace(QUIET, id="r4")))
    assert [len(line.split()) for line in heads(rivals_text(four, "en", "you", 120))] == [2, 2]


def test_columns_begin_in_the_same_cell_whatever_is_beside_them(lang: Any) -> None:
    text = rivals_text(PAGE, lang, "you", 100)
    names = next(line for line in text.split("\n") if "Northwind" in line)
    rule = heads(text)[0]
    starts = [i for i, sign in enumerate(rule) if sign == "-" and (i == 0 or rule[i - 1] == " ")]
    assert [width(names[: names.index(name)]) for name in ("蓝桥影像", "Northwind", "Skyline")] == starts


def test_each_part_is_said() -> None:
    text = " ".join(rivals_text(replace(PAGE, sides=(FULL,)), "en", "your side", 140).split())
    for said in (
        "蓝桥影像 (main rival)",
        "- Whose territory: ours We held more of it. Our share here: 60% (小李, Sat 3 Oct)",
        "Opening position: A (our territory, behind) / D (our territory, level) (not settled)",
        "- Widen a thin lead It will dig deeper. Be where it is not yet known. (rule guard.H.extend)",
        "“we” is this rival, “the rival” or “your side” is us.",
        "[?] Opening position: A",
        "1. Repair first, then ask for time · perhaps with 王处长 (not settled)",
        "(rule opening.A.repair)",
        "4 more waiting for facts we do not know.",
        "[ ] 王处长: Whom would this person take today? person.王处长.lean",
        "[ ] How did this project come about, and whom did you talk to first? was us, said by 小李",
    ):
        assert said in text, said


def test_what_is_missing_is_said(lang: Any) -> None:
    text = rivals_text(PAGE, "en", "you", 60)
    assert "No rule says what it will do" in " ".join(text.split())
    assert "Nothing certain yet; 7 waiting" in " ".join(text.split())
    assert "a mirror file is missing" in " ".join(rivals_text(replace(PAGE, flips=False), "en", "you").split())
    assert "… and 5 more" in rivals_text(replace(PAGE, more=5), "en", "you")


def test_nobody_recorded_asks_who_else_there_is() -> None:
    text = rivals_text(PAGES["none"], "en", "you")
    assert "No rival is recorded" in text and "advisor set hospital rival.NAME.name=NAME --new" in text
    assert QUESTIONS[0].ask.en in text
    complete = rivals_text(replace(PAGES["none"], complete=True, questions=()), "en", "you")
    assert "There is no rival in this deal" in complete and "advisor set" not in complete


def test_after_the_signature_nothing_is_worked_out() -> None:
    text = rivals_text(PAGES["over"], "en", "you")
    assert "They have signed." in text
    assert "LIKELY DO" not in text and "OWN ADVISOR" not in text


def test_a_chair_says_whose_it_is_and_gives_nothing_to_fill_in() -> None:
    text = chair_text(CHAIR, "en")
    first = " ".join(text.partition("\n\n")[0].split())
    assert first.startswith("The board from the chair of 蓝桥影像")
    assert "“we” is 蓝桥影像, and “your side” is us" in first
    assert "Unknown means that they may not know it, or that we do not know whether they do" in first
    assert "蓝桥影像 is taken for it" in first and "They have signed." in first
    questions = text.partition("WHAT IT WOULD HAVE TO FIND OUT")[2].partition("\n\n")[0]
    assert QUESTIONS[2].ask.en in questions and "deal.brand_points" not in questions
    assert "taken for it" not in chair_text(replace(CHAIR, others=False), "en")


def test_a_chair_says_nothing_about_meetings_of_ours() -> None:
    assert "No meeting planned" not in chair_text(replace(CHAIR, brief=EMPTY), "en")
