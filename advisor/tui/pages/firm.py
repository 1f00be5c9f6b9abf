"""How firmly a result stands: the small differences in what was told that would change it, and its scores."""

from collections.abc import Iterator

from advisor.explain.flipping.sensitivity_view import Result, Score, Sensitivity, Sway
from advisor.tui.pages.line import Line, Look, Span, hang, head, note, said, sides, span
from advisor.tui.pages.values import about
from advisor.tui.words import say

SWAYS = 6


def firm_lines(found: Sensitivity, look: Look) -> list[Line]:
    """Return what would change the results, the smallest differences first; nothing for what people said."""
    lines: list[Line] = []
    for result in found.results:
        if result.tried and (result.sways or result.scores):
            lines.extend(_result(result, look))
    return lines


def _result(result: Result, look: Look) -> Iterator[Line]:
    remark = say("firm_tried", look.lang, tried=result.tried, unknown=result.unknown)
    yield head(say("firm_head", look.lang), look, remark)
    for sway in result.sways[:SWAYS]:
        yield from _sway(sway, look)
    if len(result.sways) > SWAYS:
        yield from note(say("more", look.lang, n=len(result.sways) - SWAYS), look, "dim")
    if not result.sways:
        yield from note(say("firm_nothing", look.lang), look)
    for score in result.scores:
        yield from _score(score, look)


def _sway(sway: Sway, look: Look) -> list[Line]:
    """Write one fact that, a little different, gives another result."""
    item = f"fact:{sway.path}"
    label = sway.label.text(look.lang)
    words = [
        span("text", about(sway.path, label, look) + label + look.colon, item),
        span("dim", f"{sway.now.text(look.lang)} {look.glyph('→', '->')} ", item),
        said("value", sway.other, look, item),
    ]
    right = [span("dim", look.glyph("⇒ ", "=> "), item), said("new", sway.result, look, item)]
    return sides(words, right, look, [Span("gutter", " ", item), Span("text", " ", item)])


def _score(score: Score, look: Look) -> list[Line]:
    """Write a score as the weighted sum it is."""
    item = f"fact:{score.path}"
    label = score.label.text(look.lang)
    times = look.glyph("×", "x")
    parts = [
        f"{part.label.text(look.lang)} {part.points.text(look.lang)} {times} {part.weight.text(look.lang)}"
        for part in score.parts
    ]
    words = [
        span("text", about(score.path, label, look) + label + look.colon, item),
        span("value", score.total.text(look.lang), item),
        span("dim", " = " + " + ".join(parts), item),
    ]
    return hang([Span("gutter", " ", item), Span("text", " ", item)], words, look)
