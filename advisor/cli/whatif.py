"""`advisor whatif`: other facts, and the advice before and after; kept only where that is asked for."""

from typing import NamedTuple

from advisor.cli import out
from advisor.cli.brief import workspace_desk
from advisor.cli.settings import day_of, lang_of, one_of, width_of
from advisor.cli.words import in_words, say
from advisor.labels import Lang
from advisor.pipeline.desk import Desk

FORMATS = ("text", "json")


class Wish(NamedTuple):
    """What was asked for, as it was typed."""

    deal: str
    assignments: tuple[str, ...]
    keep: bool = False
    by: str = ""
    note: str = ""
    new: bool = False
    today: str | None = None
    format: str = "text"
    width: str | None = None
    lang: str | None = None


def whatif(wish: Wish) -> int:
    """Print the advice before and after, and record the facts with `--keep`."""
    from advisor.pipeline.trying import REASON, what_if

    lang, format_ = lang_of(wish.lang), one_of("--format", wish.format, FORMATS)
    width = width_of(wish.width)
    desk = workspace_desk(day_of(wish.today))
    id = desk.find(wish.deal)
    # What is kept needs a reason where it is typed over a rule: that is found out before anything is shown.
    note = wish.note if wish.keep else wish.note or REASON
    found = what_if(desk, id, wish.assignments, note=note, new=wish.new)
    if format_ == "json":
        from advisor.exchange.brief_json import record_text

        out.page(record_text(found))
    else:
        from advisor.exchange.whatif_text import whatif_text

        out.page(whatif_text(found, lang, width))
        out.line()
    if wish.keep:
        _keep(desk, id, wish, lang, quiet=format_ == "json")
    elif format_ == "text":
        out.line(say("not_kept", lang))
    return 0


def _keep(desk: Desk, id: str, wish: Wish, lang: Lang, quiet: bool) -> None:
    changes = desk.set(id, wish.assignments, by=wish.by, note=wish.note, new=wish.new)
    if quiet:
        return
    out.line(say("recorded" if changes else "same", lang))
    for change in changes:
        out.line(f"  {in_words(change, lang)}")
