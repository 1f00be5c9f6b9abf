"""A bar of one line; clicking one of its items is like pressing its key."""

from textual import events

from advisor.tui.widgets.page import Page


class Bar(Page, can_focus=False):
    """Shows one line and never takes the focus."""

    MARGIN = 0

    def on_click(self, event: events.Click) -> None:
        """Open what was clicked."""
        at = event.get_content_offset(self)
        item = self._item_at(at.x, 0) if at is not None else ""
        if item:
            self.post_message(self.Opened(self, item))
