"""What the commands print: everything from deals, rules and errors passes `cells.show`; nothing is markup."""

import os
import sys
from typing import TextIO

from advisor.cells import show
from advisor.errors import AdvisorError, Finding, RulebookError

SHOWN = 10
"""Findings printed when a command cannot go on; 'advisor check' prints all of them."""


def prepare() -> None:
    """Have both streams write what the terminal's encoding cannot hold as an escape instead of failing."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed before we began: there is nobody to tell
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - until the end
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def line(text: str = "") -> None:
    """Print one line, made harmless; line ends inside become spaces."""
    sys.stdout.write(show(text) + "\n")


def page(text: str) -> None:
    """Print a text of several lines that its maker has already made harmless."""
    sys.stdout.write(text)


def said(text: str) -> None:
    """Tell the user something that is no result: it goes to the error stream."""
    sys.stderr.write(show(text) + "\n")


def error(problem: AdvisorError) -> None:
    """Print an error with its place and its hint, or the findings it is about."""
    if isinstance(problem, RulebookError):
        _problems(problem.findings)
        return
    place = f"{problem.place}: " if problem.place else ""
    _report(f"{place}{problem.message}", problem.hint)


def _problems(findings: tuple[Finding, ...]) -> None:
    """Print the first of the findings that keep files from being used."""
    number = len(findings)
    sys.stderr.write(f"advisor: {number} problem{'' if number == 1 else 's'} in the files this rests on\n")
    for found in findings[:SHOWN]:
        finding(found, sys.stderr)
    if number > SHOWN:
        sys.stderr.write(f"... and {number - SHOWN} more: 'advisor check' names all\n")


def usage(message: str, hint: str) -> None:
    """Print what is wrong with a command line."""
    _report(message, hint)


def finding(found: Finding, stream: TextIO | None = None) -> None:
    """Print a finding: place, how bad, what, its kind, and what to write instead."""
    to = stream or sys.stdout
    to.write(show(f"{found.place}  {found.severity}  {found.message}  [{found.kind}]") + "\n")
    if found.hint:
        to.write("    " + show(found.hint, newline="\n    ") + "\n")


def _report(message: str, hint: str) -> None:
    sys.stderr.write(f"advisor: {show(message)}\n")
    if hint:
        sys.stderr.write("    " + show(hint, newline="\n    ") + "\n")
