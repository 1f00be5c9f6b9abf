"""What the engine can bear: every ruleset is checked here before the engine sees any of it.

Past its limits durable_rules crashes, hangs while building or loses facts without a word. So patterns it
cannot read are reported, patterns that can never hold are left out, and the rest is laid out in pages,
each far enough inside the limits. A page is one ruleset of the engine; all pages see the same facts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, get_args

from advisor.engine.matching import Const, Op, Pattern, Ruleset, Test, Vector
from advisor.errors import Severity

MAX_WIDTH = 200  # inputs; the engine drops a fact with 255 properties and all facts after it
MAX_TEXT = 500  # characters; the engine keeps lengths in 16 bits and repeats each text in every firing
MAX_INT = 2**53 - 1
MAX_PATTERNS = 10_000  # of one ruleset
MAX_NODES = 30_000  # tests of one ruleset; about 8 KB each
MAX_TESTS = 500  # of one pattern
PAGE_PATTERNS = 400  # the engine's own limit is 4,096
PAGE_NODES = 4_000
PAGE_PENDING = 50  # tests that wait for one fact at the same time; the engine's own limit is 64
NODE_CHILDREN = 400  # different tests after the same beginning; at 513 the engine hangs
NODE_ENDINGS = 200  # patterns that are the same; at 256 the engine crashes
FAR = 2**60  # stands for text on an input of numbers: equal to no constant, different from all
FAR_BOUND = 2**59

CONTRADICTION = "has tests that contradict each other; this alternative can never fire"

Kind = Literal["text", "number"]
Kinds = dict[int, tuple[Kind, int]]  # of each input: its type, and the first rule that says so
Page = tuple[Pattern, ...]
OPS = frozenset(get_args(Op))


class Problem(NamedTuple):
    """Something about a ruleset that its author should know; an error means that it cannot be asked."""

    ruleset: str
    rule: int | None
    message: str
    severity: Severity = "error"


def bad_value(value: object) -> str | None:
    """Return why the engine must never see this value, or None if it may."""
    if type(value) is int:
        return None if -MAX_INT <= value <= MAX_INT else "is a number beyond 2^53"
    if type(value) is not str:
        return f"is a {type(value).__name__}, not text or a whole number"
    if len(value) > MAX_TEXT:
        return f"is longer than {MAX_TEXT} characters"
    try:
        value.encode()
    except UnicodeEncodeError:
        return "holds half a character (a lone surrogate)"
    return None


def errors(ruleset: Ruleset) -> list[Problem]:
    """Return why a ruleset cannot be built, without building it."""
    found = [Problem(ruleset.id, None, text) for text in _size(ruleset)]
    if not found:
        kinds: Kinds = {}
        for rule, tests in ruleset.patterns:
            found += [Problem(ruleset.id, rule, text) for text in _unreadable(ruleset, rule, tests, kinds)]
    return found


def problems(ruleset: Ruleset) -> list[Problem]:
    """Return the errors of a ruleset; if there are none, warnings about what can never fire."""
    found = errors(ruleset)
    if not found:
        never = [p for p in ruleset.patterns if witness(p, ruleset.width) is None]
        found = [Problem(ruleset.id, rule, CONTRADICTION, "warning") for rule, _ in never]
    return found


def kinds(ruleset: Ruleset) -> dict[int, Kind]:
    """Return for every input that is tested whether its constants are text or numbers."""
    return {i: _kind(const) for _, tests in ruleset.patterns for i, _, const in tests}


def differing(ruleset: Ruleset) -> set[int]:
    """Return the inputs of numbers on which text must be seen to differ: there FAR stands for it."""
    tests = (test for _, tests in ruleset.patterns for test in tests)
    return {number for number, op, const in tests if op == "ne" and isinstance(const, int)}


def _kind(const: Const) -> Kind:
    return "text" if isinstance(const, str) else "number"


def _size(ruleset: Ruleset) -> Iterator[str]:
    if not 0 <= ruleset.width <= MAX_WIDTH:
        yield f"it reads {ruleset.width} inputs, more than {MAX_WIDTH}"
    if len(ruleset.patterns) > MAX_PATTERNS:
        yield f"it has {len(ruleset.patterns)} patterns, more than {MAX_PATTERNS}"
    tests = sum(len(tests) for _, tests in ruleset.patterns)
    if tests > MAX_NODES:
        yield f"its patterns have {tests} tests together, more than {MAX_NODES}"


def _unreadable(ruleset: Ruleset, rule: int, tests: Sequence[Test], kinds: Kinds) -> Iterator[str]:
    """Yield what is wrong with one pattern."""
    if type(rule) is not int or rule < 0:
        yield f"{rule!r} is not a rule number"
    if not tests:
        yield "has a pattern without tests; what always fires is no question for the engine"
    if len(tests) > MAX_TESTS:
        yield f"has a pattern of {len(tests)} tests, more than {MAX_TESTS}"
    for number, op, const in tests:
        if type(number) is not int or not 0 <= number < ruleset.width:
            yield f"tests input {number!r}, there are {ruleset.width}"
            continue
        if op not in OPS:
            yield f"tests input {number} with {op!r}, which is no operator"
        reason = bad_value(const)
        if reason:
            yield f"tests input {number} against a constant that {reason}"
            continue
        kind, first = kinds.setdefault(number, (_kind(const), rule))
        if kind != _kind(const):
            yield f"tests input {number} against {_kind(const)}, rule {first} tests it against {kind}"
        elif kind == "text" and op not in ("eq", "ne"):
            yield f"compares the order of text on input {number}; texts are only equal or not"


def witness(pattern: Pattern, width: int) -> Vector | None:
    """Return inputs for which the pattern holds, or None if there are none."""
    by_input: dict[int, list[tuple[Op, Const]]] = {}
    for number, op, const in pattern[1]:
        by_input.setdefault(number, []).append((op, const))
    vector: list[Const | None] = [None] * width
    for number, tests in by_input.items():
        value = _text(tests) if isinstance(tests[0][1], str) else _number(tests)
        if value is None:
            return None
        vector[number] = value
    return tuple(vector)


def _text(tests: Iterable[tuple[Op, Const]]) -> str | None:
    wanted = {const for op, const in tests if op == "eq"}
    unwanted = {const for op, const in tests if op == "ne"}
    if not wanted:
        return next(f"~{n}" for n in range(len(unwanted) + 1) if f"~{n}" not in unwanted)
    return None if len(wanted) > 1 or wanted & unwanted else str(wanted.pop())


def _number(tests: Iterable[tuple[Op, Const]]) -> int | None:
    low, high, unwanted = -MAX_INT, MAX_INT, set()
    for op, const in tests:
        value = int(const)
        if op == "ne":
            unwanted.add(value)
        if op in ("eq", "gte", "gt"):
            low = max(low, value + (op == "gt"))
        if op in ("eq", "lte", "lt"):
            high = min(high, value - (op == "lt"))
    return next((n for n in range(low, min(high, low + len(unwanted)) + 1) if n not in unwanted), None)


class _Node:
    """One test of the engine's network; `pending` is how many may wait for a fact from here on."""

    __slots__ = ("children", "deepest", "endings", "equal_on", "others")

    def __init__(self) -> None:
        self.children: dict[Test, _Node] = {}
        self.equal_on: set[int] = set()  # only one value of an input can be equal at a time
        self.others = 0
        self.deepest = 0
        self.endings = 0

    def child(self, test: Test) -> "_Node":
        if test not in self.children:
            if test[1] == "eq":
                self.equal_on.add(test[0])
            else:
                self.others += 1
            self.children[test] = _Node()
        return self.children[test]

    @property
    def pending(self) -> int:
        return len(self.equal_on) + self.others + max(0, self.deepest - 1)


def _add(root: _Node, tests: Sequence[Test]) -> bool:
    """Put a pattern into a page's network; False if the page is then past its limits and must be given up."""
    path = [root]
    for test in tests:
        path.append(path[-1].child(test))
    path[-1].endings += 1
    for above, below in zip(path[-2::-1], path[:0:-1], strict=True):
        above.deepest = max(above.deepest, below.pending)
    return (
        root.pending <= PAGE_PENDING
        and path[-1].endings <= NODE_ENDINGS
        and all(len(node.children) <= NODE_CHILDREN for node in path)
    )


def pages(ruleset: Ruleset) -> list[Page]:
    """Return the patterns of a checked ruleset as the engine gets them: ordered, shared, in safe portions."""
    ordered = _ordered(ruleset)
    done: list[Page] = []
    page: list[Pattern] = []
    root, nodes = _Node(), 0
    for pattern in ordered:
        nodes += len(pattern[1])
        if not _add(root, pattern[1]) or len(page) == PAGE_PATTERNS or nodes > PAGE_NODES:
            done.append(tuple(page))
            page, root, nodes = [], _Node(), len(pattern[1])
            _add(root, pattern[1])
        page.append(pattern)
    return [*done, tuple(page)] if page else done


def _ordered(ruleset: Ruleset) -> list[Pattern]:
    """Leave out what never holds, and order the tests so that many patterns begin alike."""
    live = dict.fromkeys(p for p in ruleset.patterns if witness(p, ruleset.width) is not None)
    often = Counter(i for _, tests in live for i, op, _ in tests if op == "eq")
    far = differing(ruleset)

    def place(test: Test) -> tuple[bool, int, int, str, str]:
        return test[1] != "eq", -often[test[0]], test[0], test[1], str(test[2])

    return [(rule, tuple(sorted({*tests, *_bounds(tests, far)}, key=place))) for rule, tests in live]


def _bounds(tests: Sequence[Test], far: set[int]) -> set[Test]:
    """Return the tests that keep FAR out of `gt` and `gte` on inputs where it can stand."""
    closed = {i for i, op, _ in tests if op in ("eq", "lt", "lte")}
    return {(i, "lt", FAR_BOUND) for i, op, _ in tests if op in ("gt", "gte") and i in far - closed}
