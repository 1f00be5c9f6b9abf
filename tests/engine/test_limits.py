"""No ruleset that passes the checks can bring the engine down, and none that could is let through."""

import random
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from advisor.engine import limits
from advisor.engine.driver import InProcess
from advisor.engine.matching import Ask, Op, Pattern, Ruleset, Test, Vector
from advisor.errors import EngineError

OPS: list[Op] = ["eq", "ne", "lt", "lte", "gt", "gte"]


def holds(tests: tuple[Test, ...], vector: Vector) -> bool:
    def one(number: int, op: str, const: Any) -> bool:
        value: Any = vector[number]
        if type(value) is not type(const):
            return value is not None and op == "ne"
        if op in ("eq", "ne"):
            return bool(value == const) is (op == "eq")
        order = {"lt": value < const, "lte": value <= const, "gt": value > const, "gte": value >= const}
        return bool(order[op])

    return all(one(*test) for test in tests)


def mixed(count: int, seed: int = 0) -> list[Pattern]:
    """Rules as a fat decision has them: 14 inputs, three tests each, a third of them on numbers."""
    rng = random.Random(seed)
    patterns: list[Pattern] = []
    for rule in range(count):
        tests: list[Test] = []
        for number in rng.sample(range(14), 3):
            if number < 5:
                tests.append((number, rng.choice(("eq", "ne", "lt", "lte", "gt", "gte")), rng.randrange(30)))
            else:
                tests.append((number, "eq" if rng.random() < 0.9 else "ne", f"v{rng.randrange(4)}"))
        patterns.append((rule, tuple(tests)))
    return patterns


def each(count: int, test: Callable[[int], tuple[Test, ...]]) -> list[Pattern]:
    return [(n, test(n)) for n in range(count)]


FAT: dict[str, list[Pattern]] = {
    "1,000 mixed rules": mixed(1000),
    "600 values of one input": each(600, lambda n: ((0, "eq", f"v{n}"),)),
    "600 differences on one input": each(600, lambda n: ((0, "ne", f"v{n}"),)),
    "300 thresholds, all passed at once": each(300, lambda n: ((1, "gte", n),)),
    "65 thresholds after an equal beginning": each(65, lambda n: ((0, "eq", "v1"), (1, "gte", n))),
    "300 rules with the same pattern": each(300, lambda n: ((0, "eq", "v1"),)),
    "300 rules with the same two tests": each(300, lambda n: ((0, "eq", "v1"), (1, "gt", 3))),
    "200 inputs tested first": each(200, lambda n: ((n, "eq", "v1") if n != 1 else (n, "eq", 5),)),
    "one rule with 200 tests": each(1, lambda _: tuple((n, "ne", "x") for n in range(2, 200))),
    "one rule with 300 tests of one input": each(1, lambda _: tuple((0, "ne", f"x{n}") for n in range(300))),
    "40 rules with 100 tests each": each(40, lambda n: tuple((2 + k, "ne", f"y{n}") for k in range(100))),
    "700 alternatives of one rule": [(7, ((0, "eq", f"v{n}"),)) for n in range(700)],
}


def fat_vectors(patterns: list[Pattern], width: int) -> list[Vector]:
    """Vectors that pass as many tests as there are: one per witness of some rules, and random ones."""
    rng = random.Random(1)
    kinds = limits.kinds(Ruleset("r", width, tuple(patterns)))
    found: list[Vector] = [(None,) * width]
    for pattern in rng.sample(patterns, min(12, len(patterns))):
        found.append(limits.witness(pattern, width) or (None,) * width)
    for _ in range(25):
        number = rng.choice([0, 5, 17, 10**6])
        words = ["v1", "v2", "x", "~none"]
        found.append(tuple(number if kinds.get(n) == "number" else rng.choice(words) for n in range(width)))
    return found


@pytest.mark.parametrize("shape", FAT)
def test_fat_rulesets_are_paged_and_right(shape: str) -> None:
    patterns = FAT[shape]
    ruleset = Ruleset("fat", 200, tuple(patterns))
    assert [p for p in limits.problems(ruleset) if p.severity == "error"] == []
    vectors = fat_vectors(patterns, 200)
    wanted = [frozenset(rule for rule, tests in patterns if holds(tests, v)) for v in vectors]
    with closing(InProcess()) as matcher:
        matcher.load([ruleset])
        assert matcher.fire([Ask("fat", vector) for vector in vectors]) == wanted
    assert sum(map(len, wanted)) > 0


def measure(page: limits.Page) -> dict[str, int]:
    """Build the network of a page anew, as a tree of prefixes, and measure what the engine cannot bear."""
    tree: dict[Any, Any] = {}
    endings: dict[tuple[Test, ...], int] = {}
    for _, tests in page:
        node = tree
        for test in tests:
            node = node.setdefault(test, {})
        endings[tests] = endings.get(tests, 0) + 1

    def pending(node: dict[Any, Any]) -> int:
        equal = {test[0] for test in node if test[1] == "eq"}
        others = [test for test in node if test[1] != "eq"]
        return len(equal) + len(others) + max([0, *(pending(below) - 1 for below in node.values())])

    def widest(node: dict[Any, Any]) -> int:
        return max([len(node), *map(widest, node.values())])

    return {"pending": pending(tree), "children": widest(tree), "endings": max(endings.values())}


@pytest.mark.parametrize("shape", FAT)
def test_every_page_is_within_the_limits_and_none_is_lost(shape: str) -> None:
    ruleset = Ruleset("fat", 200, tuple(FAT[shape]))
    pages = limits.pages(ruleset)
    for page in pages:
        found = measure(page)
        assert found["pending"] <= 50 and found["children"] <= 400 and found["endings"] <= 200, found
        assert len(page) <= 400
    live = {p[0] for p in ruleset.patterns if limits.witness(p, 200) is not None}
    assert {rule for page in pages for rule, _ in page} == live


def test_without_pages_the_engine_would_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit that is reported by the engine itself; others crash or hang it and are not tried here."""
    monkeypatch.setattr(limits, "PAGE_PENDING", 10_000)
    with closing(InProcess()) as matcher:
        matcher.load([Ruleset("fat", 2, tuple(each(100, lambda n: ((1, "gte", n),))))])
        with pytest.raises(EngineError, match="303"):
            matcher.fire([Ask("fat", (None, 1000))])


BROKEN: dict[str, tuple[Ruleset, str]] = {
    "201 inputs": (Ruleset("r", 201, ()), "201 inputs"),
    "width below zero": (Ruleset("r", -1, ()), "-1 inputs"),
    "no tests": (Ruleset("r", 1, ((3, ()),)), "without tests"),
    "too many tests": (Ruleset("r", 1, ((3, ((0, "ne", "x"),) * 501),)), "501 tests"),
    "too many patterns": (Ruleset("r", 1, ((3, ((0, "ne", "x"),)),) * 10_001), "10001 patterns"),
    "too large": (Ruleset("r", 1, ((3, ((0, "ne", "x"),) * 400),) * 100), "40000 tests"),
    "input out of range": (Ruleset("r", 1, ((3, ((1, "eq", "x"),)),)), "input 1, there are 1"),
    "input below zero": (Ruleset("r", 1, ((3, ((-1, "eq", "x"),)),)), "input -1"),
    "unknown operator": (Ruleset("r", 1, ((3, ((0, "mt", "x"),)),)), "'mt'"),  # type: ignore[arg-type]
    "order of text": (Ruleset("r", 1, ((3, ((0, "gte", "x"),)),)), "order of text"),
    "two types": (
        Ruleset("r", 1, ((3, ((0, "eq", "x"),)), (4, ((0, "eq", 1),)))),
        "against number, rule 3 tests it against text",
    ),
    "two types in a pattern": (Ruleset("r", 1, ((3, ((0, "eq", "x"), (0, "gt", 1))),)), "0 against number"),
    "true": (Ruleset("r", 1, ((3, ((0, "eq", True),)),)), "is a bool"),
    "a fraction": (Ruleset("r", 1, ((3, ((0, "eq", 0.1),)),)), "is a float"),  # type: ignore[arg-type]
    "null": (Ruleset("r", 1, ((3, ((0, "eq", None),)),)), "is a NoneType"),  # type: ignore[arg-type]
    "too large a number": (Ruleset("r", 1, ((3, ((0, "eq", 2**53),)),)), "beyond 2"),
    "the far number": (Ruleset("r", 1, ((3, ((0, "lt", limits.FAR),)),)), "beyond 2"),
    "half a character": (Ruleset("r", 1, ((3, ((0, "eq", "\ud800"),)),)), "surrogate"),
    "too long a text": (Ruleset("r", 1, ((3, ((0, "eq", "x" * 501),)),)), "longer than 500"),
    "rule number": (Ruleset("r", 1, ((-3, ((0, "eq", "x"),)),)), "-3 is not a rule number"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_built_never_reaches_the_engine(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ruleset, text = BROKEN[name]
    found = limits.problems(ruleset)
    assert text in found[0].message and found[0].severity == "error" and found[0].ruleset == "r"
    monkeypatch.setattr("advisor.engine.driver._Page", lambda *_: pytest.fail("built"))
    with closing(InProcess()) as matcher:
        matcher.load([ruleset])
        with pytest.raises(EngineError, match="rules 'r' cannot be built"):
            matcher.fire([Ask("r", (None,) * max(0, ruleset.width))])


CONTRADICTIONS: list[tuple[Test, ...]] = [
    ((0, "eq", "a"), (0, "eq", "b")),
    ((0, "eq", "a"), (0, "ne", "a")),
    ((1, "gt", 5), (1, "lt", 6)),
    ((1, "gte", 5), (1, "lte", 6), (1, "ne", 5), (1, "ne", 6)),
    ((1, "eq", 5), (1, "ne", 5)),
    ((1, "eq", 5), (1, "gt", 5)),
    ((1, "gt", limits.MAX_INT),),
    ((1, "lt", -limits.MAX_INT),),
]


@pytest.mark.parametrize("tests", CONTRADICTIONS)
def test_contradictions_are_reported_and_do_no_harm(tests: tuple[Test, ...]) -> None:
    ruleset = Ruleset("r", 2, ((3, tests), (4, ((0, "eq", "a"),))))
    assert [(p.rule, p.severity) for p in limits.problems(ruleset)] == [(3, "warning")]
    with closing(InProcess()) as matcher:
        matcher.load([ruleset])
        assert matcher.fire([Ask("r", ("a", 5)), Ask("r", ("b", None))]) == [{4}, set()]


@pytest.mark.parametrize("seed", range(4))
def test_a_witness_satisfies_its_pattern_and_a_contradiction_has_none(seed: int) -> None:
    rng = random.Random(seed)
    found = 0
    for _ in range(500):
        numbers: list[Test] = [(0, rng.choice(OPS), rng.randrange(4)) for _ in range(rng.randrange(5))]
        texts: list[Test] = [(1, rng.choice(("eq", "ne")), rng.choice("ab")) for _ in range(rng.randrange(4))]
        tests = (*numbers, *texts)
        witness = limits.witness((0, tests), 2)
        possible = any(holds(tests, (n, t)) for n in range(-1, 5) for t in ("a", "b", "c"))
        assert (witness is not None) == possible
        if witness is not None:
            assert holds(tests, witness)
            found += 1
    assert 100 < found < 500


def test_names_and_ids_do_not_collide_in_the_engine() -> None:
    """The engine tells field names and fact ids apart by a 32-bit hash only."""

    def fnv(text: str) -> int:
        value = 2166136261
        for byte in text.encode():
            value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
        return value

    names = [*(f"i{n}" for n in range(limits.MAX_WIDTH)), "type", "id", "sid", "$s"]
    ids = [*(f"{kind}{n:04d}" for kind in "ef" for n in range(10_000)), "t", "sid-w"]
    assert fnv("id") == 926444256  # as the engine has it
    assert len({*map(fnv, names)}) == len(names)
    assert len({*map(fnv, ids)}) == len(ids)
