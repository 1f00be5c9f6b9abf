"""A what-if as plain text: the facts tried, both agendas side by side, and what else is different."""

from collections.abc import Iterator
from itertools import zip_longest

from advisor.advice.view import Guard, PageChange, Question, Warn
from advisor.cells import pad, width
from advisor.exchange.brief_text import NARROWEST, hang, section_text
from advisor.exchange.page import Entry, Line, Section
from advisor.exchange.page_changes import change_text
from advisor.exchange.voice import Voice, dotted
from advisor.exchange.whatif_words import say
from advisor.explain.whatif_view import AgendaLine, Tried, WhatIf
from advisor.labels import Label, Lang

BESIDE = 76
"""Columns from which the two agendas stand side by side."""

GAP = 3
MOST = 6
"""Questions and warnings that are named of those that come, and of those that go."""


def whatif_text(found: WhatIf, lang: Lang, width: int = 100) -> str:
    """Return a what-if as plain text, no line wider than `width` cells (at least 40).

    There are no colours and no control characters but line ends, whatever the deal holds.
    """
    return "".join(f"{line}\n" for line in _Page(found, lang, max(width, NARROWEST)).lines())


class _Page:
    """One what-if in one language, as wide as it may be."""

    def __init__(self, found: WhatIf, lang: Lang, cells: int) -> None:
        self.found, self.lang, self.cells = found, lang, cells
        self.voice = Voice(found, lang)

    def lines(self) -> Iterator[str]:
        """Yield the page line by line."""
        name = self.voice.name(self.found.name) or self.voice.name(self.found.deal)
        yield from hang("", say("title", self.lang, name=name), self.cells)
        yield from hang("", self.voice.say("as_of", day=self.found.today.isoformat()), self.cells)
        yield from self._section(self._tried())
        if not self.found.changes_advice:
            yield from ("", *hang("", say("no_change", self.lang), self.cells))
            return
        yield from self._agendas()
        for section in (self._positions(), self._questions(), self._warnings(), self._guard()):
            if section.entries:
                yield from self._section(section)

    def _section(self, section: Section) -> Iterator[str]:
        yield ""
        yield from section_text(section, self.lang, self.cells).splitlines()

    # --- the facts ---------------------------------------------------------------------------

    def _tried(self) -> Section:
        entries = tuple(self._fact(fact) for fact in self.found.tried)
        lead = "" if entries else say("tried_nothing", self.lang)
        return Section(say("tried", self.lang), entries, lead)

    def _fact(self, fact: Tried) -> Entry:
        voice = self.voice
        named = fact.label is not None
        label = dotted(voice.about(fact.path), voice.text(fact.label)) if named else voice.place(fact.path)
        told = voice.pair(label, self._step(fact.before, fact.after))
        note = say("in_place", self.lang) if fact.typed_over else ""
        return Entry("point", voice.aside(told, note), (), Line("", voice.place(fact.path)))

    def _step(self, was: Label | None, now: Label | None) -> str:
        """Return what something was and what it is then."""
        before, after = (self.voice.text(label) or self.voice.say("not_known") for label in (was, now))
        return say("from_to", self.lang, was=before, now=after)

    # --- the agendas -------------------------------------------------------------------------

    def _agendas(self) -> Iterator[str]:
        beside = self.cells >= BESIDE
        each = (self.cells - GAP) // 2 if beside else self.cells
        before = self._side("before", self.found.before, each)
        after = self._side("after", self.found.after, each)
        yield ""
        title = self.voice.say("do")
        yield f"【{title}】" if self.lang == "zh" else title.upper()
        if not beside:
            for block in (*before, [""], *after):
                yield from block
            return
        nothing: list[str] = []
        for left, right in zip_longest(before, after, fillvalue=nothing):
            for one, other in zip_longest(left, right, fillvalue=""):
                yield (pad(one, each) + " " * GAP + other).rstrip(" ")

    def _side(self, key: str, lines: tuple[AgendaLine, ...], cells: int) -> list[list[str]]:
        """Return one agenda as blocks of lines, its heading first."""
        blocks = [hang("  ", say(key, self.lang), cells)]
        blocks += [self._line(line, key == "after", cells) for line in lines]
        return blocks if lines else [*blocks, hang("  ", say("no_actions", self.lang), cells)]

    def _line(self, line: AgendaLine, after: bool, cells: int) -> list[str]:
        lead = f"  {line.rank}. "
        title = self.voice.text(line.title) or self.voice.name(line.play)
        person = self.voice.say("with", person=self.voice.name(line.person)) if line.person else ""
        key = f"{line.mark}_from" if after and line.mark in ("up", "down") else line.mark
        mark = say(key, self.lang, rank=line.other_rank)
        details = dotted(mark, say("score", self.lang, score=line.score), person)
        rule = [] if line.other_rank else hang(" " * width(lead), self.voice.place(line.rule.id), cells)
        return [*hang(lead, title, cells), *hang(" " * width(lead), details, cells), *rule]

    # --- what else ---------------------------------------------------------------------------

    def _positions(self) -> Section:
        entries = [Entry("point", self._position(change)) for change in self.found.positions]
        return Section(say("positions", self.lang), tuple(entries))

    def _position(self, change: PageChange) -> str:
        if change.added is not None or change.removed is not None:
            return change_text(change, self.lang)
        return self.voice.pair(self.voice.text(change.label), self._step(change.before, change.after))

    def _questions(self) -> Section:
        new = [self._question(question) for question in self.found.questions_new]
        gone = [self._question(question) for question in self.found.questions_gone]
        return Section(say("questions", self.lang), tuple(self._come_and_go(new, gone)))

    def _question(self, question: Question) -> str:
        about, words = self.voice.about(question.path), self.voice.text(question.ask)
        return self.voice.pair(about, words) if about else words

    def _warnings(self) -> Section:
        new = [self._warning(warning) for warning in self.found.warnings_new]
        gone = [self._warning(warning) for warning in self.found.warnings_gone]
        return Section(say("warnings", self.lang), tuple(self._come_and_go(new, gone)))

    def _warning(self, warning: Warn) -> str:
        kind = self.voice.aside(self.voice.term("warn", warning.kind), self.voice.name(warning.about))
        return self.voice.said_by(self.voice.pair(kind, self.voice.text(warning.because)), warning.rule)

    def _guard(self) -> Section:
        new = [self._guarded(guard) for guard in self.found.guard_new]
        gone = [self._guarded(guard) for guard in self.found.guard_gone]
        return Section(say("guard", self.lang), tuple(self._come_and_go(new, gone)))

    def _guarded(self, guard: Guard) -> str:
        move = self.voice.pair(self.voice.text(guard.title), self.voice.text(guard.because))
        return self.voice.said_by(self.voice.pair(self.voice.name(guard.rival), move), guard.rule)

    def _come_and_go(self, new: list[str], gone: list[str]) -> Iterator[Entry]:
        """Yield what comes, then what goes, each up to a limit."""
        for texts, key, more in ((new, "comes", "more_come"), (gone, "goes", "more_go")):
            yield from (Entry("point", say(key, self.lang, text=text)) for text in texts[:MOST])
            if len(texts) > MOST:
                yield Entry("point", say(more, self.lang, n=len(texts) - MOST))
