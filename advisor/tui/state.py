"""What the whole interface shows, as one frozen value; screens are handed it and keep nothing else."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from advisor.advice.view import Brief, DealLine
from advisor.labels import Label, Lang
from advisor.tui.wishes import Got, Wish
from advisor.tui.words import WORDS

if TYPE_CHECKING:
    from advisor.explain.debrief_view import Debriefed

T = TypeVar("T")

NOTHING: Mapping[str, Brief] = MappingProxyType({})
NOT_YET: Mapping[Wish[Any], Got] = MappingProxyType({})
KEPT = 12
"""Results of wishes that are kept; a screen that is opened again wishes again."""


class State(NamedTuple):
    """Deals and advice as they last came in, what is chosen, and what is still under way.

    `deals` is `None` until they were read. `briefs` keeps the last good advice of each deal, so that old
    advice stays visible while new advice is worked out. `busy` names the groups of calls under way,
    `troubles` those whose last call failed, `reason` what the last failure said; `wide` says that the
    brief stands beside the list. `found` is what came of wishes, `stamp` counts the times that everything
    grew out of date. `debriefed` is what came of the last debrief.
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
    found: Mapping[Wish[Any], Got] = NOT_YET
    stamp: int = 0
    debriefed: "Debriefed | None" = None

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

    def got(self, wish: Wish[T]) -> T | None:
        """Return the last good answer to a wish; `None` until there is one."""
        return cast(T | None, self.found[wish].value) if wish in self.found else None

    def trouble_of(self, wish: Wish[Any]) -> str:
        """Return why the last try at a wish failed; empty when it did not."""
        return self.found[wish].trouble if wish in self.found else ""

    def answered(self, wish: Wish[Any]) -> bool:
        """Whether there is a good answer to a wish; it may be that there is nothing."""
        return wish in self.found and not self.found[wish].trouble

    def fresh(self, wish: Wish[Any]) -> bool:
        """Whether a wish was answered since everything last grew out of date."""
        return wish in self.found and self.found[wish].stamp == self.stamp

    def with_found(self, wish: Wish[Any], got: Got) -> "State":
        """Return the state with the answer to a wish; the oldest answers go."""
        others = [(other, old) for other, old in self.found.items() if other != wish]
        return self._replace(found=dict([*others[-KEPT + 1 :], (wish, got)]))

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


def needs_rival(state: State) -> Label | None:
    """The command needs a rival to look at."""
    reason = needs_brief(state)
    return reason or (None if state.brief is None or state.brief.rivals else WORDS["off_no_rival"])


def needs_answer(state: State) -> Label | None:
    """The command needs an open question."""
    reason = needs_brief(state) or needs_idle(state)
    if reason is not None or state.brief is None or state.brief.questions:
        return reason
    label = WORDS["off_no_question"]
    return Label(label.en.format(n=state.brief.known), label.zh.format(n=state.brief.known))
