"""Snapshots: what each brief that was given leaves behind, so that an earlier page can be looked back at.

A snapshot is small and lies with the deal in the store: the day, how far the deal and its account had come,
the key of the rules, and the gist of the page. The store keeps the latest fifty of a deal, and a brief that
says the same of the same facts on the same day leaves none.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from advisor.errors import AdvisorError
from advisor.facts.deal import Deal

if TYPE_CHECKING:
    from advisor.explain.gist import Gist
    from advisor.pipeline.desk import Desk
    from advisor.store.protocol import Advice, DealStore

SCHEMA = "given/1"


class Snapshot(NamedTuple):
    """One brief that was given: the day, the facts and rules it rests on, what it said.

    `rev` and `account_rev` say how many changes of the deal and of its account were known. `key` names the
    rules with the plays (see `editions`), `rulebook` is the digest that the page shows.
    """

    day: date
    rev: int
    account_rev: int
    key: str
    rulebook: str
    gist: "Gist"


def leave(desk: "Desk", deal_id: str) -> None:
    """Leave the snapshot of a brief that was just given from the desk's store, for the desk's day.

    Where it cannot be written, for whatever reason, there is none: a brief never fails because of it.
    """
    with suppress(AdvisorError, OSError):
        deal, kept = desk.store.get(desk.find(deal_id)), desk.store.advice(deal_id)
        rests_on = {"day": desk.today.isoformat(), "rev": deal.rev, "key": desk.key}
        rests_on |= {"account_rev": _account_rev(desk.store, deal), "schema": SCHEMA}
        if kept and rests_on.items() <= kept[-1].items():
            return  # the same facts, day and rules say the same again
        record = _plain(present(desk, deal))
        if not kept or dict(kept[-1]) != record:
            desk.store.put_advice(deal_id, record)
        if desk.folder is not None:
            from advisor.pipeline import editions

            editions.keep(desk.folder, desk.files, desk.key)


def present(desk: "Desk", deal: Deal) -> Snapshot:
    """Return the snapshot of what the desk says of a deal on its day."""
    from advisor.explain.gist import gist_of

    pack = desk.pack
    gist = gist_of(pack.rulebook, pack.plays, desk.conclude(deal, desk.today))
    account_rev = _account_rev(desk.store, deal)
    return Snapshot(desk.today, deal.rev, account_rev, pack.key, pack.rulebook.digest, gist)


def snapshots(store: "DealStore", deal_id: str) -> tuple[Snapshot, ...]:
    """Return the snapshots of a deal, latest last; other or damaged pieces of advice are left out."""
    found = (_snapshot(record) for record in store.advice(deal_id))
    return tuple(snapshot for snapshot in found if snapshot is not None)


def latest(found: Iterable[Snapshot], day: date) -> Snapshot | None:
    """Return the latest snapshot of a day or of the days before it."""
    known = sorted((s for s in found if s.day <= day), key=lambda s: s.day)
    return known[-1] if known else None


def deal_of(store: "DealStore", deal_id: str, snapshot: Snapshot) -> Deal:
    """Return the deal as it was known when the snapshot was left."""
    from advisor.store.history import carried_out, fold
    from advisor.store.split import account_of, assemble

    events = [event for event in store.history(deal_id) if event.rev <= snapshot.rev]
    facts, done = fold(events), carried_out((event.done, event.undone) for event in events)
    account, shared = account_of(facts), {}
    if account and snapshot.account_rev:
        told = store.accounts.history(account)
        shared = fold(event for event in told if event.rev <= snapshot.account_rev)
    return assemble(deal_id, snapshot.rev, facts, done, shared)


def _account_rev(store: "DealStore", deal: Deal) -> int:
    accounts = deal.members("account")
    with suppress(AdvisorError):
        return store.accounts.get(accounts[0]).rev if accounts else 0
    return 0


def _plain(snapshot: Snapshot) -> dict[str, object]:
    from advisor.pipeline.gist_json import digest, plain

    return {
        "schema": SCHEMA,
        "day": snapshot.day.isoformat(),
        "rev": snapshot.rev,
        "account_rev": snapshot.account_rev,
        "key": snapshot.key,
        "rulebook": snapshot.rulebook,
        **plain(snapshot.gist),
        "result": digest(snapshot.gist),
    }


def _snapshot(record: "Advice") -> Snapshot | None:
    """Return the snapshot in a piece of advice; None for anything else."""
    from advisor.pipeline.gist_json import digest

    if record.get("schema") != SCHEMA:
        return None
    try:
        found = _read(record)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if digest(found.gist) == record.get("result") else None


def _read(record: Mapping[str, object]) -> Snapshot:
    from advisor.pipeline.gist_json import gist_from

    rev, account_rev, key, rulebook = (record[name] for name in ("rev", "account_rev", "key", "rulebook"))
    if type(rev) is not int or type(account_rev) is not int:
        raise ValueError("a rev is a number")
    if not isinstance(key, str) or not isinstance(rulebook, str):
        raise ValueError("rules are named by texts")
    day = date.fromisoformat(str(record["day"]))
    return Snapshot(day, rev, account_rev, key, rulebook, gist_from(record))
