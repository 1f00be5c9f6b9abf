"""Goals: what somebody wants to come true in a deal, a play, a rule or the value of a fact."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from advisor.advice.agenda import Agenda, AgendaMaker, Candidate
from advisor.advice.needs import Need
from advisor.advice.showing import Show
from advisor.advice.words import filled
from advisor.engine.conclusions import Conclusions
from advisor.engine.scope import Here
from advisor.explain.flipping.reason import FAILS, HOLDS, MAY_FAIL, MAY_HOLD, Verdict, every, some
from advisor.explain.flipping.reasons import Reasons
from advisor.facts.sheet import At, FactSheet
from advisor.facts.states import TRUE
from advisor.labels import Label
from advisor.playbook.plays import Play
from advisor.records import EMPTY
from advisor.rulebook.conditions import Compare, Condition, OneOf, truth_of
from advisor.rulebook.decisions import Advice, Decision

Reached = Callable[[Conclusions], bool]
Aim = Callable[[Reasons], Verdict]

FIRES = Label("rule {} fires", "规则 {} 成立")
RECOMMENDED = Label("'{}' is recommended", "系统建议“{}”")

NOT_MET = ("gate", "no_play")
"""What keeps a recommendation from counting as one."""


class Goal(NamedTuple):
    """What is wanted: how it is called, whether it has come true, and the aims of which one is enough.

    An aim says why it has not come true yet. `text` is how people write the goal; `play` is the play's id
    where a recommendation is wanted; `at` is the fact and `value` what it shall say, where that is wanted.
    `cuts` are the numbers at which the goal itself turns.
    """

    text: str
    label: Label
    reached: Reached
    aims: tuple[Aim, ...]
    play: str = ""
    at: At | None = None
    value: Label | None = None
    cuts: Mapping[Need, tuple[int, ...]] = EMPTY


def fact_goal(text: str, label: Label, at: At, test: Condition, value: Label | None = None) -> Goal:
    """Return the goal that a test of a fact holds; the test is written from the fact's own member."""

    def reached(conclusions: Conclusions) -> bool:
        return truth_of(test, conclusions.scope(at[0], at[1])) == TRUE

    def aim(reasons: Reasons) -> Verdict:
        return reasons.of(test, reasons.conclusions.scope(at[0], at[1]), HOLDS)

    return Goal(text, label, reached, (aim,), at=at, value=value, cuts={Need(*at): tuple(_cuts(test))})


def _cuts(test: Condition) -> Iterator[int]:
    """Yield where a test of a number turns."""
    if isinstance(test, Compare):
        yield test.constant + (test.op in ("at_most", "above"))
    elif isinstance(test, OneOf):
        for value in test.values:
            if isinstance(value, int):
                yield from (value, value + 1)


def rule_goal(sheet: FactSheet, decision: Decision, number: int) -> Goal:
    """Return the goal that a rule fires for somebody."""
    id_ = decision.rows[number].id
    members = sheet.members(decision.subject)

    def reached(conclusions: Conclusions) -> bool:
        return any(_fires(conclusions, decision, number, member) for member in members)

    aims = tuple(partial(_firing, decision, number, member) for member in members)
    return Goal(id_, filled(FIRES, id_), reached, aims)


def any_goal(text: str, label: Label, goals: Sequence[Goal]) -> Goal:
    """Return the goal that one of several comes true."""

    def reached(conclusions: Conclusions) -> bool:
        return any(goal.reached(conclusions) for goal in goals)

    cuts = {need: cut for goal in goals for need, cut in goal.cuts.items()}
    return Goal(text, label, reached, tuple(aim for goal in goals for aim in goal.aims), cuts=cuts)


def play_goal(show: Show, plays: Mapping[str, Play], play: Play) -> Goal:
    """Return the goal that some rule recommends a play and no gate stops it."""
    maker = AgendaMaker(show, plays)
    rules: list[tuple[Decision, int, str]] = []
    aims: list[Aim] = []
    for decision in show.rulebook.recommending:
        for number, row in enumerate(decision.rows):
            if row.advice is None:
                continue
            fits = _fits(row.advice, play.id, maker)
            for member in show.conclusions.sheet.members(decision.subject) if fits else ():
                rules.append((decision, number, member))
                gates = tuple(gate.when for gate in maker.refusing(play))
                aims += [partial(_recommending, gates, fit, decision, number, member) for fit in fits]

    def reached(conclusions: Conclusions) -> bool:
        if not any(_fires(conclusions, *rule) for rule in rules):
            return False
        agenda = AgendaMaker(Show(show.rulebook, conclusions), plays).choose()
        return any(candidate.play == play.id for candidate in recommended(agenda))

    return Goal(play.id, filled(RECOMMENDED, play.title), reached, tuple(aims), play.id)


def recommended(agenda: Agenda) -> Iterator[Candidate]:
    """Yield every recommendation that passed the gates, those with a line of their own first."""
    yield from agenda.chosen
    for joined in (agenda.also, agenda.supports, agenda.against):
        for candidates in joined.values():
            yield from candidates
    for hold in agenda.held:
        if hold.kind not in NOT_MET:
            yield hold.candidate


def _fires(conclusions: Conclusions, decision: Decision, number: int, member: str) -> bool:
    outcome = conclusions.outcomes.get((decision.id, member))
    return outcome is not None and outcome.gate == TRUE and outcome.statuses[number] == TRUE


def _firing(decision: Decision, number: int, member: str, reasons: Reasons) -> Verdict:
    scope = reasons.conclusions.scope(decision.subject, member)
    gate, when = decision.only_when, decision.rows[number].when
    parts = [when] if gate is None else [gate, when]
    found = every(reasons.of(part, scope, HOLDS) for part in parts)
    if found is None and not _fires(reasons.conclusions, decision, number, member):
        return some(reasons.whole(part, scope) for part in parts)
    return found


# --- whom advice is about ---------------------------------------------------------------------------

Fit = Callable[[Reasons, Here], Verdict]
"""Why a rule that fires does not name a play: because somebody fits its advice, or nobody does."""


def _fits(advice: Advice, play: str, maker: AgendaMaker) -> list[Fit]:
    """Return what must be so that a rule which fires names a play; nothing where it never does."""
    pick = advice.pick
    picky = pick is not None and pick.where is not None and bool(pick.if_nobody)
    found: list[Fit] = []
    if maker.least_recent(advice.plays) == play:
        found.append(partial(_somebody, advice) if picky else _anybody)
    if picky and pick is not None and pick.if_nobody == play:
        found.append(partial(_nobody, advice))
    return found


def _recommending(
    gates: tuple[Condition, ...], fit: Fit, decision: Decision, number: int, member: str, reasons: Reasons
) -> Verdict:
    """Return why a rule does not recommend a play for a member."""

    def parts() -> Iterator[Verdict]:
        deal = reasons.conclusions.scope("deal", reasons.conclusions.sheet.deal.id)
        yield from (reasons.of(gate, deal, MAY_FAIL) for gate in gates)
        yield _firing(decision, number, member, reasons)
        yield fit(reasons, reasons.conclusions.scope(decision.subject, member))

    return every(parts())


def _anybody(_: Reasons, __: Here) -> Verdict:
    return None


def _somebody(advice: Advice, reasons: Reasons, scope: Here) -> Verdict:
    """Return why nobody fits the advice."""
    pick = advice.pick
    assert pick is not None and pick.where is not None
    where = pick.where
    return some(reasons.of(where, inner, MAY_HOLD) for inner in scope.each(pick.subject, False))


def _nobody(advice: Advice, reasons: Reasons, scope: Here) -> Verdict:
    """Return why somebody fits the advice, so that what is advised instead is not."""
    pick = advice.pick
    assert pick is not None and pick.where is not None
    where = pick.where
    return every(reasons.of(where, inner, FAILS) for inner in scope.each(pick.subject, False))
