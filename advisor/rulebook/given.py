"""`given`: the facts of a deal as a mapping, in rule tests, in deal files and in the demo."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from advisor.errors import FactError
from advisor.facts import literals
from advisor.facts.deal import Deal, Fact, Source, Value
from advisor.facts.dictionary import Dictionary, FactDef
from advisor.facts.types import NAME_LIMIT
from advisor.records import EMPTY, Record
from advisor.rulebook.forms import Problems
from advisor.rulebook.nodes import ListNode, MapNode, Node

RELATIVE = re.compile(r"today(?:\s*([+-])\s*(.+))?\Z")
ORIGIN = ("value", "on", "by", "source", "note", "until")
OTHER = ("today", "done", "parameters")


class Given(Record):
    """The facts given, the day they are looked at, and parameters changed for them."""

    deal: Deal
    today: date
    parameters: Mapping[str, str] = EMPTY


class GivenReader:
    """Reads one `given` mapping against a dictionary."""

    def __init__(
        self, dictionary: Dictionary, problems: Problems, today: date, source: Source = "typed"
    ) -> None:
        """`today` is used where the mapping does not give a day of its own."""
        self.dictionary = dictionary
        self.problems = problems
        self.today = today
        self.source: Source = source
        self.subjects: dict[str, dict[str, dict[str, Fact]]] = {}

    def read(self, node: Node, deal_id: str = "deal") -> Given:
        """Return what the mapping gives; every mistake becomes a finding."""
        p = self.problems
        known = [*self.dictionary.subjects, *OTHER]
        top = p.fields(node, "'given'", (), known)
        if "today" in top:
            self.today = self._day(top["today"]) or self.today
        for subject in self.dictionary.subjects:
            if subject in top:
                self._names(subject, top[subject], deal_id)
        for subject in self.dictionary.subjects:
            if subject in top:
                self._subject(subject, top[subject], deal_id)
        parameters = {
            k.text: p.text(v, "a parameter") for k, v in p.pairs(top.get("parameters"), "parameters")
        }
        done = [d for item in p.items(top.get("done"), "done") if (d := self._done(item))]
        deal = Deal(deal_id, self.subjects, done=tuple(sorted(done, key=lambda d: d[1])))
        return Given(deal, self.today, parameters)

    def _done(self, node: Node) -> tuple[str, date] | None:
        fields = self.problems.fields(node, "a play done", ("play", "on"))
        on = self._day(fields["on"]) if "on" in fields else None
        return (self.problems.text(fields.get("play"), "play"), on) if on else None

    def _members(self, subject: str, node: Node, deal_id: str) -> list[tuple[str, MapNode]]:
        """Return the members with their ids: one mapping for single subjects, a list for the others."""
        p = self.problems
        if self.dictionary.is_single(subject):
            if isinstance(node, MapNode):
                return [(deal_id if subject == "deal" else self._single_id(subject, node), node)]
            p.add("given.subject", node.place, f"'{subject}' is one mapping of facts")
            return []
        found: list[tuple[str, MapNode]] = []
        for number, item in enumerate(p.items(node, subject) if isinstance(node, ListNode) else (node,), 1):
            if isinstance(item, MapNode):
                name = p.text(item.get("id") or item.get("name"), "name") or f"{subject}-{number}"
                joined = "|" in name and self.dictionary.subjects[subject].pair is None
                if len(name) > NAME_LIMIT or name.startswith("~") or joined:
                    hint = f"1 to {NAME_LIMIT} characters, without | and not beginning with ~"
                    p.add("given.name", item.place, f"'{name[:40]}' cannot be a name", hint)
                    continue
                times = p.text(item.get("times"), "times") or "1"
                copies = int(times) if times.isascii() and times.isdigit() and len(times) < 4 else 1
                found += [(name if n == 0 else f"{name}-{n + 1}", item) for n in range(copies)]
            else:
                p.add("given.subject", item.place, f"a {subject} is a mapping of facts")
        return found

    def _single_id(self, subject: str, node: MapNode) -> str:
        return self.problems.text(node.get("id") or node.get("name"), "name") or subject

    def _names(self, subject: str, node: Node, deal_id: str) -> None:
        members = self.subjects.setdefault(subject, {})
        for member, item in self._members(subject, node, deal_id):
            if member in members:
                self.problems.add("given.twice", item.place, f"{subject} '{member}' is given twice")
            members[member] = {}

    def _subject(self, subject: str, node: Node, deal_id: str) -> None:
        for member, item in self._members(subject, node, deal_id):
            facts = self.subjects[subject][member]
            for key, value in item.pairs:
                if key.text in ("id", "times"):
                    continue
                if key.text == "name" and "name" not in self.dictionary.facts[subject]:
                    continue
                try:
                    definition = self.dictionary.find(subject, key.text)
                except FactError as error:
                    self.problems.fact_error(key.place, error, "fact.unknown")
                    continue
                fact = self._fact(definition, value)
                if fact is not None:
                    facts[key.text] = fact

    def _fact(self, definition: FactDef, node: Node) -> Fact | None:
        p = self.problems
        if not isinstance(node, MapNode):
            value = self._value(definition, node)
            return None if value is None else Fact(value, self.today, source=self.source)
        fields = p.fields(node, f"the fact '{definition.name}'", ("value",), ORIGIN)
        value = self._value(definition, fields["value"]) if "value" in fields else None
        on = self._day(fields["on"]) if "on" in fields else self.today
        if value is None or on is None:
            return None
        source = p.word(fields.get("source"), "source", ("typed", "import", "debrief", "demo"), self.source)
        until = self._day(fields["until"]) if "until" in fields else None
        origin: Source = next(s for s in ("typed", "import", "debrief", "demo") if s == source)
        return Fact(
            value, on, p.text(fields.get("by"), "by"), origin, p.text(fields.get("note"), "note"), until
        )

    def _value(self, definition: FactDef, node: Node) -> Value | None:
        kind = definition.type
        members = sorted(self.subjects.get(kind.subject, ())) if kind.subject else None
        try:
            if isinstance(node, ListNode):
                if kind.kind != "list":
                    raise FactError(f"'{definition.name}' takes one value, not a list")
                return kind.read_many([self.problems.text(n, "a value") for n in node.items], members)
            text = self.problems.text(node, f"the value of '{definition.name}'")
            if text == "unknown":
                return None
            if kind.kind == "date" and text.startswith("today"):
                day = self._day(node)
                return day.toordinal() if day else None
            return kind.read(text, members)
        except FactError as error:
            self.problems.fact_error(node.place, error)
            return None

    def _day(self, node: Node) -> date | None:
        text = self.problems.text(node, "a day")
        match = RELATIVE.match(text)
        try:
            if not match:
                return literals.day(text)
            days = literals.duration(match[2]) if match[1] else 0
            return self.today + timedelta(days=-days if match[1] == "-" else days)
        except FactError as error:
            self.problems.fact_error(node.place, error)
            return None
