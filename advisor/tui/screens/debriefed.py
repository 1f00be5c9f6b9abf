"""What came of a debrief: what was recorded, what that changed, and how to take it back."""

from collections.abc import Iterator

from textual.widget import Widget

from advisor.explain.debrief_view import Debriefed
from advisor.tui.bindings import bindings
from advisor.tui.pages.debrief import debriefed_page
from advisor.tui.pages.line import head
from advisor.tui.screens.door import Door
from advisor.tui.state import State
from advisor.tui.widgets.page import Page
from advisor.tui.words import say


class DebriefedScreen(Door, inherit_bindings=False):
    """The facts one by one, each of which can be taken back by itself."""

    PLACE = "debriefed"
    BINDINGS = bindings("debriefed")

    def __init__(self, done: Debriefed) -> None:
        """Tell of one debrief."""
        super().__init__()
        self.done = done
        self.undone: set[str] = set()
        self.undoing = ""
        self.top_line = Page("lead")
        self.list = Page("page", eager=True)

    def body(self) -> Iterator[Widget]:
        """Yield the head above the page."""
        yield from (self.top_line, self.list)

    def on_mount(self) -> None:
        """Start on the first fact."""
        super().on_mount()
        self.list.focus()

    @property
    def page(self) -> Page:
        """The page."""
        return self.list

    def show(self, state: State) -> None:
        """Show what was recorded."""
        super().show(state)
        title = f"{say('debriefed', state.lang)}  {self.done.name}"
        self.top_line.show(lambda width: [head(title, self.look(width))])
        self.list.show(
            lambda width: debriefed_page(self.done, self.undone, self.look(width)), self.list.cursor
        )

    def do_undo(self) -> None:
        """Take the fact under the cursor back."""
        self.undoing = self.list.cursor.removeprefix("fact:")
        if self.undoing and self.undoing not in self.undone:
            self.host.undo(self.undoing)

    def settled(self, trouble: str) -> bool:
        """Mark what was taken back."""
        if not trouble:
            self.undone.add(self.undoing)
            self.show(self.host.state)
        return False
