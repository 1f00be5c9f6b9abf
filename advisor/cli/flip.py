"""`advisor flip` and `advisor sensitivity`: what would change, and by how little."""

from typing import TYPE_CHECKING, NamedTuple

from advisor.cli import out
from advisor.cli.brief import workspace_desk
from advisor.cli.settings import day_of, lang_of, one_of, width_of
from advisor.records import Record

if TYPE_CHECKING:
    from advisor.explain.trial import Trial

FORMATS = ("text", "json")
WHO = ("us", "buyer", "anyone")


class FlipWish(NamedTuple):
    """What was asked of `flip`, as it was typed."""

    deal: str
    goal: str | None = None
    changeable_by: str | None = None
    format: str = "text"
    today: str | None = None
    width: str | None = None
    lang: str | None = None


class SensitivityWish(NamedTuple):
    """What was asked of `sensitivity`, as it was typed."""

    deal: str
    fact: str | None = None
    format: str = "text"
    today: str | None = None
    width: str | None = None
    lang: str | None = None


def flip(wish: FlipWish) -> int:
    """Print what would make a goal come true, or the way out of where the deal stands."""
    from advisor.exchange.flip_text import flips_text, ways_out_text
    from advisor.explain.flipping.flips import ANYONE, CHANGEABLE, flips
    from advisor.explain.flipping.goal_text import goal_of
    from advisor.explain.flipping.paths import ways_out

    lang, width = lang_of(wish.lang), width_of(wish.width)
    as_json = one_of("--format", wish.format, FORMATS) == "json"
    by: tuple[str, ...] = CHANGEABLE
    if wish.changeable_by is not None:
        who = one_of("--changeable-by", wish.changeable_by, WHO)
        by = ANYONE if who == "anyone" else (who,)
    trial = _trial(wish.deal, wish.today)
    if wish.goal is None:
        ways = ways_out(trial, by)
        out.page(_json(ways) if as_json else ways_out_text(ways, lang, width))
    else:
        found = flips(trial, goal_of(trial, wish.goal), by)
        out.page(_json(found) if as_json else flips_text(found, lang, width))
    return 0


def sensitivity(wish: SensitivityWish) -> int:
    """Print how firmly results stand."""
    from advisor.exchange.sensitivity_text import sensitivity_text
    from advisor.explain.flipping.goal_text import results_of
    from advisor.explain.flipping.sensitivity import sensitivity as found_of

    lang, width = lang_of(wish.lang), width_of(wish.width)
    as_json = one_of("--format", wish.format, FORMATS) == "json"
    trial = _trial(wish.deal, wish.today)
    found = found_of(trial, () if wish.fact is None else results_of(trial, wish.fact))
    out.page(_json(found) if as_json else sensitivity_text(found, lang, width))
    return 0


def _trial(deal: str, today: str | None) -> "Trial":
    desk = workspace_desk(day_of(today))
    return desk.trial(desk.store.get(desk.find(deal)), desk.today)


def _json(found: Record) -> str:
    from advisor.exchange.brief_json import record_text

    return record_text(found)
