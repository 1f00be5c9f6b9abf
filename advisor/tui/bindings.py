"""Key bindings of a place, generated from the command registry."""

from textual.binding import Binding, BindingType

from advisor.tui.commands import Place, commands_at


def bindings(place: Place) -> list[BindingType]:
    """Return a binding for every key of every command that works in a place."""
    made: dict[str, Binding] = {}
    for command in commands_at(place):
        for key in command.all_keys():
            action = f"command('{command.id}')"
            if command.id == "pick":
                action = f"pick({int(key)})"
            made.setdefault(key, Binding(key, action, command.title.en, show=False))
    return [*made.values()]
