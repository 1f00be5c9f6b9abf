"""The deal list by next meeting, and the short panel that says what comes next."""

from collections.abc import Sequence

from advisor.advice.view import Brief, DealLine
from advisor.cells import pad, width
from advisor.tui.pages.header import meeting_text
from advisor.tui.pages.items import PICKS
from advisor.tui.pages.line import Line, Look, Span, hang, head, note, span
from advisor.tui.pages.values import asked, briefly
from advisor.tui.words import say

WHEN = 9
"""Cells of the column that says when the meeting is; a very narrow list goes without."""


def by_next_meeting(deals: Sequence[DealLine]) -> tuple[DealLine, ...]:
    """Return deals in the order of the list: coming meetings, meetings that are over, no meeting."""
    return tuple(sorted(deals, key=lambda deal: (_group(deal), abs(deal.days or 0), deal.name, deal.id)))


def _group(deal: DealLine) -> int:
    """Return 0 for a coming meeting, 1 for one that is over, 2 for none."""
    if deal.days is None:
        return 2
    return 0 if deal.days >= 0 else 1


def home_rows(deals: Sequence[DealLine], look: Look) -> list[Line]:
    """Return one line per deal of a sorted list; a line of words opens each group without a meeting."""
    if not deals:
        return note(say("no_deals", look.lang), look)
    step_room = max((width(span("dim", _step(deal, look)).text) for deal in deals), default=0)
    asks = max(width(say("col_asks", look.lang)), 3)
    step_room = min(step_room, 14) if look.width - 15 - asks - min(step_room, 14) >= 24 else 0
    columns = (step_room, asks)
    lines: list[Line] = [_header(columns, look)]
    group = 0
    for row, deal in enumerate(deals, start=1):
        if _group(deal) != group:
            group = _group(deal)
            words = say("past_group" if group == 1 else "no_meeting_group", look.lang)
            lines.append((span("dim", pad(f"    {words}", look.width).rstrip()),))
        lines.append(_row(deal, row, columns, look))
    return lines


def _step(deal: DealLine, look: Look) -> str:
    """Return the procurement step as the list shows it."""
    return deal.step.text(look.lang) if deal.step is not None else ""


def _header(columns: tuple[int, int], look: Look) -> Line:
    """Return the line above the rows, which names the last column."""
    text = pad("", look.width - columns[1]) + say("col_asks", look.lang)
    return (span("dim", text),)


def _row(deal: DealLine, row: int, columns: tuple[int, int], look: Look) -> Line:
    """Write one deal: digit, when, name, step, how many questions are open."""
    item = f"deal:{deal.id}"
    end = look.glyph("…", "...")
    days = WHEN if look.width >= 40 else 0
    when = pad(briefly(deal.days, look) if deal.days is not None else "", days, end)
    digit = str(row) if row <= PICKS else ""
    step, asks = columns
    room = look.width - 4 - days - 1 - (step + 1 if step else 0) - (asks + 1)
    name = span("title", deal.name).text
    spans = [
        Span("gutter", " ", item),
        Span("number", f"{digit:>2} ", item),
        Span("text", f"{when} ", item),
        Span("title", pad(name, max(room, 4), end) + " ", item),
    ]
    if step:
        spans.append(Span("dim", pad(span("dim", _step(deal, look)).text, step, end) + " ", item))
    questions = "" if deal.questions is None else str(deal.questions)
    spans.append(Span("open" if deal.questions else "dim", f"{questions:>{asks}}", item))
    return tuple(spans)


def next_panel(deal: DealLine, brief: Brief | None, look: Look) -> list[Line]:
    """Return the short panel of a narrow screen: the first thing to do, to ask and to hold back."""
    lines = [head(f"{say('next', look.lang)}  {deal.name}", look)]
    if brief is None:
        return [*lines, *note(say("thinking", look.lang), look, "dim")]
    lines.extend(note(meeting_text(brief, look), look))
    told = []
    if brief.actions:
        told.append(("next_do", brief.actions[0].title.text(look.lang), brief.actions[0].rule.id))
    if brief.questions:
        told.append(("next_ask", "".join(part.text for part in asked(brief.questions[0], look)), ""))
    if brief.held:
        held = brief.held[0]
        text = held.title.text(look.lang) + look.colon + held.reason.text(look.lang)
        told.append(("next_not", text, held.rule.id))
    if not told:
        told.append(("next_do", say("empty_actions", look.lang), ""))
    for key, text, rule in told:
        lead = [span("dim", " " + pad(say(key, look.lang), 4) + " ")]
        tail = [span("dim", f"  {rule}")] if rule else []
        lines.extend(hang(lead, [span("text", text), *tail], look))
    return lines
