"""The proof of one line, as a page; every fact in it opens its own proof, and unknown ones are asked."""

from typing import Any

from advisor.explain.flipping.sensitivity_view import Sensitivity
from advisor.explain.proofs.proof import Why
from advisor.tui import wishes
from advisor.tui.bindings import bindings
from advisor.tui.pages.line import Line, Look, head
from advisor.tui.pages.proof_page import FACTS, pending_proof, proof_page, wanted
from advisor.tui.screens.deal import DealScreen
from advisor.tui.screens.reading import Reading
from advisor.tui.wishes import Wish
from advisor.tui.words import say


class WhyScreen(Reading[Why], DealScreen, inherit_bindings=False):
    """Conditions, facts, rule and score of one line; Esc goes back to the proof it was opened from."""

    PLACE = "why"
    BINDINGS = bindings("why")
    HEAD = "why"

    def __init__(self, line: str, full: bool) -> None:
        """Explain the line of that name; `full` opens every fact down to what people said."""
        super().__init__()
        self.line = line
        self.full = full

    def wish(self) -> Wish[Why]:
        """Wish for the proof."""
        state = self.host.state
        return wishes.why(state.chosen, wanted(state.brief, self.line)[0])

    def wishes(self) -> tuple[Wish[Any], ...]:
        """Wish for the proof, for the facts, so that any can be asked, and how firmly a fact stands."""
        return (self.wish(), wishes.facts(self.host.state.chosen), *self._firm())

    def _firm(self) -> tuple[Wish[Sensitivity], ...]:
        """Wish for what little would change the fact that is explained; nothing for a rule."""
        state = self.host.state
        about_fact = self.line.partition(":")[0] in FACTS
        return (wishes.sensitivity(state.chosen, wanted(state.brief, self.line)[0]),) if about_fact else ()

    @property
    def item(self) -> str:
        """The fact or question under the cursor, else the line that is explained."""
        return self.text.cursor or self.line

    def head(self, look: Look) -> list[Line]:
        """Return what kind of proof this is, and of which deal."""
        state = self.host.state
        key = "why_whole" if self.full else "why"
        name = state.deal.name if state.deal is not None else state.chosen
        return [head(f"{say(key, look.lang)}  {name}", look)]

    def _lines(self, width: int) -> list[Line]:
        """Return the proof, or what the brief says until it was worked out."""
        look, state = self.look(width), self.host.state
        if self.found is None:
            return pending_proof(state.brief, self.line, look, state.trouble_of(self.wish()))
        firm = [found for wish in self._firm() if (found := state.got(wish)) is not None]
        return proof_page(self.found, state.brief, self.line, look, self.full, *firm)

    def do_tree(self) -> None:
        """Open every fact of the proof, or close them again."""
        self.full = not self.full
        self.show(self.host.state)

    def do_open(self) -> None:
        """Open the proof of the fact under the cursor, or ask for it."""
        if self.text.cursor:
            self.open_item(self.text.cursor)
        else:
            self.host.toast(say("off_no_link", self.host.state.lang), "warning")
