"""The fact dictionary: every fact that can be known, typed, named and with the question that asks for it."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from advisor.errors import FactError, Place
from advisor.facts.deal import Deal, Value
from advisor.facts.types import FactType
from advisor.labels import Label
from advisor.records import EMPTY, Record

Matches = tuple[tuple[str, tuple[Value, ...]], ...]
"""Facts of one subject and the values each must have: `(("existing_class", ("e2",)),)`."""


class FactDef(Record):
    """One fact of the dictionary.

    `fresh_for` maps a value to the days it stays true, `changeable_by` to who can bring it about (`""` is
    every other value). `our_act` facts record what we did: unrecorded means not done. `needs_contact` facts
    cannot be true of somebody never recorded. `copied_from` names the fact of a deal or account that a
    portfolio's fact repeats. `ask_whom` names a subject and what its facts must be for a member to be able
    to answer.
    """

    subject: str
    name: str
    type: FactType
    label: Label
    place: Place
    ask: Label | None = None
    ask_whom: tuple[str, Matches] | None = None
    fresh_for: Mapping[str, int] = EMPTY
    our_act: bool = False
    needs_contact: bool = False
    derived: bool = False
    private: bool = False
    kept_with: str = ""
    applies_when: Matches = ()
    asked_with: str = ""
    group: str = ""
    changeable_by: Mapping[str, str] = EMPTY
    copied_from: str = ""

    @property
    def path(self) -> str:
        """The fact's address without a member: `deal.our_share`."""
        return f"{self.subject}.{self.name}"

    def changer(self, value: Value, now: object = None) -> str:
        """Return who can bring a value about: `us`, `buyer` or `nobody`.

        What we did is not undone, unless the fact says who can undo it. Values of a choice are named best
        first, and nobody goes from a better one (`now`) to one named behind it.
        """
        named = list(self.changeable_by) if self.type.kind in ("choice", "ordered") else []
        if now in named and value in named and named.index(str(now)) < named.index(str(value)):
            return "nobody"
        if self.our_act and value == "no" and "no" not in self.changeable_by:
            return "nobody"
        return self.changeable_by.get(str(value)) or self.changeable_by.get("", "nobody")


class SubjectDef(Record):
    """A kind of thing facts are about. `many_per` is empty for kinds that exist once per deal."""

    name: str
    label: Label
    place: Place
    many_per: str = ""
    all_known: str = ""
    pair: tuple[str, str] | None = None


class Dictionary(Record):
    """All subjects and facts, by name. Facts are looked up by subject and name."""

    subjects: Mapping[str, SubjectDef]
    facts: Mapping[str, Mapping[str, FactDef]]

    @cached_property
    def singles(self) -> tuple[str, ...]:
        """The subjects that exist once per deal."""
        return tuple(s for s in self.subjects if self.is_single(s))

    @cached_property
    def collecting(self) -> frozenset[str]:
        """The subjects that are made of many deals, and their members: a deal of its own has none of them."""
        owners = {self.subjects[f.subject].many_per for f in self if f.copied_from}
        return frozenset(s for s, d in self.subjects.items() if s in owners or d.many_per in owners)

    @cached_property
    def applies(self) -> Mapping[tuple[str, str], Matches]:
        """The facts that apply only in some cases, with those cases."""
        return {(f.subject, f.name): f.applies_when for f in self if f.applies_when}

    def find(self, subject: str, name: str) -> FactDef:
        """Return a fact; raises `FactError` with the nearest known name."""
        if subject not in self.facts:
            raise FactError(f"unknown subject '{subject}'", hint=hint(subject, self.subjects))
        if name not in self.facts[subject]:
            raise FactError(f"unknown fact '{name}' of {subject}", hint=self.hint(subject, name))
        return self.facts[subject][name]

    def hint(self, subject: str, name: str) -> str:
        """Return "did you mean ..." with the label of the nearest fact, or an empty text."""
        from advisor.nearest import nearest

        best = nearest(name, self.facts.get(subject, {}))
        if best:
            return f"did you mean '{best}' ({self.facts[subject][best].label.en})?"
        owners = [s for s in self.facts if name in self.facts[s]]
        return f"'{name}' is a fact of {', '.join(owners)}: write {owners[0]}.{name}" if owners else ""

    def __iter__(self) -> Iterator[FactDef]:
        """Iterate over all facts."""
        for facts in self.facts.values():
            yield from facts.values()

    def is_single(self, subject: str) -> bool:
        """Say whether a subject exists once per deal."""
        return not self.subjects[subject].many_per and not self.subjects[subject].pair

    def member_of(self, deal: Deal, subject: str) -> str:
        """Return the id of a subject that exists once per deal (its name where nothing is recorded)."""
        members = deal.members(subject)
        return members[0] if members else (deal.id if subject == "deal" else subject)

    def address(self, path: str, deal: Deal) -> tuple[str, str, str]:
        """Split `deal.x`, `account.x` or `person.NAME.x` into subject, member and fact name.

        Raises `FactError` where the subject, the member or the fact is not known.
        """
        subject, _, rest = path.partition(".")
        if subject not in self.subjects:
            raise FactError(f"unknown subject '{subject}' in '{path}'", hint=hint(subject, self.subjects))
        if self.is_single(subject):
            self.find(subject, rest)
            return subject, self.member_of(deal, subject), rest
        member, _, name = rest.rpartition(".")
        self.find(subject, name)
        member = self._named(deal, subject, member) or member
        if member not in deal.members(subject) and not self._is_pair(deal, subject, member):
            known = [self.name_of(deal, subject, m) for m in deal.members(subject)]
            raise FactError(
                f"no {subject} '{member}' in deal {deal.id}" if member else f"'{path}' names no {subject}",
                hint=hint(member, known)
                or (f"known: {', '.join(known)}" if known else f"no {subject} is recorded yet"),
            )
        return subject, member, name

    def _is_pair(self, deal: Deal, subject: str, member: str) -> bool:
        """Say whether a member of a pair subject joins two recorded members."""
        pair = self.subjects[subject].pair
        halves = member.split("|")
        if pair is None or len(halves) != 2:
            return False
        return all(half in deal.members(side) for half, side in zip(halves, pair, strict=True))

    def _named(self, deal: Deal, subject: str, name: str) -> str | None:
        if name in deal.members(subject):
            return name
        return next((m for m in deal.members(subject) if self.name_of(deal, subject, m) == name), None)

    def name_of(self, deal: Deal, subject: str, member: str) -> str:
        """Return how a member is called: its `name` fact, else its id."""
        fact = deal.facts(subject, member).get("name")
        return fact.value if fact and isinstance(fact.value, str) else member


def hint(word: str, known: Mapping[str, object] | list[str]) -> str:
    """Return "did you mean ..." for the nearest known word, or an empty text."""
    from advisor.nearest import nearest

    best = nearest(word, known)
    return f"did you mean '{best}'?" if best else ""


def address_text(subject: str, member: str, name: str, single: bool) -> str:
    """Return the address of a fact as people type it."""
    return f"{subject}.{name}" if single else f"{subject}.{member}.{name}"
