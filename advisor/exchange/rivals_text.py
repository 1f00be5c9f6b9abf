"""The board from the other side as plain text: the rivals of a deal side by side."""

from collections.abc import Iterator
from itertools import zip_longest

from advisor.advice.view import Action, Guard, Question, Standing
from advisor.cells import pad
from advisor.exchange.brief_text import NARROWEST, hang
from advisor.exchange.voice import Voice, dotted
from advisor.explain.board.rivals_view import OtherSide, OtherSides
from advisor.labels import Lang

BESIDE = 100
"""Columns from which rivals stand side by side."""

MOST = 3
"""Rivals beside each other."""

GAP = 3
FACTS = 3
MOVES = 3

Lines = list[str]


def rivals_text(sides: OtherSides, lang: Lang, named: str, width: int = 100) -> str:
    """Return the rivals of a deal as plain text, no line wider than `width` cells (at least 40).

    `named` is what their boards call us. From 100 columns on up to three rivals stand side by side.
    """
    voice, cells = Voice(sides, lang), max(width, NARROWEST)
    account = voice.name(sides.account) if sides.account != sides.name else ""
    lines = hang("", voice.name(sides.name) or voice.name(sides.deal), cells)
    lines += hang("", dotted(account, voice.say("as_of", day=sides.today.isoformat())), cells)
    lines += ["", *heading(voice.say("rivals"), voice, cells)]
    if len(sides.sides) > 1:
        lines += hang("  ", voice.say("rivals_alike"), cells)
    if sides.over is not None:
        lines += hang("  ", voice.text(sides.over), cells)
    for group in _groups(sides.sides, cells):
        lines += ["", *_Group(sides, group, voice, named, cells).lines()]
    if sides.more:
        lines += ["", voice.say("more", n=sides.more)]
    lines += [*_nobody(sides, voice, cells), *_who_else(sides, voice, cells)]
    lines += ["", voice.say("rulebook", digest=voice.name(sides.rulebook))]
    return "".join(f"{line}\n" for line in lines)


def _groups(sides: tuple[OtherSide, ...], cells: int) -> Iterator[tuple[OtherSide, ...]]:
    """Yield the rivals that stand side by side, as even as they go: four are two and two."""
    if not sides:
        return
    rows = -(-len(sides) // MOST) if cells >= BESIDE else len(sides)
    each = -(-len(sides) // rows)
    for start in range(0, len(sides), each):
        yield sides[start : start + each]


class _Group:
    """Some rivals in columns: each heading stands once, above what it says of each of them."""

    def __init__(
        self, page: OtherSides, sides: tuple[OtherSide, ...], voice: Voice, named: str, cells: int
    ) -> None:
        self.page, self.sides, self.voice, self.named, self.cells = page, sides, voice, named, cells
        self.each = (cells - GAP * (len(sides) - 1)) // len(sides)

    def lines(self) -> Iterator[str]:
        yield from self._beside([hang("", self._name(side), self.each) for side in self.sides])
        yield (" " * GAP).join("-" * self.each for _ in self.sides)
        yield from self._under(self.voice.say("rival_stands"))
        for rows in zip_longest(*(side.standings for side in self.sides)):
            yield from self._beside([[] if row is None else self._standing(row) for row in rows])
        if self.page.over is None:
            yield from self._under(self.voice.say("rival_likely"))
            yield from self._beside([self._guards(side.guard) for side in self.sides])
            yield from self._under(self.voice.say("rival_moves"))
            yield from self._moves()
        if any(side.questions for side in self.sides):
            yield from self._under(self.voice.say("rival_find_out"))
            yield from self._beside([self._questions(side.questions) for side in self.sides])

    def _name(self, side: OtherSide) -> str:
        name = self.voice.name(side.name) or self.voice.name(side.id)
        return self.voice.say("rival_main", name=name) if side.main else name

    def _standing(self, standing: Standing) -> Lines:
        """Write where a rival stands, why, and the facts somebody told that say so."""
        told = tuple(fact for fact in standing.evidence if fact.rule is None)
        below = (self.voice.text(standing.because), self.voice.facts(told, FACTS) if standing.because else "")
        lines = hang("- ", self.voice.standing(standing), self.each)
        for text in below:
            lines += hang("  ", text, self.each) if text else []
        return lines

    def _under(self, title: str) -> Lines:
        return ["", *heading(title, self.voice, self.cells)]

    def _moves(self) -> Iterator[str]:
        if not self.page.flips:
            yield from hang("  ", self.voice.say("no_mirror"), self.cells)
            return
        lead = self.voice.say("rival_moves_lead", named=self.voice.name(self.named))
        yield from hang("  ", lead, self.cells)
        yield from self._beside([self._agenda(side) for side in self.sides])

    def _guards(self, guards: tuple[Guard, ...]) -> Lines:
        lines: Lines = [] if guards else hang("  ", self.voice.say("no_guard"), self.each)
        for guard in guards:
            lines += hang("- ", self.voice.text(guard.title), self.each)
            told = self.voice.said_by(self.voice.text(guard.because), guard.rule)
            lines += hang("  ", told, self.each)
        return lines

    def _agenda(self, side: OtherSide) -> Lines:
        lines: Lines = []
        for standing in side.seen:
            lines += hang("[?] ", self.voice.standing(standing), self.each)
        for number, action in enumerate(side.moves[:MOVES], start=1):
            lines += hang(f"{number}. ", self._move(action), self.each)
            told = self.voice.said_by(self.voice.text(action.because), action.rule)
            lines += hang("   ", told, self.each)
        if side.waiting:
            more = self.voice.say("more_waiting", n=side.waiting)
            lines += hang("  ", more if side.moves else self.voice.say("no_moves", n=side.waiting), self.each)
        return lines or hang("  ", self.voice.say("empty_actions"), self.each)

    def _move(self, action: Action) -> str:
        title = self.voice.text(action.title) or self.voice.name(action.play)
        if action.person is None:
            return title
        key = "perhaps_with" if action.person_state == "perhaps" else "with"
        return dotted(title, self.voice.say(key, person=self.voice.name(action.person)))

    def _questions(self, questions: tuple[Question, ...]) -> Lines:
        lines: Lines = []
        for question in questions:
            lines += _asked(question, self.voice, self.each)
        return lines

    def _beside(self, columns: list[Lines]) -> Iterator[str]:
        """Yield columns side by side, as long as the longest of them."""
        for row in zip_longest(*columns, fillvalue=""):
            yield (" " * GAP).join(pad(text, self.each) for text in row).rstrip(" ")


def _nobody(sides: OtherSides, voice: Voice, cells: int) -> Lines:
    """Say what to do where no rival is recorded."""
    if sides.sides:
        return []
    if sides.complete:
        return hang("  ", voice.say("no_rival_at_all"), cells)
    told = voice.say("record_rival", deal=voice.name(sides.deal), path="rival.NAME.name=NAME")
    return [*hang("  ", voice.say("no_rival"), cells), *hang("  ", told, cells)]


def _who_else(sides: OtherSides, voice: Voice, cells: int) -> Lines:
    """Ask who else is in the race, while nobody said that all rivals are recorded."""
    lines: Lines = []
    for question in sides.questions:
        lines += ["", *_asked(question, voice, cells)]
    return lines


def _asked(question: Question, voice: Voice, cells: int) -> Lines:
    about, words = voice.about(question.path), voice.text(question.ask) or voice.text(question.label)
    told = voice.pair(about, words) if about else words
    was = hang("    ", voice.text(question.was), cells) if question.was is not None else []
    return [*hang("[ ] ", told, cells), *was, *hang("    ", voice.place(question.path), cells)]


def heading(text: str, voice: Voice, cells: int) -> Lines:
    """Return a heading as every page has it."""
    return hang("", f"【{text}】" if voice.lang == "zh" else text.upper(), cells)
