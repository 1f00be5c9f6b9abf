"""The engine: a rulebook and a matcher; from fact sheets to conclusions, layer by layer."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from advisor.engine.conclusions import Conclusions
from advisor.engine.deciding import WARM, Deciding, Draft, Mismatch
from advisor.engine.decidings import Decidings
from advisor.engine.lift import Vector
from advisor.engine.matching import Ask, Matcher
from advisor.engine.memo import Memo
from advisor.engine.outcome import Outcome
from advisor.engine.remembering import Computing
from advisor.engine.scope import Board
from advisor.facts.sheet import FactSheet, Rows
from advisor.facts.states import State
from advisor.rulebook.decisions import Decision, Rulebook
from advisor.rulebook.reads import Read, reads

Key = tuple[str, Vector]


class Engine:
    """Evaluates deals against one rulebook.

    `guarded` asks durable_rules only where the evaluator sees a row hold; unguarded, every vector is
    asked and a row that fires too much is noticed as well (tests, trial builds, every `sample`-th deal).
    Not safe to share between threads.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        matcher: Matcher,
        guarded: bool = True,
        memo: int = 200_000,
        sample: int = 0,
        warm: int = WARM,
        sparing: bool = False,
    ) -> None:
        """Lift the decisions; the engine gets each one's rules when it is first asked about them.

        After `warm` runs of a decision tables and source are made for it, which pays in the long run.
        `sparing` gives the engine at first only the rows it is asked about, which pays for a single brief.
        """
        self.rulebook = rulebook
        self.matcher = matcher
        self.guarded = guarded
        self.sample = sample
        self.sparing = sparing
        self.memo: Memo[Key, Outcome] = Memo(memo)
        self.decisions = Decidings(rulebook, memo > 0, warm)
        self._warm = warm
        self._computing: dict[str, Computing] = {}
        self._rests_on: dict[str, frozenset[Read]] = {}
        self._deals = 0
        self._loaded: dict[str, frozenset[int] | None] = {}

    def computing(self, decision: Decision) -> Computing:
        """Return a computation or scale ready to run."""
        found = self._computing.get(decision.id)
        if found is None:
            found = Computing(decision, self.rulebook.dictionary, self._warm)
            self._computing[decision.id] = found
        return found

    @cached_property
    def reads(self) -> Mapping[str, frozenset[Read]]:
        """What each decision reads; a single evaluation does not need to know."""
        return {id_: reads(d, self.rulebook.dictionary) for id_, d in self.rulebook.decisions.items()}

    @cached_property
    def readers(self) -> Mapping[Read, tuple[str, ...]]:
        """Which decisions read each fact, or derive it (a value may be typed over it)."""
        found: dict[Read, list[str]] = {}
        for id_, facts in self.reads.items():
            for fact in facts:
                found.setdefault(fact, []).append(id_)
        for id_, decision in self.rulebook.decisions.items():
            if decision.kind == "derive":
                found.setdefault((decision.subject, decision.fact), []).append(id_)
        return {fact: tuple(ids) for fact, ids in found.items()}

    def conclude(self, sheet: FactSheet) -> Conclusions:
        """Return what follows from a fact sheet."""
        return self._run(sheet, None, frozenset())

    def revise(self, before: Conclusions, sheet: FactSheet, changed: Iterable[Read]) -> Conclusions:
        """Return the conclusions after some facts changed, evaluating only what reads a changed fact.

        `sheet` must have the same members as before; `changed` names the facts that differ.
        """
        return self._run(sheet, before, frozenset(changed))

    def _run(self, sheet: FactSheet, before: Conclusions | None, changed: frozenset[Read]) -> Conclusions:
        self._deals += 1
        run = _Run(self, sheet, before, changed)
        for layer in self.rulebook.layers:
            wanted = layer if before is None else [id_ for id_ in layer if id_ in run.touched]
            if wanted:
                run.layer([self.rulebook.decisions[id_] for id_ in wanted])
        if before is not None:
            run.mismatches += [m for m in before.mismatches if m.decision not in run.touched]
        return Conclusions(
            self.rulebook.dictionary,
            sheet,
            run.rows,
            run.outcomes,
            run.said,
            frozenset(run.ended),
            tuple(run.mismatches),
        )

    def fire(self, asks: list[Ask], rows: Mapping[str, Iterable[int]] | None) -> list[frozenset[int]]:
        """Return which rules fire for each question, giving the engine rules it does not have yet.

        `rows` names the rows that matter, where not all do; the others are given when more is asked.
        """
        new = []
        for id_ in sorted({a.ruleset for a in asks}):
            had, wanted = self._loaded.get(id_, frozenset()), None if rows is None else frozenset(rows[id_])
            if had is None or (wanted is not None and wanted <= had):
                continue
            wanted = None if had else wanted
            self._loaded[id_] = wanted
            deciding = self.decisions[id_]
            new.append(deciding.ruleset if wanted is None else deciding.part(wanted))
        if new:
            self.matcher.load(new)
        return self.matcher.fire(asks)

    @property
    def asks_all(self) -> bool:
        """Say whether this evaluation is one that checks the engine unguarded."""
        return not self.guarded or (self.sample > 0 and self._deals % self.sample == 0)

    def rests_on(self, path: str) -> frozenset[Read]:
        """Return every base fact a derived fact rests on, through all decisions."""
        if path not in self._rests_on:
            found: set[Read] = set()
            for subject, name in self.reads.get(path, ()):
                deeper = f"{subject}.{name}"
                found |= self.rests_on(deeper) if deeper in self.reads else {(subject, name)}
            self._rests_on[path] = frozenset(found)
        return self._rests_on[path]


class _Run:
    """One evaluation: the rows grow layer by layer."""

    def __init__(
        self, engine: Engine, sheet: FactSheet, before: Conclusions | None, changed: frozenset[Read]
    ) -> None:
        self.engine = engine
        self.sheet = sheet
        self.before = before
        self.touched: set[str] = set()
        """The decisions that must be settled anew, where there are conclusions from before."""
        self.outcomes: dict[tuple[str, str], Outcome] = {}
        self.said: dict[tuple[str, str, str], State] = {}
        self.ended: set[tuple[str, str, str]] = set()
        self.mismatches: list[Mismatch] = []
        if before is None:
            self.rows: Rows = {s: {m: dict(r) for m, r in ms.items()} for s, ms in sheet.rows.items()}
        else:
            self._take_over(before, changed)
        self.board = Board(engine.rulebook.dictionary, sheet, self.rows)

    def _take_over(self, before: Conclusions, changed: frozenset[Read]) -> None:
        """Begin with what was concluded before, and with the facts that changed since."""
        self.rows = {s: {m: dict(r) for m, r in ms.items()} for s, ms in before.rows.items()}
        self.outcomes = dict(before.outcomes)
        self.said = {at: state for at, state in before.said.items() if at in self.sheet.forced}
        self.ended = {at for at in before.ended if at in self.sheet.forced}
        for subject, name in changed:
            self._touch(subject, name)
            if f"{subject}.{name}" in self.engine.reads:
                continue
            for member, row in self.sheet.rows.get(subject, {}).items():
                if name in row:
                    self.rows[subject][member][name] = row[name]
                else:
                    self.rows[subject][member].pop(name, None)
        for subject, _, name in self.sheet.forced:
            self._touch(subject, name)

    def _touch(self, subject: str, name: str) -> None:
        self.touched.update(self.engine.readers.get((subject, name), ()))

    def layer(self, decisions: list[Decision]) -> None:
        """Settle the decisions of one layer; their questions go to the engine in one batch."""
        engine = self.engine
        memo = None if engine.asks_all else engine.memo
        work: list[tuple[Decision, list[Key]]] = []
        found: dict[Key, Outcome] = {}
        drafts: dict[Key, Draft] = {}
        for decision in decisions:
            members = self.rows.get(decision.subject)
            if members and decision.id not in engine.decisions:
                computing = engine.computing(decision)
                self._put(decision, computing.outcomes(self.board, members, memo))
            elif members:
                deciding = engine.decisions[decision.id]
                keys = [(decision.id, vector) for vector in deciding.read(self.board, members)]
                work.append((decision, keys))
                self._look_up(deciding, keys, found, drafts)
        if drafts:
            found |= self._settle(drafts)
        for decision, keys in work:
            self._put(decision, [found[key] for key in keys])

    def _look_up(
        self, deciding: Deciding, keys: list[Key], found: dict[Key, Outcome], drafts: dict[Key, Draft]
    ) -> None:
        """Find the outcomes that are remembered or need nobody's word; draft the others."""
        memo, is_trusting = self.engine.memo, not self.engine.asks_all
        for key in keys:
            outcome = memo.get(key) if is_trusting else None
            if outcome is not None:
                found[key] = outcome
            elif key not in drafts and key not in found:
                draft = deciding.draft(key[1], is_trusting)
                if draft.claims or not is_trusting:
                    drafts[key] = draft
                else:
                    found[key] = draft.outcome
                    memo.put(key, draft.outcome)

    def _settle(self, drafts: dict[Key, Draft]) -> dict[Key, Outcome]:
        """Return the outcomes of drafts; everything they claim is asked in one batch."""
        engine, guarded = self.engine, not self.engine.asks_all
        asks = {a: None for k, d in drafts.items() for a in engine.decisions[k[0]].asks(d, guarded)}
        rows: dict[str, set[int]] = {}
        for (id_, _), draft in drafts.items():
            rows.setdefault(id_, set()).update(claim.row for claim in draft.claims)
        told = engine.fire(list(asks), rows if guarded and engine.sparing else None) if asks else []
        fired = dict(zip(asks, told, strict=True))
        found: dict[Key, Outcome] = {}
        for key, draft in drafts.items():
            noted = len(self.mismatches)
            found[key] = engine.decisions[key[0]].finish(draft, fired, self.mismatches, guarded)
            if len(self.mismatches) == noted:
                engine.memo.put(key, found[key])
        return found

    def _put(self, decision: Decision, outcomes: list[Outcome]) -> None:
        """Take in what a decision says of every member of its subject."""
        rows, id_ = self.rows.get(decision.subject, {}), decision.id
        for member, outcome in zip(rows, outcomes, strict=True):
            self.outcomes[id_, member] = outcome
        if decision.kind != "derive":
            return
        name = decision.fact
        if not self.sheet.forced and self.before is None:
            for row, outcome in zip(rows.values(), outcomes, strict=True):
                if outcome.state is not None:
                    row[name] = outcome.state
            return
        forced = {a[1] for a in self.sheet.forced if (a[0], a[2]) == (decision.subject, name)}
        for (member, row), outcome in zip(rows.items(), outcomes, strict=True):
            state = outcome.state
            if member in forced and decision.form != "path":
                state = self._typed(decision, (decision.subject, member, name), state)
            if state is None:
                row.pop(name, None)
            else:
                row[name] = state
            if self.before is not None and self.before.state(decision.subject, member, name) != state:
                self._touch(decision.subject, name)

    def _typed(self, decision: Decision, at: tuple[str, str, str], state: State) -> State:
        """Return the value that a person typed over a derived fact, while it holds."""
        self.said.pop(at, None)
        self.ended.discard(at)
        if not self._still_holds(decision, at):
            self.ended.add(at)
            return state
        self.said[at] = state
        return self.sheet.forced[at]

    def _still_holds(self, decision: Decision, at: tuple[str, str, str]) -> bool:
        """Say whether a typed value still holds: no fact it rests on was recorded after it."""
        typed = self.sheet.deal.facts(at[0], at[1])[at[2]]
        for subject, name in self.engine.rests_on(decision.id):
            for member in self.sheet.members(subject):
                fact = self.sheet.deal.facts(subject, member).get(name)
                if fact is not None and typed.on < fact.on <= self.sheet.today:
                    return False
        return True
