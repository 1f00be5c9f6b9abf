"""Answering one question in a dialog over the page; the advice behind it changes at once."""

from collections.abc import Iterator

from textual import on
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from advisor.advice.view import Question
from advisor.tui.bindings import bindings
from advisor.tui.pages.answer import choice_page, choices, question_page, takes_several, typing_hint
from advisor.tui.pages.line import Line, Look, flow, head, span
from advisor.tui.screens.door import Door
from advisor.tui.source import UNKNOWN
from advisor.tui.state import State
from advisor.tui.widgets.field import Field
from advisor.tui.widgets.page import Page
from advisor.tui.words import say


class AnswerScreen(Door, ModalScreen[str], inherit_bindings=False):
    """Choices by digit, letter or arrow; numbers, days and words are typed."""

    PLACE = "answer"
    BINDINGS = bindings("answer")
    CSS_PATH = "../styles/dialog.tcss"

    def __init__(self, question: Question) -> None:
        """Ask one question."""
        super().__init__()
        self.question = question
        self.marked: frozenset[str] = frozenset()
        self.trouble = ""
        self.text = Page("question")
        self.choices = Page("choices", eager=True)
        self.note = Page("note")
        self.field = Field(id="field", max_length=500)

    def body(self) -> Iterator[Widget]:
        """Yield the dialog: the question, the answers or a field, and room for a refusal."""
        answers = self.choices if choices(self.question) else self.field
        yield Vertical(self.text, answers, self.note, id="dialog")

    def on_mount(self) -> None:
        """Start on the first answer."""
        super().on_mount()
        (self.choices if choices(self.question) else self.field).focus()

    @property
    def page(self) -> Page:
        """The answers."""
        return self.choices

    @property
    def typing(self) -> bool:
        """Whether the answer is typed."""
        return not choices(self.question)

    def hidden(self) -> frozenset[str]:
        """Return the keys that this kind of question does not need."""
        if self.typing:
            return frozenset({"pick", "mark"})
        return frozenset() if takes_several(self.question) else frozenset({"mark"})

    def show(self, state: State) -> None:
        """Show the question and the answers."""
        super().show(state)
        self.text.show(self._question)
        self.choices.show(self._choices, self.choices.cursor)
        self.field.placeholder = typing_hint(self.question, self.look(40))
        self.note.show(self._note)

    def _question(self, width: int) -> list[Line]:
        """Return the head and the question."""
        look = self.look(width)
        brief = self.host.state.brief
        lines: list[Line] = [head(say("answer_head", look.lang), look, self.question.label.text(look.lang))]
        return [*lines, *(question_page(brief, self.question, look) if brief is not None else []), ()]

    def _choices(self, width: int) -> list[Line]:
        """Return the answers to choose from."""
        return choice_page(self.question, self.marked, self.look(width))

    def _note(self, width: int) -> list[Line]:
        """Return why the answer was refused, or that it is being saved."""
        if "change" in self.host.state.busy:
            return [(span("new", say("saving", self.host.state.lang)),)]
        told = self.trouble.split("\n")
        return [line for part in told for line in flow([span("warn", part)], width)]

    def pick(self, digit: int) -> None:
        """Give the answer with that digit, or mark it when several are possible."""
        given = choices(self.question)
        if digit > len(given):
            return
        self.choices.go(f"choice:{given[digit - 1].text}")
        if takes_several(self.question) and given[digit - 1].text != UNKNOWN:
            self.do_mark()
        else:
            self._save(given[digit - 1].text)

    def do_mark(self) -> None:
        """Mark or clear the answer under the cursor."""
        value = self.choices.cursor.removeprefix("choice:")
        if takes_several(self.question) and value != UNKNOWN:
            self.marked = self.marked ^ {value}
            self.show(self.host.state)

    def do_save(self) -> None:
        """Save what the cursor stands on, what is marked, or what was typed."""
        value = self.choices.cursor.removeprefix("choice:")
        if not choices(self.question):
            self._save(self.field.value.strip(), "type_empty")
        elif takes_several(self.question) and value != UNKNOWN:
            order = [choice.text for choice in choices(self.question) if choice.text in self.marked]
            self._save(",".join(order), "mark_empty")
        else:
            self._save(value)

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Enter in the field saves."""
        event.stop()
        self.run("save")

    def do_yes(self) -> None:
        """Answer yes."""
        self._letter("y")

    def do_no(self) -> None:
        """Answer no."""
        self._letter("n")

    def do_unknown(self) -> None:
        """Answer that nobody knows."""
        self._save(UNKNOWN)

    def do_open(self) -> None:
        """A clicked answer is given."""
        self.do_save()

    def _letter(self, letter: str) -> None:
        """Give the answer of a letter where the question has one."""
        for choice in choices(self.question):
            if choice.letter == letter:
                self._save(choice.text)

    def _save(self, text: str, when_empty: str = "type_empty") -> None:
        """Hand the answer to the app, once."""
        if "change" in self.host.state.busy:
            return
        if not text:
            self._refuse(say(when_empty, self.host.state.lang))
            return
        self.trouble = ""
        self.host.answer(self.question.path, text)

    def _refuse(self, text: str) -> None:
        """Say why the answer cannot be taken."""
        self.trouble = text
        self.note.show(self._note)
        self.note.refresh(layout=True)

    def settled(self, trouble: str) -> bool:
        """Close when the answer was saved, else show why it was not."""
        if not trouble:
            self.dismiss()
            return False
        self._refuse(trouble)
        return True

    def look(self, width: int) -> Look:
        """Return the look of a part of the dialog."""
        return super().look(max(width, 8))
