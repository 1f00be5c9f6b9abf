"""What a command is, and the places where keys are pressed."""

from collections.abc import Callable
from typing import NamedTuple

from advisor.labels import Label
from advisor.tui.state import State, never_off

Place = str
"""Where a key is pressed: the name of a screen, such as `home` or `why`."""

BRIEFS = frozenset({"home", "brief"})
"""Where the chosen deal's brief is read."""

LISTS = frozenset({"why_not", "rivals", "changed", "flips"})
"""Pages about one deal whose lines can be opened."""

PAGES = BRIEFS | LISTS | {"why"}
ASKING = frozenset({"answer", "value", "debrief"})
"""Where a question is answered."""

SCREENS = PAGES | {"what_if", "chair", "debrief", "debriefed"}
"""Everything but dialogs."""

ALL = SCREENS | {"answer", "value", "find"}


class Command(NamedTuple):
    """One thing the user can do.

    `keys` are easy to remember, `safe` pass an input method; both are the screen library's key names
    separated by commas; `shown` is how people read the two. `where` lists the places it works in. `off`
    gives the reason why it cannot run now. `bar` is its importance for the key bar (1 first, 0 never there).
    """

    id: str
    title: Label
    help: Label
    keys: str
    safe: str
    shown: tuple[str, str]
    where: frozenset[Place] = PAGES
    off: Callable[[State], Label | None] = never_off
    bar: int = 0

    def all_keys(self) -> list[str]:
        """Return every key name of the command, with full-width forms of single characters."""
        names = [name for name in (*self.keys.split(","), *self.safe.split(",")) if name]
        wide = [chr(ord(name) + 0xFEE0) for name in names if len(name) == 1 and "!" <= name <= "~"]
        return list(dict.fromkeys([*names, *wide]))
