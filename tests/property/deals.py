"""Random fact sheets for a rulebook, as plain data: members, facts with their day, some of them too old."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from tests.property.features import on
from tests.property.meaning import CLOSED, MICRO, NUMERIC, STEP, Info
from tests.property.oracle import Book
from tests.property.phrases import BASE_DAY, LITERALS, NAMES

Data = dict[str, Any]
OTHERS = ("甲", "m 2", "m-3")


def make_deal(book: Book, seed: int) -> Data:
    """Return a random deal: 0-3 members of each kind, 0-70 % of the facts unknown."""
    rng = Random(seed)
    today = BASE_DAY + rng.randint(-3, 3)
    unknown = rng.choice((-1.0, 0.0, 0.15, 0.3, 0.5, 0.7))
    maker = _Maker(book, rng, today, unknown)
    named = {
        i.target for facts in book.dictionary.facts.values() for i in facts.values() if i.kind == "reference"
    }
    subjects: dict[str, dict[str, Data]] = {"deal": {"D": {}}}
    for name, subject in book.dictionary.subjects.items():
        if subject.many:
            known = NAMES.get(name, OTHERS)
            least = 1 if unknown < 0 and name in named else 0  # else who is named could not be known
            names = rng.sample(known, 2 if name == "usp" else max(least, rng.choice((0, 1, 1, 2, 2, 3))))
            subjects[name] = {member: {} for member in names}
        elif name != "deal" and not subject.pair and (unknown < 0 or rng.random() < 0.8):
            subjects[name] = {"客户" if name == "account" else name: {}}
    for name, subject in book.dictionary.subjects.items():
        if subject.pair:
            left, right = (subjects.get(s, {}) for s in subject.pair)
            subjects[name] = {f"{a}|{b}": {} for a in left for b in right}
    for name, members in subjects.items():
        for facts in members.values():
            facts.update(maker.facts(name, subjects))
    return {"today": date.fromordinal(today).isoformat(), "subjects": subjects}


class _Maker:
    def __init__(self, book: Book, rng: Random, today: int, unknown: float) -> None:
        self.book = book
        self.rng = rng
        self.today = today
        self.unknown = unknown  # below zero: everything is known and fresh
        self.complete = {s.all_known for s in book.dictionary.subjects.values()}

    def facts(self, subject: str, subjects: dict[str, dict[str, Data]]) -> Data:
        found = {}
        for info in self.book.dictionary.facts[subject].values():
            unknown = 0.97 if info.derived else 0.4 if info.our_act else self.unknown
            if f"{subject}.{info.name}" in self.complete:
                unknown = min(unknown, 0.3)
            if self.rng.random() < unknown or (info.derived and not (on("forced") and info.kind in CLOSED)):
                continue
            if f"{subject}.{info.name}" in self.complete and self.rng.random() < (
                1 if self.unknown < 0 else 0.4
            ):
                found[info.name] = {"value": "yes", "on": self._day()}
                continue
            said = told(info, self.rng, self.book, self.today, list(subjects.get(info.target, ())))
            if said is not None:
                found[info.name] = {"value": said, "on": self._day()}
        return found

    def _day(self) -> str:
        ago = 0 if self.unknown < 0 else self.rng.choice((0, 0, 0, 5, 30, 31, 60, 90, 91, 200, -1))
        return date.fromordinal(self.today - ago).isoformat()


def told(info: Info, rng: Random, book: Book, today: int, members: list[str]) -> str | list[str] | None:
    """Return a random value of a fact as somebody would write it, `None` where there is nothing to name."""
    if info.kind in CLOSED:
        return rng.choice(info.values)
    if info.kind == "list":
        return sorted(rng.sample(info.values, rng.randint(0, len(info.values))))
    if info.kind == "reference":
        return rng.choice(members) if members else None
    if info.kind == "text":
        return "文字"
    found = amounts(info, book, today)
    compared = book.compared.get((info.subject, info.name))
    if info.kind == "date" and rng.random() < 0.4:  # on the first and last day of a span that rules speak of
        found = [today * MICRO + sign * d for d in sorted(book.days) for sign in (1, -1)]
    elif compared and rng.random() < 0.5:  # on the bound itself, where a wrong comparison shows
        found = sorted(compared)
    elif rng.random() < 0.4:  # one of a few, so that members are equal now and then
        found = found[:: max(1, len(found) // 3)]
    return shown(info.kind, rng.choice(found))


def amounts(info: Info, book: Book, today: int) -> list[int]:
    """Return amounts on and around every constant that a fact of this kind is compared with."""
    step = STEP[info.kind]
    points = {int(info.read(t)) for t in LITERALS[info.kind]} | book.constants[info.kind]
    if info.kind == "date":
        points |= {today * MICRO + sign * d for d in book.days for sign in (1, -1)}
    low = (0 if info.kind == "duration" else -(10**15)) if info.low is None else info.low
    high = 10**15 if info.high is None else info.high
    return sorted({p + d for p in points for d in (-step, 0, step) if low <= p + d <= high})


def shown(kind: str, value: int) -> str:
    """Return an amount as somebody would write it."""
    if kind == "date":
        return date.fromordinal(value // MICRO).isoformat()
    if kind == "duration":
        return f"{value // MICRO} days"
    amount = Decimal(value) / MICRO * (100 if kind == "percent" else 1)
    return f"{amount:f}" + ("%" if kind == "percent" else "")


assert set(LITERALS) == set(NUMERIC)
