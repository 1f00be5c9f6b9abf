"""The brief as a full page; the why at its end follows the cursor."""

from collections.abc import Iterator

from textual import on
from textual.widget import Widget

from advisor.tui.bindings import bindings
from advisor.tui.pages.brief import brief_page, pending_page
from advisor.tui.pages.items import picks
from advisor.tui.pages.line import Line
from advisor.tui.screens.deal import DealScreen
from advisor.tui.state import State
from advisor.tui.widgets.page import Page


class BriefScreen(DealScreen, inherit_bindings=False):
    """One page about one deal."""

    PLACE = "brief"
    BINDINGS = bindings("brief")

    def __init__(self) -> None:
        """Make the page."""
        super().__init__()
        self.text = Page("brief")

    def body(self) -> Iterator[Widget]:
        """Yield the page."""
        yield self.text

    @property
    def page(self) -> Page:
        """The page."""
        return self.text

    def show(self, state: State) -> None:
        """Show the advice; an old one stays until the new one is there."""
        super().show(state)
        self.text.show(lambda width: self._lines(state, width), state.item, about=state.chosen)

    def _lines(self, state: State, width: int) -> list[Line]:
        """Return the brief, or what stands there until it was worked out."""
        look = self.look(width)
        if state.brief is None:
            name = state.deal.name if state.deal is not None else state.chosen
            return pending_page("thinking", state.reason if state.trouble else "", look, name)
        return brief_page(state.brief, look, state.item)

    @on(Page.Moved)
    def moved(self, event: Page.Moved) -> None:
        """Let the why follow the cursor."""
        self.host.point(event.item)

    def pick(self, digit: int) -> None:
        """Go to the action or question with that digit."""
        brief = self.host.state.brief
        for item, printed in (picks(brief) if brief is not None else {}).items():
            if printed == digit:
                self.text.go(item)
