"""Replay: the brief of an earlier day, with what was known then and the rules of then where they are kept."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from advisor.advice.showing import Show
from advisor.advice.view import Brief
from advisor.errors import UnknownDeal, UsageError
from advisor.explain.changing.changes import Moment
from advisor.explain.changing.changes_view import Replay
from advisor.explain.gist import changes, gist_of
from advisor.pipeline.rules_then import RulesThen, rules_then
from advisor.pipeline.snapshots import Snapshot, deal_of, latest, snapshots

if TYPE_CHECKING:
    from advisor.advice.view import PageChange
    from advisor.facts.deal import Deal
    from advisor.pipeline.desk import Desk


class Replayed(NamedTuple):
    """The brief of an earlier day, and what it rests on."""

    brief: Brief
    note: Replay


def replay(desk: "Desk", deal_id: str, day: date, full: bool = False) -> Replayed:
    """Return the brief of a stored deal with what had been recorded by the end of a day.

    The rules are those of the latest brief given by then, where their copy is kept; else today's. Raises
    `UsageError` for a day that is still to come, or when nothing had been recorded yet.
    """
    id = desk.find(deal_id)
    deal = known_on(desk, id, day)
    named = latest(snapshots(desk.store, id), day)
    rules = rules_then(desk, named)
    later = deal.rev - named.rev if named is not None and named.day == day else 0
    note = Replay(
        day=day,
        rules=rules.used,
        given=named.day if named is not None else None,
        then=rules.then,
        now=rules.now,
        edits=(*rules.change.edits, *rules.change.tuned),
        differs=_differs(desk, id, rules, named) if named is not None else (),
        later=max(later, 0),
    )
    return Replayed(rules.desk.brief_of(deal, day, full), note)


def known_on(desk: "Desk", deal_id: str, day: date) -> "Deal":
    """Return what had been recorded of a deal by the end of a day.

    Raises `UsageError` for a day that is still to come, or when that was nothing.
    """
    if day > desk.today:
        raise UsageError(f"{day} is still to come", hint="name a day in the past")
    try:
        return desk.store.as_of(deal_id, day)
    except UnknownDeal:
        first = desk.store.history(deal_id)[0].recorded_at.date()
        message = f"nothing had been recorded about '{deal_id[:60]}' by {day}"
        raise UsageError(message, hint=f"it was first recorded on {first}") from None


def _differs(desk: "Desk", deal_id: str, rules: RulesThen, named: Snapshot) -> "tuple[PageChange, ...]":
    """Return what the rules used make of the facts a brief was given from, against what it said."""
    pack, at = rules.desk.pack, Moment(deal_of(desk.store, deal_id, named), named.day)
    conclusions = rules.desk.conclude(*at)
    gist = gist_of(pack.rulebook, pack.plays, conclusions)
    return changes(Show(pack.rulebook, conclusions), pack.plays, named.gist, gist)
