"""New rules are built in a process of their own first."""

import pytest

from advisor import content
from advisor.engine import supervisor
from advisor.engine.limits import Problem
from advisor.pipeline import trial
from advisor.rulebook.decisions import Rulebook
from advisor.rulebook.load import Source, load


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load(Source(f.name, f.text) for f in content.rule_files(content.base())).or_raise()


def test_the_shipped_rules_build(rulebook: Rulebook) -> None:
    assert trial.trial_build(rulebook) == ""


def test_what_the_engine_cannot_build_is_said(rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Problem("deal.step", None, "the engine was killed")]
    monkeypatch.setattr(trial, "trial", lambda rulesets: found)
    assert "deal.step" in trial.trial_build(rulebook)
    assert supervisor.trial is not trial.trial
