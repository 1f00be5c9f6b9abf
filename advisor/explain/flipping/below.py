"""What lies below: every base fact that a fact or a condition rests on, member by member."""

from collections.abc import Iterator

from advisor.advice.needs import Need
from advisor.engine.conclusions import Conclusions
from advisor.engine.scope import Here
from advisor.rulebook.conditions import Condition, Members, Ref
from advisor.rulebook.decisions import Decision, Rulebook
from advisor.rulebook.reads import conditions

Facts = frozenset[Need]


class Below:
    """Finds the base facts below others in one deal.

    Only who is recorded counts, not what is known of them: a reference may come to point at any member.
    """

    def __init__(self, rulebook: Rulebook, conclusions: Conclusions) -> None:
        """Bind the rules and a deal with its members."""
        self.rulebook = rulebook
        self.conclusions = conclusions
        self._found: dict[Need, Facts] = {}

    def fact(self, need: Need) -> Facts:
        """Return the base facts below a fact; a base fact lies below itself."""
        if need not in self._found:
            self._found[need] = frozenset(self._fact(need))
        return self._found[need]

    @property
    def seen(self) -> tuple[Need, ...]:
        """Every fact that was looked at so far, those that are derived as well."""
        return tuple(self._found)

    def condition(self, condition: Condition, scope: Here) -> Facts:
        """Return the base facts below a condition."""
        if isinstance(condition, Members):
            inner = scope.each(condition.subject, condition.other)
            found = [self.condition(condition.where, each) for each in inner]
            return frozenset(self.lists(condition.subject)).union(*found)
        if condition.parts():
            return frozenset().union(*(self.condition(part, scope) for part in condition.parts()))
        return frozenset().union(*(self.ref(ref, scope) for ref in condition.refs()))

    def ref(self, ref: Ref, scope: Here) -> Facts:
        """Return the base facts below a fact as a condition names it, the references on the way included."""
        subject, member = scope.origin(ref)
        if member is None:
            return frozenset()
        found: set[Need] = set()
        members: tuple[str, ...] = (member,)
        for name, target in ref.hops:
            found.update(*(self.fact(Need(subject, each, name)) for each in members))
            subject, members = target, self.conclusions.sheet.members(target)
        return frozenset(found).union(*(self.fact(Need(subject, each, ref.name)) for each in members))

    def lists(self, subject: str) -> Iterator[Need]:
        """Yield the facts that say whether all members of a subject are recorded."""
        definition = self.rulebook.dictionary.subjects[subject]
        owner, _, name = definition.all_known.partition(".")
        if name:
            yield Need(owner, self.conclusions.board.single.get(owner, owner), name)
        for side in definition.pair or ():
            yield from self.lists(side)

    def _fact(self, need: Need) -> Iterator[Need]:
        fact = self.rulebook.dictionary.facts.get(need.subject, {}).get(need.name)
        if fact is None:
            return
        for other, _ in fact.applies_when:
            yield from self.fact(Need(need.subject, need.member, other))
        decision = self.rulebook.deriving(need.subject, need.name)
        if decision is not None:
            yield from self._decision(decision, need.member)
        elif not fact.derived:
            yield need

    def _decision(self, decision: Decision, member: str) -> Iterator[Need]:
        scope = self.conclusions.scope(decision.subject, member)
        compute = decision.compute
        where = compute.where if compute is not None else None
        for condition in conditions(decision):
            if condition is not where:
                yield from self.condition(condition, scope)
        for factor in decision.factors:
            yield from self.ref(factor.ref, scope)
        if compute is None:
            return
        for ref in compute.refs:
            yield from self.ref(ref, scope)
        if compute.of:
            yield from self.lists(compute.of)
            for inner in scope.each(compute.of, False):
                if where is not None:
                    yield from self.condition(where, inner)
                if compute.fact:
                    yield from self.fact(Need(compute.of, inner.member or "", compute.fact))
