"""The answers a question can have: every choice, and numbers and dates by the bands that rules tell apart."""

from collections.abc import Iterator
from typing import NamedTuple

from advisor.advice.needs import Need
from advisor.advice.showing import Show
from advisor.explain.bands import Bands, limits
from advisor.facts.deal import Value
from advisor.facts.dictionary import FactDef
from advisor.facts.types import FactType
from advisor.labels import Label

GIVEN = Label("as soon as it is known", "知道之后")
FROM = Label("at least {}", "至少{}")
ABOVE = Label("above {}", "高于{}")
UP_TO = Label("at most {}", "至多{}")
BELOW = Label("below {}", "低于{}")
BETWEEN = Label("{} to {}", "{}～{}")
ON = Label("on {} or later", "{}或以后")
BY = Label("by {}", "{}或以前")


class Answer(NamedTuple):
    """One possible answer, or a band of numbers that all rules read alike: `value` stands for all of it."""

    value: Value
    label: Label


def answers(need: Need, show: Show, bands: Bands) -> tuple[Answer, ...]:
    """Return the answers to an unknown fact, in the dictionary's order; none where nothing can be tried."""
    return tuple(_answers(show.fact(need.subject, need.name), need, show, bands))


def _answers(fact: FactDef, need: Need, show: Show, bands: Bands) -> Iterator[Answer]:
    kind = fact.type
    if kind.numeric:
        for low, high in bands.of(need):
            yield Answer(_middle(kind, low, high), band(kind, low, high))
    elif kind.kind == "text":
        yield Answer("…", GIVEN)
    elif kind.kind == "list":
        members = show.conclusions.sheet.members(kind.subject) if kind.subject else tuple(kind.values)
        for listed in dict.fromkeys(((), *((member,) for member in members), tuple(sorted(members)))):
            yield Answer(listed, show.value(kind, listed))
    elif kind.kind == "reference":
        for member in show.conclusions.sheet.members(kind.subject):
            yield Answer(member, show.value(kind, member))
    else:
        for value in kind.values:
            yield Answer(value, show.value(kind, value))


def _middle(kind: FactType, low: int, high: int) -> int:
    """Return a value that stands for a band: the end that is not open, else the middle."""
    least, most = limits(kind)
    if (low, high) == (least, most):
        return min(max(0, low), high)
    return low if high == most else high if low == least else (low + high) // 2


def band(kind: FactType, low: int, high: int) -> Label:
    """Return a band in words: "below 45%" rather than "up to 44.99%", where that is shorter."""
    least, most = limits(kind)
    if low == high:
        return kind.label(low)
    if kind.kind == "date":
        first, last = kind.label(low), kind.label(high)
        if low == least:
            return GIVEN if high == most else _filled(BY, last)
        return _filled(ON, first) if high == most else _filled(BETWEEN, first, last)
    ends = []
    if low > least:
        ends.append(_shorter(FROM, kind.label(low), ABOVE, kind.label(low - 1)))
    if high < most:
        ends.append(_shorter(UP_TO, kind.label(high), BELOW, kind.label(high + 1)))
    if not ends:
        return GIVEN
    return Label(", ".join(end.en for end in ends), "、".join(end.zh for end in ends))


def _shorter(words: Label, value: Label, others: Label, other: Label) -> Label:
    return _filled(words, value) if len(value.en) <= len(other.en) else _filled(others, other)


def _filled(label: Label, *words: Label) -> Label:
    return Label(label.en.format(*(w.en for w in words)), label.zh.format(*(w.zh for w in words)))
