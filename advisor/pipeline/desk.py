"""The desk: the one object doors talk to. It holds a workspace's deals, its compiled rules and the engine."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from advisor.advice.view import Brief
from advisor.content import Pack, pack_of
from advisor.errors import AdvisorError, EngineError
from advisor.pipeline import workspace as place
from advisor.pipeline.cache import Compiled, compiled, known_key, program
from advisor.pipeline.lookup import find_deal

if TYPE_CHECKING:
    from os import PathLike

    from advisor.advice.view import DealLine
    from advisor.engine.conclusions import Conclusions
    from advisor.engine.engine import Engine
    from advisor.engine.matching import Matcher
    from advisor.explain.trial import Trial
    from advisor.facts.deal import Deal, Source
    from advisor.pipeline.assign import Change
    from advisor.pipeline.facts_list import FactLine
    from advisor.pipeline.kept_briefs import KeptBriefs
    from advisor.pipeline.memory import Memory
    from advisor.store.protocol import DealStore

Clock = Callable[[], datetime]
DEEP = 20
"""Lines of the deal list that get advice at once when nothing is remembered; the others get it later."""


def now() -> datetime:
    """Return the moment, in local time, whose days people mean. The one clock below the doors."""
    return datetime.now(UTC).astimezone()


class Desk:
    """A workspace on one day. For one thread at a time; `worker` runs the engine in a process of its own."""

    def __init__(
        self,
        folder: str | None,
        files: Pack,
        pack: Compiled | None,
        key: str,
        today: date,
        worker: bool = False,
        clock: Clock = now,
    ) -> None:
        """Use `open` or `without_deals`. Rules that are kept under `key` are read when they are needed."""
        self.folder, self.files, self.today, self.clock = folder, files, today, clock
        self.key = key
        self.trouble: AdvisorError | None = None
        self._worker = worker
        self._pack = pack
        self._matcher: Matcher | None = None
        self._engine: Engine | None = None
        self._store: DealStore | None = None
        self._memory: Memory | None = None
        self._briefs: KeptBriefs | None = None

    @classmethod
    def open(
        cls, workspace: "str | PathLike[str]", today: date, *, worker: bool = False, clock: Clock = now
    ) -> "Desk":
        """Open a workspace. Raises `RulebookError` with every finding where its rules cannot be used."""
        import os

        folder = os.fspath(workspace)
        files = pack_of(folder)
        return cls(folder, files, *_found(files), today, worker, clock)

    @classmethod
    def without_deals(cls, today: date, workspace: "str | PathLike[str] | None" = None) -> "Desk":
        """Open the rules alone, for facts that come from a file."""
        files = pack_of(workspace)
        pack = compiled(files)
        return cls(None, files, pack, pack.key, today)

    def with_parameters(self, parameters: Mapping[str, str]) -> "Desk":
        """Return a desk whose rules have other parameter values; nothing of it is kept."""
        from advisor.content import play_files, rule_files
        from advisor.pipeline.cache import build

        pack = build(rule_files(self.files), play_files(self.files), parameters=parameters)
        return Desk(None, self.files, pack, pack.key, self.today, clock=self.clock)

    @property
    def pack(self) -> Compiled:
        """The rules and plays in use."""
        if self._pack is None:
            self._pack = compiled(self.files)
            if self._pack.key != self.key:  # a file was changed since the workspace was opened
                self.key, self._memory, self._briefs = self._pack.key, None, None
        return self._pack

    @property
    def store(self) -> "DealStore":
        """The workspace's deals."""
        if self._store is None:
            from advisor.store.folder import FolderStore

            if self.folder is None:
                raise AdvisorError("there is no workspace here", hint="'advisor init DIR' makes one")
            self._store = FolderStore(place.data_of(self.folder), kept_with_account=self._kept_with_account())
        return self._store

    def _kept_with_account(self) -> Iterator[tuple[str, str]]:
        for fact in self.pack.rulebook.dictionary:
            if fact.kept_with and fact.subject != fact.kept_with:
                yield fact.subject, fact.name

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
        from advisor.pipeline.listing import listed
        from advisor.pipeline.memory import Memory

        if self._memory is None:
            self._memory = Memory(self.folder, self._salt())
        memory = self._memory
        lines = listed(self, memory, deep)
        if memory is self._memory:  # else it is a memory of other rules
            memory.save()
        return lines

    def brief(self, deal_id: str, full: bool = False) -> Brief:
        """Return the advice for a deal; `full` adds every derived fact."""
        deal = self.store.get(self.find(deal_id))
        if full or self.folder is None or not self.key:
            return self.brief_of(deal, self.today, full)
        found = self._kept(self.folder).get(deal)
        if found is None:
            found = self.brief_of(deal, self.today)
            self._kept(self.folder).put(deal, found)
        return found

    def _kept(self, folder: str) -> "KeptBriefs":
        from advisor.pipeline.kept_briefs import KeptBriefs

        if self._briefs is None:
            self._briefs = KeptBriefs(folder, self._salt())
        return self._briefs

    def _salt(self) -> str:
        """Return what pages rest on beside the deal: the day, the rules, the program."""
        return f"{self.today} {self.key} {program('engine', 'advice', 'explain')}"

    def brief_of(self, deal: "Deal", today: date, full: bool = False) -> Brief:
        """Return the advice for a deal that need not be stored."""
        from advisor.advice.brief import make_brief
        from advisor.explain.ranking import Ranking

        trial = self.trial(deal, today)
        effects = Ranking(trial).effects
        return make_brief(self.pack.rulebook, self.pack.plays, trial.conclusions, full, effects)

    def trial(self, deal: "Deal", today: date) -> "Trial":
        """Return a deal whose facts can be tried: what if, what would change it, what an answer moves."""
        from advisor.explain.trial import Trial

        return Trial(self.engine, self.pack.plays, self.conclude(deal, today))

    def conclude(self, deal: "Deal", today: date) -> "Conclusions":
        """Return what follows from a deal's facts."""
        from advisor.facts.sheet import sheet

        return self.engine.conclude(sheet(self.pack.rulebook.dictionary, deal, today))

    @property
    def engine(self) -> "Engine":
        """The engine with the rules in use."""
        if self._engine is None:
            from advisor.engine.engine import Engine
            from advisor.pipeline.engines import matcher

            self._matcher = self._matcher or matcher(self._worker)
            self._engine = Engine(self.pack.rulebook, self._matcher, sparing=not self._worker)
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
        source: "Source" = "typed",
        note: str = "",
        new: bool = False,
    ) -> "tuple[Change, ...]":
        """Record facts as `PATH=VALUE` and return what changed; `unknown` takes a fact back.

        All or nothing. A member that is not recorded is refused with the nearest name unless `new`; a value
        typed over a rule needs a `note`. Raises `FactError` or `UsageError`.
        """
        from advisor.pipeline.recording import record

        deal = self.store.get(self.find(deal_id))
        return record(self, deal, assignments, on or self.today, by, source, note, new)

    def answer(self, deal_id: str, path: str, text: str, by: str = "") -> "tuple[Change, ...]":
        """Record the answer to one question, as `set` does."""
        return self.set(deal_id, [f"{path}={text}"], by=by)

    def undo(self, deal_id: str, by: str = "", path: str = "") -> "tuple[Change, ...] | None":
        """Take the last change back, or that of the fact at `path`; `None` where there is nothing to undo."""
        from advisor.pipeline.undoing import undo

        id, dictionary = self.find(deal_id), self.pack.rulebook.dictionary
        return undo(self.store, dictionary, id, by, self.clock(), path)

    def new(self, deal_id: str, assignments: Sequence[str], *, by: str = "") -> "tuple[Change, ...]":
        """Store a new deal with some facts, all or nothing, and return them."""
        from advisor.pipeline.assign import described
        from advisor.pipeline.beginning import begun

        deal, changes = begun(self.pack.rulebook, deal_id, assignments, self.today, by)
        self.create(deal, by)
        return described(self.pack.rulebook.dictionary, deal, {}, changes)

    def create(self, deal: "Deal", by: str = "") -> None:
        """Store a new deal. Raises `StoreError` where there is one of that id."""
        from advisor.pipeline.told import shared_account

        self.store.create(shared_account(deal), recorded_at=self.clock(), by=by)

    # the rules

    def refresh(self) -> bool:
        """Read the rules again if a file changed and say whether new ones are in use.

        Broken rules are not taken: the last good ones stay, and `trouble` says what is wrong.
        """
        try:
            files = pack_of(self.folder)
            pack, key = _found(files)
        except AdvisorError as error:
            self.trouble = error
            return False
        self.trouble, self.files = None, files
        if key == self.key:
            return False
        from advisor.pipeline.trial import trial_build

        pack = pack or compiled(files)
        if self._worker and (problem := trial_build(pack.rulebook)):
            self.trouble = EngineError(problem, hint="the last good rules are in use; run 'advisor check'")
            return False
        self._take(pack, key)
        return True

    def close(self) -> None:
        """End the engine."""
        if self._matcher is not None:
            self._matcher.close()

    def _take(self, pack: Compiled | None, key: str) -> None:
        self._pack, self.key = pack, key
        self._engine = self._store = self._memory = self._briefs = None


def _found(files: Pack) -> tuple[Compiled | None, str]:
    """Return the key of some rules, and the rules themselves where they are not kept ready."""
    key = known_key(files)
    if key is not None:
        return None, key
    pack = compiled(files)
    return pack, pack.key
