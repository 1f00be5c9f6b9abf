"""The complete deals that a deal with unknown facts may turn out to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

from tests.property.deals import amounts
from tests.property.meaning import CLOSED, MICRO, NONE, NUMERIC, Info, Value
from tests.property.oracle import Book, Path, Place, World

At = tuple[str, str, str]
OVERRIDE_DAYS = 60


class Today:
    """What is known of a plain deal on its day, by format.md alone."""

    def __init__(self, book: Book, data: dict[str, Any]) -> None:
        self.book = book
        self.data = data
        self.day = date.fromisoformat(data["today"])
        self.members = _members(book, data)
        self.known: dict[At, Value] = {}
        self.unknown: list[At] = []
        self.forced: dict[At, Value] = {}
        pairs = World(book, dict(self.members), {}, 0).members
        for subject, facts in book.dictionary.facts.items():
            for member in pairs.get(subject, []):
                for info in facts.values():
                    self._fact((subject, member, info.name), info)
        self.incomplete = [s for s in self.members if self._may_be_more(s)]

    def _fact(self, at: At, info: Info) -> None:
        said = self.data["subjects"].get(at[0], {}).get(at[1], {}).get(at[2])
        if said and date.fromisoformat(said["on"]) > self.day:
            said = None
        if info.derived:
            if said and self._holds(at, said):
                self.forced[at] = typed(info, said["value"])
        elif said and not self._stale(info, said):
            self.known[at] = typed(info, said["value"])
        elif info.our_act:
            self.known[at] = "no" if info.kind == "yes_no" else NONE
        else:
            self.unknown.append(at)

    def _stale(self, info: Info, said: dict[str, Any]) -> bool:
        days = info.fresh.get(str(said["value"]), info.fresh.get(""))
        return days is not None and (self.day - date.fromisoformat(said["on"])).days > days

    def _holds(self, at: At, said: dict[str, Any]) -> bool:
        """Say whether a value typed over a derived fact holds: not too old, and nothing it rests on is newer."""
        name = f"{at[0]}.{at[2]}"
        if "path" in self.book.decisions.get(name, {}):
            return False
        typed_on = date.fromisoformat(said["on"])
        until = date.fromisoformat(said["until"]) if "until" in said else typed_on + timedelta(OVERRIDE_DAYS)
        if until < self.day:
            return False
        for subject, fact in self.book.rests_on(name):
            for facts in self.data["subjects"].get(subject, {}).values():
                if fact in facts and typed_on < date.fromisoformat(facts[fact]["on"]) <= self.day:
                    return False
        return True

    def _may_be_more(self, subject: str) -> bool:
        owner, _, name = self.book.dictionary.subjects[subject].all_known.partition(".")
        return bool(name) and self.known.get((owner, self.members[owner][0], name)) != "yes"


def _members(book: Book, data: dict[str, Any]) -> dict[str, list[str]]:
    found = {}
    for name, subject in book.dictionary.subjects.items():
        if not subject.pair:
            recorded = sorted(data["subjects"].get(name, {}))
            found[name] = recorded or ([] if subject.many else ["D" if name == "deal" else name])
    return found


def typed(info: Info, said: str | list[str]) -> Value:
    """Return the value of a fact as somebody wrote it."""
    return tuple(sorted(said)) if isinstance(said, list) else info.read(said)


class Completions:
    """Fills in what is unknown: every combination where there are few, else a random sample of them."""

    def __init__(self, today: Today, rng: Random, known: Callable[[Path, Place, World], bool] | None) -> None:
        self.today = today
        self.book = today.book
        self.rng = rng
        self.known = known
        reads = {r for found in self.book.reads.values() for r in found}
        self.open = [at for at in today.unknown if (at[0], at[2]) in reads]

    def worlds(self, limit: int) -> Iterator[World]:
        """Yield up to `limit` complete deals, with and without somebody nobody recorded."""
        today, rng = self.today, self.rng
        domains = [self._domain(at, today.members) for at in self.open]
        if not all(domains):  # a reference to somebody, and nobody is recorded
            yield from (w for _ in range(limit if today.incomplete else 0) if (w := self._with_somebody()))
            return
        size = 1
        for domain in domains:
            size = min(size * len(domain), limit + 1)
        plain = limit if not today.incomplete else limit * 2 // 3
        if size <= plain:
            for values in product(*domains):
                yield self._world(dict(zip(self.open, values, strict=True)), dict(today.members), frozenset())
        else:
            for _ in range(plain):
                values = [rng.choice(d) for d in domains]
                yield self._world(dict(zip(self.open, values, strict=True)), dict(today.members), frozenset())
        for _ in range(limit - plain):
            if world := self._with_somebody():
                yield world

    def _with_somebody(self) -> World | None:
        today, rng = self.today, self.rng
        members = {s: list(m) for s, m in today.members.items()}
        some = [s for s in today.incomplete if rng.random() < 0.6] or [rng.choice(today.incomplete)]
        for subject in some:
            members[subject].append(rng.choice(("~aa", "zz")))
        new = frozenset((s, members[s][-1]) for s in some)
        domains = {at: self._domain(at, members) for at in self.open}
        if not all(domains.values()):
            return None
        values = {at: rng.choice(d) for at, d in domains.items()}
        for subject, member in new:
            for info in self.book.dictionary.base(subject):
                if info.our_act or info.needs_contact:
                    values[subject, member, info.name] = "no" if info.kind == "yes_no" else NONE
                else:
                    at = (subject, member, info.name)
                    values[at] = rng.choice(self._domain(at, members) or [NONE])
        return self._world(values, members, new)

    def _world(
        self, values: dict[At, Value], members: dict[str, list[str]], new: frozenset[tuple[str, str]]
    ) -> World:
        base = {**self.today.known, **values}
        for subject, _ in new:
            owner, _, name = self.book.dictionary.subjects[subject].all_known.partition(".")
            base.setdefault((owner, members[owner][0], name), "no")
            if base[owner, members[owner][0], name] == "yes":
                base[owner, members[owner][0], name] = "no"
        day = self.today.day.toordinal() * MICRO
        return World(self.book, members, base, day, new, self.today.forced, self.known)

    def _domain(self, at: At, members: dict[str, list[str]]) -> list[Value]:
        info = self.book.dictionary.facts[at[0]][at[2]]
        if info.kind in CLOSED:
            return list(info.values)
        if info.kind == "text":
            return ["文字"]
        if info.kind == "reference":
            # Who is named is recorded: what holds of somebody nobody recorded need not hold of him.
            told = self.book.dictionary.base(info.target)
            special = any(i.our_act or i.needs_contact for i in told)
            return list((self.today.members if special else members).get(info.target, []))
        if info.kind == "list":
            some = [tuple(v for v in info.values if self.rng.random() < 0.5) for _ in range(4)]
            return [(), *(tuple(sorted(s)) for s in some)]
        assert info.kind in NUMERIC
        compared = sorted(self.book.compared.get((info.subject, info.name), ()))
        found = self._amounts(info)
        return [
            *self.rng.sample(compared, min(len(compared), 3)),
            *self.rng.sample(found, min(len(found), 4)),
        ]

    def _amounts(self, info: Info) -> list[int]:
        return amounts(info, self.book, self.today.day.toordinal())
