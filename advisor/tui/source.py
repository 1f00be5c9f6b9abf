"""What the terminal UI asks of the floors below: five blocking questions, each run in a thread."""

from typing import Protocol

from advisor.advice.view import Brief, DealLine

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

    def answer(self, deal_id: str, path: str, text: str) -> None:
        """Record an answer as typed (`UNKNOWN` takes it back); lists are ids joined by commas.

        Raises `FactError` with a hint when the text is no value of that fact.
        """
        ...

    def undo(self, deal_id: str) -> str | None:
        """Take the last change of a deal back and say what it was; `None` when there is none."""
        ...
