"""The method's acceptance rows are rule tests under their own ids, and scales keep the method's rules."""

import re
from pathlib import Path

import pytest

from advisor import content
from advisor.rulebook.load import Source, load

ROWS = [
    "O1",
    "O3",
    "O4",
    "O7",
    "O9",
    "O10",
    "O11",
    "O13",
    "O14",
    "O15",
    "O16",
    "O17",
    "O18",
    "O19",
    "O20",
    "O21",
    "O22",
    "O23",
    "V1",
    "V4",
    "V5",
    "V6",
    "D1",
    "D3",
    "D4",
    "D5",
    "R1",
    "R2",
    "R3",
    "R4",
    "R5",
    "R6",
    "R7",
    "R8",
    "R10",
    "P1",
    "P2",
    "P3",
    "P4",
    "P5",
    "P6",
    "P7",
    "P9",
    "P10",
    "K1",
    "K2",
    "K3",
    "K4",
    "K7",
    "K8",
    "E1",
    "E2",
    "E3",
    "E4",
    "E5",
    "E6",
    "E7",
    "E9",
    "E10",
    "E11",
    "E12",
    "E13",
    "E14",
    "L1",
    "L2",
    "L3",
    "L4",
    "L5",
    "L6",
    "L7",
    "M1",
    "M2",
    "M3",
    "C1",
    "C2",
    "C4",
    "T1",
]


@pytest.fixture(scope="module")
def ids() -> set[str]:
    files = content.rule_files(content.with_every_pack(content.base()))
    return {test.id for test in load(Source(f.name, f.text) for f in files).or_raise().tests}


@pytest.mark.parametrize("row", ROWS)
def test_the_row_is_a_rule_test(ids: set[str], row: str) -> None:
    assert any(re.fullmatch(rf"{row}([.\-_].*)?", id_) for id_ in ids)


SCALE = Path(__file__).parents[2] / "rules" / "accounts" / "potential.yaml"
FACTOR = re.compile(r"^      - fact: .*\n(?:        .*\n|          .*\n)*", re.M)


def kinds(text: str) -> set[str]:
    """Return the kinds of finding that the base pack has with another potential scale."""
    files = content.rule_files(content.base())
    changed = (
        Source(f.name, text.encode() if f.name.endswith("accounts/potential.yaml") else f.text) for f in files
    )
    return {finding.kind for finding in load(changed).findings if finding.severity == "error"}


def test_m1_the_shipped_scale_is_sound() -> None:
    assert kinds(SCALE.read_text(encoding="utf-8")) == set()


def test_m1_too_few_factors_and_weights_that_do_not_add_up() -> None:
    text = SCALE.read_text(encoding="utf-8")
    factors = FACTOR.findall(text)
    assert len(factors) >= 5
    for factor in factors[:-4]:
        text = text.replace(factor, "", 1)
    assert {"scale.factors", "scale.weights"} <= kinds(text)


def test_m1_a_factor_without_weight_or_definition() -> None:
    text = SCALE.read_text(encoding="utf-8")
    assert "form.missing-key" in kinds(re.sub(r"^ +weight: .*\n", "", text, count=1, flags=re.M))
    assert "scale.definition" in kinds(
        re.sub(r"^        definition:\n(?:          .*\n)+", "", text, count=1, flags=re.M)
    )


def test_m1_bands_that_do_not_ascend() -> None:
    text = SCALE.read_text(encoding="utf-8")
    words = ("below: $spend_some\n", "below: $spend_much\n")
    assert all(text.count(word) == 1 for word in words)
    swapped = text.replace(words[0], "@").replace(words[1], words[0]).replace("@", words[1])
    assert "bands.order" in kinds(swapped)
