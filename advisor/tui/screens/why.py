"""The proof of one line, as a page; facts that a rule worked out open their own proof."""

from collections.abc import Iterator

from textual.widget import Widget

from advisor.tui.bindings import bindings
from advisor.tui.pages.line import Line, note
from advisor.tui.pages.why import why_page
from advisor.tui.screens.door import Door
from advisor.tui.state import State
from advisor.tui.widgets.page import Page
from advisor.tui.words import say


class WhyScreen(Door, inherit_bindings=False):
    """Facts, rule and score of one line of the brief."""

    PLACE = "why"
    BINDINGS = bindings("why")

    def __init__(self, line: str) -> None:
        """Explain the line of that name."""
        super().__init__()
        self.line = line
        self.text = Page("why", eager=True)

    def body(self) -> Iterator[Widget]:
        """Yield the page."""
        yield self.text

    @property
    def page(self) -> Page:
        """The page."""
        return self.text

    @property
    def item(self) -> str:
        """The fact or question under the cursor, else the line that is explained."""
        return self.text.cursor or self.line

    def show(self, state: State) -> None:
        """Show the proof as it stands now."""
        super().show(state)
        self.text.show(lambda width: self._lines(state, width), self.text.cursor)

    def _lines(self, state: State, width: int) -> list[Line]:
        """Return the proof, or what stands there until the advice was worked out."""
        look = self.look(width)
        if state.brief is None:
            return note(say("thinking", look.lang), look, "dim")
        return why_page(state.brief, self.line, look)

    def do_open(self) -> None:
        """Open the proof of the fact under the cursor."""
        if self.text.cursor:
            self.open_item(self.text.cursor)
        else:
            self.host.toast(say("off_no_link", self.host.state.lang), "warning")
