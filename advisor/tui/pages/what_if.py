"""What if: the advice before and after some facts, side by side, and what else would be different."""

from collections.abc import Iterable, Iterator

from advisor.advice.view import PageChange
from advisor.exchange.page_changes import change_text
from advisor.explain.whatif_view import AgendaLine, WhatIf
from advisor.labels import Label
from advisor.records import replace
from advisor.tui.pages.columns import beside, split
from advisor.tui.pages.line import Line, Look, Span, hang, head, note, said, sides, span
from advisor.tui.words import say, term

BESIDE = 96
"""Columns from which the two agendas stand side by side; below, one list tells both."""


def what_if_page(found: WhatIf, look: Look, fresh: bool) -> list[Line]:
    """Return what would be different; `fresh` says that nothing newer is being worked out."""
    remark = "" if fresh else say("trying", look.lang)
    if not found.changes_advice:
        return [head(say("then", look.lang), look, remark), *note(say("nothing_moves", look.lang), look)]
    lines = _beside(found, look, remark) if look.width >= BESIDE else _merged(found, look, remark)
    others = list(_others(found, look))
    return [*lines, head(say("positions_move", look.lang), look), *others] if others else lines


def _beside(found: WhatIf, look: Look, remark: str) -> list[Line]:
    """Write both agendas in two columns."""
    half = split(look, 2)
    before = [head(say("now", look.lang), half)]
    before += [line for at in found.before for line in _line(_unmarked(at), half, 0)]
    after = [head(say("then", look.lang), half, remark)]
    after += [line for at in found.after for line in _line(at, half, at.other_rank)]
    return beside([before, after], half.width)


def _unmarked(line: AgendaLine) -> AgendaLine:
    """Return a line of today's agenda, marked only where it goes: the other side tells of moves."""
    return line if line.mark == "gone" else replace(line, mark="same")


def _merged(found: WhatIf, look: Look, remark: str) -> list[Line]:
    """Write the agenda as it would be, each line with where it stands now, and what would go."""
    lines = [head(f"{say('now', look.lang)} {look.glyph('→', '>')} {say('then', look.lang)}", look, remark)]
    for at in found.after:
        lines.extend(_line(at, look, at.other_rank))
    for at in found.before:
        if at.mark == "gone":
            lines.extend(_line(at, look, 0))
    return lines


def _line(line: AgendaLine, look: Look, was: int) -> list[Line]:
    """Write one line of an agenda: its place, title and person, what becomes of it, its score."""
    gone = line.mark == "gone"
    lead = [Span("off" if gone else "number", f" {look.glyph('×', 'x') if gone else line.rank} ")]
    title = [said("off" if gone else "title", line.title, look)]
    if line.person:
        title.append(span("dim", look.aside(line.person)))
    mark = "" if line.mark == "same" else term("mark", line.mark, look.lang)
    if mark and was:
        mark = say("mark_from", look.lang, mark=mark, rank=was)
    right = [span("warn" if gone else "new", f"{mark}  "), Span("score", f"{line.score:>3}")]
    return sides(title, right, look, lead)


def _others(found: WhatIf, look: Look) -> Iterator[Line]:
    """Write positions, questions, warnings and the other side's moves that would be different."""
    for change in found.positions:
        yield from hang([Span("text", " ")], [span("value", _position(change, look))], look)
    tried = {fact.path for fact in found.tried}
    told: tuple[tuple[str, Iterable[Label]], ...] = (
        ("warns_new", (warn.because for warn in found.warnings_new)),
        ("warns_gone", (warn.because for warn in found.warnings_gone)),
        ("guards_new", (guard.title for guard in found.guard_new)),
        ("guards_gone", (guard.title for guard in found.guard_gone)),
        ("asks_new", (question.ask for question in found.questions_new)),
        ("asks_gone", (question.ask for question in found.questions_gone if question.path not in tried)),
    )
    for key, labels in told:
        for label in labels:
            text = say(key, look.lang, what=label.text(look.lang))
            yield from hang([Span("text", " ")], [span("text", text)], look)


def _position(change: PageChange, look: Look) -> str:
    """Say what a position was and would be."""
    if change.added is not None or change.removed is not None:
        return change_text(change, look.lang)
    old, new = (
        say("origin_unknown", look.lang) if label is None else label.text(look.lang)
        for label in (change.before, change.after)
    )
    arrow = look.glyph("→", "->")
    return say("becomes", look.lang, label=change.label.text(look.lang), old=old, new=new, arrow=arrow)


