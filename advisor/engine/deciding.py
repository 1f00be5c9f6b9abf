"""One decision, compiled: from a vector of inputs to what must be asked of durable_rules, and the outcome."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from advisor.engine import compiler
from advisor.engine.lift import Vector, combinations, lift, repeated, split
from advisor.engine.masks import Evaluate, evaluator
from advisor.engine.matching import Ask, Ruleset
from advisor.engine.matching import Vector as Plain
from advisor.engine.outcome import Outcome, Result, agreed, collected, stands_at, table_result, united
from advisor.engine.reading import Read, reader
from advisor.engine.scope import Board, Here
from advisor.facts.dictionary import Dictionary
from advisor.facts.states import FALSE, NONE, TRUE, UNKNOWN, State, Truth
from advisor.rulebook.conditions import Condition, Ref
from advisor.rulebook.decisions import Decision
from advisor.rulebook.nothing import Nothing

REMEMBERED = 2_000
"""Combinations of row truths whose plan is kept."""

WARM = 3
"""Evaluations by walking before source is generated: a single brief never pays for generating it."""


class Mismatch(NamedTuple):
    """The engine and the evaluator disagree on a row: always a defect, never shown as advice."""

    decision: str
    rule: str
    vector: Plain
    engine_fires: bool


class Claim(NamedTuple):
    """A row the evaluator sees holding: it counts only if the engine fires it for all of `asks`."""

    row: int
    asks: tuple[Plain, ...]


class Plan(NamedTuple):
    """What a decision says once the engine confirms some rows; the same for all vectors with one truth."""

    rows: tuple[int, ...]
    outcome: Outcome


class Draft(NamedTuple):
    """An evaluation that waits for the engine's word."""

    vector: Vector
    claims: tuple[Claim, ...]
    outcome: Outcome


class Deciding:
    """A decision ready to run."""

    def __init__(self, decision: Decision, dictionary: Dictionary, nothing: Nothing) -> None:
        """Lift the decision's conditions; their patterns are written when they are first asked for."""
        self.decision = decision
        self.lifted = lift(decision)
        policy = decision.hit_policy
        self.is_table = decision.kind == "derive" and policy not in ("collect", "path")
        self.across = policy in ("first", "unique", "any")
        self.splittable = () if policy in ("complete", "path") else repeated(self.lifted, self.across)
        self.nothing = (
            tuple(i for i, x in enumerate(self.lifted.inputs) if nothing.ref(_ref(x)))
            if policy == "complete"
            else ()
        )
        self._dictionary = dictionary
        self._plans: dict[tuple[tuple[Truth, ...], bool], Plan] = {}
        self._walked = self._seen = 0
        self.evaluate: Evaluate = self._walk
        self.read: Read = self._look

    @cached_property
    def ruleset(self) -> Ruleset:
        """The decision's rows for the engine.

        Raises `EngineError` where a row cannot be given to it.
        """
        return compiler.ruleset(self.decision.id, self.lifted)

    @cached_property
    def matched(self) -> frozenset[int]:
        """The rows that the engine matches; rows without a condition are not asked about."""
        return frozenset(row for row, _ in self.ruleset.patterns)

    def _walk(self, vector: Vector) -> tuple[Truth, ...]:
        self._walked += 1
        if self._walked > WARM:
            self.evaluate = evaluator(self.lifted)
        return self.lifted.statuses(vector)

    def _look(self, board: Board, members: Iterable[str]) -> list[Vector]:
        self._seen += 1
        if self._seen > WARM:
            self.read = reader(self.lifted, self.decision.subject, self._dictionary)
        return [self.lifted.read(Here(board, self.decision.subject, m)) for m in members]

    def draft(self, vector: Vector) -> Draft:
        """Evaluate a vector as far as it goes without the engine."""
        statuses = self.evaluate(vector)
        if any([vector[i].__class__ is frozenset for i in self.splittable]):
            vectors, capped = split(self.lifted, vector, statuses, self.across)
            if capped or len(vectors) > 1:
                return self._split(vector, vectors, capped)
        nothing = bool(self.nothing) and self._may_be_nothing(vector)
        plan = self._plans.get((statuses, nothing))
        if plan is None:
            plan = self._plan(statuses, nothing)
        if not plan.rows:
            return Draft(vector, (), plan.outcome)
        claims = [Claim(n, self._asks(n, (vector,))) for n in plan.rows]
        return self._draft(vector, claims, plan.outcome)

    def _plan(self, statuses: tuple[Truth, ...], nothing: bool) -> Plan:
        results = (table_result(self.decision, statuses, nothing),) if self.is_table else ()
        rows = results[0].deciding if results else self._claimed(statuses)
        plan = Plan(tuple(n for n in rows if n in self.matched), self._outcome(statuses, results, False))
        if len(self._plans) >= REMEMBERED:
            self._plans.clear()
        self._plans[statuses, nothing] = plan
        return plan

    def _split(self, vector: Vector, vectors: tuple[Vector, ...], capped: bool) -> Draft:
        """Return the draft of several vectors that stand for one with sets."""
        each = [self.evaluate(v) for v in vectors]
        found = agreed(each)
        results: tuple[Result, ...] = ()
        if self.is_table:
            results = tuple(table_result(self.decision, s, self._may_be_nothing(vector)) for s in each)
            wanted: list[tuple[int, tuple[Vector, ...]]]
            wanted = [(n, (v,)) for v, r in zip(vectors, results, strict=True) for n in r.deciding]
        else:
            wanted = [(n, vectors) for n in self._claimed(found)]
        claims = [Claim(n, self._asks(n, at)) for n, at in wanted if n in self.matched]
        return self._draft(vector, claims, self._outcome(found, results, capped))

    def _draft(self, vector: Vector, claims: list[Claim], outcome: Outcome) -> Draft:
        """Return the draft; a row that cannot be asked about is left open."""
        unasked = {c.row for c in claims if not c.asks}
        if unasked:
            outcome = outcome._replace(capped=True)
            if not self.is_table:
                found = tuple(UNKNOWN if n in unasked else s for n, s in enumerate(outcome.statuses))
                outcome = self._result(found, (), outcome.gate, True)
        return Draft(vector, tuple(claims), outcome)

    def _outcome(self, statuses: tuple[Truth, ...], results: tuple[Result, ...], capped: bool) -> Outcome:
        if self.decision.only_when is None:
            return self._result(statuses, results, TRUE, capped)
        return self._result(statuses[:-1], results, statuses[-1], capped)

    def _result(
        self, statuses: tuple[Truth, ...], results: tuple[Result, ...], gate: Truth, capped: bool
    ) -> Outcome:
        state: State = None
        clash: tuple[int, ...] = ()
        if self.is_table:
            state, clash = united(results)
        elif self.decision.hit_policy == "path":
            state = stands_at(self.decision, statuses)
        elif self.decision.kind == "derive":
            state = collected(self.decision, statuses)
        return Outcome(state, statuses, gate, clash, capped)

    def _may_be_nothing(self, vector: Vector) -> bool:
        """Say whether an axis of a grid, map or bands may read "there is none", where no row holds."""
        return any(
            vector[i] is None or (isinstance(v := vector[i], frozenset) and NONE in v) for i in self.nothing
        )

    def _claimed(self, statuses: tuple[Truth, ...]) -> list[int]:
        rows = len(self.decision.rows)
        true = [n for n, s in enumerate(statuses[:rows]) if s == TRUE]
        if self.decision.only_when is not None and statuses[-1] != TRUE:
            return []
        return true[-1:] if self.decision.hit_policy == "path" else true

    def _asks(self, row: int, vectors: tuple[Vector, ...]) -> tuple[Plain, ...]:
        """Return what to ask about a row: the inputs it tests, everything else left out.

        One question per combination of the sets it tests; none where they are too many.
        """
        positions = self.lifted.occurs[row]
        asks: dict[Plain, None] = {}
        for vector in vectors:
            tested: list[State] = [None] * len(vector)
            sets = []
            for i in positions:
                value = tested[i] = vector[i]
                if value.__class__ is frozenset:
                    sets.append(i)
            if not sets:
                asks[plain(tested)] = None
                continue
            found, capped = combinations(tuple(tested), sets)
            if capped:
                return ()
            asks.update((plain(v), None) for v in found)
        return tuple(asks)

    def asks(self, draft: Draft, guarded: bool) -> list[Ask]:
        """Return the questions of a draft; unguarded, the whole vector is asked as well."""
        found = [Ask(self.decision.id, a) for claim in draft.claims for a in claim.asks]
        if not guarded and self.matched:
            found.append(Ask(self.decision.id, plain(draft.vector)))
        return found

    def finish(
        self, draft: Draft, fired: Mapping[Ask, frozenset[int]], mismatches: list[Mismatch], guarded: bool
    ) -> Outcome:
        """Return the outcome, given what the engine fired for each question."""
        if not guarded:
            self._check_whole(draft, fired, mismatches)
        id_ = self.decision.id
        missed = [(c.row, a) for c in draft.claims for a in c.asks if c.row not in fired[Ask(id_, a)]]
        if not missed:
            return draft.outcome
        mismatches += [self._mismatch(row, ask, False) for row, ask in missed]
        lost = {row for row, _ in missed}
        statuses = tuple(FALSE if n in lost else s for n, s in enumerate(draft.outcome.statuses))
        return draft.outcome._replace(state=None, statuses=statuses, clash=())

    def _check_whole(
        self, draft: Draft, fired: Mapping[Ask, frozenset[int]], mismatches: list[Mismatch]
    ) -> None:
        """Compare everything the engine fired for the whole vector with what the conditions say."""
        whole = plain(draft.vector)
        if self.matched:
            rules = fired[Ask(self.decision.id, whole)]
            expected = {n for n, s in enumerate(self.lifted.statuses(whole)) if s == TRUE} & self.matched
            mismatches += [self._mismatch(row, whole, row in rules) for row in sorted(expected ^ rules)]

    def _mismatch(self, row: int, vector: Plain, fires: bool) -> Mismatch:
        rule = self.decision.rows[row].id if row < len(self.decision.rows) else "only_when"
        return Mismatch(self.decision.id, rule, vector, fires)


def _ref(key: Ref | Condition) -> Ref:
    return key if isinstance(key, Ref) else next(key.refs())


def plain(vector: Sequence[State]) -> Plain:
    """Return the vector as the engine gets it: settled values only, everything else left out."""
    return tuple([v if v.__class__ is str or v.__class__ is int else None for v in vector])
