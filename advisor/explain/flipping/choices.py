"""What a fact could be changed to, and by whom: every other choice, or the nearest end of each band."""

from collections.abc import Collection, Iterator
from itertools import combinations
from typing import NamedTuple

from advisor.advice.needs import Need
from advisor.advice.showing import Show
from advisor.engine.conclusions import Conclusions
from advisor.explain.answers import answers, band
from advisor.explain.bands import Bands, limits
from advisor.facts.deal import Value
from advisor.facts.states import NONE, State
from advisor.facts.types import DECIMALS, FactType
from advisor.labels import Label

MANY = 5
"""Elements of a list beyond which only one or two of them are added or taken out."""


UNITS = {kind: 10 ** DECIMALS[kind] for kind in ("number", "percent")}
"""What people count numbers and percents in, as they are kept."""

TODAY = Label("today", "今天")


class Changers:
    """Says what some people can change."""

    def __init__(self, conclusions: Conclusions, by: Collection[str]) -> None:
        """`by` names who may change something: `us`, `buyer`, and `nobody` for what nobody can change."""
        self.conclusions = conclusions
        self.dictionary = dictionary = conclusions.dictionary
        self.by = frozenset(by)
        self._lists = {subject.all_known for subject in dictionary.subjects.values()}

    def of(self, need: Need, value: Value) -> str:
        """Return who can bring a value about."""
        fact = self.dictionary.facts[need.subject][need.name]
        return fact.changer(value, self.conclusions.state(*need))

    def can(self, need: Need, value: Value) -> bool:
        """Say whether they can bring a value about; a list that is complete does not become incomplete."""
        undone = value == "no" and f"{need.subject}.{need.name}" in self._lists
        return not undone and self.of(need, value) in self.by

    def can_change(self, need: Need, now: State) -> bool:
        """Say whether they can bring about any other value than there is now."""
        kind = self.dictionary.facts[need.subject][need.name].type
        if kind.kind == "text":
            return now in (None, NONE) and self.can(need, "")
        values = kind.values if kind.kind != "list" else ()
        return any(value != now and self.can(need, value) for value in values or ("",))


class Choice(NamedTuple):
    """A value a fact could be changed to, and how many steps away it is.

    Of a number the label names the band between `ends`, which the rules read alike; the value stands for it.
    """

    value: Value
    label: Label
    steps: int
    ends: tuple[int, int] | None = None


def choices(need: Need, show: Show, bands: Bands) -> list[Choice]:
    """Return what a fact could be changed to, the nearest first; for an unknown fact every answer.

    Nothing can be moved into the past: a date becomes today, or a day to come.
    """
    now = show.conclusions.state(*need)
    kind = show.fact(need.subject, need.name).type
    found: Iterator[Choice]
    if kind.kind == "date":
        found = _days(need, now if isinstance(now, int) else None, show.today.toordinal(), kind, bands)
    elif kind.numeric:
        found = _numbers(now if isinstance(now, int) else None, kind, bands.of(need))
    elif now is None or now == NONE:
        found = (Choice(answer.value, answer.label, 1) for answer in answers(need, show, bands))
    elif kind.kind == "list" and isinstance(now, tuple):
        found = _lists(tuple(str(v) for v in now), kind, show)
    else:
        found = _others(str(now), kind, show)
    return sorted(found, key=lambda choice: choice.steps)


def _numbers(now: int | None, kind: FactType, bands: list[tuple[int, int]]) -> Iterator[Choice]:
    own = -1 if now is None else next((n for n, (_, high) in enumerate(bands) if now <= high), len(bands) - 1)
    for number, ends in enumerate(bands):
        if number != own:
            low, high = whole(kind, ends)
            near = high if number < own else low
            if now is None:
                least, most = limits(kind)
                near = low if low > least else high if high < most else min(max(0, low), high)
            yield Choice(near, band_label(kind, ends), 1 if now is None else abs(number - own), ends)


def _days(need: Need, now: int | None, today: int, kind: FactType, bands: Bands) -> Iterator[Choice]:
    near = today if now is None else now
    for low, high in bands.of(need):
        if high < today or (now is not None and low <= now <= high):
            continue
        day = min(max(near, low, today), high)
        ends = (max(low, today), high)
        yield Choice(day, TODAY if day == today and low < today else band(kind, *ends), abs(day - near), ends)


def band_label(kind: FactType, ends: tuple[int, int]) -> Label:
    """Return a band in words, in whole points or percents even where its ends are not: "at least 5"."""
    (first, last), high = whole(kind, ends), ends[1]
    return band(kind, first, last if (high + 1) % UNITS.get(kind.kind, 1) else high)


def whole(kind: FactType, ends: tuple[int, int]) -> tuple[int, int]:
    """Return the whole numbers or percents at the ends of a band; the ends themselves where it holds none."""
    (low, high), (least, most), unit = ends, limits(kind), UNITS.get(kind.kind, 1)
    first = low if low == least else -(-low // unit) * unit
    last = high if high == most else high // unit * unit
    return (first, last) if first <= last else ends


def _lists(now: tuple[str, ...], kind: FactType, show: Show) -> Iterator[Choice]:
    every = show.conclusions.sheet.members(kind.subject) if kind.subject else tuple(kind.values)
    elements = tuple(dict.fromkeys((*every, *now)))
    most = len(elements) if len(elements) <= MANY else 2
    for steps in range(1, most + 1):
        for turned in combinations(elements, steps):
            value = tuple(sorted(set(now) ^ set(turned)))
            yield Choice(value, show.value(kind, value), steps)


def _others(now: str, kind: FactType, show: Show) -> Iterator[Choice]:
    if kind.kind == "reference":
        for member in show.conclusions.sheet.members(kind.subject):
            if member != now:
                yield Choice(member, show.value(kind, member), 1)
        return
    order = list(kind.values)
    for number, value in enumerate(order):
        if value != now:
            near = abs(number - order.index(now)) if kind.kind == "ordered" and now in order else 1
            yield Choice(value, show.value(kind, value), near)
