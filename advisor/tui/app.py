"""The terminal UI's app: holds the state, hands it to the screens, and passes their wishes on.

Nothing here reads files, evaluates rules or imports the floors that do: the source is handed in and only
ever called in a worker thread, after the first paint.
"""

import os
from datetime import date
from typing import Any, ClassVar

from textual.app import App
from textual.events import Resize
from textual.notifications import SeverityLevel
from textual.screen import Screen

from advisor.advice.view import Brief
from advisor.cells import show, wrap
from advisor.labels import Lang
from advisor.tui.calm import calm_collector
from advisor.tui.desk import BriefCame, Came, DealsCame, Desk, Failed, Saved
from advisor.tui.pages.change import changes
from advisor.tui.pages.home import by_next_meeting
from advisor.tui.pages.items import first_item, items
from advisor.tui.screens.door import Door
from advisor.tui.screens.home import HomeScreen
from advisor.tui.source import Source
from advisor.tui.state import State
from advisor.tui.themes import DARK, LIGHT, WITHOUT_COLOUR, themes
from advisor.tui.words import say

WIDE = 100
BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
"""From this many columns on the brief stands beside the deal list."""

TOAST = 56
"""Cells of a line in a notice."""


class AdvisorApp(App[None]):
    """Advice for one person's deals; `today` is the day the advice is for."""

    TITLE = "advisor"
    CSS_PATH: ClassVar = ["styles/base.tcss", "styles/home.tcss"]
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    def __init__(self, source: Source, lang: Lang, today: date, plain: bool = False) -> None:
        """Show what `source` has; `plain` draws with ASCII where box characters may be two cells wide."""
        without_colour = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if without_colour else None)
        for theme in themes():
            self.register_theme(theme)
        self.theme = WITHOUT_COLOUR if without_colour else DARK
        self.state = State(lang, today, plain)
        self.desk = Desk(self, source)
        self._told: dict[str, str] = {}

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

    def update(self, state: State) -> None:
        """Take on a new state and show it on every screen."""
        self.state = state
        for screen in self.screen_stack:
            if isinstance(screen, Door) and screen.is_mounted:
                screen.show(self.state)

    # what screens ask for

    def choose(self, deal: str) -> None:
        """Make a deal the chosen one and work out its advice."""
        if deal == self.state.chosen:
            return
        brief = self.state.briefs.get(deal)
        item = first_item(brief) if brief is not None else ""
        troubles = self.state.troubles - {"brief"}
        self.update(self.state.waiting_for("brief")._replace(chosen=deal, item=item, troubles=troubles))
        self.desk.advise(deal)

    def point(self, item: str) -> None:
        """Put the cursor of the brief on a line."""
        self.update(self.state._replace(item=item))

    def answer(self, path: str, text: str) -> None:
        """Save an answer for the chosen deal."""
        self.update(self.state.waiting_for("change"))
        self.desk.answer(self.state.chosen, path, text)

    def undo(self) -> None:
        """Take back the last change of the chosen deal."""
        self.update(self.state.waiting_for("change"))
        self.desk.undo(self.state.chosen)

    def reload(self) -> None:
        """Read the deals and the chosen deal's advice again."""
        self.update(self.state.waiting_for("deals", *(["brief"] if self.state.chosen else [])))
        if self.state.chosen:
            self.desk.advise(self.state.chosen)
        self.desk.read_deals()

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

    def toast(self, text: str, severity: SeverityLevel = "information") -> None:
        """Show a short notice, broken into lines here because the notice itself breaks Chinese wrongly."""
        lines = wrap(show(text, newline="\n"), min(TOAST, max(self.size.width - 6, 10)))
        self.notify("\n".join(lines), severity=severity, timeout=8, markup=False)

    # what came back from the source

    def on_deals_came(self, came: DealsCame) -> None:
        """Show the list; start on the next meeting."""
        if not self._settle(came):
            return
        deals = by_next_meeting(came.deals)
        self.update(self.state._replace(title=came.title, deals=deals))
        if self.state.deal is None and deals:
            self.choose(deals[0].id)

    def on_brief_came(self, came: BriefCame) -> None:
        """Show new advice, and say what an answer changed."""
        if not self._settle(came):
            return
        before = self.state.briefs.get(came.deal)
        item = self.state.item if self.state.item in items(came.brief) else first_item(came.brief)
        briefs = {**self.state.briefs, came.deal: came.brief}
        self.update(self.state._replace(briefs=briefs, item=item))
        if (told := self._told.pop(came.deal, None)) is not None:
            self._tell_change(told, before, came.brief)

    def _tell_change(self, told: str, before: Brief | None, brief: Brief) -> None:
        """Say in a notice what is different now."""
        lang = self.state.lang
        found = changes(before, brief, lang)
        first = told or say("changed" if found else "unchanged", lang)
        self.toast("\n".join([first, *found]))

    def on_saved(self, came: Saved) -> None:
        """Work out the advice anew after a change; what changed is told when that deal's advice comes."""
        self._settle(came)
        self._pass_on("")
        if came.undo and came.undone is None:
            self.update(self.state)
            self.toast(say("undo_nothing", self.state.lang))
            return
        self._told[came.deal] = say("undone", self.state.lang, what=came.undone) if came.undone else ""
        self.reload()

    def on_failed(self, came: Failed) -> None:
        """Keep what is shown and say what went wrong, where the user looks."""
        if not self._settle(came):
            return
        lang = self.state.lang
        text = came.message if came.expected else say("internal", lang, what=came.message)
        told = "\n".join(part for part in (text, came.hint) if part)
        if came.group == "change":
            shown = self._pass_on(told)
        else:
            shown = self.state.deals is None  # the list says it itself
            self.state = self.state._replace(troubles=self.state.troubles | {came.group}, reason=told)
            told += f"\n{say('kept', lang)}" if self.state.brief is not None else ""
        self.update(self.state)
        if not shown:
            self.toast(f"{say('error', lang)}\n{told}", "error")

    def _settle(self, came: Came) -> bool:
        """Note that a call is over; `False` when a newer one of its kind is under way."""
        if not self.desk.fresh(came):
            return False
        busy, troubles = self.state.busy - {came.group}, self.state.troubles - {came.group}
        self.state = self.state._replace(busy=busy, troubles=troubles)
        return True

    def _pass_on(self, trouble: str) -> bool:
        """Tell the screen on top how a change ended; `True` when it has shown the trouble itself."""
        return isinstance(self.screen, Door) and self.screen.settled(trouble)
