"""Ids as file names: nothing leaves the folder, nothing meets another id's file."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.errors import StoreError
from advisor.store.names import LONGEST, file_name, id_of
from tests.store.support import deal, folder_store, moment, record, values

pytestmark = pytest.mark.usefixtures("no_sync")

HOSTILE = [
    "../../etc/passwd", "/etc/passwd", "..", ".", "a/b", "a\\b", "CON", "con", "NUL", "aux.txt", "\0", "a\0b",
    "a:stream", "trailing ", "trailing.", " ", "*?<>|\"", "~", "-rf", "%2e%2e", "d-%41", "\n", "\x1b[31m",
    "Acme", "ACME", "acme", "é", "e\u0301", "ﬁ", "医院", "\u202e", "x.json", "x.json.tmp", "x.json.damaged-1",
]
LONG = ["x" * (LONGEST + 1), "医" * 26, "x" * 100_000]


def test_hostile_ids_are_ordinary_deals(tmp_path: Path) -> None:
    store = folder_store(tmp_path)
    for number, id in enumerate(HOSTILE):
        store.create(deal(id), recorded_at=moment(0))
        record(store, id, {("deal", "x", "number"): number, ("account", id, "staff"): number})
    assert store.ids() == tuple(sorted(HOSTILE))
    for number, id in enumerate(HOSTILE):
        assert values(store.get(id))["deal", "x", "number"] == number
        assert values(store.accounts.get(id)) == {("account", id, "staff"): number}
    assert store.doctor() == ()
    assert os.listdir(tmp_path) == ["store"]
    assert sorted(os.listdir(tmp_path / "store")) == ["accounts", "deals", "locks", "redo"]


def test_hostile_ids_differ_even_where_case_and_unicode_form_do_not_count() -> None:
    assert len({file_name("d-", id) for id in HOSTILE}) == len(HOSTILE)
    assert all(file_name("d-", id) == file_name("d-", id).lower() for id in HOSTILE)
    assert all(file_name("d-", id).isascii() for id in HOSTILE)


@pytest.mark.parametrize("id", ["", *LONG, "\ud800", "a\udfffb"])
def test_ids_that_cannot_be_names_are_refused(tmp_path: Path, id: str) -> None:
    store = folder_store(tmp_path)
    for call in (
        lambda: store.get(id),
        lambda: store.create(deal(id), recorded_at=moment(0)),
        lambda: record(store, id, {("deal", "x", "amount"): 1}),
        lambda: store.accounts.get(id),
    ):
        with pytest.raises(StoreError):
            call()
    assert not list(tmp_path.rglob("*.json"))


@pytest.mark.parametrize("id", [7, None, b"x"])
def test_ids_are_text(id: object) -> None:
    with pytest.raises(StoreError):
        file_name("d-", id)  # type: ignore[arg-type]


@given(st.text(min_size=1, max_size=20))
def test_every_id_can_be_read_back(id: str) -> None:
    name = file_name("d-", id)
    assert id_of("d-", name) == id
    assert len(name.encode()) <= 255 - len(".damaged-99")
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-%.")


@given(st.text(alphabet="abd%2eE-_.json", max_size=16))
def test_no_second_name_for_an_id(body: str) -> None:
    for name in (body, f"d-{body}.json"):
        id = id_of("d-", name)
        assert id is None or file_name("d-", id) == name
