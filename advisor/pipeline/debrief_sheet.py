"""The sheet of a debrief: which meeting it is about, and what to answer, in order."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from advisor.advice.because import Because
from advisor.advice.showing import Show
from advisor.advice.view import Brief
from advisor.explain.debrief_view import Debrief, DebriefItem, Occasion, Part
from advisor.facts.deal import Deal
from advisor.facts.dictionary import Dictionary, address_text
from advisor.facts.states import TRUE
from advisor.pipeline.trying import told
from advisor.rulebook.conditions import truth_of
from advisor.rulebook.debrief_plan import DAY, OCCASION, AskedFact
from advisor.store.protocol import MEMBER

if TYPE_CHECKING:
    from advisor.pipeline.desk import Desk

NEXT = "next"
"""Stands for a next meeting that is not recorded yet; it is then called by its day."""


def sheet_of(desk: "Desk", deal_id: str, talk: bool = False) -> Debrief:
    """Return what to answer after a deal's last meeting.

    It is about the last meeting held on or before today, unless that is too long ago or `talk` says that
    there was a conversation of today. The first questions of the brief come first, then promises of earlier
    meetings that are open, then what the rules' debrief file asks of this meeting and of the next one.
    """
    deal = desk.store.get(desk.find(deal_id))
    occasion = occasion_of(desk, deal, talk)
    return _Sheet(desk, deal, occasion).make(desk.brief_of(deal, desk.today))


def occasion_of(desk: "Desk", deal: Deal, talk: bool = False) -> Occasion:
    """Return the meeting that a debrief of today is about, or a conversation of today."""
    today = desk.today
    oldest = today - timedelta(days=desk.pack.rulebook.debrief.within)
    held = [(day, id) for day, id in meetings(deal) if oldest <= day <= today]
    if talk or not held:
        return Occasion(free_name(deal, today), "", today, (), False)
    day, id = max(held)
    dictionary = desk.pack.rulebook.dictionary
    return Occasion(id, dictionary.name_of(deal, OCCASION, id), day, _persons(dictionary, deal, id), True)


def _persons(dictionary: Dictionary, deal: Deal, meeting: str) -> tuple[str, ...]:
    """Return the names of those who were to come to a meeting: what its facts say of persons."""
    definitions = dictionary.facts.get(OCCASION, {})
    return tuple(
        dictionary.name_of(deal, definitions[name].type.subject, member)
        for name, fact in deal.facts(OCCASION, meeting).items()
        if name in definitions and definitions[name].type.subject and isinstance(fact.value, tuple)
        for member in fact.value
    )


def meetings(deal: Deal) -> Iterator[tuple[date, str]]:
    """Yield the day and the id of every meeting that has a day."""
    for id in deal.members(OCCASION):
        fact = deal.facts(OCCASION, id).get(DAY)
        if fact is not None and isinstance(fact.value, int):
            yield date.fromordinal(fact.value), id


def free_name(deal: Deal, day: date) -> str:
    """Return a name for a new meeting: its day, with a number where another one has that name."""
    name, number = day.isoformat(), 1
    while name in deal.members(OCCASION):
        number += 1
        name = f"{day.isoformat()} {number}"
    return name


def with_meetings(deal: Deal, occasion: Occasion, following: str) -> Deal:
    """Return the deal with the meeting that was held and the next one in it, recorded or not."""
    new: dict[tuple[str, str, str], str | int] = {(OCCASION, following, MEMBER): "yes"}
    if not occasion.recorded:
        new[OCCASION, occasion.id, DAY] = occasion.on.toordinal()
    return told(deal, new, occasion.on)


def following_of(desk: "Desk", deal: Deal, occasion: Occasion) -> str:
    """Return the id of the next meeting, or `NEXT` where none is recorded."""
    coming = [(day, id) for day, id in meetings(deal) if day >= desk.today and id != occasion.id]
    return min(coming)[1] if coming else NEXT


class _Sheet:
    """Puts the items of one debrief together."""

    def __init__(self, desk: "Desk", deal: Deal, occasion: Occasion) -> None:
        self.plan = desk.pack.rulebook.debrief
        self.occasion = occasion
        self.following = following_of(desk, deal, occasion)
        self.deal = with_meetings(deal, occasion, self.following)
        self.show = Show(desk.pack.rulebook, desk.conclude(self.deal, desk.today))
        self.because = Because(self.show)

    def make(self, brief: Brief) -> Debrief:
        """Return the sheet; a fact stands in it once."""
        items: dict[str, DebriefItem] = {}
        parts = (
            self._questions(brief),
            self._earlier(),
            self._asked(self.plan.held, "held", self.occasion.id),
            self._asked(self.plan.next, "next", self.following),
        )
        for part in parts:
            for item in part:
                items.setdefault(item.path, item)
        return Debrief(brief.deal, brief.name, brief.today, self.occasion, tuple(items.values()))

    def _questions(self, brief: Brief) -> Iterator[DebriefItem]:
        for question in brief.questions[: self.plan.questions]:
            yield DebriefItem(
                part="question",
                path=question.path,
                label=question.label,
                ask=question.ask,
                kind=question.kind,
                choices=question.choices,
                was=question.was,
                whom=question.whom,
            )

    def _earlier(self) -> Iterator[DebriefItem]:
        before = [(day, id) for day, id in meetings(self.deal) if day <= self.occasion.on]
        for _, id in sorted(before, reverse=True):
            if id != self.occasion.id:
                yield from self._asked(self.plan.earlier, "earlier", id)

    def _asked(
        self, asked: Iterable[AskedFact], part: Part, member: str, follows: str = ""
    ) -> Iterator[DebriefItem]:
        scope = self.show.conclusions.scope(OCCASION, member)
        for one in asked:
            if one.when is not None and truth_of(one.when, scope) != TRUE:
                continue
            item = self._item(one, part, member, follows)
            yield item
            yield from self._asked(one.then, part, member, "" if item.was is not None else item.path)

    def _item(self, asked: AskedFact, part: Part, member: str, follows: str) -> DebriefItem:
        fact = self.show.fact(OCCASION, asked.name)
        known = self.deal.facts(OCCASION, member).get(asked.name)
        words = asked.ask or fact.ask or fact.label
        return DebriefItem(
            part=part,
            path=address_text(OCCASION, member, asked.name, single=False),
            label=fact.label,
            ask=self.because.text(words, OCCASION, member) or words,
            kind=fact.type.kind,
            choices=self.show.choices(fact.type),
            was=self.show.value(fact.type, known.value) if known is not None else None,
            follows=follows,
        )
