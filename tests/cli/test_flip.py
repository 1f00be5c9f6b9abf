"""`advisor flip` and `advisor sensitivity`: what is asked for is understood, answered, and never stored."""

import json
from pathlib import Path

import pytest

from .conftest import TODAY, Run

DAY = ("--today", TODAY.isoformat())


def test_a_position_a_play_and_a_rule(workspace: Path, run: Run) -> None:
    before = sorted((path.name, path.read_bytes()) for path in workspace.rglob("*.json"))
    position = run("flip", "insurer", "deal.opening=G", *DAY)
    assert (position.code, position.err) == (0, "")
    assert "Victor Lang: Whom this person favours: a rival -> us" in position.out
    play = run("flip", "insurer", "accelerate-procurement", *DAY)
    assert "'Speed up the purchase' is recommended" in play.out and "line 1 of the page" in play.out
    rule = run("flip", "insurer", "opening.G.accelerate", *DAY)
    assert "rule opening.G.accelerate fires" in rule.out
    assert before == sorted((path.name, path.read_bytes()) for path in workspace.rglob("*.json"))


def test_whose_changes_count(workspace: Path, run: Run) -> None:
    ours = run("flip", "insurer", "deal.opening=G", "--changeable-by", "us", *DAY).out
    assert "Nothing that we can change is enough" in ours
    assert "customer: Who shaped the buying criteria: the customer alone, would have to be we helped" in ours
    neutral = run("flip", "insurer", "deal.opening=E", *DAY).out
    assert "IT CANNOT BE REACHED" in neutral and "IN THE WAY" in neutral
    anyone = run("flip", "insurer", "deal.opening=E", "--changeable-by", "anyone", *DAY).out
    assert "EACH OF THESE IS ENOUGH" in anyone and "fixed" in anyone


def test_the_way_out(workspace: Path, run: Run) -> None:
    english, chinese = (run("flip", "insurer", "--lang", lang, *DAY).out for lang in ("en", "zh"))
    assert "1. D (our territory, level)" in english and "2. G (our territory, ahead)" in english
    assert "【分步走】" in chinese
    told = json.loads(run("flip", "insurer", "--format", "json", *DAY).out)
    assert told["schema"] == "ways-out/1"
    assert [step["goal"] for step in told["ways"][0]["steps"]] == ["deal.opening=D", "deal.opening=G"]


def test_the_same_as_json(workspace: Path, run: Run) -> None:
    told = json.loads(run("flip", "insurer", "opening=G", "--format", "json", *DAY).out)
    assert (told["schema"], told["outlook"], told["goal"]) == ("flips/1", "can", "deal.opening=G")
    steps = told["ways"][0]["changes"]
    assert [step["path"] for step in steps] == ["person.Victor Lang.lean", "deal.criteria_author"]
    assert [step["changeable_by"] for step in steps] == ["us", "buyer"]


def test_sensitivity_names_the_smallest_difference(workspace: Path, run: Run) -> None:
    ran = run("sensitivity", "hospital", "deal.value_class", *DAY)
    assert (ran.code, ran.err) == (0, "")
    assert "4 instead of 3 (one point more) makes it class 1" in ran.out
    assert "50%  Weight for our target (0-10): 3 points, adds 1.5" in ran.out
    assert "OPENING POSITION" in run("sensitivity", "hospital", *DAY).out
    told = json.loads(run("sensitivity", "hospital", "--format", "json", *DAY).out)
    assert told["schema"] == "sensitivity/1"
    assert told["results"][0]["sways"][0]["points"] == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("flip", "insurer", "deal.opning=G"), "did you mean 'opening'"),
        (("flip", "insurer", "deal.opening=Z"), "'Z' is none of A, B, C"),
        (("flip", "insurer", "deal.opening"), "which value of deal.opening?"),
        (("flip", "insurer", "accelerate-procurment"), "did you mean 'accelerate-procurement'?"),
        (("flip", "insurer", "accelerate-procurement=yes"), "has no value"),
        (("flip", "insurer", "deal.name=x"), "is a text"),
        (("flip", "insurer", "deal.main_rival=Nobody"), "no rival 'Nobody' in deal"),
        (("flip", "insurer", "deal.opening=G", "--changeable-by", "them"), "--changeable-by"),
        (("flip", "insurer", "deal.long_term_points=at least x"), "x"),
        (("sensitivity", "insurer", "deal.our_share"), "was told"),
        (("sensitivity", "insurer", "accelerate-procurement"), "is not a fact"),
    ],
)
def test_what_cannot_be_asked(workspace: Path, run: Run, args: tuple[str, ...], said: str) -> None:
    ran = run(*args, *DAY)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
