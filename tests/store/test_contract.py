"""The contract of every deal store: what `advisor.store.protocol` promises."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from advisor.errors import ChangedMeanwhile, StoreError, UnknownDeal
from advisor.facts.deal import Deal, Fact
from advisor.store.protocol import MEMBER, DealStore
from tests.store.support import DAY, deal, fact, moment, record, values

pytestmark = pytest.mark.usefixtures("no_sync")

Reopen = Callable[[], DealStore]
AMOUNT = ("deal", "D-1", "amount")


@pytest.fixture
def stored(store: DealStore) -> DealStore:
    store.create(deal(), recorded_at=moment(0), by="li")
    return store


def test_a_deal_comes_back_as_it_was_given(store: DealStore, reopen: Reopen) -> None:
    given = Deal(
        "华东-医院.1",
        {
            "deal": {"华东-医院.1": {"name": fact("升级\n \u202e\x00"), "terms": fact(("price", "service"))}},
            "person": {
                "王.处长": {"met": Fact("yes", DAY, "li", "debrief", "in the corridor", date(2026, 5, 1))},
                "B": {},
            },
            "rival": {"B": {"share": fact(-(2**53)), "weak_points": fact(())}},
            "account": {"第一医院": {"public_sector": fact("yes")}},
        },
        (("reframe-criteria", DAY), ("brief-the-approver", DAY + timedelta(days=1))),
    )
    assert store.create(given, recorded_at=moment(0)) == 1
    found = reopen().get(given.id)
    assert found == Deal(given.id, given.subjects, given.done, rev=1)
    assert reopen().ids() == (given.id,)


def test_no_deal(store: DealStore) -> None:
    assert store.ids() == ()
    with pytest.raises(UnknownDeal):
        store.get("D-1")
    with pytest.raises(UnknownDeal):
        record(store, "D-1", {AMOUNT: 1})
    assert store.ids() == ()


def test_the_nearest_deal_is_suggested(stored: DealStore) -> None:
    with pytest.raises(UnknownDeal) as error:
        stored.get("D1")
    assert "D-1" in error.value.hint


def test_a_deal_is_created_once(stored: DealStore) -> None:
    with pytest.raises(StoreError, match="already"):
        stored.create(deal(), recorded_at=moment(1))
    assert stored.get("D-1").rev == 1


def test_creating_may_be_repeated_under_its_event_id(store: DealStore) -> None:
    for _ in range(2):
        assert store.create(deal(), recorded_at=moment(0), event_id="import-7") == 1
    assert len(store.history("D-1")) == 1


def test_record_changes_adds_and_clears(stored: DealStore, reopen: Reopen) -> None:
    changes = {AMOUNT: 5, ("deal", "D-1", "name"): None, ("person", "王处长", "met"): "yes"}
    rev = record(stored, "D-1", changes, by="zhou", note="by phone", source="debrief", until=date(2026, 4, 1))
    found = reopen().get("D-1")
    assert rev == found.rev == 2
    assert values(found) == {AMOUNT: 5, ("person", "王处长", "met"): "yes"}
    amount = found.facts("deal", "D-1")["amount"]
    assert amount == Fact(5, DAY, "zhou", "debrief", "by phone", date(2026, 4, 1))


def test_nothing_to_record_is_an_error(stored: DealStore) -> None:
    with pytest.raises(StoreError):
        record(stored, "D-1", {})


def test_a_member_without_facts_and_without_its_facts(stored: DealStore) -> None:
    record(stored, "D-1", {("rival", "B", MEMBER): "yes"})
    assert stored.get("D-1").members("rival") == ("B",)
    record(stored, "D-1", {("rival", "B", "share"): 3, ("rival", "C", "share"): 4})
    record(stored, "D-1", {("rival", "B", MEMBER): None})
    assert stored.get("D-1").members("rival") == ("C",)
    stored.undo("D-1", by="li", recorded_at=moment(0))
    assert stored.get("D-1").facts("rival", "B")["share"].value == 3


def test_the_returned_deal_is_a_copy(stored: DealStore) -> None:
    stored.get("D-1").subjects["deal"]["D-1"].clear()  # type: ignore[attr-defined]
    assert AMOUNT in values(stored.get("D-1"))


def test_somebody_else_was_faster(stored: DealStore) -> None:
    assert record(stored, "D-1", {AMOUNT: 1}, expect_rev=1) == 2
    for late in (
        lambda: record(stored, "D-1", {AMOUNT: 2}, expect_rev=1),
        lambda: stored.done("D-1", "x", DAY, "li", recorded_at=moment(0), expect_rev=1),
        lambda: stored.undo("D-1", by="li", recorded_at=moment(0), expect_rev=1),
    ):
        with pytest.raises(ChangedMeanwhile):
            late()
    assert values(stored.get("D-1"))[AMOUNT] == 1


def test_an_event_id_counts_once(stored: DealStore) -> None:
    assert record(stored, "D-1", {AMOUNT: 1}, event_id="call-1", expect_rev=1) == 2
    record(stored, "D-1", {AMOUNT: 2})
    assert record(stored, "D-1", {AMOUNT: 1}, event_id="call-1", expect_rev=1) == 2
    assert values(stored.get("D-1"))[AMOUNT] == 2


@pytest.mark.parametrize("other", [{AMOUNT: 2}, {("deal", "D-1", "name"): "x"}])
def test_an_event_id_is_not_used_for_something_else(stored: DealStore, other: dict) -> None:  # type: ignore[type-arg]
    record(stored, "D-1", {AMOUNT: 1}, event_id="call-1")
    with pytest.raises(StoreError, match="already used"):
        record(stored, "D-1", other, event_id="call-1")
    with pytest.raises(StoreError, match="already used"):
        stored.undo("D-1", by="li", recorded_at=moment(0), event_id="call-1")
    with pytest.raises(StoreError, match="already used"):
        stored.done("D-1", "x", DAY, "li", recorded_at=moment(0), event_id="call-1")


def test_our_own_event_ids_never_meet_a_callers(stored: DealStore) -> None:
    next_but_one = stored.history("D-1")[0].id[:-1] + "3"
    record(stored, "D-1", {AMOUNT: 1}, event_id=next_but_one)
    assert record(stored, "D-1", {AMOUNT: 2}) == 3
    assert values(stored.get("D-1"))[AMOUNT] == 2


def test_history_tells_who_set_what_and_what_was_there(stored: DealStore, reopen: Reopen) -> None:
    changes = {AMOUNT: 1, ("person", "王", "met"): "no"}
    record(stored, "D-1", changes, day=1, by="zhou", note="n", event_id="e")
    first, event = reopen().history("D-1")
    assert (first.kind, first.rev, first.set[AMOUNT]) == ("create", 1, fact(120_000_00))
    assert (event.id, event.kind, event.rev, event.by, event.note) == ("e", "record", 2, "zhou", "n")
    assert event.recorded_at == moment(1) and event.on == DAY
    assert event.set[AMOUNT] == Fact(1, DAY, "zhou", note="n")
    assert event.was == {AMOUNT: fact(120_000_00), ("person", "王", "met"): None}


def test_undo_brings_back_the_fact_with_its_origin(stored: DealStore) -> None:
    record(stored, "D-1", {AMOUNT: 1, ("person", "王", "met"): "no"}, by="zhou")
    event = stored.undo("D-1", by="li", recorded_at=moment(2), note="a slip")
    assert event.kind == "undo" and event.set[AMOUNT] == fact(120_000_00)
    found = stored.get("D-1")
    assert found.facts("deal", "D-1")["amount"] == fact(120_000_00)
    assert found.members("person") == () and found.rev == 3
    assert [event.kind for event in stored.history("D-1")] == ["create", "record", "undo"]


def test_undo_walks_back_to_the_beginning_and_no_further(stored: DealStore) -> None:
    for amount in (1, 2, 3):
        record(stored, "D-1", {AMOUNT: amount})
    seen = []
    for _ in range(3):
        stored.undo("D-1", by="li", recorded_at=moment(0))
        seen.append(values(stored.get("D-1"))[AMOUNT])
    assert seen == [2, 1, 120_000_00]
    with pytest.raises(StoreError, match="nothing left"):
        stored.undo("D-1", by="li", recorded_at=moment(0))


def test_an_undo_can_be_taken_back(stored: DealStore) -> None:
    record(stored, "D-1", {AMOUNT: 1}, event_id="e")
    undo = stored.undo("D-1", by="li", recorded_at=moment(0))
    stored.undo("D-1", by="li", recorded_at=moment(0), event=undo.id)
    assert values(stored.get("D-1"))[AMOUNT] == 1
    stored.undo("D-1", by="li", recorded_at=moment(0))
    assert values(stored.get("D-1"))[AMOUNT] == 120_000_00


def test_an_older_event_is_undone_only_while_nothing_stands_on_it(stored: DealStore) -> None:
    record(stored, "D-1", {AMOUNT: 1}, event_id="a")
    record(stored, "D-1", {("deal", "D-1", "name"): "x"}, event_id="b")
    record(stored, "D-1", {("deal", "D-1", "name"): "y"}, event_id="c")
    with pytest.raises(ChangedMeanwhile):
        stored.undo("D-1", by="li", recorded_at=moment(0), event="b")
    stored.undo("D-1", by="li", recorded_at=moment(0), event="a")
    assert values(stored.get("D-1"))[AMOUNT] == 120_000_00
    for wrong in ("a", "nobody's", stored.history("D-1")[0].id):
        with pytest.raises(StoreError):
            stored.undo("D-1", by="li", recorded_at=moment(0), event=wrong)


def test_undo_may_be_repeated_under_its_event_id(stored: DealStore) -> None:
    record(stored, "D-1", {AMOUNT: 1})
    record(stored, "D-1", {AMOUNT: 2})
    first = stored.undo("D-1", by="li", recorded_at=moment(0), event_id="u", expect_rev=3)
    assert stored.undo("D-1", by="li", recorded_at=moment(0), event_id="u", expect_rev=3) == first
    assert values(stored.get("D-1"))[AMOUNT] == 1


def test_as_of_is_what_had_been_recorded_by_that_day(stored: DealStore, reopen: Reopen) -> None:
    record(stored, "D-1", {AMOUNT: 1}, day=2, on=DAY - timedelta(days=30))
    stored.done("D-1", "x", DAY, "li", recorded_at=moment(3))
    record(stored, "D-1", {AMOUNT: None}, day=4)
    stored.undo("D-1", by="li", recorded_at=moment(5))
    seen = [reopen().as_of("D-1", DAY + timedelta(days=day)) for day in range(6)]
    assert [found.rev for found in seen] == [1, 1, 2, 3, 4, 5]
    assert [values(found).get(AMOUNT) for found in seen] == [120_000_00, 120_000_00, 1, 1, None, 1]
    assert [found.done for found in seen] == [(), (), (), (("x", DAY),), (("x", DAY),), (("x", DAY),)]
    assert seen[-1] == stored.get("D-1")
    with pytest.raises(UnknownDeal):
        stored.as_of("D-1", DAY - timedelta(days=1))


def test_done_plays_are_sorted_by_day_and_can_be_taken_back(stored: DealStore, reopen: Reopen) -> None:
    stored.done("D-1", "late", DAY + timedelta(days=9), "li", recorded_at=moment(1))
    for _ in range(2):
        stored.done("D-1", "early", DAY, "li", recorded_at=moment(1), event_id="once")
    assert [play for play, _ in reopen().get("D-1").done] == ["early", "late"]
    stored.undo("D-1", by="li", recorded_at=moment(1))
    assert [play for play, _ in reopen().get("D-1").done] == ["late"]


def test_advice_is_kept_in_order_and_the_same_only_once(stored: DealStore, reopen: Reopen) -> None:
    first, second = {"at": "2026-03-02", "result": [{"play": "x", "因为": None}]}, {"at": "2026-03-03"}
    for advice in (first, first, second, first):
        stored.put_advice("D-1", advice)
    assert reopen().advice("D-1") == (first, second, first)
    assert stored.get("D-1").rev == 1


def test_old_advice_makes_room(stored: DealStore) -> None:
    for number in range(53):
        stored.put_advice("D-1", {"number": number})
    assert [advice["number"] for advice in stored.advice("D-1")] == list(range(3, 53))


@pytest.mark.parametrize(
    "advice",
    [{1: "x"}, {"x": (1, 2)}, {"x": float("nan")}, {"x": 2**60}, {"x": "\ud800"}, {"x": "y" * 300_000}],
    ids=lambda advice: f"{advice!r:.30}",
)
def test_advice_that_would_not_come_back_the_same(stored: DealStore, advice: dict) -> None:  # type: ignore[type-arg]
    with pytest.raises(StoreError):
        stored.put_advice("D-1", advice)
    assert stored.advice("D-1") == ()


def test_overview_gives_the_facts_asked_for(stored: DealStore) -> None:
    stored.create(deal("D-2", account={"医院": {"name": fact("第一医院")}}), recorded_at=moment(0))
    found = dict(stored.overview([("deal", "amount"), ("account", "name")]))
    assert {id: values(line) for id, line in found.items() if isinstance(line, Deal)} == {
        "D-1": {AMOUNT: 120_000_00},
        "D-2": {("deal", "D-2", "amount"): 120_000_00, ("account", "医院", "name"): "第一医院"},
    }
    everything = dict(stored.overview())
    assert everything == {id: stored.get(id) for id in stored.ids()}


def test_a_healthy_store_has_no_findings(stored: DealStore) -> None:
    record(stored, "D-1", {AMOUNT: 1, ("account", "医院", "public_sector"): "yes"})
    stored.done("D-1", "x", DAY, "li", recorded_at=moment(0))
    stored.undo("D-1", by="li", recorded_at=moment(0))
    stored.put_advice("D-1", {"at": "2026-03-02"})
    assert stored.doctor() == ()
