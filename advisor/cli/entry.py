"""From a command line to an exit code.

0 fine; 1 findings or failed tests; 2 the command cannot work as it was typed; 3 damaged data or a failing
engine; 130 interrupted; 141 the reader of a pipe went away. An error is told in words on the error stream;
the traceback of a defect of ours is printed only with `ADVISOR_DEBUG=1`.
"""

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from advisor.cli import out
from advisor.errors import (
    AdvisorError,
    FactError,
    RulebookError,
    UnknownDeal,
    UsageError,
)

if TYPE_CHECKING:
    from advisor.cli.brief import Wish

FINDINGS, USAGE, FAILED, INTERRUPTED, CLOSED = 1, 2, 3, 130, 141
DEBUG = "ADVISOR_DEBUG"


def run(args: Sequence[str]) -> int:
    """Run one command line and return its exit code. Never raises for what a user can cause."""
    out.prepare()
    try:
        code = _job(list(args))()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return CLOSED
    except AdvisorError as error:
        return _told(error)
    except Exception as error:
        return _defect(error)
    return code


def _job(args: list[str]) -> Callable[[], int]:
    """Return what a command line asks for; the quick ones are recognised without a parser library."""
    if not args:
        from advisor.cli.start import start

        return start
    from advisor.cli.quick import brief_wish

    wish = brief_wish(args)
    if wish is None:
        from advisor.cli.app import parsed

        return parsed(args)

    return lambda: _brief(wish)


def _brief(wish: "Wish") -> int:
    """Print a brief. What it takes is small and soon gone, so nothing is spent on looking for garbage."""
    import gc

    from advisor.cli.brief import brief

    collecting = gc.isenabled()
    gc.disable()
    try:
        return brief(wish)
    finally:
        if collecting:
            gc.enable()


def code_of(error: AdvisorError) -> int:
    """Return the exit code of an error."""
    if isinstance(error, RulebookError):
        return FINDINGS
    return USAGE if isinstance(error, (UsageError, FactError, UnknownDeal)) else FAILED


def _told(error: AdvisorError) -> int:
    try:
        sys.stdout.flush()
        out.error(error)
    except BrokenPipeError:
        _drop_output()
    if os.environ.get(DEBUG):
        _traceback(error)
    return code_of(error)


def _defect(error: Exception) -> int:
    out.usage(
        f"something went wrong that should not: {type(error).__name__}: {error}",
        f"run it again with {DEBUG}=1 and send us what it prints; the deals are as they were",
    )
    if os.environ.get(DEBUG):
        _traceback(error)
    return FAILED


def _traceback(error: Exception) -> None:
    import traceback

    for text in traceback.format_exception(error):
        for part in text.rstrip("\n").split("\n"):
            out.said(part)


def _drop_output() -> None:
    """Send what is still to come nowhere, so that Python does not complain about the pipe at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError, AttributeError):
            continue  # not a real file: there is nothing to complain about
