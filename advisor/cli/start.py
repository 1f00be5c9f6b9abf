"""`advisor` alone: the terminal UI, or the brief of the next meeting where there is no terminal for it."""

import os
import sys
from typing import TYPE_CHECKING

from advisor.cli import out
from advisor.cli.settings import day_of, lang_of, terminal_size, width_of
from advisor.cli.words import say
from advisor.errors import UsageError
from advisor.pipeline.workspace import VARIABLE, find

if TYPE_CHECKING:
    from datetime import date

    from advisor.labels import Lang

SMALLEST = (60, 16)
"""Columns and lines below which the page is printed instead."""

_WAYS = f"""\
advisor demo --open     look around in a workspace with example deals
advisor init DIR        make a workspace for your own deals
or go into a workspace, or name one in {VARIABLE}"""


def start(lang_text: str | None = None) -> int:
    """Open the workspace we are in. Raises `UsageError` with the ways on where there is none."""
    folder = find()
    if folder is None:
        raise UsageError("there is no workspace here", hint=_WAYS)
    return open_workspace(folder, lang_text)


def open_workspace(folder: str, lang_text: str | None) -> int:
    """Open a workspace in the terminal UI, or print the brief of its next meeting."""
    lang, today = lang_of(lang_text), day_of(None)
    if not has_terminal():
        return print_next(folder, today, lang)
    from advisor.cli.open_ui import run

    return run(folder, today, lang)


def has_terminal() -> bool:
    """Say whether there is a terminal the UI can be drawn on."""
    try:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            return False
    except (AttributeError, ValueError):  # closed, or no stream at all
        return False
    columns, lines = terminal_size()
    return (
        os.environ.get("TERM", "") not in ("dumb", "unknown")
        and columns >= SMALLEST[0]
        and lines >= SMALLEST[1]
    )


def print_next(folder: str, today: "date", lang: "Lang") -> int:
    """Print the brief of the next meeting; of the first deal of the list where none is planned."""
    from advisor.cli.brief import given, printed
    from advisor.pipeline.desk import Desk

    desk = Desk.open(folder, today)
    deals = desk.deals(deep=0)
    if not deals:
        out.line(say("no_deals", lang))
        out.said(say("no_deals_hint", lang))
        return 0
    made = desk.brief(deals[0].id)
    out.page(printed(made, lang, "text", width_of(None)))
    given(desk, made)
    return 0
