"""What would change it: the smallest sets of facts that make something come true, the easiest first."""

from collections.abc import Iterator

from advisor.exchange.changes_text import told
from advisor.explain.flipping.flips_view import Flip, Flips, Step, WayOut
from advisor.labels import Label
from advisor.tui.pages.line import Line, Look, Span, hang, head, note, said, sides, span
from advisor.tui.pages.trying import Row
from advisor.tui.pages.values import about
from advisor.tui.words import WORDS, say, term

POSITIONS = 4


def flips_page(found: Flips, title: Label | None, look: Look) -> list[Line]:
    """Return what is wanted, whether it can be reached, and the ways; each can be opened and tried.

    `title` is what the rule says that shall speak, where it is about one.
    """
    lines = hang([Span("text", " ")], [said("title", title or found.label, look)], look)
    if title is not None:
        lines.extend(note(found.label.text(look.lang), look, "dim"))
    if found.now is not None:
        lines.extend(note(say("is_now", look.lang, what=found.now.text(look.lang)), look, "dim"))
    lines.extend(note(say(f"outlook_{found.outlook}", look.lang, n=found.searched), look))
    for number, way in enumerate(found.ways, start=1):
        lines.extend([(), *_way(way, number, look)])
    if found.blocked_by:
        lines.extend([(), head(say("blocked_by", look.lang), look)])
        lines.extend(line for step in found.blocked_by for line in _step(step, look, ""))
    return lines


def way_item(number: int) -> str:
    """Return the name of a way's lines."""
    return f"way:{number}"


def _way(way: Flip, number: int, look: Look) -> Iterator[Line]:
    """Write one way: its changes, where the advice would then stand, and what else would be different."""
    item = way_item(number)
    yield head(say("way", look.lang, n=number), look, say("way_size", look.lang, n=len(way.changes)))
    for step in way.changes:
        yield from _step(step, look, item)
    below = [Span("gutter", " ", item), Span("new", "  " + look.glyph("→ ", "> "), item)]
    if way.rank:
        text = say("would_stand", look.lang, rank=way.rank)
        yield from hang(below, [span("text", text, item)], look)
    elif way.held is not None:
        text = say("would_be_held", look.lang, why=way.held.text(look.lang))
        yield from hang(below, [span("text", text, item)], look)
    for text in told(way.positions, look.lang, POSITIONS):
        yield from hang(below, [span("dim", text, item)], look)


def _step(step: Step, look: Look, item: str) -> list[Line]:
    """Write one fact that would be different, and who can bring it about."""
    label = step.label.text(look.lang)
    unknown = say("origin_unknown", look.lang)
    old = step.before.text(look.lang) if step.before is not None else unknown
    words = [span("text", about(step.path, label, look) + label + look.colon, item)]
    if step.after is None:
        words.append(span("value", old, item))
    else:
        words += [span("dim", f"{old} {look.glyph('→', '->')} ", item), said("new", step.after, look, item)]
    right = [span("dim", term("changer", step.changeable_by, look.lang), item)]
    return sides(words, right, look, [Span("gutter", " ", item), Span("text", " ", item)])


def aims_page(row: Row, out: WayOut | None, look: Look) -> list[Line]:
    """Return the way out of what a fact says now, and its other values, to ask for the ways to one."""
    now = row.now or WORDS["origin_unknown"]
    words = [said("title", row.question.label, look), span("text", look.colon), said("value", now, look)]
    lines = hang([Span("text", " ")], words, look)
    if out is not None:
        lines.extend([(), head(say("way_out", look.lang), look)])
        lines.extend(line for n, step in enumerate(out.steps, start=1) for line in _out(step, n, look))
    lines.extend([(), head(say("or_aim", look.lang), look), *note(say("choose_aim", look.lang), look, "dim")])
    for value, label in row.question.choices:
        if label != row.now:
            item = f"aim:{value}"
            lead = [Span("gutter", " ", item), Span("text", " ", item)]
            lines.extend(hang(lead, [said("text", label, look, item)], look))
    return lines


def _out(step: Flips, number: int, look: Look) -> Iterator[Line]:
    """Write one step of the way out: where it leads, and the easiest changes that lead there."""
    item = way_item(number)
    goal = say("out_step", look.lang, n=number, goal=(step.value or step.label).text(look.lang))
    yield from hang([Span("gutter", " ", item)], [span("title", goal, item)], look)
    for change in step.ways[0].changes if step.ways else ():
        yield from _step(change, look, item)
    if not step.ways:
        text = say(f"outlook_{step.outlook}", look.lang, n=step.searched)
        below = [Span("gutter", " ", item), Span("text", "  ", item)]
        yield from hang(below, [span("dim", text, item)], look)
