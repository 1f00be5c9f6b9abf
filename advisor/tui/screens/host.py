"""What screens may ask of the app; a screen never imports the app itself."""

from typing import Protocol

from textual.notifications import SeverityLevel

from advisor.tui.state import State


class Host(Protocol):
    """What screens may ask of the app; answers come back as a new state."""

    @property
    def state(self) -> State:
        """What is shown now."""
        ...

    def choose(self, deal: str) -> None:
        """Make a deal the chosen one and work out its advice."""
        ...

    def point(self, item: str) -> None:
        """Put the cursor of the brief on a line."""
        ...

    def answer(self, path: str, text: str) -> None:
        """Save an answer for the chosen deal."""
        ...

    def undo(self) -> None:
        """Take back the last change of the chosen deal."""
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
