"""The terminal UI on a workspace: its source is a desk, opened in the UI's first worker thread."""

import sys
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from advisor.cli.hangup import watch
from advisor.cli.words import in_words
from advisor.errors import AdvisorError
from advisor.labels import Lang

if TYPE_CHECKING:
    from advisor.advice.view import Brief, DealLine
    from advisor.pipeline.desk import Desk


class DeskSource:
    """What the UI asks for, one call at a time whatever the threads; the engine runs in its own process.

    The desk is opened by the first call, so that the UI paints before rules are read; where that fails the
    next call tries again.
    """

    def __init__(self, folder: str, today: date, lang: Lang) -> None:
        """Name the workspace; nothing is read yet."""
        self._folder, self._today, self._lang = folder, today, lang
        self._lock = Lock()
        self._desk: Desk | None = None

    def _open(self) -> "Desk":
        if self._desk is None:
            from advisor.pipeline.desk import Desk

            self._desk = Desk.open(self._folder, self._today, worker=True)
        return self._desk

    def title(self) -> str:
        """See the UI's `Source`."""
        with self._lock:
            return self._open().title()

    def deals(self) -> "tuple[DealLine, ...]":
        """See the UI's `Source`; changed rule files are taken over here."""
        with self._lock:
            desk = self._open()
            desk.refresh()
            return desk.deals()

    def brief(self, deal_id: str) -> "Brief":
        """See the UI's `Source`."""
        with self._lock:
            return self._open().brief(deal_id)

    def answer(self, deal_id: str, path: str, text: str) -> None:
        """See the UI's `Source`."""
        with self._lock:
            self._open().answer(deal_id, path, text)

    def undo(self, deal_id: str) -> str | None:
        """See the UI's `Source`."""
        with self._lock:
            changes = self._open().undo(deal_id)
        return None if changes is None else "\n".join(in_words(change, self._lang) for change in changes)

    def close(self) -> None:
        """End the engine's process; a call that is still under way fails."""
        desk = self._desk
        if desk is not None:
            desk.close()


def run(folder: str, today: date, lang: Lang) -> int:
    """Show the UI until it is left, and return the exit code."""
    from advisor.tui.app import AdvisorApp

    watch()
    source = DeskSource(folder, today, lang)
    app = AdvisorApp(source, lang, today, plain=_plain())
    try:
        app.run()
    finally:
        source.close()
    if app.return_code:
        raise AdvisorError(
            "the terminal UI ended with an error", hint="'advisor brief DEAL' works without it"
        )
    return 0


def _plain() -> bool:
    """Say whether to draw with ASCII: where box characters may be two cells wide, or cannot be shown."""
    import os

    asked = os.environ.get("ADVISOR_PLAIN")
    encoding = (getattr(sys.stdout, "encoding", None) or "").casefold().replace("-", "")
    return bool(asked and asked != "0") or encoding not in ("utf8", "utf16", "gb18030")
