"""Parts of a deal that changed, in words: what it was and is, who said it and when."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from advisor.advice.showing import Show
from advisor.explain.changing.changes_view import Entry, How, Kind
from advisor.explain.changing.parts import PLAYS, WHOLE, Part
from advisor.facts.deal import Deal, Fact
from advisor.facts.sheet import FactSheet
from advisor.labels import Label, same
from advisor.playbook.plays import Play


class Origin(NamedTuple):
    """Who changed a part and when it was written down; `on` is the day it was true."""

    by: str = ""
    source: str = ""
    on: date | None = None
    recorded: date | None = None


def entry_of(
    part: Part, before: Deal, after: Deal, show: Show, plays: Mapping[str, Play], origin: Origin | None
) -> Entry:
    """Return what happened to a part between two states of a deal."""
    if part.subject == PLAYS:
        label = plays[part.member].title if part.member in plays else same(part.member)
        done = [_last_done(deal, part.member) for deal in (before, after)]
        texts = [same(day.isoformat()) if day else None for day in done]
        return _entry("done", part.member, label, texts, origin)
    if part.name == WHOLE:
        definition = show.rulebook.dictionary.subjects.get(part.subject)
        label = definition.label if definition else same(part.subject)
        names = [
            same(_name(show, deal, part)) if part.member in deal.members(part.subject) else None
            for deal in (before, after)
        ]
        return _entry("member", _path(show, part), label, names, origin)
    facts = [deal.facts(part.subject, part.member).get(part.name) for deal in (before, after)]
    if facts[1] is not None:  # the fact itself knows best who said it
        recorded = origin.recorded if origin else None
        origin = Origin(facts[1].by, facts[1].source, facts[1].on, recorded)
    values = [_value(show, part, fact) for fact in facts]
    return _entry("fact", _path(show, part), _label(show, part), values, origin)


def _entry(
    kind: Kind, id: str, label: Label, texts: Sequence[Label | None], origin: Origin | None
) -> Entry:
    """Return an entry with the texts of something before and after, None where it was or is not."""
    how: How = "added" if texts[0] is None else "removed" if texts[1] is None else "edited"
    return Entry(kind, id, how, label, texts[0], texts[1], *(origin or Origin()))


def aged(before: FactSheet, after: FactSheet) -> Mapping[Part, Fact]:
    """Return the facts that counted on the earlier sheet and are too old on the later one.

    Values typed over the rules whose time ran out are among them. Both sheets are of the same facts.
    """
    stale = {at: fact for at, fact in after.stale.items() if at not in before.stale}
    ended = {at: after.deal.facts(*at[:2])[at[2]] for at in before.forced if at not in after.forced}
    known = {at: fact for at, fact in {**stale, **ended}.items() if fact.on <= before.today}
    return {Part(*at): fact for at, fact in sorted(known.items())}


def entry_of_aged(part: Part, fact: Fact, sheet: FactSheet, show: Show) -> Entry:
    """Return a fact that grew too old to count, or a typed-over value whose time ran out."""
    how: How = "old" if tuple(part) in sheet.stale else "ended"
    label, was = _label(show, part), _value(show, part, fact)
    return Entry("fact", _path(show, part), how, label, was, None, fact.by, fact.source, fact.on)


def _path(show: Show, part: Part) -> str:
    if part.subject not in show.rulebook.dictionary.subjects or part.name == WHOLE:
        return ".".join(text for text in part if text)
    return show.path(*part)


def _name(show: Show, deal: Deal, part: Part) -> str:
    return show.rulebook.dictionary.name_of(deal, part.subject, part.member)


def _label(show: Show, part: Part) -> Label:
    fact = show.rulebook.dictionary.facts.get(part.subject, {}).get(part.name)
    return fact.label if fact else same(part.name)


def _value(show: Show, part: Part, fact: Fact | None) -> Label | None:
    """Return a value in words; as it was recorded where the rules no longer know the fact."""
    if fact is None:
        return None
    definition = show.rulebook.dictionary.facts.get(part.subject, {}).get(part.name)
    if definition is None:
        value = fact.value
        return same(", ".join(value) if isinstance(value, tuple) else str(value))
    return show.value(definition.type, fact.value)


def _last_done(deal: Deal, play: str) -> date | None:
    return max((day for name, day in deal.done if name == play), default=None)
