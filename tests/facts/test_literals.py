"""Literals: every way a value may be written, and the hint for the ways it may not."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.errors import FactError
from advisor.facts.literals import day, duration, money, number, percent
from advisor.nearest import nearest


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", "3"),
        (" -2.5 ", "-2.5"),
        ("+4", "4"),
        ("0.0001", "0.0001"),
        ("１２．５", "12.5"),
        ("\u22123", "-3"),
        ("800 k", "800000"),
        ("1.2 M", "1200000"),
        ("1.2m", "1200000"),
        ("2 bn", "2000000000"),
        ("120万", "1200000"),
        ("３亿", "300000000"),
        ("5 百万", "5000000"),
        ("9" * 20, "9" * 20),
    ],
)
def test_number(text: str, value: str) -> None:
    assert number(text) == Decimal(value)
    assert "E" not in str(number(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [("90%", "90"), ("90 %", "90"), ("90％", "90"), ("12.5%", "12.5"), ("-3%", "-3"), ("15 points", "15"),
     ("1 point", "1"), ("5个百分点", "5"), ("5百分点", "5")],
)  # fmt: skip
def test_percent(text: str, value: str) -> None:
    assert percent(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("1.2 M", "1200000", None),
        ("120万", "1200000", None),
        ("3亿", "300000000", None),
        ("1 M CNY", "1000000", "CNY"),
        ("800 k", "800000", None),
        ("CNY 1.2 M", "1200000", "CNY"),
        ("￥120万", "1200000", "CNY"),
        ("120万元", "1200000", "CNY"),
        ("120 万 人民币", "1200000", "CNY"),
        ("99.95 EUR", "99.95", "EUR"),
        ("€5", "5", "EUR"),
        ("300万美元", "3000000", "USD"),
        ("-5 k", "-5000", None),
    ],
)
def test_money(text: str, value: str, currency: str | None) -> None:
    assert money(text) == (Decimal(value), currency)


@pytest.mark.parametrize(
    ("text", "days"),
    [("14 days", 14), ("1 day", 1), ("0 days", 0), ("6 weeks", 42), ("1 week", 7), ("3 months", 90),
     ("1 month", 30), ("1 year", 365), ("2 Years", 730), ("14天", 14), ("2 周", 14), ("３个月", 90),
     ("1年", 365)],
)  # fmt: skip
def test_duration(text: str, days: int) -> None:
    assert duration(text) == days


def test_day() -> None:
    assert day("2026-11-21") == date(2026, 11, 21)
    assert day(" ２０２４-02-29 ") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("read", "text", "hint"),
    [
        (number, "1,000,000", "write 1000000 or 1 M"),
        (number, "1，０００", "write 1000"),
        (number, "1 000 000", "write 1000000 or 1 M"),
        (number, "1_000", "write 1000"),
        (number, "1'000", "write 1000"),
        (number, "1e3", "write 1000"),
        (number, "2.5E-3", "write 0.0025"),
        (number, "1e999999999", "write it like"),
        (number, "1,5", "decimal point"),
        (number, "1.000.000", "write it like"),
        (number, "0x10", "after the digits"),
        (number, "1 M CNY", "after the digits"),
        (number, "5²", "plain digits"),
        (number, "①", "plain digits"),
        (number, "Ⅷ", "plain digits"),
        (number, "٣", "write it like"),
        (number, "NaN", "write it like"),
        (number, "inf", "write it like"),
        (number, "-Infinity", "write it like"),
        (number, "", "write it like"),
        (number, "1\n2", "write it like"),
        (percent, "90", "write 90%"),
        (percent, "0.9", "write 90%, or 0.9% if meant"),
        (percent, "90 %x", "write 90% or 15 points"),
        (percent, "1,000%", "write 1000"),
        (money, "1,000,000 CNY", "write 1000000 or 1 M"),
        (money, "1 M cny", "currency in capitals"),
        (money, "EUR 1 CNY", "1.2 M CNY"),
        (money, "$5", "1.2 M CNY"),
        (duration, "14", "write 14 days"),
        (duration, "1.5 years", "smaller unit"),
        (duration, "-1 day", "smaller unit"),
        (duration, "soon", "14 days, 6 weeks, 3 months or 1 year"),
        (duration, "2 fortnights", "14 days, 6 weeks, 3 months or 1 year"),
        (day, "2026/1/2", "write 2026-01-02"),
        (day, "2026年11月21日", "write 2026-11-21"),
        (day, "2026-1-2", "write 2026-01-02"),
        (day, "21.11.2026", "year-month-day"),
        (day, "20261121", "year-month-day"),
        (day, "2026-W01-1", "year-month-day"),
        (day, "2026-02-30", "check month and day"),
        (day, "0000-01-01", "check month and day"),
        (day, "2026-11-21T10:00", "year-month-day"),
    ],
)
def test_refused_with_the_way_to_write_it(read: Callable[[str], Any], text: str, hint: str) -> None:
    with pytest.raises(FactError) as error:
        read(text)
    assert hint in error.value.hint
    assert error.value.message


@pytest.mark.parametrize("read", [number, percent, money, duration, day])
@pytest.mark.parametrize("text", ["9" * 5000, "9" * 5000 + "%", " " * 5000 + "5", "1" + "e" * 99, "9" * 30])
def test_long_texts_are_refused_and_shown_short(read: Callable[[str], Any], text: str) -> None:
    with pytest.raises(FactError) as error:
        read(text)
    assert len(str(error.value)) < 300


def test_a_duration_has_an_end() -> None:
    assert duration("100 years") == 36_500
    with pytest.raises(FactError, match="hundred years"):
        duration("101 years")


@settings(max_examples=300)
@given(st.text(max_size=30) | st.text("0123456789.,%eE-+ MkCNY万亿天年月\u3000／", max_size=12))
def test_any_text_gives_a_value_or_a_fact_error(text: str) -> None:
    for read in (number, percent, money, duration, day):
        try:
            read(text)
        except FactError as error:
            assert error.message


@settings(max_examples=200)
@given(st.integers(-(10**15), 10**15), st.integers(0, 4))
def test_written_numbers_are_read_back_exactly(units: int, places: int) -> None:
    value = Decimal(units).scaleb(-places)
    assert number(f"{value:f}") == value
    assert percent(f"{value:f}%") == value
    assert money(f"{value:f} CNY") == (value, "CNY")
    assert number(f"{value:f}万") == value * 10_000


@given(st.dates())
def test_iso_days_are_read_back(value: date) -> None:
    assert day(value.isoformat()) == value


@pytest.mark.parametrize(
    ("word", "known", "best"),
    [
        ("teritory", ["territory", "lead"], "territory"),
        ("OUR_SHARE", ["our_share"], "our_share"),
        ("share_our", ["our_share", "lead"], "our_share"),
        ("deal.shar", ["deal.share", "rival.share"], "deal.share"),
        ("王处", ["王处长", "李工"], "王处长"),
        ("zzz", ["our_share", "lead"], None),
        ("", ["a"], None),
        ("a", [], None),
        ("x" * 100_000, ["a", "x" * 70], "x" * 70),
        ("lead", ["lead" * 100_000], None),
    ],
)
def test_nearest(word: str, known: list[str], best: str | None) -> None:
    assert nearest(word, known) == best
    assert nearest(word, reversed(known)) == best  # whatever the order
