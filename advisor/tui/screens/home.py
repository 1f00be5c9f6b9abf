"""Home: the deals by next meeting, and beside (or below) them what the chosen deal needs."""

from collections.abc import Iterator

from textual import on
from textual.containers import Container
from textual.widget import Widget

from advisor.advice.view import DealLine
from advisor.tui.bindings import bindings
from advisor.tui.pages.brief import brief_page, pending_page, why_pane
from advisor.tui.pages.home import home_rows, next_panel
from advisor.tui.pages.items import picks
from advisor.tui.pages.line import Line, Look
from advisor.tui.screens.deal import DealScreen
from advisor.tui.state import State
from advisor.tui.widgets.page import Page
from advisor.tui.words import say


class HomeScreen(DealScreen, inherit_bindings=False):
    """The first screen; at 100 columns and more a readable brief without a key."""

    PLACE = "home"
    BINDINGS = bindings("home")

    def __init__(self) -> None:
        """Make the two panels."""
        super().__init__()
        self.deals = Page("deals", cursor_pages=True)
        self.side = Page("side")
        self.proof = Page("proof")
        self.proof.can_focus = False
        self._made: tuple[tuple[DealLine, ...], Look, list[Line]] | None = None

    def body(self) -> Iterator[Widget]:
        """Put the panels side by side; the style sheet stacks them on a narrow screen."""
        yield Container(self.deals, Container(self.side, self.proof, id="beside"), id="home")

    def on_mount(self) -> None:
        """Start in the list."""
        super().on_mount()
        self.deals.focus()

    @property
    def page(self) -> Page:
        """The panel that has the focus."""
        return self.side if self.side.has_focus else self.deals

    def show(self, state: State) -> None:
        """Show the list and the chosen deal's advice."""
        super().show(state)
        self.deals.border_title = say("deals", state.lang)
        self.deals.show(lambda width: self._rows(state, width), f"deal:{state.chosen}")
        if not state.wide and self.side.has_focus:
            self.deals.focus()
        for part in self.query("#beside"):
            part.display = bool(state.deals)
        self.side.show(lambda width: self._side(state, width), state.item, about=state.chosen)
        self.proof.display = state.wide and state.brief is not None
        self.proof.show(lambda width: self._proof(state, width))

    def _rows(self, state: State, width: int) -> list[Line]:
        """Return the list (made once, so that moving in a long one costs nothing), or why there is none."""
        look = self.look(width)
        if state.deals is None:
            return pending_page("reading", state.reason if state.trouble else "", look)
        if self._made is None or self._made[0] is not state.deals or self._made[1] != look:
            self._made = (state.deals, look, home_rows(state.deals, look))
        return self._made[2]

    def _side(self, state: State, width: int) -> list[Line]:
        """Return the brief, or on a narrow screen the short panel."""
        look = self.look(width)
        failure = state.reason if state.trouble else ""
        if state.deal is None:
            return []
        if not state.wide:
            return next_panel(state.deal, state.brief, look)
        if state.brief is None:
            return pending_page("thinking", failure, look, state.deal.name)
        return brief_page(state.brief, look, state.item, short=True)

    def _proof(self, state: State, width: int) -> list[Line]:
        """Return the why of the line under the cursor."""
        return why_pane(state.brief, state.item, self.look(width)) if state.brief is not None else []

    @on(Page.Moved)
    def moved(self, event: Page.Moved) -> None:
        """Follow the cursor: another deal, or another line of its brief."""
        if event.page is self.deals:
            self.host.choose(event.item.removeprefix("deal:"))
        else:
            self.host.point(event.item)

    def pick(self, digit: int) -> None:
        """Go to the row with that digit in the panel that has the focus."""
        state = self.host.state
        if self.side.has_focus and state.brief is not None:
            for item, printed in picks(state.brief).items():
                if printed == digit:
                    self.side.go(item)
        elif digit <= len(self.deals.items):
            self.deals.go(self.deals.items[digit - 1])

    def do_panel(self) -> None:
        """Go to the other panel."""
        (self.deals if self.side.has_focus else self.side).focus()

    def do_open(self) -> None:
        """Open the deal's brief, or the line when the brief has the focus."""
        if self.side.has_focus:
            self.open_item(self.side.cursor)
        else:
            self.open_deal()

    def open_deal(self) -> None:
        """Open the brief as a full page."""
        from advisor.tui.screens.brief import BriefScreen

        self.app.push_screen(BriefScreen())
        self.host.opened()
