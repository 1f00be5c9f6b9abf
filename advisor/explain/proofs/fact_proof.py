"""Why a fact is what it is: the rows that decide it, the values still possible, the numbers it is made of."""

from collections.abc import Iterator
from typing import Literal

from advisor.advice.because import Because
from advisor.advice.view import Evidence
from advisor.advice.words import ENDED, filled
from advisor.engine.scope import Here
from advisor.explain.proofs import phrases
from advisor.explain.proofs.inputs import Inputs
from advisor.explain.proofs.proof import FactProof, Result, RowProof, State, Term, deciding
from advisor.explain.proofs.proving import STATES, At, Prover
from advisor.facts.deal import Value
from advisor.facts.states import FALSE, NONE, TRUE, UNKNOWN, Partial, Truth
from advisor.facts.states import State as FactState
from advisor.labels import Label
from advisor.records import replace
from advisor.rulebook.conditions import truth_of
from advisor.rulebook.decisions import Decision, Row


class FactProver:
    """Proves facts of one deal."""

    def __init__(self, prover: Prover) -> None:
        """Bind what proves conditions."""
        self.prover = prover
        self.show = prover.show
        self.inputs = Inputs(prover)

    def proof(self, at: At, level: int) -> FactProof:
        """Return the proof of one fact; what it rests on is named, not proved."""
        subject, member, name = at
        standing = self.show.standing(*at)
        evidence = self.prover.evidence(at)
        decision = self.show.rulebook.deriving(subject, name)
        told = self.show.deal.facts(subject, member).get(name)
        single = self.show.rulebook.dictionary.is_single(subject)
        given = FactProof(
            path=evidence.path,
            label=standing.label,
            about="" if single else self.show.name(subject, member),
            state="unknown" if standing.open else standing.state,
            value=evidence.value,
            evidence=evidence,
            level=level,
            because=standing.because,
            rule=standing.rule,
            applies=self.prover.applies(at),
            needs=self._needs(at, decision),
            note=standing.note,
            told=told.note if told else "",
            ask=self._ask(at) if standing.state == "unknown" else None,
        )
        return given if decision is None else self._derived(given, decision, member)

    def _ask(self, at: At) -> Label | None:
        """Return the question that asks for a fact."""
        ask = self.show.fact(at[0], at[2]).ask
        return Because(self.show).text(ask, at[0], at[1])

    def _needs(self, at: At, decision: Decision | None) -> tuple[Evidence, ...]:
        """Return the unknown facts that could settle a fact, or say whether a path's step is done."""
        if decision is not None and decision.hit_policy == "path":
            needs = self.show.asker.of_step(decision, at[1])
        else:
            needs = self.show.asker.of_fact(*at)
        return tuple(self.prover.evidence(need) for need in needs if need != at)

    def _derived(self, given: FactProof, decision: Decision, member: str) -> FactProof:
        at = (decision.subject, member, decision.fact)
        scope = self.show.conclusions.scope(decision.subject, member)
        if at in self.show.conclusions.ended:
            given = replace(given, note=filled(ENDED, given.label))
        if decision.compute is not None or decision.factors:
            how, inputs = self.inputs.of(decision, scope)
            return replace(given, form=decision.form, how=how, inputs=inputs)
        rows = tuple(self._rows(decision, scope))
        key = decision.form if decision.form in phrases.FORMS else decision.hit_policy
        results = tuple(self._results(decision, member, rows))
        if decision.hit_policy == "collect":  # every row has its own reason
            given = replace(given, because=None, rule=self.show.rule(decision))
        return replace(given, form=key, how=phrases.FORMS[key], rows=rows, results=results)

    # --- rows ------------------------------------------------------------------------------------

    def _rows(self, decision: Decision, scope: Here) -> Iterator[RowProof]:
        truths = [truth_of(row.when, scope) for row in decision.rows]
        first = truths.index(TRUE) if TRUE in truths else len(truths)
        last = len(truths) - truths[::-1].index(TRUE) if TRUE in truths else 0
        for number, row in enumerate(decision.rows):
            if decision.hit_policy == "first" and number > first:
                yield self._row(decision, row, self.prover.unreached(row.when))
                continue
            note = None
            if truths[number] == UNKNOWN and row.skip_unknown:
                note = phrases.PASSED_OVER
            if decision.hit_policy == "path" and number < last and truths[number] != TRUE:
                note = phrases.LATER_DONE
            yield self._row(decision, row, self.prover.term(row.when, scope), note)
        if decision.otherwise is not None:
            yield self._otherwise(decision, decision.otherwise, truths)

    def _row(self, decision: Decision, row: Row, term: Term, note: Label | None = None) -> RowProof:
        assert row.then is not None
        gives = self._value(decision, row.then)
        return RowProof(self.show.rule(decision, row), gives, term.state, row.because, term, note)

    def _otherwise(self, decision: Decision, value: Value, truths: list[Truth]) -> RowProof:
        known = [
            t for t, row in zip(truths, decision.rows, strict=True) if not (t == UNKNOWN and row.skip_unknown)
        ]
        highest = max(known, default=FALSE)
        state: State = STATES[TRUE - highest]
        if highest == TRUE and decision.hit_policy == "first":
            state = "not_reached"
        rule, gives = self.show.rule(decision), self._value(decision, value)
        return RowProof(rule, gives, state, decision.otherwise_because, note=phrases.OTHERWISE)

    def _value(self, decision: Decision, value: Value) -> Label:
        kind = self.show.fact(decision.subject, decision.fact).type
        if decision.hit_policy == "collect":
            return self.prover.saying.element(kind, str(value))
        return self.show.value(kind, value)

    # --- values ----------------------------------------------------------------------------------

    def _results(self, decision: Decision, member: str, rows: tuple[RowProof, ...]) -> Iterator[Result]:
        """Yield how each value stands by the rules, whatever somebody typed over them."""
        conclusions, at = self.show.conclusions, (decision.subject, member, decision.fact)
        ruled = conclusions.said[at] if at in conclusions.said else conclusions.state(*at)
        given = [*(row.then for row in decision.rows), decision.otherwise][: len(rows)]
        kind = self.show.fact(decision.subject, decision.fact).type
        named = [] if kind.kind == "list" and decision.hit_policy != "collect" else list(kind.values)
        values = dict.fromkeys([*named, *(v for v in given if v is not None)])
        if ruled == NONE or (isinstance(ruled, frozenset) and NONE in ruled):
            values[NONE] = None
        for value in values:
            giving = [proof for proof, v in zip(rows, given, strict=True) if v == value]
            state = stands(ruled, value)
            reason = _out(giving) if state == "out" else None
            id_ = ",".join(value) if isinstance(value, tuple) else str(value)
            label = self._value(decision, value)
            yield Result(id_, label, state, tuple(proof.rule.id for proof in giving), reason)


def stands(state: FactState, value: Value) -> Literal["holds", "possible", "out"]:
    """Say whether a state is a value (or a list holds it), still may be, or cannot be."""
    if state is None:
        return "possible"
    if isinstance(state, Partial):
        if value in state.sure:
            return "holds"
        return "possible" if value in state.possible or state.open else "out"
    if isinstance(state, frozenset):
        return "possible" if value in state else "out"
    if isinstance(state, tuple) and not isinstance(value, tuple):
        return "holds" if value in state else "out"
    return "holds" if state == value else "out"


def _out(giving: list[RowProof]) -> Label:
    """Say why a value is out: the rows that would give it do not hold, or something else decides."""
    if not giving:
        return phrases.NO_ROW
    if any(row.state == "unknown" for row in giving):
        return phrases.EXCLUDED
    words = [_blamed(row.term) for row in giving if row.state == "fails" and row.term is not None]
    if not words:
        return phrases.BEFORE_IT
    return filled(
        phrases.DOES_NOT_HOLD, Label("; ".join(w.en for w in words), "；".join(w.zh for w in words))
    )


def _blamed(term: Term) -> Label:
    """Return the first test that makes a condition fail, with what the fact is instead."""
    test = next(deciding(term))
    return test.text if test.actual is None else filled(phrases.IT_IS, test.text, test.actual)
