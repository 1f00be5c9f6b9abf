"""The top of a brief: which deal, which meeting, where we stand."""

from collections.abc import Sequence

from advisor.advice.view import Brief, Standing
from advisor.tui.pages.items import named
from advisor.tui.pages.line import Line, Look, Span, cells, flow, hang, head, note, span
from advisor.tui.pages.values import away, day, standing_spans
from advisor.tui.words import say

COLUMN = 30
"""The narrowest column of standings."""


def header_lines(brief: Brief, look: Look, short: bool = False) -> list[Line]:
    """Write the deal, its account, the next meeting and the header facts; `short` leaves out unknown ones."""
    title = [span("name", f" {brief.name}")]
    if brief.account and brief.account != brief.name:
        title.append(span("text", f"  {brief.account}"))
    lines = flow(title, look.width)
    lines.extend(note(meeting_text(brief, look), look))
    told = {brief.name, brief.account}
    facts = [at for at in brief.header if at.text.en not in told and not (short and at.text.en == "?")]
    return [*lines, *(run_on(facts, look) if short else grid(facts, look))]


def meeting_text(brief: Brief, look: Look) -> str:
    """Say when the next meeting is and who comes."""
    meeting = brief.meeting
    if meeting is None:
        return say("no_meeting", look.lang)
    when = day(meeting.on, brief.today, look) + look.aside(away(meeting.days, look))
    text = say("meeting", look.lang, when=when)
    if meeting.persons:
        text += look.dot + say("meeting_with", look.lang, persons=look.listed(meeting.persons))
    return text + (look.dot + meeting.note if meeting.note else "")


FIRST = 6
"""How many standings a preview shows: the weightiest come first, and what to do must stay in sight."""


def position_lines(brief: Brief, look: Look, short: bool = False) -> list[Line]:
    """Write where we stand: settled, or every value still possible."""
    if not brief.position:
        return []
    lines = run_on(brief.position[:FIRST], look) if short else grid(brief.position, look)
    return [head(say("position", look.lang), look), *lines]


def run_on(standings: Sequence[Standing], look: Look) -> list[Line]:
    """Write standings one after the other, broken over lines like a sentence."""
    spans: list[Span] = []
    for item, standing in named(standings):
        spans += [*standing_spans(standing, look, item), span("dim", look.dot.rstrip())]
    return hang(spans[:1], spans[1:-1], look) if spans else []


def grid(standings: Sequence[Standing], look: Look) -> list[Line]:
    """Write standings in columns; one that needs more room than a column gets lines of its own."""
    columns = max(1, min(3, look.width // COLUMN))
    column = look.width // columns
    lines: list[Line] = []
    row: list[list[Span]] = []
    for item, standing in named(standings):
        spans = standing_spans(standing, look, item)
        wide = cells(spans) > column - 1
        if wide or len(row) == columns:
            lines.extend(_row(row, column))
            row = []
        if wide:
            lines.extend(hang(spans[:1], spans[1:], look))
        else:
            row.append(spans)
    return [*lines, *_row(row, column)]


def _row(row: Sequence[Sequence[Span]], column: int) -> list[Line]:
    """Write one row of the grid, every cell padded to the column."""
    if not row:
        return []
    spans: list[Span] = []
    for cell in row:
        spans.extend(cell)
        spans.append(Span("text", " " * (column - cells(cell))))
    return [tuple(spans)]
