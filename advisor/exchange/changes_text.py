"""Why the advice changed, as plain text: what is different, then cause by cause what did it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.cells import cut, show
from advisor.exchange.changes_words import say
from advisor.exchange.page import Entry, Line, Page, Section
from advisor.exchange.page_changes import change_text
from advisor.exchange.words import term
from advisor.labels import Lang

if TYPE_CHECKING:
    from advisor.advice.view import PageChange
    from advisor.explain.changing import changes_view as view

ENTRIES = 12
DIFFERENT = 20
LINES = 8
CELLS = 90


def as_text(found: "view.AdviceChanges", lang: Lang, width: int = 100) -> str:
    """Return one page of plain text, no line wider than `width` cells (at least 40)."""
    from advisor.exchange.brief_text import page_text

    return page_text(_page(found, lang), lang, width)


def _page(found: "view.AdviceChanges", lang: Lang) -> Page:
    since = say(f"{found.basis}_{'given' if found.as_given else 'end'}", lang, since=found.since)
    then, now = (edition(one, lang) for one in (found.then, found.now))
    values = {"same": {}, "unnamed": {"now": now}}.get(found.rules, {"then": then, "now": now})
    lead = "" if found.lines else say("nothing", lang)
    entries = tuple(Entry("point", text) for text in told(found.lines, lang, DIFFERENT))
    return Page(
        title=text_of(found.name or found.deal),
        head=(since, say(f"rules_{found.rules}", lang, **values)),
        sections=(
            Section(say("different", lang), entries, lead),
            *(_step(step, lang) for step in found.steps),
        ),
        foot="",
    )


def _step(step: "view.Step", lang: Lang) -> Section:
    ordered = sorted(step.entries, key=lambda entry: not entry.lines)
    entries = [_entry(entry, lang) for entry in ordered[:ENTRIES]]
    if len(step.entries) > ENTRIES:
        entries.append(Entry("point", say("more", lang, n=len(step.entries) - ENTRIES)))
    rest = told(step.together, lang)
    if rest and step.entries:
        entries.append(Entry("point", say("together", lang, lines=say("then", lang).join(rest))))
    elif rest:
        entries += [Entry("point", text) for text in rest]
    lead = "" if step.lines else say("no_effect", lang)
    return Section(say(f"cause_{step.cause}", lang), tuple(entries), lead)


def _entry(entry: "view.Entry", lang: Lang) -> Entry:
    below = [Line(say("name_who", lang), _who(entry, lang))]
    below.append(Line(say("name_changes", lang), say("then", lang).join(told(entry.lines, lang))))
    source = Line(say("name_fact", lang), text_of(entry.id)) if entry.kind == "fact" else None
    if entry.place:
        below.append(Line(say("name_place", lang), text_of(entry.place)))
        source = None
    return Entry("point", entry_text(entry, lang), tuple(line for line in below if line.text), source)


def entry_text(entry: "view.Entry", lang: Lang) -> str:
    """Return what happened to a fact, a rule, a parameter or a play, in a few words."""
    was, now = (text_of(label.text(lang)) if label is not None else "" for label in (entry.was, entry.now))
    name = _name(entry, lang)
    if entry.kind == "done":
        return say("done" if entry.now is not None else "undone", lang, name=name, now=now)
    if entry.was is None and entry.now is None:
        what = say(f"what_{entry.kind}", lang)
        return say(f"rule_{entry.how}", lang, what=what, id=text_of(entry.id))
    if entry.how == "edited":
        return say("confirmed" if was == now else "changed", lang, name=name, was=was, now=now)
    return say(entry.how, lang, name=name, was=was, now=now)


def _name(entry: "view.Entry", lang: Lang) -> str:
    """Return what an entry is about: whom a fact concerns, or a parameter's name, and the label."""
    about = entry.id if entry.kind == "parameter" and entry.label is not None else ""
    if entry.kind == "fact":
        about = entry.id.partition(".")[2].rpartition(".")[0]
    label = entry.label.text(lang) if entry.label is not None else entry.id
    return " · ".join(text_of(text) for text in (about, label) if text)


def _who(entry: "view.Entry", lang: Lang) -> str:
    """Say who told a fact, how it came in, of which day it is, and when it was written down."""
    told = [entry.by, term("origin", entry.source, lang) if entry.source else ""]
    told.append(entry.on.isoformat() if entry.on is not None else "")
    if entry.recorded is not None and entry.recorded != entry.on:
        told.append(say("recorded", lang, day=entry.recorded.isoformat()))
    return say("comma", lang).join(text_of(text) for text in told if text)


def told(lines: "Sequence[PageChange]", lang: Lang, most: int = LINES) -> list[str]:
    """Return changed lines in words; those that only change places below the first are counted."""
    shown = [line for line in lines if line.kind != "moved" or 1 in (line.rank, line.was_rank)]
    found = [change_text(line, lang) for line in shown[:most]]
    if len(shown) > most:
        found.append(say("more", lang, n=len(shown) - most))
    return [*found, *([say("rest", lang, n=len(lines) - len(shown))] if len(lines) > len(shown) else [])]


def edition(one: "view.Edition", lang: Lang) -> str:
    """Return the name of an edition of the rules."""
    if not one.version:
        return text_of(one.digest)
    return say("edition", lang, digest=text_of(one.digest), version=text_of(one.version))


def text_of(text: str) -> str:
    """Return somebody's text on one line, made harmless and not too long."""
    return cut(show(text).strip(), CELLS)
