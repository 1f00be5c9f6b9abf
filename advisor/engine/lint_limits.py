"""Lint from the engine's side: rules that durable_rules could not bear or that would cost too much."""

from collections.abc import Iterator

from advisor.engine import compiler, limits
from advisor.engine.lift import lift
from advisor.errors import Finding, Place
from advisor.rulebook.alternatives import alternatives
from advisor.rulebook.decisions import Decision, Rulebook

MANY = 64
"""Alternatives of one rule from which on a warning is worth its line."""
SPLIT_IT = "write it as several rules, or derive a fact for the parts that belong together"


def limits_of(rulebook: Rulebook) -> Iterator[Finding]:
    """Check every decision against what the engine can be given."""
    for decision in rulebook.decisions.values():
        if decision.compute is None and not decision.factors:
            yield from _of(decision)


def _of(decision: Decision) -> Iterator[Finding]:
    lifted = lift(decision)
    for number, row in enumerate(lifted.rows):
        many = len(alternatives(row, lifted.at))
        if many > MANY:
            place, name = _place(decision, number)
            message = f"{name} has {many} alternatives"
            yield Finding("engine.many-alternatives", place, message, SPLIT_IT, "warning")
    for problem in limits.problems(compiler.ruleset(decision.id, lifted)):
        place, name = _place(decision, problem.rule)
        kind = "engine.contradiction" if problem.severity == "warning" else "engine.limit"
        yield Finding(kind, place, f"{name}: {problem.message}", SPLIT_IT, problem.severity)


def _place(decision: Decision, number: int | None) -> tuple[Place, str]:
    if number is None or number >= len(decision.rows):
        return decision.place, f"'{decision.id}'" if number is None else f"only_when of '{decision.id}'"
    return decision.rows[number].place, f"'{decision.rows[number].id}'"
