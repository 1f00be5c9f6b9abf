"""The terminal UI on a workspace."""

import sys
from datetime import date

from advisor.cli.desk_source import DeskSource
from advisor.cli.hangup import watch
from advisor.errors import AdvisorError
from advisor.labels import Lang


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
