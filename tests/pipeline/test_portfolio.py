"""Many deals as one portfolio: copied facts, decisions over them, hours that add up."""

from datetime import date
from pathlib import Path

import pytest

from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.facts.deal import Deal, Fact
from advisor.facts.sheet import sheet
from advisor.pipeline.portfolio import conclude, gather, portfolio_subjects
from advisor.rulebook.load import load, sources

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load(sources(ROOT / "rules", "rules")).or_raise(), InProcess(), guarded=False)


def deal(number: int, **facts: str) -> Deal:
    """Return a deal of an account of its own, with values typed over what rules derive."""
    id_ = f"D-{number}"
    told = {name: Fact(value, TODAY, note="given") for name, value in facts.items()}
    return Deal(id_, {"deal": {id_: told}, "account": {f"A-{number}": {}}})


def gathered(engine: Engine, deals: list[Deal], **told: str | int) -> dict[str, object]:
    dictionary = engine.rulebook.dictionary
    concluded = [engine.conclude(sheet(dictionary, d, TODAY)) for d in deals]
    found = conclude(engine, gather(dictionary, concluded, told, TODAY), TODAY)
    assert not found.mismatches
    return dict(found.rows["portfolio"]["portfolio"])


def test_a_deal_has_no_portfolio_of_its_own(engine: Engine) -> None:
    found = engine.conclude(sheet(engine.rulebook.dictionary, deal(1), TODAY))
    assert not set(portfolio_subjects(engine.rulebook.dictionary)) & set(found.rows)


def test_deals_are_counted_by_class(engine: Engine) -> None:
    deals = [deal(n, value_class="c1") for n in range(9)] + [deal(9, value_class="c4")]
    found = gathered(engine, deals, scope="region")
    assert found["deal_count"] == 10_0000
    assert found["c1_share"] == 90_00
    assert found["c4_share"] == 10_00


def test_hours_add_up(engine: Engine) -> None:
    found = gathered(engine, [deal(n) for n in range(7)], weekly_hours=40_0000)
    assert abs(int(str(found["hours_planned"])) - 40_0000) <= 7


def test_a_set_is_not_settled_in_the_portfolio(engine: Engine) -> None:
    found = gathered(engine, [deal(n) for n in range(3)])
    assert found["deal_count"] == 3_0000
    assert found["classed_count"] == 0
