"""Whom an action or a question is about: the best known person who fits, perhaps, or nobody."""

from datetime import date, timedelta
from typing import Literal, NamedTuple

from advisor.advice.showing import Show
from advisor.advice.view import Meeting
from advisor.engine.scope import Here
from advisor.facts.dictionary import FactDef
from advisor.facts.states import FALSE, TRUE, Partial, Span
from advisor.labels import Label, same
from advisor.rulebook.conditions import Ref, truth_of
from advisor.rulebook.decisions import Due, Pick

PersonState = Literal["known", "perhaps", "nobody", "not_needed"]


class Picked(NamedTuple):
    """The member an action is about, by id."""

    member: str | None
    state: PersonState


def pick(show: Show, wanted: Pick | None, scope: Here) -> Picked:
    """Return the best member who fulfils `where`; who may fulfil it is named as "perhaps"."""
    if wanted is None:
        return Picked(None, "not_needed")
    if wanted.where is None:
        return Picked(scope.member, "known")
    found = [(inner, truth_of(wanted.where, inner)) for inner in scope.each(wanted.subject, False)]
    for truth, state in ((TRUE, "known"), (1, "perhaps")):
        fits = [inner for inner, t in found if t == truth != FALSE]
        if fits:
            best = min(fits, key=lambda inner: _order(show, wanted, inner))
            return Picked(best.member, "known" if state == "known" else "perhaps")
    return Picked(None, "nobody")


def _order(show: Show, wanted: Pick, inner: Here) -> tuple[object, ...]:
    keys: list[object] = []
    for word, name in wanted.prefer:
        definition = show.fact(wanted.subject, name)
        rank = _rank(definition, inner)
        keys.append((rank is None, 0 if rank is None else rank if word in ("lowest", "earliest") else -rank))
    return (*keys, str(inner.member))


def _rank(definition: FactDef, inner: Here) -> int | None:
    state = inner.state(Ref("own", (), definition.subject, definition.name))
    if isinstance(state, int):
        return state
    order = list(definition.type.values)
    return order.index(state) if isinstance(state, str) and state in order else None


def due(show: Show, wanted: Due | None, scope: Here, meeting: Meeting | None) -> date | None:
    """Return the day an action is due, where it can be said."""
    if wanted is None:
        return None
    if wanted.days is not None:
        return show.today + timedelta(days=wanted.days)
    if wanted.next_meeting:
        return meeting.on if meeting else None
    state = scope.state(wanted.fact) if wanted.fact else None
    return date.fromordinal(state - wanted.minus) if isinstance(state, int) else None


def next_meeting(show: Show) -> Meeting | None:
    """Return the deal's next meeting on or after the day."""
    found: list[tuple[int, str]] = []
    for member in show.conclusions.sheet.members("meeting"):
        day = show.conclusions.state("meeting", member, "date")
        if isinstance(day, int) and day >= show.today.toordinal():
            found.append((day, member))
    if not found:
        return None
    day, member = min(found)
    persons = show.conclusions.state("meeting", member, "persons")
    names = persons if isinstance(persons, tuple) and not isinstance(persons, (Span, Partial)) else ()
    comes = tuple(show.name("person", p) for p in names) or tuple(
        show.name("person", p)
        for p in show.conclusions.sheet.members("person")
        if show.conclusions.state("person", p, "attends_next_meeting") == "yes"
    )
    note = show.conclusions.state("meeting", member, "place")
    on = date.fromordinal(day)
    return Meeting(
        member, on, (on - show.today).days, comes, note if isinstance(note, str) and note != "~none" else ""
    )


def whom_to_ask(show: Show, definition: FactDef) -> Label | None:
    """Return who can answer a fact's question: named members of this deal, else a description."""
    if definition.ask_whom is None:
        return None
    subject, matches = definition.ask_whom
    names = [
        show.name(subject, member)
        for member in show.conclusions.sheet.members(subject)
        if matches
        and all(show.conclusions.state(subject, member, name) in values for name, values in matches)
    ]
    if names:
        return same(names[0])
    words = [_described(show.fact(subject, name), values) for name, values in matches]
    from advisor.advice.words import SOMEONE, filled

    return (
        filled(SOMEONE, Label(", ".join(w.en for w in words), "、".join(w.zh for w in words)))
        if words
        else None
    )


def _described(definition: FactDef, values: tuple[object, ...]) -> Label:
    shown = [definition.type.label(v) for v in values if isinstance(v, (int, str))]
    return Label(
        f"{definition.label.en}: {' or '.join(v.en for v in shown)}",
        f"{definition.label.zh}：{'或'.join(v.zh for v in shown)}",
    )
