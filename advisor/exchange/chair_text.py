"""A rival's own page as plain text: whose chair it is, then the brief as its advisor would have it."""

from advisor.exchange.brief_text import NARROWEST, hang, page_text
from advisor.exchange.make_page import make_page
from advisor.exchange.page import Page, Section
from advisor.exchange.voice import Voice
from advisor.explain.board.rivals_view import Chair
from advisor.labels import Lang


def chair_text(chair: Chair, lang: Lang, width: int = 100) -> str:
    """Return a rival's page, no line wider than `width` cells (at least 40)."""
    voice, cells = Voice(chair.brief, lang), max(width, NARROWEST)
    name, named = voice.name(chair.name) or voice.name(chair.rival), voice.name(chair.named)
    notes = [voice.say("chair_we", name=name, named=named), voice.say("chair_unknown")]
    if chair.others:
        notes.append(voice.say("chair_others", name=name))
    if chair.over is not None:
        notes.append(voice.text(chair.over))
    lines = hang("", voice.say("chair", name=name), cells)
    for note in notes:
        lines += hang("  ", note, cells)
    page = _theirs(make_page(chair.brief, lang), voice)
    return "".join(f"{line}\n" for line in [*lines, ""]) + page_text(page, lang, width)


def _theirs(page: Page, voice: Voice) -> Page:
    """Return the page without what only ours can say: no meeting of ours, no counts, no facts to fill."""
    return page._replace(
        head=tuple(text for text in page.head if text != voice.say("no_meeting")),
        sections=tuple(_section(section, voice) for section in page.sections),
        foot="",
    )


def _section(section: Section, voice: Voice) -> Section:
    if section.title != voice.say("ask"):
        return section
    entries = tuple(entry._replace(source=None) for entry in section.entries)
    return Section(voice.say("chair_asks"), entries, section.lead)
