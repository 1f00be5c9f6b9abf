"""Styled lines: the one form in which any text reaches the screen.

A span's text went through `show`, so no page can send a control character to the terminal, and no span
is ever parsed as markup. A span may belong to an `item` (an action, a question, a deal): the cursor moves
from item to item, and the page widget marks the one it stands on.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, get_args

from advisor.cells import show, width, wrap
from advisor.labels import Label, Lang

Style = Literal[
    "text", "dim", "name", "head", "rule", "gutter", "number", "title", "value", "open", "score", "warn",
    "key", "off", "new",
]  # fmt: skip
STYLES: tuple[str, ...] = get_args(Style)


class Span(NamedTuple):
    """A run of text in one style; `item` names what the run belongs to."""

    style: Style
    text: str
    item: str = ""


Line = tuple[Span, ...]
"""One line of a page, never wider than the look it was made for."""


class Look(NamedTuple):
    """What a page is made for: its width in cells, the language, and whether glyphs must be ASCII."""

    width: int
    lang: Lang
    plain: bool = False

    def glyph(self, full: str, plain: str) -> str:
        """Return a glyph, or its ASCII stand-in where box and dot characters may be two cells wide."""
        return plain if self.plain else full

    @property
    def dot(self) -> str:
        """The separator between short notes on one line."""
        return self.glyph(" · ", " - ")

    @property
    def colon(self) -> str:
        """The colon of the language, with its space."""
        return "：" if self.lang == "zh" else ": "

    def listed(self, words: Iterable[str]) -> str:
        """Return words as a list of equals."""
        return ("、" if self.lang == "zh" else ", ").join(words)

    def aside(self, text: str) -> str:
        """Return a remark in brackets, to stand behind other words."""
        return f"（{text}）" if self.lang == "zh" else f" ({text})"


def span(style: Style, text: str, item: str = "") -> Span:
    """Return a span whose text is safe to print."""
    return Span(style, show(text), item)


def said(style: Style, label: Label, look: Look, item: str = "") -> Span:
    """Return a span of a bilingual text in the page's language."""
    return span(style, label.text(look.lang), item)


def cells(spans: Iterable[Span]) -> int:
    """Return how wide some spans are together."""
    return sum(width(part.text) for part in spans)


def flow(parts: Sequence[Span], room: int) -> list[Line]:
    """Wrap a paragraph of several styles to `room` cells."""
    text = "".join(part.text for part in parts)
    lines: list[Line] = []
    at = 0
    for broken in wrap(text, room):
        at = text.index(broken, at)
        lines.append(_between(parts, at, at + len(broken)))
        at += len(broken)
    return lines


def _between(parts: Sequence[Span], start: int, end: int) -> Line:
    """Return the pieces of `parts` that lie between two positions of their joined text."""
    found = []
    at = 0
    for part in parts:
        piece = part.text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            found.append(part._replace(text=piece))
        at += len(part.text)
    return tuple(found)


def hang(first: Sequence[Span], parts: Sequence[Span], look: Look) -> list[Line]:
    """Write `first`, then a paragraph whose further lines start below the paragraph's first word."""
    lead = cells(first)
    if look.width - lead < 12:
        return flow([*first, *parts], look.width)
    item = parts[0].item if parts else ""
    below = (Span("gutter", " ", item), Span("text", " " * (lead - 1), item)) if lead else ()
    return [(*(below if at else first), *spans) for at, spans in enumerate(flow(parts, look.width - lead))]


def pack(units: Iterable[Sequence[Span]], look: Look, lead: Sequence[Span] = ()) -> list[Line]:
    """Write units one after the other, as many on a line as fit; a unit breaks only when it is too long."""
    lines: list[Line] = []
    row: list[Span] = list(lead)
    below = Span("text", " " * cells(lead))
    for unit in units:
        if cells(row) + cells(unit) > look.width and cells(row) > cells(lead):
            lines.append(tuple(row))
            row = [below] if below.text else []
        if cells(row) + cells(unit) > look.width:
            *full, last = hang(row, unit, look)
            lines += full
            row = []
            unit = last
        row += unit
    return [*lines, tuple(row)] if row else lines


def note(text: str, look: Look, style: Style = "text") -> list[Line]:
    """Write a remark as a paragraph of its own, one cell in."""
    return hang([Span("text", " ")], [span(style, text)], look)


def sides(left: Sequence[Span], right: Sequence[Span], look: Look, lead: Sequence[Span] = ()) -> list[Line]:
    """Write `left` as a paragraph and `right` at the end of its first line, or below when it does not fit."""
    extra = cells(right)
    if not extra:
        return hang(lead, left, look)
    room = look.width - extra - 2
    alone = cells(lead) + cells(left)
    if alone > room and (alone <= look.width or room - cells(lead) < 16):
        return [*hang(lead, left, look), *_at_the_end(right, look, cells(lead))]
    lines = hang(lead, left, look._replace(width=room))
    gap = look.width - cells(lines[0]) - extra
    return [(*lines[0], Span("text", " " * gap, right[0].item), *right), *lines[1:]]


def _at_the_end(parts: Sequence[Span], look: Look, indent: int) -> list[Line]:
    """Write a paragraph that stands on the right side where it fits on one line."""
    item = parts[0].item
    extra = cells(parts)
    if extra + indent <= look.width:
        return [(Span("gutter", " ", item), Span("text", " " * (look.width - extra - 1), item), *parts)]
    return hang((Span("gutter", " ", item), Span("text", " " * max(indent - 1, 0), item)), parts, look)


def head(text: str, look: Look, note: str = "") -> Line:
    """Write a section's head: its name, a rule, and a note at the end of the rule."""
    name, remark = show(text), show(note)
    rule = look.width - width(name) - width(remark) - 1 - (1 if remark else 0)
    if rule < 1:
        return flow([Span("head", name)], look.width)[0]
    spans = [Span("head", name), Span("rule", " " + look.glyph("─", "-") * rule)]
    return tuple(spans + ([Span("dim", " " + remark)] if remark else []))


def plain_text(lines: Iterable[Line]) -> str:
    """Return lines as plain text, the form of golden files."""
    return "\n".join("".join(part.text for part in line).rstrip() for line in lines) + "\n"
