"""What the terminal UI asks of the floors below: blocking calls, each run in a thread."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from advisor.advice.view import Brief, DealLine

if TYPE_CHECKING:
    from advisor.explain.board.rivals_view import Chair, OtherSides
    from advisor.explain.changing.changes_view import AdviceChanges
    from advisor.explain.debrief_view import Debrief, Debriefed
    from advisor.explain.flipping.flips_view import Flips, WaysOut
    from advisor.explain.flipping.sensitivity_view import Sensitivity
    from advisor.explain.proofs.proof import Why
    from advisor.explain.whatif_view import WhatIf
    from advisor.pipeline.facts_list import FactLine

UNKNOWN = "unknown"
"""The answer that says "I do not know": it takes an earlier answer back."""


class Source(Protocol):
    """Deals and advice for one person at one desk.

    Every call may block for a while and is made from a worker thread, never two at a time. An
    `AdvisorError` is shown with its hint; any other exception is shown as an internal error.
    """

    def title(self) -> str:
        """Return what the title bar says about the data, such as `demo data`; empty for nothing."""
        ...

    def deals(self) -> tuple[DealLine, ...]:
        """Return every deal of the list, in any order."""
        ...

    def brief(self, deal_id: str) -> Brief:
        """Return the advice for one deal, fresh."""
        ...

    def given(self, deal_id: str) -> None:
        """Take note that somebody opened the full page of a deal."""
        ...

    # changing

    def answer(self, deal_id: str, path: str, text: str) -> None:
        """Record an answer as typed (`UNKNOWN` takes it back); lists are ids joined by commas.

        Raises `FactError` with a hint when the text is no value of that fact.
        """
        ...

    def record(self, deal_id: str, assignments: Sequence[str], note: str) -> None:
        """Record several facts (`PATH=VALUE`) as one change.

        `note` is the reason for typing over what rules say. Raises `FactError` where one of them cannot be
        recorded; then none is.
        """
        ...

    def undo(self, deal_id: str, path: str = "") -> str | None:
        """Take the last change of a deal back, or that of one fact, and say what it was; `None` for none."""
        ...

    def debriefed(self, deal_id: str, answers: Mapping[str, str]) -> "Debriefed":
        """Record the answers of a debrief by path, and return what that made of the advice.

        Raises `FactError` that names the answer which cannot be recorded; then none is.
        """
        ...

    # explaining

    def facts(self, deal_id: str) -> "tuple[FactLine, ...]":
        """Return every fact of a deal, known or not, in the dictionary's order."""
        ...

    def why(self, deal_id: str, wanted: str) -> "Why":
        """Return the proof of a rule, a play or a fact; for `""` of the page, and what is not on it."""
        ...

    def what_if(self, deal_id: str, *assignments: str) -> "WhatIf":
        """Return the advice before and after some facts (`PATH=VALUE`); nothing is saved.

        Raises `FactError` with a hint where one of them is no value of its fact.
        """
        ...

    def flips(self, deal_id: str, wanted: str) -> "Flips":
        """Return the fewest facts that would make a rule or play speak, or `PATH=VALUE` come true."""
        ...

    def ways_out(self, deal_id: str) -> "WaysOut":
        """Return the ways out of the deal's positions that the rules name, step by step."""
        ...

    def sensitivity(self, deal_id: str, path: str) -> "Sensitivity":
        """Return which small differences in what was told would change a fact."""
        ...

    def rivals(self, deal_id: str) -> "OtherSides":
        """Return the rivals of a deal side by side."""
        ...

    def chair(self, deal_id: str, rival: str) -> "Chair":
        """Return a deal's brief as one of its rivals would read it."""
        ...

    def changed(self, deal_id: str) -> "AdviceChanges | None":
        """Return why the advice differs from the last meeting's or brief's; `None` where neither was."""
        ...

    def debrief(self, deal_id: str) -> "Debrief":
        """Return the questions after a deal's last meeting."""
        ...

    def check(self, deal_id: str, path: str, text: str) -> None:
        """Raise `FactError` where an answer of the debrief could not be recorded."""
        ...
