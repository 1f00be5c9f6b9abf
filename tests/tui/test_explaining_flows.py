"""The commands that explain and try, on the running app: keys in, screens out, and what the source was asked."""

from threading import Event

import pytest

from advisor.errors import StoreError, UsageError
from advisor.labels import Lang
from advisor.records import replace
from tests.tui.fixtures import FakeSource, english, rich
from tests.tui.helpers import NARROW, WIDE, running
from tests.tui.test_flows import LANGS, SIZES, screen_of


@SIZES
@LANGS
async def test_every_page_is_one_key_away_and_esc_leads_back(size: tuple[int, int], lang: Lang) -> None:
    pairs = (("n", "f7", "WhyNotScreen"), ("i", "f9", "WhatIfScreen"), ("f", "f12", "FlipsScreen"), ("o", "ctrl+o", "RivalsScreen"),
             ("c", "ctrl+k", "ChangedScreen"), ("d", "ctrl+d", "DebriefScreen"), ("w", "f6", "WhyScreen"))  # fmt: skip
    async with running(size, lang) as driver:
        for place in ("HomeScreen", "BriefScreen"):
            assert screen_of(driver) == place
            for easy, safe, screen in pairs:
                for key in (easy, safe):
                    await driver.press(key)
                    assert screen_of(driver) == screen, f"{key} in {place}"
                    await driver.press("escape")
                    assert screen_of(driver) == place
            await driver.press("enter")


async def test_enter_opens_a_proof_and_each_fact_in_it_down_to_who_said_it() -> None:
    async with running(WIDE, "en", keys=["enter", "enter"]) as driver:
        text = driver.text()
        assert "IT SPEAKS WHEN" in text and "WHOLE PROOF" not in text and "HOW TO DO IT" in text
        for item, words in (("fact:rival.B.territory", "the first row that holds"), ("fact:deal.our_share", "电话里说的")):
            driver.app.screen.page.go(item)  # type: ignore[attr-defined]
            text = await driver.press("enter")
            assert screen_of(driver) == "WhyScreen" and words in text
        for _ in range(2):
            await driver.press("escape")
        assert "IT SPEAKS WHEN" in driver.text(), "one level back each time"
        await driver.press("escape")
        assert screen_of(driver) == "BriefScreen"


async def test_w_shows_the_whole_proof_and_closes_it_again() -> None:
    async with running(WIDE, "en", keys=["w"]) as driver:
        assert "WHOLE PROOF" in driver.text() and "crm, Thu 2 Oct, 50 days ago" in driver.text()
        text = await driver.press("w")
        assert "WHOLE PROOF" not in text and "rules/opening/territory.yaml:18" not in text
        assert "rules/opening/territory.yaml:18" in await driver.press("f6")


@SIZES
async def test_why_not_leads_to_a_proof_and_an_unknown_condition_is_answered_there(size: tuple[int, int]) -> None:
    async with running(size, "en", keys=["n"]) as driver:
        assert "Offer a pilot" in driver.text()
        text = await driver.press("enter")
        assert screen_of(driver) == "WhyScreen" and "waits for facts" in text
        await driver.press("enter")
        assert screen_of(driver) == "AnswerScreen" and "opening becomes G normal" in driver.text()
        await driver.press("1")
        assert driver.source.answers == [("szhospital", "deal.criteria_author", "us")]
        assert screen_of(driver) == "WhyScreen"
        await driver.press("escape", "escape")
        assert screen_of(driver) == "HomeScreen"


async def test_a_question_that_the_brief_does_not_ask_can_be_answered_from_a_proof() -> None:
    source = FakeSource([replace(rich(), questions=rich().questions[1:])])
    async with running(WIDE, "en", source, keys=["n", "enter", "enter"]) as driver:
        assert screen_of(driver) == "AnswerScreen" and "Who wrote the buying criteria?" in driver.text()
        await driver.press("2")
        assert source.answers == [("szhospital", "deal.criteria_author", "rival")]


@LANGS
async def test_lines_are_found_by_their_words(lang: Lang) -> None:
    async with running(NARROW, lang, keys=["n", "slash", *"price"]) as driver:
        assert "opening.G.hold" in driver.text() and "opening.E.first_mover" not in driver.text()
        await driver.press("enter", "enter")
        assert screen_of(driver) == "WhyScreen"
        text = await driver.press("escape", "escape")
        assert screen_of(driver) == "WhyNotScreen" and "opening.E.first_mover" in text, "Esc shows all again"
        await driver.press("ctrl+f", *"zzz")
        assert ("No line holds" in driver.text()) == (lang == "en")
        await driver.press("escape", "escape")
        assert screen_of(driver) == "HomeScreen"


@SIZES
@LANGS
async def test_what_if_tries_values_and_saves_nothing_until_asked(size: tuple[int, int], lang: Lang) -> None:
    async with running(size, lang, keys=["i"]) as driver:
        press, source = driver.press, driver.source
        await press("space")
        assert source.calls[-1] == "what_if deal.criteria_author=us"
        assert ("Offer a pilot" if lang == "en" else "提出试用") in driver.text()
        await press("space", "down", "space", "enter", "2")
        assert source.calls[-1] == "what_if deal.criteria_author=rival deal.budget_released=no"
        text = await press("x")
        assert "→ no" not in text and ("→ a rival" in text) == (lang == "en"), "one is put back, the other stays"
        text = await press("X")
        assert "what_if" not in text and ("Nothing tried yet" in text) == (lang == "en")
        await press("S")
        assert screen_of(driver) == "WhatIfScreen" and driver.notices(), "there is nothing to save"
        await press("up", "space", "escape")
        assert screen_of(driver) == "HomeScreen" and source.recorded == [] and source.answers == []


async def test_what_was_tried_is_recorded_as_one_change_and_undone_at_once() -> None:
    async with running(WIDE, "en", keys=["i", "space", "down", "space", "S"]) as driver:
        assert driver.source.recorded == [(("deal.criteria_author=us", "deal.budget_released=yes"), "")]
        assert screen_of(driver) == "HomeScreen"
        await driver.press("u")
        assert driver.source.answers == [] and "Taken back" in driver.notices()[-1]


async def test_typing_over_the_rules_asks_for_a_reason_which_is_kept() -> None:
    async with running(NARROW, "en", keys=["i", "slash", *"ground", "enter", "space", "ctrl+s"]) as driver:
        assert "TYPED OVER THE RULES" in driver.text() and "whose ground" in driver.text()
        await driver.press("ctrl+g", "enter")
        assert screen_of(driver) == "ReasonScreen", "not knowing is no reason"
        await driver.press(*"they moved out", "enter")
        assert driver.source.recorded == [(("rival.B.territory=theirs",), "they moved out")]


async def test_a_value_that_is_refused_says_why_and_the_last_good_trial_stays() -> None:
    async with running(WIDE, "en", keys=["i", "space"]) as driver:
        await driver.press("slash", *"share", "enter", "space")
        assert "Space cannot step" in driver.notices()[-1]
        text = await driver.press("enter", *"nonsense", "enter")
        assert "'nonsense' is no value" in text and "write it otherwise" in text and "Offer a pilot" in text
        text = await driver.press("S")
        assert screen_of(driver) == "WhatIfScreen" and driver.source.recorded == [] and "'nonsense'" in text
        assert "'nonsense'" not in await driver.press("x")


async def test_the_newest_trial_wins_and_the_screen_never_waits() -> None:
    async with running(WIDE, "en", keys=["i"]) as driver:
        gate = driver.source.gate = Event()
        try:
            text = await driver.press("space", "space", "space")
            assert "→ the customer" in text and "updating" in text, "keys are answered while a trial is under way"
        finally:
            gate.set()
            driver.source.gate = None
        await driver.settle()
        tried = [call for call in driver.source.calls if call.startswith("what_if")]
        assert tried[-1] == "what_if deal.criteria_author=customer" and len(tried) <= 2


async def test_a_way_opens_the_trial_of_its_facts() -> None:
    async with running(WIDE, "en", keys=["n", "f"]) as driver:
        assert "WAY 1" in driver.text() and "Offer a pilot" in driver.text()
        await driver.press("down", "enter")
        assert screen_of(driver) == "WhatIfScreen"
        assert driver.source.calls[-1] == "what_if person.副院长.met=yes deal.criteria_author=us"
        await driver.press("escape", "escape", "escape")
        assert screen_of(driver) == "HomeScreen"


async def test_where_we_stand_is_flipped_by_choosing_what_it_should_be() -> None:
    async with running(WIDE, "en", keys=["enter"]) as driver:
        driver.app.screen.page.go("standing:deal.opening")  # type: ignore[attr-defined]
        text = await driver.press("f")
        assert screen_of(driver) == "AimsScreen" and "THE WAY OUT" in text and "G normal" in text
        driver.app.screen.page.go("way:2")  # type: ignore[attr-defined]
        await driver.press("enter")
        assert driver.source.calls[-1] == "what_if deal.criteria_author=us person.副院长.met=yes"
        await driver.press("escape")
        driver.app.screen.page.go("aim:D")  # type: ignore[attr-defined]
        text = await driver.press("enter")
        assert screen_of(driver) == "FlipsScreen" and "that is proved" in text
        await driver.press("escape", "escape")
        driver.app.screen.page.go("standing:deal.value_class")  # type: ignore[attr-defined]
        assert "no other values" in await driver.press("f12")


async def test_the_board_is_turned_and_nothing_on_it_opens_ours() -> None:
    async with running(NARROW, "en", keys=["o"]) as driver:
        assert "B (main rival)" in driver.text()
        text = await driver.press("enter")
        assert screen_of(driver) == "ChairScreen" and "NOT OUR BOARD" in text.splitlines()[1]
        text = await driver.press("down", "pagedown", "enter")
        assert screen_of(driver) == "ChairScreen" and "NOT OUR BOARD" in text.splitlines()[1], "it stays in sight"
        await driver.press("o")
        assert screen_of(driver) == "RivalsScreen"
        driver.app.screen.page.go("question:deal.criteria_author")  # type: ignore[attr-defined]
        await driver.press("enter")
        assert screen_of(driver) == "AnswerScreen"


@SIZES
@LANGS
async def test_a_debrief_is_answered_key_by_key_and_recorded_at_the_end(size: tuple[int, int], lang: Lang) -> None:
    async with running(size, lang, keys=["d"]) as driver:
        press, source = driver.press, driver.source
        assert "1" in driver.text() and ("Who wrote" if lang == "en" else "采购标准是谁写的") in driver.text()
        await press("2", "=", "1", "3", "enter", *"a test plant", "enter")
        text = await press(*"nonsense", "enter")
        assert "is not a day" in text, "a typed answer is checked at once"
        await press(*["backspace"] * 8, *"2025-12-01", "enter", "ctrl+y")
        assert source.debriefs == [], "nothing is recorded before the end"
        assert "2025-12-01" in driver.text()
        await press("enter")
        assert screen_of(driver) == "DebriefedScreen"
        assert source.debriefs == [{
            "deal.criteria_author": "rival", "deal.budget_released": "=", "deal.open_terms": "price,service",
            "meeting.m1.we_promised": "a test plant", "meeting.m1.promise_due": "2025-12-01", "meeting.next.date": "=",
        }]  # fmt: skip
        await press("down", "u")
        assert ("taken back" if lang == "en" else "已撤销") in driver.text()
        await press("escape")
        assert screen_of(driver) == "HomeScreen"


async def test_answers_of_a_debrief_are_mended_skipped_and_dropped() -> None:
    async with running(NARROW, "en", keys=["d", "1", "n", "left"]) as driver:
        assert "2 of 6" in driver.text() and "▸ 2 no" in driver.text(), "the answer that was given stands there"
        await driver.press("y", "tab", "tab", "tab", "tab")
        text = driver.text()
        assert "criteria written by: we did" in text and "budget released: yes" in text and "left open: 4" in text
        assert "By which day?" not in text
        await driver.press("escape")
        assert screen_of(driver) == "DebriefScreen" and "2 answers are not recorded" in driver.notices()[-1]
        await driver.press("escape")
        assert screen_of(driver) == "HomeScreen" and driver.source.debriefs == []
        await driver.press("d", "=")
        assert "Nothing was known of this" in driver.notices()[-1]
        await driver.press("tab", "tab", "tab", "tab", "tab", "enter")
        assert screen_of(driver) == "HomeScreen" and driver.source.debriefs == [], "without answers it just ends"


async def test_a_debrief_that_cannot_be_recorded_says_why_and_can_be_mended() -> None:
    async with running(WIDE, "en", keys=["d", "1", "tab", "tab", "tab", "tab"]) as driver:
        driver.source.refused = StoreError("somebody else changed it meanwhile", hint="look again")
        text = await driver.press("enter")
        assert screen_of(driver) == "DebriefScreen" and "somebody else changed it" in text and "look again" in text
        driver.source.refused = None
        await driver.press("enter")
        assert screen_of(driver) == "DebriefedScreen"


@pytest.mark.parametrize("key", ["n", "w", "i", "o", "c", "d", "f"])
async def test_what_cannot_be_worked_out_says_why_and_reload_tries_again(key: str) -> None:
    source = FakeSource()
    source.refused = UsageError("the file is locked", hint="close the other window")
    async with running(WIDE, "en", source, keys=[key]) as driver:
        assert "the file is locked" in driver.text() and "close the other window" in driver.text()
        source.refused = None
        await driver.press("r")
        assert "the file is locked" not in driver.text()


async def test_an_old_page_stays_while_a_newer_one_is_worked_out_or_fails() -> None:
    async with running(WIDE, "en", keys=["n"]) as driver:
        driver.source.refused = StoreError("gone")
        text = await driver.press("r")
        assert "Offer a pilot" in text and "gone" in driver.notices()[-1]


async def test_keys_that_are_off_say_why() -> None:
    alone = replace(english(), rivals=())
    async with running(WIDE, "en", FakeSource([alone])) as driver:
        await driver.press("o")
        assert driver.notices()[-1] == "No rival is recorded for this deal."
        text = await driver.press("c")
        assert "Nothing to compare with yet" in text
    nothing = FakeSource()
    nothing.briefs = {}
    async with running(NARROW, "en", nothing, keys=["n", "i", "f", "o", "c", "d"]) as driver:
        assert set(driver.notices()) == {"There is no deal here."} and screen_of(driver) == "HomeScreen"


async def test_from_a_deep_page_the_palette_leads_to_another_deal() -> None:
    async with running(WIDE, "en", keys=["n", "enter", "f", "ctrl+p", *"harb", "enter"]) as driver:
        assert screen_of(driver) == "BriefScreen" and "Harbour Group" in driver.text()
        await driver.press("escape")
        assert screen_of(driver) == "HomeScreen"
