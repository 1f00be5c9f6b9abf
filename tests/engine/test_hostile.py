"""Everything that is known to crash, hang or mislead durable_rules, brought to the public door.

Each value either gets the right answer or an EngineError that names the ruleset (and the input); the same
matcher must go on answering rightly afterwards. All of it through both matchers.
"""

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from typing import Any

import pytest

from advisor.engine.driver import InProcess
from advisor.engine.matching import Ask, Matcher, Pattern, Ruleset
from advisor.engine.supervisor import Worker
from advisor.errors import EngineError

NUMBERS: tuple[Pattern, ...] = (
    (1, ((0, "eq", 5),)),
    (2, ((0, "gte", 5),)),
    (3, ((0, "ne", 5),)),
    (4, ((0, "lt", 5),)),
    (5, ((0, "gt", 5), (0, "ne", 6))),
    (6, ((0, "lte", 2**53 - 1),)),
)
TEXTS: tuple[Pattern, ...] = ((1, ((0, "eq", "a"),)), (2, ((0, "ne", "a"),)), (3, ((0, "eq", "5"),)))
RULESETS = [Ruleset("numbers", 1, NUMBERS), Ruleset("texts", 1, TEXTS), Ruleset("unread", 2, TEXTS)]


@pytest.fixture(scope="module", params=["in this process", "in a child"])
def matcher(request: pytest.FixtureRequest) -> Iterator[Matcher]:
    made: Matcher = InProcess() if request.param == "in this process" else Worker(timeout=20.0)
    with closing(made):
        made.load(RULESETS)
        yield made


@pytest.fixture(autouse=True)
def and_afterwards_all_is_well(matcher: Matcher) -> Iterator[None]:
    yield
    asks = [Ask("numbers", (5,)), Ask("texts", ("a",)), Ask("numbers", (7,)), Ask("texts", (None,))]
    assert matcher.fire(asks) == [{1, 2, 6}, {1}, {2, 3, 5, 6}, set()]


REFUSED: dict[str, Any] = {
    "an empty list": [],
    "an empty object": {},
    "a list": ["a"],
    "a set of possible values": frozenset({"a", "b"}),
    "a number with an exponent": 1e-07,
    "a large number with an exponent": 1e16,
    "infinity": float("inf"),
    "not a number": float("nan"),
    "a fraction": 5.0,
    "true": True,
    "false": False,
    "a decimal": Decimal("5"),
    "2^53": 2**53,
    "-2^53": -(2**53),
    "2^60, which stands for text": 2**60,
    "2^63": 2**63,
    "2^64 + 5": 2**64 + 5,
    "5,000 digits": 10**5000,
    "bytes": b"a",
    "an object": object(),
    "half a character": "\ud800",
    "the other half": "a\udfff",
    "501 characters": "a" * 501,
    "65,536 characters and one": "a" + "d" * 65_536,
    "16 MB": "a" * (1 << 24),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("ruleset", ["numbers", "texts"])
def test_values_that_are_refused(matcher: Matcher, ruleset: str, name: str) -> None:
    with pytest.raises(EngineError, match=f"rules '{ruleset}', input 0: the value "):
        matcher.fire([Ask(ruleset, (REFUSED[name],))])


@pytest.mark.parametrize("name", REFUSED)
def test_values_are_refused_although_an_equal_one_was_seen_or_nobody_reads_them(
    matcher: Matcher, name: str
) -> None:
    matcher.fire([Ask("numbers", (number,)) for number in (0, 1, 5)] + [Ask("unread", ("a", 1))])
    with pytest.raises(EngineError, match="rules 'unread', input 1: the value "):
        matcher.fire([Ask("unread", ("a", REFUSED[name]))])


def test_a_number_among_texts_is_refused(matcher: Matcher) -> None:
    with pytest.raises(EngineError, match="rules 'texts', input 0: the value is a number where text"):
        matcher.fire([Ask("texts", (5,))])


@pytest.mark.parametrize(
    ("value", "fired"),
    [
        (5, {1, 2, 6}), (4, {3, 4, 6}), (6, {2, 3, 6}), (7, {2, 3, 5, 6}), (-1, {3, 4, 6}), (0, {3, 4, 6}),
        (2**53 - 1, {2, 3, 5, 6}), (-(2**53 - 1), {3, 4, 6}), (None, set()),
        ("~none", {3}), ("5", {3}), ("", {3}), ("~", {3}), ("王", {3}), ("9" * 500, {3}),
    ],
)  # fmt: skip
def test_what_stands_on_an_input_of_numbers(matcher: Matcher, value: Any, fired: set[int]) -> None:
    assert matcher.fire([Ask("numbers", (value,))]) == [fired]


ODD_TEXTS = [
    "", " ", "a ", " a", "A", "ａ", "a\x00", "\x00", "\x00a", "\n", "\r\n", "\t", '"', "'", "\\", 'a"', "a\\",
    '\\"', "\\\\", "a\\u0000", "\\u0061", "{", "}", "[", "]", "{}", "[]", ",", ":", '","i0":"a', "~none",
    "~end", "~tick", '"},{"id":"x","sid":"w","i0":"a"}', "null", "NaN", "true", "1e-07", "5.0", "王处长",
    "😀", "𠀀", "é", "e\u0301", "\u202e", "\ufeff", "\x7f", "\u2028", "\uffff", "a" * 500, "王" * 500, "$s",
    "$ne", "id", "sid", "type", "i0", "m", ".*", "[一-龥]", "%a",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_text_is_compared_whole(matcher: Matcher, text: str) -> None:
    assert matcher.fire([Ask("texts", (text,)), Ask("texts", ("a",))]) == [{2}, {1}]
    near = [text + "a", text[:-1], text.upper(), "a" + text[1:]]
    others = [other for other in near if other != text and len(other) <= 500]
    matcher.load([Ruleset("odd", 1, ((1, ((0, "eq", text),)), (2, ((0, "ne", text),))))])
    asks = [Ask("odd", (value,)) for value in [text, None, *others]]
    assert matcher.fire(asks) == [{1}, set(), *([{2}] * len(others))]


def test_all_odd_texts_at_once(matcher: Matcher) -> None:
    patterns: tuple[Pattern, ...] = tuple((n, ((0, "eq", text),)) for n, text in enumerate(ODD_TEXTS))
    matcher.load([Ruleset("all", 1, patterns)])
    assert matcher.fire([Ask("all", (text,)) for text in ODD_TEXTS]) == [{n} for n in range(len(ODD_TEXTS))]


@pytest.mark.parametrize(
    "name", ["", "~end", "~tick", "w", "王", '"', "\\", "{}", "\x00", "\ud800", "a" * 100_000, "0000", "id"]
)
def test_a_ruleset_may_have_any_name(matcher: Matcher, name: str) -> None:
    matcher.load([Ruleset(name, 1, TEXTS)])
    assert matcher.fire([Ask(name, ("a",)), Ask("texts", ("b",)), Ask(name, ("5",))]) == [{1}, {2}, {2, 3}]


@pytest.mark.parametrize("rule", [0, 1, 9999, 10_000, 2**31, 2**63, 10**30])
def test_a_rule_may_have_any_number(matcher: Matcher, rule: int) -> None:
    matcher.load([Ruleset("rule", 1, ((rule, ((0, "eq", "a"),)),))])
    assert matcher.fire([Ask("rule", ("a",)), Ask("rule", ("b",))]) == [{rule}, set()]


def test_nothing_asked_and_nothing_known(matcher: Matcher) -> None:
    assert matcher.fire([]) == []
    assert matcher.fire([Ask("texts", (None,))] * 300) == [set()] * 300


def test_the_same_ask_many_times_in_one_call(matcher: Matcher) -> None:
    assert matcher.fire([Ask("numbers", (5,))] * 1_234) == [{1, 2, 6}] * 1_234


@pytest.mark.parametrize("vector", [(), ("a", "b"), ("a",) * 300])
def test_a_vector_of_the_wrong_length_is_refused(matcher: Matcher, vector: tuple[str, ...]) -> None:
    with pytest.raises(EngineError, match=f"rules 'texts': {len(vector)} inputs given, 1 expected"):
        matcher.fire([Ask("texts", vector)])


def test_an_unknown_ruleset_is_refused(matcher: Matcher) -> None:
    with pytest.raises(EngineError, match="rules 'elsewhere' were never loaded"):
        matcher.fire([Ask("texts", ("a",)), Ask("elsewhere", ())])


def test_all_200_inputs_with_long_text(matcher: Matcher) -> None:
    patterns: tuple[Pattern, ...] = tuple((n, ((n, "eq", "王" * 499 + str(n % 10)),)) for n in range(200))
    matcher.load([Ruleset("wide", 200, patterns)])
    values = ["王" * 499 + str(n % 10) for n in range(200)]
    other = ["王" * 499 + str((n + 1) % 10) for n in range(200)]
    mixed = [v if n % 2 else None for n, v in enumerate(values)]
    asks = [Ask("wide", tuple(v)) for v in (values, other, mixed)]
    assert matcher.fire(asks) == [set(range(200)), set(), set(range(1, 200, 2))]


UNSENDABLE: dict[str, Any] = {
    "bytes": b"a",
    "object": object(),
    "set": {"a"},
    "half": "\ud800",
    "huge": 10**5000,
}


@pytest.mark.parametrize("name", UNSENDABLE)
def test_a_constant_that_cannot_be_is_refused_at_the_latest_when_asked(matcher: Matcher, name: str) -> None:
    with pytest.raises(EngineError, match="rules 'const' cannot be"):
        matcher.load([Ruleset("const", 1, ((1, ((0, "eq", UNSENDABLE[name]),)),))])
        matcher.fire([Ask("const", ("a",))])
