"""A short day's work: each step one acknowledged change, some in two files; and a verdict on what is left of it."""

from collections.abc import Callable
from pathlib import Path

from advisor.errors import StoreError
from advisor.facts.deal import Deal
from advisor.store.folder import FolderStore
from tests.store.support import DAY, KEPT, deal, fact, moment, record

Snapshot = dict[str, Deal]

PUBLIC = ("account", "acme", "public_sector")
TRUST = ("person", "王处长", "trust")

STEPS: tuple[Callable[[FolderStore], object], ...] = (
    lambda store: store.create(deal("D-1"), recorded_at=moment(0), event_id="1"),
    lambda store: record(store, "D-1", {("deal", "D-1", "amount"): 7}, event_id="2"),
    lambda store: store.create(
        deal("D-2", account={"acme": {"staff": fact(3)}}, person={"王处长": {}}), recorded_at=moment(0), event_id="3"
    ),
    lambda store: record(
        store, "D-2", {PUBLIC: "yes", TRUST: "yes", ("deal", "D-2", "amount"): 8}, event_id="4"
    ),
    lambda store: store.done("D-1", "reframe-criteria", DAY, "li", recorded_at=moment(1), event_id="5"),
    lambda store: store.undo("D-2", by="li", recorded_at=moment(1), event_id="6"),
    lambda store: record(store, "D-2", {("deal", "D-2", "amount"): None}, day=2, event_id="7"),
)


def open_store(folder: Path) -> FolderStore:
    return FolderStore(folder, kept_with_account=KEPT)


def snapshots(folder: Path) -> list[Snapshot]:
    """What a store holds before the first step and after each."""
    store, seen = open_store(folder), [{}]
    for step in STEPS:
        step(store)
        seen.append(snapshot(store))
    return seen


def snapshot(store: FolderStore) -> Snapshot:
    """Everything the store can be asked: the deals, and the accounts as deals of another name."""
    found = {id: store.get(id) for id in store.ids()}
    return found | {f"account {id}": store.accounts.get(id) for id in store.accounts.ids()}


def verdict(folder: Path, expected: list[Snapshot], acknowledged: int) -> str:
    """Judge what is left: `good`, or `unreadable`, `lost`, `mixed`, `unsound`."""
    store = open_store(folder)
    try:
        found = snapshot(store)
    except StoreError:
        return "unreadable"
    if any(finding.severity == "error" for finding in store.doctor()):
        return "unsound"
    if found in expected[acknowledged : acknowledged + 2]:
        return "good"
    return "lost" if found in expected else "mixed"
