"""`advisor rivals`: the board from the other side, rival by rival, or one rival's own page."""

from typing import NamedTuple

from advisor.cli import out
from advisor.cli.brief import workspace_desk
from advisor.cli.settings import day_of, lang_of, one_of, width_of
from advisor.cli.words import say

FORMATS = ("text", "json")


class Wish(NamedTuple):
    """What was asked for, as it was typed."""

    deal: str
    rival: str | None
    flip: bool
    today: str | None
    lang: str | None
    format: str
    width: str | None


def rivals(wish: Wish) -> int:
    """Print the rivals of a deal, or the page of one of them."""
    lang, width = lang_of(wish.lang), width_of(wish.width)
    as_json = one_of("--format", wish.format, FORMATS) == "json"
    desk, named = workspace_desk(day_of(wish.today)), say("other_side_us", lang)
    from advisor.exchange.brief_json import record_text
    from advisor.exchange.chair_text import chair_text
    from advisor.exchange.rivals_text import rivals_text
    from advisor.pipeline.rivals import chair, other_sides

    if wish.flip:
        page = chair(desk, wish.deal, wish.rival, named, full=as_json)
        out.page(record_text(page) if as_json else chair_text(page, lang, width))
    else:
        sides = other_sides(desk, wish.deal, wish.rival, named)
        out.page(record_text(sides) if as_json else rivals_text(sides, lang, named, width))
    return 0
