"""The other side: the rivals side by side; turning the board shows the deal from one rival's chair."""

from collections.abc import Iterable

from advisor.advice.view import Question
from advisor.explain.board.rivals_view import Chair, OtherSide, OtherSides
from advisor.tui import wishes
from advisor.tui.bindings import bindings
from advisor.tui.pages.line import Line, Look
from advisor.tui.pages.rivals import chair_banner, chair_page, rivals_page
from advisor.tui.screens.deal import DealScreen
from advisor.tui.screens.reading import Reading
from advisor.tui.wishes import Wish


class RivalsScreen(Reading[OtherSides], DealScreen, inherit_bindings=False):
    """Where each rival stands, what it will likely do, what to guard."""

    PLACE = "rivals"
    BINDINGS = bindings("rivals")
    HEAD = "rivals"
    PENDING = "reading_rivals"

    def wish(self) -> Wish[OtherSides]:
        """Wish for the rivals."""
        return wishes.rivals(self.host.state.chosen)

    def lines(self, found: OtherSides, look: Look) -> list[Line]:
        """Return the rivals side by side."""
        return rivals_page(found, look)

    def asked(self) -> Iterable[Question]:
        """Return the questions of the page: about each rival, and who else there is."""
        if self.found is not None:
            yield from (question for side in self.found.sides for question in side.questions)
            yield from self.found.questions

    def open_item(self, item: str) -> None:
        """Open a line; on a rival's name turn the board."""
        if item.startswith("rival:"):
            self.run("turn")
        else:
            super().open_item(item)

    def do_turn(self) -> None:
        """Show the deal from the chair of the rival under the cursor, else of the first."""
        sides = self.found.sides if self.found is not None else ()
        wanted = next((side for side in sides if _about(side, self.item)), next(iter(sides), None))
        if wanted is not None:
            self.app.push_screen(ChairScreen(wanted.id))


def _about(side: OtherSide, item: str) -> bool:
    """Whether a line of the page is about a rival."""
    kind, _, rest = item.partition(":")
    if kind == "guard":
        return rest.partition(" ")[2].partition("#")[0] in (side.id, side.name)
    paths = {standing.path for standing in side.standings} | {question.path for question in side.questions}
    return rest == side.id if kind == "rival" else rest in paths


class ChairScreen(Reading[Chair], inherit_bindings=False):
    """The brief as a rival's advisor would have it, under a banner that says so; nothing in it opens."""

    PLACE = "chair"
    BINDINGS = bindings("chair")
    PENDING = "reading_rivals"

    def __init__(self, rival: str) -> None:
        """Sit in the chair of a rival."""
        super().__init__()
        self.rival = rival

    def wish(self) -> Wish[Chair]:
        """Wish for the rival's board."""
        return wishes.chair(self.host.state.chosen, self.rival)

    def head(self, look: Look) -> list[Line]:
        """Return the banner that says whose board it is."""
        return chair_banner(self.found, look) if self.found is not None else []

    def lines(self, found: Chair, look: Look) -> list[Line]:
        """Return the rival's page."""
        return chair_page(found, look)

    def do_turn(self) -> None:
        """Turn the board back."""
        self.dismiss()
