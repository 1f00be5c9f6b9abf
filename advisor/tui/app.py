"""The terminal UI's app: how it starts and looks, and what screens may ask of it.

Nothing here reads files, evaluates rules or imports the floors that do: the source is handed in and only
ever called in a worker thread, after the first paint.
"""

import os
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from textual.events import Resize
from textual.screen import Screen

from advisor.labels import Lang
from advisor.tui.calm import calm_collector
from advisor.tui.hearing import Hearing
from advisor.tui.screens.home import HomeScreen
from advisor.tui.source import Source
from advisor.tui.state import State
from advisor.tui.themes import DARK, LIGHT, WITHOUT_COLOUR, themes
from advisor.tui.words import say

WIDE = 100
BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
"""From this many columns on the brief stands beside the deal list."""


class AdvisorApp(Hearing):
    """Advice for one person's deals; `today` is the day the advice is for."""

    TITLE = "advisor"
    CSS_PATH: ClassVar = ["styles/base.tcss", "styles/home.tcss", "styles/pages.tcss"]
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    def __init__(self, source: Source, lang: Lang, today: date, plain: bool = False) -> None:
        """Show what `source` has; `plain` draws with ASCII where box characters may be two cells wide."""
        without_colour = "NO_COLOR" in os.environ
        super().__init__(source, State(lang, today, plain), ansi_color=True if without_colour else None)
        for theme in themes():
            self.register_theme(theme)
        self.theme = WITHOUT_COLOUR if without_colour else DARK

    def get_default_screen(self) -> Screen[Any]:
        """Start on the deal list."""
        return HomeScreen()

    def on_mount(self) -> None:
        """Read the deals once the first screen is painted."""
        self.set_class(self.state.plain, "-plain")
        if not self.is_headless:
            calm_collector()
        self.call_after_refresh(self.reload)

    def on_resize(self, event: Resize) -> None:
        """Note whether there is room for two panels."""
        if (wide := event.size.width >= WIDE) != self.state.wide:
            self.update(self.state._replace(wide=wide))

    # what screens ask for

    def opened(self) -> None:
        """Take note that the chosen deal's full page is being read."""
        if self.state.chosen:
            self.desk.given(self.state.chosen)

    def point(self, item: str) -> None:
        """Put the cursor of the brief on a line."""
        self.update(self.state._replace(item=item))

    def answer(self, path: str, text: str) -> None:
        """Save an answer for the chosen deal."""
        self.update(self.state.waiting_for("change"))
        self.desk.answer(self.state.chosen, path, text)

    def record(self, assignments: Sequence[str], note: str) -> None:
        """Save several facts of the chosen deal as one change."""
        self.update(self.state.waiting_for("change"))
        self.desk.record(self.state.chosen, assignments, note)

    def debrief(self, answers: Mapping[str, str]) -> None:
        """Save the answers of a debrief of the chosen deal."""
        self.update(self.state.waiting_for("change"))
        self.desk.debriefed(self.state.chosen, answers)

    def undo(self, path: str = "") -> None:
        """Take back the last change of the chosen deal, or that of one fact."""
        self.update(self.state.waiting_for("change"))
        self.desk.undo(self.state.chosen, path)

    def switch_language(self) -> None:
        """Go to the other language."""
        self.update(self.state._replace(lang="en" if self.state.lang == "zh" else "zh"))

    def switch_theme(self) -> None:
        """Go to the other colours, unless there are none."""
        lang = self.state.lang
        if self.theme == WITHOUT_COLOUR:
            self.toast(say("theme_none", lang))
            return
        self.theme = LIGHT if self.theme == DARK else DARK
        self.toast(say("theme_is_light" if self.theme == LIGHT else "theme_is_dark", lang))
