"""The border between the evaluator and the engine: rulesets go in, fired rule numbers come out.

Only plain values cross it, so that the same call works inside this process (`driver.InProcess`) and
through a pipe to a child process (`supervisor.Worker`).

How a pattern reads a vector: every test must hold; an unknown input (None) passes no test, `ne`
included; text on an input that is tested against numbers (the "no row holds" value) passes `ne` only.
A rule fires if one of its patterns holds; a rule without patterns never fires.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, Protocol

Op = Literal["eq", "ne", "lt", "lte", "gt", "gte"]
Const = str | int
Test = tuple[int, Op, Const]  # input number, operator, constant
Pattern = tuple[int, tuple[Test, ...]]  # rule number, tests that must all hold
Vector = tuple[Const | None, ...]  # one value per input, None = unknown


class Ruleset(NamedTuple):
    """The patterns of one decision over `width` inputs."""

    id: str
    width: int
    patterns: tuple[Pattern, ...]


class Ask(NamedTuple):
    """One question to the engine: which rules of this ruleset fire for these inputs."""

    ruleset: str
    vector: Vector


class Matcher(Protocol):
    """Something that can say which rules fire. Not safe to share between threads unless it says so."""

    def load(self, rulesets: Iterable[Ruleset]) -> None:
        """Take in rulesets, in place of older ones of the same id. Cheap: nothing is built yet."""

    def fire(self, asks: Sequence[Ask]) -> list[frozenset[int]]:
        """Return, ask by ask, the numbers of the rules that fired; EngineError if that cannot be said."""

    def close(self) -> None:
        """Give back what the engine holds; the matcher cannot be used afterwards."""
