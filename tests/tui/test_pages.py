"""Pages as pure functions: they fit, they break lines rightly, and hostile text stays text."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from advisor.advice.view import Brief, DealLine
from advisor.cells import CLOSING, show
from advisor.labels import LANGS, Lang, same
from advisor.records import replace
from advisor.tui.pages.answer import choice_page, choices, effects_page, question_page
from advisor.tui.pages.bar import key_bar, top_bar
from advisor.tui.pages.brief import brief_page, why_pane
from advisor.tui.pages.change import changes
from advisor.tui.pages.find import find_page
from advisor.tui.pages.home import by_next_meeting, home_rows, next_panel
from advisor.tui.pages.items import first_item, items, named, picks, question_for
from advisor.tui.pages.line import Line, Look, Span, flow, plain_text
from advisor.tui.pages.proof_page import pending_proof
from advisor.tui.pages.values import away, day
from advisor.tui.state import State
from tests.tui.fixtures import HOSTILE, TODAY, empty, english, hostile, line, rich

BRIEFS = [rich(), english(), empty()]
MARKER = re.compile(r"^[!?] ")
EN = Look(80, "en")


def pages(brief: Brief, look: Look) -> dict[str, list[Line]]:
    """Return every page there is about a brief."""
    deals = by_next_meeting([line(brief, 0), line(english(), None), line(empty(), -2)])
    state = State(look.lang, TODAY, title=brief.name, deals=deals, chosen=brief.deal, briefs={brief.deal: brief})
    found = {
        "brief": brief_page(brief, look, first_item(brief)),
        "short": brief_page(brief, look, first_item(brief), short=True),
        "pane": why_pane(brief, first_item(brief), look),
        "home": home_rows(deals, look),
        "next": next_panel(deals[0], brief, look),
        "top": top_bar(state, look),
        "keys": key_bar("brief", state, look),
        "find": find_page("home", state, "", True, look),
    }
    for item in items(brief):
        found[f"why {item}"] = pending_proof(brief, item, look, "")
    for question in brief.questions:
        found[f"question {question.path}"] = question_page(brief, question, look)
        found[f"choices {question.path}"] = choice_page(question, frozenset(), look)
        found[f"effects {question.path}"] = effects_page(question, look)
    return found


def check(name: str, lines: list[Line], width: int, strict: bool = True) -> None:
    """Every line fits; none starts with a closing mark; every span was shown."""
    for spans in lines:
        text = "".join(span.text for span in spans)
        assert cell_len(text) <= width, f"{name}: {text!r}"
        assert show(text) == text
        start = text.strip()[:1]
        if strict and start in CLOSING:
            assert MARKER.match(text.strip()) or start == "…", f"{name}: {text!r}"


@pytest.mark.parametrize("width", [24, 37, 46, 66, 78, 118, 200])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief.deal)
def test_every_page_fits_every_width(brief: Brief, lang: Lang, width: int) -> None:
    for plain in (False, True):
        for name, lines in pages(brief, Look(width, lang, plain)).items():
            check(name, lines, width, strict=width >= 37)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_fits_and_is_shown_literally(text: str) -> None:
    for look in (Look(118, "zh"), Look(40, "en")):
        for name, lines in pages(hostile(text), look).items():
            check(name, lines, look.width, strict=False)
            if name.startswith(("brief", "why", "question")):
                shown = "".join(show(text).split())
                assert shown in "".join(plain_text(lines).split()), name


@settings(max_examples=40)
@given(st.text(max_size=30), st.integers(20, 120))
def test_any_text_fits(text: str, width: int) -> None:
    for name, lines in pages(hostile(text), Look(width, "en")).items():
        check(name, lines, width, strict=False)


def test_pages_tell_everything_a_reader_must_see() -> None:
    text = plain_text(brief_page(rich(), Look(118, "en"), first_item(rich())))
    order = ["上海三院影像设备", "WHERE WE STAND", "D problem / G normal ?", "inside support: ?", "DO THIS", "with 陈主任",
             "Paper without power", "but step.send_proposal says", "nobody fits yet, find one first", "check compliance first",
             "perhaps with 陈主任", "ASK IN THE MEETING", "was no, 14 Mar", "NOT NOW", "! contradiction", "× Send the",
             "? Offer a pilot: waits for criteria written by", "THE OTHER SIDE", "exploit our open", "PEOPLE", "WHY 1",
             "李雷, Wed 12 Nov, 9 days ago, typed in", "worked out by rival.territory rules/opening/territory.yaml:18",
             "60 salience + 20 large deal + 12 deadline near = 92", "rules/people/power.yaml:41", "29 facts known"]  # fmt: skip
    at = 0
    for words in order:
        assert words in text[at:], f"{words!r} is missing or too early"
        at = text.index(words, at)


def test_the_why_follows_the_chosen_line() -> None:
    brief = rich()
    second = named(brief.actions)[1][0]
    text = plain_text(brief_page(brief, EN, second))
    assert "WHY 2" in text and "rules/procurement/window.yaml:73" in text.partition("WHY 2")[2]


def test_score_parts_that_nobody_knows_are_question_marks() -> None:
    brief = rich()
    parts = (("s", same("base"), 50), ("m", same("late"), -8), ("x", same("budget"), None))
    brief = replace(brief, actions=(replace(brief.actions[0], score=42, score_parts=parts),))
    assert "50 base - 8 late + ? budget = 42" in plain_text(brief_page(brief, EN, first_item(brief)))


def test_digits_count_actions_then_questions() -> None:
    brief = rich()
    assert list(picks(brief).values()) == [1, 2, 3, 4, 5, 6, 7]
    text = plain_text(brief_page(brief, EN))
    assert " 3 Let 陈主任" in text and " 4 Who wrote" in text
    crowded = replace(brief, questions=brief.questions * 4)
    assert max(picks(crowded).values()) == 9
    assert len(set(picks(crowded))) == 9


def test_answer_finds_the_question_of_a_line() -> None:
    brief = rich()
    asked = {item: question.path for item in items(brief) if (question := question_for(brief, item))}
    assert asked["question:deal.tender_date"] == "deal.tender_date"
    assert asked["standing:rival.B.lead"] == "deal.criteria_author"
    assert asked[first_item(brief)] == brief.questions[0].path
    assert question_for(replace(brief, questions=()), "") is None


def test_answers_end_with_not_knowing() -> None:
    who, released, terms, tender = rich().questions
    assert [choice.text for choice in choices(who)] == ["us", "rival", "customer", "unknown"]
    assert [choice.letter for choice in choices(released)] == ["y", "n", "u"]
    assert "[x] delivery" in plain_text(choice_page(terms, frozenset({"delivery"}), EN))
    assert choices(tender) == ()


def test_deals_stand_by_next_meeting() -> None:
    def deal(name: str, days: int | None) -> DealLine:
        return DealLine(name, name, "", None, days, None, None, None, None)

    found = by_next_meeting([deal("none", None), deal("over", -1), deal("later", 9), deal("today", 0)])
    assert [deal.name for deal in found] == ["today", "later", "over", "none"]
    text = plain_text(home_rows(found, EN))
    assert re.search(r"1 today.*\n.*2 in 9 d.*\n.*last meeting is over\n.*3 yesterday.*\n.*no meeting planned\n", text)


def test_changes_name_the_new_first_action_and_what_settled() -> None:
    before = rich()
    opening = replace(before.position[0], state="known", values=before.position[0].values[:1])
    after = replace(before, actions=before.actions[1:], questions=before.questions[1:], position=(opening,))
    assert changes(before, after, "en") == [
        "now first: Get the budget approval letter",
        "gone: Meet the vice-president before the proposal goes out",
        "opening: D problem / G normal → D problem",
        "questions: 4 → 3",
    ]
    assert changes(before, before, "zh") == [] == changes(None, after, "zh")


@pytest.mark.parametrize(
    ("days", "en", "zh"), [(0, "today", "今天"), (1, "tomorrow", "明天"), (-1, "yesterday", "昨天"),
                           (12, "in 12 days", "12 天后"), (-30, "30 days ago", "30 天前")],
)  # fmt: skip
def test_distances_in_words(days: int, en: str, zh: str) -> None:
    assert away(days, EN) == en and away(days, Look(80, "zh")) == zh


def test_days_name_another_year() -> None:
    assert day(date(2026, 3, 1), TODAY, EN) == "Sun 1 Mar 2026"
    assert day(date(2026, 3, 1), TODAY, Look(80, "zh")) == "2026年3月1日 周日"
    assert day(TODAY, TODAY, EN) == "Fri 21 Nov"


def test_flow_keeps_styles_over_a_break() -> None:
    lines = flow([Span("title", "先约见副院长，"), Span("dim", "then the proposal")], 16)
    assert lines == [(Span("title", "先约见副院长，"),), (Span("dim", "then the"),), (Span("dim", "proposal"),)]


def test_key_bar_keeps_the_important_keys_and_brackets_what_is_off() -> None:
    state = State("en", TODAY, deals=(line(rich(), 0),), chosen="szhospital")
    for width in (20, 40, 80, 120):
        text = plain_text(key_bar("home", state, Look(width, "en")))
        assert "Enter Open" in text and cell_len(text.rstrip("\n")) <= width
    assert "(w Why)" in plain_text(key_bar("home", state, EN))
    assert "F6" in plain_text(key_bar("home", state, Look(80, "zh")))
