"""How facts, days and rules are said in one language, each short enough for a page."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from advisor.advice.view import Evidence, Question, RuleRef, Standing
from advisor.cells import cut, show
from advisor.exchange.page import Line
from advisor.exchange.words import say, term
from advisor.labels import Label, Lang

NAME = 60
"""Cells of a name; a longer one is cut."""

PLACE = 120
"""Cells of a fact's address, of a place (`rules/opening/lead.yaml:12:9`) or a source."""

TEXT = 500
"""Cells of a sentence; a longer one is cut."""

_COLUMN = re.compile(r"(?<=[0-9]):[0-9]+\Z")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def is_open(standing: Standing) -> bool:
    """Whether a standing says nothing: it is not known, or every value is still possible."""
    return standing.state == "unknown" or standing.open


def dotted(*parts: str) -> str:
    """Return short texts in one line, without the empty ones."""
    return " · ".join(part for part in parts if part)


class Printed(Protocol):
    """What every printed view model has: its day, and questions whose facts are called by their labels."""

    @property
    def today(self) -> date:
        """The day it is made for."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions it asks."""


class Voice:
    """Says what a view model holds in one language; every text it returns is safe to print."""

    def __init__(self, page: Printed, lang: Lang) -> None:
        """Bind the page whose facts are named and the language."""
        self.lang: Lang = lang
        self.today = page.today
        self.labels = {question.path: question.label for question in page.questions}

    def say(self, key: str, **values: object) -> str:
        """Return one of the renderers' own texts."""
        return say(key, self.lang, **values)

    def term(self, kind: str, id: str) -> str:
        """Return the word for an id, or the id."""
        return self.name(term(kind, id, self.lang))

    def text(self, label: Label | None) -> str:
        """Return a sentence of the brief; empty when there is none."""
        return "" if label is None else self.sentence(label.text(self.lang))

    def sentence(self, text: str) -> str:
        """Return a text somebody typed."""
        return cut(show(text).strip(), TEXT)

    def name(self, text: str) -> str:
        """Return a name: of a deal, a person, a rival, a rule."""
        return cut(show(text).strip(), NAME)

    def about(self, path: str) -> str:
        """Return whom a fact is about: the middle of `person.NAME.fact`; empty for facts of the deal."""
        return self.name(path.partition(".")[2].rpartition(".")[0])

    def place(self, text: str) -> str:
        """Return where something stands: a fact's address, a rule's file and line."""
        return cut(show(text).strip(), PLACE)

    def pair(self, name: str, value: str) -> str:
        """Return `name: value`."""
        return self.say("pair", name=name, value=value)

    def aside(self, text: str, note: str) -> str:
        """Return `text (note)`, or the text where there is no note."""
        return self.say("aside", text=text, note=note) if note else text

    def listed(self, texts: Iterable[str], most: int = 99, joint: str = "and") -> str:
        """Return the first texts as a list, and how many more there are."""
        found = [text for text in texts if text]
        rest = [self.say("more", n=len(found) - most)] if len(found) > most else []
        return self.say(joint).join([*found[:most], *rest])

    def day(self, when: date) -> str:
        """Return a day as people write it, with the year only where it is another one."""
        year = "" if when.year == self.today.year else str(when.year)
        if self.lang == "zh":
            return f"{year and year + '年'}{when.month}月{when.day}日周{'一二三四五六日'[when.weekday()]}"
        return f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]}{year and ' ' + year}"

    def away(self, days: int) -> str:
        """Return how far a day is: `today`, `in 3 days`, `5 days ago`."""
        if -1 <= days <= 1:
            return self.say(f"days_{days}")
        return self.say("days_ahead" if days > 0 else "days_ago", n=abs(days))

    def value(self, standing: Standing) -> str:
        """Return a standing's value, or every value still possible: `A / D (not settled)`."""
        if standing.open:
            return self.say("unknown_value")
        texts = [self.text(label) for _, label in standing.values]
        if standing.state == "possible":
            return self.aside(" / ".join(texts), self.say("not_settled"))
        return self.listed(texts) or self.say("none" if standing.state == "none" else "unknown_value")

    def standing(self, standing: Standing) -> str:
        """Return `label: value`, with the note a reader must know beside it."""
        told = self.pair(self.text(standing.label), self.value(standing))
        return self.aside(told, self.text(standing.note))

    def needs(self, paths: Sequence[str], most: int = 4) -> str:
        """Return facts by their labels where the brief asks for them, else by their addresses."""
        told = (self.text(self.labels[path]) if path in self.labels else self.place(path) for path in paths)
        return self.listed(told, most)

    def rule(self, rule: RuleRef) -> str:
        """Return a rule's id, file and line, as a reader needs them to look it up."""
        return dotted(self.place(rule.id), self.place(_COLUMN.sub("", rule.place)))

    def said_by(self, text: str, rule: RuleRef) -> str:
        """Return a text with the rule that says it."""
        return self.say("said_by", text=text, rule=self.place(rule.id))

    def line(self, name: str, text: str) -> Line:
        """Return a named line."""
        return Line(self.say(f"name_{name}"), text)

    def facts(self, evidence: Sequence[Evidence], most: int = 2) -> str:
        """Return the facts a line rests on, each with who said it and when."""
        return self.listed((self._fact(fact) for fact in evidence), most, joint="then")

    def _fact(self, fact: Evidence) -> str:
        told = [self.name(fact.by), self.day(fact.on) if fact.on is not None else ""]
        source = self.say("comma").join(part for part in told if part)
        if fact.rule is not None:
            source = self.name(fact.rule.id)
        value = self.pair(dotted(self.about(fact.path), self.text(fact.label)), self.text(fact.value))
        return self.aside(value, source or self.term("origin", fact.origin))
