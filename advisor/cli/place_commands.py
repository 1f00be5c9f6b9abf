"""Commands about places: demo, init, doctor."""

from typing import Annotated

import typer

from advisor.cli import helps
from advisor.cli.options import Job, LangOption, language


def add(app: typer.Typer) -> None:
    """Add the commands, in the order of the help."""
    app.command("demo", help=helps.DEMO, short_help="A workspace with example deals.")(_demo)
    app.command("demo-run", hidden=True)(_demo_run)
    app.command("init", short_help="A workspace for your own deals.")(_init)
    app.command("doctor", short_help="Look at everything the advisor needs.")(_doctor)


def _demo(
    context: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="[DIR]", help="A new folder.")] = "advisor-demo",
    open_: Annotated[bool, typer.Option("--open", help="Open it at once.")] = False,
    lang: LangOption = None,
) -> Job:
    """Make a workspace with example deals, their meetings in the days to come."""
    from advisor.cli.places import demo

    return lambda: demo(folder, open_, language(context, lang))


def _demo_run(context: typer.Context, lang: LangOption = None) -> Job:
    """Open a fresh demo workspace in the cache folder."""
    from advisor.cli.places import demo_run

    return lambda: demo_run(language(context, lang))


def _init(folder: Annotated[str, typer.Argument(metavar="DIR", help="A new or empty folder.")]) -> Job:
    """Make a workspace for your own deals."""
    from advisor.cli.places import init

    return lambda: init(folder)


def _doctor() -> Job:
    """Look at everything the advisor needs: Python, engine, rules, deals, cache. Changes nothing."""
    from advisor.cli.doctor import doctor

    return lambda: doctor()
