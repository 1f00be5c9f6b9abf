"""The two bars: what is open and how fresh it is, and the keys that work right now."""

from collections.abc import Collection

from advisor.cells import cut
from advisor.tui.commands import Command, Place, commands_at
from advisor.tui.pages.line import Line, Look, Span, cells, flow, span
from advisor.tui.pages.values import day
from advisor.tui.state import State
from advisor.tui.words import say

OFF = 6
"""How many places a command that is off loses in the key bar."""


def top_bar(state: State, look: Look) -> list[Line]:
    """Return the title bar: the program, how many deals, what is under way, whose data, which day."""
    left = [Span("name", f" {say('app', look.lang)} ")]
    if state.deals is not None:
        left.append(span("dim", " " + say("deal_count", look.lang, n=len(state.deals))))
    right = _progress(state, look)
    facts = [part for part in (state.title, day(state.today, state.today, look)) if part]
    style = right[0].style if right else "dim"
    right.append(span("dim", (look.dot if right else "") + look.dot.join(facts) + " "))
    gap = look.width - cells(left) - cells(right)
    if gap >= 1:
        return [(*left, Span("text", " " * gap), *right)]
    rest = look.width - cells(left) - 1
    if rest < 8:
        return [flow(left[:1], look.width)[0]]
    text = cut("".join(part.text for part in right), rest, look.glyph("…", "..."))
    return [(*left, Span(style, f" {text}"))]


def _progress(state: State, look: Look) -> list[Span]:
    """Say what is under way, or that the last call failed."""
    if "change" in state.busy:
        return [span("new", say("saving", look.lang))]
    if state.busy:
        return [span("new", say("updating", look.lang))]
    return [span("warn", f"! {say('trouble', look.lang)}")] if state.trouble else []


def key_bar(
    place: Place, state: State, look: Look, hidden: Collection[str] = (), typing: bool = False
) -> list[Line]:
    """Return the keys that fit, the least important ones left out; one that is off stands in brackets.

    Where there is no room for all, keys that are off give way. `hidden` names commands that make no sense
    now; while somebody is `typing` only safe keys are shown.
    """
    commands = [command for command in commands_at(place) if command.bar and command.id not in hidden]
    safe = typing or look.lang == "zh"
    entries = {command.id: _entry(command, state, look, safe) for command in commands}
    chosen: set[str] = set()
    used = 1
    for command in sorted(commands, key=lambda command: command.bar + (OFF if command.off(state) else 0)):
        wide = cells(entries[command.id]) + 2
        if used + wide <= look.width + 1:
            chosen.add(command.id)
            used += wide
    spans: list[Span] = [Span("text", " ")]
    for id, entry in entries.items():
        if id in chosen:
            spans += [*entry, Span("text", "  ")]
    return [tuple(spans[:-1])]


def _entry(command: Command, state: State, look: Look, safe: bool) -> tuple[Span, Span]:
    """Write one key with its title."""
    off = command.off(state) is not None
    before, after = ("(", ")") if off else ("", "")
    item = f"command:{command.id}"
    return (
        Span("off" if off else "key", before + command.shown[safe], item),
        span("off" if off else "text", f" {command.title.text(look.lang)}{after}", item),
    )
