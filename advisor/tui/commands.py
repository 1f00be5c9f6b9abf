"""The one registry of commands: bindings, the key bar, the palette and the help page come from here.

Every command has a key that is easy to remember and one that gets through a Chinese input method (a
control key, a function key, Enter, Esc, arrows or digits), plus the full-width forms of its characters.
"""

from advisor.tui.command import ALL, BRIEFS, PAGES, SCREENS, Command, Place
from advisor.tui.commands_around import AROUND
from advisor.tui.commands_asking import ASKING
from advisor.tui.commands_explaining import EXPLAINING

COMMANDS: dict[str, Command] = {command.id: command for command in (*ASKING, *EXPLAINING, *AROUND)}

__all__ = ["ALL", "BRIEFS", "COMMANDS", "PAGES", "SCREENS", "Command", "Place", "commands_at"]


def commands_at(place: Place) -> list[Command]:
    """Return the commands of one place, in registry order."""
    return [command for command in COMMANDS.values() if place in command.where]
