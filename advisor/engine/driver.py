"""The lean driver of durable_rules: its C module directly, only the calls that proved to be right.

A ruleset becomes one or more pages (`limits.pages`), each a ruleset of the engine. An ask becomes one flat
fact without nulls, `{"id":"f0003","sid":"w","type":"d","i0":"yes","i4":120000}`, and the asks of one call
travel in one batch. What looks roundabout keeps clear of ways in which the engine crashes or loses facts:

* Each session starts with a `~tick` fact that fires, because a session without a completed firing cannot
  be deleted safely. Facts are never retracted; after some dozens of them there is a new session.
* Each batch closes with an `~end` fact that must fire: the engine reports success for a batch whose tail
  it dropped.
* Constants and values are written by one function, because the engine compares the written text.
"""

import importlib
import json
import sys
from collections.abc import Iterable, Sequence
from operator import getitem
from typing import Protocol, cast

from advisor.engine import limits
from advisor.engine.limits import Problem
from advisor.engine.matching import Ask, Const, Ruleset, Test, Vector
from advisor.errors import EngineError

BATCH = 100  # facts in one call of the engine
SESSION = 32  # facts after which a session is changed: to keep a fact costs 7 KB, to open a session 10 us
BUDGET = 50_000  # firings of one batch; BATCH facts on a full page cannot cause as many
NOTHING: frozenset[int] = frozenset()
PLAIN = frozenset((str, int, type(None)))  # not bool, which is an int and equals 1
OPERATOR = {"ne": "$neq", "lt": "$lt", "lte": "$lte", "gt": "$gt", "gte": "$gte"}
TICK = '{"id":"t","sid":"%s","type":"~tick"}'
END = "~end"
# A firing is read by position, {"0012":{"m":{"id":"f0003", ..., not parsed: names and ids have fixed widths.
NAME, BETWEEN, FACT = slice(2, 6), slice(6, 21), slice(21, 25)
BETWEEN_TEXT = '":{"m":{"id":"f'


class _Engine(Protocol):
    """The calls of the C module that are used; handles and offsets are its own numbers."""

    def create_ruleset(self, name: str, rules: str, /) -> int: ...
    def delete_ruleset(self, handle: int, /) -> None: ...
    def assert_fact(self, handle: int, fact: str, /) -> tuple[int, int]: ...
    def assert_facts(self, handle: int, facts: str, /) -> tuple[int, int]: ...
    def start_action_for_state(self, handle: int, offset: int, /) -> tuple[str, str] | None: ...
    def complete_and_start_action(self, handle: int, offset: int, /) -> str | None: ...
    def abandon_action(self, handle: int, offset: int, /) -> None: ...
    def delete_state(self, handle: int, sid: str, /) -> None: ...


def _load_engine() -> _Engine:
    try:
        return cast(_Engine, importlib.import_module("durable_rules_engine"))
    except ImportError as error:
        hint = "it is compiled when it is installed: this takes a C compiler and Python 3.12 or older"
        raise EngineError(f"durable_rules cannot be loaded: {error}", hint=hint) from error


class _Input(dict[Const | None, str]):
    """How the values of one input are written into a fact; remembers what it has written."""

    REMEMBERED = 1000

    def __init__(self, where: str, number: int, kind: limits.Kind | None, differs: bool) -> None:
        super().__init__({None: ""})
        self.where, self.name = f"{where}, input {number}", f"i{number}"
        self.kind, self.differs = kind, differs

    def __missing__(self, value: Const) -> str:
        reason = limits.bad_value(value)
        if reason is None and self.kind == "text" and isinstance(value, int):
            reason = "is a number where text is expected"
        if reason:
            raise EngineError(f"{self.where}: the value {reason}")
        if len(self) >= self.REMEMBERED:
            self.clear()
            self[None] = ""
        self[value] = written = self._write(value)
        return written

    def _write(self, value: Const) -> str:
        if self.kind is None:
            return ""
        if self.kind == "number" and isinstance(value, str):
            # The engine would compare text and number by what happens to stand in memory. Text differs from
            # every number and has no order with any: a number beyond all constants, or nothing at all.
            return f',"{self.name}":{limits.FAR}' if self.differs else ""
        return f',"{self.name}":{json.dumps(value)}'


class _Page:
    """One ruleset of the engine and its open session, if any."""

    def __init__(self, engine: _Engine, where: str, page: limits.Page, session: int, budget: int) -> None:
        self.engine, self.where, self.session, self.budget = engine, where, session, budget
        self.rules = {f"{n:04d}": rule for n, (rule, _) in enumerate(page)}
        patterns = [_rule(f"{n:04d}", "d", tests) for n, (_, tests) in enumerate(page)]
        self.text = "{" + ",".join([_rule("tick", "~tick", ()), *patterns, _rule(END, END, ())]) + "}"
        self.handle: int | None = None
        self.offset: int | None = None
        self.sid, self.used = "w", 0

    def fire(self, facts: Sequence[str], fired: Sequence[list[int]]) -> None:
        """Append to `fired`, fact by fact, the rules that fire. The page stays usable whatever goes wrong."""
        try:
            handle, offset = self._open()
            first, self.used = self.used, self.used + len(facts)
            head = f'","sid":"{self.sid}","type":'
            batch = [f'{{"id":"f{n:04d}{head}"d"{fact}}}' for n, fact in enumerate(facts, first)]
            batch.append(f'{{"id":"e{first:04d}{head}"{END}"}}')
            code, _ = self.engine.assert_facts(handle, f"[{','.join(batch)}]")
            if code > 1:
                raise EngineError(f"{self.where}: the engine mistook a fact for an earlier one")
            self._drain(handle, offset, first, fired)
        except BaseException as error:  # Ctrl-C too must not leave a half-read batch behind
            self.close()
            if isinstance(error, Exception) and not isinstance(error, EngineError):
                raise EngineError(f"{self.where}: the engine failed: {error!r}") from error
            raise

    def _open(self) -> tuple[int, int]:
        """Return the handle and the offset of a session with room; build and open what is missing."""
        if self.handle is None:
            self.handle = self.engine.create_ruleset("r", self.text)
        if self.offset is None or self.used >= self.session:
            # Until the tick has fired, `offset` stays None and `close` keeps its hands off both sessions. The
            # old one goes last: its memory would else go back to the system and be asked for again.
            full, self.offset = self.offset, None
            old, self.sid = self.sid, "v" if self.sid == "w" else "w"
            code, offset = self.engine.assert_fact(self.handle, TICK % self.sid)
            started = self.engine.start_action_for_state(self.handle, offset)
            if code or not started or self.engine.complete_and_start_action(self.handle, offset) is not None:
                raise EngineError(f"{self.where}: the engine did not start")
            self.offset, self.used = offset, 0
            if full is not None:
                self.engine.delete_state(self.handle, old)
        return self.handle, self.offset

    def _drain(self, handle: int, offset: int, first: int, fired: Sequence[list[int]]) -> None:
        """Take the firings one by one until there are no more."""
        rules, complete = self.rules, self.engine.complete_and_start_action
        ended, left = False, self.budget
        started = self.engine.start_action_for_state(handle, offset)
        firing = started[1] if started else None
        while firing is not None:
            if firing[NAME] == END:
                ended = True
            else:
                number = int(firing[FACT]) - first
                if not 0 <= number < len(fired) or firing[BETWEEN] != BETWEEN_TEXT:
                    raise EngineError(f"{self.where}: the engine answered something that was not asked")
                fired[number].append(rules[firing[NAME]])
            left -= 1
            if left < 0:
                raise EngineError(f"{self.where}: more than {self.budget} firings; the engine was stopped")
            firing = complete(handle, offset)
        if not ended:
            raise EngineError(f"{self.where}: the engine lost facts")

    def close(self) -> None:
        """Give back what the engine holds; the next call builds the page again."""
        handle, offset = self.handle, self.offset
        self.handle = self.offset = None  # interrupted in here, it is forgotten and never touched again
        if handle is None:
            return
        if offset is not None:  # a session without a completed firing cannot be deleted, that would crash
            self.engine.abandon_action(handle, offset)
            self.engine.delete_state(handle, self.sid)
        self.engine.delete_ruleset(handle)


def _rule(name: str, kind: str, tests: Iterable[Test]) -> str:
    """Return a rule as the engine reads it: one pattern, the type first, one object for each test."""
    written = [f'{{"type":"{kind}"}}']
    for number, op, const in tests:
        equal = f'{{"i{number}":{json.dumps(const)}}}'
        written.append(equal if op == "eq" else f'{{"{OPERATOR[op]}":{equal}}}')
    return f'"{name}":{{"all":[{{"m":{{"$and":[{",".join(written)}]}}}}]}}'


class _Built:
    """A ruleset as the driver holds it: how its inputs are written, and its pages."""

    def __init__(self, engine: _Engine, ruleset: Ruleset, session: int, budget: int) -> None:
        self.where = where = f"rules {ruleset.id!r}"
        errors = limits.errors(ruleset)
        if errors:
            rule = "" if errors[0].rule is None else f"rule {errors[0].rule} "
            raise EngineError(f"{where} cannot be built: {rule}{errors[0].message}")
        kinds, differs = limits.kinds(ruleset), limits.differing(ruleset)
        self.inputs = [_Input(where, n, kinds.get(n), n in differs) for n in range(ruleset.width)]
        self.pages = [_Page(engine, where, page, session, budget) for page in limits.pages(ruleset)]

    def fact(self, vector: Vector) -> str:
        """Return the part of a fact that holds the inputs."""
        if len(vector) != len(self.inputs):
            raise EngineError(f"{self.where}: {len(vector)} inputs given, {len(self.inputs)} expected")
        if not PLAIN.issuperset(map(type, vector)):
            n, value = next((n, v) for n, v in enumerate(vector) if type(v) not in PLAIN)
            raise EngineError(f"{self.where}, input {n}: the value {limits.bad_value(value)}")
        return "".join(map(getitem, self.inputs, vector))

    def fire(self, vectors: Sequence[Vector]) -> list[frozenset[int]]:
        """Return, vector by vector, the rules that fire."""
        facts = [self.fact(vector) for vector in vectors]
        fired: list[list[int]] = [[] for _ in facts]
        for start in range(0, len(facts), BATCH):
            for page in self.pages:
                page.fire(facts[start : start + BATCH], fired[start : start + BATCH])
        return [frozenset(rules) if rules else NOTHING for rules in fired]


class InProcess:
    """The matcher that runs the engine in this process. For one thread at a time."""

    def __init__(self, session: int = SESSION, budget: int = BUDGET) -> None:
        """Start without rulesets. Both limits are for tests: facts in a session, firings of a batch."""
        self._session, self._budget = min(session, 9_000), budget  # ids have four digits
        self._known: dict[str, Ruleset] = {}
        self._built: dict[str, _Built] = {}

    def load(self, rulesets: Iterable[Ruleset]) -> None:
        """Take in rulesets, in place of older ones of the same id; each is built when it is first asked."""
        for ruleset in rulesets:
            self._known[ruleset.id] = ruleset
            self._forget(ruleset.id)

    def fire(self, asks: Sequence[Ask]) -> list[frozenset[int]]:
        """Return, ask by ask, the rules that fired; EngineError names the ruleset and input at fault."""
        places: dict[str, list[int]] = {}
        for n, ask in enumerate(asks):
            places.setdefault(ask.ruleset, []).append(n)
        answers = [NOTHING] * len(asks)
        for name, numbers in places.items():
            built = self._built.get(name) or self._build(name)
            for n, rules in zip(numbers, built.fire([asks[n].vector for n in numbers]), strict=True):
                answers[n] = rules
        return answers

    def prove(self, name: str) -> list[Problem]:
        """Build a ruleset, have each of its rules fire, and return what is wrong with it."""
        ruleset = self._known[name]
        found = limits.problems(ruleset)
        if any(problem.severity == "error" for problem in found):
            return found
        witnesses = [(p[0], limits.witness(p, ruleset.width)) for p in ruleset.patterns]
        live = [(rule, vector) for rule, vector in witnesses if vector is not None]
        try:
            fired = self.fire([Ask(name, vector) for _, vector in live])
            silent = self.fire([Ask(name, (None,) * ruleset.width)])
        except EngineError as error:
            return [*found, Problem(name, None, error.message)]
        wrong = [rule for (rule, _), rules in zip(live, fired, strict=True) if rule not in rules]
        found += [Problem(name, rule, "does not fire in the engine where it must") for rule in wrong]
        found += [Problem(name, rule, "fires in the engine though nothing is known") for rule in silent[0]]
        return found

    def close(self) -> None:
        """Delete everything the engine holds for this matcher."""
        for name in list(self._built):
            self._forget(name)
        self._known.clear()

    def __del__(self) -> None:
        """Give the engine's memory back (half a megabyte a ruleset) when nobody closed the matcher."""
        if getattr(self, "_built", None) and not sys.is_finalizing():
            self.close()

    def _build(self, name: str) -> _Built:
        if name not in self._known:
            raise EngineError(f"rules {name!r} were never loaded")
        built = self._built[name] = _Built(_load_engine(), self._known[name], self._session, self._budget)
        return built

    def _forget(self, name: str) -> None:
        built = self._built.pop(name, None)
        for page in built.pages if built else ():
            page.close()
