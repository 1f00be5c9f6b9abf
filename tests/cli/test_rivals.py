"""`advisor rivals`: all rivals, one of them, one rival's own page; which one is meant; both languages."""

import json
import shutil
from pathlib import Path

import pytest

from advisor.cells import width

from .conftest import ROOT, TODAY, Run

DAY = ("--today", TODAY.isoformat())


def test_all_rivals_side_by_side(workspace: Path, run: Run) -> None:
    ran = run("rivals", "airport", *DAY)
    assert (ran.code, ran.err) == (0, "")
    assert "Conveyor One (main rival)" in ran.out and "Skyline Automation" in ran.out
    assert "guard.G.accelerate" in ran.out and "guard.H.extend" in ran.out
    names = next(line for line in ran.out.splitlines() if "Conveyor One (main" in line)
    assert "Skyline Automation" in names


@pytest.mark.parametrize("wanted", ["Skyline Automation", "sky", "SKYLINE"])
def test_one_rival_by_name_or_beginning(workspace: Path, run: Run, wanted: str) -> None:
    out = run("rivals", "airport", wanted, *DAY).out
    assert "Skyline Automation" in out and "Conveyor One (main" not in out


def test_a_wrong_rival_gets_the_nearest_one(workspace: Path, run: Run) -> None:
    ran = run("rivals", "airport", "Skylane Automation", *DAY)
    assert (ran.code, ran.out) == (2, "")
    assert "there is no rival 'Skylane Automation'" in ran.err and "did you mean 'Skyline Automation'?" in ran.err


def test_a_beginning_that_fits_several_names_them(workspace: Path, run: Run) -> None:
    run("set", "airport", "rival.Conveyor Two.share=0%", "--new", *DAY)
    ran = run("rivals", "airport", "con", "--flip", *DAY)
    assert ran.code == 2
    assert "could be several rivals" in ran.err and "Conveyor One, Conveyor Two" in ran.err


def test_languages_and_widths(workspace: Path, run: Run) -> None:
    chinese = run("rivals", "hospital", "--lang", "zh", *DAY).out
    assert "【它可能怎么出招，我方怎么防】" in chinese and "你方" in chinese and "WHAT" not in chinese
    for asked in ("40", "72", "130"):
        for extra in ((), ("--flip",)):
            lines = run("rivals", "airport", "--width", asked, *extra, *DAY).out.splitlines()
            assert max(width(line) for line in lines) <= int(asked)


def test_the_flipped_page_is_the_main_rivals(workspace: Path, run: Run) -> None:
    out = run("rivals", "airport", "--flip", *DAY).out
    assert out.startswith("The board from the chair of Conveyor One\n")
    assert "  - your side: Whose territory: our territory" in out and "WHERE WE STAND" in out
    assert run("rivals", "airport", "sky", "--flip", *DAY).out.startswith("The board from the chair of Skyline")
    assert run("rivals", "airport", "--flip", "--lang", "zh", *DAY).out.startswith("换到Conveyor One的位置")


def test_nothing_private_of_ours_stands_on_the_flipped_page(workspace: Path, run: Run) -> None:
    ours, theirs = (run("show", "hospital", *DAY).out, run("rivals", "hospital", "--flip", *DAY).out)
    for secret in ("正在筹备区域超声学术年会", "住院楼八楼院办", "只有二十分钟"):
        assert secret in ours and secret not in theirs
    document = run("rivals", "hospital", "--flip", "--format", "json", *DAY).out
    assert "personal_needs" not in json.dumps(json.loads(document)["brief"]["position"])
    assert json.loads(document)["brief"]["meeting"] is None


def test_json_holds_what_the_page_says(workspace: Path, run: Run) -> None:
    page = json.loads(run("rivals", "airport", "--format", "json", *DAY).out)
    assert (page["schema"], page["deal"]) == ("rivals/1", "airport-baggage")
    assert [side["name"] for side in page["sides"]] == ["Conveyor One", "Skyline Automation"]
    assert page["sides"][0]["guard"][0]["play"] == "accelerate-procurement"
    assert page["sides"][0]["moves"][0]["title"]["zh"]
    chair = json.loads(run("rivals", "airport", "--flip", "--format", "json", *DAY).out)
    assert (chair["schema"], chair["name"], chair["named"]) == ("chair/1", "Conveyor One", "your side")
    assert chair["brief"]["schema"] == "brief/1" and chair["brief"]["derived"]


def test_a_deal_without_rivals_says_what_to_do(workspace: Path, run: Run) -> None:
    run("new", "lonely", "deal.name=Lonely", *DAY)
    ran = run("rivals", "lonely", *DAY)
    assert ran.code == 0 and "No rival is recorded" in ran.out and "Who else is in the race?" in ran.out
    hint = next(line for line in ran.out.splitlines() if "Record one:" in line).partition("advisor ")[2]
    flip = run("rivals", "lonely", "--flip", *DAY)
    assert flip.code == 2 and "no rival is recorded" in flip.err
    assert run(*hint.replace("NAME", "Acme").split(), *DAY).code == 0
    assert "Acme (main rival)" in run("rivals", "lonely", *DAY).out


def test_rules_without_a_mirror_compare_but_do_not_flip(workspace: Path, run: Run) -> None:
    shutil.copytree(ROOT / "rules", workspace / "rules", ignore=lambda *_: ["mirror.yaml"])
    ran = run("rivals", "airport", *DAY)
    assert ran.code == 0 and "guard.G.accelerate" in ran.out and "a mirror file is missing" in " ".join(ran.out.split())
    flip = run("rivals", "airport", "--flip", *DAY)
    assert flip.code == 2 and "mirror/1" in flip.err


def test_check_names_a_mistake_in_the_mirror(workspace: Path, run: Run) -> None:
    shutil.copytree(ROOT / "rules", workspace / "rules")
    path = workspace / "rules" / "mirror.yaml"
    path.write_text(path.read_text("utf-8").replace("- deal.amount", "- deal.expected_margin"), "utf-8")
    ran = run("check", ".")
    assert ran.code == 1
    assert "rules/mirror.yaml" in ran.out and "mirror.private" in ran.out


@pytest.mark.parametrize("args", [("rivals",), ("rivals", "airport", "--format", "md"), ("rivals", "nope")])
def test_wrong_usage(workspace: Path, run: Run, args: tuple[str, ...]) -> None:
    ran = run(*args)
    assert (ran.code, ran.out) == (2, "") and ran.err
