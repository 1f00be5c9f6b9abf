"""Which facts can turn out to be "there is none": no row holds, nobody to pick, an act never done."""

from collections.abc import Mapping

from advisor.facts.dictionary import Dictionary
from advisor.rulebook.conditions import Compare, OneOf, Ref, walk
from advisor.rulebook.decisions import Compute, Decision

OVER_NOBODY = ("sum", "max", "min", "mean", "pick")


class Nothing:
    """Answers, for one set of decisions, whether a fact may read "there is none"."""

    def __init__(self, dictionary: Dictionary, decisions: Mapping[str, Decision]) -> None:
        """Bind the decisions that derive facts."""
        self.dictionary = dictionary
        self.decisions = decisions
        self._known: dict[tuple[str, str], bool] = {}

    def fact(self, subject: str, name: str) -> bool:
        """Say whether a fact may read "there is none"."""
        key = (subject, name)
        if key not in self._known:
            self._known[key] = True  # a cycle is an error elsewhere; until then the wider answer
            self._known[key] = self._fact(subject, name)
        return self._known[key]

    def ref(self, ref: Ref) -> bool:
        """Say whether a fact read along references may read "there is none"."""
        if any(self._hop(name, target) for name, target in ref.hops):
            return True
        return self.fact(ref.subject, ref.name)

    def _hop(self, name: str, target: str) -> bool:
        return any(
            self.fact(subject, name)
            for subject, facts in self.dictionary.facts.items()
            if name in facts and facts[name].type.subject == target
        )

    def _fact(self, subject: str, name: str) -> bool:
        fact = self.dictionary.facts[subject][name]
        if fact.applies_when or (fact.our_act and fact.type.kind != "yes_no"):
            return True
        decision = self.decisions.get(f"{subject}.{name}")
        if decision is None:
            return False
        if decision.compute is not None:
            return self._compute(decision.compute)
        if decision.form == "table":
            return decision.hit_policy != "collect" and decision.otherwise is None
        return decision.form in ("grid", "map", "bands") and any(self.ref(r) for r in axes(decision))

    def _compute(self, compute: Compute) -> bool:
        if compute.op in OVER_NOBODY and compute.none_is is None:
            return bool(compute.of) or all(self.ref(r) for r in compute.refs)
        if compute.op == "product":
            return any(self.ref(r) for r in compute.refs)
        if compute.op == "ratio":
            return True
        return compute.op in ("copy", "difference", "days_since", "days_until", "count_list") and any(
            self.ref(r) for r in compute.refs
        )


def axes(decision: Decision) -> tuple[Ref, ...]:
    """Return the facts that the rows of a grid, map or bands test."""
    found = [
        part.ref for row in decision.rows for part in walk(row.when) if isinstance(part, (OneOf, Compare))
    ]
    return tuple(dict.fromkeys(found))
