"""The laws on the rules that are shipped: random deals of their own dictionary against the oracle."""

from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from advisor.rulebook.load import sources
from tests.property.case import Rules
from tests.property.deals import make_deal
from tests.property.laws import LAWS
from tests.property.trial import Engines, Trial

RULES = Path(__file__).resolve().parents[2] / "rules"
DEALS = 25
KINDS = ("facts/1", "decisions/1")


@lru_cache(maxsize=1)
def shipped() -> Engines:
    """Return the engines of the shipped rules, with their plain data for the oracle."""
    texts = {source.name: source.text.decode() for source in sources(RULES)}
    plain = {name: yaml.load(text, Loader=yaml.BaseLoader) for name, text in texts.items()}
    rules = Rules({name: file for name, file in plain.items() if file["schema"] in KINDS})
    rules.texts = texts
    return Engines(rules)


# The order law would have to write the files anew; the random rulebooks cover it.
@pytest.mark.parametrize(
    "law", [law for name, law in LAWS.items() if name != "order"], ids=lambda law: law.__name__
)
def test_a_law_holds_for_the_shipped_rules(law) -> None:  # noqa: ANN001
    for seed in range(DEALS):
        trial = Trial(shipped(), make_deal(shipped().rules.book, seed), seed, 12)
        wrong = list(law(trial))
        assert not wrong, f"deal {seed}: {wrong[0]}"


def test_the_oracle_reads_every_decision() -> None:
    book, rulebook = shipped().rules.book, shipped().rules.loaded
    assert set(book.decisions) == set(rulebook.decisions)
