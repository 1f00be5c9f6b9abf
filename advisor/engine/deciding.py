"""One decision, compiled: from a vector of inputs to what must be asked of durable_rules, and the outcome."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
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
"""Combinations of row truths whose plan is kept; inputs of a row that the engine has confirmed."""

WARM = 20
"""Evaluations by walking before tables and source are made: a single brief never pays for making them."""


class Mismatch(NamedTuple):
    """The engine and the evaluator disagree on a row: always a defect, never shown as advice."""

    decision: str
    rule: str
    vector: Plain
    engine_fires: bool


class Claim(NamedTuple):
    """A row the evaluator sees holding: it counts only if the engine fires it for all of `asks`.

    `tested` are the inputs the row tests, as they are; the engine is asked about their possible values.
    """

    row: int
    tested: State | tuple[State, ...]
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

    def __init__(
        self,
        decision: Decision,
        dictionary: Dictionary,
        nothing: Nothing,
        remembers: bool = True,
        warm: int = WARM,
    ) -> None:
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
        self._remembers, self._warm = remembers, warm
        self._confirmed: dict[int, set[State | tuple[State, ...]]] = {}
        self._getters: dict[int, Callable[[Vector], State | tuple[State, ...]]] = {}
        self._matched: dict[int, bool] = {}
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

    def part(self, rows: Iterable[int]) -> Ruleset:
        """Return some of the decision's rows for the engine: all that one evaluation needs."""
        return compiler.ruleset(self.decision.id, self.lifted, rows)

    def is_matched(self, row: int) -> bool:
        """Say whether the engine matches a row; one without a condition is not asked about."""
        if row not in self._matched:
            self._matched[row] = bool(compiler.patterns(row, self.lifted))
        return self._matched[row]

    @cached_property
    def matched(self) -> frozenset[int]:
        """The rows that the engine matches; rows without a condition are not asked about."""
        return frozenset(row for row, _ in self.ruleset.patterns)

    def _walk(self, vector: Vector) -> tuple[Truth, ...]:
        self._walked += 1
        if self._walked > self._warm:
            self.evaluate = evaluator(self.lifted)
        return self.lifted.statuses(vector)

    def _look(self, board: Board, members: Iterable[str]) -> list[Vector]:
        self._seen += 1
        if self._seen > self._warm:
            self.read = reader(self.lifted, self.decision.subject, self._dictionary)
        return [self.lifted.read(Here(board, self.decision.subject, m)) for m in members]

    def draft(self, vector: Vector, confirmed: bool = True) -> Draft:
        """Evaluate a vector as far as it goes without the engine.

        With `confirmed`, rows that the engine has fired before for the same inputs are not claimed again.
        """
        statuses = self.evaluate(vector)
        if any([vector[i].__class__ is frozenset for i in self.splittable]):
            vectors, capped = split(self.lifted, vector, statuses, self.across)
            if capped or len(vectors) > 1:
                return self._split(vector, vectors, capped, confirmed)
        nothing = bool(self.nothing) and self._may_be_nothing(vector)
        plan = self._plans.get((statuses, nothing))
        if plan is None:
            plan = self._plan(statuses, nothing)
        return self._draft(vector, [(n, vector) for n in plan.rows], plan.outcome, confirmed)

    def _plan(self, statuses: tuple[Truth, ...], nothing: bool) -> Plan:
        results = (table_result(self.decision, statuses, nothing),) if self.is_table else ()
        rows = results[0].deciding if results else self._claimed(statuses)
        plan = Plan(tuple(n for n in rows if self.is_matched(n)), self._outcome(statuses, results, False))
        if len(self._plans) >= REMEMBERED:
            self._plans.clear()
        self._plans[statuses, nothing] = plan
        return plan

    def _split(self, vector: Vector, vectors: tuple[Vector, ...], capped: bool, confirmed: bool) -> Draft:
        """Return the draft of several vectors that stand for one with sets."""
        each = [self.evaluate(v) for v in vectors]
        found = agreed(each)
        results: tuple[Result, ...] = ()
        if self.is_table:
            results = tuple(table_result(self.decision, s, self._may_be_nothing(vector)) for s in each)
            wanted = [(n, v) for v, r in zip(vectors, results, strict=True) for n in r.deciding]
        else:
            wanted = [(n, v) for n in self._claimed(found) for v in vectors]
        wanted = [(n, v) for n, v in wanted if self.is_matched(n)]
        return self._draft(vector, wanted, self._outcome(found, results, capped), confirmed)

    def _draft(
        self, vector: Vector, wanted: Sequence[tuple[int, Vector]], outcome: Outcome, confirmed: bool
    ) -> Draft:
        """Return the draft that claims some rows for some vectors; one that cannot be asked is left open."""
        claims = []
        unasked = set()
        for row, at in wanted:
            tested = self._tested(row)(at)
            if confirmed and tested in self._confirmed.get(row, ()):
                continue
            asks = self._asks(row, at)
            claims.append(Claim(row, tested, asks))
            if not asks:
                unasked.add(row)
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

    def _tested(self, row: int) -> Callable[[Vector], State | tuple[State, ...]]:
        """Return what takes the inputs that a row tests out of a vector."""
        if row not in self._getters:
            self._getters[row] = itemgetter(*self.lifted.occurs[row])
        return self._getters[row]

    def _asks(self, row: int, vector: Vector) -> tuple[Plain, ...]:
        """Return what to ask about a row: the inputs it tests, everything else left out.

        One question per combination of the sets it tests; none where they are too many.
        """
        tested: list[State] = [None] * len(vector)
        for i in self.lifted.occurs[row]:
            tested[i] = vector[i]
        sets = [i for i, value in enumerate(tested) if isinstance(value, frozenset)]
        if not sets:
            return (plain(tested),)
        found, capped = combinations(tuple(tested), sets)
        return () if capped else tuple({plain(v): None for v in found})

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
            self._confirm(draft)
            return draft.outcome
        mismatches += [self._mismatch(row, ask, False) for row, ask in missed]
        lost = {row for row, _ in missed}
        statuses = tuple(FALSE if n in lost else s for n, s in enumerate(draft.outcome.statuses))
        return draft.outcome._replace(state=None, statuses=statuses, clash=())

    def _confirm(self, draft: Draft) -> None:
        """Remember what the engine fired."""
        if not self._remembers:
            return
        for claim in draft.claims:
            seen = self._confirmed.setdefault(claim.row, set())
            if len(seen) >= REMEMBERED:
                seen.clear()
            if claim.asks:
                seen.add(claim.tested)

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
