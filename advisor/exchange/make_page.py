"""From the brief to the page: which section stands where."""

from advisor.advice.view import Brief
from advisor.exchange import advice_sections, deal_sections
from advisor.exchange.page import Page
from advisor.exchange.voice import Voice
from advisor.labels import Lang


def make_page(brief: Brief, lang: Lang) -> Page:
    """Return the brief as a page in one language; sections without anything to say are left out."""
    voice = Voice(brief, lang)
    sections = (
        deal_sections.position(brief, voice),
        deal_sections.people(brief, voice),
        advice_sections.do(brief, voice),
        advice_sections.ask(brief, voice),
        advice_sections.not_now(brief, voice),
        deal_sections.other_side(brief, voice),
        advice_sections.waiting(brief, voice),
    )
    return Page(
        title=voice.name(brief.name) or voice.name(brief.deal),
        head=deal_sections.head(brief, voice),
        sections=tuple(section for section in sections if section.entries or section.lead),
        foot=deal_sections.foot(brief, voice),
    )
