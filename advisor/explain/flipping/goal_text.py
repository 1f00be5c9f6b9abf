"""A goal as people write it: a play, a rule, or `FACT=VALUE`."""

import re

from advisor.advice.needs import Need
from advisor.advice.showing import Show
from advisor.advice.words import filled
from advisor.errors import FactError, UsageError
from advisor.explain.flipping.goals import Goal, any_goal, fact_goal, play_goal, rule_goal
from advisor.explain.proofs.asked import Index
from advisor.explain.trial import Trial
from advisor.facts.dictionary import FactDef, hint
from advisor.facts.sheet import At
from advisor.labels import Label
from advisor.rulebook.comparable import element
from advisor.rulebook.conditions import Compare, Condition, Includes, OneOf, Op, Ref

IS = Label("{} is {}", "{}为“{}”")
HOLDS = Label("{} includes {}", "{}包括“{}”")
LEAST = Label("{} is at least {}", "{}至少为{}")
MOST = Label("{} is at most {}", "{}至多为{}")
ABOUT = Label("{}: {}", "{}：{}")
_BOUND = re.compile(r"(?:(at[ _]least|至少)|at[ _]most|至多)\s*(.+)\Z")
SHOWN = 60


def goal_of(trial: Trial, text: str) -> Goal:
    """Return the goal that a text names. Raises `UsageError` or `FactError` with the nearest right word."""
    show = Show(trial.rulebook, trial.conclusions)
    index = Index(show, trial.plays)
    name, sign, value = (part.strip() for part in text.partition("="))
    asked = index.asked(name)
    if sign:
        if asked.nobody:
            raise UsageError(f"no {asked.nobody} is recorded in {show.deal.id}")
        if not asked.facts:
            raise UsageError(f"'{name[:SHOWN]}' has no value", hint="a play or a rule is named without '='")
        goals = [_value(show, at, value) for at in asked.facts]
        return goals[0] if len(goals) == 1 else any_goal(text.strip(), goals[0].label, goals)
    if asked.facts or asked.nobody:
        raise UsageError(f"which value of {name[:SHOWN]}?", hint=f"write {name[:SHOWN]}=VALUE")
    begun = (p for p in trial.plays.values() if p.id.casefold().startswith(name.casefold()))
    play = next((p for p in begun if p.title == asked.heading), None)
    if play is not None:
        return play_goal(show, trial.plays, play)
    rules = [rule_goal(trial.conclusions.sheet, decision, number) for decision, number in asked.rules]
    return rules[0] if len(rules) == 1 else any_goal(name, asked.heading, rules)


def results_of(trial: Trial, text: str) -> list[Need]:
    """Return the derived facts that a text names. Raises `UsageError` or `FactError` for anything else."""
    show = Show(trial.rulebook, trial.conclusions)
    asked = Index(show, trial.plays).asked(text)
    if asked.nobody:
        raise UsageError(f"no {asked.nobody} is recorded in {show.deal.id}")
    if not asked.facts:
        raise UsageError(f"'{text[:SHOWN]}' is not a fact", hint="name a result, such as deal.value_class")
    told = next((at for at in asked.facts if not show.fact(at[0], at[2]).derived), None)
    if told is not None:
        raise UsageError(f"{show.path(*told)} was told, it does not follow from anything")
    return [Need(*at) for at in asked.facts]


def value_goal(show: Show, at: At, value: str) -> Goal:
    """Return the goal that a fact has a value, given by its id."""
    return _value(show, at, value)


def _value(show: Show, at: At, text: str) -> Goal:
    fact = show.fact(at[0], at[2])
    test, words = _test(show, fact, text)
    named = fact.label
    if not show.rulebook.dictionary.is_single(at[0]):
        named = filled(ABOUT, show.name(at[0], at[1]), named)
    value = _said(show, fact, test)
    return fact_goal(f"{show.path(*at)}={text}", filled(words, named, value), at, test, value)


def _test(show: Show, fact: FactDef, text: str) -> tuple[Condition, Label]:
    """Return the test a text stands for, and how it is said."""
    ref = Ref("own", (), fact.subject, fact.name, soft=fact.derived and fact.type.numeric)
    kind = element(fact.type)
    if fact.type.kind == "text":
        raise UsageError(f"{fact.path} is a text: there is no value to aim at")
    bound = _BOUND.match(text) if kind.numeric else None
    if bound is not None:
        op: Op = "at_least" if bound[1] else "at_most"
        value = kind.read(bound[2])
        assert isinstance(value, int)
        return Compare(ref, op, value), LEAST if bound[1] else MOST
    value = _member(show, kind.subject, text) if kind.subject else kind.read(text)
    if fact.type.kind == "list":
        return Includes(ref, str(value)), HOLDS
    return OneOf(ref, frozenset([value])), IS


def _member(show: Show, subject: str, text: str) -> str:
    members = {show.name(subject, m): m for m in show.conclusions.sheet.members(subject)}
    found = members.get(text) or (text if text in members.values() else None)
    if found is None:
        message = f"no {subject} '{text[:SHOWN]}' in deal {show.deal.id}"
        raise FactError(message, hint=hint(text, list(members)))
    return found


def _said(show: Show, fact: FactDef, test: Condition) -> Label:
    kind = element(fact.type)
    match test:
        case Compare(constant=value):
            return kind.label(value)
        case Includes(value=text):
            return show.value(kind, text)
        case OneOf(values=values):
            return show.value(fact.type, next(iter(values)))
    return fact.label
