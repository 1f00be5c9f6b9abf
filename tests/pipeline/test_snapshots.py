"""Snapshots: small, left only when something is new, and never the reason why a brief fails."""

import json
import os
import shutil

import pytest

from advisor.advice.view import Brief
from advisor.errors import StoreError
from advisor.explain.gist import Advised, Gist
from advisor.facts.states import Partial, Span
from advisor.pipeline.gist_json import digest, gist_from, plain
from advisor.pipeline.snapshots import deal_of, leave

from .past import DEAL, FIRST, Past, after


def plays(brief: Brief) -> list[str]:
    return [action.play for action in brief.actions]


def test_a_brief_leaves_what_it_said_and_what_that_rests_on(past: Past) -> None:
    made = past.give(FIRST)
    [left] = past.snapshots()
    assert (left.day, left.rev, left.rulebook) == (FIRST, 1, made.rulebook)
    assert dict(left.gist.positions)["deal.place"] == "behind"
    assert [a.play for a in left.gist.actions] == plays(made) == ["attack", "visit"]
    assert len(past.copies) == 1


def test_it_is_small(past: Past) -> None:
    past.give(FIRST)
    [record] = past.desk(FIRST).store.advice(DEAL)
    assert len(json.dumps(record)) < 1000


def test_the_same_page_leaves_nothing_new(past: Past) -> None:
    past.give(FIRST)
    before = {path: path.stat().st_mtime_ns for path in past.folder.rglob("*") if path.is_file()}
    past.give(FIRST, hour=17)
    assert {path: path.stat().st_mtime_ns for path in past.folder.rglob("*") if path.is_file()} == before


def test_another_day_fact_or_rule_leaves_a_new_one(past: Past) -> None:
    past.give(FIRST)
    past.give(after(1))
    past.tell(after(1), "deal.met=yes")
    past.give(after(1))
    past.edit("value: 50%", "value: 10%")
    past.give(after(1))
    assert [(s.day, s.rev) for s in past.snapshots()] == [(FIRST, 1), (after(1), 1), (after(1), 2), (after(1), 2)]
    assert len(past.copies) == 2


def test_the_facts_of_a_snapshot_are_those_of_its_moment(past: Past) -> None:
    past.give(FIRST)
    past.begin("second")
    past.tell(FIRST, "account.public=yes", deal="second")
    past.tell(FIRST, "deal.met=yes")
    [left] = past.snapshots()
    store = past.desk(FIRST).store
    assert store.get(DEAL).facts("account", "Harbour")["public"].value == "yes"
    deal = deal_of(store, DEAL, left)
    assert deal.facts("account", "Harbour")["public"].value == "no"
    assert deal.facts("deal", DEAL)["met"].value == "no"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_workspace_that_cannot_be_written_leaves_nothing(past: Past) -> None:
    folders = [past.folder, *(p for p in past.folder.rglob("*") if p.is_dir())]
    for folder in folders:
        folder.chmod(0o500)
    try:
        assert plays(past.give(FIRST)) == ["attack", "visit"]
    finally:
        for folder in folders:
            folder.chmod(0o700)
    assert past.snapshots() == ()


@pytest.mark.parametrize("error", [StoreError("the disk is full"), OSError(30, "Read-only file system")])
def test_a_store_that_refuses_is_passed_over(past: Past, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    desk = past.desk(FIRST)

    def refuse(id: str, record: object) -> None:
        raise error

    monkeypatch.setattr(desk.store, "put_advice", refuse)
    leave(desk, DEAL)
    assert past.snapshots() == () and past.copies == []


def test_a_store_that_cannot_be_locked_is_passed_over(past: Past) -> None:
    locks = past.folder / "data" / "locks"
    shutil.rmtree(locks)
    locks.write_text("no folder")
    assert plays(past.give(FIRST)) == ["attack", "visit"]
    assert past.snapshots() == ()


def test_a_file_in_the_place_of_the_copies_is_no_reason_to_fail(past: Past) -> None:
    (past.folder / ".editions").write_text("mine")
    past.give(FIRST)
    assert len(past.snapshots()) == 1
    assert (past.folder / ".editions").read_text() == "mine"


GIVEN = {
    "schema": "given/1", "day": "2026-03-02", "rev": 1, "account_rev": 0, "key": "k", "rulebook": "r",
    "positions": {}, "actions": [], "result": digest(Gist((), ())),
}  # fmt: skip


def test_a_right_one_is_taken(past: Past) -> None:
    past.desk(FIRST).store.put_advice(DEAL, GIVEN)
    assert [s.key for s in past.snapshots()] == ["k"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "soon"}, {"rev": "1"}, {"rev": True}, {"positions": []}, {"positions": {"a": {"one_of": 3}}},
        {"positions": {"a": {"from": "x"}}}, {"actions": [["a", "b"]]}, {"actions": [3]}, {"schema": "given/9"},
        {"result": "another page"}, {"key": None},
    ],
)  # fmt: skip
def test_what_somebody_else_wrote_there_is_left_out(past: Past, wrong: dict[str, object]) -> None:
    past.desk(FIRST).store.put_advice(DEAL, GIVEN | wrong)
    past.give(FIRST)
    assert [s.day for s in past.snapshots()] == [FIRST]
    assert past.snapshots()[0].key != "k"


def test_every_kind_of_state_comes_back() -> None:
    states = ("a", 3, ("x", "y"), (), frozenset(("a", "~none")), frozenset((1, 2)), Span(1, None), Span(None, 4),
              Partial(frozenset("a"), frozenset("bc"), True), "~none")  # fmt: skip
    gist = Gist(tuple((f"deal.f{n}", s) for n, s in enumerate(states)), (Advised("r", "p", "王"), Advised("r", "q", "")))
    assert gist_from(json.loads(json.dumps(plain(gist)))) == gist


def test_what_is_unknown_is_not_written() -> None:
    assert plain(Gist((("deal.a", None),), ()))["positions"] == {}


def test_a_damaged_deal_leaves_none(past: Past) -> None:
    desk = past.desk(FIRST)
    [path] = (past.folder / "data" / "deals").glob("d-*.json")
    path.write_text("{")
    leave(desk, DEAL)
    assert past.copies == []
