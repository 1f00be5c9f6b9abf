"""Every call to the source: in a worker thread, one at a time, answered by a message.

The newest call of a group wins: an older one that still waits is left out, and a late result is known by
its run number and dropped. All errors take one path, the `Failed` message.
"""

from collections.abc import Callable
from threading import Lock
from typing import Any, Literal

from textual.app import App
from textual.message import Message

from advisor.advice.view import Brief, DealLine
from advisor.errors import AdvisorError
from advisor.tui.source import Source

Group = Literal["deals", "brief", "change"]


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


class Desk:
    """Hands calls to the source and sends the answers to the app."""

    def __init__(self, app: App[Any], source: Source) -> None:
        """Serve one app from one source."""
        self._app = app
        self._source = source
        self._lock = Lock()
        self._runs: dict[Group, int] = {"deals": 0, "brief": 0, "change": 0}

    def fresh(self, came: Came) -> bool:
        """Whether a message answers the newest call of its group."""
        return came.run == self._runs[came.group]

    def read_deals(self) -> None:
        """Read the deal list."""
        self._start("deals", "", lambda run: DealsCame(run, self._source.title(), self._source.deals()))

    def advise(self, deal: str) -> None:
        """Work out the advice of one deal."""
        self._start("brief", deal, lambda run: BriefCame(run, deal, self._source.brief(deal)))

    def answer(self, deal: str, path: str, text: str) -> None:
        """Save an answer."""

        def save(run: int) -> Came:
            self._source.answer(deal, path, text)
            return Saved(run, deal, undo=False)

        self._start("change", deal, save)

    def undo(self, deal: str) -> None:
        """Take the last change of a deal back."""
        self._start("change", deal, lambda run: Saved(run, deal, undo=True, undone=self._source.undo(deal)))

    def _start(self, group: Group, deal: str, call: Callable[[int], Came]) -> None:
        """Run a call in a thread; reading calls replace the one before, changes never get lost."""
        self._runs[group] += 1
        run = self._runs[group]
        self._app.run_worker(
            lambda: self._work(group, run, deal, call),
            thread=True,
            exclusive=group != "change",
            exit_on_error=False,
            group=group,
            description=f"{group} {deal}",
        )

    def _work(self, group: Group, run: int, deal: str, call: Callable[[int], Came]) -> None:
        """Do one call in its thread and send what came of it."""
        came: Came
        with self._lock:
            if group != "change" and run != self._runs[group]:
                return
            try:
                came = call(run)
            except Exception as error:  # the one error path: whatever went wrong is shown, the app goes on
                came = Failed(group, run, deal, error)
        self._app.post_message(came)
