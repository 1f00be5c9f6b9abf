"""What every screen does the same way: bars, keys, moving about, and asking the app for things."""

from collections.abc import Iterator
from typing import Any, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from advisor.tui.commands import COMMANDS, Place
from advisor.tui.pages.bar import key_bar, top_bar
from advisor.tui.pages.line import Line, Look
from advisor.tui.screens.host import Host
from advisor.tui.state import State
from advisor.tui.widgets.bar import Bar
from advisor.tui.widgets.page import LINE_CLASSES, Page
from advisor.tui.wishes import Wish


class Door(Screen[str], inherit_bindings=False):
    """A screen with a title bar, a key bar and pages between them."""

    PLACE: ClassVar[Place] = ""
    COMPONENT_CLASSES: ClassVar[set[str]] = set(LINE_CLASSES)

    def __init__(self) -> None:
        """Make the two bars; subclasses make their pages."""
        super().__init__()
        self.top = Bar("top")
        self.keys = Bar("keys")

    def compose(self) -> ComposeResult:
        """Stack the bars around the body."""
        yield self.top
        yield from self.body()
        yield self.keys

    def body(self) -> Iterator[Widget]:
        """Yield what stands between the bars."""
        raise NotImplementedError

    def show(self, state: State) -> None:
        """Show a new state; subclasses show their pages and call this for the bars."""
        self.top.show(lambda width: top_bar(state, Look(width, state.lang, state.plain)))
        self.keys.show(self._keys)

    def _keys(self, width: int) -> list[Line]:
        """Return the key bar as it is now."""
        return key_bar(self.PLACE, self.host.state, self.look(width), self.hidden(), self.typing)

    @property
    def typing(self) -> bool:
        """Whether letters go into a field, so that only safe keys work."""
        return False

    def hidden(self) -> frozenset[str]:
        """Return the commands that make no sense here now."""
        return frozenset()

    @property
    def host(self) -> Host:
        """The app, as far as a screen knows it."""
        return cast(Host, self.app)

    @property
    def page(self) -> Page:
        """The page that keys move about in."""
        raise NotImplementedError

    def look(self, width: int) -> Look:
        """Return the look of a page of some width."""
        state = self.host.state
        return Look(width, state.lang, state.plain)

    def on_mount(self) -> None:
        """Show what there is as soon as the widgets exist."""
        mark = (self.host.state.plain and ">") or "▸"
        for page in self.query(Page):
            page.mark = mark
        self.show(self.host.state)

    def wishes(self) -> tuple[Wish[Any], ...]:
        """Return what the screen wishes to be worked out for it."""
        return ()

    def on_screen_resume(self) -> None:
        """Have worked out what is missing or out of date, when the screen comes to the top."""
        self.host.want(*self.wishes())

    def settled(self, trouble: str) -> bool:
        """Take note that a change was saved, or why not; `True` when the screen has shown the trouble."""
        return False

    def run(self, id: str) -> None:
        """Run a command here, or say why it is off."""
        state = self.host.state
        reason = COMMANDS[id].off(state)
        if reason is not None:
            self.host.toast(reason.text(state.lang), "warning")
        else:
            getattr(self, f"do_{id}")()

    def action_command(self, id: str) -> None:
        """Run the command of a key."""
        self.run(id)

    def action_pick(self, digit: int) -> None:
        """Go to the line a digit stands for."""
        self.pick(digit)

    @on(Page.Opened)
    def clicked(self, event: Page.Opened) -> None:
        """Run what was clicked in a bar; open what was clicked in a page."""
        event.stop()
        kind, _, id = event.item.partition(":")
        if kind == "command" and isinstance(event.page, Bar):
            self.run(id)
        else:
            self.do_open()

    def pick(self, digit: int) -> None:
        """Go to the line a digit stands for; screens without digits ignore it."""

    def do_pick(self) -> None:
        """Picking needs a digit: from the list of commands it goes to the first line."""
        self.pick(1)

    def do_open(self) -> None:
        """Open what was clicked; screens on which nothing opens ignore it."""

    def do_reload(self) -> None:
        """Read everything again."""
        self.host.reload()

    def do_language(self) -> None:
        """Go to the other language."""
        self.host.switch_language()

    def do_theme(self) -> None:
        """Go to the other colours."""
        self.host.switch_theme()

    def do_help(self) -> None:
        """List the keys of this place."""
        self._find(deals=False)

    def do_palette(self) -> None:
        """List commands and deals."""
        self._find(deals=True)

    def _find(self, deals: bool) -> None:
        """Open the list and do what was chosen there."""
        from advisor.tui.screens.find import FindScreen

        self.app.clear_notifications()
        self.app.push_screen(FindScreen(self.PLACE, deals), self._found)

    def _found(self, item: str | None) -> None:
        """Do what was chosen in the list."""
        kind, _, id = (item or "").partition(":")
        if kind == "command":
            self.run(id)
        elif kind == "deal":
            self.host.choose(id)
            self.open_deal()

    def open_deal(self) -> None:
        """Show the chosen deal's brief from the deal list on, so that going back leads there."""
        home = self.app.screen_stack[0]
        while self.app.screen is not home:
            self.app.pop_screen()
        cast(Door, home).open_deal()

    def do_back(self) -> None:
        """Leave the screen."""
        self.dismiss()

    def do_quit(self) -> None:
        """Leave the program."""
        self.app.exit()

    def do_down(self) -> None:
        """Go to the next line."""
        self.page.move(1)

    def do_up(self) -> None:
        """Go to the line before."""
        self.page.move(-1)

    def do_page_down(self) -> None:
        """Go one page down."""
        self.page.turn(1)

    def do_page_up(self) -> None:
        """Go one page up."""
        self.page.turn(-1)

    def check_action(self, action: str, parameters: tuple[Any, ...]) -> bool | None:
        """Every command may be tried: one that is off answers with its reason."""
        return True
