"""A debrief as plain text: its questions, the form, what came of it, and no harm from what the deal holds."""

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from advisor.advice.view import Brief, PageChange
from advisor.cells import width
from advisor.exchange.debrief_text import debriefed_text, form_text, head_text, item_text, prompt_text
from advisor.explain.debrief_view import Debrief, Debriefed, DebriefItem, Occasion, Recorded
from advisor.labels import Label, same
from advisor.records import replace
from tests.exchange.conftest import RICH, TODAY, YES_NO, poisoned

VISIT = Occasion("m1", "首次拜访", date(2026, 11, 20), ("王处长", "Dr Anna Schmidt"), True)
SHEET = Debrief(
    deal="hospital", name="康宁医院高端彩超", today=TODAY, occasion=VISIT,
    items=(
        DebriefItem("question", "person.王处长.trust", Label("Trusts us", "信任我们"),
                    Label("Would this person vouch for us?", "这个人愿意替我们说话吗？"), "yes_no", YES_NO,
                    whom=same("李工")),
        DebriefItem("question", "deal.budget", Label("Budget", "预算"), Label("How much is set aside?", "准备了多少预算？"),
                    "money", (), was=Label("was CNY 1 M, said by 小李 on 2026-01-05", "原为100万元（小李 2026-01-05）")),
        DebriefItem("earlier", "meeting.m0.our_promise_kept", Label("Kept", "已兑现"),
                    Label("We promised: a test report. Is it done?", "我方答应过“检测报告”，兑现了吗？"), "yes_no", YES_NO),
        DebriefItem("held", "meeting.m1.persons", Label("Who comes", "参加人"), Label("Who was there?", "这次见到了谁？"),
                    "list", (("w", same("王处长")), ("a", same("Dr Anna Schmidt"))), was=same("王处长")),
        DebriefItem("next", "meeting.next.date", Label("Day", "日期"), Label("When do we meet again?", "下次哪天见面？"),
                    "date", ()),
    ),
)  # fmt: skip
DONE = Debriefed(
    deal="hospital", name="康宁医院高端彩超", occasion=VISIT,
    recorded=(
        Recorded("person.王处长.trust", Label("Trusts us", "信任我们"), None, Label("yes", "是"), "e1"),
        Recorded("meeting.m1.persons", Label("Who comes", "参加人"), same("王处长"), same("王处长"), "e2"),
        Recorded("person.王处长.last_met", Label("Last met", "上次见面"), same("2026-11-02"), same("2026-11-20"), "e2"),
        Recorded("person.何工", None, None, Label("recorded", "已记录"), "e3"),
    ),
    vain=(Label("Budget", "预算"),),
    changes=(
        *(PageChange("moved", f"p{n}", Label(f"Play {n}", f"打法{n}"), rank=n, was_rank=n + 1) for n in range(1, 5)),
        *(PageChange("new", f"n{n}", Label(f"New {n}", f"新{n}"), rank=n) for n in range(5, 15)),
    ),
    brief=RICH,
)  # fmt: skip


def pages(sheet: Debrief, done: Debriefed, lang: Any, cells: int) -> str:
    asked = [
        item_text(sheet, at, lang, cells) + prompt_text(item, lang) + "\n"
        for at, item in enumerate(sheet.items)
    ]
    return "".join((head_text(sheet, lang, cells), *asked, "\n", debriefed_text(done, lang, cells)))


@pytest.mark.parametrize("cells", [100, 60])
def test_golden(lang: Any, cells: int, golden: Callable[[str, str], None]) -> None:
    golden(f"debrief.{lang}.{cells}.txt", pages(SHEET, DONE, lang, cells))


def test_the_form(lang: Any, golden: Callable[[str, str], None]) -> None:
    golden(f"debrief-form.{lang}.txt", form_text(SHEET, lang))


@pytest.mark.parametrize(
    ("kind", "choices", "wanted"),
    [
        ("yes_no", YES_NO, "[y/n, u]"), ("choice", YES_NO, "[1-2, u]"), ("ordered", YES_NO, "[1-2, u]"),
        ("reference", (), "[a name, u]"), ("list", (), "[a few words, u]"), ("percent", (), "[such as 60%, u]"),
        ("duration", (), "[such as 6 weeks, u]"), ("number", (), "[a number, u]"),
    ],
)  # fmt: skip
def test_what_an_answer_looks_like(kind: str, choices: Any, wanted: str) -> None:
    assert prompt_text(replace(SHEET.items[0], kind=kind, choices=choices), "en").strip() == wanted


def test_nothing_changed_and_nothing_to_do(empty: Brief) -> None:
    text = debriefed_text(replace(DONE, changes=(), brief=empty), "en")
    assert "The advice stays as it is." in text
    assert "No rule recommends anything." in text


def test_lines_that_only_move_are_told_where_nothing_else_changes() -> None:
    moved = tuple(change for change in DONE.changes if change.kind == "moved")
    assert "'Play 3' moves to 3" in debriefed_text(replace(DONE, changes=moved[1:]), "en")
    assert "Play 3" not in debriefed_text(DONE, "en")


def test_a_conversation_is_called_one(lang: Any) -> None:
    talk = replace(SHEET, occasion=Occasion("2026-11-21", "", TODAY, (), False))
    assert ("Conversation of 2026-11-21" in head_text(talk, lang)) == (lang == "en")


@pytest.mark.parametrize("cells", [1, 40, 80])
def test_no_line_is_too_wide_and_nothing_acts(lang: Any, cells: int) -> None:
    text = pages(poisoned(SHEET), poisoned(DONE), lang, cells)  # type: ignore[arg-type]
    lines = [line for line in text.split("\n") if not line.startswith("    [")]
    assert [line for line in lines if width(line) > max(cells, 40)] == []
    form = form_text(poisoned(SHEET), lang)  # type: ignore[arg-type]
    bad = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert {unicodedata.category(c) for c in text + form if c != "\n"}.isdisjoint(bad)
    assert sum(not line.startswith("#") for line in form.splitlines() if line) == len(SHEET.items)
