"""`advisor deals` and `advisor show`."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from advisor.pipeline.desk import Desk

from .conftest import DEMO_DEALS, TODAY, Run

DAY = ("--today", TODAY.isoformat())


def test_the_list_is_ordered_by_the_next_meeting(workspace: Path, run: Run) -> None:
    document = json.loads(run("deals", "--format", "json", *DAY).out)
    assert document["schema"] == "deals/1"
    days = [line["days"] for line in document["deals"]]
    coming = [d for d in days if d is not None and d >= 0]
    over = [d for d in days if d is not None and d < 0]
    assert days == sorted(coming) + sorted(over, reverse=True) + [None] * days.count(None)
    assert len(coming) >= 5 and over and None in days, "the demo has all three kinds"


def test_list_and_brief_say_the_same(workspace: Path, run: Run) -> None:
    lines = json.loads(run("deals", "--format", "json", *DAY).out)["deals"]
    for line in lines:
        brief = json.loads(run("brief", line["id"], "--format", "json", *DAY).out)
        first = brief["actions"][0]["title"] if brief["actions"] else None
        asked = len(brief["questions"]) + brief["idle"]
        assert (line["top"], line["questions"]) == (first, asked), line["id"]
        assert line["meeting"] == (brief["meeting"]["on"] if brief["meeting"] else line["meeting"])


def test_the_text_names_id_and_first_action(workspace: Path, run: Run) -> None:
    ran = run("deals", *DAY)
    assert ran.code == 0 and ran.err == ""
    assert "hotel-aircon: " in ran.out
    assert run("deals", "--lang", "zh", *DAY).out.startswith("时间")


def test_a_kept_line_is_used_only_for_the_same_facts_day_and_rules(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = Desk.conclude

    def counting(self: Desk, deal: object, today: date) -> object:
        asked.append(deal.id)  # type: ignore[attr-defined]
        return real(self, deal, today)  # type: ignore[arg-type]

    monkeypatch.setattr(Desk, "conclude", counting)
    first = Desk.open(workspace, TODAY).deals(deep=None)
    assert len(asked) == len(first)
    asked.clear()
    assert Desk.open(workspace, TODAY).deals(deep=None) == first
    assert asked == []
    Desk.open(workspace, TODAY).set("hotel-aircon", ["deal.our_incident=yes"])
    asked.clear()
    Desk.open(workspace, TODAY).deals(deep=None)
    assert asked == ["hotel-aircon"]
    asked.clear()
    Desk.open(workspace, TODAY + timedelta(days=1)).deals(deep=None)
    assert len(asked) == len(first)


def test_a_damaged_memory_is_worked_out_again(workspace: Path) -> None:
    first = Desk.open(workspace, TODAY).deals(deep=None)
    kept = workspace / ".cache" / "lines.json"
    for text in ("", "{}", "[1]", kept.read_text()[:-20], '{"salt": 1, "lines": 3}'):
        kept.write_text(text)
        assert Desk.open(workspace, TODAY).deals(deep=None) == first


def test_a_damaged_deal_does_not_vanish_and_does_not_stop_the_others(workspace: Path, run: Run) -> None:
    path = workspace / "data" / "deals" / "d-hotel-aircon.json"
    path.write_bytes(path.read_bytes()[:-100])
    lines = {line["id"]: line for line in json.loads(run("deals", "--format", "json", *DAY).out)["deals"]}
    assert len(lines) == DEMO_DEALS
    assert lines["hotel-aircon"]["step"]["en"] == "cannot be read"
    ran = run("brief", "hotel-aircon")
    assert (ran.code, ran.out) == (3, "")
    assert "hotel-aircon" in ran.err and "nothing was written over" in ran.err
    assert run("brief", "hotel-aircon").code == 3, "set aside it is not unknown"
    assert run("brief", "paper-mill").code == 0
    assert run("doctor").code == 3


def test_an_empty_workspace(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("init", str(tmp_path / "new")).code == 0
    monkeypatch.chdir(tmp_path / "new")
    ran = run("deals")
    assert (ran.code, ran.out) == (0, "No deals yet.\n")
    ran = run("brief", "x")
    assert ran.code == 2 and "none yet" in ran.err


def test_show_tells_value_origin_age_and_what_follows(workspace: Path, run: Run) -> None:
    run(
        "set",
        "hotel",
        "deal.amount=70 k",
        "--on",
        "2026-11-19",
        "--by",
        "Carla",
        "--note",
        "said at lunch",
        *DAY,
    )
    out = run("show", "hotel", *DAY).out
    line = next(text for text in out.splitlines() if text.startswith("deal.amount"))
    assert "CNY 70 k" in line and "Carla" in line and "2 days old" in line
    assert "“said at lunch”" in out
    assert "follows from the rules" in next(t for t in out.splitlines() if t.startswith("deal.step"))
    assert "not known" not in out.replace("more are not known", "")
    every = run("show", "hotel", "--all", *DAY).out
    assert "not known" in every and len(every.splitlines()) > len(out.splitlines())


def test_show_tells_what_grew_too_old_and_what_was_typed_over(workspace: Path, run: Run) -> None:
    run("set", "paper-mill", "deal.resource_level=best", "--note", "the boss wants it", *DAY)
    out = run("show", "paper-mill", *DAY).out
    assert "typed over the rules" in out and "the rules say" in out
    assert "“the boss wants it”" in out
    later = run("show", "paper-mill", "--today", "2028-11-21").out
    assert "was " in later, "an old value is told with its day"


def test_the_workspace_may_be_read_only(workspace: Path, tmp_path: Path) -> None:
    shutil.rmtree(workspace / ".cache", ignore_errors=True)
    (workspace / ".cache").write_text("in the way")
    assert len(Desk.open(workspace, TODAY).deals(deep=None)) == DEMO_DEALS
