"""Law (b): what is said today holds in every completion of what is unknown; complete deals are exact."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from advisor.engine.scope import Board, Here
from advisor.facts.states import FALSE, TRUE, Partial, Span, State, is_known
from advisor.rulebook.conditions import Ref
from tests.property.case import millionths, natural
from tests.property.completions import Completions
from tests.property.meaning import NONE, NUMERIC, Value
from tests.property.oracle import Clash, Path, Place, World
from tests.property.trial import Trial, figures


def soundness(trial: Trial) -> Iterator[str]:
    """(b) What is said today holds in every completion of what is unknown; complete deals are exact."""
    told = trial.concluded
    today = trial.today
    board = Board(told.dictionary, told.sheet, told.rows)

    def known(path: Path, place: Place, world: World) -> bool:
        subject, member, start = place.subject, place.member, path.start
        pair = world.book.dictionary.subjects[subject].pair
        if pair and start in pair:  # a side of a pair may be recorded although the pair is not
            subject, member, start = start, world.sides[subject, member][pair.index(start)], "own"
        recorded = None if world.is_new(subject, member) else member
        here = Here(board, subject, recorded, (place.this_subject, place.this))
        return is_known(here.state(Ref(start, path.hops, path.info.subject, path.info.name)))

    complete = not [at for at in today.unknown if _matters(trial, at)] and not today.incomplete
    source = Completions(today, Random(trial.seed), None if complete else known)
    figures["complete deals"] += complete
    rng = Random(trial.seed + 1)
    spread = Spread()
    for world in source.worlds(1 if complete else trial.completions):
        figures["completions"] += 1
        if not complete:
            world.forced = {**_given_up(trial, rng), **world.forced}
        wrong = list(_exactly(trial, world) if complete else _covered(trial, world, spread))
        for text in wrong:
            yield f"{text}\n  in the completion {_told(trial, world)}"
        if wrong:
            return
    if not complete:
        spread.count()


def _given_up(trial: Trial, rng: Random) -> dict[tuple[str, str, str], Value]:
    """Hold what gives up completeness on purpose at a value that its state of today allows.

    So what reads it can still be checked: it must be right for every value that is held possible.
    """
    held: dict[tuple[str, str, str], Value] = {}
    for decision in sorted(trial.book.gives_up):
        subject, _, name = decision.partition(".")
        for place in _places(trial, decision):
            state = trial.concluded.state(subject, place.member, name)
            if state is not None:
                held[subject, place.member, name] = _one_of(state, _kind(trial, subject, name), rng)
    return held


def _one_of(state: State, kind: str, rng: Random) -> Value:
    if isinstance(state, frozenset):
        return natural(kind, rng.choice(sorted(state, key=str)))
    if isinstance(state, Span):
        ends = [e for e in state if e is not None]
        return millionths(kind, rng.choice(ends or [0]))
    if isinstance(state, Partial):
        some = [v for v in sorted(state.possible) if rng.random() < 0.5]
        return tuple(sorted({*state.sure, *some}))
    assert state is not None
    return natural(kind, state)


def _matters(trial: Trial, at: tuple[str, str, str]) -> bool:
    return any((at[0], at[2]) in reads for reads in trial.book.reads.values())


def _told(trial: Trial, world: World) -> dict[str, Value]:
    changed = {".".join(at): v for at, v in world.base.items() if trial.today.known.get(at) != v}
    return {**changed, **{f"new {s}": m for s, m in world.unrecorded}}


def _places(trial: Trial, decision: str) -> Iterator[Place]:
    subject = decision.partition(".")[0]
    for member in trial.concluded.sheet.members(subject):
        yield Place(subject, member, subject, member)


class Spread:
    """What all completions together say: where they agree, a good evaluator has settled it already."""

    def __init__(self) -> None:
        self.truths: dict[tuple[str, str], set[Any]] = {}
        self.settled: set[tuple[str, str]] = set()

    def note(self, what: str, member: str, truth: Any, settled: bool) -> None:
        """Note what one completion says, and whether it was settled without it."""
        self.truths.setdefault((what, member), set()).add(truth)
        if settled:
            self.settled.add((what, member))

    def count(self) -> None:
        """Add to the figures."""
        agreed = {at for at, truths in self.truths.items() if len(truths) == 1}
        figures["the same in all completions"] += len(agreed)
        figures["of these settled"] += len(agreed & self.settled)


def _covered(trial: Trial, world: World, spread: Spread) -> Iterator[str]:
    for subject, name in trial.book.derive:
        decision = f"{subject}.{name}"
        if decision not in trial.book.gives_up:
            yield from _state_covers(trial, world, (subject, name), spread)
        elif "path" in trial.book.decisions[decision]:
            yield from _not_ahead(trial, world, decision)
    for decision, place, rule, status in _statuses(trial):
        holds = _holds(trial, world, decision, rule, place)
        spread.note(rule, place.member, holds, status != "asks")
        if status != "asks" and holds is not None and holds != (status == "fires"):
            yield f"{rule} of {place.member}: {status}, but it is {holds}"


def _state_covers(trial: Trial, world: World, fact: tuple[str, str], spread: Spread) -> Iterator[str]:
    subject, name = fact
    for place in _places(trial, f"{subject}.{name}"):
        state = trial.concluded.state(subject, place.member, name)
        open_ = state != NONE and not is_known(state)
        figures["states"] += 1
        figures["states left open"] += open_
        truth = _value(world, subject, place.member, name)
        if truth is not None and not contains(state, truth, _kind(trial, subject, name)):
            yield f"{subject}.{name} of {place.member}: {state!r} does not hold {truth!r}"
        spread.note(f"{subject}.{name}", place.member, truth, not open_)


def _not_ahead(trial: Trial, world: World, decision: str) -> Iterator[str]:
    """Unknown evidence never enlarges a path's result: it stands at the true step or before it."""
    subject, _, name = decision.partition(".")
    path = trial.book.decisions[decision]["path"]
    order = [*(s["step"] for s in path["steps"]), path["after_last"]]
    for place in _places(trial, decision):
        state = trial.concluded.state(subject, place.member, name)
        at = (subject, place.member, name)
        truth = _truth(world, at)
        figures["path positions"] += 1
        if truth is not None and order.index(str(state)) > order.index(str(truth)):
            yield f"{decision} of {place.member}: {state!r} lies beyond {truth!r}"


def _exactly(trial: Trial, world: World) -> Iterator[str]:
    told = trial.concluded
    for subject, name in trial.book.derive:
        for place in _places(trial, f"{subject}.{name}"):
            state = told.state(subject, place.member, name)
            truth = _value(world, subject, place.member, name)
            figures["exact states"] += 1
            if (subject, place.member, name) in world.contradicted:
                yield from _is_told(trial, f"{subject}.{name}", place.member)
            if truth is not None and not exactly(state, truth, _kind(trial, subject, name)):
                yield f"{subject}.{name} of {place.member}: {state!r} is not {truth!r}"
    for decision, place, rule, status in _statuses(trial):
        holds = _holds(trial, world, decision, rule, place)
        if holds is not None and status != ("fires" if holds else "silent"):
            yield f"{rule} of {place.member}: {status}, but it is {holds}"


def _is_told(trial: Trial, decision: str, member: str) -> Iterator[str]:
    """Rows that contradict make the fact unknown, with a finding (unless somebody typed a value over it)."""
    outcome = trial.concluded.outcomes[decision, member]
    figures["contradictions"] += 1
    if outcome.state is not None or len(outcome.clash) < 2:
        yield f"{decision} of {member}: rows contradict, the outcome is {outcome}"


def _kind(trial: Trial, subject: str, name: str) -> str:
    return trial.book.dictionary.facts[subject][name].kind


def _value(world: World, subject: str, member: str, name: str) -> Value | None:
    """Return the truth, or `None` where contradicting rows leave nothing to expect."""
    at = (subject, member, name)
    return world.forced[at] if at in world.forced else _truth(world, at)


def _truth(world: World, at: tuple[str, str, str]) -> Value | None:
    try:
        # What the rows say stands in the state; whether the fact applies is read when it is read.
        return world.derived(at)
    except Clash:
        figures["clashes"] += 1
        return None


def _statuses(trial: Trial) -> Iterator[tuple[str, Place, str, str]]:
    for decision in trial.book.rules:
        rows = trial.rules.loaded.decisions[decision].rows
        for place in _places(trial, decision):
            outcome = trial.concluded.outcomes[decision, place.member]
            for row, truth in zip(rows, outcome.statuses, strict=True):
                low = min(truth, outcome.gate)
                status = "fires" if low == TRUE else "silent" if low == FALSE else "asks"
                figures[status] += 1
                yield decision, place, row.id, status


def _holds(trial: Trial, world: World, decision: str, rule: str, place: Place) -> bool | None:
    gate, rules = trial.book.rules[decision]
    try:
        return gate(world, place) and rules[rule](world, place)
    except Clash:
        return None


def contains(state: State, truth: Value, kind: str) -> bool:
    """Say whether a state leaves room for a value (which is in the oracle's units)."""
    if state is None:
        return True
    if isinstance(state, Span):
        if truth == NONE or not isinstance(truth, int):
            return False
        low, high = (None if e is None else millionths(kind, e) for e in state)
        return (low is None or low <= truth) and (high is None or truth <= high)
    if isinstance(state, Partial):
        found = frozenset(truth) if isinstance(truth, tuple) else None
        return (
            found is not None and state.sure <= found and (state.open or found <= state.sure | state.possible)
        )
    if isinstance(state, frozenset):
        return truth in {natural(kind, v) for v in state}
    return exactly(state, truth, kind)


def exactly(state: State, truth: Value, kind: str) -> bool:
    """Say whether a state is this one value."""
    if state is None or isinstance(state, (Span, Partial, frozenset)):
        return False
    return (natural(kind, state) if kind in NUMERIC else state) == truth
