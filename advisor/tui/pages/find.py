"""The searchable list of commands: every key of a place, or every command and deal by name."""

from collections.abc import Iterator

from advisor.cells import pad, width
from advisor.tui.commands import Command, Place, commands_at
from advisor.tui.pages.line import Line, Look, Span, hang, note, span
from advisor.tui.state import State
from advisor.tui.words import say

MOST_DEALS = 50
"""So many deals are enough to see that the search needs another letter."""


def find_page(place: Place, state: State, query: str, deals: bool, look: Look) -> list[Line]:
    """Return the commands that match what was typed; with `deals` also the deals of the list."""
    words = query.casefold().split()
    lines: list[Line] = []
    for command in commands_at(place):
        if _matches(words, _searched(command)):
            lines.extend(_command(command, state, look))
    if deals:
        lines.extend(_deals(words, state, look))
    return lines or note(say("find_none", look.lang), look)


def _searched(command: Command) -> str:
    """Return everything a command can be found by, in both languages."""
    texts = (*command.title, *command.help, *command.shown)
    return " ".join(texts).casefold()


def _matches(words: list[str], text: str) -> bool:
    """Whether every word that was typed occurs."""
    return all(word in text for word in words)


def _command(command: Command, state: State, look: Look) -> list[Line]:
    """Write one command: its two keys, its title, what it does, and why it is off."""
    item = f"command:{command.id}"
    easy, safe = command.shown
    keys = pad(easy, 6) + pad(safe if safe != easy else "", 6)
    title = pad(command.title.text(look.lang), max(12, width(command.title.text(look.lang)))) + " "
    spans = [span("dim", command.help.text(look.lang), item)]
    reason = command.off(state)
    if reason is not None:
        spans = [span("off", f"({reason.text(look.lang)}) ", item), *spans]
    lead = [Span("gutter", " ", item), span("key", f" {keys}", item), span("title", title, item)]
    return hang(lead, spans, look) if look.width >= 60 else hang(lead[:1], [*lead[1:], *spans], look)


def _deals(words: list[str], state: State, look: Look) -> Iterator[Line]:
    """Write the deals whose name or account matches."""
    found = 0
    for deal in state.deals or ():
        if found < MOST_DEALS and _matches(words, f"{deal.name} {deal.account}".casefold()):
            found += 1
            item = f"deal:{deal.id}"
            spans = [span("title", deal.name, item)]
            if deal.account:
                spans.append(span("dim", "  " + say("open_deal", look.lang, account=deal.account), item))
            yield from hang([Span("gutter", " ", item), Span("text", " ", item)], spans, look)
