"""The parts in which two states of a deal differ, each of which can be taken over alone."""

from collections.abc import Iterator
from typing import NamedTuple

from advisor.facts.deal import Deal, Fact, Facts
from advisor.records import replace

WHOLE = ""
"""The fact name that stands for a member with all its facts."""

PLAYS = ""
"""The subject that stands for the plays carried out; the member is the play."""


class Part(NamedTuple):
    """A fact, a whole member (`name` is `WHOLE`), or a play carried out (`subject` is `PLAYS`)."""

    subject: str
    member: str
    name: str


def differing(before: Deal, after: Deal) -> tuple[Part, ...]:
    """Return every part that differs in what it says.

    Of a member who is new or gone that is the whole; of a new one each fact as well.
    """
    found = []
    for subject in sorted(before.subjects.keys() | after.subjects.keys()):
        was, now = before.subjects.get(subject, {}), after.subjects.get(subject, {})
        for member in sorted(was.keys() | now.keys()):
            if (member in was) != (member in now):
                found.append(Part(subject, member, WHOLE))
            if member in now:
                found += [Part(subject, member, n) for n in _facts(was.get(member, {}), now[member])]
    plays = sorted({play for play, _ in set(before.done) ^ set(after.done)})
    return (*found, *(Part(PLAYS, play, WHOLE) for play in plays))


def taken(deal: Deal, other: Deal, part: Part) -> Deal:
    """Return a deal with one part as it is in another state of the deal."""
    subject, member, name = part
    if subject == PLAYS:
        done = [entry for entry in deal.done if entry[0] != member]
        done += [entry for entry in other.done if entry[0] == member]
        return replace(deal, done=tuple(sorted(done, key=lambda entry: entry[1])))
    members: dict[str, Facts] = dict(deal.subjects.get(subject, {}))
    there = other.subjects.get(subject, {})
    if name == WHOLE:
        facts: dict[str, Fact] = dict(there.get(member, {}))
    else:
        facts = {n: fact for n, fact in members.get(member, {}).items() if n != name}
        facts |= {n: fact for n, fact in there.get(member, {}).items() if n == name}
    members.pop(member, None)
    if facts or member in there:
        members[member] = facts
    rest = {s: m for s, m in deal.subjects.items() if s != subject}
    return replace(deal, subjects={**rest, subject: members} if members else rest)


def _facts(was: Facts, now: Facts) -> Iterator[str]:
    for name in sorted(was.keys() | now.keys()):
        if _said(was.get(name)) != _said(now.get(name)):
            yield name


def _said(fact: Fact | None) -> tuple[object, ...] | None:
    """Return what of a fact the rules can tell apart: its value, its day, and when it ends."""
    return None if fact is None else (fact.value, fact.on, fact.until)
