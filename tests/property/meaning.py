"""What a fact dictionary and a literal mean, read from the plain YAML data and from format.md alone.

Nothing here comes from `advisor`: the oracle must be able to disagree with it. All numbers are kept as
whole millionths of their natural unit (2.5 is 2_500_000, 15 % is 150_000, three days are 3_000_000), so
that kinds can be multiplied and divided without thinking of anybody's scaling.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

NONE = "~none"
MICRO = 10**6
NUMERIC = ("number", "percent", "money", "date", "duration")
CLOSED = ("yes_no", "choice", "ordered")
# The smallest step each kind is kept with, in millionths: four decimals, hundredths of a percent, cents, days.
STEP = {"number": 100, "percent": 100, "money": 10_000, "date": MICRO, "duration": MICRO}
POWERS = {"": 1, "k": 10**3, "M": 10**6, "bn": 10**9, "万": 10**4, "亿": 10**8}
DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}

Value = int | str | tuple[str, ...]


class Quoted(str):
    """A text that stands in quotes because it would otherwise be read as a word or a parameter."""


class Info(NamedTuple):
    """One fact of the dictionary."""

    subject: str
    name: str
    kind: str
    values: tuple[str, ...]
    target: str
    element: str
    our_act: bool
    needs_contact: bool
    derived: bool
    applies: tuple[tuple[str, tuple[Value, ...]], ...]
    fresh: dict[str, int]
    low: int | None
    high: int | None

    def read(self, text: str) -> Value:
        """Return the value a text of this fact's kind (or of its elements' kind) stands for."""
        return read(self.element if self.kind == "list" else self.kind, text)


def read(kind: str, text: str) -> Value:
    """Return the value that a text stands for: an id, a text, or millionths."""
    if kind == "date":
        return date.fromisoformat(text).toordinal() * MICRO
    if kind not in NUMERIC:
        return text
    match = re.fullmatch(r"(-?[0-9.]+) *(.*)", text)
    assert match, text
    amount, unit = Decimal(match[1]), match[2]
    if kind == "duration":
        return int(amount * DAYS[unit] * MICRO)
    if kind == "percent":
        assert unit in ("%", "points"), text
        return int(amount * MICRO / 100)
    unit = re.sub(r" *(CNY|元)$", "", unit) if kind == "money" else unit
    return int(amount * POWERS[unit] * MICRO)


def kept(kind: str, amount: Fraction) -> int:
    """Return a computed amount as the kind keeps it: rounded half to even at its last decimal place."""
    return round(amount / STEP[kind]) * STEP[kind]


class Subject(NamedTuple):
    """A kind of thing: whether there are many, the fact that says the list is complete, its two sides."""

    many: bool
    all_known: str
    pair: tuple[str, str] | None


class Dictionary:
    """Subjects and facts of plain facts/1 data."""

    def __init__(self, files: list[dict[str, Any]]) -> None:
        self.subjects: dict[str, Subject] = {}
        self.facts: dict[str, dict[str, Info]] = {}
        raw: dict[tuple[str, str], dict[str, Any]] = {}
        for file in files:
            named = file["subject"]
            for subject in [named] if isinstance(named, str) else named:
                self._subject(subject, file)
                for name, said in file["facts"].items():
                    raw[subject, name] = said
        for (subject, name), said in raw.items():
            self.facts.setdefault(subject, {})[name] = _info(subject, name, said, raw)

    def _subject(self, name: str, file: dict[str, Any]) -> None:
        old = self.subjects.get(name, Subject(False, "", None))
        pair = file.get("pair")
        self.subjects[name] = Subject(
            old.many or "many_per" in file,
            file.get("all_known", old.all_known),
            (pair[0], pair[1]) if pair else old.pair,
        )

    def base(self, subject: str) -> list[Info]:
        """Return the facts of a subject that people tell."""
        return [i for i in self.facts.get(subject, {}).values() if not i.derived]


def _info(subject: str, name: str, said: dict[str, Any], raw: dict[tuple[str, str], dict[str, Any]]) -> Info:
    text = said["type"]
    kind, element, target = text, "", ""
    if text.startswith("list of "):
        kind, element = "list", text.removeprefix("list of ")
    inner = element or kind
    if inner.startswith("reference to "):
        inner, target = "reference", inner.removeprefix("reference to ")
    elif element and element not in (*CLOSED, *NUMERIC, "text"):
        inner, target = "reference", element
    kind, element = ("list", inner) if element else (inner, "")
    values = _values(said, inner, raw)
    span = said.get("range")
    applies = said.get("applies_when", {})
    return Info(
        subject, name, kind, values, target, element,
        said.get("our_act") == "yes", said.get("needs_contact") == "yes", said.get("derived") == "yes",
        tuple((other, _wanted(raw[subject, other], v)) for other, v in applies.items()),
        _fresh(said.get("fresh_for")),
        *((int(read(kind, span[0])), int(read(kind, span[1]))) if span else (None, None)),
    )  # fmt: skip


def _values(said: dict[str, Any], kind: str, raw: dict[tuple[str, str], dict[str, Any]]) -> tuple[str, ...]:
    if "values_from" in said:
        subject, _, name = said["values_from"].partition(".")
        return _values(raw[subject, name], kind, raw)
    if "values" in said:
        return tuple(said["values"])
    return ("yes", "no") if kind == "yes_no" else ()


def _wanted(said: dict[str, Any], values: str | list[str]) -> tuple[Value, ...]:
    return tuple(read(said["type"], v) for v in ([values] if isinstance(values, str) else values))


def _fresh(said: str | dict[str, str] | None) -> dict[str, int]:
    if said is None:
        return {}
    pairs = {"": said} if isinstance(said, str) else said
    return {("" if k == "otherwise" else k): int(read("duration", v)) // MICRO for k, v in pairs.items()}
