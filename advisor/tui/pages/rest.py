"""The lower half of a brief: what is held back, what waits, warnings, the other side, people and rivals."""

from advisor.advice.view import Brief, Member
from advisor.tui.pages.items import named
from advisor.tui.pages.line import Line, Look, Span, head, note, pack, said, sides, span
from advisor.tui.pages.values import standing_spans
from advisor.tui.words import say, term

MOST, MOST_SHORT = 8, 2
"""How many lines of one kind a page and a preview show; what is left out is counted."""


def held_lines(brief: Brief, look: Look, short: bool) -> list[Line]:
    """Write every warning, what not to do now and why, and what waits for a fact, the weightiest first."""
    if not (brief.held or brief.waiting or brief.warnings):
        return []
    lines = [head(say("held", look.lang), look)]
    for item, warn in named(brief.warnings):
        about = f" {warn.about}" if warn.about else ""
        kind = span("warn", f"! {term('warn', warn.kind, look.lang)}", item)
        words = [kind, span("warn", about + look.colon, item), said("text", warn.because, look, item)]
        lines.extend(_line(words, warn.rule.id, item, look))
    most = MOST_SHORT if short else MOST
    for item, held in named(brief.held)[:most]:
        words = [Span("off", look.glyph("× ", "x "), item), said("text", held.title, look, item)]
        words.append(span("dim", look.colon + held.reason.text(look.lang), item))
        lines.extend(_line(words, held.rule.id, item, look))
    asks = {question.path: question.label.text(look.lang) for question in brief.questions}
    for item, waiting in named(brief.waiting)[:most]:
        needs = look.listed(asks.get(path, path) for path in waiting.needs)
        words = [Span("open", "? ", item), said("text", waiting.title, look, item)]
        words.append(span("dim", look.colon + say("waits_for", look.lang, needs=needs), item))
        lines.extend(_line(words, waiting.rule.id, item, look))
    rest = max(len(brief.held) - most, 0) + max(len(brief.waiting) - most, 0)
    return [*lines, *more("more", rest, look)]


def guard_lines(brief: Brief, look: Look, short: bool) -> list[Line]:
    """Write what each rival is likely to do, so that we guard against it."""
    if not brief.guard:
        return []
    lines = [head(say("guard", look.lang), look)]
    most = MOST_SHORT if short else MOST
    for item, guard in named(brief.guard)[:most]:
        words = [span("value", guard.rival + look.colon, item), said("text", guard.title, look, item)]
        if not short:
            words.append(span("dim", f" {look.glyph('—', '-')} {guard.because.text(look.lang)}", item))
        lines.extend(_line(words, guard.rule.id, item, look))
    return [*lines, *more("more", len(brief.guard) - most, look)]


def people_lines(brief: Brief, look: Look) -> list[Line]:
    """Write the buying centre and the rivals with what we know of each."""
    members = (*brief.persons, *brief.rivals)
    if not members:
        return []
    lines = [head(say("people", look.lang), look)]
    for member in members:
        lines.extend(_member(member, look))
    return lines


def _member(member: Member, look: Look) -> list[Line]:
    """Write one person or rival: the name, then the standings one after the other."""
    units = [[span("value", f"{member.name} ")]]
    for item, standing in named(member.standings):
        units.append([*standing_spans(standing, look, item), Span("text", " ")])
    return pack(units, look, [Span("text", "  ")])


def _line(words: list[Span], rule: str, item: str, look: Look) -> list[Line]:
    """Write one entry with its rule at the end."""
    return sides(words, [span("dim", rule, item)], look, [Span("gutter", " ", item)])


def more(key: str, count: int, look: Look) -> list[Line]:
    """Say how many lines a section leaves out; nothing when it leaves out none."""
    return note(say(key, look.lang, n=count), look, "dim") if count > 0 else []
