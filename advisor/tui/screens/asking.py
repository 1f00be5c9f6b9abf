"""What every place where a question is answered does the same way: choices by key, a field, refusals."""

from collections.abc import Iterator

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from advisor.advice.view import Question
from advisor.tui.pages.answer import (
    choice_page,
    choices,
    effects_page,
    question_page,
    takes_several,
    typing_hint,
)
from advisor.tui.pages.line import Line, Look, flow, span
from advisor.tui.screens.door import Door
from advisor.tui.source import UNKNOWN
from advisor.tui.state import State
from advisor.tui.widgets.field import Field
from advisor.tui.widgets.page import Page
from advisor.tui.words import say


class Asking(Door, inherit_bindings=False):
    """Choices by digit, letter or arrow; numbers, days and words are typed. Subclasses say what is given."""

    def __init__(self, question: Question) -> None:
        """Ask one question."""
        super().__init__()
        self.question = question
        self.marked: frozenset[str] = frozenset()
        self.trouble = ""
        self.text = Page("question")
        self.choices = Page("choices", eager=True)
        self.field = Field(id="field", max_length=500)
        self.effects = Page("effects")
        self.note = Page("note")

    def parts(self) -> Iterator[Widget]:
        """Yield the question, the answers or a field with what they change, and room for a refusal."""
        yield from (self.text, self.choices, self.field, self.effects, self.note)

    def give(self, text: str) -> None:
        """Hand the answer on."""
        raise NotImplementedError

    def lead(self, look: Look) -> list[Line]:
        """Return what stands above the question."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Start on the first answer."""
        super().on_mount()
        self.ask(self.question)

    def ask(self, question: Question, given: str = "") -> None:
        """Ask a question in place of the one before; `given` is the answer it had."""
        several = takes_several(question) and bool(given)
        self.question, self.trouble = question, ""
        self.marked = frozenset(given.split(",")) if several else frozenset()
        self.field.value = given if self.typing else ""
        self.choices.cursor = f"choice:{given}"
        self.choices.display, self.field.display = not self.typing, self.typing
        self.effects.display = self.typing
        self.show(self.host.state)
        (self.field if self.typing else self.choices).focus()

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
        self.effects.show(lambda width: effects_page(self.question, self.look(width)))
        self.field.placeholder = typing_hint(self.question, self.look(40))
        self.note.show(self._note)

    def _question(self, width: int) -> list[Line]:
        """Return what stands above, and the question."""
        look = self.look(width)
        return [*self.lead(look), *question_page(self.host.state.brief, self.question, look), ()]

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
            self.take(given[digit - 1].text)

    def do_mark(self) -> None:
        """Mark or clear the answer under the cursor."""
        value = self.choices.cursor.removeprefix("choice:")
        if takes_several(self.question) and value != UNKNOWN:
            self.marked = self.marked ^ {value}
            self.show(self.host.state)

    def take_here(self) -> None:
        """Take what the cursor stands on, what is marked, or what was typed."""
        value = self.choices.cursor.removeprefix("choice:")
        if self.typing:
            self.take(self.field.value.strip(), "type_empty")
        elif takes_several(self.question) and value != UNKNOWN:
            order = [choice.text for choice in choices(self.question) if choice.text in self.marked]
            self.take(",".join(order), "mark_empty")
        else:
            self.take(value)

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Enter in the field takes what was typed."""
        event.stop()
        self.take_here()

    def do_yes(self) -> None:
        """Answer yes."""
        self._letter("y")

    def do_no(self) -> None:
        """Answer no."""
        self._letter("n")

    def do_unknown(self) -> None:
        """Answer that nobody knows."""
        self.take(UNKNOWN)

    def do_open(self) -> None:
        """A clicked answer is given."""
        self.take_here()

    def _letter(self, letter: str) -> None:
        """Give the answer of a letter where the question has one."""
        for choice in choices(self.question):
            if choice.letter == letter:
                self.take(choice.text)

    def take(self, text: str, when_empty: str = "type_empty") -> None:
        """Hand the answer on, unless there is none or one is being saved."""
        if "change" in self.host.state.busy:
            return
        if not text:
            self.refuse(say(when_empty, self.host.state.lang))
            return
        self.trouble = ""
        self.give(text)

    def refuse(self, text: str) -> None:
        """Say why the answer cannot be taken."""
        self.trouble = text
        self.note.show(self._note)
        self.note.refresh(layout=True)

    def look(self, width: int) -> Look:
        """Return the look of a part of the dialog."""
        return super().look(max(width, 8))
