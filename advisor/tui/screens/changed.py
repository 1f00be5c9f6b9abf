"""What changed: why the advice is another one than at the last meeting or brief."""

from advisor.explain.changing.changes_view import AdviceChanges
from advisor.tui import wishes
from advisor.tui.bindings import bindings
from advisor.tui.pages.changed import changed_page
from advisor.tui.pages.line import Line, Look, note
from advisor.tui.screens.deal import DealScreen
from advisor.tui.screens.reading import Reading
from advisor.tui.wishes import Wish
from advisor.tui.words import say


class ChangedScreen(Reading[AdviceChanges | None], DealScreen, inherit_bindings=False):
    """The differences, and what did them; facts and rules open their proof."""

    PLACE = "changed"
    BINDINGS = bindings("changed")
    HEAD = "changed_head"
    PENDING = "comparing"

    def wish(self) -> Wish[AdviceChanges | None]:
        """Wish for what changed."""
        return wishes.changed(self.host.state.chosen)

    def lines(self, found: AdviceChanges | None, look: Look) -> list[Line]:
        """Return what changed, cause by cause, or that there is no earlier page."""
        return changed_page(found, look) if found else note(say("nothing_to_compare", look.lang), look)
