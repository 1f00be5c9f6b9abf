"""What a screen wishes to be worked out: a question to the source, told apart from every other one."""

from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, TypeVar, cast

from advisor.tui.source import Source

if TYPE_CHECKING:
    from advisor.explain.board.rivals_view import Chair, OtherSides
    from advisor.explain.changing.changes_view import AdviceChanges
    from advisor.explain.debrief_view import Debrief
    from advisor.explain.flipping.flips_view import Flips, WaysOut
    from advisor.explain.flipping.sensitivity_view import Sensitivity
    from advisor.explain.proofs.proof import Why
    from advisor.explain.whatif_view import WhatIf
    from advisor.pipeline.facts_list import FactLine

T = TypeVar("T")
Kind = Literal[
    "facts", "why", "what_if", "flips", "ways_out", "sensitivity", "rivals", "chair", "changed", "debrief",
    "check",
]  # fmt: skip


class Wish(NamedTuple, Generic[T]):
    """A question about a deal; `kind` is the source's call, `about` what it is asked besides the deal.

    Of wishes of one kind the newest wins.
    """

    kind: Kind
    deal: str
    about: tuple[str, ...] = ()

    def of(self, source: Source) -> T:
        """Ask the source; this may block."""
        return cast(T, getattr(source, self.kind)(self.deal, *self.about))


class Got(NamedTuple):
    """What came of a wish: the last good value, why the last try failed, and how fresh they are."""

    value: object = None
    trouble: str = ""
    stamp: int = 0


def facts(deal: str) -> "Wish[tuple[FactLine, ...]]":
    """Wish for every fact of a deal."""
    return Wish("facts", deal)


def why(deal: str, wanted: str = "") -> "Wish[Why]":
    """Wish for the proof of a rule or a fact, or for everything that is not on the page."""
    return Wish("why", deal, (wanted,))


def what_if(deal: str, assignments: tuple[str, ...]) -> "Wish[WhatIf]":
    """Wish for the advice before and after some facts."""
    return Wish("what_if", deal, assignments)


def flips(deal: str, wanted: str) -> "Wish[Flips]":
    """Wish for the fewest facts that would change a line."""
    return Wish("flips", deal, (wanted,))


def ways_out(deal: str) -> "Wish[WaysOut]":
    """Wish for the ways out of where the deal stands."""
    return Wish("ways_out", deal)


def sensitivity(deal: str, path: str) -> "Wish[Sensitivity]":
    """Wish for the small differences that would change a fact."""
    return Wish("sensitivity", deal, (path,))


def rivals(deal: str) -> "Wish[OtherSides]":
    """Wish for the rivals side by side."""
    return Wish("rivals", deal)


def chair(deal: str, rival: str) -> "Wish[Chair]":
    """Wish for the brief a rival would read."""
    return Wish("chair", deal, (rival,))


def changed(deal: str) -> "Wish[AdviceChanges | None]":
    """Wish for why the advice changed."""
    return Wish("changed", deal)


def debrief(deal: str) -> "Wish[Debrief]":
    """Wish for the questions of a debrief."""
    return Wish("debrief", deal)


def check(deal: str, path: str, text: str) -> Wish[None]:
    """Wish to know whether an answer of a debrief can be recorded."""
    return Wish("check", deal, (path, text))
