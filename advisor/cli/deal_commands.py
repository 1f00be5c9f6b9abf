"""Commands about deals: brief, deals, show, set, undo."""

from typing import Annotated

import typer

from advisor.cli import helps
from advisor.cli.flip_commands import flip_command, sensitivity_command
from advisor.cli.options import DealArgument, FormatOption, Job, LangOption, TodayOption, language


def add(app: typer.Typer) -> None:
    """Add the commands, in the order of the help."""
    app.command("brief", help=helps.BRIEF, short_help="One page before the meeting.")(_brief)
    app.command("deals", short_help="All deals, the next meetings first.")(_deals)
    app.command("show", help=helps.SHOW, short_help="What is known of a deal, and what follows.")(_show)
    app.command("rivals", help=helps.RIVALS, short_help="The board from the other side.")(_rivals)
    app.command("changes", help=helps.CHANGES, short_help="Why the advice changed, and by whom.")(_changes)
    app.command("why", help=helps.WHY, short_help="Why, and why not: down to the facts.")(_why)
    app.command("new", help=helps.NEW, short_help="Begin a deal.")(_new)
    app.command("set", help=helps.SET, short_help="Record what you learned.")(_set)
    app.command("whatif", help=helps.WHATIF, short_help="Try facts without saving them.")(_whatif)
    app.command("flip", help=helps.FLIP, short_help="What would flip the advice.")(flip_command)
    app.command("sensitivity", help=helps.SENSITIVITY, short_help="How firm a result is.")(
        sensitivity_command
    )
    app.command("debrief", help=helps.DEBRIEF, short_help="One minute after the meeting.")(_debrief)
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
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="The page of that day, with what was known then."),
    ] = None,
) -> Job:
    """Print one page about a deal: where it stands, what to do, what to ask, and why."""
    from advisor.cli.brief import Wish, brief

    wish = Wish(deal, facts, language(context, lang), format_, today, width, as_of)
    return lambda: brief(wish)


def _changes(
    context: typer.Context,
    deal: DealArgument,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="The day to compare with; the last meeting otherwise."),
    ] = None,
    today: TodayOption = None,
    format_: FormatOption = "text",
    width: Annotated[str | None, typer.Option("--width", metavar="N", help="Columns of a line.")] = None,
    lang: LangOption = None,
) -> Job:
    """Say why the advice changed: by which facts, rules and parameters, and by whom."""
    from advisor.cli.looking_back import ChangesWish, changes

    wish = ChangesWish(deal, since, today, format_, width, language(context, lang))
    return lambda: changes(wish)


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


def _rivals(
    context: typer.Context,
    deal: DealArgument,
    rival: Annotated[
        str | None, typer.Argument(metavar="[RIVAL]", help="One of its rivals; all of them otherwise.")
    ] = None,
    flip: Annotated[
        bool, typer.Option("--flip", help="The page as this rival's advisor would have it.")
    ] = False,
    format_: FormatOption = "text",
    today: TodayOption = None,
    width: Annotated[str | None, typer.Option("--width", metavar="N", help="Columns of a line.")] = None,
    lang: LangOption = None,
) -> Job:
    """Show the board from the other side."""
    from advisor.cli.rivals import Wish, rivals

    wish = Wish(deal, rival, flip, today, language(context, lang), format_, width)
    return lambda: rivals(wish)


def _why(
    context: typer.Context,
    deal: DealArgument,
    what: Annotated[
        str | None,
        typer.Argument(metavar="[PLAY|RULE|FACT]", help="What to explain; the page's actions otherwise."),
    ] = None,
    format_: FormatOption = "text",
    today: TodayOption = None,
    width: Annotated[str | None, typer.Option("--width", metavar="N", help="Columns of a line.")] = None,
    lang: LangOption = None,
) -> Job:
    """Say why a line is on the page, or why it is not, down to who said what and when."""
    from advisor.cli.why import Wish, why

    wish = Wish(deal, what, today, language(context, lang), format_, width)
    return lambda: why(wish)


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


def _whatif(
    context: typer.Context,
    deal: DealArgument,
    assignments: Annotated[
        list[str],
        typer.Argument(metavar="PATH=VALUE...", help="What may be so; 'unknown' takes a fact back."),
    ],
    keep: Annotated[bool, typer.Option("--keep", help="Record it after showing it.")] = False,
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="Who said it, where it is kept.")] = "",
    note: Annotated[
        str,
        typer.Option("--note", metavar="TEXT", help="The evidence, or the reason for typing over a rule."),
    ] = "",
    new: Annotated[
        bool, typer.Option("--new", help="With persons, rivals and so on that are not there yet.")
    ] = False,
    today: TodayOption = None,
    format_: FormatOption = "text",
    width: Annotated[str | None, typer.Option("--width", metavar="N", help="Columns of a line.")] = None,
    lang: LangOption = None,
) -> Job:
    """Show the advice before and after some facts; nothing is saved without `--keep`."""
    from advisor.cli.whatif import Wish, whatif

    told = (keep, by, note, new, today, format_, width, language(context, lang))
    wish = Wish(deal, tuple(assignments), *told)
    return lambda: whatif(wish)


def _debrief(
    context: typer.Context,
    deal: DealArgument,
    talk: Annotated[
        bool, typer.Option("--talk", help="About a conversation of today, not the last meeting.")
    ] = False,
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="Who says it.")] = "",
    answers: Annotated[
        str | None,
        typer.Option("--answers", metavar="FILE", help="PATH=VALUE lines; - is the standard input."),
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="Add the persons and so on in FILE that are not there yet.")
    ] = False,
    form: Annotated[bool, typer.Option("--form", help="Print the questions as a file to fill in.")] = False,
    today: TodayOption = None,
    format_: FormatOption = "text",
    width: Annotated[str | None, typer.Option("--width", metavar="N", help="Columns of a line.")] = None,
    lang: LangOption = None,
) -> Job:
    """Ask what a meeting brought, record it, and show what that changes."""
    from advisor.cli.debrief import Wish, debrief

    told = (talk, by, answers, new, form, today, format_, width, language(context, lang))
    wish = Wish(deal, *told)
    return lambda: debrief(wish)


def _undo(
    context: typer.Context,
    deal: DealArgument,
    path: Annotated[
        str, typer.Argument(metavar="[PATH]", help="The fact whose last change is taken back; any otherwise.")
    ] = "",
    lang: LangOption = None,
) -> Job:
    """Take the last change of a deal back, or that of one fact; again and again, up to how it began."""
    from advisor.cli.record import undo

    return lambda: undo(deal, path, language(context, lang))
