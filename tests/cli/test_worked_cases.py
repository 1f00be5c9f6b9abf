"""Worked cases: what a rep reads when the advice is asked back, word for word, in both languages.

Each case is one command (some after a few others) on the example deals; the texts lie in `worked/` and are
written anew with ADVISOR_UPDATE_GOLDENS=1. Whoever edits rules, plays or words reads the difference there.
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from .conftest import Calendar, Ran, Run

TEXTS = Path(__file__).parent / "worked"
DIGEST = re.compile(r"\b(rules|规则) [0-9a-f]{12}\b")
DAY = "2026-11-21"

Line = Sequence[str]
CASES: dict[str, tuple[Line, Sequence[Line]]] = {
    "why-an-action-stands-there": (("why", "hospital", "opening.B.reframe"), ()),
    "why-a-play-is-silent": (("why", "hospital", "accelerate-procurement"), ()),
    "why-a-rule-waits": (("why", "council-fleet", "keyinfo.settle_dates_and_money"), ()),
    "why-a-play-is-held-back": (("why", "council-fleet", "find-inside-contact"), ()),
    "why-a-class-is-still-open": (
        ("why", "manufacturer", "rival.明道软件.opening"),
        (("set", "manufacturer", "deal.our_share=60%", "rival.明道软件.share=10%", "--today", DAY),),
    ),
    "why-a-score-is-what-it-is": (("why", "hospital", "value_class"), ()),
    "why-a-raw-fact": (("why", "hospital", "project_approved"), ()),
    "what-to-find-out": (("brief", "college"), ()),
    "what-if": (("whatif", "hospital", "rival.蓝桥影像.share=20%"), ()),
    "what-if-nothing-changes": (("whatif", "hospital", "person.许副院长.lean=us"), ()),
    "what-would-bring-a-play": (("flip", "hospital", "accelerate-procurement"), ()),
    "the-way-out": (("flip", "insurer"), ()),
    "how-near-a-class-is": (("sensitivity", "hospital", "value_class"), ()),
    "what-the-rivals-do": (("rivals", "insurer"), ()),
    "the-rivals-own-page": (("rivals", "hospital", "--flip"), ()),
    "after-the-meeting": (("debrief", "hospital", "--answers", "answers.txt"), ()),
}
LATER = {
    "why-the-advice-changed": ("changes", "mill"),
    "the-page-of-that-day": ("brief", "mill", "--as-of", DAY),
}
"""Cases that look back, three days later, after somebody recorded something."""
ANSWERS = "deal.requirement_clear=yes\ndeal.budget=unknown\n"


def harmless(text: str) -> str:
    """Leave out what changes with every edit of any rule."""
    return DIGEST.sub(r"\1 ............", text)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("case", CASES)
def test_worked_case(case: str, lang: str, workspace: Path, run: Run) -> None:
    (workspace / "answers.txt").write_text(ANSWERS, encoding="utf-8")
    command, before = CASES[case]
    for step in before:
        assert run(*step).code == 0, step
    check(case, lang, run(*command, "--today", DAY, "--lang", lang))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("case", LATER)
def test_worked_case_later(case: str, lang: str, begun: str, run: Run, calendar: Calendar) -> None:
    assert run("brief", begun).code == 0
    calendar.turn(3)
    assert run("set", begun, "deal.our_share=5%", "deal.claimed_step=design", "--by", "小唐").code == 0
    check(case, lang, run(*LATER[case], "--lang", lang))


def check(case: str, lang: str, ran: Ran) -> None:
    """Hold what was printed against the text that is kept."""
    assert (ran.code, ran.err) == (0, "")
    path, told = TEXTS / f"{case}.{lang}.txt", harmless(ran.out)
    if os.environ.get("ADVISOR_UPDATE_GOLDENS") == "1":
        TEXTS.mkdir(exist_ok=True)
        path.write_text(told, encoding="utf-8", newline="\n")
    assert told == path.read_text(encoding="utf-8")


def test_the_cases_are_enough() -> None:
    written = {path.name for path in TEXTS.iterdir()}
    assert written == {f"{case}.{lang}.txt" for case in (*CASES, *LATER) for lang in ("en", "zh")}
    assert len(CASES) >= 12
