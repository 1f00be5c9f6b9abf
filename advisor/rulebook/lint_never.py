"""Conditions that can never hold, and conditions that hold for every value yet ask for it."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from advisor.errors import Finding, Place
from advisor.facts.states import FALSE, TRUE, UNKNOWN, Truth
from advisor.rulebook.conditions import All, Condition, Known, Members, Ref, walk
from advisor.rulebook.decisions import Decision, Rulebook
from advisor.rulebook.lint_cases import Cases, Goal, Guess, holds, keys, tests
from advisor.rulebook.lint_domains import Domains
from advisor.rulebook.lint_words import said


class Stated(NamedTuple):
    """A condition with what it is and where it stands. `asks` says that it makes questions while unknown."""

    condition: Condition
    what: str
    place: Place
    asks: bool = False


def never(rulebook: Rulebook, domains: Domains) -> Iterator[Finding]:
    """Check every condition of the rulebook."""
    for stated in conditions(rulebook):
        dead = _dead(stated, domains)
        yield from dead
        if stated.asks and not dead:
            yield from _covered(stated, domains)


def conditions(rulebook: Rulebook) -> Iterator[Stated]:
    """Yield every condition with its name and place."""
    for decision in rulebook.decisions.values():
        yield from _of_decision(decision)
    for modifier in rulebook.agenda.modifiers:
        yield Stated(modifier.when, f"the modifier '{modifier.id}'", modifier.place)
    for gate in rulebook.agenda.gates:
        yield Stated(gate.when, f"the gate '{gate.id}'", gate.place)


def _of_decision(decision: Decision) -> Iterator[Stated]:
    asks = decision.hit_policy in ("rules", "collect", "path")
    gate = decision.only_when
    if gate is not None:
        yield Stated(gate, f"only_when of '{decision.id}'", decision.place, asks=True)
    for row in decision.rows:
        yield Stated(row.when, f"'{row.id}'", row.place, asks)
        if gate is not None:
            yield Stated(All((gate, row.when)), f"'{row.id}' together with only_when", row.place)
        if row.advice is not None and row.advice.pick is not None and row.advice.pick.where is not None:
            yield Stated(row.advice.pick.where, f"'with' of '{row.id}'", row.place)
    for factor in decision.factors:
        for row in factor.rows:
            yield Stated(row.when, f"a step of '{factor.ref.text}' in '{decision.id}'", row.place)
    if decision.compute is not None:
        for number, part in enumerate(decision.compute.conditions, 1):
            yield Stated(part, f"condition {number} of '{decision.id}'", decision.place, asks=True)
        if decision.compute.where is not None:
            yield Stated(decision.compute.where, f"'where' of '{decision.id}'", decision.place, asks=True)


def _dead(stated: Stated, domains: Domains) -> list[Finding]:
    """Return a finding where the condition, or one about the members of another subject, never holds."""
    together = stated.what.endswith("only_when")
    parts = [p.where for p in walk(stated.condition) if isinstance(p, Members)]
    inner = [] if together else [p for p in parts if _impossible(p, domains)]
    if inner:
        message = f"the condition on other members in {stated.what} can never hold: {said(inner[0])}"
        return [Finding("condition.never", stated.place, message, "its tests exclude each other")]
    if not _impossible(stated.condition, domains):
        return []
    if (
        together
        and isinstance(stated.condition, All)
        and any(_impossible(p, domains) for p in stated.condition.of)
    ):
        return []  # said of the part alone
    message = f"{stated.what} can never hold: {said(stated.condition)}"
    return [Finding("condition.never", stated.place, message, "its tests exclude each other")]


def _impossible(condition: Condition, domains: Domains) -> bool:
    cases = Cases([condition], domains)
    return cases.find(holds((condition,)), tuple(cases.states)) is None and cases.exact


def _covered(stated: Stated, domains: Domains) -> Iterator[Finding]:
    """Find typed facts that are asked for although the condition holds whatever the answer is."""
    for condition in (stated.condition, *(p.where for p in walk(stated.condition) if isinstance(p, Members))):
        found = list(tests(condition))
        often = Counter(ref for test in found if not isinstance(test, Members) for ref in test.refs())
        known = {test.ref for test in found if isinstance(test, Known)}
        cases = Cases([condition], domains)
        for ref, times in often.items():
            if times < 2 or ref in known or not domains.is_typed(ref):
                continue
            order = tuple(key for key in cases.states if key != ref)
            cost = len(cases.states[ref])
            if cases.find(_matters(condition, ref, cases), order, cost) is not None or not cases.exact:
                continue
            if cases.find(_whatever(condition, ref, cases), order, cost) is not None:
                message = (
                    f"the tests of '{ref.text}' in {stated.what} cover every value, so asking it is needless"
                )
                hint = f"leave '{ref.text}' out, or write '{ref.text}: known' if it must be answered"
                yield Finding("condition.covers-every-value", stated.place, message, hint, "warning")


def _matters(condition: Condition, ref: Ref, cases: Cases) -> Goal:
    """Return the goal that a condition holds for some values of a fact and not for others."""
    values = [s for s in cases.states[ref] if s is not None]

    def goal(guess: Guess) -> Truth:
        found = {condition.truth(Guess({**guess.case, ref: value})) for value in values}
        return UNKNOWN if UNKNOWN in found else TRUE if len(found) > 1 else FALSE

    return goal


def _whatever(condition: Condition, ref: Ref, cases: Cases) -> Goal:
    """Return the goal that a condition holds for every value of a fact, and is unknown without it."""
    values = [s for s in cases.states[ref] if s is not None]

    def goal(guess: Guess) -> Truth:
        found = [condition.truth(Guess({**guess.case, ref: value})) for value in values]
        if FALSE in found or condition.truth(guess) == TRUE:
            return FALSE
        if UNKNOWN in found:
            return UNKNOWN
        chosen = Guess({**guess.case, ref: None})
        return TRUE if chosen.covers(keys(condition)) or condition.truth(guess) == UNKNOWN else UNKNOWN

    return goal
