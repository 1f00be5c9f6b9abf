"""A page of styled lines with a cursor that moves from item to item.

Lines are painted cell by cell from spans, so text can neither be parsed as markup nor carry an action.
Styles are component classes of the screen (once there, not once in every page, because each costs start
time), so every colour stands in the style sheets.
"""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from advisor.tui.pages.line import STYLES, Line

LINE_CLASSES = frozenset(f"line--{style}" for style in (*STYLES, "cursor"))
"""The component classes a screen with pages must declare."""

Maker = Callable[[int], Sequence[Line]]
"""Makes the lines of a page for a width in cells."""


class Page(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows lines, marks the item under the cursor, and scrolls so that it can be seen.

    `cursor_pages`: whether the cursor goes along when the page is turned (lists) or stays (texts).
    `eager`: whether the cursor starts on the first item of itself; otherwise the owner says where it is.
    """

    MARGIN = 1
    """Cells kept free between the text and the scroll bar."""

    class Moved(Message):
        """The cursor went to another item."""

        def __init__(self, page: "Page", item: str) -> None:
            """Tell which page and which item."""
            super().__init__()
            self.page = page
            self.item = item

    class Opened(Message):
        """The item under the cursor was clicked."""

        def __init__(self, page: "Page", item: str) -> None:
            """Tell which page and which item."""
            super().__init__()
            self.page = page
            self.item = item

    def __init__(self, id: str, mark: str = "▸", cursor_pages: bool = False, eager: bool = False) -> None:
        """Start empty; `mark` is drawn in the gutter beside the cursor's item."""
        super().__init__(id=id)
        self.mark = mark
        self.eager = eager
        self.cursor_pages = cursor_pages
        self.cursor = ""
        self._make: Maker = lambda width: ()
        self._lines: Sequence[Line] = ()
        self._spots: dict[str, tuple[int, int]] = {}
        self._about = ""
        self._made_for = 0
        self._base: Style | None = None

    @property
    def items(self) -> list[str]:
        """The items of the page, in order."""
        return list(self._spots)

    def show(self, make: Maker, cursor: str = "", about: str = "") -> None:
        """Show what `make` returns for the page's width; a page about something else starts at its top."""
        self._make = make
        self._put(cursor)
        self._remake()
        if about != self._about:
            self._about = about
            self.scroll_to(y=0, animate=False)
        self._reveal()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines, for pages that are as high as their text."""
        return len(self._make(width - self.MARGIN))

    def move(self, step: int) -> None:
        """Move the cursor by items; beyond the first and the last one the page scrolls."""
        names = self.items
        at = names.index(self.cursor) if self.cursor in names else -1 if step > 0 else len(names)
        if 0 <= at + step < len(names):
            self.go(names[at + step])
        else:
            self.scroll_relative(y=step, animate=False)

    def go(self, item: str) -> None:
        """Put the cursor on an item of the page."""
        if item in self._spots and item != self.cursor:
            self._put(item)
            self._reveal()
            self.post_message(self.Moved(self, item))

    def _put(self, item: str) -> None:
        """Put the cursor on an item and paint only the two lines that this changes."""
        for changed in {self.cursor, item} if item != self.cursor else ():
            if changed in self._spots:
                self.refresh_line(self._spots[changed][0])
        self.cursor = item

    def turn(self, step: int) -> None:
        """Turn the page up or down."""
        height = max(self.scrollable_content_region.height - 1, 1)
        self.scroll_relative(y=step * height, animate=False)
        if self.cursor_pages and self._spots:
            names = self.items
            at = names.index(self.cursor) if self.cursor in names else 0
            self.go(names[min(max(at + step * height, 0), len(names) - 1)])

    def render_line(self, y: int) -> Strip:
        """Paint one line of the visible part."""
        if self._made_for != self.scrollable_content_region.width:
            self._remake()  # painted before it was told its size
        row = y + self.scroll_offset.y
        line = self._lines[row] if row < len(self._lines) else ()
        marked = bool(self.cursor) and self._spots.get(self.cursor, (-1, -1))[0] == row
        segments = []
        for style, text, item in line:
            names = [f"line--{style}"]
            if marked and item == self.cursor:
                names.append("line--cursor")
                text = self.mark if style == "gutter" else text
            segments.append(Segment(text, self._style(*names)))
        whole = marked and all(part.item == self.cursor for part in line)
        rest = self._style("line--text", "line--cursor") if whole else self._style("line--text")
        return Strip(segments).adjust_cell_length(self.size.width, rest)

    def _style(self, *names: str) -> Style:
        """Return what the style sheets say for a line's style on this page's background."""
        if self._base is None:
            self._base = self.rich_style
        return self._base + self.screen.get_component_rich_style(*names, partial=True)

    def notify_style_update(self) -> None:
        """Forget the background when the style sheets or the theme change."""
        self._base = None
        super().notify_style_update()

    def on_resize(self) -> None:
        """Write the lines anew for the new width."""
        self._remake()
        self._reveal()

    def on_show(self) -> None:
        """Write the lines when a page that was hidden comes back."""
        self.on_resize()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked item; a click on the cursor's item opens it."""
        at = event.get_content_offset(self)
        item = self._item_at(at.x, at.y + self.scroll_offset.y) if at is not None else ""
        if item and item == self.cursor:
            self.post_message(self.Opened(self, item))
        elif item:
            self.go(item)

    def _item_at(self, x: int, row: int) -> str:
        """Return the item painted at a place of the page."""
        from advisor.cells import width

        for _, text, item in self._lines[row] if 0 <= row < len(self._lines) else ():
            x -= width(text)
            if x < 0:
                return item
        return ""

    def _remake(self) -> None:
        """Make the lines for the width there is, and note where each item stands."""
        self._made_for = self.scrollable_content_region.width
        width = self._made_for - self.MARGIN
        if width <= 0:
            return
        lines = self._make(width)
        if lines is not self._lines and lines != self._lines:
            self._lines = lines
            self._spots = {}
            for row, line in enumerate(lines):
                for _, _, item in line:
                    if item:
                        self._spots[item] = (self._spots.get(item, (row, row))[0], row)
            self.refresh()
        self.virtual_size = Size(width + self.MARGIN, len(lines))
        if self.eager and self.cursor not in self._spots:
            self._put(next(iter(self._spots), ""))

    def _reveal(self) -> None:
        """Scroll so that the cursor's item can be seen, from its first line on."""
        first, last = self._spots.get(self.cursor, (-1, -1))
        height = self.scrollable_content_region.height
        if first < 0 or height <= 0:
            return
        top = self.scroll_offset.y
        if last >= top + height:
            top = last - height + 1
        if first < top:
            top = first
        if first == min((spot[0] for spot in self._spots.values()), default=0) and first < height:
            top = 0  # the first item brings the words above it along
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False)
