"""The command line as a whole: every command, its options and the help that teaches them.

Here a command line is only taken apart. Each command returns the work to do, which `entry` then runs, so that
errors, pipes and exit codes are dealt with in one place.
"""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from advisor.cli import deal_commands, manager_commands, options, place_commands, rule_commands
from advisor.cli.options import Job
from advisor.errors import UsageError

HELP = """Advice for key-account selling: one page before the meeting.

Every line of advice comes from a rule that stands in a text file.

\b
Start here:
  advisor demo --open            look around in a workspace with example deals
  advisor brief hospital         the page about a deal, ten minutes before the meeting
  advisor set hospital deal.our_share=60%
                                 record what you learned, and see the advice change
  advisor init DIR               a workspace for your own deals

\b
The language follows your locale; --lang en or --lang zh changes it.
Exit codes: 0 fine, 1 findings or failed tests, 2 wrong usage, 3 damaged data or a failing engine."""

EPILOG = "'advisor COMMAND --help' explains a command and shows examples."


def parsed(args: Sequence[str]) -> Job:
    """Return the work a command line asks for. Raises `UsageError` when it asks for none."""
    try:
        found = make()(list(args), prog_name="advisor", standalone_mode=False)
    except SystemExit as stop:  # the help could not be printed: its reader has gone
        return _ended(int(stop.code or 0) if not isinstance(stop.code, str) else 1)
    except Exception as error:
        raise _usage_error(error) or error from None
    if callable(found):
        job: Job = found
        return job
    return _ended(found if isinstance(found, int) else 0)


def make() -> Callable[..., Any]:
    """Return the Typer app."""
    app = typer.Typer(
        name="advisor", help=HELP, epilog=EPILOG, rich_markup_mode=None, pretty_exceptions_enable=False,
        add_completion=False, no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]},
    )  # fmt: skip
    app.callback(invoke_without_command=True)(_root)
    deal_commands.add(app)
    rule_commands.add(app)
    manager_commands.add(app)
    place_commands.add(app)
    return app


def _root(
    context: typer.Context,
    lang: options.LangOption = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> Job | None:
    context.obj = lang
    if version:
        return _version
    if context.invoked_subcommand is not None:
        return None

    def job() -> int:
        from advisor.cli.start import start

        return start(lang)

    return job


def _version() -> int:
    from advisor import __version__
    from advisor.cli import out

    out.line(f"advisor {__version__}")
    return 0


def _ended(code: int) -> Job:
    return lambda: code


def _usage_error(error: Exception) -> Exception | None:
    """Return the parser's complaint (its own or Click's, by Typer's version) as ours; None otherwise."""
    words = getattr(error, "format_message", None)
    if words is None:
        return KeyboardInterrupt() if type(error).__name__ == "Abort" else None  # type: ignore[return-value]
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "advisor"
    return UsageError(str(words()), hint=f"'{command} --help' shows how it is called")
