"""What a debrief asks after a meeting, besides the questions of the brief."""

from advisor.errors import Place
from advisor.labels import Label
from advisor.records import Record
from advisor.rulebook.conditions import Condition

OCCASION = "meeting"
"""The subject whose members are debriefed."""

DAY = "date"
"""The fact that says on which day a meeting is."""


class AskedFact(Record):
    """One fact of a meeting that a debrief asks for.

    `ask` replaces the fact's own question. `when` says for which meetings it is asked. `sets` names facts
    of everybody the answer names: a yes, or the day of the meeting. `then` is asked once this is answered.
    """

    name: str
    place: Place
    ask: Label | None = None
    when: Condition | None = None
    sets: tuple[str, ...] = ()
    then: tuple["AskedFact", ...] = ()


class DebriefPlan(Record):
    """What a debrief asks: the first `questions` of the brief, then facts of meetings.

    `earlier` is asked of the meetings before, `held` of the one that was held, `next` of the next one. A
    meeting is debriefed for `within` days; later, a debrief is about a conversation of its own day. `in_vain`
    is the fact (subject, name) by which a question that was asked in vain rests while it is fresh.
    """

    questions: int = 9
    within: int = 14
    in_vain: tuple[str, str] | None = None
    earlier: tuple[AskedFact, ...] = ()
    held: tuple[AskedFact, ...] = ()
    next: tuple[AskedFact, ...] = ()

    @property
    def facts(self) -> tuple[AskedFact, ...]:
        """Every fact it asks for, followed by those that hang on it."""
        return tuple(f for asked in (*self.earlier, *self.held, *self.next) for f in _with_rest(asked))


def _with_rest(asked: AskedFact) -> tuple[AskedFact, ...]:
    return (asked, *(f for then in asked.then for f in _with_rest(then)))
