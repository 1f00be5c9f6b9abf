"""The oracle: what a rulebook says about a *complete* deal, in plain two-valued logic.

Written from format.md section 4 and nothing else. It walks the plain YAML data of a rulebook; conditions
become closures `(world, place) -> bool`. There is no unknown here: unknown facts are filled in by
`completions`, and what is unknown *today* matters to `known` and `unknown` only, which look it up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tests.property.meaning import NONE, NUMERIC, Dictionary, Info, Value

CLASH = "~clash"


class Contradiction(Exception):
    """Rows of this very decision that contradict hold together."""


class Clash(Exception):
    """A fact was read whose rows contradict: its author made a mistake, nothing can be expected."""


class Place(NamedTuple):
    """Where a condition looks from: the member it runs for, and the decision's own member (`this`)."""

    subject: str
    member: str
    this_subject: str
    this: str


class Path(NamedTuple):
    """A fact as it is named: where to start, the references followed, the fact read in the end."""

    start: str
    hops: tuple[tuple[str, str], ...]
    info: Info


class World:
    """A complete deal: every base fact has its value, or there is none."""

    def __init__(
        self,
        book: Book,
        members: dict[str, list[str]],
        base: dict[tuple[str, str, str], Value],
        today: int,
        unrecorded: frozenset[tuple[str, str]] = frozenset(),
        forced: dict[tuple[str, str, str], Value] | None = None,
        known: Callable[[Path, Place, World], bool] | None = None,
    ) -> None:
        """`known` answers `known`/`unknown` tests as of today; without it the world itself does."""
        self.book = book
        self.members = members
        self.base = base
        self.today = today
        self.unrecorded = unrecorded
        self.forced = forced or {}
        self.known = known
        self.sides = _sides(book.dictionary, members)
        self.found: dict[tuple[str, str, str], Value] = {}
        self.contradicted: set[tuple[str, str, str]] = set()

    def is_new(self, subject: str, member: str) -> bool:
        """Say whether a member (or a side of a pair) is somebody nobody recorded."""
        if (subject, member) not in self.sides:
            return (subject, member) in self.unrecorded
        pair = self.book.dictionary.subjects[subject].pair or ()
        return any(side in self.unrecorded for side in zip(pair, self.sides[subject, member], strict=True))

    def value(self, subject: str, member: str, name: str) -> Value:
        """Return a fact's value, deriving it if need be; `NONE` where there is none or it does not apply."""
        at = (subject, member, name)
        if at not in self.found:
            self.found[at] = self._value(at)
        found = self.found[at]
        if found == CLASH:
            raise Clash
        return found

    def _value(self, at: tuple[str, str, str]) -> Value:
        subject, member, name = at
        info = self.book.dictionary.facts[subject][name]
        for other, values in info.applies:
            if self.value(subject, member, other) not in values:
                return NONE
        if not info.derived:
            return self.base.get(at, NONE)
        return self.derived(at) if at not in self.forced else self.forced[at]

    def derived(self, at: tuple[str, str, str]) -> Value:
        """Return what the rules say, whatever somebody typed over it."""
        decide = self.book.derive.get((at[0], at[2]))
        if decide is None:
            return NONE
        try:
            return decide(self, Place(at[0], at[1], at[0], at[1]))
        except (Clash, Contradiction) as error:
            self.found[at] = CLASH
            if isinstance(error, Contradiction):
                self.contradicted.add(at)
            raise Clash from error

    def get(self, path: Path, place: Place) -> Value:
        """Return what a path leads to."""
        if path.start == "own":
            subject, member = place.subject, place.member
        elif path.start == "this":
            subject, member = place.this_subject, place.this
        else:
            subject, member = path.start, self._other(path.start, place)
        for hop, target in path.hops:
            found = self.value(subject, member, hop)
            if found == NONE:
                return NONE
            subject, member = target, str(found)
            if member not in self.members.get(subject, ()):
                raise Clash  # somebody who is not there was named: of him nothing is known
        return self.value(subject, member, path.info.name)

    def _other(self, start: str, place: Place) -> str:
        sides = self.sides.get((place.subject, place.member))
        pair = self.book.dictionary.subjects[place.subject].pair
        if sides and pair and start in pair:
            return sides[pair.index(start)]
        return self.members[start][0]

    def each(self, subject: str, other: bool, place: Place) -> Iterator[Place]:
        """Yield a place per member, the unrecorded ones included."""
        for member in self.members.get(subject, []):
            if not (other and subject == place.this_subject and member == place.this):
                yield Place(subject, member, place.this_subject, place.this)


def _sides(dictionary: Dictionary, members: dict[str, list[str]]) -> dict[tuple[str, str], tuple[str, str]]:
    found = {}
    for name, subject in dictionary.subjects.items():
        if subject.pair:
            left, right = subject.pair
            pairs = [(a, b) for a in members.get(left, []) for b in members.get(right, [])]
            members[name] = [f"{a}|{b}" for a, b in pairs]
            found.update({(name, f"{a}|{b}"): (a, b) for a, b in pairs})
    return found


Condition = Callable[[World, Place], bool]
Derive = Callable[[World, Place], Value]


class Book:
    """A rulebook as the oracle understands it."""

    def __init__(self, files: list[dict[str, Any]]) -> None:
        self.dictionary = Dictionary([f for f in files if f["schema"] == "facts/1"])
        self.parameters: dict[str, str] = {}
        self.constants: dict[str, set[int]] = {kind: set() for kind in NUMERIC}
        self.compared: dict[tuple[str, str], set[int]] = {}
        self.days: set[int] = {0}
        self.derive: dict[tuple[str, str], Derive] = {}
        self.rules: dict[str, tuple[Condition, dict[str, Condition]]] = {}
        self.reads: dict[str, set[tuple[str, str]]] = {}
        self.gives_up: set[str] = set()
        self.decisions: dict[str, dict[str, Any]] = {}
        decisions = [f for f in files if f["schema"] == "decisions/1"]
        for file in decisions:
            for name, said in file.get("parameters", {}).items():
                self.parameters[name] = said["value"]
        from tests.property.derives import compile_decision

        for file in decisions:
            for said in file["decisions"]:
                compile_decision(self, said)

    def rests_on(self, decision: str) -> set[tuple[str, str]]:
        """Return the base facts a decision rests on, through all others."""
        found: set[tuple[str, str]] = set()
        for subject, name in self.reads.get(decision, ()):
            deeper = f"{subject}.{name}"
            found |= self.rests_on(deeper) if deeper in self.decisions else {(subject, name)}
        return found
