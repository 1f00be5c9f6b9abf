"""What changed: what is different on the page, and cause by cause what did it, by whom."""

from collections.abc import Iterator

from advisor.exchange.changes_text import edition, entry_text, told
from advisor.exchange.changes_words import say as say_of
from advisor.explain.changing.changes_view import AdviceChanges, Entry, Step
from advisor.tui.pages.line import Line, Look, Span, hang, head, note, span
from advisor.tui.pages.values import away, day
from advisor.tui.words import say, term

DIFFERENT = 20


def changed_page(found: AdviceChanges, look: Look) -> list[Line]:
    """Return what is compared with, what is different, and the causes in their order."""
    lines = [*_compared(found, look), (), head(say("different", look.lang), look)]
    for text in told(found.lines, look.lang, DIFFERENT):
        lines.extend(hang([Span("text", " ")], [span("title", text)], look))
    if not found.lines:
        lines.extend(note(say_of("nothing", look.lang), look))
    for step in found.steps:
        lines.extend([(), head(say_of(f"cause_{step.cause}", look.lang).upper(), look)])
        lines.extend(_step(step, found, look))
    return lines


def _compared(found: AdviceChanges, look: Look) -> list[Line]:
    """Say which earlier page is looked at, and with which rules."""
    key = f"{found.basis}_{'given' if found.as_given else 'end'}"
    when = away((found.since - found.today).days, look)
    since = day(found.since, found.today, look) + ("，" if look.lang == "zh" else ", ") + when
    then, now = edition(found.then, look.lang), edition(found.now, look.lang)
    rules = say_of(f"rules_{found.rules}", look.lang, then=then, now=now)
    return [*note(say_of(key, look.lang, since=since), look), *note(rules, look, "dim")]


def _step(step: Step, found: AdviceChanges, look: Look) -> Iterator[Line]:
    """Write one cause: its entries, those that changed something first, and what they did together."""
    for entry in sorted(step.entries, key=lambda entry: not entry.lines):
        yield from _entry(entry, found, look)
    together = told(step.together, look.lang)
    for text in together:
        words = say_of("together", look.lang, lines=text) if step.entries else text
        yield from hang([Span("text", "   ")], [span("text", words)], look)
    if not step.lines:
        yield from note(say_of("no_effect", look.lang), look, "dim")


def _entry(entry: Entry, found: AdviceChanges, look: Look) -> Iterator[Line]:
    """Write one thing that changed, who said so, and which lines it changed alone."""
    item = entry_item(entry)
    what = entry_text(entry, look.lang).replace(" · ", look.dot)
    yield from hang([Span("gutter", " ", item)], [span("value", what, item)], look)
    below = [Span("gutter", " ", item), Span("text", "   ", item)]
    if who := _who(entry, found, look):
        yield from hang(below, [span("dim", who, item)], look)
    arrow = Span("new", look.glyph("→ ", "> "), item)
    for text in told(entry.lines, look.lang):
        yield from hang([*below, arrow], [span("text", text, item)], look)


def entry_item(entry: Entry) -> str:
    """Return the name of an entry's line: a fact or a rule whose proof can be opened, else nothing."""
    if entry.kind == "fact":
        return f"fact:{entry.id}"
    return f"rule:{entry.id}" if entry.kind in ("rule", "play") and entry.how != "removed" else ""


def _who(entry: Entry, found: AdviceChanges, look: Look) -> str:
    """Say who told a fact, how it came in, of which day it is, and when it was written down."""
    parts = [entry.by, term("origin", entry.source, look.lang) if entry.source else ""]
    parts.append(day(entry.on, found.today, look) if entry.on is not None else "")
    if entry.recorded is not None and entry.recorded != entry.on:
        parts.append(say("recorded_on", look.lang, day=day(entry.recorded, found.today, look)))
    return look.dot.join(part for part in (*parts, entry.place) if part)
