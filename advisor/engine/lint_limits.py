"""Lint from the engine's side: rules that durable_rules could not bear or that would cost too much."""

from collections.abc import Iterator

from advisor.engine import compiler, limits
from advisor.engine.lift import Lifted, lift
from advisor.errors import Finding, Place
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
    fits = True
    for number in range(len(lifted.rows)):
        found = _alternatives(decision, lifted, number)
        if found is not None:
            yield found
            fits = fits and found.severity == "warning"
    for problem in limits.problems(compiler.ruleset(decision.id, lifted)) if fits else ():
        place, name = _place(decision, problem.rule)
        kind = "engine.contradiction" if problem.severity == "warning" else "engine.limit"
        yield Finding(kind, place, f"{name}: {problem.message}", SPLIT_IT, problem.severity)


def _alternatives(decision: Decision, lifted: Lifted, number: int) -> Finding | None:
    place, name = _place(decision, number)
    try:
        many = len(compiler.alternatives(lifted.rows[number], lifted))
    except compiler.TooManyAlternatives:
        message = f"{name} has more than {compiler.MAX_ALTERNATIVES} alternatives"
        return Finding("engine.too-many-alternatives", place, message, SPLIT_IT)
    if many <= MANY:
        return None
    return Finding("engine.many-alternatives", place, f"{name} has {many} alternatives", SPLIT_IT, "warning")


def _place(decision: Decision, number: int | None) -> tuple[Place, str]:
    if number is None or number >= len(decision.rows):
        return decision.place, f"'{decision.id}'" if number is None else f"only_when of '{decision.id}'"
    return decision.rows[number].place, f"'{decision.rows[number].id}'"
