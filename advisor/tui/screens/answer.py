"""Answering one question in a dialog over the page: the answer is saved, or handed to who asked for it."""

from collections.abc import Iterator

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget

from advisor.tui.bindings import bindings
from advisor.tui.pages.line import Line, Look, head
from advisor.tui.screens.asking import Asking
from advisor.tui.words import say


class AnswerScreen(Asking, ModalScreen[str], inherit_bindings=False):
    """One question; the advice behind it changes at once."""

    PLACE = "answer"
    BINDINGS = bindings("answer")
    CSS_PATH = "../styles/dialog.tcss"
    HEAD = "answer_head"

    def body(self) -> Iterator[Widget]:
        """Yield the dialog."""
        yield Vertical(*self.parts(), id="dialog")

    def lead(self, look: Look) -> list[Line]:
        """Return the head of the dialog."""
        return [head(say(self.HEAD, look.lang), look, self.question.label.text(look.lang))]

    def do_save(self) -> None:
        """Save what the cursor stands on, what is marked, or what was typed."""
        self.take_here()

    def give(self, text: str) -> None:
        """Have the answer saved."""
        self.host.answer(self.question.path, text)

    def settled(self, trouble: str) -> bool:
        """Close when the answer was saved, else show why it was not."""
        if not trouble:
            self.dismiss()
            return False
        self.refuse(trouble)
        return True


class ValueScreen(AnswerScreen, inherit_bindings=False):
    """A value to try: it goes back to who asked, and nothing is saved."""

    PLACE = "value"
    BINDINGS = bindings("value")
    HEAD = "try_value"

    def do_use(self) -> None:
        """Hand back what the cursor stands on, what is marked, or what was typed."""
        self.take_here()

    def give(self, text: str) -> None:
        """Hand the value back."""
        self.dismiss(text)


class ReasonScreen(ValueScreen, inherit_bindings=False):
    """A reason in words: it goes back to who asked, who then saves."""

    PLACE = "answer"
    BINDINGS = bindings("answer")
    HEAD = "reason_head"

    def hidden(self) -> frozenset[str]:
        """A reason is typed; not knowing it is none."""
        return super().hidden() | {"unknown"}

    def do_unknown(self) -> None:
        """Not knowing is no reason."""
