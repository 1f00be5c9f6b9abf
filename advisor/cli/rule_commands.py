"""Commands about rules and plays: check, test."""

from typing import Annotated

import typer

from advisor.cli import helps
from advisor.cli.options import FolderArgument, FormatOption, Job


def add(app: typer.Typer) -> None:
    """Add the commands, in the order of the help."""
    app.command("check", help=helps.CHECK, short_help="Name every problem of the rule and play files.")(
        _check
    )
    app.command("test", help=helps.TEST, short_help="Run the tests that stand beside the rules.")(_test)


def _check(
    folder: FolderArgument = None,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="KIND", help="Explain a kind of finding.")
    ] = None,
    format_: FormatOption = "text",
) -> Job:
    """Name every problem of all rule and play files at once, sorted by file and line."""
    from advisor.cli.checking import check, explained

    if explain is not None:
        return lambda: explained(explain)
    return lambda: check(folder, format_)


def _test(
    folder: FolderArgument = None,
    only: Annotated[
        str | None, typer.Option("--only", metavar="ID", help="The tests of one rule, or one test.")
    ] = None,
    format_: FormatOption = "text",
) -> Job:
    """Run the tests that stand beside the rules."""
    from advisor.cli.testing import test

    return lambda: test(folder, only, format_)
