"""What screens may ask of the app; a screen never imports the app itself."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from textual.notifications import SeverityLevel

from advisor.tui.state import State
from advisor.tui.wishes import Wish


class Host(Protocol):
    """What screens may ask of the app; answers come back as a new state."""

    @property
    def state(self) -> State:
        """What is shown now."""
        ...

    def choose(self, deal: str) -> None:
        """Make a deal the chosen one and work out its advice."""
        ...

    def opened(self) -> None:
        """Take note that the chosen deal's full page is being read."""
        ...

    def point(self, item: str) -> None:
        """Put the cursor of the brief on a line."""
        ...

    def answer(self, path: str, text: str) -> None:
        """Save an answer for the chosen deal."""
        ...

    def record(self, assignments: Sequence[str], note: str) -> None:
        """Save several facts of the chosen deal as one change."""
        ...

    def debrief(self, answers: Mapping[str, str]) -> None:
        """Save the answers of a debrief of the chosen deal."""
        ...

    def undo(self, path: str = "") -> None:
        """Take back the last change of the chosen deal, or that of one fact."""
        ...

    def want(self, *wishes: Wish[Any]) -> None:
        """Have wishes answered, unless they are."""
        ...

    def reload(self) -> None:
        """Read the deals and the chosen deal's advice again."""
        ...

    def switch_language(self) -> None:
        """Go to the other language."""
        ...

    def switch_theme(self) -> None:
        """Go to the other colours."""
        ...

    def toast(self, text: str, severity: SeverityLevel = "information") -> None:
        """Show a short notice."""
        ...
