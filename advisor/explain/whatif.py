"""What if: two evaluations of one deal laid side by side, the facts as they are and as they are tried."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from advisor.advice.brief import make_brief
from advisor.advice.needs import Need
from advisor.advice.showing import OPEN, Show
from advisor.advice.view import Brief, Guard, Member, PageChange, Question, Standing, Warn
from advisor.explain.gist import changes, gist_of
from advisor.explain.ranking import Ranking
from advisor.explain.trial import Trial
from advisor.explain.whatif_view import AgendaLine, Mark, Tried, WhatIf
from advisor.labels import Label

RECORDED = Label("recorded", "记录在案")
T = TypeVar("T")


def what_if(before: Trial, after: Trial, tried: Iterable[Need]) -> WhatIf:
    """Return what is different between two evaluations of a deal; `tried` names the facts that were changed.

    A need with an empty name stands for a member that is recorded without a fact.
    """
    was, now = _Side(before), _Side(after)
    facts = tuple(_tried(need, was.show, now.show) for need in tried)
    questions = _both(was.page, now.page, _questions)
    warnings = _both(was.page, now.page, _warnings)
    guards = _both(was.page, now.page, _guards)
    return WhatIf(
        deal=now.page.deal,
        name=now.page.name,
        today=now.page.today,
        tried=facts,
        before=_agenda(was, now, "gone"),
        after=_agenda(now, was, "new"),
        positions=tuple(_positions(was, now, frozenset(fact.path for fact in facts))),
        questions_new=questions[1],
        questions_gone=questions[0],
        warnings_new=warnings[1],
        warnings_gone=warnings[0],
        guard_new=guards[1],
        guard_gone=guards[0],
    )


class _Side:
    """One of the two evaluations: its page, and what makes two lines of the agenda the same."""

    def __init__(self, trial: Trial) -> None:
        self.plays = trial.plays
        self.show = Show(trial.rulebook, trial.conclusions)
        self.page = make_brief(trial.rulebook, trial.plays, trial.conclusions, effects=Ranking(trial).effects)
        self.gist = gist_of(trial.rulebook, trial.plays, trial.conclusions)
        self.ranks = {(line.play, line.person): at for at, line in enumerate(self.gist.actions, start=1)}


def _tried(need: Need, before: Show, after: Show) -> Tried:
    if not need.name:
        path = f"{need.subject}.{after.name(need.subject, need.member)}"
        return Tried(path, None, None, RECORDED)
    fact = after.fact(need.subject, need.name)
    was, now = (_said(show, need) for show in (before, after))
    return Tried(after.path(*need), fact.label, was, now, fact.derived)


def _said(show: Show, need: Need) -> Label | None:
    """Return what is known of a fact; nothing where its member is not recorded."""
    if need.member not in show.conclusions.sheet.members(need.subject):
        return None
    state = show.conclusions.scope(need.subject, need.member).board.read(*need)
    words = show.state(show.fact(need.subject, need.name).type, state)
    return None if words is OPEN else words


def _agenda(own: _Side, other: _Side, alone: Mark) -> tuple[AgendaLine, ...]:
    """Return one side of the agenda; `alone` marks what the other side does not have."""
    found = []
    for (at, rank), action in zip(own.ranks.items(), own.page.actions, strict=True):
        there = other.ranks.get(at, 0)
        # Both sides mark the same move: from before to after.
        was, now = (there, rank) if alone == "new" else (rank, there)
        mark: Mark = alone if not there else "same" if was == now else "up" if now < was else "down"
        line = AgendaLine(
            rank=rank,
            other_rank=there,
            mark=mark,
            title=action.title,
            person=action.person,
            score=action.score,
            rule=action.rule,
            because=action.because,
            play=action.play,
        )
        found.append(line)
    return tuple(found)


def _positions(was: _Side, now: _Side, tried: frozenset[str]) -> Iterator[PageChange]:
    """Yield what the page says else of the deal, its persons and rivals; what was tried is known already."""
    found = changes(now.show, now.plays, was.gist, now.gist)
    for change in (*(c for c in found if c.kind == "position"), *_members(was.page, now.page)):
        if change.id not in tried:
            yield change


def _members(was: Brief, now: Brief) -> Iterator[PageChange]:
    """Yield what the page says else about persons and rivals."""
    parts: tuple[Callable[[Brief], tuple[Member, ...]], ...] = (lambda b: b.persons, lambda b: b.rivals)
    for part in parts:
        old = {standing.path: standing for member in part(was) for standing in member.standings}
        for member in part(now):
            for standing in member.standings:
                before = old.get(standing.path)
                if _text(before) != _text(standing):
                    label = Label(
                        f"{member.name}: {standing.label.en}", f"{member.name}：{standing.label.zh}"
                    )
                    yield PageChange("position", standing.path, label, _text(before), _text(standing))


def _text(standing: Standing | None) -> Label | None:
    """Return what a standing says; nothing where nothing is known, recorded or not."""
    return None if standing is None or standing.state == "unknown" or standing.open else standing.text


Key = tuple[str, str]


def _questions(page: Brief) -> dict[Key, Question]:
    return {(question.path, ""): question for question in page.questions}


def _warnings(page: Brief) -> dict[Key, Warn]:
    return {(warn.rule.id, warn.about): warn for warn in page.warnings}


def _guards(page: Brief) -> dict[Key, Guard]:
    return {(guard.rule.id, guard.rival): guard for guard in page.guard}


def _both(
    was: Brief, now: Brief, part: Callable[[Brief], dict[Key, T]]
) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """Return what only the page before has, and what only the page after has."""
    old, new = part(was), part(now)
    gone = tuple(one for at, one in old.items() if at not in new)
    return gone, tuple(one for at, one in new.items() if at not in old)
