"""The page between the brief and its printed forms: what stands where, in plain texts of one language.

Both the plain text and the Markdown are made from this, so they say the same. No text in it is markup;
a renderer passes each through `advisor.cells.show` (and its own escaping) when it writes it down.
"""

from typing import Literal, NamedTuple

Mark = Literal["number", "box", "warn", "off", "open", "point"]
"""How an entry is marked: its number, a box to tick, a warning, held back, open, or just an entry."""


class Line(NamedTuple):
    """A named line below an entry: `why`, `say` and the like."""

    name: str
    text: str


class Entry(NamedTuple):
    """One entry of a section: its words, named lines below them, and what to look it up by.

    `source` names the rule an entry comes from, or the fact a question fills.
    """

    mark: Mark
    title: str
    below: tuple[Line, ...] = ()
    source: Line | None = None


class Section(NamedTuple):
    """A heading with its entries; `lead` says what is missing where there are none."""

    title: str
    entries: tuple[Entry, ...]
    lead: str = ""


class Page(NamedTuple):
    """The whole page. `head` stands below the title, `foot` is one line of counts."""

    title: str
    head: tuple[str, ...]
    sections: tuple[Section, ...]
    foot: str
