"""What is missing: from something unsettled down to the base facts whose values could settle it."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from advisor.engine.conclusions import Conclusions
from advisor.engine.outcome import table_result
from advisor.engine.scope import Here
from advisor.facts.states import FALSE, TRUE, UNKNOWN, Truth, is_known
from advisor.rulebook.conditions import Condition, Includes, Members, OneOf, Ref, truth_of
from advisor.rulebook.decisions import Decision, Rulebook


class Need(NamedTuple):
    """An unknown base fact of one member."""

    subject: str
    member: str
    name: str


class Asker:
    """Finds what is missing in one deal's conclusions."""

    def __init__(self, rulebook: Rulebook, conclusions: Conclusions) -> None:
        """Bind a rulebook and what follows from it."""
        self.rulebook = rulebook
        self.conclusions = conclusions
        self._found: dict[Need, tuple[Need, ...]] = {}

    def of_row(self, decision: Decision, row: int, member: str) -> tuple[Need, ...]:
        """Return the facts a row waits for; an unknown gate asks for its own facts only."""
        scope = self.conclusions.scope(decision.subject, member)
        gate = decision.only_when
        if gate is not None and truth_of(gate, scope) == UNKNOWN:
            return unique(self.of_condition(gate, scope))
        return unique(self.of_condition(decision.rows[row].when, scope))

    def of_fact(self, subject: str, member: str, name: str) -> tuple[Need, ...]:
        """Return the base facts that could settle a fact."""
        return self._fact(subject, member, name)

    def of_condition(self, condition: Condition, scope: Here) -> Iterator[Need]:
        """Yield the facts an unknown condition waits for."""
        if truth_of(condition, scope) != UNKNOWN:
            return
        if isinstance(condition, Members):
            yield from self._members(condition, scope)
        elif condition.parts():
            for part in condition.parts():
                yield from self.of_condition(part, scope)
        elif isinstance(condition, Includes):
            yield from self._element(condition, scope)
        elif isinstance(condition, OneOf) and self._table(condition, scope) is not None:
            yield from self._result(condition, scope)
        else:
            for ref in condition.refs():
                yield from self.of_ref(ref, scope)

    def _element(self, condition: Includes, scope: Here) -> Iterator[Need]:
        """Yield what could bring one element into a list: only the rows that give it."""
        ref = condition.ref
        decision = self.rulebook.deriving(ref.subject, ref.name)
        member = scope.member if ref.start == "own" else None
        if decision is None or decision.hit_policy != "collect" or ref.hops or member is None:
            yield from self.of_ref(ref, scope)
            return
        inner = self.conclusions.scope(decision.subject, member)
        for row in decision.rows:
            if row.then == condition.value:
                yield from self.of_condition(row.when, inner)

    def _table(self, condition: OneOf, scope: Here) -> Decision | None:
        """Return the table that derives the tested fact of the member itself."""
        ref = condition.ref
        decision = self.rulebook.deriving(ref.subject, ref.name)
        if decision is None or ref.hops or ref.start != "own" or scope.member is None:
            return None
        return decision if decision.hit_policy in ("first", "unique", "any") else None

    def _result(self, condition: OneOf, scope: Here) -> Iterator[Need]:
        """Yield what rows wait for, but only rows that can turn the test of their result."""
        decision = self._table(condition, scope)
        assert decision is not None
        statuses = tuple(truth_of(row.when, scope) for row in decision.rows)
        for number in turning(decision, statuses, condition):
            yield from self.of_condition(decision.rows[number].when, scope)

    def of_step(self, decision: Decision, member: str) -> tuple[Need, ...]:
        """Return what is missing to say whether a path's current step is done."""
        scope = self.conclusions.scope(decision.subject, member)
        state = scope.board.read(decision.subject, member, decision.fact)
        rows = [row for row in decision.rows if row.then == state]
        return unique(need for row in rows for need in self.of_condition(row.when, scope))

    def _members(self, condition: Members, scope: Here) -> Iterator[Need]:
        for inner in scope.each(condition.subject, condition.other):
            yield from self.of_condition(condition.where, inner)
        somebody = scope.somebody_else(condition.subject)
        if somebody is not None and condition.where.truth(somebody) != FALSE:
            yield from self._list_of(condition.subject, scope)

    def _list_of(self, subject: str, scope: Here) -> Iterator[Need]:
        definition = self.rulebook.dictionary.subjects[subject]
        owner, _, name = definition.all_known.partition(".")
        if name and subject not in self.conclusions.sheet.complete:
            yield Need(owner, scope.board.single.get(owner, owner), name)
        for side in definition.pair or ():
            yield from self._list_of(side, scope)

    def list_of(self, subject: str) -> tuple[Need, ...]:
        """Return the question whether anybody else of a subject is left to record, while it is open."""
        if subject in self.conclusions.sheet.complete:
            return ()
        return unique(self._list_of(subject, self.conclusions.scope(subject, "")))

    def of_ref(self, ref: Ref, scope: Here) -> Iterator[Need]:
        """Yield what could settle a fact as a condition names it, along its references."""
        subject, member = scope.origin(ref)
        if member is None:
            return
        members: tuple[str, ...] = (member,)
        for name, target in ref.hops:
            states = [scope.board.read(subject, m, name) for m in members]
            if any(not is_known(s) for s in states):
                for m in members:
                    yield from self._fact(subject, m, name)
            found = [s for s in states if s is not None]
            values = {
                v for s in found for v in (s if isinstance(s, frozenset) else (s,)) if isinstance(v, str)
            }
            members, subject = tuple(sorted(values - {"~none"})), target
        for m in members:
            yield from self._fact(subject, m, ref.name)

    def _fact(self, subject: str, member: str, name: str) -> tuple[Need, ...]:
        at = Need(subject, member, name)
        if at not in self._found:
            self._found[at] = unique(self._missing(subject, member, name))
        return self._found[at]

    def _missing(self, subject: str, member: str, name: str) -> Iterator[Need]:
        dictionary = self.rulebook.dictionary
        fact = dictionary.facts.get(subject, {}).get(name)
        if fact is None or is_known(
            self.conclusions.scope(subject, member).board.read(subject, member, name)
        ):
            return
        for other, _ in fact.applies_when:
            yield from self._fact(subject, member, other)
        decision = self.rulebook.deriving(subject, name)
        if decision is not None:
            yield from self._inputs(decision, member)
        elif not fact.derived and name not in self.conclusions.rows.get(subject, {}).get(member, {}):
            told = self.conclusions.rows.get(subject, {}).get(member, {})
            together = fact.asked_with and fact.asked_with not in told
            yield Need(subject, member, fact.asked_with if together else name)

    def _inputs(self, decision: Decision, member: str) -> Iterator[Need]:
        scope = self.conclusions.scope(decision.subject, member)
        for row in decision.rows:
            truth = truth_of(row.when, scope)
            if truth == UNKNOWN and not row.skip_unknown:
                yield from self.of_condition(row.when, scope)
            if truth == TRUE and decision.hit_policy == "first":
                break
        for factor in decision.factors:
            yield from self.of_ref(factor.ref, scope)
        compute = decision.compute
        if compute is None:
            return
        for ref in compute.refs:
            yield from self.of_ref(ref, scope)
        for condition in compute.conditions:
            yield from self.of_condition(condition, scope)
        if compute.of:
            yield from self._over(decision, scope)

    def _over(self, decision: Decision, scope: Here) -> Iterator[Need]:
        compute = decision.compute
        assert compute is not None
        for inner in scope.each(compute.of, False):
            truth = TRUE if compute.where is None else truth_of(compute.where, inner)
            if truth == UNKNOWN and compute.where is not None:
                yield from self.of_condition(compute.where, inner)
            if compute.fact and truth != FALSE and inner.member is not None:
                yield from self._fact(compute.of, inner.member, compute.fact)
        nobody = compute.op == "pick" and not self.conclusions.sheet.members(compute.of)
        if not compute.over_known or nobody:
            somebody = scope.somebody_else(compute.of)
            if somebody is not None and (compute.where is None or compute.where.truth(somebody) != FALSE):
                yield from self._list_of(compute.of, scope)


def unique(needs: Iterable[Need]) -> tuple[Need, ...]:
    """Return the needs once each, in the order found."""
    return tuple(dict.fromkeys(needs))


MANY_ROWS = 10


def turning(decision: Decision, statuses: tuple[Truth, ...], test: OneOf) -> list[int]:
    """Return the unknown rows of a table whose truth can turn a test of the result.

    Every combination of the unknown rows is tried; beyond ten of them, all count.
    """
    unknown = [n for n, s in enumerate(statuses) if s == UNKNOWN and not decision.rows[n].skip_unknown]
    if len(unknown) > MANY_ROWS:
        return unknown
    passes: dict[tuple[int, ...], frozenset[Truth]] = {}
    for choice in product((FALSE, TRUE), repeat=len(unknown)):
        tried = list(statuses)
        for n, truth in zip(unknown, choice, strict=True):
            tried[n] = truth
        values = table_result(decision, tuple(tried)).values
        passes[choice] = frozenset(test.holds(v) for v in values)

    def turns(at: int) -> bool:
        return any(passes[c] != passes[(*c[:at], TRUE, *c[at + 1 :])] for c in passes if c[at] == FALSE)

    return [n for at, n in enumerate(unknown) if turns(at)]
