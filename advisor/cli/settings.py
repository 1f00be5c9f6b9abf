"""What a command takes from its options and from the environment: language, day, width."""

import os
import sys
from collections.abc import Sequence
from datetime import date

from advisor.errors import FactError, UsageError
from advisor.labels import LANGS, Lang

WIDEST = 100
NARROWEST = 40
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def lang_of(text: str | None) -> Lang:
    """Return the language asked for, else that of the locale: Chinese for `zh*`, English otherwise."""
    if text is not None:
        return "zh" if one_of("--lang", text, LANGS) == "zh" else "en"
    named = next((value for name in LOCALE if (value := os.environ.get(name))), "")
    return "zh" if named.casefold().startswith("zh") else "en"


def day_of(text: str | None) -> date:
    """Return the day asked for, else today. The one place where the commands read the calendar."""
    if text is None:
        return date.today()
    from advisor.facts.literals import day

    try:
        return day(text)
    except FactError as error:
        raise UsageError(error.message, hint=error.hint) from None


def width_of(text: str | None) -> int:
    """Return the cells of a line: as asked, else the terminal's, at most 100."""
    if text is not None:
        if not (text.isascii() and text.isdigit() and NARROWEST <= int(text[:6]) <= 1000):
            raise UsageError(
                f"'{text[:20]}' is not a width", hint=f"a number of columns from {NARROWEST} to 1000"
            )
        return int(text)
    columns = terminal_size()[0]
    return max(NARROWEST, min(columns, WIDEST)) if columns else WIDEST


def terminal_size() -> tuple[int, int]:
    """Return the columns and lines of the terminal; zeros where there is none."""
    try:
        return os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return 0, 0


def one_of(option: str, text: str, known: Sequence[str]) -> str:
    """Return a word of a closed list. Raises `UsageError` naming the words."""
    if text not in known:
        raise UsageError(f"'{text[:40]}' is no value of {option}", hint=f"one of {', '.join(known)}")
    return text
