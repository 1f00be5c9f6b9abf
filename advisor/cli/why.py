"""`advisor why`: the proof of the page, of a play, a rule or a fact, and why not."""

from typing import NamedTuple

from advisor.cli import out
from advisor.cli.brief import workspace_desk
from advisor.cli.settings import day_of, lang_of, one_of, width_of

FORMATS = ("text", "json")


class Wish(NamedTuple):
    """What was asked for, as it was typed."""

    deal: str
    what: str | None
    today: str | None
    lang: str | None
    format: str
    width: str | None


def why(wish: Wish) -> int:
    """Print why, or why not."""
    lang, width = lang_of(wish.lang), width_of(wish.width)
    as_json = one_of("--format", wish.format, FORMATS) == "json"
    desk = workspace_desk(day_of(wish.today))
    from advisor.exchange.brief_json import record_text
    from advisor.exchange.why_text import why_text
    from advisor.explain.proofs import why as asking

    deal = desk.store.get(desk.find(wish.deal))
    conclusions = desk.conclude(deal, desk.today)
    answer = asking.why(desk.pack.rulebook, desk.pack.plays, conclusions, wish.what or "")
    out.page(record_text(answer) if as_json else why_text(answer, lang, width))
    return 0
