"""The brief as a page: the same order everywhere, long for reading, short for a preview."""

from collections.abc import Iterator

from advisor.advice.view import Action, Brief
from advisor.tui.pages.header import header_lines, position_lines
from advisor.tui.pages.items import named, picks
from advisor.tui.pages.line import Line, Look, Span, hang, head, note, said, sides, span
from advisor.tui.pages.questions import question_lines
from advisor.tui.pages.rest import guard_lines, held_lines, people_lines
from advisor.tui.pages.values import day
from advisor.tui.pages.why import why_short
from advisor.tui.words import say


def brief_page(brief: Brief, look: Look, item: str = "", short: bool = False) -> list[Line]:
    """Return the brief's lines; `item` is the line whose why is told at the end.

    `short` is for the page beside the deal list: the because only for the line under the cursor, no empty
    lines, and no why, which stands in a pane of its own there (`why_pane`).
    """
    sections = [
        header_lines(brief, look, short),
        position_lines(brief, look, short),
        action_lines(brief, look, item if short else None),
        question_lines(brief, look, short),
        held_lines(brief, look, short),
        guard_lines(brief, look, short),
        [] if short else people_lines(brief, look),
        [] if short else why_short(brief, item, look, short=False),
        [] if short else count_lines(brief, look),
    ]
    lines: list[Line] = []
    for section in sections:
        if section and lines and not short:
            lines.append(())
        lines.extend(section)
    return lines


def why_pane(brief: Brief, item: str, look: Look) -> list[Line]:
    """Return the proof of one line and the counts, to stand below a short brief."""
    return [*why_short(brief, item, look, short=True), *count_lines(brief, look, short=True)]


def pending_page(key: str, failure: str, look: Look, name: str = "") -> list[Line]:
    """Return what stands there until the first result came in (`key` says what for), or why there is none."""
    lines = [*note(name, look, "name"), ()] if name else []
    if not failure:
        return [*lines, *note(say(key, look.lang), look, "dim")]
    told = [line for part in failure.split("\n") for line in note(part, look, "warn")]
    return [*lines, *note(say("error", look.lang), look), *told, *note(say("try_again", look.lang), look)]


def action_lines(brief: Brief, look: Look, only: str | None = None) -> list[Line]:
    """Write the next best actions, best first, or what is missing until there are some.

    With `only`, no other action than that one tells its because and what speaks against it, and rules are
    named in the why alone.
    """
    lines = [head(say("do", look.lang), look, say("score", look.lang))]
    digits = picks(brief)
    for item, action in named(brief.actions):
        lines.extend(_action(brief, action, item, digits.get(item), look, only))
    if not brief.actions:
        lines.extend(note(_no_action(brief, look), look))
    return lines


def _no_action(brief: Brief, look: Look) -> str:
    """Say why there is nothing to do, and the way out."""
    if not brief.known:
        return say("empty_facts", look.lang, n=len(brief.questions))
    if brief.waiting:
        first = brief.waiting[0]
        title = first.title.text(look.lang)
        asks = {question.path: question.label.text(look.lang) for question in brief.questions}
        needs = look.listed(asks.get(path, path) for path in first.needs)
        return say("empty_waiting", look.lang, title=title, needs=needs)
    return say("empty_actions", look.lang)


def _action(
    brief: Brief, action: Action, item: str, digit: int | None, look: Look, only: str | None
) -> Iterator[Line]:
    """Write one action: rank and title, with whom and by when, then why and what speaks against it."""
    lead = [Span("gutter", " ", item), Span("number", f"{digit or '':>2} ", item)]
    below = [Span("gutter", " ", item), Span("text", "   ", item)]
    yield from sides(
        [said("title", action.title, look, item)], [Span("score", f"{action.score:>4}", item)], look, lead
    )
    terms = _terms(brief, action, item, look)
    if action.compliance == "check":
        terms.append(span("warn", f"{look.dot}! {say('check_compliance', look.lang)}", item))
    yield from sides(terms, [span("dim", action.rule.id, item)] if only is None else [], look, below)
    full = only in (None, item)
    if full and action.because.text(look.lang):
        yield from hang(below, [said("dim", action.because, look, item)], look)
    for clash in action.against if full else ():
        text = say("against", look.lang, title=clash.title.text(look.lang), rule=clash.rule.id)
        yield from hang(below, [span("warn", text, item)], look)


def _terms(brief: Brief, action: Action, item: str, look: Look) -> list[Span]:
    """Say with whom and by when; a person who is not settled is marked with words."""
    words: list[str] = []
    if action.person_state == "nobody":
        words.append(say("nobody_fits", look.lang))
    elif action.person is not None:
        key = "perhaps_with" if action.person_state == "perhaps" else "with"
        words.append(say(key, look.lang, person=look.listed((action.person, *action.also))))
    if action.by is not None:
        until = day(action.by, brief.today, look)
        why = look.aside(action.by_label.text(look.lang)) if action.by_label is not None else ""
        words.append(say("by_day", look.lang, day=until) + why)
    elif action.by_label is not None:
        words.append(action.by_label.text(look.lang))
    return [span("text", look.dot.join(words) or say("no_day", look.lang), item)]


def count_lines(brief: Brief, look: Look, short: bool = False) -> list[Line]:
    """Write how much is known, how old it is, and which rules gave the advice."""
    parts = [
        say("known", look.lang, n=brief.known),
        say("unknown", look.lang, n=brief.unknown),
        say("old", look.lang, n=brief.old),
        say("as_of", look.lang, day=day(brief.today, brief.today, look)),
        say("rulebook", look.lang, digest=brief.rulebook),
    ]
    return note(look.dot.join(parts[:-1] if short else parts), look, "dim")
