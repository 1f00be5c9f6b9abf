"""Why the advice changed since a day, the last meeting or the last brief: what it takes to say so."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from advisor.errors import UsageError
from advisor.explain.changing.changed_facts import Origin
from advisor.explain.changing.changes import Moment, Walk
from advisor.explain.changing.changes_view import AdviceChanges, Basis
from advisor.explain.changing.parts import PLAYS, WHOLE, Part
from advisor.pipeline.replay import known_on
from advisor.pipeline.rules_then import rules_then
from advisor.pipeline.snapshots import Snapshot, deal_of, latest, present, snapshots

if TYPE_CHECKING:
    from advisor.facts.deal import Deal
    from advisor.pipeline.desk import Desk
    from advisor.store.protocol import Event


class _Start(NamedTuple):
    """What is looked back to: the deal as of then, the brief given then if there was one, its rules' name."""

    basis: Basis
    day: date
    deal: "Deal"
    given: Snapshot | None
    named: Snapshot | None


def changed(desk: "Desk", deal_id: str, since: date | None = None) -> AdviceChanges:
    """Return why a deal's page differs from that of an earlier day.

    Without `since` that is the day of the last meeting that has passed, else of the last brief that rests on
    other facts, rules or another day than today's. A brief given that day is what is compared with; else
    what was known at the day's end. Raises `UsageError` where there is nothing to compare with.
    """
    id = desk.find(deal_id)
    deal = desk.store.get(id)
    start = _start(desk, deal, since)
    rules = rules_then(desk, start.named)
    walk = Walk(
        rules.change,
        Moment(start.deal, start.day),
        Moment(deal, desk.today),
        start.given.gist if start.given is not None else None,
        _origins(desk, deal, start),
    )
    return AdviceChanges(
        deal=id,
        name=desk.pack.rulebook.dictionary.name_of(deal, "deal", id),
        since=start.day,
        today=desk.today,
        basis=start.basis,
        as_given=start.given is not None,
        rules=rules.used,
        then=rules.then,
        now=rules.now,
        lines=walk.lines(),
        steps=walk.steps(),
    )


def _start(desk: "Desk", deal: "Deal", since: date | None) -> _Start:
    known = snapshots(desk.store, deal.id)
    if since is not None:
        return _on(desk, deal.id, "day", since, known)
    met = _last_meeting(deal, desk.today)
    if met is not None and desk.store.history(deal.id)[0].recorded_at.date() <= met:
        return _on(desk, deal.id, "meeting", met, known)
    today = present(desk, deal)
    others = [s for s in known if s._replace(gist=today.gist) != today]
    if not known:
        hint = "name a day, as in --since 2026-11-21; from the first brief on there is one to compare with"
        raise UsageError(f"no meeting and no brief of '{deal.id[:60]}' lies back", hint=hint)
    given = (others or known)[-1]
    return _Start("brief", given.day, deal_of(desk.store, deal.id, given), given, given)


def _on(desk: "Desk", deal_id: str, basis: Basis, day: date, known: tuple[Snapshot, ...]) -> _Start:
    """Look back to a day: to the last brief given that day, else to what was known at its end."""
    at_its_end, named = known_on(desk, deal_id, day), latest(known, day)
    if named is not None and named.day == day:
        return _Start(basis, day, deal_of(desk.store, deal_id, named), named, named)
    return _Start(basis, day, at_its_end, None, named)


def _last_meeting(deal: "Deal", today: date) -> date | None:
    """Return the day of the last meeting before today."""
    days = (deal.facts("meeting", member).get("date") for member in deal.members("meeting"))
    passed = [day.value for day in days if day is not None and isinstance(day.value, int)]
    last = max((day for day in passed if 0 < day < today.toordinal()), default=None)
    return None if last is None else date.fromordinal(last)


def _origins(desk: "Desk", deal: "Deal", start: _Start) -> Mapping[Part, Origin]:
    """Return who changed each part of a deal since then; the last change of a part counts."""
    found: dict[Part, Origin] = {}
    given = start.given
    own = [e for e in desk.store.history(deal.id) if _after(e, start.day, given.rev if given else None)]
    shared = []
    for account in deal.members("account"):
        if account in desk.store.accounts.ids():
            told = desk.store.accounts.history(account)
            shared = [e for e in told if _after(e, start.day, given.account_rev if given else None)]
    for event in (*shared, *own):
        origin = Origin(event.by, event.source, event.on, event.recorded_at.date())
        for subject, member, name in event.changes:
            found[Part(subject, member, name)] = origin
            found.setdefault(Part(subject, member, WHOLE), origin)
        for play, _ in (*event.done, *event.undone):
            found[Part(PLAYS, play, WHOLE)] = origin
    return found


def _after(event: "Event", day: date, rev: int | None) -> bool:
    return event.recorded_at.date() > day if rev is None else event.rev > rev
