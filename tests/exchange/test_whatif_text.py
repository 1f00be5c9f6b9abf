"""A what-if as plain text: both sides, what comes and goes, and no harm from whatever the deal holds."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from advisor.advice.view import Guard, PageChange, RuleRef, Warn
from advisor.cells import width
from advisor.exchange.whatif_text import BESIDE, whatif_text
from advisor.explain.whatif_view import AgendaLine, Mark, Tried, WhatIf
from advisor.labels import Label, same
from advisor.records import replace
from tests.exchange.conftest import QUESTIONS, TODAY, poisoned

RULE = RuleRef("opening.G.accelerate", "rules/opening/lead.yaml:12:9")
LATE = Label("Find out why the lead is gone, before anybody repairs it", "先查明领先为什么没了，别急着补救")


def line(rank: int, other: int, mark: Mark, title: Label, person: str | None = None) -> AgendaLine:
    return AgendaLine(rank, other, mark, title, person, 90 - rank, RULE, same("x"), "play")


FOUND = WhatIf(
    deal="hospital", name="康宁医院高端彩超", today=TODAY,
    tried=(
        Tried("deal.our_share", Label("Our share here", "我方份额"), same("60%"), None),
        Tried("person.Li Wei", None, None, Label("recorded", "记录在案")),
        Tried("deal.value_class", Label("Value class", "价值类别"), same("2"), same("1"), typed_over=True),
    ),
    before=(
        line(1, 2, "down", Label("Hold the price", "守住价格"), "王处长"),
        line(2, 0, "gone", LATE),
        line(3, 3, "same", Label("Ask for names", "索取推荐名单")),
    ),
    after=(
        line(1, 0, "new", Label("Meet the decider", "见到拍板的人"), "Dr Anna Schmidt"),
        line(2, 1, "down", Label("Hold the price", "守住价格"), "王处长"),
        line(3, 3, "same", Label("Ask for names", "索取推荐名单")),
        line(4, 0, "new", LATE),
    ),
    positions=(
        PageChange("position", "deal.opening", Label("Opening", "开局"), same("A"), same("D")),
        PageChange("position", "person.Li Wei.role", Label("Li Wei: Role", "Li Wei：角色"), None, Label("owner", "拥有者")),
        PageChange("position", "deal.gaps", Label("Gaps", "缺口"), removed=Label("budget", "预算")),
    ),
    questions_new=tuple(replace(QUESTIONS[0], path=f"person.P{n}.power") for n in range(8)),
    questions_gone=QUESTIONS[1:2],
    warnings_new=(Warn("gap", RULE, Label("Nobody decides.", "没人拍板。"), (), "Li Wei"),),
    warnings_gone=(Warn("caution", RULE, Label("Too fast.", "太快了。"), ()),),
    guard_new=(Guard("蓝桥影像", RULE, Label("Delay", "拖延"), Label("It needs time.", "它需要时间。")),),
    guard_gone=(),
)  # fmt: skip
SAME = replace(
    FOUND, before=FOUND.before[2:], after=FOUND.before[2:], positions=(), questions_new=(), questions_gone=(),
    warnings_new=(), warnings_gone=(), guard_new=(),
)  # fmt: skip


@pytest.mark.parametrize("cells", [100, 60])
def test_golden(lang: Any, cells: int, golden: Callable[[str, str], None]) -> None:
    golden(f"whatif.{lang}.{cells}.txt", whatif_text(FOUND, lang, cells))


def test_where_nothing_changes_only_that_is_said(lang: Any) -> None:
    text = whatif_text(SAME, lang)
    assert not SAME.changes_advice and FOUND.changes_advice
    assert ("The advice stays as it is." in text) == (lang == "en")
    assert "Ask for names" not in text and "索取推荐名单" not in text


def test_another_score_is_a_change() -> None:
    other = replace(SAME, after=(replace(SAME.after[0], score=1),))
    assert other.changes_advice and "score 1" in whatif_text(other, "en")


def test_an_empty_side_says_so() -> None:
    text = whatif_text(replace(FOUND, before=()), "en", 100)
    assert "No rule recommends anything." in text


@pytest.mark.parametrize("cells", [1, 40, BESIDE - 1, BESIDE, 100, 141])
@pytest.mark.parametrize("found", [FOUND, poisoned(FOUND)], ids=["rich", "hostile"])  # type: ignore[arg-type]
def test_no_line_is_too_wide_and_nothing_acts(found: WhatIf, lang: Any, cells: int) -> None:
    text = whatif_text(found, lang, cells)
    assert [told for told in text.split("\n") if width(told) > max(cells, 40) or told.endswith(" ")] == []
    assert {unicodedata.category(c) for c in text if c != "\n"}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})
