"""A page made of the answer to one wish, below a head that stays in sight."""

from collections.abc import Iterator
from typing import Any, ClassVar, Generic, TypeVar, cast

from textual.widget import Widget

from advisor.tui.pages.brief import pending_page
from advisor.tui.pages.line import Line, Look, head
from advisor.tui.screens.door import Door
from advisor.tui.state import State
from advisor.tui.widgets.page import Page
from advisor.tui.wishes import Wish
from advisor.tui.words import say

T = TypeVar("T")


class Reading(Door, Generic[T], inherit_bindings=False):
    """A head and a page; what was found before stays until something newer is there."""

    HEAD: ClassVar[str] = ""
    PENDING: ClassVar[str] = "thinking"

    def __init__(self) -> None:
        """Make the head and the page."""
        super().__init__()
        self.lead = Page("lead")
        self.text = Page("page", eager=True)

    def body(self) -> Iterator[Widget]:
        """Yield the head above the page."""
        yield self.lead
        yield self.text

    def on_mount(self) -> None:
        """Start on the first line."""
        super().on_mount()
        self.text.focus()

    def wish(self) -> Wish[T]:
        """Return what the page is made of, as a wish."""
        raise NotImplementedError

    def lines(self, found: T, look: Look) -> list[Line]:
        """Return the page."""
        raise NotImplementedError

    def head(self, look: Look) -> list[Line]:
        """Return what stands above the page."""
        state = self.host.state
        name = state.deal.name if state.deal is not None else state.chosen
        return [head(f"{say(self.HEAD, look.lang)}  {name}", look)]

    def wishes(self) -> tuple[Wish[Any], ...]:
        """Wish for what the page is made of."""
        return (self.wish(),)

    @property
    def page(self) -> Page:
        """The page."""
        return self.text

    @property
    def item(self) -> str:
        """The line under the cursor."""
        return self.text.cursor

    @property
    def found(self) -> T | None:
        """What the page is made of; `None` until it was worked out."""
        return self.host.state.got(self.wish())

    def show(self, state: State) -> None:
        """Show the newest there is."""
        super().show(state)
        self.lead.show(lambda width: self.head(self.look(width)))
        self.text.show(self._lines, self.text.cursor)

    def _lines(self, width: int) -> list[Line]:
        """Return the page, or what stands there until it was worked out."""
        look, state = self.look(width), self.host.state
        if self.found is not None or state.answered(self.wish()):
            return self.lines(cast(T, self.found), look)
        return pending_page(self.PENDING, state.trouble_of(self.wish()), look)
