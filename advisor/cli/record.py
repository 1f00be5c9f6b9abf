"""`advisor new`, `set` and `undo`: deals begin, facts go in, facts come back."""

import sys
from typing import TYPE_CHECKING, NamedTuple

from advisor.advice.view import Brief
from advisor.cli import out
from advisor.cli.brief import workspace_desk
from advisor.cli.settings import day_of, lang_of, one_of
from advisor.cli.words import in_words, say
from advisor.errors import UsageError
from advisor.facts.deal import Source
from advisor.labels import Lang
from advisor.pipeline.assign import check_name
from advisor.pipeline.told import read_deal, read_file, renamed

if TYPE_CHECKING:
    from advisor.pipeline.assign import Change

SOURCES: dict[str, Source] = {"typed": "typed", "debrief": "debrief", "import": "import"}


class Wish(NamedTuple):
    """What was asked for, as it was typed."""

    deal: str
    assignments: tuple[str, ...]
    source: str = "typed"
    on: str | None = None
    by: str = ""
    note: str = ""
    new: bool = False
    today: str | None = None
    lang: str | None = None


class NewWish(NamedTuple):
    """A deal to begin, as it was typed."""

    deal: str
    assignments: tuple[str, ...] = ()
    facts: str | None = None
    by: str = ""
    today: str | None = None
    lang: str | None = None


def new(wish: NewWish) -> int:
    """Begin a deal, from assignments or from a file of facts."""
    lang, today = lang_of(wish.lang), day_of(wish.today)
    if wish.facts is None:
        changes = workspace_desk(today).new(wish.deal, wish.assignments, by=wish.by)
        return _told(wish.deal, changes, lang)
    if wish.assignments:
        raise UsageError(
            "facts from a file and typed ones are two ways to begin", hint="'advisor set' adds more"
        )
    desk = workspace_desk(today)
    told = read_deal(desk.pack.rulebook.dictionary, read_file(wish.facts), wish.facts, today)
    for found in told.findings:
        out.finding(found, sys.stderr)
    if told.given is None:
        return 1
    check_name("deal", wish.deal)
    desk.create(renamed(told.given.deal, wish.deal), wish.by)
    return _told(wish.deal, (), lang)


def _told(deal: str, changes: "tuple[Change, ...]", lang: Lang) -> int:
    out.line(say("begun", lang, deal=deal))
    for change in changes:
        out.line(f"  {in_words(change, lang)}")
    return 0


def set_facts(wish: Wish) -> int:
    """Record facts, and say what that changed in the advice."""
    lang, today = lang_of(wish.lang), day_of(wish.today)
    source = SOURCES[one_of("--source", wish.source, list(SOURCES))]
    on = day_of(wish.on) if wish.on is not None else None
    desk = workspace_desk(today)
    id = desk.find(wish.deal)
    before = desk.brief(id)
    changes = desk.set(
        id, wish.assignments, on=on, by=wish.by, source=source, note=wish.note, new=wish.new
    )  # fmt: skip
    if not changes:
        out.line(say("same", lang))
        return 0
    out.line(say("recorded", lang))
    for change in changes:
        out.line(f"  {in_words(change, lang)}")
    _first(before, desk.brief(id), lang)
    return 0


def undo(deal: str, path: str, lang_text: str | None) -> int:
    """Take the last change back, or that of one fact. 1 when there is nothing left."""
    lang = lang_of(lang_text)
    desk = workspace_desk(day_of(None))
    changes = desk.undo(deal, path=path)
    if changes is None:
        out.said(say("undo_nothing", lang))
        return 1
    out.line(say("undone", lang))
    for change in changes:
        out.line(f"  {in_words(change, lang)}")
    return 0


def _first(before: Brief, after: Brief, lang: Lang) -> None:
    """Say so where the first thing to do is another one now."""
    was, now = (brief.actions[0] if brief.actions else None for brief in (before, after))
    if (was and was.rule.id) == (now and now.rule.id):
        return
    out.line(say("now_first", lang, what=now.title.text(lang)) if now else say("nothing_first", lang))
