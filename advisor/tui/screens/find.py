"""A searchable list over the page: every key that works there, or every command and deal."""

from collections.abc import Iterator

from textual import on
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from advisor.tui.bindings import bindings
from advisor.tui.commands import Place
from advisor.tui.pages.find import find_page
from advisor.tui.pages.line import Line, head
from advisor.tui.screens.door import Door
from advisor.tui.state import State
from advisor.tui.widgets.field import Field
from advisor.tui.widgets.page import Page
from advisor.tui.words import say


class FindScreen(Door, ModalScreen[str], inherit_bindings=False):
    """Typing searches, Enter runs what the cursor stands on."""

    PLACE = "find"
    BINDINGS = bindings("find")
    CSS_PATH = "../styles/dialog.tcss"

    def __init__(self, place: Place, deals: bool) -> None:
        """List the commands of a place; with `deals` also the deals."""
        super().__init__()
        self.place = place
        self.with_deals = deals
        self.title_line = Page("title")
        self.field = Field(id="field", max_length=100)
        self.list = Page("list", cursor_pages=True, eager=True)

    def body(self) -> Iterator[Widget]:
        """Yield the field above the list."""
        yield Vertical(self.title_line, self.field, self.list, id="finder")

    def on_mount(self) -> None:
        """Start in the field."""
        super().on_mount()
        self.field.focus()

    @property
    def page(self) -> Page:
        """The list."""
        return self.list

    def show(self, state: State) -> None:
        """Show what matches."""
        super().show(state)
        key = "palette_head" if self.with_deals else "help_head"
        self.title_line.show(lambda width: [head(say(key, state.lang), self.look(width))])
        self.field.placeholder = say("find_hint", state.lang)
        self._list()

    @on(Input.Changed)
    def _list(self) -> None:
        """Show what matches what was typed, from the best line on."""
        self.list.show(self._lines, about=self.field.value)

    def _lines(self, width: int) -> list[Line]:
        """Return the lines that match."""
        state = self.host.state
        return find_page(self.place, state, self.field.value, self.with_deals, self.look(width))

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Enter in the field runs what the cursor stands on."""
        event.stop()
        self.do_run()

    def do_run(self) -> None:
        """Close and run what the cursor stands on."""
        if self.list.cursor:
            self.dismiss(self.list.cursor)

    def do_open(self) -> None:
        """Run what was clicked."""
        self.do_run()
