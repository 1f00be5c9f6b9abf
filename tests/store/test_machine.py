"""Random days of record, clear, join, done, undo and reopen, against a model of plain dicts."""

import copy
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from advisor.errors import ChangedMeanwhile, StoreError, UnknownDeal
from advisor.facts.deal import Fact
from advisor.store.folder import FolderStore
from tests.store.support import DAY, KEPT, deal, moment, record

DEALS = ("D-1", "医院 2")
ACCOUNT = "acme"
Path3 = tuple[str, str, str]

texts = st.text(max_size=8).filter(lambda text: text.isprintable() or "\n" in text)
values = st.integers(-(2**53), 2**53) | texts | st.lists(texts, max_size=3).map(lambda parts: tuple(sorted(parts)))
paths = st.sampled_from(
    [
        ("deal", "x", "amount"), ("deal", "x", "name"), ("person", "王.处长", "met"), ("person", "王.处长", "trust"),
        ("rival", "B", "share"), ("account", ACCOUNT, "staff"), ("account", ACCOUNT, "region"),
    ]
)
changes = st.dictionaries(paths, st.none() | values, min_size=1, max_size=4)


class Step(NamedTuple):
    """One event of the model: what it found and left, by (file, path)."""

    id: str
    before: dict[tuple[str, Path3], Fact | None]
    after: dict[tuple[str, Path3], Fact | None]
    play: str = ""


class StoreMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="store-machine-"))
        self.day = 0
        self.facts: dict[tuple[str, Path3], Fact] = {}
        self.steps: dict[str, list[Step]] = {id: [] for id in DEALS}
        self.done: dict[str, list[str]] = {id: [] for id in DEALS}
        self.revs = dict.fromkeys(DEALS, 1)
        self.days: dict[int, tuple[dict[tuple[str, Path3], Fact], dict[str, list[str]]]] = {}

    @initialize()
    def begin(self) -> None:
        self.reopen()
        for id in DEALS:
            given = deal(id, account={ACCOUNT: {}}, person={"王.处长": {}})
            self.store.create(given, recorded_at=moment(0))
            self.facts |= {(id, ("deal", id, name)): known for name, known in given.facts("deal", id).items()}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule()
    def reopen(self) -> None:
        self.store = FolderStore(self.folder / "store", kept_with_account=KEPT)

    @rule()
    def next_day(self) -> None:
        self.days[self.day] = copy.deepcopy((self.facts, self.done))
        self.day += 1

    @rule(id=st.sampled_from(DEALS), changes=changes, by=st.sampled_from(["li", "zhou"]))
    def record(self, id: str, changes: dict[Path3, object], by: str) -> None:
        rev = record(self.store, id, changes, day=self.day, by=by)  # type: ignore[arg-type]
        files = {path: ACCOUNT if path[0] == "account" or path[2] == "trust" else id for path in changes}
        before = {(files[path], path): self.facts.get((files[path], path)) for path in changes}
        after = {
            (files[path], path): None if value is None else Fact(value, DAY, by)  # type: ignore[arg-type]
            for path, value in changes.items()
        }
        self._set(after)
        self.revs[id] += 1
        assert rev == self.revs[id]
        self.steps[id].append(Step(self.store.history(id)[-1].id, before, after))

    @rule(id=st.sampled_from(DEALS), play=st.sampled_from(["reframe", "probe"]))
    def carry_out(self, id: str, play: str) -> None:
        self.store.done(id, play, DAY, "li", recorded_at=moment(self.day))
        self.done[id].append(play)
        self.revs[id] += 1
        self.steps[id].append(Step(self.store.history(id)[-1].id, {}, {}, play))

    @rule(id=st.sampled_from(DEALS), choice=st.integers(0, 9))
    def undo(self, id: str, choice: int) -> None:
        steps = self.steps[id]
        told = {"by": "li", "recorded_at": moment(self.day)}
        if not steps:
            with pytest.raises(StoreError):
                self.store.undo(id, **told)  # type: ignore[arg-type]
            return
        step = steps[-1] if choice > 4 else steps[choice % len(steps)]
        event = None if choice > 4 else step.id
        if any(self.facts.get(place) != known for place, known in step.after.items()):
            with pytest.raises(ChangedMeanwhile):
                self.store.undo(id, event=event, **told)  # type: ignore[arg-type]
            return
        assert self.store.undo(id, event=event, **told).undoes == step.id  # type: ignore[arg-type]
        self._set(step.before)
        if step.play:
            self.done[id].remove(step.play)
        steps.remove(step)
        self.revs[id] += 1

    @rule(id=st.sampled_from(DEALS))
    def somebody_was_faster(self, id: str) -> None:
        with pytest.raises(ChangedMeanwhile):
            record(self.store, id, {("deal", "x", "amount"): 1}, expect_rev=self.revs[id] - 1)

    @precondition(lambda self: self.days)
    @rule(id=st.sampled_from(DEALS), choice=st.integers(0, 99))
    def as_of(self, id: str, choice: int) -> None:
        day = sorted(self.days)[choice % len(self.days)]
        facts, done = self.days[day]
        found = self.store.as_of(id, DAY + timedelta(days=day))
        assert self._facts_of(found.subjects) == self._expected(id, facts)
        assert sorted(play for play, _ in found.done) == sorted(done[id])
        with pytest.raises(UnknownDeal):
            self.store.as_of(id, DAY - timedelta(days=1))

    @invariant()
    def the_store_holds_what_the_model_holds(self) -> None:
        for id in self.store.ids():
            found = self.store.get(id)
            assert self._facts_of(found.subjects) == self._expected(id, self.facts)
            assert sorted(play for play, _ in found.done) == sorted(self.done[id])
            assert found.rev == self.revs[id] == len(self.store.history(id))
        assert self.store.doctor() == ()

    def _set(self, sets: dict[tuple[str, Path3], Fact | None]) -> None:
        for place, known in sets.items():
            if known is None:
                self.facts.pop(place, None)
            else:
                self.facts[place] = known

    def _expected(self, id: str, facts: dict[tuple[str, Path3], Fact]) -> dict[Path3, Fact]:
        return {path: known for (file, path), known in facts.items() if file in (id, ACCOUNT)}

    def _facts_of(self, subjects: object) -> dict[Path3, Fact]:
        return {
            (subject, member, name): known
            for subject, members in subjects.items()  # type: ignore[attr-defined]
            for member, facts in members.items()
            for name, known in facts.items()
        }


@pytest.mark.usefixtures("no_sync")
class TestStore(StoreMachine.TestCase):
    settings = settings(
        max_examples=40, stateful_step_count=20, deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
