"""The desk: the one object doors talk to. It holds a workspace's deals, its compiled rules and the engine."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from advisor.advice.brief import make_brief
from advisor.advice.view import Brief
from advisor.content import Pack, pack_of
from advisor.engine.engine import Engine
from advisor.errors import AdvisorError, EngineError, FactError
from advisor.facts.deal import Deal, Source
from advisor.facts.sheet import sheet
from advisor.pipeline import workspace as place
from advisor.pipeline.cache import Compiled, compiled
from advisor.pipeline.lookup import find_deal

if TYPE_CHECKING:
    from os import PathLike

    from advisor.advice.view import DealLine
    from advisor.engine.conclusions import Conclusions
    from advisor.engine.matching import Matcher
    from advisor.engine.supervisor import Worker
    from advisor.explain.trial import Trial
    from advisor.pipeline.assign import Change
    from advisor.pipeline.facts_list import FactLine
    from advisor.pipeline.memory import Memory
    from advisor.store.protocol import DealStore

Clock = Callable[[], datetime]
DEEP = 20
"""Lines of the deal list that get advice at once when nothing is remembered; the others get it later."""


def now() -> datetime:
    """Return the moment, in UTC. The one clock below the doors: it stamps what is written down."""
    return datetime.now(UTC)


class Desk:
    """A workspace on one day. For one thread at a time; `worker` runs the engine in a process of its own."""

    def __init__(
        self,
        folder: str | None,
        files: Pack,
        pack: Compiled,
        today: date,
        matcher: "Matcher",
        clock: Clock,
        sparing: bool = True,
    ) -> None:
        """Use `open` or `without_deals`."""
        self.folder, self.files, self.today = folder, files, today
        self.trouble: AdvisorError | None = None
        self._matcher, self._clock, self._sparing = matcher, clock, sparing
        self._store: DealStore | None = None
        self._memory: Memory | None = None
        self._pack: Compiled | None = None
        self._engine: Engine | None = None
        self._take(pack)

    @classmethod
    def open(
        cls, workspace: "str | PathLike[str]", today: date, *, worker: bool = False, clock: Clock = now
    ) -> "Desk":
        """Open a workspace. Raises `RulebookError` with every finding where its rules cannot be used."""
        import os

        folder = os.fspath(workspace)
        matcher = _matcher(worker)
        try:
            files = pack_of(folder)
            return cls(folder, files, compiled(files), today, matcher, clock, sparing=not worker)
        except BaseException:
            matcher.close()
            raise

    @classmethod
    def without_deals(cls, today: date, workspace: "str | PathLike[str] | None" = None) -> "Desk":
        """Open the rules alone, for facts that come from a file."""
        files = pack_of(workspace)
        return cls(None, files, compiled(files), today, _matcher(False), now)

    def with_parameters(self, parameters: Mapping[str, str]) -> "Desk":
        """Return a desk whose rules have other parameter values; nothing of it is kept."""
        from advisor.content import play_files, rule_files
        from advisor.pipeline.cache import build

        pack = build(rule_files(self.files), play_files(self.files), parameters=parameters)
        return Desk(self.folder, self.files, pack, self.today, self._matcher, self._clock)

    @property
    def pack(self) -> Compiled:
        """The rules and plays in use."""
        assert self._pack is not None
        return self._pack

    @property
    def store(self) -> "DealStore":
        """The workspace's deals."""
        if self._store is None:
            self._store = open_store(self.folder, self.pack)
        return self._store

    # reading

    def title(self) -> str:
        """Return the workspace's title, and that its rules are broken where they are."""
        title = place.title_of(self.folder) if self.folder is not None else ""
        if self.trouble is None:
            return title
        return f"{title} · the rules have problems, the last good ones are in use".removeprefix(" · ")

    def find(self, wanted: str) -> str:
        """Return the id of the deal that is meant by an id, the beginning of one, or a name."""
        return find_deal(self.store, wanted)

    def deals(self, deep: int | None = DEEP) -> "tuple[DealLine, ...]":
        """Return every deal: the next meetings first, then those that are over, then the quiet ones.

        Every line has its meeting, amount and step. What to do and how much is open stands on lines that are
        remembered, and on the first `deep` of the others (all of them for None).
        """
        from advisor.pipeline.cache import program
        from advisor.pipeline.listing import listed
        from advisor.pipeline.memory import Memory

        if self._memory is None:
            self._memory = Memory(self.folder, f"{self.today} {self.pack.key} {program('engine', 'advice')}")
        return listed(self, self._memory, deep)

    def brief(self, deal_id: str, full: bool = False) -> Brief:
        """Return the advice for a deal; `full` adds every derived fact."""
        return self.brief_of(self.store.get(self.find(deal_id)), self.today, full)

    def brief_of(self, deal: Deal, today: date, full: bool = False) -> Brief:
        """Return the advice for a deal that need not be stored."""
        from advisor.explain.ranking import Ranking

        trial = self.trial(deal, today)
        return make_brief(
            self.pack.rulebook, self.pack.plays, trial.conclusions, full, Ranking(trial).effects
        )

    def trial(self, deal: Deal, today: date) -> "Trial":
        """Return a deal whose facts can be tried: what if, what would change it, what an answer moves."""
        from advisor.explain.trial import Trial

        return Trial(self.engine, self.pack.plays, self.conclude(deal, today))

    def conclude(self, deal: Deal, today: date) -> "Conclusions":
        """Return what follows from a deal's facts."""
        return self.engine.conclude(sheet(self.pack.rulebook.dictionary, deal, today))

    @property
    def engine(self) -> "Engine":
        """The engine with the rules in use."""
        if self._engine is None:
            self._engine = Engine(self.pack.rulebook, self._matcher, sparing=self._sparing)
        return self._engine

    def facts(self, deal_id: str) -> "tuple[FactLine, ...]":
        """Return every fact of a deal with its value and origin, as the dictionary orders them."""
        from advisor.pipeline.facts_list import fact_lines

        deal = self.store.get(self.find(deal_id))
        return fact_lines(self.pack.rulebook, self.conclude(deal, self.today))

    # writing

    def set(
        self,
        deal_id: str,
        assignments: Sequence[str],
        *,
        on: date | None = None,
        by: str = "",
        source: Source = "typed",
        note: str = "",
        new: bool = False,
    ) -> "tuple[Change, ...]":
        """Record facts as `PATH=VALUE` and return what changed; `unknown` takes a fact back.

        All or nothing. A member that is not recorded is refused with the nearest name unless `new`; a value
        typed over a rule needs a `note`. Raises `FactError` or `UsageError`.
        """
        from advisor.pipeline.assign import Assigner, described, parse

        day = on or self.today
        if day > self.today:
            raise FactError(f"{day} is still to come", hint="a fact counts from the day it became true")
        deal = self.store.get(self.find(deal_id))
        changes = Assigner(self.pack.rulebook, deal, self.today, note, new).changes(parse(assignments))
        if not changes:
            return ()
        was = {(s, m, n): fact.value for s, m, n in changes if (fact := deal.facts(s, m).get(n))}
        self.store.record(
            deal.id,
            changes,
            on=day,
            by=by,
            source=source,
            recorded_at=self._clock(),
            note=note,
            expect_rev=deal.rev,
        )
        return described(self.pack.rulebook.dictionary, self.store.get(deal.id), was, changes)

    def answer(self, deal_id: str, path: str, text: str, by: str = "") -> "tuple[Change, ...]":
        """Record the answer to one question, as `set` does."""
        return self.set(deal_id, [f"{path}={text}"], by=by)

    def undo(self, deal_id: str, by: str = "") -> "tuple[Change, ...] | None":
        """Take the last change back and return what that changed; `None` where there is nothing to undo."""
        from advisor.pipeline.undoing import undo

        return undo(self.store, self.pack.rulebook.dictionary, self.find(deal_id), by, self._clock())

    def new(self, deal_id: str, assignments: Sequence[str], *, by: str = "") -> "tuple[Change, ...]":
        """Store a new deal with some facts, all or nothing, and return them."""
        from advisor.facts.deal import Fact
        from advisor.pipeline.assign import Assigner, check_name, described, parse

        check_name("deal", deal_id)
        empty = Deal(deal_id, {"deal": {deal_id: {}}})
        wishes = parse(assignments) if assignments else ()
        changes = Assigner(self.pack.rulebook, empty, self.today, new=True).changes(wishes)
        subjects: dict[str, dict[str, dict[str, Fact]]] = {"deal": {deal_id: {}}}
        for (subject, member, name), value in changes.items():
            facts = subjects.setdefault(subject, {}).setdefault(member, {})
            if name and value is not None:
                facts[name] = Fact(value, self.today, by)
        deal = Deal(deal_id, subjects)
        self.create(deal, by)
        return described(self.pack.rulebook.dictionary, deal, {}, changes)

    def create(self, deal: Deal, by: str = "") -> None:
        """Store a new deal. Raises `StoreError` where there is one of that id."""
        from advisor.pipeline.told import shared_account

        self.store.create(shared_account(deal), recorded_at=self._clock(), by=by)

    # the rules

    def refresh(self) -> bool:
        """Read the rules again if a file changed and say whether new ones are in use.

        Broken rules are not taken: the last good ones stay, and `trouble` says what is wrong.
        """
        try:
            files = pack_of(self.folder)
            pack = compiled(files)
        except AdvisorError as error:
            self.trouble = error
            return False
        self.trouble, self.files = None, files
        if pack.key == self.pack.key:
            return False
        from advisor.pipeline.trial import trial_build

        if not self._sparing and (problem := trial_build(pack.rulebook)):
            self.trouble = EngineError(problem, hint="the last good rules are in use; run 'advisor check'")
            return False
        self._take(pack)
        return True

    def close(self) -> None:
        """End the engine."""
        self._matcher.close()

    def _take(self, pack: Compiled) -> None:
        self._pack, self._engine, self._store, self._memory = pack, None, None, None


def open_store(folder: str | None, pack: Compiled) -> "DealStore":
    """Return the store of a workspace."""
    from advisor.store.folder import FolderStore

    if folder is None:
        raise AdvisorError("there is no workspace here", hint="'advisor init DIR' makes one")
    kept = [(f.subject, f.name) for f in pack.rulebook.dictionary if f.kept_with and f.subject != f.kept_with]
    return FolderStore(place.data_of(folder), kept_with_account=kept)


def _matcher(worker: bool) -> "Matcher":
    if worker:
        from threading import Thread

        from advisor.engine.supervisor import Worker

        process = Worker()
        # It starts while rules and deals are read; whoever needs it first waits for the rest.
        Thread(target=_start, args=(process,), daemon=True).start()
        return process
    from advisor.engine.driver import InProcess

    return InProcess()


def _start(worker: "Worker") -> None:
    with suppress(EngineError):  # the first real request says it again, where somebody listens
        worker.ping()
