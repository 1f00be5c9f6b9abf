"""The brief as Markdown: to paste into a mail, a wiki or a ticket, or to print."""

import re
from collections.abc import Iterator

from advisor.advice.view import Brief
from advisor.cells import show
from advisor.exchange.make_page import make_page
from advisor.exchange.page import Entry, Section
from advisor.exchange.words import say
from advisor.labels import Lang

# Signs that mean something to some Markdown: they stand behind a backslash, which every reader takes away.
_SIGNS = re.compile(r"[\\`*\[\]<>{}&#|~$@]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:(?=/)|(?<=www)\.")

# What makes a list or a heading of the line above where a text begins with it.
_NUMBER = re.compile(r"[0-9]+(?=[.)](?: |$))")
_LEADING = frozenset("-+=:")


def as_markdown(brief: Brief, lang: Lang) -> str:
    """Return the brief as Markdown (CommonMark; the boxes to tick are GitHub's).

    Nothing a customer or a rule wrote can become a heading, a list, a link, an image, HTML or code.
    """
    page = make_page(brief, lang)
    lines = [f"# {escaped(page.title)}", ""]
    lines += [f"- {escaped(text)}" for text in page.head]
    for section in page.sections:
        lines += ["", *_section(section, lang)]
    lines += ["", "---", "", escaped(page.foot)]
    return "".join(f"{line}\n" for line in lines)


def section_markdown(section: Section, lang: Lang) -> str:
    """Return one section as Markdown; see `as_markdown`."""
    return "".join(f"{line}\n" for line in _section(section, lang))


def escaped(text: str) -> str:
    """Return a text on one line that any Markdown reader shows as it is, wherever it stands."""
    text = _SIGNS.sub(r"\\\g<0>", show(text).strip())
    if match := _NUMBER.match(text):
        return f"{match[0]}\\{text[match.end() :]}"
    return f"\\{text}" if text[:1] in _LEADING else text



def _section(section: Section, lang: Lang) -> Iterator[str]:
    """Yield a section's heading and its entries as a list."""
    yield f"## {escaped(section.title)}"
    yield ""
    if section.lead:
        yield escaped(section.lead)
    for number, entry in enumerate(section.entries, start=1):
        yield from _entry(entry, number, lang)


def _entry(entry: Entry, number: int, lang: Lang) -> Iterator[str]:
    """Yield an entry as a list item, and the named lines below it as a list of its own."""
    lead = {"number": f"{number}. ", "box": "- [ ] "}.get(entry.mark, "- ")
    title = escaped(entry.title)
    yield lead + (f"**{title}**" if entry.mark == "number" and title else title)
    indent = " " * (len(lead) if entry.mark == "number" else 2)
    for line in (*entry.below, entry.source):
        if line is not None:
            yield f"{indent}- {say('pair', lang, name=escaped(line.name), value=escaped(line.text))}"
