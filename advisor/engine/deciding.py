"""One decision, compiled: from a vector of inputs to what must be asked of durable_rules, and the outcome."""

from functools import cached_property
from typing import NamedTuple

from advisor.engine import compiler
from advisor.engine.generate import Evaluate, generate
from advisor.engine.lift import Vector, combinations, lift, split
from advisor.engine.matching import Ask, Ruleset
from advisor.engine.matching import Vector as Plain
from advisor.engine.outcome import Outcome, Result, agreed, collected, stands_at, table_result, united
from advisor.engine.reading import Read, reader
from advisor.engine.scope import Here
from advisor.facts.dictionary import Dictionary
from advisor.facts.states import FALSE, NONE, TRUE, UNKNOWN, State, Truth
from advisor.rulebook.conditions import Condition, Ref
from advisor.rulebook.decisions import Decision
from advisor.rulebook.nothing import Nothing

WARM = 12
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


class Draft(NamedTuple):
    """An evaluation that waits for the engine's word."""

    vector: Vector
    statuses: tuple[Truth, ...]
    results: tuple[Result, ...]
    claims: tuple[Claim, ...]
    capped: bool


class Deciding:
    """A decision ready to run."""

    def __init__(self, decision: Decision, dictionary: Dictionary, nothing: Nothing) -> None:
        """Lift the decision's conditions; their patterns are written when they are first asked for."""
        self.decision = decision
        self.lifted = lift(decision)
        policy = decision.hit_policy
        self.is_table = decision.kind == "derive" and policy not in ("collect", "path")
        self.splits = policy not in ("complete", "path")
        self.across = policy in ("first", "unique", "any")
        self.nothing = (
            tuple(i for i, x in enumerate(self.lifted.inputs) if nothing.ref(_ref(x)))
            if policy == "complete"
            else ()
        )
        self._dictionary = dictionary
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
            self.evaluate = generate(self.lifted)
        return self.lifted.statuses(vector)

    def _look(self, scope: Here) -> Vector:
        self._seen += 1
        if self._seen > WARM:
            self.read = reader(self.lifted, self.decision.subject, self._dictionary)
        return self.lifted.read(scope)

    def draft(self, vector: Vector) -> Draft:
        """Evaluate a vector as far as it goes without the engine."""
        statuses = self.evaluate(vector)
        vectors: tuple[Vector, ...] = (vector,)
        capped = False
        flat = not any(v.__class__ is frozenset for v in vector)
        if not flat and self.splits:
            vectors, capped = split(self.lifted, vector, statuses, self.across)
        each = [statuses] if len(vectors) == 1 else [self.evaluate(v) for v in vectors]
        if self.is_table:
            nothing = self._may_be_nothing(vector)
            results = tuple(table_result(self.decision, s, nothing) for s in each)
            wanted: list[tuple[int, tuple[Vector, ...]]] = [
                (n, (v,)) for v, r in zip(vectors, results, strict=True) for n in r.deciding
            ]
        else:
            results = ()
            wanted = [(n, vectors) for n in self._claimed(agreed(each))]
        claims: list[Claim] = []
        unasked: list[int] = []
        for row, at in wanted:
            if row in self.matched:
                asks = (plain(vector),) if flat else self._asks(row, at)
                claims.append(Claim(row, asks))
                if not asks:
                    unasked.append(row)
        found = agreed(each)
        if unasked and not self.is_table:
            found = tuple(UNKNOWN if n in unasked else s for n, s in enumerate(found))
        return Draft(vector, found, results, tuple(claims), capped or bool(unasked))

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
        """Return a plain vector per combination of the sets a row reads; none where they are too many."""
        asks: list[Plain] = []
        for vector in vectors:
            positions = [i for i in self.lifted.occurs[row] if isinstance(vector[i], frozenset)]
            found, capped = combinations(vector, positions)
            if capped:
                return ()
            asks += [plain(v) for v in found]
        return tuple(dict.fromkeys(asks))

    def asks(self, draft: Draft, guarded: bool) -> tuple[Ask, ...]:
        """Return the questions of a draft; unguarded, the whole vector is asked as well."""
        found = {a: None for claim in draft.claims for a in claim.asks}
        if not guarded and self.matched:
            found[plain(draft.vector)] = None
        return tuple(Ask(self.decision.id, v) for v in found)

    def finish(
        self, draft: Draft, fired: dict[Plain, frozenset[int]], mismatches: list[Mismatch], guarded: bool
    ) -> Outcome:
        """Return the outcome, given what the engine fired for each question."""
        statuses = draft.statuses
        missed = [(c.row, a) for c in draft.claims for a in c.asks if c.row not in fired[a]]
        if missed:
            lost = {row for row, _ in missed}
            statuses = tuple(FALSE if n in lost else s for n, s in enumerate(statuses))
            mismatches += [self._mismatch(row, ask, False) for row, ask in missed]
        if not guarded:
            self._check_whole(draft, fired, mismatches)
        gate = TRUE
        if self.decision.only_when is not None:
            gate, statuses = statuses[-1], statuses[:-1]
        state: State = None
        clash: tuple[int, ...] = ()
        if self.decision.kind == "derive" and not missed:
            if self.is_table:
                state, clash = united(draft.results)
            elif self.decision.hit_policy == "path":
                state = stands_at(self.decision, statuses)
            else:
                state = collected(self.decision, statuses)
        return Outcome(state, statuses, gate, clash, draft.capped)

    def _check_whole(
        self, draft: Draft, fired: dict[Plain, frozenset[int]], mismatches: list[Mismatch]
    ) -> None:
        """Compare everything the engine fired for the whole vector with what the conditions say."""
        whole = plain(draft.vector)
        if whole in fired:
            expected = {n for n, s in enumerate(self.lifted.statuses(whole)) if s == TRUE} & self.matched
            differ = sorted(expected ^ fired[whole])
            mismatches += [self._mismatch(row, whole, row in fired[whole]) for row in differ]

    def _mismatch(self, row: int, vector: Plain, fires: bool) -> Mismatch:
        rule = self.decision.rows[row].id if row < len(self.decision.rows) else "only_when"
        return Mismatch(self.decision.id, rule, vector, fires)


def _ref(key: Ref | Condition) -> Ref:
    return key if isinstance(key, Ref) else next(key.refs())


def plain(vector: Vector) -> Plain:
    """Return the vector as the engine gets it: settled values only, everything else left out."""
    return tuple(v if isinstance(v, (int, str)) else None for v in vector)
