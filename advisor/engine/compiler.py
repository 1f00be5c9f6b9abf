"""Rows to the patterns of durable_rules: alternatives of positive tests on numbered inputs."""

from advisor.engine.lift import Lifted
from advisor.engine.matching import Pattern, Ruleset, Test
from advisor.rulebook.alternatives import alternatives


def ruleset(id_: str, lifted: Lifted) -> Ruleset:
    """Return the engine form of a decision's rows; rows that need no input are left out.

    Raises `TooManyAlternatives` where one row expands beyond the limit (the loader refuses such rows).
    """
    patterns: list[Pattern] = []
    for number, row in enumerate(lifted.rows):
        for conjunction in alternatives(row, lifted.at):
            if conjunction:
                patterns.append((number, tuple(sorted(conjunction, key=_order))))
    return Ruleset(id_, len(lifted.inputs), tuple(patterns))


def _order(test: Test) -> tuple[bool, int, str, str]:
    """Equality first, then by input: patterns that begin alike are shared in the engine."""
    return (test[1] != "eq", test[0], test[1], str(test[2]))
