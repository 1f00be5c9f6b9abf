"""Commands about deals: brief, deals, show, set, undo."""

from typing import Annotated

import typer

from advisor.cli import helps
from advisor.cli.options import DealArgument, FormatOption, Job, LangOption, TodayOption, language


def add(app: typer.Typer) -> None:
    """Add the commands, in the order of the help."""
    app.command("brief", help=helps.BRIEF, short_help="One page before the meeting.")(_brief)
    app.command("deals", short_help="All deals, the next meetings first.")(_deals)
    app.command("show", help=helps.SHOW, short_help="What is known of a deal, and what follows.")(_show)
    app.command("new", help=helps.NEW, short_help="Begin a deal.")(_new)
    app.command("set", help=helps.SET, short_help="Record what you learned.")(_set)
    app.command("undo", short_help="Take the last change of a deal back.")(_undo)


def _brief(
    context: typer.Context,
    deal: Annotated[
        str | None, typer.Argument(metavar="[DEAL]", help="Its id, its name, or the beginning of either.")
    ] = None,
    facts: Annotated[
        str | None, typer.Option("--facts", metavar="FILE", help="Facts from a file; nothing is stored.")
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="text|md|json", help="How it is printed.")
    ] = "text",
    today: TodayOption = None,
    width: Annotated[str | None, typer.Option("--width", metavar="N", help="Columns of a line.")] = None,
    lang: LangOption = None,
) -> Job:
    """Print one page about a deal: where it stands, what to do, what to ask, and why."""
    from advisor.cli.brief import Wish, brief

    wish = Wish(deal, facts, language(context, lang), format_, today, width)
    return lambda: brief(wish)


def _deals(
    context: typer.Context, today: TodayOption = None, format_: FormatOption = "text", lang: LangOption = None
) -> Job:
    """List all deals: the next meetings first, then those that are over, then the quiet ones."""
    from advisor.cli.deals import deals

    return lambda: deals(today, format_, language(context, lang))


def _show(
    context: typer.Context,
    deal: DealArgument,
    all_: Annotated[bool, typer.Option("--all", help="Also the facts nobody knows yet.")] = False,
    today: TodayOption = None,
    lang: LangOption = None,
) -> Job:
    """List the facts of a deal: value, who said it and when, and what follows from the rules."""
    from advisor.cli.deals import show

    return lambda: show(deal, all_, today, language(context, lang))


def _new(
    context: typer.Context,
    deal: Annotated[str, typer.Argument(metavar="ID", help="A short name that stays: what commands take.")],
    assignments: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH=VALUE]...", help="What is known already.")
    ] = None,
    facts: Annotated[str | None, typer.Option("--facts", metavar="FILE", help="Facts from a file.")] = None,
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="Who said it.")] = "",
    today: TodayOption = None,
    lang: LangOption = None,
) -> Job:
    """Begin a deal."""
    from advisor.cli.record import NewWish, new

    wish = NewWish(deal, tuple(assignments or ()), facts, by, today, language(context, lang))
    return lambda: new(wish)


def _set(
    context: typer.Context,
    deal: DealArgument,
    assignments: Annotated[
        list[str], typer.Argument(metavar="PATH=VALUE...", help="What is known now; 'unknown' takes it back.")
    ],
    source: Annotated[
        str, typer.Option("--source", metavar="typed|debrief|import", help="How it came in.")
    ] = "typed",
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day it was true; today otherwise.")
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="Who said it.")] = "",
    note: Annotated[
        str,
        typer.Option(
            "--note", metavar="TEXT", help="The evidence; for a value typed over a rule, the reason."
        ),
    ] = "",
    new: Annotated[
        bool, typer.Option("--new", help="Add the persons, rivals and so on that are not there yet.")
    ] = False,
    today: TodayOption = None,
    lang: LangOption = None,
) -> Job:
    """Record facts of a deal, all of them or none."""
    from advisor.cli.record import Wish, set_facts

    wish = Wish(deal, tuple(assignments), source, on, by, note, new, today, language(context, lang))
    return lambda: set_facts(wish)


def _undo(context: typer.Context, deal: DealArgument, lang: LangOption = None) -> Job:
    """Take the last change of a deal back; again and again, up to how it began."""
    from advisor.cli.record import undo

    return lambda: undo(deal, language(context, lang))
