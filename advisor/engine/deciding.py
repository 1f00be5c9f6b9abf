"""One decision, compiled: from a vector of inputs to what must be asked of durable_rules, and the outcome."""

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
from advisor.facts.states import FALSE, TRUE, Truth
from advisor.rulebook.decisions import Decision

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

    def __init__(self, decision: Decision, dictionary: Dictionary) -> None:
        """Lift the decision's conditions and write its patterns.

        Raises `EngineError` where a row cannot be given to the engine.
        """
        self.decision = decision
        self.lifted = lift(decision)
        self.ruleset: Ruleset = compiler.ruleset(decision.id, self.lifted)
        self.matched = frozenset(row for row, _ in self.ruleset.patterns)
        self._dictionary = dictionary
        self._walked = self._seen = 0
        self.evaluate: Evaluate = self._walk
        self.read: Read = self._look

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
        if self.decision.hit_policy in ("complete", "path"):
            vectors: tuple[Vector, ...] = (vector,)
            capped = False
        else:
            across = self.decision.hit_policy in ("first", "unique", "any")
            vectors, capped = split(self.lifted, vector, statuses, across)
        each = [statuses] if len(vectors) == 1 else [self.evaluate(v) for v in vectors]
        results: tuple[Result, ...] = ()
        claims: list[Claim] = []
        if self.decision.kind == "derive" and self.decision.hit_policy not in ("collect", "path"):
            results = tuple(table_result(self.decision, s) for s in each)
            for v, result in zip(vectors, results, strict=True):
                claims += [self._claim(n, (v,)) for n in result.deciding]
            statuses = agreed(each)
        else:
            statuses = agreed(each)
            claims = [self._claim(n, vectors) for n in self._claimed(statuses)]
        return Draft(vector, statuses, results, tuple(c for c in claims if c.asks), capped)

    def _claimed(self, statuses: tuple[Truth, ...]) -> list[int]:
        rows = len(self.decision.rows)
        true = [n for n, s in enumerate(statuses[:rows]) if s == TRUE]
        if self.decision.only_when is not None and statuses[-1] != TRUE:
            return []
        return true[-1:] if self.decision.hit_policy == "path" else true

    def _claim(self, row: int, vectors: tuple[Vector, ...]) -> Claim:
        """Return what to ask for a row: one plain vector per combination of the sets it reads."""
        asks: list[Plain] = []
        for vector in vectors if row in self.matched else ():
            positions = [i for i in self.lifted.occurs[row] if isinstance(vector[i], frozenset)]
            asks += [plain(v) for v in combinations(vector, positions)[0]]
        return Claim(row, tuple(dict.fromkeys(asks)))

    def asks(self, draft: Draft, guarded: bool) -> tuple[Ask, ...]:
        """Return the questions of a draft; unguarded, the whole vector is asked as well."""
        found = {a for claim in draft.claims for a in claim.asks}
        if not guarded and self.ruleset.patterns:
            found.add(plain(draft.vector))
        return tuple(Ask(self.decision.id, v) for v in sorted(found, key=str))

    def finish(self, draft: Draft, fired: dict[Plain, frozenset[int]], mismatches: list[Mismatch]) -> Outcome:
        """Return the outcome, given what the engine fired for each question."""
        statuses = list(draft.statuses)
        broken = False
        for claim in draft.claims:
            missed = [a for a in claim.asks if claim.row not in fired[a]]
            if missed:
                broken = True
                statuses[claim.row] = FALSE
                mismatches.append(self._mismatch(claim.row, missed[0], False))
        self._check_unguarded(draft, fired, mismatches)
        rows = tuple(statuses[: len(self.decision.rows)])
        gate = statuses[-1] if self.decision.only_when is not None else TRUE
        policy = self.decision.hit_policy
        if self.decision.kind != "derive":
            return Outcome(None, rows, gate, (), draft.capped)
        if broken:
            return Outcome(None, rows, gate, (), draft.capped)
        if policy == "collect":
            return Outcome(collected(self.decision, rows), rows, gate, (), draft.capped)
        if policy == "path":
            return Outcome(stands_at(self.decision, rows), rows, gate, (), draft.capped)
        state, clash = united(list(draft.results))
        return Outcome(state, rows, gate, clash, draft.capped)

    def _check_unguarded(
        self, draft: Draft, fired: dict[Plain, frozenset[int]], mismatches: list[Mismatch]
    ) -> None:
        whole = plain(draft.vector)
        if whole not in fired or not self.ruleset.patterns:
            return
        expected = {n for n, s in enumerate(self.lifted.statuses(whole)) if s == TRUE} & self.matched
        for row in sorted(expected ^ fired[whole]):
            mismatches.append(self._mismatch(row, whole, row in fired[whole]))

    def _mismatch(self, row: int, vector: Plain, fires: bool) -> Mismatch:
        rule = self.decision.rows[row].id if row < len(self.decision.rows) else "only_when"
        return Mismatch(self.decision.id, rule, vector, fires)


def plain(vector: Vector) -> Plain:
    """Return the vector as the engine gets it: settled values only, everything else left out."""
    return tuple(v if isinstance(v, (int, str)) else None for v in vector)
