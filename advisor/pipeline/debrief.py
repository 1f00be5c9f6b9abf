"""Debrief: what was learned in a meeting becomes facts, each by itself, and the advice follows."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from advisor.advice.showing import Show
from advisor.explain.debrief_view import Debrief, Debriefed, Occasion, Recorded
from advisor.explain.gist import changes, gist_of
from advisor.facts.deal import Deal
from advisor.labels import Label, Lang
from advisor.pipeline.assign import described
from advisor.pipeline.debrief_answers import Answers, Entry
from advisor.pipeline.debrief_sheet import sheet_of
from advisor.pipeline.trying import told

if TYPE_CHECKING:
    from advisor.advice.view import PageChange
    from advisor.pipeline.desk import Desk

__all__ = ["answers_to", "record", "sheet_of"]

MEETING = Label("meeting of {day}", "{day} 会面")
NAMED = Label("meeting of {day}: {name}", "{day} 会面：{name}")
TALK = Label("conversation of {day}", "{day} 交谈")


def answers_to(desk: "Desk", sheet: Debrief) -> Answers:
    """Return what checks the answers to a sheet one by one as they are typed: `Answers.entry`."""
    return Answers(desk, desk.store.get(sheet.deal), sheet)


def record(
    desk: "Desk",
    deal_id: str,
    answers: Mapping[str, str],
    by: str = "",
    *,
    talk: bool = False,
    new: bool = False,
    lang: Lang = "en",
) -> Debriefed:
    """Record the answers of a debrief by path, and return what that made of the advice.

    Any fact of the deal can be told, not only what the sheet asks. Every answer is one event of the meeting's
    day, with the meeting in its note, so that each can be undone by itself. A question answered `unknown` is
    remembered as asked in vain. Nothing is recorded unless everything can be: raises `FactError` or
    `UsageError` that names the answer.
    """
    sheet = sheet_of(desk, deal_id, talk)
    before = desk.store.get(sheet.deal)
    entries = tuple(Answers(desk, before, sheet).entries(answers, new))
    events = _write(desk, before, sheet.occasion, entries, by, note_of(sheet.occasion).text(lang))
    after = desk.store.get(sheet.deal)
    return Debriefed(
        deal=sheet.deal,
        name=sheet.name,
        occasion=sheet.occasion,
        recorded=_recorded(desk, before, sheet.occasion, entries, events),
        vain=tuple(entry.vain for entry in entries if entry.vain is not None),
        changes=_changes(desk, before, after),
        brief=desk.brief_of(after, desk.today),
    )


def note_of(occasion: Occasion) -> Label:
    """Return what stands beside every fact of a debrief: the meeting it comes from."""
    words = TALK if not occasion.recorded else NAMED if occasion.name else MEETING
    day = occasion.on.isoformat()
    return Label(*(text.format(day=day, name=occasion.name) for text in words))


def _write(
    desk: "Desk", deal: Deal, occasion: Occasion, entries: Sequence[Entry], by: str, note: str
) -> tuple[str, ...]:
    """Record each entry as an event of its own and return the ids of the events."""
    rev = deal.rev
    for entry in entries:
        rev = desk.store.record(
            deal.id,
            entry.changes,
            on=occasion.on,
            by=by,
            source="debrief",
            recorded_at=desk.clock(),
            note=note,
            expect_rev=rev,
        )
    history = desk.store.history(deal.id) if entries else ()
    return tuple(event.id for event in history if event.rev > deal.rev)


def _recorded(
    desk: "Desk", deal: Deal, occasion: Occasion, entries: Sequence[Entry], events: Sequence[str]
) -> tuple[Recorded, ...]:
    """Return what the entries recorded, in words; questions asked in vain are told apart."""
    dictionary = desk.pack.rulebook.dictionary
    found: list[Recorded] = []
    for entry, event in zip(entries, events, strict=True):
        was = {path: fact.value for path in entry.changes if (fact := deal.facts(*path[:2]).get(path[2]))}
        deal = told(deal, entry.changes, occasion.on)
        if entry.vain is None:
            found += (Recorded(*change, event) for change in described(dictionary, deal, was, entry.changes))
    return tuple(found)


def _changes(desk: "Desk", before: Deal, after: Deal) -> "tuple[PageChange, ...]":
    rulebook, plays = desk.pack.rulebook, desk.pack.plays
    was, now = (desk.conclude(deal, desk.today) for deal in (before, after))
    gists = (gist_of(rulebook, plays, conclusions) for conclusions in (was, now))
    return changes(Show(rulebook, now), plays, *gists)
