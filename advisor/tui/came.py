"""What comes back from the source: messages to the app."""

from typing import TYPE_CHECKING, Any

from textual.message import Message

from advisor.advice.view import Brief, DealLine
from advisor.errors import AdvisorError
from advisor.tui.wishes import Wish

if TYPE_CHECKING:
    from advisor.explain.debrief_view import Debriefed

Group = str
"""What kind of call it is: `deals`, `brief`, `change`, or the kind of a wish."""


class Came(Message):
    """A result of the source; `run` tells whether it is still the newest of its group."""

    def __init__(self, group: Group, run: int, deal: str = "") -> None:
        """Keep what the call was about."""
        super().__init__()
        self.group = group
        self.run = run
        self.deal = deal


class DealsCame(Came):
    """The deal list was read."""

    def __init__(self, run: int, title: str, deals: tuple[DealLine, ...]) -> None:
        """Keep the list and the title of the data."""
        super().__init__("deals", run)
        self.title = title
        self.deals = deals


class BriefCame(Came):
    """The advice of one deal was worked out."""

    def __init__(self, run: int, deal: str, brief: Brief) -> None:
        """Keep the advice."""
        super().__init__("brief", run, deal)
        self.brief = brief


class Saved(Came):
    """A change was saved; `undone` says what an undo took back (`None`: there was nothing)."""

    def __init__(self, run: int, deal: str, undo: bool, undone: str | None = None) -> None:
        """Keep what happened."""
        super().__init__("change", run, deal)
        self.undo = undo
        self.undone = undone


class DebriefSaved(Came):
    """A debrief was recorded."""

    def __init__(self, run: int, deal: str, debriefed: "Debriefed") -> None:
        """Keep what came of it."""
        super().__init__("change", run, deal)
        self.debriefed = debriefed


class Granted(Came):
    """A wish was answered; `stamp` is that of the state it was made in."""

    def __init__(self, run: int, wish: Wish[Any], stamp: int, value: object) -> None:
        """Keep the answer."""
        super().__init__(wish.kind, run, wish.deal)
        self.wish = wish
        self.stamp = stamp
        self.value = value


class Failed(Came):
    """A call failed; what is on the screen stays."""

    def __init__(self, group: Group, run: int, deal: str, error: Exception) -> None:
        """Keep the error in the parts a user reads."""
        super().__init__(group, run, deal)
        self.expected = isinstance(error, AdvisorError)
        self.message = str(error)
        self.hint = ""
        if isinstance(error, AdvisorError):
            place = f"{error.place}: " if error.place else ""
            self.message, self.hint = place + error.message, error.hint
        else:
            self.message = f"{type(error).__name__}: {error}"


class Refused(Failed):
    """A wish could not be answered."""

    def __init__(self, run: int, wish: Wish[Any], stamp: int, error: Exception) -> None:
        """Keep the wish and the error."""
        super().__init__(wish.kind, run, wish.deal, error)
        self.wish = wish
        self.stamp = stamp
