"""Typed assignments, `person.王处长.met=yes`, to changes of a deal: all are checked before one is kept."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from advisor.errors import FactError, UsageError
from advisor.facts.deal import Deal, Value
from advisor.facts.dictionary import Dictionary, FactDef
from advisor.labels import Label
from advisor.rulebook.decisions import Rulebook
from advisor.store.protocol import MEMBER, Path

UNKNOWN = "unknown"
"""The value that takes a fact back."""

LONGEST_NAME = 100
_DAY = re.compile(r"today(?:\s*([+-])\s*(.+))?\Z")
_EXAMPLE = "write it like deal.our_share=60% or person.NAME.met=yes"


class Assignment(NamedTuple):
    """One wish, taken apart but not yet checked against the dictionary."""

    path: str
    text: str


def parse(assignments: Iterable[str]) -> tuple[Assignment, ...]:
    """Split `PATH=VALUE` texts. Raises `UsageError` for what is none, or names one fact twice."""
    found: dict[str, str] = {}
    for text in assignments:
        path, sign, value = text.partition("=")
        path = path.strip()
        if not sign or not path:
            raise UsageError(f"'{text[:80]}' says nothing to record", hint=_EXAMPLE)
        if path in found:
            raise UsageError(f"'{path[:80]}' is given twice", hint="give each fact one value")
        found[path] = value.strip()
    if not found:
        raise UsageError("there is nothing to record", hint=_EXAMPLE)
    return tuple(Assignment(path, value) for path, value in found.items())


class Assigner:
    """Checks assignments for one deal. Members that are new stay with it while one command is read."""

    def __init__(
        self, rulebook: Rulebook, deal: Deal, today: date, note: str = "", new: bool = False
    ) -> None:
        """`new` allows members that are not recorded yet; `note` is the reason for typing over a rule."""
        self.rulebook, self.deal, self.today, self.note, self.new = rulebook, deal, today, note, new
        self.dictionary: Dictionary = rulebook.dictionary
        self.added: dict[str, list[str]] = {}

    def changes(self, assignments: Sequence[Assignment]) -> dict[Path, Value | None]:
        """Return what is to be recorded; facts that are taken back and were never there are left out.

        Raises `FactError` for the first path or value the dictionary does not know.
        """
        paths = [self._address(wish, assignments) for wish in assignments]
        found: dict[Path, Value | None] = {}
        for wish, path in zip(assignments, paths, strict=True):
            definition = self.dictionary.find(path[0], path[2])
            self._allow(definition)
            if wish.text == UNKNOWN:
                if path[2] in self.deal.facts(path[0], path[1]):
                    found[path] = None
                continue
            found[path] = self._value(definition, wish.text)
        for subject, members in self.added.items():
            for member in members:
                if not any(
                    path[:2] == (subject, member) for path, value in found.items() if value is not None
                ):
                    found[subject, member, MEMBER] = "yes"
        return found

    def _address(self, wish: Assignment, all_: Sequence[Assignment]) -> Path:
        subject, _, rest = wish.path.partition(".")
        if subject not in self.dictionary.subjects:
            return self.dictionary.address(wish.path, self.deal)  # raises, with the nearest subject
        if self.dictionary.is_single(subject):
            self.dictionary.find(subject, rest)
            return subject, self._single(subject, all_), rest
        member, _, name = rest.rpartition(".")
        if member and name in self.dictionary.facts[subject] and self._may_add(subject, member):
            self._add(subject, member)
            return subject, member, name
        try:
            return self.dictionary.address(wish.path, self.deal)
        except FactError as error:
            raise self._with_way(error, subject, member) from None

    def _single(self, subject: str, all_: Sequence[Assignment]) -> str:
        """Return the deal's one member of a subject.

        An account is shared by its id, so one without a record must not end up as everybody's "account":
        it takes the name it is given here, else the deal's own id.
        """
        members = self.deal.members(subject)
        if members or subject == "deal":
            return members[0] if members else self.deal.id
        named = next((wish.text for wish in all_ if wish.path == f"{subject}.name"), "")
        return named if named and named != UNKNOWN else self.deal.id

    def _may_add(self, subject: str, member: str) -> bool:
        return self.new and not self.dictionary.subjects[subject].pair and not self._id_of(subject, member)

    def _add(self, subject: str, member: str) -> None:
        check_name(subject, member)
        if member not in self.added.setdefault(subject, []):
            self.added[subject].append(member)

    def _with_way(self, error: FactError, subject: str, member: str) -> FactError:
        """Add to an error about an unknown member how one is added."""
        unknown = member and not self._id_of(subject, member) and not self.dictionary.subjects[subject].pair
        if not unknown or "'--new'" in error.hint or f"no {subject} " not in error.message:
            return error
        way = f"a {subject} who is new is added with '--new'"
        return FactError(error.message, error.place, f"{error.hint}; {way}" if error.hint else way)

    def _allow(self, definition: FactDef) -> None:
        """Refuse what cannot be typed over a rule, or is typed over one without a reason."""
        if not definition.derived:
            return
        decision = self.rulebook.deriving(definition.subject, definition.name)
        if decision is not None and decision.form == "path":
            claim = f"{definition.subject}.{decision.claimed.name}" if decision.claimed else ""
            hint = f"record what was claimed instead: {claim}=..." if claim else "record the evidence instead"
            raise FactError(
                f"{definition.path} follows from the evidence and cannot be typed over", hint=hint
            )
        if not self.note.strip():
            hint = "say why with --note; it ends when a fact changes that it rests on, or after 60 days"
            raise FactError(
                f"{definition.path} is what the rules say; typing over it needs a reason", hint=hint
            )

    def _value(self, definition: FactDef, text: str) -> Value:
        kind = definition.type
        if kind.kind == "date" and (match := _DAY.match(text)):
            return self._day(match)
        if not kind.subject:
            return kind.read(text)
        ids = self._ids(kind.subject)
        value = kind.read(text, None if self.new else list(ids))
        names = value if isinstance(value, tuple) else (str(value),)
        for name in names:
            if name not in ids:
                self._add(kind.subject, name)
        found = [ids.get(name, name) for name in names]
        return tuple(sorted(set(found))) if isinstance(value, tuple) else found[0]

    def _day(self, match: "re.Match[str]") -> int:
        from advisor.facts import literals

        days = literals.duration(match[2]) if match[1] else 0
        try:
            return (self.today + timedelta(days=-days if match[1] == "-" else days)).toordinal()
        except OverflowError:
            raise FactError(f"there is no such day: {match[0]}") from None

    def _ids(self, subject: str) -> dict[str, str]:
        """Return the ids of a subject's members by id and by name."""
        members = [*self.deal.members(subject), *self.added.get(subject, ())]
        return {self.dictionary.name_of(self.deal, subject, m): m for m in members} | {m: m for m in members}

    def _id_of(self, subject: str, name: str) -> str | None:
        known = {m: m for m in self.deal.members(subject)}
        return ({self.dictionary.name_of(self.deal, subject, m): m for m in known} | known).get(name)


def check_name(subject: str, name: str) -> None:
    """Refuse a name that nobody could read, or that means something else. Raises `FactError`."""
    plain = name.strip() == name and name.isprintable() and not name.startswith("~") and "|" not in name
    if not name or len(name) > LONGEST_NAME or not plain:
        hint = f"1 to {LONGEST_NAME} visible characters, no '|', no '~' in front"
        raise FactError(f"'{name[:60]}' cannot be the name of a {subject}", hint=hint)


class Change(NamedTuple):
    """One fact before and after, in words; `None` where nothing was known. Without `label`: a member."""

    path: str
    label: Label | None
    was: Label | None
    now: Label | None


def described(
    dictionary: Dictionary, deal: Deal, was: Mapping[Path, Value | None], now: Mapping[Path, Value | None]
) -> tuple[Change, ...]:
    """Return changes in words, in the order of `now`; `deal` gives the members' names."""
    found = []
    for path in now:
        subject, member, name = path
        definition = dictionary.facts.get(subject, {}).get(name)
        single = subject in dictionary.subjects and dictionary.is_single(subject)
        called = dictionary.name_of(deal, subject, member)
        if definition is None:
            said = (
                Label("recorded", "已记录") if state.get(path) is not None else None for state in (was, now)
            )
            found.append(Change(".".join(p for p in (subject, called, name) if p), None, *said))
            continue
        text = f"{subject}.{name}" if single else f"{subject}.{called}.{name}"
        values = (_words(dictionary, deal, definition, state.get(path)) for state in (was, now))
        found.append(Change(text, definition.label, *values))
    return tuple(found)


def _words(dictionary: Dictionary, deal: Deal, definition: FactDef, value: Value | None) -> Label | None:
    if value is None:
        return None
    subject = definition.type.subject
    if subject and isinstance(value, str):
        value = dictionary.name_of(deal, subject, value)
    elif subject and isinstance(value, tuple):
        value = tuple(dictionary.name_of(deal, subject, member) for member in value)
    return definition.type.label(value)
