"""The driver says exactly what the patterns say, whatever the values, the batches and the interruptions."""

import importlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from advisor.engine import driver, limits
from advisor.engine.driver import InProcess
from advisor.engine.matching import Ask, Const, Op, Pattern, Ruleset, Test, Vector
from advisor.errors import EngineError

TEXTS = [
    "yes", "no", "~none", "not_yet", "王处长", "王处", 'say "yes"', "it's", "back\\slash", "\\", '"', "", " ",
    "a", "a ", "ab", "é", "e\u0301", "😀", "x" * 500, "x" * 499, "\x00", "a\x00b", "\n", "5", "5.0",
    "true", "null", "~end", "~tick", '{"id":"f0001"}', "},{", "]", "$s", "w",
]  # fmt: skip
NUMBERS = [0, 1, -1, 2, 5, 90, 10**12, 2**53 - 1, -(2**53 - 1), 2**53 - 2]
NUMBER_OPS: list[Op] = ["eq", "ne", "lt", "lte", "gt", "gte"]
TEXT_OPS: list[Op] = ["eq", "eq", "ne"]


def holds(test: Test, vector: Vector) -> bool:
    """The meaning of a test, in the plainest Python."""
    number, op, const = test
    value = vector[number]
    if isinstance(value, int) and isinstance(const, int):
        return {
            "eq": value == const, "ne": value != const, "lt": value < const,
            "lte": value <= const, "gt": value > const, "gte": value >= const,
        }[op]  # fmt: skip
    return value is not None and (value == const if op == "eq" else op == "ne" and value != const)


def expected(ruleset: Ruleset, vector: Vector) -> frozenset[int]:
    return frozenset(rule for rule, tests in ruleset.patterns if all(holds(t, vector) for t in tests))


Values = list[list[Const]]


def random_ruleset(rng: random.Random, name: str, patterns: int | None = None) -> tuple[Ruleset, Values]:
    """Return patterns of all kinds, and for every input the values that may stand there."""
    width = rng.choice([1, 2, 5, 9, 14, 200])
    values: Values = []
    for _ in range(width):
        pool: list[Const] = [*rng.sample(TEXTS, 5)] if rng.random() < 0.6 else [*rng.sample(NUMBERS, 4)]
        values.append(pool)
    made: list[Pattern] = []
    for _ in range(rng.randrange(30) if patterns is None else patterns):
        numbers = rng.choices(range(width), k=rng.randrange(1, 5))
        made.append((rng.randrange(12) * 7, tuple(random_test(rng, n, values[n]) for n in numbers)))
    for pool in values:
        if isinstance(pool[0], int):
            pool.append("~none")
    return Ruleset(name, width, tuple(made)), values


def random_test(rng: random.Random, number: int, pool: Sequence[Const]) -> Test:
    const = rng.choice(pool)
    return number, rng.choice(TEXT_OPS if isinstance(const, str) else NUMBER_OPS), const


def random_vector(rng: random.Random, values: Values) -> Vector:
    return tuple(None if rng.random() < 0.25 else rng.choice(pool) for pool in values)


def disagreements(seed: int, rounds: int, **limits_: int) -> tuple[int, int, int]:
    """Compare the driver with the plain meaning; return cases, firings and cases in which they differ."""
    rng = random.Random(seed)
    cases = firings = wrong = 0
    for _ in range(rounds):
        made = {name: random_ruleset(rng, name) for name in ("a", "b", "c")}
        with closing(InProcess(session=rng.choice([1, 3, driver.SESSION, 500]), **limits_)) as matcher:
            matcher.load(ruleset for ruleset, _ in made.values())
            for _ in range(4):
                names = rng.choices(list(made), k=rng.choice([1, 3, 12, 250]))
                asks = [Ask(name, random_vector(rng, made[name][1])) for name in names]
                for ask, fired in zip(asks, matcher.fire(asks), strict=True):
                    right = expected(made[ask.ruleset][0], ask.vector)
                    cases, firings, wrong = cases + 1, firings + len(right), wrong + (fired != right)
    return cases, firings, wrong


@pytest.mark.parametrize("seed", range(6))
def test_random_patterns_and_vectors_agree_with_the_plain_meaning(seed: int) -> None:
    cases, firings, wrong = disagreements(seed, rounds=8)
    assert wrong == 0
    assert cases > 500 and firings > 100  # else the comparison says little


def test_the_same_with_memory_that_is_never_zero() -> None:
    """glibc fills what it hands out and takes back, so a read of stale memory cannot pass by luck."""
    tests = ["-p", "no:cacheprovider", __file__, "-k", "random or interrupt"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *tests],
        env={**os.environ, "MALLOC_PERTURB_": "165"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-2000:]


def _swap(op: str, other: str) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda patch: patch.setitem(driver.OPERATOR, op, other)


def _drop_last_test(patch: pytest.MonkeyPatch) -> None:
    rule = driver._rule
    patch.setattr(driver, "_rule", lambda name, kind, tests: rule(name, kind, list(tests)[:3]))


def _text_to_numbers(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(driver._Input, "_write", lambda self, value: f',"{self.name}":{json.dumps(value)}')


def _unknown_is_empty(patch: pytest.MonkeyPatch) -> None:
    make = driver._Built.fact
    patch.setattr(driver._Built, "fact", lambda self, v: make(self, tuple("" if x is None else x for x in v)))


def _off_by_one_fact(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(driver, "BATCH", 1)
    fire = driver._Page.fire

    def late(self: Any, facts: Sequence[str], fired: Sequence[list[int]]) -> None:
        fire(self, facts, [[] for _ in fired] if self.used == 1 else fired)

    patch.setattr(driver._Page, "fire", late)


MUTANTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "gte is gt": _swap("gte", "$gt"),
    "lt is lte": _swap("lt", "$lte"),
    "ne is gt": _swap("ne", "$gt"),
    "the fourth test is dropped": _drop_last_test,
    "text reaches a number": _text_to_numbers,
    "text among numbers passes gt": lambda patch: patch.setattr(limits, "_bounds", lambda tests, far: set()),
    "unknown is a value": _unknown_is_empty,
    "a fact's answer is thrown away": _off_by_one_fact,
    "only the first page is asked": lambda patch: (
        patch.setattr(limits, "PAGE_PATTERNS", 5)
        or patch.setattr(limits, "pages", lambda ruleset, real=limits.pages: real(ruleset)[:1])
    ),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_comparison_catches_planted_faults(mutant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    MUTANTS[mutant](monkeypatch)
    try:
        wrong = disagreements(1, rounds=8)[2]
    except EngineError:
        wrong = 1
    assert wrong > 0


@pytest.mark.parametrize("size", [1, 3, 10])
def test_pages_do_not_change_the_answers(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    ruleset, values = random_ruleset(random.Random(4), "r", patterns=60)
    rng = random.Random(5)
    asks = [Ask("r", random_vector(rng, values)) for _ in range(150)]
    with closing(InProcess()) as whole:
        whole.load([ruleset])
        unpaged = whole.fire(asks)
        (page,) = whole._built["r"].pages
    monkeypatch.setattr(limits, "PAGE_PATTERNS", size)
    with closing(InProcess()) as paged:
        paged.load([ruleset])
        assert paged.fire(asks) == unpaged
        assert len(paged._built["r"].pages) == -(-len(page.rules) // size)
    assert any(unpaged)


def test_a_rule_of_several_patterns_fires_once_and_one_of_none_never() -> None:
    alternatives: tuple[Pattern, ...] = (
        (7, ((0, "eq", "a"),)),
        (7, ((1, "gte", 5),)),
        (7, ((0, "eq", "a"), (1, "gt", 1))),
    )
    with closing(InProcess()) as matcher:
        matcher.load([Ruleset("r", 2, alternatives), Ruleset("empty", 2, ()), Ruleset("narrow", 0, ())])
        asks = [Ask("r", ("a", 5)), Ask("empty", ("a", 5)), Ask("narrow", ()), Ask("r", (None, None))]
        assert matcher.fire(asks) == [{7}, set(), set(), set()]
        assert matcher.fire([]) == []


def test_a_ruleset_loaded_again_takes_the_place_of_the_older() -> None:
    with closing(InProcess()) as matcher:
        for const in ("a", "b", "c"):
            matcher.load([Ruleset("r", 1, ((1, ((0, "eq", const),)),))])
            fired = matcher.fire([Ask("r", (v,)) for v in ("a", "b", "c")])
            assert fired == [frozenset({1}) if v == const else frozenset() for v in ("a", "b", "c")]


def test_loading_builds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "_load_engine", lambda: pytest.fail("built"))
    InProcess().load([Ruleset("r", 1, ((1, ((0, "eq", "a"),)),))])


class Meddler:
    """The engine with a hand in between, which sees every call and may change its arguments."""

    def __init__(self, meddle: Callable[[int, str, tuple[Any, ...]], tuple[Any, ...]]) -> None:
        self.real, self.meddle, self.calls = importlib.import_module("durable_rules_engine"), meddle, 0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            self.calls += 1
            return getattr(self.real, name)(*self.meddle(self.calls, name, arguments))

        return call


RULES = Ruleset("r", 2, ((1, ((0, "eq", "a"),)), (2, ((1, "gt", 3),)), (3, ((0, "ne", "a"), (1, "lte", 3)))))
ASKS = [Ask("r", v) for v in [("a", 1), ("b", 4), ("b", 2), (None, None), ("a", 9)]]
RIGHT = [{1}, {2}, {3}, set(), {1, 2}]


@pytest.fixture
def matcher() -> Iterator[InProcess]:
    with closing(InProcess()) as made:
        made.load([RULES])
        yield made


LOSSES = {
    "cut in the middle of a fact": lambda text: text[: len(text) // 2],
    "a number that cannot be parsed": lambda text: text.replace('"i1":2', '"i1":1e-07'),
    "255 properties": lambda text: text.replace('"i1":2', ",".join(f'"x{n}":1' for n in range(260))),
    "the last fact is missing": lambda text: text[: text.rindex(",{")] + "]",
}


@pytest.mark.parametrize("loss", LOSSES)
def test_lost_facts_are_noticed(loss: str, matcher: InProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(_: int, name: str, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
        return (arguments[0], LOSSES[loss](arguments[1])) if name == "assert_facts" else arguments

    engine = Meddler(lose)
    monkeypatch.setattr(driver, "_load_engine", lambda: engine)
    with pytest.raises(EngineError, match=r"rules 'r': the engine (lost facts|failed)"):
        matcher.fire(ASKS)
    matcher._built["r"].pages[0].engine = Meddler(lambda _, __, arguments: arguments)
    assert matcher.fire(ASKS) == RIGHT


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("call", range(1, 25))
def test_an_interrupt_at_any_call_leaves_no_trace(
    call: int, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(Meddler):
        def __getattr__(self, name: str) -> Callable[..., Any]:
            inner = super().__getattr__(name)

            def run(*arguments: Any) -> Any:
                now = self.calls + 1 == call
                if now and not after:
                    self.calls += 1
                    raise KeyboardInterrupt
                result = inner(*arguments)
                if now:
                    raise KeyboardInterrupt
                return result

            return run

    engine = Interrupted(lambda _, __, arguments: arguments)
    monkeypatch.setattr(driver, "_load_engine", lambda: engine)
    with closing(InProcess(session=1)) as matcher:
        matcher.load([RULES])
        with pytest.raises(KeyboardInterrupt):
            for _ in range(2):  # 12 calls with the first session, 12 with the change to the second
                assert matcher.fire(ASKS) == RIGHT
        for _ in range(4):
            assert matcher.fire(ASKS) == RIGHT


def test_the_budget_stops_an_engine_that_fires_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(InProcess(budget=4)) as small:
        small.load([RULES])
        assert small.fire(ASKS[:2]) == RIGHT[:2]
        with pytest.raises(EngineError, match="more than 4 firings"):
            small.fire(ASKS)
        assert small.fire(ASKS[:2]) == RIGHT[:2]


def test_a_firing_of_another_fact_is_not_believed(
    matcher: InProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shift(_: int, name: str, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
        return (arguments[0], arguments[1].replace('"f00', '"f77')) if name == "assert_facts" else arguments

    engine = Meddler(shift)
    monkeypatch.setattr(driver, "_load_engine", lambda: engine)
    with pytest.raises(EngineError, match="not asked"):
        matcher.fire(ASKS)


def test_an_engine_that_cannot_be_imported_says_what_to_do(
    matcher: InProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    with pytest.raises(EngineError, match="compiler"):
        matcher.fire(ASKS)


def test_prove_finds_rules_that_do_not_fire_or_fire_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(InProcess()) as good:
        good.load([RULES])
        assert good.prove("r") == []
    monkeypatch.setitem(driver.OPERATOR, "gt", "$lt")
    with closing(InProcess()) as bad:
        bad.load([RULES])
        assert [(p.rule, p.severity) for p in bad.prove("r")] == [(2, "error")]


def test_building_and_closing_gives_memory_back() -> None:
    def used() -> int:
        fields = Path("/proc/self/statm").read_text().split()
        return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")

    ruleset, values = random_ruleset(random.Random(9), "r", patterns=60)
    vector = random_vector(random.Random(1), values)
    for n in range(120):
        if n == 20:
            before = used()
        with closing(InProcess()) as matcher:
            matcher.load([ruleset])
            matcher.fire([Ask("r", vector)] * 150)
    assert used() - before < 8_000_000
