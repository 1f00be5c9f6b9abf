"""The gist of a page: where the deal stands and what to do, small enough to compare many times over."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from advisor.advice.agenda import AgendaMaker, Candidate
from advisor.advice.showing import Show
from advisor.advice.view import PageChange
from advisor.engine.conclusions import Conclusions
from advisor.facts.states import Partial, Span, State
from advisor.facts.types import FactType
from advisor.labels import Label
from advisor.playbook.plays import Play
from advisor.rulebook.conditions import Ref
from advisor.rulebook.decisions import Rulebook


class Advised(NamedTuple):
    """One line of the agenda: the rule, the play it names and the id of the person it is about."""

    rule: str
    play: str
    person: str


class Gist(NamedTuple):
    """The page's positions by path, and its actions in their order."""

    positions: tuple[tuple[str, State], ...]
    actions: tuple[Advised, ...]


def gist_of(rulebook: Rulebook, plays: Mapping[str, Play], conclusions: Conclusions) -> Gist:
    """Return the gist of what follows for a deal."""
    return Gist(positions(rulebook, conclusions), actions(AgendaMaker(Show(rulebook, conclusions), plays)))


def positions(rulebook: Rulebook, conclusions: Conclusions) -> tuple[tuple[str, State], ...]:
    """Return the states of the facts that the page shows as the deal's position."""
    scope = conclusions.scope("deal", conclusions.sheet.deal.id)
    return tuple((_path(ref), scope.state(ref)) for ref in rulebook.page.position)


def actions(maker: AgendaMaker) -> tuple[Advised, ...]:
    """Return what stands on the agenda."""
    return tuple(_advised(candidate) for candidate in maker.choose().chosen)


def changes(show: Show, plays: Mapping[str, Play], before: Gist, after: Gist) -> tuple[PageChange, ...]:
    """Return what is different, positions first, then actions in the order of the page.

    `show` gives members their names. An action is the same while its play and person are.
    """
    found = [*_positions(before, after, show)]
    was, now = _ranked(before), _ranked(after)
    for at, rank in now.items():
        label = _title(plays, at, show)
        if at not in was:
            found.append(PageChange("new", at[0], label, rank=rank))
        elif was[at] != rank:
            found.append(PageChange("moved", at[0], label, rank=rank, was_rank=was[at]))
    for at, rank in was.items():
        if at not in now:
            label = _title(plays, at, show)
            found.append(PageChange("gone", at[0], label, was_rank=rank))
    return tuple(found)


def _positions(before: Gist, after: Gist, show: Show) -> Iterator[PageChange]:
    old, new = dict(before.positions), dict(after.positions)
    for ref in show.rulebook.page.position:
        path = _path(ref)
        if old.get(path) != new.get(path):
            fact = show.fact(ref.subject, ref.name)
            was, now = old.get(path), new.get(path)
            said = (show.state(fact.type, was), show.state(fact.type, now))
            changed = (_only_in(now, was, fact.type, show), _only_in(was, now, fact.type, show))
            yield PageChange("position", path, fact.label, *said, 0, 0, *changed)


def _only_in(one: State, other: State, kind: FactType, show: Show) -> Label | None:
    """Return the elements that only one of two lists has."""
    if not isinstance(one, tuple) or not isinstance(other, tuple) or isinstance(one, (Span, Partial)):
        return None
    if isinstance(other, (Span, Partial)):
        return None
    found = tuple(element for element in one if element not in other)
    return show.value(kind, found) if found else None


def _path(ref: Ref) -> str:
    return f"deal.{ref.text}" if ref.start == "own" else ref.text


def _advised(candidate: Candidate) -> Advised:
    return Advised(candidate.row.id, candidate.play, candidate.picked.member or "")


def _ranked(gist: Gist) -> dict[tuple[str, str], int]:
    return {(a.play, a.person): rank for rank, a in enumerate(gist.actions, start=1)}


def _title(plays: Mapping[str, Play], at: tuple[str, str], show: Show) -> Label:
    play, person = at
    title = plays[play].title if play in plays else Label(play, play)
    if not person:
        return title
    name = show.name("person", person)
    return Label(f"{title.en} ({name})", f"{title.zh}（{name}）")
