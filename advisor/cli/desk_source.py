"""The terminal UI's source: a desk, opened in the UI's first worker thread."""

from collections.abc import Mapping, Sequence
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from advisor.cli.words import in_words, say
from advisor.errors import UsageError
from advisor.labels import Lang

if TYPE_CHECKING:
    from advisor.advice.view import Brief, DealLine
    from advisor.explain.board.rivals_view import Chair, OtherSides
    from advisor.explain.changing.changes_view import AdviceChanges
    from advisor.explain.debrief_view import Debrief, Debriefed
    from advisor.explain.flipping.flips_view import Flips, WaysOut
    from advisor.explain.flipping.sensitivity_view import Sensitivity
    from advisor.explain.proofs.proof import Why
    from advisor.explain.trial import Trial
    from advisor.explain.whatif_view import WhatIf
    from advisor.pipeline.desk import Desk
    from advisor.pipeline.facts_list import FactLine

EVERY = 10_000
"""More rules than any rulebook has: the page of what is not advised lists all of them."""


class DeskSource:
    """What the UI asks for, one call at a time whatever the threads; the engine runs in its own process.

    The desk is opened by the first call, so that the UI paints before rules are read; where that fails the
    next call tries again. Every method is described by the UI's `Source`.
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
        """Return the workspace's title."""
        with self._lock:
            return self._open().title()

    def deals(self) -> "tuple[DealLine, ...]":
        """Return every deal; changed rule files are taken over here."""
        with self._lock:
            desk = self._open()
            desk.refresh()
            return desk.deals()

    def brief(self, deal_id: str) -> "Brief":
        """Return the advice for a deal."""
        with self._lock:
            return self._open().brief(deal_id)

    def given(self, deal_id: str) -> None:
        """Leave the snapshot of a page that was opened."""
        from advisor.pipeline.snapshots import leave

        with self._lock:
            leave(self._open(), deal_id)

    # changing

    def answer(self, deal_id: str, path: str, text: str) -> None:
        """Record an answer."""
        with self._lock:
            self._open().answer(deal_id, path, text)

    def record(self, deal_id: str, assignments: Sequence[str], note: str) -> None:
        """Record several facts as one change."""
        with self._lock:
            self._open().set(deal_id, assignments, note=note)

    def undo(self, deal_id: str, path: str = "") -> str | None:
        """Take the last change back, or that of one fact."""
        with self._lock:
            changes = self._open().undo(deal_id, path=path)
        return None if changes is None else "\n".join(in_words(change, self._lang) for change in changes)

    def debriefed(self, deal_id: str, answers: Mapping[str, str]) -> "Debriefed":
        """Record the answers of a debrief."""
        from advisor.pipeline.debrief import record

        with self._lock:
            return record(self._open(), deal_id, answers, lang=self._lang)

    # explaining

    def facts(self, deal_id: str) -> "tuple[FactLine, ...]":
        """Return every fact."""
        with self._lock:
            return self._open().facts(deal_id)

    def why(self, deal_id: str, wanted: str) -> "Why":
        """Return a proof."""
        from advisor.explain.proofs.why import why

        with self._lock:
            desk = self._open()
            conclusions = desk.conclude(desk.store.get(desk.find(deal_id)), desk.today)
            return why(desk.pack.rulebook, desk.pack.plays, conclusions, wanted, EVERY)

    def what_if(self, deal_id: str, *assignments: str) -> "WhatIf":
        """Return the advice before and after some facts."""
        from advisor.pipeline.trying import what_if

        with self._lock:
            return what_if(self._open(), deal_id, assignments)

    def flips(self, deal_id: str, wanted: str) -> "Flips":
        """Return what would make something come true."""
        from advisor.explain.flipping.flips import flips
        from advisor.explain.flipping.goal_text import goal_of

        with self._lock:
            trial = self._trial(deal_id)
            return flips(trial, goal_of(trial, wanted))

    def ways_out(self, deal_id: str) -> "WaysOut":
        """Return the ways out of where the deal stands."""
        from advisor.explain.flipping.paths import ways_out

        with self._lock:
            return ways_out(self._trial(deal_id))

    def sensitivity(self, deal_id: str, path: str) -> "Sensitivity":
        """Return which small differences would change a fact."""
        from advisor.advice.needs import Need
        from advisor.explain.flipping.sensitivity import sensitivity

        with self._lock:
            trial = self._trial(deal_id)
            deal, dictionary = trial.conclusions.sheet.deal, trial.rulebook.dictionary
            return sensitivity(trial, [Need(*dictionary.address(path, deal))])

    def _trial(self, deal_id: str) -> "Trial":
        desk = self._open()
        return desk.trial(desk.store.get(desk.find(deal_id)), desk.today)

    def rivals(self, deal_id: str) -> "OtherSides":
        """Return the rivals side by side."""
        from advisor.pipeline.rivals import other_sides

        with self._lock:
            return other_sides(self._open(), deal_id, None, say("other_side_us", self._lang))

    def chair(self, deal_id: str, rival: str) -> "Chair":
        """Return the page of one rival."""
        from advisor.pipeline.rivals import chair

        with self._lock:
            return chair(self._open(), deal_id, rival, say("other_side_us", self._lang))

    def changed(self, deal_id: str) -> "AdviceChanges | None":
        """Return why the advice changed; nothing where there is no earlier page."""
        from advisor.pipeline.changed import changed

        with self._lock:
            try:
                return changed(self._open(), deal_id)
            except UsageError:
                return None

    def debrief(self, deal_id: str) -> "Debrief":
        """Return the questions of a debrief."""
        from advisor.pipeline.debrief import sheet_of

        with self._lock:
            return sheet_of(self._open(), deal_id)

    def check(self, deal_id: str, path: str, text: str) -> None:
        """Check an answer of a debrief."""
        from advisor.pipeline.debrief import answers_to, sheet_of

        with self._lock:
            desk = self._open()
            answers_to(desk, sheet_of(desk, deal_id)).entry(path, text)

    def close(self) -> None:
        """End the engine's process; a call that is still under way fails."""
        desk = self._desk
        if desk is not None:
            desk.close()
