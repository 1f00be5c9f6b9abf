"""Why not: what is not on the page, the nearest first; every line opens its proof."""

from collections.abc import Iterator

from textual.widget import Widget

from advisor.advice.view import Question
from advisor.explain.proofs.proof import Why
from advisor.labels import Label
from advisor.tui import wishes
from advisor.tui.bindings import bindings
from advisor.tui.pages.line import Line, Look
from advisor.tui.pages.proof import rule_item
from advisor.tui.pages.why_not import why_not_page
from advisor.tui.screens.deal import DealScreen
from advisor.tui.screens.filtered import Filtered
from advisor.tui.screens.reading import Reading
from advisor.tui.wishes import Wish


class WhyNotScreen(Filtered, Reading[Why], DealScreen, inherit_bindings=False):
    """Rules that do not fire or are held back, for the chosen deal."""

    PLACE = "why_not"
    BINDINGS = bindings("why_not")
    HEAD = "why_not"
    PENDING = "proving"

    def body(self) -> Iterator[Widget]:
        """Yield the field above the list."""
        yield from (self.lead, self.field, self.text)

    def wish(self) -> Wish[Why]:
        """Wish for everything that is not on the page."""
        return wishes.why(self.host.state.chosen)

    def lines(self, found: Why, look: Look) -> list[Line]:
        """Return the list."""
        return why_not_page(found, self.query_text, look)

    def said_by(self, item: str) -> Label | None:
        """Return what a rule of the list would say."""
        proofs = (*self.found.rules, *self.found.near) if self.found is not None else ()
        return next((proof.title for proof in proofs if rule_item(proof) == item), None)

    def question(self) -> Question | None:
        """Return the question whose answer the rule under the cursor waits for, else the most useful one."""
        found, brief = self.found, self.host.state.brief
        asked = {question.path: question for question in brief.questions} if brief is not None else {}
        for proof in found.near if found is not None else ():
            if rule_item(proof) == self.item:
                return next((asked[need.path] for need in proof.needs if need.path in asked), None)
        return super().question()

    def do_back(self) -> None:
        """Show all lines again, else leave."""
        if not self.unfilter():
            self.dismiss()
