"""Facts kept with the account: written through one deal, seen by all deals of the account."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest

from advisor.errors import ChangedMeanwhile, StoreError, UnknownDeal
from advisor.store.cabinet import Cabinet, Target
from advisor.store.protocol import MEMBER, DealStore
from tests.store.support import DAY, deal, fact, folder_store, moment, record, values

pytestmark = pytest.mark.usefixtures("no_sync")

PUBLIC = ("account", "医院", "public_sector")
TRUST = ("person", "王处长", "trust")
MET = ("person", "王处长", "met")
AMOUNT = ("deal", "D-1", "amount")


@pytest.fixture
def stored(store: DealStore) -> DealStore:
    account = {"医院": {"public_sector": fact("no")}}
    store.create(deal("D-1", account=account, person={"王处长": {"met": fact("yes")}}), recorded_at=moment(0))
    store.create(deal("D-2", account={"医院": {}}, person={"王处长": {}}), recorded_at=moment(0))
    store.create(deal("D-3", account={"医院": {}}), recorded_at=moment(0))
    return store


def test_all_deals_of_the_account_see_its_facts(stored: DealStore) -> None:
    assert stored.accounts.ids() == ("医院",)
    assert [values(stored.get(id))[PUBLIC] for id in stored.ids()] == ["no"] * 3
    assert record(stored, "D-1", {PUBLIC: "yes", AMOUNT: 7}) == 2
    assert [values(stored.get(id))[PUBLIC] for id in stored.ids()] == ["yes"] * 3
    assert values(stored.accounts.get("医院")) == {PUBLIC: "yes"}
    assert [stored.get(id).rev for id in stored.ids()] == [2, 1, 1]


def test_a_person_is_shared_only_where_the_deal_knows_it(stored: DealStore) -> None:
    record(stored, "D-1", {TRUST: "yes"})
    assert values(stored.get("D-2"))[TRUST] == "yes"
    assert stored.get("D-3").members("person") == ()


def test_a_person_known_only_by_a_shared_fact_is_a_member_of_the_deal(stored: DealStore) -> None:
    record(stored, "D-3", {("person", "李工", "trust"): "no"})
    assert stored.get("D-3").members("person") == ("李工",)
    assert stored.get("D-1").members("person") == ("王处长",)


def test_one_event_in_both_files_is_one_undo(stored: DealStore) -> None:
    record(stored, "D-1", {PUBLIC: "yes", TRUST: "yes", AMOUNT: 7}, event_id="debrief")
    assert stored.history("D-1")[-1].changes == {PUBLIC: fact("yes"), TRUST: fact("yes"), AMOUNT: fact(7)}
    shared = stored.accounts.history("医院")[-1]
    assert (shared.id, shared.deal) == ("debrief", "D-1")
    assert shared.set == {PUBLIC: fact("yes"), TRUST: fact("yes")}
    stored.undo("D-1", by="li", recorded_at=moment(1))
    assert stored.get("D-2").facts("account", "医院") == {"public_sector": fact("no")}
    assert stored.get("D-2").facts("person", "王处长") == {}
    assert values(stored.get("D-1"))[AMOUNT] == 120_000_00
    assert stored.doctor() == ()


def test_undo_does_not_run_over_another_deals_change(stored: DealStore) -> None:
    record(stored, "D-1", {PUBLIC: "yes", AMOUNT: 7})
    record(stored, "D-2", {PUBLIC: None})
    with pytest.raises(ChangedMeanwhile):
        stored.undo("D-1", by="li", recorded_at=moment(1))
    assert values(stored.get("D-1"))[AMOUNT] == 7


def test_the_first_account_fact_joins_the_deal_to_its_account(store: DealStore) -> None:
    store.create(deal(), recorded_at=moment(0))
    record(store, "D-1", {PUBLIC: "yes"})
    assert store.get("D-1").members("account") == ("医院",)
    store.undo("D-1", by="li", recorded_at=moment(0))
    assert store.get("D-1").members("account") == ()
    assert values(store.accounts.get("医院")) == {}


def test_a_deal_has_one_account_and_may_change_it(stored: DealStore) -> None:
    stored.accounts.record(
        "诊所", {("account", "诊所", "public_sector"): "yes"},
        on=DAY, by="li", source="typed", recorded_at=moment(0),
    )
    for wrong in (
        {("account", "诊所", "staff"): 3},
        {("account", "诊所", MEMBER): "yes"},
        {("account", "医院", MEMBER): None, PUBLIC: "yes"},
    ):
        with pytest.raises(StoreError, match="one account"):
            record(stored, "D-1", wrong)
    record(stored, "D-1", {("account", "医院", MEMBER): None, ("account", "诊所", MEMBER): "yes"}, day=2)
    assert values(stored.get("D-1"))["account", "诊所", "public_sector"] == "yes"
    assert values(stored.get("D-2"))[PUBLIC] == "no"
    assert stored.as_of("D-1", DAY + timedelta(days=1)).members("account") == ("医院",)
    with pytest.raises(StoreError):
        stored.create(deal("D-9", account={"a": {}, "b": {}}), recorded_at=moment(0))


def test_the_account_is_looked_up_again_under_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody moves the deal to another account between our look and our lock."""
    store, other = folder_store(tmp_path), folder_store(tmp_path)
    store.create(deal(account={"old": {}}, person={"王处长": {"met": fact("yes")}}), recorded_at=moment(0))
    real, moves = Cabinet.writing, [{("account", "old", MEMBER): None, ("account", "new", MEMBER): "yes"}]

    def writing(cabinet: Cabinet, *targets: Target) -> AbstractContextManager[None]:
        while moves:
            record(other, "D-1", moves.pop())
        return real(cabinet, *targets)

    monkeypatch.setattr(Cabinet, "writing", writing)
    record(store, "D-1", {TRUST: "yes"})
    assert store.accounts.ids() == ("new",)
    assert values(store.get("D-1"))[TRUST] == "yes"


def test_a_new_deal_does_not_put_old_facts_over_newer_ones(stored: DealStore) -> None:
    old = {"医院": {"public_sector": fact("yes", on=DAY - timedelta(days=90)), "staff": fact(900)}}
    stored.create(deal("D-4", account=old), recorded_at=moment(1))
    assert values(stored.accounts.get("医院")) == {PUBLIC: "no", ("account", "医院", "staff"): 900}


def test_as_of_looks_back_in_the_account_too(stored: DealStore) -> None:
    record(stored, "D-2", {PUBLIC: "yes"}, day=5)
    assert values(stored.as_of("D-1", DAY + timedelta(days=4)))[PUBLIC] == "no"
    assert values(stored.as_of("D-1", DAY + timedelta(days=5)))[PUBLIC] == "yes"
    assert values(stored.accounts.as_of("医院", DAY))[PUBLIC] == "no"


def test_accounts_have_their_own_history_and_undo(store: DealStore, reopen: Callable[[], DealStore]) -> None:
    told = {"on": DAY, "by": "li", "source": "typed", "recorded_at": moment(0)}
    with pytest.raises(UnknownDeal):
        store.accounts.get("医院")
    for _ in range(2):
        assert store.accounts.record("医院", {PUBLIC: "yes"}, event_id="e", expect_rev=0, **told) == 1
    assert store.accounts.record("医院", {PUBLIC: "no"}, **told) == 2
    with pytest.raises(ChangedMeanwhile):
        store.accounts.record("医院", {PUBLIC: "yes"}, expect_rev=1, **told)
    with pytest.raises(StoreError):
        store.accounts.record("医院", {("account", "other", "staff"): 1}, **told)
    event = store.accounts.undo("医院", by="li", recorded_at=moment(0), event_id="u")
    assert store.accounts.undo("医院", by="li", recorded_at=moment(0), event_id="u") == event
    assert values(reopen().accounts.get("医院")) == {PUBLIC: "yes"}
    assert [event.kind for event in reopen().accounts.history("医院")] == ["record", "record", "undo"]


def test_an_own_copy_from_before_the_account_does_not_come_back(store: DealStore) -> None:
    store.create(deal(person={"王处长": {"trust": fact("yes"), "met": fact("yes")}}), recorded_at=moment(0))
    record(store, "D-1", {("account", "医院", MEMBER): "yes"})
    record(store, "D-1", {TRUST: "no"})
    assert values(store.get("D-1"))[TRUST] == "no"
    record(store, "D-1", {TRUST: None})
    assert TRUST not in values(store.get("D-1"))
    assert store.get("D-1").members("person") == ("王处长",)
