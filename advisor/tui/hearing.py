"""The app as it listens: what came back from the source goes into the state, and the state to the screens."""

from typing import Any

from textual.app import App
from textual.notifications import SeverityLevel

from advisor.advice.view import Brief
from advisor.cells import show, wrap
from advisor.tui.came import BriefCame, Came, DealsCame, DebriefSaved, Failed, Granted, Refused, Saved
from advisor.tui.desk import Desk
from advisor.tui.pages.change import changes
from advisor.tui.pages.home import by_next_meeting
from advisor.tui.pages.items import first_item, items
from advisor.tui.screens.door import Door
from advisor.tui.source import Source
from advisor.tui.state import State
from advisor.tui.wishes import Got, Wish
from advisor.tui.words import say

TOAST = 56
"""Cells of a line in a notice."""


class Hearing(App[None]):
    """Holds the state, has the source called, and shows what came of it."""

    def __init__(self, source: Source, state: State, ansi_color: bool | None) -> None:
        """Start with a state in which nothing was read."""
        super().__init__(ansi_color=ansi_color)
        self.state = state
        self.desk = Desk(self, source)
        self._told: dict[str, str] = {}

    def update(self, state: State) -> None:
        """Take on a new state and show it on every screen."""
        self.state = state
        for screen in self.screen_stack:
            if isinstance(screen, Door) and screen.is_mounted:
                screen.show(self.state)

    def choose(self, deal: str) -> None:
        """Make a deal the chosen one and work out its advice."""
        if deal == self.state.chosen:
            return
        brief = self.state.briefs.get(deal)
        item = first_item(brief) if brief is not None else ""
        troubles = self.state.troubles - {"brief"}
        self.update(self.state.waiting_for("brief")._replace(chosen=deal, item=item, troubles=troubles))
        self.desk.advise(deal)

    def reload(self) -> None:
        """Read the deals, the chosen deal's advice and what the screen on top shows again."""
        state = self.state.waiting_for("deals", *(["brief"] if self.state.chosen else []))
        self.update(state._replace(stamp=state.stamp + 1))
        if self.state.chosen:
            self.desk.advise(self.state.chosen)
        self.desk.read_deals()
        if isinstance(self.screen, Door):
            self.want(*self.screen.wishes())

    def want(self, *wishes: Wish[Any]) -> None:
        """Have wishes answered, unless they are; an old answer stays until the new one is there."""
        open_ones = [wish for wish in wishes if not self.state.fresh(wish)]
        if open_ones:
            self.update(self.state.waiting_for(*(wish.kind for wish in open_ones)))
        for wish in open_ones:
            self.desk.wish(wish, self.state.stamp)

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

    def on_debrief_saved(self, came: DebriefSaved) -> None:
        """Show what a debrief recorded, with the new advice."""
        self._settle(came)
        briefs = {**self.state.briefs, came.deal: came.debriefed.brief}
        self.state = self.state._replace(debriefed=came.debriefed, briefs=briefs)
        self._pass_on("")
        self.reload()

    def on_granted(self, came: Granted) -> None:
        """Show the answer to a wish."""
        if self._settle(came):
            self.update(self.state.with_found(came.wish, Got(came.value, "", came.stamp)))

    def on_refused(self, came: Refused) -> None:
        """Let the screens say why a wish was not answered; over an old answer a notice says it."""
        if not self._settle(came):
            return
        told, old = self._words_of(came), self.state.got(came.wish)
        self.update(self.state.with_found(came.wish, Got(old, told, came.stamp)))
        if old is not None:
            self.toast(f"{say('error', self.state.lang)}\n{told}", "error")

    def on_failed(self, came: Failed) -> None:
        """Keep what is shown and say what went wrong, where the user looks."""
        if not self._settle(came):
            return
        lang, told = self.state.lang, self._words_of(came)
        if came.group == "change":
            shown = self._pass_on(told)
        else:
            shown = self.state.deals is None  # the list says it itself
            self.state = self.state._replace(troubles=self.state.troubles | {came.group}, reason=told)
            told += f"\n{say('kept', lang)}" if self.state.brief is not None else ""
        self.update(self.state)
        if not shown:
            self.toast(f"{say('error', lang)}\n{told}", "error")

    def _words_of(self, came: Failed) -> str:
        """Say what went wrong, and the way out."""
        text = came.message if came.expected else say("internal", self.state.lang, what=came.message)
        return "\n".join(part for part in (text, came.hint) if part)

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
