"""The board from the other side: a deal as one of its rivals may know it."""

from collections.abc import Iterator
from datetime import date

from advisor.facts.deal import Deal, Fact
from advisor.facts.dictionary import Dictionary
from advisor.facts.sheet import is_stale
from advisor.records import replace
from advisor.rulebook.decisions import SIDE, Rulebook

US = "~us"
"""Our id among the rivals of a flipped deal; no id that people give begins with '~'."""

Told = tuple[str, str, str, Fact]
"""A fact with its subject, member and name."""


def flipped(rulebook: Rulebook, deal: Deal, rival: str, today: date, named: str) -> Deal:
    """Return the deal as a rival sees it: the rival is "us", and we are one of its rivals, called `named`.

    Facts swap sides, turn their values or stay as the rulebook's mirror says; every other fact is gone, and
    so are those that do not count today and, of those that stay, who told us and in which words.
    """
    side = _Side(rulebook, deal, rival, today)
    subjects: dict[str, dict[str, dict[str, Fact]]] = {
        subject: {side.there(subject, member): {} for member in deal.members(subject)}
        for subject in deal.subjects
        if subject in rulebook.mirror.subjects
    }
    subjects.setdefault(SIDE, {})[US] = {"name": Fact(named, today)}
    for subject, member, name, fact in side.facts():
        subjects.setdefault(subject, {}).setdefault(member, {})[name] = Fact(
            fact.value, fact.on, source=fact.source, until=fact.until
        )
    return Deal(deal.id, subjects)


def other_board(rulebook: Rulebook) -> Rulebook:
    """Return the rules as they are read on a flipped deal.

    What the rival did and whom it reaches is unknown there instead of "no". Only the systems that the mirror
    names give advice and stand on the page.
    """
    mirror, page = rulebook.mirror, rulebook.page
    decisions = {d.id: d for d in rulebook.decisions.values() if d.kind == "derive" or mirror.speaks(d)}

    def told(subject: str, name: str) -> bool:
        decision = rulebook.deriving(subject, name)
        return decision is None or mirror.speaks(decision)

    return replace(
        rulebook,
        dictionary=_without_acts(rulebook.dictionary),
        decisions=decisions,
        layers=tuple(tuple(id_ for id_ in layer if id_ in decisions) for layer in rulebook.layers),
        page=replace(
            page,
            position=tuple(ref for ref in page.position if told(ref.subject, ref.name)),
            person=tuple(name for name in page.person if told("person", name)),
        ),
    )


def _without_acts(dictionary: Dictionary) -> Dictionary:
    """Return the dictionary with nobody's acts: what is not recorded is unknown."""
    facts = {
        subject: {
            name: replace(fact, our_act=False, needs_contact=False)
            if fact.our_act or fact.needs_contact
            else fact
            for name, fact in facts.items()
        }
        for subject, facts in dictionary.facts.items()
    }
    return replace(dictionary, facts=facts)


class _Side:
    """Carries the facts of one deal over to one rival's side."""

    def __init__(self, rulebook: Rulebook, deal: Deal, rival: str, today: date) -> None:
        self.dictionary, self.mirror = rulebook.dictionary, rulebook.mirror
        self.deal, self.rival, self.today = deal, rival, today

    def there(self, subject: str, member: str) -> str:
        """Return a member's id on the other side: where the rival was, we are."""
        return US if (subject, member) == (SIDE, self.rival) else member

    def facts(self) -> Iterator[Told]:
        """Yield the facts the rival may know, as they read from its side."""
        for subject in sorted(self.mirror.subjects):
            for member in self.deal.members(subject):
                for name, fact in self._known(subject, member):
                    yield from self._carried(subject, member, name, fact)

    def _known(self, subject: str, member: str) -> Iterator[tuple[str, Fact]]:
        definitions = self.dictionary.facts.get(subject, {})
        for name, fact in self.deal.facts(subject, member).items():
            if name in definitions and self._counts(subject, name, fact):
                yield name, fact

    def _counts(self, subject: str, name: str, fact: Fact) -> bool:
        return fact.on <= self.today and not is_stale(self.dictionary.facts[subject][name], fact, self.today)

    def _carried(self, subject: str, member: str, name: str, fact: Fact) -> Iterator[Told]:
        """Yield one fact as it reads from the other side, or nothing where it is not seen from there."""
        at = (subject, name)
        if subject == SIDE and member != self.rival:
            if at in self.mirror.same or at in self.mirror.swaps:
                yield subject, member, name, fact
        elif at in self.mirror.swaps:
            other, other_name = self.mirror.swaps[at]
            there = US if other == SIDE else self.dictionary.member_of(self.deal, other)
            yield other, there, other_name, fact
        elif at in self.mirror.turns:
            yield from self._turned(subject, member, name, fact)
        elif at in self.mirror.same and subject != SIDE:
            yield subject, member, name, fact

    def _turned(self, subject: str, member: str, name: str, fact: Fact) -> Iterator[Told]:
        """Yield a fact that names a side, and which rival it names where that can be said."""
        turn = self.mirror.turns[subject, name]
        naming = self._naming(subject, turn.which)
        which = self.deal.facts(subject, member).get(turn.which)
        if which is not None and not self._counts(subject, turn.which, which):
            which = None
        if fact.value in naming and which is not None and which.value != self.rival:
            yield subject, member, name, fact  # a third side is a rival from here and from there
            yield subject, member, turn.which, which
            return
        if str(fact.value) not in turn.to:
            return  # a value that the dictionary does not know any more
        turned = replace(fact, value=turn.to[str(fact.value)])
        yield subject, self.there(subject, member), name, turned
        if turned.value in naming:
            yield subject, self.there(subject, member), turn.which, replace(fact, value=US)

    def _naming(self, subject: str, which: str) -> tuple[object, ...]:
        """Return the values of a fact with which another one says which rival is meant."""
        fact = self.dictionary.facts[subject].get(which)
        return fact.applies_when[0][1] if fact is not None else ()


def ours(rulebook: Rulebook, deal: Deal, rival: str, at: tuple[str, str, str]) -> tuple[str, str, str] | None:
    """Return the fact of our board that stands behind one of the flipped board, if there is one."""
    subject, member, name = at
    mirror = rulebook.mirror
    if subject == SIDE and member != US:
        return at
    if (subject, name) in mirror.swaps:
        other, other_name = mirror.swaps[subject, name]
        return other, rival if other == SIDE else rulebook.dictionary.member_of(deal, other), other_name
    which = {(s, turn.which) for (s, _), turn in mirror.turns.items()}
    if (subject, name) in mirror.same | mirror.turns.keys() | which:
        return subject, rival if subject == SIDE else member, name
    return None
