"""View models of the board from the other side: rivals side by side, and one rival's own page."""

from datetime import date

from advisor.advice.view import Action, Brief, Guard, Question, Standing
from advisor.labels import Label
from advisor.records import Record


class OtherSide(Record):
    """One rival: where it stands against us, what it will likely do, and how the deal reads from its chair.

    `standings` and `guard` are ours: what we know, and what we must guard. `moves` is the agenda its own
    advisor would give it, best first, from what both sides can see: there "we" is the rival, and we are the
    rival. `seen` is what is settled here of where the two stand and open there, `waiting` counts the advice
    that waits there for facts we do not know. `questions` are facts of our board that would settle where it
    stands. `main` marks the deal's main rival.
    """

    id: str
    name: str
    main: bool
    standings: tuple[Standing, ...]
    guard: tuple[Guard, ...]
    seen: tuple[Standing, ...]
    moves: tuple[Action, ...]
    waiting: int
    questions: tuple[Question, ...]


class OtherSides(Record):
    """The rivals of a deal side by side, the main one first; `more` are recorded than stand here.

    `over` says why nobody's next move is worked out any more. `flips` is false where the rules do not say how
    a deal reads from the other side. `complete`: somebody said that all rivals are recorded; until then
    `questions` asks who else there is.
    """

    deal: str
    name: str
    account: str
    today: date
    sides: tuple[OtherSide, ...]
    more: int
    over: Label | None
    flips: bool
    complete: bool
    questions: tuple[Question, ...]
    rulebook: str
    schema: str = "rivals/1"


class Chair(Record):
    """A deal's whole brief as one rival's advisor would read it, from what both sides can see.

    In `brief` "we" is the rival and we are one of its rivals, called `named`. `others`: more rivals are
    recorded, so that "a rival" was taken for this one. `over` is as in `OtherSides`.
    """

    deal: str
    rival: str
    name: str
    named: str
    others: bool
    over: Label | None
    brief: Brief
    schema: str = "chair/1"
