"""What a number or a list is made of: the inputs of scales and computations, and how they come together."""

from advisor.advice.words import filled
from advisor.engine.computing import factor_points
from advisor.engine.scope import Here
from advisor.explain.proofs import phrases
from advisor.explain.proofs.proof import Input
from advisor.explain.proofs.proving import STATES, Prover, along
from advisor.facts.states import NONE, TRUE, span
from advisor.facts.types import FactType
from advisor.labels import Label
from advisor.records import replace
from advisor.rulebook.conditions import Ref, truth_of
from advisor.rulebook.decisions import Compute, Decision, Factor

POINTS = FactType("number")
SHARE = FactType("percent")
WHOLE = 10_000


class Inputs:
    """Spells out scales and computations in one deal."""

    def __init__(self, prover: Prover) -> None:
        """Bind what proves conditions."""
        self.prover = prover
        self.show = prover.show

    def of(self, decision: Decision, scope: Here) -> tuple[Label, tuple[Input, ...]]:
        """Return how the value comes about, and every input; for a scale or a computation only."""
        if decision.compute is None:
            return self._scale(decision, scope)
        compute = decision.compute
        if compute.conditions:
            terms = (self.prover.term(c, scope) for c in compute.conditions)
            inputs = tuple(Input(t.text, t.state, term=t) for t in terms)
            how = phrases.OF_REFS[compute.op]
        elif compute.of:
            how, inputs = self._over(compute), self._members(compute, scope)
        else:
            how, inputs = phrases.OF_REFS[compute.op], tuple(self._ref(r, scope) for r in compute.refs)
        return (filled(phrases.KNOWN_ONLY, how) if compute.over_known else how), inputs

    def _ref(self, ref: Ref, scope: Here) -> Input:
        read = tuple(dict.fromkeys(along(ref, scope)))
        value = self.prover.actual(ref, scope)
        return Input(
            text=self.prover.saying.ref(ref),
            counts="unknown" if value is None else "holds",
            value=value,
            facts=tuple(self.prover.evidence(at) for at in read),
            applies=tuple(t for at in read for t in self.prover.applies(at)),
        )

    # --- scales ----------------------------------------------------------------------------------

    def _scale(self, decision: Decision, scope: Here) -> tuple[Label, tuple[Input, ...]]:
        ends = [self._weighed(factor, scope) for factor in decision.factors]
        parts = [self.show.state(POINTS, span(low, high)) for low, high in ends]
        total = self.show.state(POINTS, scope.board.read(decision.subject, scope.member or "", decision.fact))
        told = Label(" + ".join(p.en for p in parts), " + ".join(p.zh for p in parts))
        inputs = tuple(self._factor(f, p, scope) for f, p in zip(decision.factors, parts, strict=True))
        return filled(phrases.SCALE, told, total), inputs

    @staticmethod
    def _weighed(factor: Factor, scope: Here) -> tuple[int, int]:
        low, high = factor_points(factor, scope)
        return low * factor.weight // WHOLE, high * factor.weight // WHOLE

    def _factor(self, factor: Factor, adds: Label, scope: Here) -> Input:
        found = self._ref(factor.ref, scope)
        points = self.show.state(POINTS, span(*factor_points(factor, scope)))
        weight = SHARE.label(factor.weight)
        row = next((r for r in factor.rows if truth_of(r.when, scope) == TRUE), None)
        if scope.state(factor.ref) == NONE:
            adds = filled(phrases.MAKES, phrases.THE_REST, adds)
        return replace(
            found,
            adds=filled(phrases.WEIGHTED, points, weight, adds),
            term=self.prover.term(row.when, scope) if row else None,
        )

    # --- members ---------------------------------------------------------------------------------

    def _over(self, compute: Compute) -> Label:
        """Return in words what is done with the members of a subject."""
        subject = self.prover.saying.subject(compute.of)
        if compute.where is not None:
            subject = filled(phrases.WITH, subject, self.prover.saying.of(compute.where))
        key = compute.op
        if key == "pick" and compute.fact:
            key = "pick_lowest" if compute.lowest else "pick_highest"
        if key == "collect" and not compute.fact:
            key = "collect_members"
        fact = self.show.fact(compute.of, compute.fact).label if compute.fact else ""
        return filled(phrases.OF_MEMBERS[key], subject, fact)

    def _members(self, compute: Compute, scope: Here) -> tuple[Input, ...]:
        found = [self._member(compute, inner) for inner in scope.each(compute.of, False)]
        terms = self.prover.list_of(compute.of, compute.where, scope)
        return (*found, *(Input(t.text, t.state, term=t) for t in terms))

    def _member(self, compute: Compute, inner: Here) -> Input:
        name = self.show.name(compute.of, inner.member or "")
        where = compute.where
        counts = STATES[TRUE if where is None else truth_of(where, inner)]
        term = self.prover.for_member(where, inner) if where is not None else None
        if not compute.fact:
            return Input(Label(name, name), counts, term=term)
        found = self._ref(Ref("own", (), compute.of, compute.fact), inner)
        if counts == "holds" and found.value is None:
            counts = "not_reached" if compute.over_known else "unknown"
        return Input(Label(name, name), counts, found.value, None, found.facts, term, found.applies)
