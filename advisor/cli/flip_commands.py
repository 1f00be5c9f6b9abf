"""The commands that ask what would change: flip, sensitivity."""

from typing import Annotated

import typer

from advisor.cli.options import DealArgument, FormatOption, Job, LangOption, TodayOption, language

WidthOption = Annotated[str | None, typer.Option("--width", metavar="N", help="Columns of a line.")]


def flip_command(
    context: typer.Context,
    deal: DealArgument,
    goal: Annotated[
        str | None,
        typer.Argument(metavar="[PLAY|RULE|FACT=VALUE]", help="What shall come true; the way out otherwise."),
    ] = None,
    changeable_by: Annotated[
        str | None,
        typer.Option("--changeable-by", metavar="us|buyer|anyone", help="Whose changes count; else both."),
    ] = None,
    format_: FormatOption = "text",
    today: TodayOption = None,
    width: WidthOption = None,
    lang: LangOption = None,
) -> Job:
    """Say what would make something come true: the fewest changes that are enough."""
    from advisor.cli.flip import FlipWish, flip

    wish = FlipWish(deal, goal, changeable_by, format_, today, width, language(context, lang))
    return lambda: flip(wish)


def sensitivity_command(
    context: typer.Context,
    deal: DealArgument,
    fact: Annotated[
        str | None,
        typer.Argument(metavar="[FACT]", help="A result; those of the page that rest on scores otherwise."),
    ] = None,
    format_: FormatOption = "text",
    today: TodayOption = None,
    width: WidthOption = None,
    lang: LangOption = None,
) -> Job:
    """Say how firm a result is: the smallest differences in what was told that would change it."""
    from advisor.cli.flip import SensitivityWish, sensitivity

    wish = SensitivityWish(deal, fact, format_, today, width, language(context, lang))
    return lambda: sensitivity(wish)
