"""What would flip it and how firm it is, as text: both languages, every outcome, any width, hostile names."""

from datetime import date

import pytest

from advisor.advice.view import PageChange
from advisor.cells import width
from advisor.exchange.flip_text import flips_text, ways_out_text
from advisor.exchange.sensitivity_text import sensitivity_text
from advisor.explain.flipping.flips_view import (
    Askable,
    Choosable,
    Flip,
    Flips,
    Outlook,
    Step,
    WayOut,
    WaysOut,
)
from advisor.explain.flipping.sensitivity_view import Part, Result, Score, Sensitivity, Sway
from advisor.labels import Label, same
from advisor.records import replace

DAY = date(2026, 11, 21)
LEAN = Label("Whom this person favours", "倾向于谁")
SHARE = Label("Our share", "我方份额")
NASTY = "\x1b[31m[bold]坏" + "名" * 400
HERS = Step("person.王处长.lean", LEAN, Label("a rival", "对手"), Label("us", "我方"), "us")
OPEN = Step("deal.budget", Label("Budget", "预算"), None, Label("at least CNY 1 M", "至少100万元"), "buyer")
FIXED = Step("deal.our_share", SHARE, Label("10%", "10%"), Label("60%", "60%"), "nobody")
LOST = Step("rival.B.share", SHARE, None, None, "nobody")


def flips(outlook: Outlook, *ways: Flip, searched: int = 2, blocked: tuple[Step, ...] = ()) -> Flips:
    goal, value, now = Label("Opening is G", "开局为G"), same("G"), same("A")
    by = ("us", "buyer")
    return Flips("d", "Deal 一", DAY, "deal.opening=G", goal, value, now, outlook, by, ways, searched, blocked)


CAN = flips("can", Flip((HERS, OPEN), 2, None, (PageChange("position", "deal.kind", same("Kind"), None, same("good")),)))
CANNOT = flips("cannot", blocked=(FIXED, LOST))
WAY = WayOut("deal.opening", Label("Opening", "开局"), same("A"), (CAN, CANNOT, flips("reached")))


def test_a_way_names_who_changes_what() -> None:
    english, chinese = flips_text(CAN, "en"), flips_text(CAN, "zh")
    assert "  1. 2 changes, all of them needed\n" in english
    assert "     we        王处长: Whom this person favours: a rival -> us\n" in english
    assert "     customer  Budget: not known -> at least CNY 1 M\n" in english
    assert "     then      line 2 of the page\n" in english
    assert "     我方  王处长：倾向于谁：对手 -> 我方\n" in chinese
    assert "     客户  预算：尚不清楚 -> 至少100万元\n" in chinese


def test_what_is_in_the_way() -> None:
    english, chinese = flips_text(CANNOT, "en"), flips_text(CANNOT, "zh")
    assert "Nothing that we or the customer can change is enough. This is proved" in english
    assert "  - fixed: Our share: 10%, would have to be 60%" in english
    assert "  - find out: B: Our share: not known" in english
    assert "已得到证明" in chinese and "不可变：我方份额：目前为“10%”，须为“60%”" in chinese


@pytest.mark.parametrize(
    ("searched", "said"), [(0, "None of the changes that were tried"), (1, "No single change"), (3, "up to 3 changes")]
)
def test_what_was_not_tried_is_not_called_proved(searched: int, said: str) -> None:
    text = flips_text(flips("not_found", searched=searched), "en")
    assert said in text and "proved" not in text


def test_it_is_so_already() -> None:
    assert "It is so already." in flips_text(flips("reached"), "en")
    assert "现在已经如此。" in flips_text(flips("reached"), "zh")


def test_the_way_out_step_by_step() -> None:
    text = ways_out_text(WaysOut("d", "Deal 一", DAY, (WAY,), ()), "en")
    assert "  Opening: A\n  1. G\n     we " in text
    assert "  2. G\n     no way " in text
    assert "  3. G\n     then " in text


def test_what_can_be_asked_for() -> None:
    askable = Askable("deal.opening", Label("Opening", "开局"), None, (Choosable("A", same("A, ours")),))
    text = ways_out_text(WaysOut("d", "", DAY, (), (askable,)), "en")
    assert "No way out is declared" in text
    assert "  - Opening: not known" in text and "deal.opening=..." in text


SWAY = Sway("deal.points", Label("Points", "分数"), same("7"), same("6"), Label("class 4", "第4类"), -1, 100)
PART = Part("points", Label("Points", "分数"), same("7"), same("50%"), same("3.5"))
SCORE = Score("deal.sum", Label("Sum", "合计"), same("6.5"), (PART,))
RESULT = Result("deal.class", Label("Class", "类别"), Label("class 2", "第2类"), (SWAY,), (SCORE,), 3, 1)


def test_one_point_less() -> None:
    english = sensitivity_text(Sensitivity("d", "Deal", DAY, (RESULT,)), "en")
    assert "  - Points: 6 instead of 7 (one point less) makes it class 4" in english
    assert "    50%  Points: 7 points, adds 3.5\n" in english
    chinese = sensitivity_text(Sensitivity("d", "Deal", DAY, (RESULT,)), "zh")
    assert "分数：若是6而非7（少 1 分），则为第4类" in chinese


def test_a_firm_result_and_none() -> None:
    firm = replace(RESULT, sways=())
    assert "None of the 3 known facts below it would alone" in sensitivity_text(
        Sensitivity("d", "", DAY, (firm,)), "en"
    )
    unknown = replace(firm, tried=0)
    assert "None of the facts below it is known." in sensitivity_text(Sensitivity("d", "", DAY, (unknown,)), "en")
    assert "rests on scores" in sensitivity_text(Sensitivity("d", "", DAY, ()), "en")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("cells", [40, 61, 100])
def test_no_line_is_wider_than_asked_whatever_the_names(lang: str, cells: int) -> None:
    label = Label(NASTY, NASTY)
    step = Step(f"person.{NASTY}.lean", label, label, label, "us")
    found = replace(CAN, name=NASTY, label=label, now=label, ways=(Flip((step, OPEN), 0, label),))
    blocked = replace(CANNOT, blocked_by=(step, LOST))
    result = replace(RESULT, label=label, sways=(replace(SWAY, label=label, path=f"person.{NASTY}.x"),))
    texts = (
        flips_text(found, lang, cells),  # type: ignore[arg-type]
        flips_text(blocked, lang, cells),  # type: ignore[arg-type]
        ways_out_text(WaysOut("d", NASTY, DAY, (replace(WAY, steps=(found, blocked)),), ()), lang, cells),  # type: ignore[arg-type]
        sensitivity_text(Sensitivity("d", NASTY, DAY, (result,)), lang, cells),  # type: ignore[arg-type]
    )
    for text in texts:
        assert max(width(line) for line in text.splitlines()) <= cells
        assert "\x1b" not in text and "[bold]" in text
