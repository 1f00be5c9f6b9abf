"""The other side: rivals side by side, and the whole board from one rival's chair."""

from collections.abc import Iterator, Sequence

from advisor.advice.view import Action, Guard, Question, Standing
from advisor.explain.board.rivals_view import Chair, OtherSide, OtherSides
from advisor.tui.pages.brief import brief_page
from advisor.tui.pages.columns import beside, split
from advisor.tui.pages.items import named
from advisor.tui.pages.line import Line, Look, Span, hang, head, note, said, span
from advisor.tui.pages.values import asked, standing_spans
from advisor.tui.words import say

EACH = 38
"""The narrowest column of a rival."""

MOVES = 3


def rivals_page(found: OtherSides, look: Look) -> list[Line]:
    """Return the rivals side by side as far as there is room, in rows below each other."""
    lines = note(found.over.text(look.lang), look, "value") if found.over is not None else []
    if not found.sides:
        lines.extend(note(say("off_no_rival", look.lang), look))
    across = max(1, min(look.width // EACH, 3, len(found.sides)))
    for start in range(0, len(found.sides), across):
        lines.extend([*([()] if lines else []), *_row(found, found.sides[start : start + across], look)])
    if found.more > 0:
        lines.extend(note(say("more_rivals", look.lang, n=found.more), look, "dim"))
    if found.questions:
        lines.extend([(), head(say("who_else", look.lang), look)])
        lines.extend(line for question in found.questions for line in _question(question, look))
    return lines


def _row(found: OtherSides, sides: Sequence[OtherSide], look: Look) -> Iterator[Line]:
    """Write some rivals in columns, each section's head once above all of them."""
    each = split(look, len(sides))
    yield from beside([_name(side, each) for side in sides], each.width)
    sections = [("rival_stands", [_standings(side, each) for side in sides])]
    if found.over is None:
        sections.append(("rival_likely", [_guards(side.guard, each) for side in sides]))
        sections.append(("rival_moves", [_moves(found, side, each) for side in sides]))
    sections.append(("rival_find_out", [_questions(side, each) for side in sides]))
    for key, blocks in sections:
        if any(blocks):
            yield head(say(key, look.lang), look)
            yield from beside(blocks, each.width)


def _name(side: OtherSide, look: Look) -> list[Line]:
    item = f"rival:{side.id}"
    spans = [span("name", side.name or side.id, item)]
    if side.main:
        spans.append(span("dim", look.aside(say("rival_main", look.lang)), item))
    return hang([Span("gutter", " ", item)], spans, look)


def _standings(side: OtherSide, look: Look) -> list[Line]:
    """Write where a rival stands against us, and why."""
    lines: list[Line] = []
    for item, standing in named(side.standings):
        lines.extend(_standing(standing, look, item))
        if standing.because is not None:
            below = [Span("gutter", " ", item), Span("text", "  ", item)]
            lines.extend(hang(below, [said("dim", standing.because, look, item)], look))
    return lines


def _standing(standing: Standing, look: Look, item: str = "") -> list[Line]:
    spans = standing_spans(standing, look, item)
    return hang(spans[:1], spans[1:], look)


def _guards(guards: Sequence[Guard], look: Look) -> list[Line]:
    """Write what a rival will likely do, and what we guard."""
    lines: list[Line] = []
    for item, guard in named(guards):
        lines.extend(hang([Span("gutter", " ", item)], [said("title", guard.title, look, item)], look))
        below = [Span("gutter", " ", item), Span("text", "  ", item)]
        lines.extend(hang(below, [said("text", guard.because, look, item)], look))
    return lines or note(say("no_guard", look.lang), look, "dim")


def _moves(found: OtherSides, side: OtherSide, look: Look) -> list[Line]:
    """Write what its own advisor would tell it; nothing in there can be opened, it is not our board."""
    if not found.flips:
        return note(say("no_mirror", look.lang), look, "dim")
    lines = [line for standing in side.seen for line in _standing(standing, look)]
    for rank, action in enumerate(side.moves[:MOVES], start=1):
        lines.extend(_move(rank, action, look))
    if side.waiting or not side.moves:
        key = "moves_wait" if side.moves else "no_moves"
        lines.extend(note(say(key, look.lang, n=side.waiting), look, "dim"))
    return lines


def _move(rank: int, action: Action, look: Look) -> list[Line]:
    title = [said("text", action.title, look)]
    if action.person is not None:
        title.append(span("dim", look.dot + say("with", look.lang, person=action.person)))
    return hang([Span("number", f" {rank} ")], title, look)


def _questions(side: OtherSide, look: Look) -> list[Line]:
    return [line for question in side.questions for line in _question(question, look)]


def _question(question: Question, look: Look) -> list[Line]:
    item = f"question:{question.path}"
    return hang([Span("gutter", " ", item), Span("open", "? ", item)], asked(question, look, item), look)


def chair_banner(chair: Chair, look: Look) -> list[Line]:
    """Return what stands above a rival's board all the time: whose it is, and who "we" is there."""
    text = say("chair", look.lang, name=chair.name)
    we = say("chair_we", look.lang, name=chair.name, named=chair.named)
    return [*hang([Span("warn", " ! ")], [span("warn", text + look.colon + we)], look), head("", look)]


def chair_page(chair: Chair, look: Look) -> list[Line]:
    """Return the brief as the rival's advisor would have it; nothing in it can be opened."""
    lines = note(say("chair_unknown", look.lang), look, "dim")
    if chair.others:
        lines.extend(note(say("chair_others", look.lang, name=chair.name), look, "dim"))
    if chair.over is not None:
        lines.extend(note(chair.over.text(look.lang), look, "value"))
    page = brief_page(chair.brief, look)
    return [*lines, (), *(tuple(part._replace(item="") for part in line) for line in page)]
