"""What the laws are tried on: a rulebook with its engines, and a deal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from random import Random
from typing import Any

from advisor.engine.conclusions import Conclusions
from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.engine.matching import Ruleset
from advisor.facts.sheet import FactSheet
from tests.property.case import Deals, Rules, make_sheet
from tests.property.completions import Today
from tests.property.shuffling import shuffled_rules

figures: Counter[str] = Counter()
"""What the laws have looked at, so that a run can show that it was not empty."""


class Shared(InProcess):
    """The matcher of several engines of one rulebook: what one of them loaded is there for the others."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: set[str] = set()

    def load(self, rulesets: Iterable[Ruleset]) -> None:
        new = [r for r in rulesets if r.id not in self.loaded]
        self.loaded |= {r.id for r in new}
        super().load(new)


class Engines:
    """The engines of one rulebook. Raises `EngineError` where a rule is beyond what the engine bears."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        matcher = Shared()
        self.unguarded = Engine(rules.loaded, matcher, guarded=False, memo=0, warm=0)
        self.plain = Engine(rules.loaded, matcher, memo=0)
        self.memo = Engine(rules.loaded, matcher, warm=0)
        self.sampled = Engine(rules.loaded, matcher, sample=2)
        for deciding in self.plain.decisions.values():
            _ = deciding.ruleset  # else it would be refused at the first deal only
        self.written: dict[str, tuple[Any, Any]] = {}

    @cached_property
    def shuffled(self) -> Engines:
        """The engines of the same rulebook, everything in it in another order that does not matter."""
        return Engines(Rules(shuffled_rules(self.rules.files, Random(1))))


class Trial:
    """One rulebook and one deal."""

    def __init__(self, engines: Engines, data: Deals, seed: int = 0, completions: int = 24) -> None:
        self.engines = engines
        self.rules = engines.rules
        self.book = engines.rules.book
        self.data = data
        self.seed = seed
        self.completions = completions

    @cached_property
    def sheet(self) -> FactSheet:
        """The fact sheet."""
        return make_sheet(self.rules.loaded, self.data)

    @cached_property
    def concluded(self) -> Conclusions:
        """What the unguarded engine concludes."""
        return self.engines.unguarded.conclude(self.sheet)

    @cached_property
    def today(self) -> Today:
        """What is known, by the oracle's own reading."""
        return Today(self.book, self.data)


Law = Callable[[Trial], Iterator[str]]
"""A law returns what is wrong with a trial, in words; nothing is good."""
