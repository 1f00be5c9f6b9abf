"""The UI's pages that explain, on a real workspace: what is kept, taken back, answered and recorded."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from advisor.cli.desk_source import DeskSource
from advisor.labels import LANGS
from advisor.pipeline.desk import Desk
from advisor.tui.pages.changed import changed_page
from advisor.tui.pages.debrief import lead_lines, summary_page
from advisor.tui.pages.firm import firm_lines
from advisor.tui.pages.flips import flips_page
from advisor.tui.pages.line import Line, Look
from advisor.tui.pages.proof_page import proof_page
from advisor.tui.pages.rivals import chair_page, rivals_page
from advisor.tui.pages.trying import rows, trying_page
from advisor.tui.pages.what_if import what_if_page
from advisor.tui.pages.why_not import why_not_page
from tests.tui.helpers import NARROW, WIDE, Driver, running

from .conftest import TODAY

DEAL = "government-hall"


@pytest.fixture
def source(workspace: Path) -> DeskSource:
    """A source on a demo workspace, the engine in a process of its own."""
    made = DeskSource(str(workspace), TODAY, "en")
    yield made  # type: ignore[misc]
    made.close()


def known(workspace: Path, path: str) -> str:
    """Return what a desk of its own reads of a fact of the deal, so that it was written down."""
    return next(line.evidence.value.en for line in Desk.open(workspace, TODAY).facts(DEAL) if line.evidence.path == path)


async def opened(driver: Driver) -> None:
    """Open the deal's brief."""
    driver.app.choose(DEAL)
    await driver.settle()
    driver.app.screen.open_deal()  # type: ignore[attr-defined]
    await driver.settle()


def screen_of(driver: Driver) -> str:
    return type(driver.app.screen).__name__


async def test_what_was_tried_is_kept_by_one_key_and_taken_back_by_one(source: DeskSource, workspace: Path) -> None:
    async with running(WIDE, "en", source, today=TODAY) as driver:
        await opened(driver)
        await driver.press("i")
        for path, keys in (("deal.criteria_favour", ["space", "space"]), ("deal.solution_fit", ["space"])):
            driver.app.screen.page.go(f"fact:{path}")  # type: ignore[attr-defined]
            await driver.press(*keys)
        assert "Mend it or leave it" in driver.text().split("THEN")[1], "a rival's criteria bring it on the page"
        assert known(workspace, "deal.criteria_favour") == "?", "nothing is saved yet"
        await driver.press("S")
        assert screen_of(driver) == "BriefScreen" and "new: Mend it or leave it" in driver.notices()[-1]
        assert known(workspace, "deal.criteria_favour") == "a rival" and known(workspace, "deal.solution_fit") == "yes"
        await driver.press("u")
        assert known(workspace, "deal.criteria_favour") == "?" and known(workspace, "deal.solution_fit") == "?"


async def test_from_why_not_over_a_proof_to_an_answer(source: DeskSource, workspace: Path) -> None:
    async with running(NARROW, "zh", source, today=TODAY) as driver:
        await opened(driver)
        await driver.press("f7")
        driver.app.screen.page.go("rule:questions.cannot_compete")  # type: ignore[attr-defined]
        text = await driver.press("enter")
        assert screen_of(driver) == "WhyScreen" and "是否具有竞争力" in text
        driver.app.screen.page.go("question:deal.effort_bearable")  # type: ignore[attr-defined]
        await driver.press("enter")
        assert screen_of(driver) == "AnswerScreen" and "投得起" in driver.text()
        await driver.press("2")
        assert screen_of(driver) == "WhyScreen" and known(workspace, "deal.effort_bearable") == "no"
        assert "排在第" in driver.text() or "成立" in driver.text()


async def test_a_debrief_is_recorded_with_the_meeting_and_undone_fact_by_fact(source: DeskSource, workspace: Path) -> None:
    async with running(WIDE, "en", source, today=TODAY) as driver:
        await opened(driver)
        await driver.press("d")
        sheet = driver.app.screen.sheet  # type: ignore[attr-defined]
        assert sheet is not None and sheet.items[0].kind == "yes_no"
        await driver.press("n", *["tab"] * len(sheet.items))
        assert "TO BE RECORDED" in driver.text() and known(workspace, sheet.items[0].path) == "?"
        await driver.press("enter")
        assert screen_of(driver) == "DebriefedScreen" and known(workspace, sheet.items[0].path) == "no"
        last = Desk.open(workspace, TODAY).store.history(DEAL)[-1]
        assert last.source == "debrief"
        driver.app.screen.page.go(f"fact:{sheet.items[0].path}")  # type: ignore[attr-defined]
        await driver.press("u")
        assert "taken back" in driver.text() and known(workspace, sheet.items[0].path) == "?"


async def test_a_typed_value_that_is_none_is_refused_where_it_was_typed(source: DeskSource) -> None:
    async with running(WIDE, "en", source, today=TODAY) as driver:
        await opened(driver)
        await driver.press("i")
        driver.app.screen.page.go("fact:deal.budget")  # type: ignore[attr-defined]
        text = await driver.press("enter", *"much", "enter")
        assert screen_of(driver) == "WhatIfScreen" and "'much'" in text
        text = await driver.press("enter", *"5 M", "enter")
        assert "'much'" not in text and "→ 5 M" in text


def pages(source: DeskSource, deal: str, look: Look) -> dict[str, list[Line]]:
    """Return every page that explains a demo deal."""
    brief, proofs = source.brief(deal), source.why(deal, "")
    found = {
        "why not": why_not_page(proofs, "", look),
        "trying": trying_page(rows(brief, source.facts(deal)), {}, "", look),
        "rivals": rivals_page(source.rivals(deal), look),
    }
    for side in source.rivals(deal).sides:
        found[f"chair {side.id}"] = chair_page(source.chair(deal, side.id), look)
    for asked in ("deal.opening", *(action.rule.id for action in brief.actions[:2])):
        found[f"proof {asked}"] = proof_page(source.why(deal, asked), brief, f"rule:{asked}", look, True)
    found["firm"] = firm_lines(source.sensitivity(deal, "deal.value_class"), look)
    for proof in proofs.near[:3]:
        found[f"flips {proof.rule.id}"] = flips_page(source.flips(deal, proof.rule.id), proof.title, look)
    first = next((q for q in brief.questions if q.choices and not q.kind.startswith("list")), None)
    if first is not None:
        trial = source.what_if(deal, f"{first.path}={first.choices[0][0]}")
        found["what if"] = what_if_page(trial, look, True)
    changes, sheet = source.changed(deal), source.debrief(deal)
    found["changed"] = changed_page(changes, look) if changes is not None else []
    found["debrief"] = [*lead_lines(sheet, 0, {}, look), *summary_page(sheet, {}, look)]
    return found


@pytest.mark.parametrize("deal", [DEAL, "airport-baggage", "manufacturer-erp", "bakery-ovens", "account-printshop"])
def test_every_page_of_the_demo_fits(source: DeskSource, deal: str) -> None:
    for width, lang in zip((118, 78), LANGS, strict=True):
        for name, lines in pages(source, deal, Look(width, lang)).items():
            for spans in lines:
                text = "".join(span.text for span in spans)
                assert cell_len(text) <= width, f"{name}: {text!r}"


def test_ways_can_be_tried_as_they_are_told(source: DeskSource) -> None:
    tried = 0
    for goal in ("questions.cannot_compete", "deal.opening=G", "keyinfo.settle_cost_and_budget"):
        for way in source.flips(DEAL, goal).ways:
            found = source.what_if(DEAL, *(f"{step.path}={step.typed}" for step in way.changes))
            assert len(found.tried) == len(way.changes)
            tried += 1
            if "=" in goal:
                assert any(change.id == "deal.opening" and change.after and change.after.en.startswith("G")
                           for change in found.positions), way  # fmt: skip
    assert tried >= 3
