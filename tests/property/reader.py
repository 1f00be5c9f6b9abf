"""The oracle's conditions: plain YAML data to closures, two-valued."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.property.meaning import CLOSED, NONE, Info, Quoted, Value, read
from tests.property.oracle import Book, Condition, Path, Place, World

QUANTIFIER = re.compile(r"(any|no|every|count)( other)? (\w+)")
Test = Callable[[Value, World, Place], bool]


class Reader:
    """Compiles the conditions of one decision, and notes what they read."""

    def __init__(self, book: Book, subject: str, this: str, reads: set[tuple[str, str]]) -> None:
        self.book = book
        self.subject = subject
        self.this = this
        self.reads = reads

    def inside(self, subject: str) -> Reader:
        """Return the reader for conditions on another subject's members."""
        return Reader(self.book, subject, self.this, self.reads)

    def path(self, text: str) -> Path:
        """Return the fact a name stands for."""
        parts = text.split(".")
        start, subject = "own", self.subject
        if len(parts) > 1 and parts[0] == "this":
            start, subject, parts = "this", self.this, parts[1:]
        elif len(parts) > 1 and parts[0] in self.book.dictionary.subjects:
            start = subject = parts[0]
            parts = parts[1:]
            if start == self.subject:
                start = "own"
        hops = []
        for name in parts[:-1]:
            info = self._note(subject, name)
            hops.append((name, info.target))
            subject = info.target
        return Path(start, tuple(hops), self._note(subject, parts[-1]))

    def _note(self, subject: str, name: str) -> Info:
        info = self.book.dictionary.facts[subject][name]
        self.reads.add((subject, name))
        for other, _ in info.applies:
            self._note(subject, other)
        return info

    def lists(self, subject: str) -> None:
        """Note that the completeness of a subject's list is read."""
        for side in (subject, *(self.book.dictionary.subjects[subject].pair or ())):
            owner, _, name = self.book.dictionary.subjects[side].all_known.partition(".")
            if name:
                self.reads.add((owner, name))

    def text(self, text: str) -> str:
        """Return a literal, with `$parameter` replaced."""
        if text.startswith("$") and not isinstance(text, Quoted):
            return self.book.parameters[text[1:]]
        return text

    def literal(self, info: Info, text: str, offset: bool = False) -> Value:
        """Return the value of a literal for a fact (or of an offset to one)."""
        value = info.read(self.text(text))
        if isinstance(value, int) and not offset:
            self.book.constants[info.kind].add(value)
            self.book.compared.setdefault((info.subject, info.name), set()).add(value)
        return value

    def days(self, text: str) -> int:
        """Return a duration in millionths of a day."""
        found = int(read("duration", self.text(text)))
        self.book.days.add(found)
        return found

    # --- conditions ------------------------------------------------------------------------------

    def condition(self, said: Any) -> Condition:
        """Return the condition that a mapping (or `always`) says."""
        if said == "always":
            return lambda w, p: True
        parts = [self._pair(key, value) for key, value in said.items()]
        return parts[0] if len(parts) == 1 else lambda w, p: all(part(w, p) for part in parts)

    def _pair(self, key: str, value: Any) -> Condition:
        if key in ("all", "any", "none") and isinstance(value, list):
            parts = [self.condition(item) for item in value]
            if key == "all":
                return lambda w, p: all(part(w, p) for part in parts)
            if key == "any":
                return lambda w, p: any(part(w, p) for part in parts)
            return lambda w, p: not any(part(w, p) for part in parts)
        if key == "count" and isinstance(value, dict):
            parts = [self.condition(item) for item in value["of"]]
            low, high = self._bounds(value)
            return lambda w, p: low <= sum(part(w, p) for part in parts) <= high
        if match := QUANTIFIER.fullmatch(key):
            return self._members(match[1], bool(match[2]), match[3], value)
        path = self.path(key)
        test = self.test(path.info, value)
        if value in ("known", "unknown"):
            wanted = value == "known"
            return lambda w, p: self._is_known(path, w, p) == wanted
        return lambda w, p: test(w.get(path, p), w, p)

    def _is_known(self, path: Path, world: World, place: Place) -> bool:
        if world.known is None:
            return world.get(path, place) != NONE
        return world.known(path, place, world)

    def _bounds(self, said: dict[str, str]) -> tuple[int, float]:
        low, high = said.get("at_least"), said.get("at_most")
        return int(self.text(low)) if low else 0, int(self.text(high)) if high else float("inf")

    def _members(self, word: str, other: bool, subject: str, said: Any) -> Condition:
        self.lists(subject)
        inner = self.inside(subject)
        if word == "count":
            where = inner.condition(said.get("where", "always"))
            low, high = self._bounds(said)
            return lambda w, p: low <= sum(where(w, m) for m in w.each(subject, other, p)) <= high
        where = inner.condition(said)
        if word == "any":
            return lambda w, p: any(where(w, m) for m in w.each(subject, other, p))
        if word == "no":
            return lambda w, p: not any(where(w, m) for m in w.each(subject, other, p))

        def every(world: World, place: Place) -> bool:
            # "every" speaks of the recorded members only and needs at least one (format.md 4.6).
            found = [m for m in world.each(subject, other, place) if not world.is_new(subject, m.member)]
            return bool(found) and all(where(world, m) for m in found)

        return every

    # --- tests -----------------------------------------------------------------------------------

    def test(self, info: Info, said: Any) -> Test:
        """Return the test of a fact's value that stands behind its name."""
        if isinstance(said, dict):
            parts = [self._word(info, word, operand) for word, operand in said.items()]
            return parts[0] if len(parts) == 1 else lambda v, w, p: all(part(v, w, p) for part in parts)
        if said in ("known", "unknown"):
            return lambda v, w, p: False
        if said == "empty" and info.kind == "list":
            return lambda v, w, p: v == ()
        if said == "overdue" and info.kind == "date":
            return lambda v, w, p: v != NONE and v < w.today  # type: ignore[operator]
        if said == "this" and info.kind == "reference":
            return lambda v, w, p: v == p.this
        values = self._several(info, said)
        return lambda v, w, p: v in values

    def _several(self, info: Info, said: Any) -> set[Value]:
        return {self.literal(info, text) for text in (said if isinstance(said, list) else [said])}

    def _word(self, info: Info, word: str, said: Any) -> Test:
        if word == "not":
            inner = self.test(info, said)
            return lambda v, w, p: not inner(v, w, p)
        if word == "between":
            low, high = (self.literal(info, text) for text in said)
            return lambda v, w, p: v != NONE and low <= v <= high  # type: ignore[operator]
        if word in ("in_last", "in_next", "older_than"):
            return self._dated(word, self.days(said))
        if word == "is_in":
            listed = self.path(said["fact"])
            return lambda v, w, p: v != NONE and _in(v, w.get(listed, p))
        if word.startswith("includes"):
            values = self._several(info, said)
            if word == "includes_any":
                return lambda v, w, p: any(_in(x, v) for x in values)
            return lambda v, w, p: all(_in(x, v) for x in values)
        if word == "fact":
            other = self.path(said)
            return lambda v, w, p: v != NONE and v == w.get(other, p)
        return self._order(info, word, said)

    def _dated(self, word: str, days: int) -> Test:
        if word == "in_last":
            return lambda v, w, p: v != NONE and w.today - days <= v <= w.today  # type: ignore[operator]
        if word == "in_next":
            return lambda v, w, p: v != NONE and w.today <= v <= w.today + days  # type: ignore[operator]
        return lambda v, w, p: v != NONE and v < w.today - days  # type: ignore[operator]

    def _order(self, info: Info, word: str, said: Any) -> Test:
        holds: dict[str, Callable[[Any, Any], bool]] = {
            "at_least": lambda a, b: a >= b, "at_most": lambda a, b: a <= b,
            "above": lambda a, b: a > b, "below": lambda a, b: a < b,
            "after": lambda a, b: a > b, "before": lambda a, b: a < b,
        }  # fmt: skip
        compare = holds[word]
        rank: Callable[[Value], Any] = info.values.index if info.kind in CLOSED else lambda v: v
        if not isinstance(said, dict):
            bound = rank(self.literal(info, said))
            return lambda v, w, p: v != NONE and compare(rank(v), bound)
        other, offset = self.path(said["fact"]), 0
        for sign, key in ((1, "plus"), (-1, "minus")):
            if key in said:
                amount = self.days(said[key]) if info.kind == "date" else self.literal(info, said[key], True)
                offset += sign * int(amount)

        def against(v: Value, w: World, p: Place) -> bool:
            second = w.get(other, p)
            if NONE in (v, second):
                return False
            return compare(rank(v), rank(second) + offset)

        return against


def _in(value: Value, listed: Value) -> bool:
    return isinstance(listed, tuple) and str(value) in listed
