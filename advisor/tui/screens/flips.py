"""What would change it: the smallest ways to another line or position; opening one tries it out."""

from typing import TYPE_CHECKING, Any

from advisor.explain.flipping.flips_view import Flips, WayOut
from advisor.labels import Label
from advisor.tui import wishes
from advisor.tui.bindings import bindings
from advisor.tui.pages.flips import aims_page, flips_page, way_item
from advisor.tui.pages.line import Line, Look, note
from advisor.tui.pages.trying import rows
from advisor.tui.screens.deal import DealScreen
from advisor.tui.screens.reading import Reading
from advisor.tui.wishes import Wish
from advisor.tui.words import say

if TYPE_CHECKING:
    from advisor.pipeline.facts_list import FactLine


class FlipsScreen(Reading[Flips], DealScreen, inherit_bindings=False):
    """The ways to one goal: a rule's or play's id, or `PATH=VALUE`."""

    PLACE = "flips"
    BINDINGS = bindings("flips")
    HEAD = "flips"
    PENDING = "searching"

    def __init__(self, goal: str, title: Label | None = None) -> None:
        """Ask for the ways to a goal; `title` is what the rule says that shall speak."""
        super().__init__()
        self.goal = goal
        self.goal_title = title

    def wish(self) -> Wish[Flips]:
        """Wish for the ways."""
        return wishes.flips(self.host.state.chosen, self.goal)

    def lines(self, found: Flips, look: Look) -> list[Line]:
        """Return the ways."""
        return flips_page(found, self.goal_title, look)

    def open_item(self, item: str) -> None:
        """Try the facts of a way."""
        from advisor.tui.screens.what_if import WhatIfScreen

        for number, way in enumerate(self.found.ways if self.found is not None else (), start=1):
            if way_item(number) == item:
                self.app.push_screen(WhatIfScreen({step.path: step.typed for step in way.changes}))


class AimsScreen(Reading["tuple[FactLine, ...]"], DealScreen, inherit_bindings=False):
    """The way out of what a fact says, and its other values; opening one asks for the ways to it."""

    PLACE = "flips"
    BINDINGS = bindings("flips")
    HEAD = "flips"

    def __init__(self, path: str) -> None:
        """Ask about a fact."""
        super().__init__()
        self.path = path

    def wish(self) -> "Wish[tuple[FactLine, ...]]":
        """Wish for the facts with their values."""
        return wishes.facts(self.host.state.chosen)

    def wishes(self) -> tuple[Wish[Any], ...]:
        """Wish for the facts, and for the ways out."""
        return (self.wish(), wishes.ways_out(self.host.state.chosen))

    @property
    def out(self) -> WayOut | None:
        """The way out of what the fact says now, where the rules name one."""
        found = self.host.state.got(wishes.ways_out(self.host.state.chosen))
        return next((way for way in found.ways if way.path == self.path), None) if found is not None else None

    def lines(self, found: "tuple[FactLine, ...]", look: Look) -> list[Line]:
        """Return the way out and the values."""
        row = next((row for row in rows(None, found) if row.path == self.path), None)
        if row is None or not row.question.choices:
            return note(say("off_not_flippable", look.lang), look)
        return aims_page(row, self.out, look)

    def open_item(self, item: str) -> None:
        """Ask for the ways to a value, or try the way out as far as one of its steps."""
        from advisor.tui.screens.what_if import WhatIfScreen

        kind, _, rest = item.partition(":")
        if kind == "aim":
            self.app.push_screen(FlipsScreen(f"{self.path}={rest}"))
        elif kind == "way" and self.out is not None:
            ways = [step.ways[0] for step in self.out.steps[: int(rest)] if step.ways]
            self.app.push_screen(WhatIfScreen({at.path: at.typed for way in ways for at in way.changes}))
