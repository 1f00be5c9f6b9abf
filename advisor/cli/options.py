"""Options that several commands share."""

from collections.abc import Callable
from typing import Annotated

import typer

Job = Callable[[], int]
"""What a command line asks for: run it and it returns the exit code."""

LangOption = Annotated[
    str | None, typer.Option("--lang", metavar="en|zh", help="Language of what is printed.")
]
TodayOption = Annotated[
    str | None,
    typer.Option("--today", metavar="DATE", help="The day to look at, as 2026-11-21; today otherwise."),
]
DealArgument = Annotated[
    str, typer.Argument(metavar="DEAL", help="Its id, its name, or the beginning of either.")
]
FolderArgument = Annotated[
    str | None,
    typer.Argument(metavar="[DIR]", help="A workspace, or a folder with rules/ or playbooks/ in it."),
]
FormatOption = Annotated[
    str, typer.Option("--format", metavar="text|json", help="For people, or for programs.")
]


def language(context: typer.Context, lang: str | None) -> str | None:
    """Return the language given to the command, else the one given before it."""
    return lang if lang is not None else context.obj if isinstance(context.obj, str) else None
