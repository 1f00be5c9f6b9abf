"""Every command on the running app, in both sizes and languages, and what happens when things go wrong."""

from threading import Event

import pytest

from advisor.errors import Place, StoreError
from advisor.labels import Lang
from advisor.records import replace
from advisor.tui.pages.bar import key_bar
from advisor.tui.pages.line import Look, plain_text
from tests.tui.fixtures import FakeSource, empty, english, rich
from tests.tui.helpers import NARROW, WIDE, Driver, running

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
LANGS = pytest.mark.parametrize("lang", ["en", "zh"])


def key_bar_of(driver: Driver) -> str:
    """Return the key bar as it would be on a very wide screen."""
    return plain_text(key_bar("home", driver.app.state, Look(300, "en")))


def screen_of(driver: Driver) -> str:
    """Return the name of the screen on top."""
    return type(driver.app.screen).__name__


async def test_a_readable_brief_needs_no_key_on_a_wide_screen() -> None:
    async with running(WIDE, "en") as driver:
        text = driver.text()
        for words in ("▸ 1 today", "上海三院影像设备", "D problem / G normal ?", "Meet the vice-president", "WHY 1",
                      "Who wrote the buying criteria?", "! contradiction", "rules/people/power.yaml:41"):  # fmt: skip
            assert words in text


async def test_and_one_key_on_a_narrow_one() -> None:
    async with running(NARROW, "zh") as driver:
        assert "先约见副院长" in driver.text() and "采购标准是谁写的" in driver.text()
        text = await driver.press("enter")
        assert screen_of(driver) == "BriefScreen"
        assert "D 问题开局 / G 正常开局 ?" in text and "先约见副院长" in text and "最晚 11月24日" in text


@SIZES
@LANGS
async def test_every_command_works(size: tuple[int, int], lang: Lang) -> None:
    async with running(size, lang) as driver:
        app, source, press = driver.app, driver.source, driver.press
        await press("j", "down")
        assert app.state.chosen == "kite"
        await press("k", "up", "pagedown", "pageup", "2")
        assert app.state.chosen == "harbour"
        await press("1", "enter")
        assert screen_of(driver) == "BriefScreen"
        await press("2")
        assert app.state.item == "action:step.budget_letter"
        await press("w")
        assert screen_of(driver) == "WhyScreen" and "step.budget_letter" in driver.text()
        await press("left", "f6", "backspace")
        assert screen_of(driver) == "BriefScreen"
        await press("5", "a")
        assert screen_of(driver) == "AnswerScreen"
        await press("y")
        assert source.answers == [("szhospital", "deal.budget_released", "yes")]
        assert screen_of(driver) == "BriefScreen"
        await press("u")
        assert source.answers == [] and "deal.budget_released" in driver.notices()[-1]
        assert ("Taken back" if lang == "en" else "已撤销") in driver.notices()[-1]
        calls = len(source.calls)
        await press("r", "f5")
        assert len(source.calls) == calls + 2
        before = driver.text()
        assert await press("l") != before
        assert await press("ctrl+l") == before
        theme = app.theme
        await press("t")
        assert app.theme != theme
        await press("ctrl+t", "escape")
        assert app.theme == theme and screen_of(driver) == "HomeScreen"
        await press("q")
        assert not app.is_running


@LANGS
async def test_keys_that_pass_an_input_method(lang: Lang) -> None:
    async with running(NARROW, lang) as driver:
        press = driver.press
        await press("２")
        assert driver.app.state.chosen == "harbour"
        await press("1", "enter", "ｗ")
        assert screen_of(driver) == "WhyScreen"
        await press("escape", "fullwidth_question_mark")
        assert screen_of(driver) == "FindScreen"
        await press("escape", "f8", "2")
        assert driver.source.answers == [("szhospital", "deal.criteria_author", "rival")]
        await press("ctrl+z", "f8", "ctrl+g")
        assert driver.source.answers == [("szhospital", "deal.criteria_author", "unknown")]


async def test_an_answer_changes_the_advice_and_says_what_changed() -> None:
    async with running(WIDE, "en", keys=["a"]) as driver:
        assert "Who wrote the buying criteria?" in driver.text()
        text = await driver.press("1")
        assert driver.source.answers == [("szhospital", "deal.criteria_author", "us")]
        assert "opening: D problem " in text and "D problem / G normal" not in text.split("╭──")[0]
        assert driver.notices() == [
            "Saved. The advice changed\nnow first: Let 陈主任 host the site visit\n"
            "opening: D problem / G normal → D problem\nquestions: 4 → 3"
        ]


async def test_several_answers_are_marked_and_saved_together() -> None:
    async with running(NARROW, "en", keys=["enter", "6", "a"]) as driver:
        text = await driver.press("enter")
        assert "Mark at least one" in text and driver.source.answers == []
        text = await driver.press("3", "1", "space", "space")
        assert "1 [x] price" in text and "3 [x] service" in text
        await driver.press("enter")
        assert driver.source.answers == [("szhospital", "deal.open_terms", "price,service")]


async def test_typed_answers_are_refused_with_a_hint_and_can_be_mended() -> None:
    async with running(NARROW, "zh", keys=["enter", "7", "f8"]) as driver:
        assert "日期，例如 2026-03-31" in driver.text()
        text = await driver.press("enter")
        assert "请先输入答案" in text
        text = await driver.press(*"nonsense", "enter")
        assert "'nonsense' is not a day" in text and "write it as 2026-03-31" in text
        await driver.press(*["backspace"] * 8, *"2026-03-31", "enter")
        assert driver.source.answers == [("szhospital", "deal.tender_date", "2026-03-31")]
        assert screen_of(driver) == "BriefScreen"


async def test_leaving_a_question_open_saves_nothing() -> None:
    async with running(WIDE, "en", keys=["a", "escape"]) as driver:
        assert screen_of(driver) == "HomeScreen" and driver.source.answers == []


async def test_the_two_panels_take_turns() -> None:
    async with running(WIDE, "en", keys=["tab", "2"]) as driver:
        assert driver.app.state.item == "action:step.budget_letter" and driver.app.state.chosen == "szhospital"
        await driver.press("enter")
        assert screen_of(driver) == "WhyScreen"
        await driver.press("escape", "4", "enter")
        assert screen_of(driver) == "AnswerScreen"
        await driver.press("escape", "tab", "2")
        assert driver.app.state.chosen == "harbour"


async def test_help_finds_a_command_and_runs_it() -> None:
    async with running(NARROW, "en", keys=["enter", "question_mark"]) as driver:
        text = await driver.press(*"proof of this")
        assert "Why" in text and "Undo" not in text
        await driver.press("enter")
        assert screen_of(driver) == "WhyScreen"


async def test_the_palette_finds_a_deal_by_name() -> None:
    async with running(WIDE, "zh", keys=["ctrl+p", *"kite", "enter"]) as driver:
        assert driver.app.state.chosen == "kite" and screen_of(driver) == "BriefScreen"
        assert "还什么都不知道" in driver.text()


async def test_from_a_proof_the_palette_leads_to_the_other_deals_brief_and_back_home() -> None:
    async with running(WIDE, "en", keys=["enter", "w", "enter", "ctrl+p", *"harb", "enter"]) as driver:
        assert screen_of(driver) == "BriefScreen" and "Harbour Group" in driver.text()
        await driver.press("escape")
        assert screen_of(driver) == "HomeScreen" and driver.app.state.chosen == "harbour"


async def test_keys_that_are_off_say_why() -> None:
    known = replace(english(), questions=(), actions=(), warnings=(), guard=(), waiting=(), rivals=(), header=(),
                    position=())  # fmt: skip
    async with running(NARROW, "en", FakeSource([known])) as driver:
        text = await driver.press("a", "w", "tab", "u")
        assert driver.notices() == [
            "No gaps: all 40 facts these rules use are known.",
            "There is nothing to explain on this page.",
            "The brief stands beside the list from 100 columns on;\nEnter opens it.",
            "Nothing to take back for this deal.",
        ]
        assert "(w Why)" in text and "(a Answer)" in key_bar_of(driver)


async def test_without_deals_every_key_is_safe() -> None:
    source = FakeSource()
    source.briefs = {}
    async with running(WIDE, "en", source) as driver:
        text = await driver.press("ctrl+p", "escape", "enter", "a", "w", "u", "1", "down", "pagedown", "tab", "r")
        assert "No deals yet" in text and set(driver.notices()) == {"There is no deal here."}


async def test_old_advice_stays_until_the_new_one_is_there() -> None:
    async with running(WIDE, "en") as driver:
        driver.source.gate = Event()
        try:
            text = await driver.press("r")
            assert "updating" in text and "Meet the vice-president" in text
        finally:
            driver.source.gate.set()
            driver.source.gate = None
        await driver.settle()
        assert "updating" not in driver.text()


async def test_a_late_result_never_replaces_a_newer_one() -> None:
    async with running(WIDE, "en") as driver:
        gate = driver.source.gate = Event()
        try:
            await driver.press("2", "1", "2", "1", "2")
            assert "updating" in driver.text()
        finally:
            gate.set()
            driver.source.gate = None
        await driver.settle()
        assert driver.app.state.chosen == "harbour" and "Harbour Group" in driver.text()
        assert len(driver.source.calls) <= 3, "a call that became stale while it waited is left out"
        assert driver.source.calls[-1] == "harbour"


async def test_an_answer_is_not_sent_twice_while_it_is_saved() -> None:
    async with running(WIDE, "en", keys=["a"]) as driver:
        gate, held = Event(), driver.source.answer
        driver.source.gate = gate
        driver.source.answer = lambda *args: (gate.wait(5), held(*args))[1]  # type: ignore[method-assign]
        try:
            text = await driver.press("1", "2", "enter")
            assert "saving" in text
        finally:
            gate.set()
            driver.source.gate = None
        await driver.settle()
        assert len(driver.source.answers) == 1


async def test_a_failure_keeps_the_last_good_advice_and_shows_place_and_hint() -> None:
    async with running(WIDE, "en") as driver:
        driver.source.fail = StoreError("the file is damaged", Place("deals/x.json", 3), hint="run 'advisor doctor'")
        text = await driver.press("r")
        assert "Meet the vice-president" in text and "! the last update failed" in text
        assert driver.notices()[-1].splitlines() == [
            "That did not work", "deals/x.json:3: the file is damaged", "run 'advisor doctor'",
            "The advice shown is the last good one.",
        ]  # fmt: skip
        driver.source.fail = ZeroDivisionError("oops [/b]")
        await driver.press("r")
        assert "Internal error: ZeroDivisionError: oops [/b]" in driver.notices()[-1]
        driver.source.fail = None
        assert "failed" not in (await driver.press("r")).splitlines()[0]


async def test_a_deal_that_never_worked_says_so_on_every_page() -> None:
    source = FakeSource()
    source.fail = StoreError("no such deal")
    async with running(WIDE, "en", source) as driver:
        assert "no such deal" in driver.text() and "r tries again" in driver.text()
        assert "no such deal" in await driver.press("enter")
        await driver.press("w", "a")
        assert driver.notices()[-1] == "The last update failed; reload tries again."
        source.fail = None
        assert "Meet the vice-president" in await driver.press("r")


async def test_a_list_that_cannot_be_read_says_why_and_can_be_tried_again() -> None:
    class Locked(FakeSource):
        locked = True

        def title(self) -> str:
            if self.locked:
                raise StoreError("somebody else has the book open", hint="close the other window")
            return super().title()

    source = Locked()
    async with running(NARROW, "en", source) as driver:
        assert "somebody else has the book open" in driver.text() and "close the other window" in driver.text()
        assert "could not" not in await driver.press("enter", "w", "1", "down")
        source.locked = False
        assert "1 today" in await driver.press("f5")


async def test_resizing_moves_the_brief_beside_the_list_and_back() -> None:
    async with running(NARROW, "en") as driver:
        assert "WHY 1" not in driver.text()
        await driver.pilot.resize_terminal(*WIDE)
        await driver.settle()
        assert "WHY 1" in driver.text()
        await driver.press("tab")
        await driver.pilot.resize_terminal(40, 12)
        await driver.settle()
        assert driver.app.screen.page.id == "deals"  # type: ignore[attr-defined]


async def test_a_click_moves_and_a_second_click_opens() -> None:
    async with running(WIDE, "en") as driver:
        await driver.pilot.click("#deals", offset=(20, 3))
        await driver.settle()
        assert driver.app.state.chosen == "harbour"
        await driver.pilot.click("#deals", offset=(20, 3))
        await driver.settle()
        assert screen_of(driver) == "BriefScreen"
        await driver.pilot.click("#keys", offset=(2, 0))
        await driver.settle()
        assert screen_of(driver) == "WhyScreen"


async def test_a_long_list_scrolls_with_the_cursor() -> None:
    briefs = [replace(english(), deal=f"d{n:03}", name=f"Deal {n:03}") for n in range(300)]
    async with running(NARROW, "en", FakeSource(briefs)) as driver:
        first = driver.app.state.chosen
        await driver.press("pagedown", "pagedown", "down")
        assert driver.app.state.chosen != first
        name = driver.app.state.deal.name if driver.app.state.deal else ""
        assert any(line.startswith("│▸") and name in line for line in driver.text().splitlines())


async def test_a_deal_that_disappeared_gives_way_to_the_next_meeting() -> None:
    async with running(WIDE, "en", keys=["3"]) as driver:
        assert driver.app.state.chosen == empty().deal
        del driver.source.briefs[empty().deal]
        driver.source.fail = StoreError("gone")
        await driver.press("r")
        driver.source.fail = None
        await driver.press("r")
        assert driver.app.state.chosen == rich().deal
