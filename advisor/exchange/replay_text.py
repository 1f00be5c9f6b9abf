"""What a replayed page rests on, as a section below it."""

from typing import TYPE_CHECKING

from advisor.exchange.changes_text import edition, entry_text, told
from advisor.exchange.changes_words import say
from advisor.exchange.page import Entry, Section
from advisor.labels import Lang

if TYPE_CHECKING:
    from advisor.explain.changing import changes_view as view

EDITS = 12


def replay_section(note: "view.Replay", lang: Lang) -> Section:
    """Return which day and rules a page was made for, what differs today, and how sure that is."""
    then, now = (edition(one, lang) for one in (note.then, note.now))
    lines = [say(f"replay_{note.rules}", lang, day=note.day, given=note.given, then=then, now=now)]
    if note.edits:
        edits = [entry_text(entry, lang) for entry in note.edits[:EDITS]]
        edits += [say("more", lang, n=len(note.edits) - EDITS)] if len(note.edits) > EDITS else []
        lines.append(say("since_edited", lang, edits=say("then", lang).join(edits)))
    if note.differs:
        key = "differs_gone" if note.rules == "gone" else "differs_program"
        lines.append(say(key, lang, given=note.given, lines=say("then", lang).join(told(note.differs, lang))))
    elif note.rules == "gone":
        lines.append(say("agrees_gone", lang, given=note.given))
    if note.later:
        lines.append(say("later", lang, n=note.later))
    return Section(say("replay", lang), tuple(Entry("point", line) for line in lines))
