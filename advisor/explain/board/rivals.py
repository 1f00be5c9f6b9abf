"""What each rival will likely do, and what its own advisor would tell it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from advisor.advice.agenda import AgendaMaker
from advisor.advice.asking import Asking
from advisor.advice.brief import guards_of, make_brief
from advisor.advice.needs import Need
from advisor.advice.showing import Show
from advisor.advice.view import Action, Question, Standing
from advisor.engine.conclusions import Conclusions
from advisor.engine.engine import Engine
from advisor.explain.board.mirror import US, flipped, ours
from advisor.explain.board.rivals_view import Chair, OtherSide, OtherSides
from advisor.facts.sheet import sheet
from advisor.facts.states import TRUE, is_known
from advisor.labels import Label
from advisor.playbook.plays import Play
from advisor.rulebook.conditions import truth_of
from advisor.rulebook.decisions import SIDE, Rulebook

MOST = 12
"""Rivals side by side; any other one can be asked for by name."""

ASKED = 3
"""Questions per rival: the fewest that make a difference before the meeting."""


class Rivals:
    """The other side of one deal."""

    def __init__(
        self,
        rulebook: Rulebook,
        plays: Mapping[str, Play],
        conclusions: Conclusions,
        there: Engine,
        named: str,
    ) -> None:
        """Bind what follows for the deal, and an engine with the rules of `other_board` for flipped deals.

        `named` is what the rivals' boards call us.
        """
        self.rulebook, self.plays, self.conclusions = rulebook, plays, conclusions
        self.there, self.named = there, named
        self.deal, self.today = conclusions.sheet.deal, conclusions.sheet.today
        self.show = Show(self.rulebook, conclusions)

    @property
    def main(self) -> str:
        """The id of the deal's main rival; empty while it is not settled."""
        ref = self.rulebook.mirror.main
        state = None if ref is None else self.conclusions.scope("deal", self.deal.id).state(ref)
        return state if isinstance(state, str) and state in self.deal.members(SIDE) else ""

    @property
    def over(self) -> Label | None:
        """Why nobody's next move is worth working out any more, where that is so."""
        over = self.rulebook.mirror.over
        if over is None or truth_of(over.when, self.conclusions.scope("deal", self.deal.id)) != TRUE:
            return None
        return over.because

    def sides(self, only: str = "") -> OtherSides:
        """Return the rivals side by side, the main one first; `only` names one of them."""
        main = self.main
        wanted = sorted((r for r in self.deal.members(SIDE) if only in ("", r)), key=lambda r: (r != main, r))
        asking = Asking(self.show, self.plays)
        if SIDE in self.rulebook.dictionary.subjects:
            asking.nobody([(SIDE, SIDE, 0)])
        accounts = self.deal.members("account")
        return OtherSides(
            deal=self.deal.id,
            name=self.show.name("deal", self.deal.id),
            account=self.show.name("account", accounts[0]) if accounts else "",
            today=self.today,
            sides=tuple(self._side(r, main) for r in wanted[:MOST]),
            more=max(len(wanted) - MOST, 0),
            over=self.over,
            flips=bool(self.rulebook.mirror.subjects),
            complete=SIDE in self.conclusions.sheet.complete,
            questions=asking.questions(),
            rulebook=self.rulebook.digest,
        )

    def chair(self, rival: str, full: bool = False) -> Chair:
        """Return the whole brief as a rival's advisor would read it; `full` adds every derived fact."""
        brief = make_brief(self.there.rulebook, self.plays, self._flipped(rival), full)
        others = len(self.deal.members(SIDE)) > 1
        name = self.show.name(SIDE, rival)
        return Chair(self.deal.id, rival, name, self.named, others, self.over, brief)

    def _flipped(self, rival: str) -> Conclusions:
        board = flipped(self.rulebook, self.deal, rival, self.today, self.named)
        return self.there.conclude(sheet(self.there.rulebook.dictionary, board, self.today))

    def _side(self, rival: str, main: str) -> OtherSide:
        reading = _Reading((), (), 0, ())
        if self.over is None and self.rulebook.mirror.subjects:
            reading = self._read(rival)
        return OtherSide(
            id=rival,
            name=self.show.name(SIDE, rival),
            main=rival == main,
            standings=tuple(self.show.standing(SIDE, rival, name) for name in self.rulebook.page.rival),
            guard=guards_of(self.show, self.plays, rival),
            seen=reading.seen,
            moves=reading.moves,
            waiting=reading.waiting,
            questions=reading.questions,
        )

    def _read(self, rival: str) -> "_Reading":
        """Read the flipped board: what is advised there, and what we would have to know to say more."""
        show = Show(self.there.rulebook, self._flipped(rival))
        maker = AgendaMaker(show, self.plays)
        moves, _ = maker.told(maker.choose())
        waiting = {waiting.rule.id for waiting in Asking(show, self.plays).waiting()}
        needs = [n for name in self.rulebook.page.rival for n in show.asker.of_fact(SIDE, US, name)]
        return _Reading(self._open(rival, show), moves, len(waiting), self._questions(rival, needs))

    def _open(self, rival: str, there: Show) -> tuple[Standing, ...]:
        """Return what is settled on our board of where the two stand, and open on the flipped one."""
        names = [name for name in self.rulebook.page.rival if (SIDE, name) in self.rulebook.mirror.turns]
        known = [name for name in names if is_known(self.conclusions.state(SIDE, rival, name))]
        seen = (there.standing(SIDE, US, name) for name in known)
        return tuple(standing for standing in seen if standing.state in ("possible", "unknown"))

    def _questions(self, rival: str, needs: Iterable[Need]) -> tuple[Question, ...]:
        """Return the questions of our own board behind what would settle where the rival stands."""
        asking = Asking(self.show, self.plays)
        for need in needs:
            at = ours(self.rulebook, self.deal, rival, need)
            if at is not None and self.conclusions.state(*at) is None:
                # What is asked about this rival alone comes before what is asked about all of them.
                asking.weight[Need(*at)] = asking.weight.get(Need(*at), at[0] == SIDE) + 1
                asking.blocks[Need(*at)] = []
        return asking.questions()[:ASKED]


class _Reading(NamedTuple):
    """What the flipped board says."""

    seen: tuple[Standing, ...]
    moves: tuple[Action, ...]
    waiting: int
    questions: tuple[Question, ...]
