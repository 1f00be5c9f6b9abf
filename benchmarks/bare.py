"""The smallest Textual app: what a terminal program of this kind costs before it does anything."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        yield Static("nothing but this line")


if __name__ == "__main__":
    Bare().run()
