"""What the whole interface shows, as one frozen value; screens are handed it and keep nothing else."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from advisor.advice.view import Brief, DealLine
from advisor.labels import Label, Lang
from advisor.tui.words import WORDS

NOTHING: Mapping[str, Brief] = MappingProxyType({})


class State(NamedTuple):
    """Deals and advice as they last came in, what is chosen, and what is still under way.

    `deals` is `None` until they were read. `briefs` keeps the last good advice of each deal, so that old
    advice stays visible while new advice is worked out. `busy` names the groups of calls under way,
    `troubles` those whose last call failed, `reason` what the last failure said; `wide` says that the
    brief stands beside the list.
    """

    lang: Lang
    today: date
    plain: bool = False
    wide: bool = False
    title: str = ""
    deals: tuple[DealLine, ...] | None = None
    chosen: str = ""
    item: str = ""
    briefs: Mapping[str, Brief] = NOTHING
    busy: frozenset[str] = frozenset()
    troubles: frozenset[str] = frozenset()
    reason: str = ""

    @property
    def brief(self) -> Brief | None:
        """The last good advice of the chosen deal."""
        return self.briefs.get(self.chosen)

    @property
    def trouble(self) -> bool:
        """Whether something on the screen is not the newest because a call failed."""
        return bool(self.troubles)

    @property
    def deal(self) -> DealLine | None:
        """The chosen deal's line in the list."""
        return next((deal for deal in self.deals or () if deal.id == self.chosen), None)

    def waiting_for(self, *groups: str) -> "State":
        """Return the state with calls of these groups under way."""
        return self._replace(busy=self.busy | set(groups))


def never_off(state: State) -> Label | None:
    """The command always works."""
    return None


def needs_deal(state: State) -> Label | None:
    """The command needs a deal to work on."""
    if state.deals is None:
        return WORDS["off_failed" if state.trouble else "off_reading"]
    return None if state.chosen else WORDS["off_no_deal"]


def needs_brief(state: State) -> Label | None:
    """The command needs advice."""
    waits = WORDS["off_failed" if state.trouble else "off_thinking"]
    return needs_deal(state) or (None if state.brief is not None else waits)


def needs_line(state: State) -> Label | None:
    """The command needs a line that can be explained."""
    return needs_brief(state) or (None if state.item else WORDS["off_no_line"])


def needs_idle(state: State) -> Label | None:
    """The command changes a deal and must wait for the change before it."""
    return needs_deal(state) or (WORDS["off_saving"] if "change" in state.busy else None)


def needs_wide(state: State) -> Label | None:
    """The command needs two panels side by side."""
    return None if state.wide else WORDS["off_narrow"]


def needs_answer(state: State) -> Label | None:
    """The command needs an open question."""
    reason = needs_brief(state) or needs_idle(state)
    if reason is not None or state.brief is None or state.brief.questions:
        return reason
    label = WORDS["off_no_question"]
    return Label(label.en.format(n=state.brief.known), label.zh.format(n=state.brief.known))
