"""`advisor brief`: which deal is meant, which form it has, and that the rules speak."""

import json
import shutil
from pathlib import Path

import pytest

from .conftest import ROOT, TODAY, Run

DAY = ("--today", TODAY.isoformat())


@pytest.mark.parametrize(
    "wanted", ["paper-mill", "paper", "江北纸业备件年度框架", "江北", "PAPER-MILL", " paper-mill "]
)
def test_a_deal_is_found_by_id_name_or_beginning(workspace: Path, run: Run, wanted: str) -> None:
    ran = run("brief", wanted, *DAY)
    assert (ran.code, ran.err) == (0, "")
    assert "江北纸业备件年度框架" in ran.out.splitlines()[0]


def test_a_wrong_deal_gets_the_nearest_one(workspace: Path, run: Run) -> None:
    ran = run("brief", "papermil")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no deal 'papermil'" in ran.err
    assert "did you mean 'paper-mill'" in ran.err


def test_an_ambiguous_beginning_names_the_candidates(workspace: Path, run: Run) -> None:
    ran = run("brief", "ho")
    assert ran.code == 2
    assert "'hospital-ultrasound', 'hotel-aircon'" in ran.err


def test_languages_and_forms(workspace: Path, run: Run) -> None:
    english, chinese = (run("brief", "hotel", "--lang", lang, *DAY).out for lang in ("en", "zh"))
    assert "DO THIS" in english and "WHERE WE STAND" in english
    assert "DO THIS" not in chinese and "所处局面" in chinese
    markdown = run("brief", "hotel", "--format", "md", *DAY).out
    assert markdown.startswith("#")
    document = json.loads(run("brief", "hotel", "--format=json", *DAY).out)
    assert (document["schema"], document["deal"]) == ("brief/1", "hotel-aircon")
    assert document["derived"], "the JSON form holds every derived fact"


@pytest.mark.parametrize("variable", ["LC_ALL", "LANG"])
def test_the_language_follows_the_locale(
    workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "zh_CN.UTF-8")
    assert "采购" in run("brief", "hotel", *DAY).out
    assert "DO THIS" in run("brief", "hotel", "--lang", "en", *DAY).out


def test_the_day_counts(workspace: Path, run: Run) -> None:
    now = run("brief", "paper-mill", *DAY).out
    later = run("brief", "paper-mill", "--today", "2027-11-21").out
    assert "in 4 days" in now
    assert "in 4 days" not in later


def test_no_line_is_wider_than_asked(workspace: Path, run: Run) -> None:
    from advisor.cells import width

    for asked in (40, 64):
        lines = run("brief", "hotel", "--width", str(asked), *DAY).out.splitlines()
        assert max(width(line) for line in lines) <= asked


@pytest.mark.parametrize(
    "args",
    [
        ("brief",),
        ("brief", "hotel", "--lang", "de"),
        ("brief", "hotel", "--format", "pdf"),
        ("brief", "hotel", "--today", "21.11.2026"),
        ("brief", "hotel", "--width", "abc"),
        ("brief", "hotel", "--width", "7"),
        ("brief", "hotel", "--facts", "x.yaml"),
        ("brief", "hotel", "--unheard-of"),
        ("brief", "hotel", "extra"),
        ("brief", "--lang"),
        ("brief", ""),
    ],
)
def test_wrong_usage_is_said_with_a_way_on(workspace: Path, run: Run, args: tuple[str, ...]) -> None:
    ran = run(*args)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("advisor: ")
    assert len(ran.err.splitlines()) >= 2, "a hint stands below"


def test_outside_a_workspace_the_ways_on_are_named(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("brief", "hotel")
    assert ran.code == 2
    assert "advisor demo" in ran.err and "advisor init" in ran.err


def test_the_workspace_is_found_from_below_and_by_the_variable(
    workspace: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = workspace / "notes" / "2026"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert run("brief", "hotel").code == 0
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ADVISOR_WORKSPACE", str(workspace))
    assert run("brief", "hotel").code == 0
    monkeypatch.setenv("ADVISOR_WORKSPACE", str(tmp_path))
    ran = run("brief", "hotel")
    assert (ran.code, "no workspace" in ran.err) == (2, True)


def test_changing_a_word_in_a_rule_file_changes_the_brief(workspace: Path, run: Run) -> None:
    before = run("brief", "paper-mill", "--lang", "en", *DAY).out
    shutil.copytree(ROOT / "rules", workspace / "rules")
    same = run("brief", "paper-mill", "--lang", "en", *DAY).out
    assert same == before
    changed = 0
    for path in (workspace / "rules").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if "Opening position against the main rival" in text:
            path.write_text(text.replace("Opening position", "Starting place"), encoding="utf-8")
            changed += 1
    assert changed
    after = run("brief", "paper-mill", "--lang", "en", *DAY).out
    assert "Starting place against the main rival" in after
    assert "Starting place" not in before


def test_broken_rules_are_named_and_nothing_is_advised(workspace: Path, run: Run) -> None:
    shutil.copytree(ROOT / "rules", workspace / "rules")
    path = workspace / "rules" / "page.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("deal.step", "deal.setp"), encoding="utf-8")
    ran = run("brief", "paper-mill")
    assert (ran.code, ran.out) == (1, "")
    assert "rules/page.yaml:" in ran.err and "'setp'" in ran.err
    assert str(workspace) not in ran.err, "places are named by role"
