"""The debrief: one question after the other, one key each; nothing is recorded before the end."""

from collections.abc import Iterator
from typing import Any

from textual.containers import Container
from textual.widget import Widget

from advisor.advice.view import Question
from advisor.explain.debrief_view import STILL, Debrief, DebriefItem
from advisor.labels import same
from advisor.tui import wishes
from advisor.tui.bindings import bindings
from advisor.tui.pages.answer import question_page
from advisor.tui.pages.brief import pending_page
from advisor.tui.pages.debrief import following, lead_lines, question_of, summary_page, was_lines
from advisor.tui.pages.line import Line, Look
from advisor.tui.screens.asking import Asking
from advisor.tui.source import UNKNOWN
from advisor.tui.state import State
from advisor.tui.wishes import Wish
from advisor.tui.words import say

NOTHING = Question("", same(""), same(""), None, "text", (), ())
"""Stands there until the questions were read, and once all were asked."""


class DebriefScreen(Asking, inherit_bindings=False):
    """The questions after a meeting; typed answers are checked as they are given."""

    PLACE = "debrief"
    BINDINGS = bindings("debrief")

    def __init__(self) -> None:
        """Begin with nothing answered."""
        super().__init__(NOTHING)
        self.sheet: Debrief | None = None
        self.at = 0
        self.answers: dict[str, str] = {}
        self.checking = ""
        self.warned = False

    def body(self) -> Iterator[Widget]:
        """Yield the question between the bars."""
        yield Container(*self.parts(), id="asking")

    def wishes(self) -> tuple[Wish[Any], ...]:
        """Wish for the questions, once."""
        return () if self.sheet is not None else (wishes.debrief(self.host.state.chosen),)

    @property
    def thing(self) -> DebriefItem | None:
        """What is asked now; `None` before the questions were read and at the end."""
        items = self.sheet.items if self.sheet is not None else ()
        return items[self.at] if self.at < len(items) else None

    @property
    def at_end(self) -> bool:
        """Whether everything was asked."""
        return self.sheet is not None and self.thing is None

    @property
    def typing(self) -> bool:
        """Whether the answer is typed."""
        return self.thing is not None and super().typing

    def on_mount(self) -> None:
        """Wait for the questions."""
        super().on_mount()
        self.text.focus()

    # what is shown

    def show(self, state: State) -> None:
        """Show the question, once the sheet is there; note whether a typed answer can be taken."""
        if self.sheet is None and (found := state.got(wishes.debrief(state.chosen))) is not None:
            self.sheet = found
            self._go(following(found, -1, {}))
            return
        super().show(state)
        for part in (self.choices, self.field, self.effects):
            part.display = part.display and self.thing is not None
        if self.checking:
            self._checked(state)

    def _question(self, width: int) -> list[Line]:
        look, state = self.look(width), self.host.state
        if self.sheet is None:
            trouble = state.trouble_of(wishes.debrief(state.chosen))
            return pending_page("reading_debrief", trouble, look)
        if self.thing is None:
            return [*self.lead(look), *summary_page(self.sheet, self.answers, look)]
        asked = question_page(None, self.question, look)
        return [*self.lead(look), *asked, *was_lines(self.thing, look), ()]

    def lead(self, look: Look) -> list[Line]:
        """Return which question of how many this is."""
        return lead_lines(self.sheet, self.at, self.answers, look) if self.sheet is not None else []

    def hidden(self) -> frozenset[str]:
        """Return the keys that this question does not need."""
        if self.thing is None:
            known = {"reload"} if self.sheet is not None else set()
            return frozenset({"pick", "mark", "unknown", "still", "skip"} | known)
        return super().hidden() | ({"reload"} if self.thing.was is not None else {"reload", "still"})

    # keys

    def _go(self, at: int) -> None:
        """Ask the item at a place, with the answer that was given already; after the last one, sum up."""
        self.at, self.warned = at, False
        item = self.thing
        if item is None:
            self.ask(NOTHING)
            self.text.focus()
        else:
            given = self.answers.get(item.path, "")
            self.ask(question_of(item), "" if given in (STILL, UNKNOWN) else given)

    def give(self, text: str) -> None:
        """Take the answer; one that was typed is checked first."""
        item = self.thing
        if item is None:
            return
        if text == STILL and item.was is not None:
            self._accept(STILL)
        elif self.typing and text != UNKNOWN:
            self.checking = text
            self.host.want(self._check())
            self.show(self.host.state)
        else:
            self._accept(text)

    def _check(self) -> Wish[None]:
        path = self.thing.path if self.thing is not None else ""
        return wishes.check(self.host.state.chosen, path, self.checking)

    def _checked(self, state: State) -> None:
        """Go on when the typed answer can be recorded, else say why not."""
        wish = self._check()
        if wish in state.found and wish.kind not in state.busy:
            text, self.checking = self.checking, ""
            if trouble := state.trouble_of(wish):
                self.refuse(trouble)
            else:
                self._accept(text)

    def _accept(self, text: str) -> None:
        if self.sheet is not None and self.thing is not None:
            self.answers[self.thing.path] = text
            self._go(following(self.sheet, self.at, self.answers))

    def do_take(self) -> None:
        """Take the answer, or at the end record all of them."""
        if not self.at_end:
            self.take_here()
        elif self.answers and "change" not in self.host.state.busy:
            self.host.debrief(self.answers)
        elif not self.answers:
            self.dismiss()

    def do_still(self) -> None:
        """What was known is still so."""
        if self.thing is not None and self.thing.was is not None:
            self._accept(STILL)
        else:
            self.host.toast(say("off_not_still", self.host.state.lang), "warning")

    def do_skip(self) -> None:
        """Go on without an answer."""
        if self.sheet is not None and self.thing is not None:
            self.answers.pop(self.thing.path, None)
            self._go(following(self.sheet, self.at, self.answers))

    def do_before(self) -> None:
        """Go back to the question before."""
        if self.sheet is not None and (at := following(self.sheet, self.at, self.answers, -1)) >= 0:
            self._go(at)

    def do_leave(self) -> None:
        """Leave; where answers would be lost, say so first."""
        if self.answers and not self.warned:
            self.warned = True
            self.host.toast(say("leave_warns", self.host.state.lang, n=len(self.answers)), "warning")
        else:
            self.dismiss()

    def settled(self, trouble: str) -> bool:
        """Show what came of it when all was recorded, else why it was not."""
        if trouble:
            self.refuse(trouble)
            return True
        from advisor.tui.screens.debriefed import DebriefedScreen

        if self.host.state.debriefed is not None:
            self.app.switch_screen(DebriefedScreen(self.host.state.debriefed))
        return False
