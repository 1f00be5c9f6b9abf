"""The brief as plain text: for a terminal, a pipe, a screen reader, a printer."""

from collections.abc import Iterator

from advisor.advice.view import Brief
from advisor.cells import pad, show, width, wrap
from advisor.exchange.make_page import make_page
from advisor.exchange.page import Entry, Line, Mark, Page, Section
from advisor.labels import Lang

NARROWEST = 40
GAP = 4

# ASCII only: box characters are one cell here and two there.
_MARKS: dict[Mark, str] = {"box": "[ ]", "warn": "[!]", "off": "x", "open": "[?]", "point": "-"}


def as_text(brief: Brief, lang: Lang, width: int = 100) -> str:
    """Return the brief as one page of plain text, no line wider than `width` cells (at least 40).

    There are no colours and no control characters but line ends, whatever the deal holds.
    """
    return page_text(make_page(brief, lang), lang, width)


def page_text(page: Page, lang: Lang, width: int = 100) -> str:
    """Return any page as plain text; see `as_text`."""
    cells = max(width, NARROWEST)
    lines = hang("", page.title, cells)
    for text in page.head:
        lines += hang("", text, cells)
    for section in page.sections:
        lines += ["", *_section(section, lang, cells)]
    lines += ["", *hang("", page.foot, cells)] if page.foot else []
    return "".join(f"{line}\n" for line in lines)


def section_text(section: Section, lang: Lang, width: int = 100) -> str:
    """Return one section as plain text; see `as_text`."""
    return "".join(f"{line}\n" for line in _section(section, lang, max(width, NARROWEST)))


def _section(section: Section, lang: Lang, cells: int) -> Iterator[str]:
    """Yield a section's heading and its entries."""
    yield f"【{section.title}】" if lang == "zh" else section.title.upper()
    if section.lead:
        yield from hang("  ", section.lead, cells)
    column = max((width(line.name) for entry in section.entries for line in _lines(entry)), default=0)
    for number, entry in enumerate(section.entries, start=1):
        yield from _entry(entry, f"{number}.", column, cells)


def _entry(entry: Entry, number: str, column: int, cells: int) -> Iterator[str]:
    """Yield an entry's title behind its mark, and its named lines below in two columns.

    Its source stands at the right of the title where there is room, else in a line of its own.
    """
    lead = f"  {_MARKS.get(entry.mark, number)} "
    title, source = show(entry.title), show(entry.source.text) if entry.source else ""
    room = cells - width(lead) - width(title) - width(source)
    if source and room >= GAP:
        yield f"{lead}{title}{' ' * room}{source}"
        entry = entry._replace(source=None)
    else:
        yield from hang(lead, title, cells)
    for line in _lines(entry):
        yield from hang(" " * width(lead) + pad(line.name, column) + "  ", line.text, cells)


def _lines(entry: Entry) -> tuple[Line, ...]:
    """Return the named lines of an entry, its source last."""
    return entry.below if entry.source is None else (*entry.below, entry.source)


def hang(lead: str, text: str, cells: int) -> list[str]:
    """Write a text behind `lead`; its further lines stand below its first one."""
    room = cells - width(lead)
    first, *rest = wrap(show(text), room)
    indent = " " * width(lead)
    return [(lead + first).rstrip(" "), *(indent + line for line in rest)]
