"""`advisor whatif`: both agendas on the page, nothing saved, kept where that is asked for."""

import json
from pathlib import Path

import pytest

from advisor.cells import width

from .conftest import TODAY, Run

DAY = ("--today", TODAY.isoformat())


def files(workspace: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (workspace / "data").rglob("*.json")}


def test_before_and_after_side_by_side(workspace: Path, run: Run) -> None:
    before = files(workspace)
    ran = run("whatif", "hospital", "deal.our_share=90%", *DAY, "--width", "100")
    assert (ran.code, ran.err) == (0, "")
    assert "  - Our share of this product category here: 0% -> 90%" in ran.out
    (head,) = [line for line in ran.out.splitlines() if line.startswith("  Now ")]
    assert head.split() == ["Now", "Then"]
    first = next(line for line in ran.out.splitlines() if line.startswith("  1. "))
    assert first.index("1. Balance") == head.index("Then")
    assert "GONE · score 79" in ran.out and "NEW · score 103" in ran.out
    assert "Nothing was saved; --keep saves it." in ran.out
    assert files(workspace) == before


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("columns", [40, 60, 75, 76, 80, 120])
def test_no_line_is_wider_than_the_page(workspace: Path, run: Run, lang: str, columns: int) -> None:
    wish = ("whatif", "hospital", "deal.our_share=90%", f"person.{'名' * 60}.met=yes", "--new", *DAY)
    ran = run(*wish, "--width", str(columns), "--lang", lang)
    assert ran.code == 0
    assert max(width(line) for line in ran.out.splitlines()[:-1]) <= columns
    beside = [line for line in ran.out.splitlines() if line.count("1. ") == 2]
    assert bool(beside) == (columns >= 76)


def test_kept_facts_are_recorded_as_set_records_them(workspace: Path, run: Run) -> None:
    tried = json.loads(run("whatif", "hospital", "deal.our_share=90%", "--format", "json", *DAY).out)
    ran = run("whatif", "hospital", "deal.our_share=90%", "--keep", "--by", "Ann", *DAY)
    assert ran.code == 0
    assert ran.out.endswith(
        "Recorded:\n  deal.our_share  0% -> 90%  (Our share of this product category here)\n"
    )
    brief = json.loads(run("brief", "hospital", "--format", "json", *DAY).out)
    assert [line["play"] for line in tried["after"]] == [action["play"] for action in brief["actions"]]
    assert "Ann" in run("show", "hospital", *DAY).out
    assert "90% -> 0%" in run("undo", "hospital").out


def test_a_kept_value_over_a_rule_needs_its_reason_first(workspace: Path, run: Run) -> None:
    before = files(workspace)
    ran = run("whatif", "hospital", "deal.value_class=c1", "--keep", *DAY)
    assert (ran.code, ran.out) == (2, "")
    assert "needs a reason" in ran.err and files(workspace) == before
    assert run("whatif", "hospital", "deal.value_class=c1", *DAY).code == 0
    assert run("whatif", "hospital", "deal.value_class=c1", "--keep", "--note", "strategic", *DAY).code == 0


def test_json_says_all_of_it(workspace: Path, run: Run) -> None:
    ran = run("whatif", "hospital", "deal.our_share=90%", "--format", "json", *DAY)
    found = json.loads(ran.out)
    assert ran.out.isascii() and found["schema"] == "whatif/1"
    assert found["tried"][0]["after"] == {"en": "90%", "zh": "90%"}
    assert {line["mark"] for line in found["before"]} <= {"same", "up", "down", "gone"}
    assert {line["mark"] for line in found["after"]} <= {"same", "up", "down", "new"}


def test_nothing_different_is_said(workspace: Path, run: Run) -> None:
    ran = run("whatif", "hospital", "deal.our_share=0%", *DAY)
    assert "The advice stays as it is." in ran.out and "Now " not in ran.out
    assert (
        "这些事实本来就是这样" in run("whatif", "hospital", "deal.budget=unknown", "--lang", "zh", *DAY).out
    )


def test_somebody_new_needs_new(workspace: Path, run: Run) -> None:
    ran = run("whatif", "hospital", "rival.Northgate.share=30%", *DAY)
    assert (ran.code, ran.out) == (2, "") and "--new" in ran.err
    assert "Northgate" in run("whatif", "hospital", "rival.Northgate.share=30%", "--new", *DAY).out


def test_hostile_names_are_shown(workspace: Path, run: Run) -> None:
    ran = run("whatif", "hotel", "person.[red]Eve{0}.power=decider", "deal.name=\x1b[2J%s", "--new", *DAY)
    assert ran.code == 0 and "\x1b" not in ran.out
    assert "[red]Eve{0}" in ran.out and "\\u001b[2J%s" in ran.out
