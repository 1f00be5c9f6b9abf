"""`advisor set` and `advisor undo`: what goes in, what is refused, what comes back."""

import json
from pathlib import Path

import pytest

from advisor.errors import ChangedMeanwhile
from advisor.pipeline.desk import Desk

from .conftest import SMALL, TODAY, Run

DAY = ("--today", TODAY.isoformat())


def facts(run: Run, deal: str) -> str:
    return run("show", deal, "--all", *DAY).out


def test_set_says_what_changed_and_the_advice_follows(workspace: Path, run: Run) -> None:
    before = json.loads(run("brief", "hotel", "--format", "json", *DAY).out)
    ran = run("set", "hotel", "person.Tom Birch.power=decider", "person.Tom Birch.participation=high", *DAY)
    assert (ran.code, ran.err) == (0, "")
    assert "person.Tom Birch.power  ? -> decides" in ran.out
    after = json.loads(run("brief", "hotel", "--format", "json", *DAY).out)
    asked = {question["path"] for question in after["questions"]}
    assert "person.Tom Birch.power" in {question["path"] for question in before["questions"]}
    assert "person.Tom Birch.power" not in asked


def test_values_are_read_as_people_write_them(workspace: Path, run: Run) -> None:
    ran = run(
        "set", "hotel", "deal.amount=120万", "deal.our_share=60%", "deal.all_deciders_known=是",
        "deal.decision_date=today + 2 weeks", "person.Tom Birch.org_needs=performance, image", *DAY,
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    for said in ("CNY 1.2 M", "60%", "2026-12-05"):
        assert f"-> {said}" in ran.out
    assert "? -> yes" in ran.out


def test_unknown_takes_a_fact_back_and_undo_brings_it_again(workspace: Path, run: Run) -> None:
    start = facts(run, "hotel")
    ran = run("set", "hotel", "deal.amount=unknown", "--lang", "en", *DAY)
    assert "deal.amount  CNY 65 k -> ?" in ran.out
    assert facts(run, "hotel") != start
    ran = run("undo", "hotel")
    assert (ran.code, "deal.amount  ? -> CNY 65 k" in ran.out) == (0, True)
    assert facts(run, "hotel") == start
    ran = run("undo", "hotel")
    assert (ran.code, ran.out) == (1, "")
    assert "nothing left to undo" in ran.err


def test_taking_back_what_is_not_there_changes_nothing(workspace: Path, run: Run) -> None:
    ran = run("set", "hotel", "deal.budget=unknown", *DAY)
    assert (ran.code, "Nothing changed" in ran.out) == (0, True)
    assert run("undo", "hotel").code == 1


def test_a_new_person_needs_new(workspace: Path, run: Run) -> None:
    start = facts(run, "hotel")
    ran = run("set", "hotel", "person.Tom Brich.met=yes", *DAY)
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean 'Tom Birch'" in ran.err and "--new" in ran.err
    assert facts(run, "hotel") == start
    ran = run("set", "hotel", "person.王处长.met=yes", "rival.Frost & Sons.share=20%", "--new", *DAY)
    assert (ran.code, ran.err) == (0, "")
    assert "person.王处长.met" in facts(run, "hotel")
    assert run("undo", "hotel").code == 0
    assert facts(run, "hotel") == start


def test_new_members_can_be_named_by_others_in_one_command(workspace: Path, run: Run) -> None:
    wish = ("meeting.Kickoff.date=today + 3 days", "meeting.Kickoff.persons=王处长, Tom Birch")
    ran = run("set", "hotel", *wish, *DAY)
    assert ran.code == 2
    ran = run("set", "hotel", *wish, "--new", *DAY)
    assert (ran.code, ran.err) == (0, "")
    brief = json.loads(run("brief", "hotel", "--format", "json", *DAY).out)
    assert brief["meeting"]["persons"] == ["Tom Birch", "王处长"]
    assert brief["meeting"]["days"] == 3


def test_all_or_nothing(workspace: Path, run: Run) -> None:
    start = facts(run, "hotel")
    ran = run("set", "hotel", "deal.our_share=60%", "deal.amount=many", *DAY)
    assert ran.code == 2 and "'many' is not an amount" in ran.err
    assert facts(run, "hotel") == start


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("deal.our_share", "write it like deal.our_share=60%"),
        ("=60%", "write it like"),
        ("our_share=60%", "unknown subject 'our_share'"),
        ("deal.our_shrae=60%", "did you mean 'our_share'"),
        ("deal.our_share=0.6", "60%"),
        ("deal.claimed_step=tendr", "is none of"),
        ("person.met=yes", "names no person"),
        ("person.Tom Birch.mett=yes", "did you mean 'met'"),
        ("deal.step=commitment", "follows from the evidence"),
        ("deal.value_class=c1", "needs a reason"),
        ("deal.name=", "not a usable text"),
        ("deal.decision_date=today + 9999999 days", "longer than a hundred years"),
    ],
)
def test_what_cannot_be_recorded(workspace: Path, run: Run, wish: str, said: str) -> None:
    ran = run("set", "hotel", wish, *DAY)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_path_names_its_claim(workspace: Path, run: Run) -> None:
    assert "deal.claimed_step=" in run("set", "hotel", "deal.step=commitment", *DAY).err


def test_typed_over_a_rule_with_a_reason(workspace: Path, run: Run) -> None:
    ran = run("set", "hotel", "deal.value_class=c1", "--note", "strategic account", *DAY)
    assert ran.code == 0
    standing = next(
        s
        for s in json.loads(run("brief", "hotel", "--format", "json", *DAY).out)["position"]
        if s["path"] == "deal.value_class"
    )
    assert standing["values"][0]["id"] == "c1"
    assert "the rules" in standing["note"]["en"]


def test_origin_options(workspace: Path, run: Run) -> None:
    args = ("deal.our_share=60%", "--source", "debrief", "--by", "Carla", "--on", "2026-11-01")
    assert run("set", "hotel", *args, *DAY).code == 0
    line = next(text for text in facts(run, "hotel").splitlines() if text.startswith("deal.our_share"))
    assert "debriefed" in line and "Carla" in line and "20 days old" in line
    assert run("set", "hotel", *args[:1], "--source", "rumour").code == 2
    ran = run("set", "hotel", *args[:1], "--on", "2026-11-22", *DAY)
    assert ran.code == 2 and "still to come" in ran.err


def test_one_fact_twice_in_one_command(workspace: Path, run: Run) -> None:
    ran = run("set", "hotel", "deal.our_share=60%", "deal.our_share=70%")
    assert ran.code == 2 and "given twice" in ran.err


def test_a_change_by_somebody_else_in_between_is_noticed(workspace: Path) -> None:
    mine, theirs = Desk.open(workspace, TODAY), Desk.open(workspace, TODAY)
    real = mine.store.get

    def slow(id: str) -> object:
        deal = real(id)
        theirs.set("hotel-aircon", ["deal.our_share=50%"])
        return deal

    mine.store.get = slow  # type: ignore[method-assign, assignment]
    with pytest.raises(ChangedMeanwhile):
        mine.set("hotel-aircon", ["deal.our_share=60%"])
    assert real("hotel-aircon").facts("deal", "hotel-aircon")["our_share"].value == 5000


def test_deals_without_a_customer_do_not_share_one(workspace: Path) -> None:
    from advisor.facts.deal import Deal, Fact

    desk = Desk.open(workspace, TODAY)
    for id in ("a", "b"):
        desk.create(Deal(id, {"deal": {id: {"name": Fact(id, TODAY)}}}))
    desk.set("a", ["account.public_sector=yes"])
    assert desk.store.get("b").members("account") == ()
    desk.set("b", ["account.name=Ridgeway", "account.public_sector=no"])
    assert desk.store.get("b").members("account") == ("Ridgeway",)
    assert desk.store.get("a").facts("account", "a")["public_sector"].value == "yes"


def test_undo_brings_back_both_sides_of_a_change(workspace: Path, run: Run) -> None:
    start = facts(run, "paper-mill")
    person = next(line for line in start.splitlines() if line.startswith("person.") and ".trust" in line)
    path = person.split("  ")[0].strip()
    assert run("set", "paper-mill", f"{path}=no", "deal.our_incident=yes", *DAY).code == 0
    assert facts(run, "paper-mill") != start
    assert run("undo", "paper-mill").code == 0
    assert facts(run, "paper-mill") == start


def test_a_new_deal(workspace: Path, run: Run) -> None:
    ran = run(
        "new", "crane", "deal.name=Harbour crane", "account.name=Westhaven", "person.Joan.met=yes", *DAY
    )
    assert (ran.code, ran.err) == (0, "")
    assert "person.Joan.met  ? -> yes" in ran.out
    brief = json.loads(run("brief", "crane", "--format", "json", *DAY).out)
    assert (brief["name"], brief["account"]) == ("Harbour crane", "Westhaven")
    assert [person["name"] for person in brief["persons"]] == ["Joan"]
    assert run("undo", "crane").code == 1, "a deal begins where it was made"
    assert run("new", "empty").code == 0
    assert "empty" in run("deals").out
    ran = run("new", "crane")
    assert ran.code == 3 and "already a deal 'crane'" in ran.err


def test_a_new_deal_is_all_or_nothing(workspace: Path, run: Run) -> None:
    assert run("new", "crane", "deal.amount=many").code == 2
    assert run("brief", "crane").code == 2
    for id in ("", " ", "a\x1bb", "~x", "x" * 101):
        ran = run("new", id)
        assert ran.code == 2 and "\x1b" not in ran.err


def test_a_new_deal_from_a_file(workspace: Path, run: Run) -> None:
    text = SMALL.format(id="other", name="Crane")
    (workspace / "crane.yaml").write_text(text, encoding="utf-8")
    assert run("new", "crane", "--facts", "crane.yaml", *DAY).code == 0
    assert "60%" in facts(run, "crane")
    assert run("brief", "other").code == 2
    (workspace / "bad.yaml").write_text(text.replace("60%", "sixty"), encoding="utf-8")
    ran = run("new", "bad", "--facts", "bad.yaml")
    assert ran.code == 1 and "bad.yaml:4:" in ran.err
    assert run("new", "both", "deal.amount=1 M", "--facts", "crane.yaml").code == 2
