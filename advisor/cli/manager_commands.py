"""Commands for managers and trainers: portfolio, docs."""

from typing import Annotated

import typer

from advisor.cli import helps
from advisor.cli.options import FormatOption, Job, LangOption, TodayOption, language


def add(app: typer.Typer) -> None:
    """Add the commands, in the order of the help."""
    app.command(
        "portfolio", help=helps.PORTFOLIO, short_help="What the rules say of all open deals together."
    )(_portfolio)
    app.command("coverage", help=helps.COVERAGE, short_help="Which combinations have advice of their own.")(
        _coverage
    )
    app.command("docs", help=helps.DOCS, short_help="Pages made from the rules: method, coverage.")(_docs)


def _portfolio(
    context: typer.Context,
    told: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME=VALUE]...", help="Facts of the portfolio itself.")
    ] = None,
    owner: Annotated[
        str | None, typer.Option("--owner", metavar="WHO", help="Only the deals of this owner.")
    ] = None,
    today: TodayOption = None,
    format_: FormatOption = "text",
    lang: LangOption = None,
) -> Job:
    """What the rules say of all open deals together."""
    from advisor.cli.manager import portfolio

    return lambda: portfolio(owner, told or [], today, format_, language(context, lang))


def _docs(
    page: Annotated[str, typer.Argument(metavar="method|coverage", help="Which page.")],
    write: Annotated[
        str | None,
        typer.Option("--write", metavar="DIR", help="Write it into this folder instead of printing it."),
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="Exit with 1 when the page in docs/ (or --write DIR) is out of date."),
    ] = False,
) -> Job:
    """Pages made from the rules: method, coverage."""
    from advisor.cli.manager import docs

    return lambda: docs(page, check, write)


def _coverage() -> Job:
    """Which combinations of two facts have advice of their own, and which fall back."""
    from advisor.cli.manager import docs

    return lambda: docs("coverage", check=False, folder=None)
