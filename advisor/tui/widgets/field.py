"""A text field that shows what was typed or pasted without letting it act on the terminal."""

from textual.widgets import Input

from advisor.cells import show


class Field(Input):
    """An input of one line; control characters that were pasted become visible text."""

    def validate_value(self, value: str) -> str:
        """Make the text safe before it is painted."""
        return show(value)
