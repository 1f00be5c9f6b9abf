"""What if: facts are tried, and the advice before and after stands below; nothing is saved unasked."""

from collections.abc import Iterator
from typing import Any

from textual.containers import Container
from textual.widget import Widget

from advisor.advice.view import Question
from advisor.explain.whatif_view import WhatIf
from advisor.labels import LANGS, Label
from advisor.tui import wishes
from advisor.tui.bindings import bindings
from advisor.tui.pages.brief import pending_page
from advisor.tui.pages.line import Line, flow, head, note, span
from advisor.tui.pages.trying import Row, Tries, next_value, rows, trying_page
from advisor.tui.pages.what_if import what_if_page
from advisor.tui.screens.filtered import Filtered
from advisor.tui.state import State
from advisor.tui.widgets.page import Page
from advisor.tui.wishes import Wish
from advisor.tui.words import say


class WhatIfScreen(Filtered, inherit_bindings=False):
    """Facts above, what they change below. The trials run in the source's thread; the newest wins."""

    PLACE = "what_if"
    BINDINGS = bindings("what_if")

    def __init__(self, tries: Tries) -> None:
        """Begin with some facts tried, or none."""
        super().__init__()
        self.tries = dict(tries)
        self.trouble = ""
        self.lead = Page("lead")
        self.facts = Page("facts", cursor_pages=True, eager=True)
        self.outcome = Page("outcome")
        self.note = Page("note")
        self._good: WhatIf | None = None

    def body(self) -> Iterator[Widget]:
        """Stack the facts above what they change."""
        yield Container(self.lead, self.field, self.facts, self.outcome, self.note, id="what-if")

    def on_mount(self) -> None:
        """Start in the facts, on the first one that is tried."""
        super().on_mount()
        if self.tries:
            self.facts.show(self._facts, f"fact:{next(iter(self.tries))}")
        self.facts.focus()

    @property
    def page(self) -> Page:
        """The part that has the focus."""
        return self.outcome if self.outcome.has_focus else self.facts

    @property
    def trial(self) -> Wish[WhatIf]:
        """What is tried now, as a wish."""
        tried = tuple(f"{path}={text}" for path, text in self.tries.items())
        return wishes.what_if(self.host.state.chosen, tried)

    def wishes(self) -> tuple[Wish[Any], ...]:
        """Wish for the facts, and for what the tried ones change."""
        facts = wishes.facts(self.host.state.chosen)
        return (facts, self.trial) if self.tries else (facts,)

    def rows(self) -> tuple[Row, ...]:
        """Return the facts there are."""
        state = self.host.state
        facts = state.got(wishes.facts(state.chosen))
        return rows(state.brief, facts or ())

    def row(self) -> Row | None:
        """Return the fact under the cursor."""
        path = self.facts.cursor.removeprefix("fact:")
        return next((row for row in self.rows() if row.path == path), None)

    def hidden(self) -> frozenset[str]:
        """Reading the deals again helps only where there are no facts."""
        state = self.host.state
        return frozenset() if state.trouble_of(wishes.facts(state.chosen)) else frozenset({"reload"})

    # what is shown

    def show(self, state: State) -> None:
        """Show the facts and the newest good trial."""
        super().show(state)
        if not self.tries:
            self._good = None
        elif (found := state.got(self.trial)) is not None:
            self._good = found
        self.lead.show(self._lead)
        self.facts.show(self._facts, self.facts.cursor)
        self.outcome.show(self._outcome)
        self.note.show(self._note)

    def _lead(self, width: int) -> list[Line]:
        state, look = self.host.state, self.look(width)
        name = state.deal.name if state.deal is not None else state.chosen
        remark = say("tried_count", look.lang, n=len(self.tries)) if self.tries else ""
        return [head(f"{say('what_if', look.lang)}  {name}", look, remark)]

    def _facts(self, width: int) -> list[Line]:
        return trying_page(self.rows(), self.tries, self.query_text, self.look(width))

    def _outcome(self, width: int) -> list[Line]:
        look = self.look(width)
        if not self.tries:
            return note(say("try_first", look.lang), look, "dim")
        if self._good is None:
            return [] if self._refusal() else pending_page("trying", "", look)
        return what_if_page(self._good, look, self.host.state.fresh(self.trial))

    def _note(self, width: int) -> list[Line]:
        """Say why a value or the saving was refused, else that nothing is saved yet."""
        look = self.look(max(width, 8))
        if "change" in self.host.state.busy:
            return [(span("new", say("saving", look.lang)),)]
        if told := self._refusal():
            return [line for part in told.split("\n") for line in flow([span("warn", part)], look.width)]
        return flow([span("dim", say("not_saved", look.lang))], look.width) if self.tries else []

    def _refusal(self) -> str:
        """Return why the newest trial or saving was refused, or why there are no facts."""
        state = self.host.state
        tried = state.trouble_of(self.trial) if self.tries else ""
        return self.trouble or tried or state.trouble_of(wishes.facts(state.chosen))

    # keys

    def do_next_value(self) -> None:
        """Try the next value of the fact under the cursor."""
        row = self.row()
        if row is None:
            return
        try:
            self.attempt(row.path, next_value(row, self.tries.get(row.path)))
        except LookupError:
            self.host.toast(say("more_values", self.host.state.lang))

    def do_value(self) -> None:
        """Choose or type a value of the fact under the cursor."""
        from advisor.tui.screens.answer import ValueScreen

        row = self.row()
        if row is not None:
            self.app.clear_notifications()
            self.app.push_screen(ValueScreen(row.question), lambda text: self._chosen(row.path, text))

    def _chosen(self, path: str, text: str | None) -> None:
        if text:
            self.attempt(path, text)

    def attempt(self, path: str, text: str | None) -> None:
        """Try a value, or for `None` the fact as it is."""
        self.trouble = ""
        if text is None:
            self.tries.pop(path, None)
        else:
            self.tries[path] = text
        self.show(self.host.state)
        self.host.want(*self.wishes())

    def do_reset(self) -> None:
        """Put the fact under the cursor back to what it is."""
        self.attempt(self.facts.cursor.removeprefix("fact:"), None)

    def do_reset_all(self) -> None:
        """Put every fact back to what it is."""
        self.tries.clear()
        self.attempt("", None)

    def do_open(self) -> None:
        """A clicked fact is given a value."""
        self.do_value()

    def do_pane(self) -> None:
        """Go to the other part."""
        (self.facts if self.outcome.has_focus else self.outcome).focus()

    def do_drop(self) -> None:
        """Show all facts again, else leave."""
        if not self.unfilter():
            self.dismiss()

    def do_keep(self) -> None:
        """Save what is tried; where rules say otherwise, ask why first."""
        from advisor.tui.screens.answer import ReasonScreen

        if not self.tries:
            self.host.toast(say("nothing_to_keep", self.host.state.lang), "warning")
            return
        over = [row for row in self.rows() if row.derived and row.path in self.tries]
        if over:
            self.app.push_screen(ReasonScreen(_reason(over)), self._keep)
        else:
            self._keep("")

    def _keep(self, note: str | None) -> None:
        if note is not None:
            self.host.record([f"{path}={text}" for path, text in self.tries.items()], note)

    def settled(self, trouble: str) -> bool:
        """Leave when everything was saved, else show why it was not."""
        if not trouble:
            self.dismiss()
            return False
        self.trouble = trouble
        self.show(self.host.state)
        return True


def _reason(over: list[Row]) -> Question:
    """Return the question why facts are otherwise than the rules say."""
    words = {lang: [row.question.label.text(lang) for row in over] for lang in LANGS}
    named = {"en": ", ".join(words["en"]), "zh": "、".join(words["zh"])}
    ask = Label(*(say("reason_ask", lang, facts=named[lang]) for lang in LANGS))
    return Question("", Label(named["en"], named["zh"]), ask, None, "text", (), ())


