"""Every call to the source: in a worker thread, one at a time, answered by a message.

The newest call of a group wins: an older one that still waits is left out, and a late result is known by
its run number and dropped. All errors take one path, the `Failed` message.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import Any

from textual.app import App

from advisor.tui.came import BriefCame, Came, DealsCame, DebriefSaved, Failed, Granted, Group, Refused, Saved
from advisor.tui.source import Source
from advisor.tui.wishes import Wish


class Desk:
    """Hands calls to the source and sends the answers to the app."""

    def __init__(self, app: App[Any], source: Source) -> None:
        """Serve one app from one source."""
        self._app = app
        self._source = source
        self._lock = Lock()
        self._runs: Counter[Group] = Counter()

    def fresh(self, came: Came) -> bool:
        """Whether a message answers the newest call of its group."""
        return came.run == self._runs[came.group]

    def read_deals(self) -> None:
        """Read the deal list."""
        self._start("deals", "", lambda run: DealsCame(run, self._source.title(), self._source.deals()))

    def advise(self, deal: str) -> None:
        """Work out the advice of one deal."""
        self._start("brief", deal, lambda run: BriefCame(run, deal, self._source.brief(deal)))

    def given(self, deal: str) -> None:
        """Tell the source that the full page of a deal was opened; nothing comes back."""
        self._app.run_worker(lambda: self._tell(deal), thread=True, exit_on_error=False, group="given")

    def _tell(self, deal: str) -> None:
        with self._lock:
            self._source.given(deal)

    def answer(self, deal: str, path: str, text: str) -> None:
        """Save an answer."""

        def save(run: int) -> Came:
            self._source.answer(deal, path, text)
            return Saved(run, deal, undo=False)

        self._start("change", deal, save)

    def record(self, deal: str, assignments: Sequence[str], note: str) -> None:
        """Save several facts as one change."""

        def save(run: int) -> Came:
            self._source.record(deal, assignments, note)
            return Saved(run, deal, undo=False)

        self._start("change", deal, save)

    def debriefed(self, deal: str, answers: Mapping[str, str]) -> None:
        """Save the answers of a debrief."""
        self._start(
            "change", deal, lambda run: DebriefSaved(run, deal, self._source.debriefed(deal, answers))
        )

    def undo(self, deal: str, path: str = "") -> None:
        """Take the last change of a deal back, or that of one fact."""
        self._start(
            "change", deal, lambda run: Saved(run, deal, undo=True, undone=self._source.undo(deal, path))
        )

    def wish(self, wish: Wish[Any], stamp: int) -> None:
        """Have a wish answered."""

        def grant(run: int) -> Came:
            try:
                return Granted(run, wish, stamp, wish.of(self._source))
            except Exception as error:  # as in `_work`, and said of this wish alone
                return Refused(run, wish, stamp, error)

        self._start(wish.kind, wish.deal, grant)

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
