"""`advisor why`: the page, a play, a rule, a fact; in both languages and forms; mistakes with a way on."""

import json
from pathlib import Path

import pytest

from advisor.cells import width

from .conftest import TODAY, Run

DAY = ("--today", TODAY.isoformat())


@pytest.mark.parametrize(
    "what", [(), ("accelerate-procurement",), ("value_opening.c1.G",), ("opening",), ("deal.amount",)]
)
def test_everything_can_be_asked_in_both_languages(workspace: Path, run: Run, what: tuple[str, ...]) -> None:
    for lang, mark in (("en", "+ holds"), ("zh", "+ 成立")):
        ran = run("why", "school", *what, "--lang", lang, "--width", "64", *DAY)
        assert (ran.code, ran.err) == (0, "")
        assert mark in ran.out
        assert max(width(line) for line in ran.out.splitlines()) <= 64


def test_the_json_form_holds_all_levels(workspace: Path, run: Run) -> None:
    found = json.loads(run("why", "school", "accelerate-procurement", "--format", "json", *DAY).out)
    assert (found["schema"], found["deal"]) == ("why/1", "school-network")
    assert found["rules"][0]["verdict"] == "shown"
    assert max(fact["level"] for fact in found["facts"]) > 2


def test_a_typing_mistake_gets_the_nearest_word(workspace: Path, run: Run) -> None:
    ran = run("why", "school", "acelerate-procurement", *DAY)
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean 'accelerate-procurement'?" in ran.err


@pytest.mark.parametrize("args", [("why",), ("why", "school", "--format", "md"), ("why", "nosuchdeal")])
def test_wrong_usage_is_said_with_a_way_on(workspace: Path, run: Run, args: tuple[str, ...]) -> None:
    ran = run(*args)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) >= 2


def test_the_help_shows_examples(run: Run) -> None:
    assert "advisor why hospital opening" in run("why", "--help").out
