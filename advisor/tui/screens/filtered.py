"""A page of lines with a field above it that finds lines by their words."""

from textual import on
from textual.widgets import Input

from advisor.tui.screens.door import Door
from advisor.tui.state import State
from advisor.tui.widgets.field import Field
from advisor.tui.words import say


class Filtered(Door, inherit_bindings=False):
    """Lines that can be found by their words."""

    def __init__(self) -> None:
        """Make the field."""
        super().__init__()
        self.field = Field(id="field", max_length=100)

    @property
    def query_text(self) -> str:
        """What was typed to find lines."""
        return self.field.value

    @property
    def typing(self) -> bool:
        """Whether letters go into the field."""
        return self.field.has_focus

    def show(self, state: State) -> None:
        """Say how lines are found."""
        super().show(state)
        self.field.placeholder = say("filter_hint", state.lang)

    def on_descendant_focus(self) -> None:
        """Show the keys that work where the focus is now."""
        self.keys.show(self._keys)
        self.keys.refresh()

    @on(Input.Changed)
    def refilter(self) -> None:
        """Show what matches."""
        self.show(self.host.state)

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the lines that were found."""
        event.stop()
        self.page.focus()

    def do_filter(self) -> None:
        """Go to the field."""
        self.field.focus()

    def unfilter(self) -> bool:
        """Show all lines again; `False` when all are shown and the field is not in use."""
        if not (self.field.value or self.field.has_focus):
            return False
        self.field.value = ""
        self.page.focus()
        return True
