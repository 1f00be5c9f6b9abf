"""What the store's tests share: a clock that is an argument, a small deal, the stores of the contract."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from advisor.facts.deal import Deal, Fact
from advisor.store.folder import FolderStore
from advisor.store.protocol import Changes

DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
KEPT = frozenset({("person", "trust")})


def moment(days: int) -> datetime:
    return NOON + timedelta(days=days)


def fact(value: object, by: str = "li", on: date = DAY) -> Fact:
    return Fact(value, on, by)  # type: ignore[arg-type]


def deal(id: str = "D-1", **subjects: Mapping[str, Mapping[str, Fact]]) -> Deal:
    return Deal(id, {"deal": {id: {"name": fact("PACS 升级"), "amount": fact(120_000_00)}}, **subjects})


def folder_store(path: Path) -> FolderStore:
    return FolderStore(path / "store", kept_with_account=KEPT)


def record(store: FolderStore, id: str, changes: Changes, day: int = 0, **more: object) -> int:
    told: dict[str, object] = {"on": DAY, "by": "li", "source": "typed", "recorded_at": moment(day)}
    return store.record(id, changes, **(told | more))  # type: ignore[arg-type]


def values(found: Deal) -> dict[tuple[str, str, str], object]:
    return {
        (subject, member, name): known.value
        for subject, members in found.subjects.items()
        for member, facts in members.items()
        for name, known in facts.items()
    }
