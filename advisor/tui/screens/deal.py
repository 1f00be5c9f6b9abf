"""What every page about the chosen deal does the same way: opening lines, and leading to other pages."""

from collections.abc import Iterable

from advisor.advice.view import Question
from advisor.labels import Label
from advisor.tui import wishes
from advisor.tui.pages.items import items, question_for
from advisor.tui.pages.trying import question_of
from advisor.tui.screens.door import Door


class DealScreen(Door, inherit_bindings=False):
    """A page about the chosen deal; other pages about it are one key away."""

    @property
    def item(self) -> str:
        """The line that commands work on."""
        return self.host.state.item

    def do_open(self) -> None:
        """Open what the cursor stands on."""
        self.open_item(self.item)

    def open_item(self, item: str) -> None:
        """Open a line: the answers of a question, the proof of anything else."""
        if item.startswith("question:"):
            self.run("answer")
        elif item:
            self.show_why(item)

    def do_why(self) -> None:
        """Show the whole proof of the line."""
        self.show_why(self.item, full=True)

    def show_why(self, item: str, full: bool = False) -> None:
        """Open the proof of a line; `full` opens every fact it rests on."""
        from advisor.tui.screens.why import WhyScreen

        self.app.push_screen(WhyScreen(item, full))

    def asked(self) -> Iterable[Question]:
        """Return the questions of the page beside those of the brief."""
        return ()

    def question(self) -> Question | None:
        """Return the question that `answer` means: the one under the cursor, else the most useful one."""
        state, path = self.host.state, self.item.removeprefix("question:")
        if path != self.item:
            facts = state.got(wishes.facts(state.chosen)) or ()
            own = (*self.asked(), *(state.brief.questions if state.brief is not None else ()))
            known = {question.path: question for question in own}
            known |= {fact.path: fact for fact in map(question_of, facts) if fact.path not in known}
            if path in known:
                return known[path]
        return question_for(state.brief, self.item) if state.brief is not None else None

    def do_answer(self) -> None:
        """Ask the question of the line."""
        from advisor.tui.screens.answer import AnswerScreen

        question = self.question()
        if question is not None:
            self.app.clear_notifications()
            self.app.push_screen(AnswerScreen(question))

    def do_why_not(self) -> None:
        """List what is not on the page."""
        from advisor.tui.screens.why_not import WhyNotScreen

        self.app.push_screen(WhyNotScreen())

    def do_flip(self) -> None:
        """Show what would change the line."""
        from advisor.tui.pages.proof_page import FACTS, wanted
        from advisor.tui.screens.flips import AimsScreen, FlipsScreen

        goal = wanted(self.host.state.brief, self.item)[0]
        about_fact = self.item.partition(":")[0] in FACTS
        self.app.push_screen(AimsScreen(goal) if about_fact else FlipsScreen(goal, self.said_by(self.item)))

    def said_by(self, item: str) -> Label | None:
        """Return what a line about a rule says."""
        brief = self.host.state.brief
        return getattr(items(brief).get(item), "title", None) if brief is not None else None

    def do_what_if(self) -> None:
        """Try other facts."""
        from advisor.tui.screens.what_if import WhatIfScreen

        self.app.push_screen(WhatIfScreen({}))

    def do_rivals(self) -> None:
        """Show the other side."""
        from advisor.tui.screens.rivals import RivalsScreen

        self.app.push_screen(RivalsScreen())

    def do_changed(self) -> None:
        """Say why the advice changed."""
        from advisor.tui.screens.changed import ChangedScreen

        self.app.push_screen(ChangedScreen())

    def do_debrief(self) -> None:
        """Begin a debrief."""
        from advisor.tui.screens.debrief import DebriefScreen

        self.app.clear_notifications()
        self.app.push_screen(DebriefScreen())

    def do_undo(self) -> None:
        """Take back the last change."""
        self.host.undo()
