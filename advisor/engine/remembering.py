"""Computations and scales whose results are remembered by everything they read.

Reading is generated source, as for decisions; only for something new the computation itself is carried out.
"""

from collections.abc import Iterable

from advisor.engine.computing import computed, scaled_points
from advisor.engine.deciding import WARM
from advisor.engine.lift import Vector, lift_conditions
from advisor.engine.memo import Memo
from advisor.engine.outcome import Outcome
from advisor.engine.reading import Crowd, Read, inputs_reader, needs_this, split_refs
from advisor.engine.scope import Board, Here
from advisor.facts.dictionary import Dictionary
from advisor.rulebook.conditions import Condition, Counted, Ref, walk
from advisor.rulebook.decisions import Decision
from advisor.rulebook.reads import conditions


class Computing:
    """A computation or scale ready to run."""

    def __init__(self, decision: Decision, dictionary: Dictionary, warm: int = WARM) -> None:
        """Bind the decision; it is simply worked out `warm` times before anything is remembered."""
        self.decision = decision
        self._dictionary = dictionary
        self._kind = dictionary.facts[decision.subject][decision.fact].type
        self._runs, self._warm = 0, warm
        self._read: Read | None = None
        self._is_worth_it: bool | None = None

    def outcomes(
        self, board: Board, members: Iterable[str], memo: Memo[tuple[str, Vector], Outcome] | None
    ) -> list[Outcome]:
        """Return the outcome for every member; without a memo all of them are worked out."""
        self._runs += 1
        if memo is None or self._runs <= self._warm or self._is_worth_it is False:
            return [self._fresh(board, m) for m in members]
        if self._read is None:
            self._is_worth_it = _is_worth_it(self.decision)
            if not self._is_worth_it:
                return [self._fresh(board, m) for m in members]
            self._read = self._reader()
        found = []
        for member, vector in zip(members, self._read(board, members), strict=True):
            key = (self.decision.id, vector)
            outcome = memo.get(key)
            if outcome is None:
                outcome = self._fresh(board, member)
                memo.put(key, outcome)
            found.append(outcome)
        return found

    def _fresh(self, board: Board, member: str) -> Outcome:
        scope = Here(board, self.decision.subject, member)
        if self.decision.compute is None:
            return Outcome(scaled_points(self.decision, scope), ())
        return Outcome(computed(self.decision.compute, self._kind, scope), ())

    def _reader(self) -> Read:
        decision, compute = self.decision, self.decision.compute
        tests = tuple(row.when for factor in decision.factors for row in factor.rows)
        inputs: dict[Ref | Condition | Crowd, None] = {factor.ref: None for factor in decision.factors}
        if compute is not None:
            tests = compute.conditions
            inputs = dict.fromkeys(compute.refs)
            if compute.of:
                where = compute.where
                facts = (Ref("own", (), compute.of, compute.fact),) if compute.fact else ()
                inputs[Crowd(compute.of, where, facts, compute.op in NAMING, self._dictionary)] = None
        inputs |= dict.fromkeys((*split_refs(tests), *lift_conditions(tests).inputs))
        return inputs_reader(tuple(inputs), decision.subject, self._dictionary)


NAMING = ("pick", "collect")
"""Operations whose result names members."""


def _is_worth_it(decision: Decision) -> bool:
    """Say whether working it out costs more than looking it up, and everything it reads can be told.

    A count of conditions is one input, but where a fact is tested in it twice its parts matter, too.
    """
    compute = decision.compute
    if any(isinstance(part, Counted) for c in conditions(decision) for part in walk(c)):
        return False
    if compute is None:
        return not any(needs_this(row.when) for factor in decision.factors for row in factor.rows)
    if compute.conditions:
        return not any(needs_this(c) for c in compute.conditions)
    return bool(compute.of) and (compute.where is None or not needs_this(compute.where))
