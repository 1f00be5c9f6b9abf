"""`advisor brief --as-of` and `advisor changes` as they are typed, and what a brief leaves behind."""

import json
from pathlib import Path

import pytest

from advisor.cli.open_ui import DeskSource
from advisor.cli.quick import brief_wish
from advisor.pipeline.desk import Desk
from advisor.pipeline.snapshots import snapshots

from .conftest import ROOT, TODAY, Calendar, Run

DEAL = "paper-mill"


def left(folder: Path, deal: str) -> int:
    return len(snapshots(Desk.open(folder, TODAY).store, deal))


def test_a_page_is_printed_again_after_facts_and_rules_changed(
    begun: str, run: Run, calendar: Calendar, workspace: Path
) -> None:
    import shutil

    texts = {lang: run("brief", begun, "--lang", lang).out for lang in ("en", "zh")}
    document = json.loads(run("brief", begun, "--format", "json").out)
    calendar.turn(3)
    run("set", begun, "deal.our_share=1%", "--by", "Ann")
    shutil.copytree(ROOT / "rules", workspace / "rules")
    path = workspace / "rules/page.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  - deal.opening_kind\n", ""), encoding="utf-8")
    for lang, text in texts.items():
        ran = run("brief", begun, "--as-of", TODAY.isoformat(), "--lang", lang)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(text + "\n")
    again = json.loads(run("brief", begun, f"--as-of={TODAY}", "--format", "json").out)
    note = again.pop("replay")
    assert again == document
    assert (note["rules"], note["given"], [e["id"] for e in note["edits"]]) == ("then", TODAY.isoformat(), ["page"])
    markdown = run("brief", begun, "--as-of", TODAY.isoformat(), "--format", "md").out
    assert markdown.startswith("# ") and "## A page of an earlier day" in markdown
    assert run("brief", begun).out != texts["en"]


def test_why_it_changed_is_told_with_who_and_when(begun: str, run: Run, calendar: Calendar) -> None:
    run("brief", begun)
    calendar.turn(2)
    run("set", begun, "deal.our_share=1%", "--by", "Ann")
    ran = run("changes", begun, "--since", TODAY.isoformat())
    assert (ran.code, ran.err) == (0, "")
    for words in ("Compared with the brief given on", "WHAT IS DIFFERENT", "FACTS RECORDED", "-> 1%", "Ann, typed in"):
        assert words in ran.out
    chinese = run("changes", begun, "--lang", "zh", "--width", "60").out
    assert "【记录了新事实】" in chinese and "Ann" in chinese
    document = json.loads(run("changes", begun, "--format", "json").out)
    assert (document["schema"], document["basis"], document["since"]) == ("changes/1", "brief", TODAY.isoformat())
    [step] = document["steps"]
    assert (step["cause"], step["entries"][0]["id"], step["entries"][0]["by"]) == ("facts", "deal.our_share", "Ann")


def test_only_a_brief_for_today_from_the_store_leaves_something(
    begun: str, run: Run, calendar: Calendar, workspace: Path, tmp_path: Path
) -> None:
    run("brief", begun, "--today", "2027-01-01")
    run("brief", begun, "--as-of", TODAY.isoformat())
    run("deals")
    run("show", begun)
    run("changes", begun, "--since", TODAY.isoformat())
    run("brief", "--facts", str(tmp_path / "mill.yaml"))
    assert left(workspace, begun) == 0
    run("brief", begun, "--format", "json")
    run("brief", begun)
    assert left(workspace, begun) == 1


def test_the_brief_of_the_next_meeting_leaves_one_too(calendar: Calendar, workspace: Path, run: Run) -> None:
    assert run().code == 0
    desk = Desk.open(workspace, TODAY)
    assert [id for id in desk.store.ids() if snapshots(desk.store, id)] == [desk.deals(deep=0)[0].id]


def test_the_full_page_of_the_ui_leaves_one_and_reading_does_not(workspace: Path) -> None:
    source = DeskSource(str(workspace), TODAY, "en")
    try:
        source.deals()
        source.brief(DEAL)
        assert left(workspace, DEAL) == 0
        source.given(DEAL)
        assert left(workspace, DEAL) == 1
    finally:
        source.close()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("brief", DEAL, "--as-of", "2026-11-20", "--today", "2026-11-21"), "--as-of and --today"),
        (("brief", "--facts", "x.yaml", "--as-of", "2026-11-20"), "--as-of and --facts"),
        (("brief", "--as-of", "2026-11-20"), "which deal?"),
        (("brief", DEAL, "--as-of", "soon"), "soon"),
        (("brief", DEAL, "--as-of", "2999-01-01"), "still to come"),
        (("brief", DEAL, "--as-of", "2001-01-01"), "nothing had been recorded"),
        (("brief", DEAL, "--as-of"), "--as-of"),
        (("changes", DEAL, "--since", "2001-01-01"), "nothing had been recorded"),
        (("changes", DEAL, "--since", "soon"), "soon"),
        (("changes", "papermil"), "paper-mill"),
        (("changes", DEAL, "--format", "md"), "--format"),
        (("changes",), "DEAL"),
    ],
)
def test_what_cannot_be_answered_is_said(workspace: Path, run: Run, args: tuple[str, ...], words: str) -> None:
    ran = run(*args)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_the_quick_way_knows_the_option() -> None:
    wish = brief_wish(["brief", "mill", "--as-of", "2026-11-20"])
    assert wish is not None and wish.as_of == "2026-11-20"
    assert brief_wish(["brief", "mill", "--as-of"]) is None
    assert brief_wish(["brief", "mill", "--asof=1"]) is None
