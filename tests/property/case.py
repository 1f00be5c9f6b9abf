"""A case: a rulebook and a deal as plain data, and the same two as the advisor and as the oracle see them."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from advisor.errors import EngineError
from advisor.facts.deal import Deal, Fact
from advisor.facts.deal import Value as Typed
from advisor.facts.dictionary import Dictionary
from advisor.facts.sheet import FactSheet, sheet
from advisor.facts.types import DECIMALS
from advisor.rulebook.decisions import Rulebook
from advisor.rulebook.load import Source, load
from tests.property.meaning import NUMERIC
from tests.property.oracle import Book
from tests.property.writing import write

Data = dict[str, Any]
Deals = dict[str, Any]
"""`{"today": iso, "subjects": {subject: {member: {fact: {"value": text or list, "on": iso}}}}}`"""


class Rules:
    """A rulebook: its plain data, its texts, and both readings of it."""

    def __init__(self, files: dict[str, Data]) -> None:
        """Keep the plain data of the files by name."""
        self.files = files

    @cached_property
    def texts(self) -> dict[str, str]:
        """The files' YAML texts."""
        return {name: write(file) for name, file in self.files.items()}

    @cached_property
    def loaded(self) -> Rulebook:
        """The rulebook as the advisor loads it."""
        return load([Source(n, t.encode()) for n, t in self.texts.items()]).or_raise()

    @cached_property
    def book(self) -> Book:
        """The rulebook as the oracle reads it."""
        return Book(list(self.files.values()))


def day(text: str) -> date:
    """Return an ISO day."""
    return date.fromisoformat(text)


def make_deal(dictionary: Dictionary, data: Deals) -> Deal:
    """Return the advisor's deal of a plain one."""
    subjects = {
        s: {m: {n: _fact(dictionary, s, n, f) for n, f in facts.items()} for m, facts in members.items()}
        for s, members in data["subjects"].items()
    }
    return Deal("D", subjects)


def _fact(dictionary: Dictionary, subject: str, name: str, said: Data) -> Fact:
    kind = dictionary.find(subject, name).type
    value = said["value"]
    typed = kind.read_many(value) if isinstance(value, list) else kind.read(value)
    until = day(said["until"]) if "until" in said else None
    return Fact(typed, day(said["on"]), until=until)


def make_sheet(rulebook: Rulebook, data: Deals) -> FactSheet:
    """Return the fact sheet of a plain deal on its day."""
    return sheet(rulebook.dictionary, make_deal(rulebook.dictionary, data), day(data["today"]))


def millionths(kind: str, value: int) -> int:
    """Return one of the advisor's scaled numbers as the oracle keeps it."""
    return value * 10**6 // (10 ** DECIMALS[kind] * (100 if kind == "percent" else 1))


def natural(kind: str, value: Typed) -> Typed:
    """Return a value of the advisor as the oracle keeps it."""
    return millionths(kind, value) if kind in NUMERIC and isinstance(value, int) else value


__all__ = ["Deals", "EngineError", "Rules", "make_deal", "make_sheet", "natural"]
