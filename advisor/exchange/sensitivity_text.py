"""How firmly results stand, as plain text: the smallest differences that change them, and their scores."""

from collections.abc import Iterator

from advisor.cells import cut, show
from advisor.exchange.brief_text import NARROWEST, page_text
from advisor.exchange.flip_words import say
from advisor.exchange.page import Entry, Line, Page, Section
from advisor.exchange.voice import dotted
from advisor.explain.flipping.sensitivity_view import Part, Result, Score, Sensitivity, Sway
from advisor.labels import Label, Lang

TEXT = 300
"""Cells of a sentence; a longer one is cut."""

HEADING = 4
"""Cells around a heading."""

SWAYS = 6
"""Differences that are named of one result."""


def sensitivity_text(found: Sensitivity, lang: Lang, width: int = 100) -> str:
    """Return how firmly results stand as plain text, no line wider than `width` cells (at least 40)."""
    told = _Told(lang, max(width, NARROWEST))
    title = told.say("sensitivity_title", name=cut(show(found.name or found.deal).strip(), TEXT))
    sections = tuple(told.section(result) for result in found.results)
    nothing = Section(told.say("wanted"), (), told.say("no_results"))
    return page_text(Page(title, (found.today.isoformat(),), sections or (nothing,), ""), lang, width)


class _Told:
    """Says how firmly results stand in one language."""

    def __init__(self, lang: Lang, cells: int) -> None:
        self.lang: Lang = lang
        self.cells = cells

    def say(self, key: str, **values: object) -> str:
        return say(key, self.lang, **values)

    def text(self, label: Label) -> str:
        return cut(show(label.text(self.lang)).strip(), TEXT)

    def section(self, result: Result) -> Section:
        now = self.text(result.now)
        lead = self.say("stands", now=now)
        if not result.sways:
            lead = self.say("firm" if result.tried else "nothing_known", now=now, n=result.tried)
        entries = (*self._sways(result), *(self._score(score) for score in result.scores))
        title = cut(self.text(result.label), self.cells - HEADING)
        return Section(title, entries, dotted(lead, show(result.path)))

    def _sways(self, result: Result) -> Iterator[Entry]:
        for sway in result.sways[:SWAYS]:
            yield Entry("point", self._sway(sway), (), Line("", show(sway.path)))
        if len(result.sways) > SWAYS:
            yield Entry("point", self.say("more", n=len(result.sways) - SWAYS))
        if result.unknown:
            yield Entry("open", self.say("unknown", n=result.unknown))

    def _sway(self, sway: Sway) -> str:
        member = sway.path.partition(".")[2].rpartition(".")[0]
        what = self.text(sway.label)
        if member:
            what = self.say("whose", who=cut(show(member).strip(), TEXT), what=what)
        values = {"what": what, "other": self.text(sway.other), "was": self.text(sway.now)}
        result = self.text(sway.result)
        if not sway.points:
            return self.say("sway", result=result, **values)
        way, number = ("more" if sway.points > 0 else "less"), abs(sway.points)
        points = self.say(f"{way}_1") if number == 1 else self.say(f"{way}_points", n=number)
        return self.say("sway_points", result=result, points=points, **values)

    def _score(self, score: Score) -> Entry:
        parts = tuple(Line(self.text(part.weight), self._part(part)) for part in score.parts)
        title = self.say("score", what=self.text(score.label), total=self.text(score.total))
        return Entry("point", title, parts, Line("", show(score.path)))

    def _part(self, part: Part) -> str:
        points, adds = self.text(part.points), self.text(part.adds)
        return self.say("part", what=self.text(part.label), points=points, adds=adds)
