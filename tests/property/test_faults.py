"""The harness finds faults: every planted one breaks a law within a bounded number of cases."""

import pytest

from tests.property.books import make_book
from tests.property.campaign import complaint, trials
from tests.property.case import Rules
from tests.property.faults import FAULTS, Fault, nobody_unrecorded
from tests.property.laws import LAWS
from tests.property.soundness import soundness
from tests.property.trial import Engines

BOUND = 400
"""Rulebooks (eight cases each) within which a fault must be found."""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.__name__)
def test_a_planted_fault_is_found(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    fault(monkeypatch)
    looked_at = found_after(fault)
    assert looked_at <= BOUND * 8, f"{fault.__doc__} Not noticed in {looked_at} cases."


def found_after(fault: Fault) -> int:
    """Return after how many cases a law is broken."""
    cases = 0
    for seed in range(BOUND):
        try:
            made = engines_of(seed)
        except Exception:
            continue
        for trial in trials(seed, made):
            cases += 1
            for name in FAULTS[fault]:
                try:
                    if list(LAWS[name](trial)):
                        return cases
                except Exception:  # an empty set, a missing position: noticed, too
                    return cases
    return BOUND * 8 + 1


def test_a_failing_case_is_printed_small(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody_unrecorded(monkeypatch)
    said = next(
        c for seed in range(40) for t in trials(seed, engines_of(seed)) if (c := complaint(soundness, t))
    )
    assert "# --- the deal" in said
    assert "schema: 'decisions/1'" in said
    assert "does not hold" in said or "but it is" in said
    assert len(said.splitlines()) < 60


def engines_of(seed: int) -> Engines:
    """Return engines made under the fault (those of the laws are kept and would not have it)."""
    return Engines(Rules(make_book(seed)))
