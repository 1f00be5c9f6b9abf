"""Rows to the patterns of durable_rules: alternatives of positive tests on numbered inputs."""

from collections.abc import Iterable

from advisor.engine.lift import Lifted
from advisor.engine.matching import Pattern, Ruleset, Test
from advisor.rulebook.alternatives import alternatives


def ruleset(id_: str, lifted: Lifted, rows: Iterable[int] | None = None) -> Ruleset:
    """Return the engine form of a decision's rows (or some of them); rows that need no input are left out.

    Raises `TooManyAlternatives` where one row expands beyond the limit (the loader refuses such rows).
    """
    numbers = range(len(lifted.rows)) if rows is None else sorted(rows)
    return Ruleset(id_, len(lifted.inputs), tuple(p for n in numbers for p in patterns(n, lifted)))


def patterns(row: int, lifted: Lifted) -> list[Pattern]:
    """Return the patterns of one row."""
    found = alternatives(lifted.rows[row], lifted.at)
    return [(row, tuple(sorted(conjunction, key=_order))) for conjunction in found if conjunction]


def _order(test: Test) -> tuple[bool, int, str, str]:
    """Equality first, then by input: patterns that begin alike are shared in the engine."""
    return (test[1] != "eq", test[0], test[1], str(test[2]))
