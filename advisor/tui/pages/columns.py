"""Blocks of lines side by side."""

from collections.abc import Sequence
from itertools import zip_longest

from advisor.tui.pages.line import Line, Look, Span, cells

GAP = 3
"""Cells between two columns."""


def split(look: Look, columns: int) -> Look:
    """Return the look of one of several equal columns."""
    return look._replace(width=(look.width - GAP * (columns - 1)) // columns)


def beside(blocks: Sequence[Sequence[Line]], width: int) -> list[Line]:
    """Return blocks side by side, each `width` cells wide, as long as the longest of them."""
    lines: list[Line] = []
    for row in zip_longest(*blocks, fillvalue=()):
        spans: list[Span] = []
        for at, part in enumerate(row):
            if at:
                spans.append(Span("text", " " * (at * (width + GAP) - cells(spans))))
            spans.extend(part)
        lines.append(tuple(spans))
    return lines
