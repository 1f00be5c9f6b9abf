"""What the cursor can stand on in a brief: every line has a name that survives a refresh."""

from collections.abc import Sequence
from typing import TypeVar

from advisor.advice.view import Action, Brief, Guard, Held, Question, Standing, Waiting, Warn

Thing = Action | Question | Held | Waiting | Warn | Guard | Standing
Some = TypeVar("Some", bound=Thing)

PICKS = 9
"""How many lines get a digit: the keys 1 to 9."""


def named(things: Sequence[Some]) -> list[tuple[str, Some]]:
    """Return things of one kind with their item names, in order."""
    found: dict[str, Some] = {}
    for thing in things:
        name = base = f"{type(thing).__name__.lower()}:{_key(thing)}"
        again = 1
        while name in found:
            again += 1
            name = f"{base}#{again}"
        found[name] = thing
    return list(found.items())


def _key(thing: Thing) -> str:
    """Return what stays the same about a thing while its words and rank change."""
    if isinstance(thing, Question | Standing):
        return thing.path
    about = {Action: "person", Warn: "about", Guard: "rival"}.get(type(thing), "")
    member = getattr(thing, about) if about else ""
    return f"{thing.rule.id} {member}" if member else thing.rule.id


def standings(brief: Brief) -> tuple[Standing, ...]:
    """Return every standing of the page, in page order, each path once."""
    shown = [*brief.header, *brief.position]
    for member in (*brief.persons, *brief.rivals):
        shown.extend(member.standings)
    return tuple({standing.path: standing for standing in reversed([*shown, *brief.derived])}.values())


def items(brief: Brief) -> dict[str, Thing]:
    """Return everything a reader can ask "why" about, by item name."""
    kinds: tuple[Sequence[Thing], ...] = (
        brief.actions, brief.questions, brief.held, brief.waiting, brief.warnings, brief.guard,
        standings(brief),
    )  # fmt: skip
    return {name: thing for kind in kinds for name, thing in named(kind)}


def shown_questions(brief: Brief) -> list[tuple[str, Question]]:
    """Return the questions that fit a page: those that get a digit after the actions, three at least."""
    return named(brief.questions)[: max(PICKS - len(brief.actions), 3)]


def picks(brief: Brief) -> dict[str, int]:
    """Return the digits printed before actions and questions, by item name."""
    lines = [name for name, _ in [*named(brief.actions), *shown_questions(brief)]]
    return {name: digit for digit, name in enumerate(lines[:PICKS], start=1)}


def first_item(brief: Brief) -> str:
    """Return the line a reader starts on: the first action, else the first question or other line."""
    return next(iter(items(brief)), "")


def question_for(brief: Brief, item: str) -> Question | None:
    """Return the question that `answer` means on a line: its own, one it waits for, else the first."""
    thing = items(brief).get(item)
    if isinstance(thing, Question):
        return thing
    wanted: Sequence[str] = ()
    if isinstance(thing, Waiting | Standing):
        wanted = thing.needs
    by_path = {question.path: question for question in brief.questions}
    for path in wanted:
        if path in by_path:
            return by_path[path]
    return brief.questions[0] if brief.questions else None
