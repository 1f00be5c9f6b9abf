"""`advisor brief`: one page about a deal, from the workspace or from a file of facts."""

import sys
from typing import TYPE_CHECKING, NamedTuple

from advisor.advice.view import Brief
from advisor.cli import out
from advisor.cli.settings import day_of, lang_of, one_of, width_of
from advisor.errors import UsageError
from advisor.labels import Lang
from advisor.pipeline.desk import Desk
from advisor.pipeline.workspace import find

if TYPE_CHECKING:
    from datetime import date

FORMATS = ("text", "md", "json")


class Wish(NamedTuple):
    """What was asked for, as it was typed."""

    deal: str | None = None
    facts: str | None = None
    lang: str | None = None
    format: str = "text"
    today: str | None = None
    width: str | None = None
    as_of: str | None = None


def brief(wish: Wish) -> int:
    """Print the brief."""
    if wish.as_of is not None:
        from advisor.cli.looking_back import as_of

        return as_of(wish)
    lang, format_ = lang_of(wish.lang), one_of("--format", wish.format, FORMATS)
    width = width_of(wish.width)
    today = day_of(wish.today)
    if wish.facts is not None:
        if wish.deal is not None:
            raise UsageError("a deal and --facts are two different questions", hint="give one of them")
        made = _of_file(wish.facts, today, full=format_ == "json")
        if made is None:
            return 1
    elif wish.deal is None:
        raise UsageError("which deal?", hint="advisor brief DEAL, or advisor brief --facts FILE.yaml")
    else:
        desk = workspace_desk(today)
        made = desk.brief(wish.deal, full=format_ == "json")
        out.page(printed(made, lang, format_, width))
        given(desk, made)
        return 0
    out.page(printed(made, lang, format_, width))
    return 0


def given(desk: Desk, brief: Brief) -> None:
    """Leave a snapshot of a brief that somebody has now read, unless it was made for another day."""
    if desk.today == day_of(None):
        from advisor.pipeline.snapshots import leave

        leave(desk, brief.deal)


def workspace_desk(today: "date") -> Desk:
    """Open the workspace we are in. Raises `UsageError` where there is none."""
    folder = find()
    if folder is None:
        hint = "try 'advisor demo' for one with example deals, or 'advisor init DIR' for your own"
        raise UsageError("there is no workspace here", hint=hint)
    return Desk.open(folder, today)


def printed(brief: Brief, lang: Lang, format_: str, width: int) -> str:
    """Return the brief in one of the printed forms."""
    if format_ == "json":
        from advisor.exchange.brief_json import json_text

        return json_text(brief)
    if format_ == "md":
        from advisor.exchange.brief_markdown import as_markdown

        return as_markdown(brief, lang)
    from advisor.exchange.brief_text import as_text

    return as_text(brief, lang, width)


def _of_file(path: str, today: "date", full: bool) -> Brief | None:
    """Return the brief of a file's facts; None when it has mistakes, which are printed."""
    from advisor.pipeline.told import read_deal, read_file

    text = read_file(path)
    desk = Desk.without_deals(today, find())
    told = read_deal(desk.pack.rulebook.dictionary, text, path, today)
    for found in told.findings:
        out.finding(found, sys.stderr)
    if told.given is None:
        return None
    if told.given.parameters:
        desk = desk.with_parameters(told.given.parameters)
    return desk.brief_of(told.given.deal, told.given.today, full)
