"""Why a line is there: the facts that made a condition hold, and the author's words with facts filled in."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.advice.view import Evidence
from advisor.advice.words import SOMEBODY
from advisor.engine.scope import Here
from advisor.facts.states import FALSE, NONE, TRUE
from advisor.labels import LANGS, Label, Lang
from advisor.rulebook.conditions import Condition, Members, Not, Ref, truth_of
from advisor.rulebook.decisions import Decision

if TYPE_CHECKING:
    from advisor.advice.showing import Show

FACT = re.compile(r"\$\(([a-z_][\w.]*)\s*,\s*else\s+([^)]*)\)|\$([a-z_]\w*(?:\.[a-z_]\w*)*)", re.ASCII)
At = tuple[str, str, str]


class Because:
    """Explains with the facts of one deal."""

    def __init__(self, show: "Show") -> None:
        """Bind what shows values."""
        self.show = show

    def of_condition(self, condition: Condition, scope: Here) -> tuple[Evidence, ...]:
        """Return the facts that carry a condition, each once, in the order the rule names them."""
        return tuple(self.show.evidence(*at) for at in dict.fromkeys(self._facts(condition, scope, TRUE)))

    def of_decision(self, decision: Decision | None, member: str) -> tuple[Evidence, ...]:
        """Return the facts that a derived fact rests on directly."""
        if decision is None:
            return ()
        scope = self.show.conclusions.scope(decision.subject, member)
        found: list[At] = []
        row = self.show.deciding_row(decision, member)
        if row is not None:
            found += self._facts(row.when, scope, TRUE)
        else:
            wanted = TRUE if decision.hit_policy == "collect" else FALSE
            for other in decision.rows:
                found += self._facts(other.when, scope, wanted)
        refs = [f.ref for f in decision.factors] + list(decision.compute.refs if decision.compute else ())
        for ref in refs:
            found += self._along(ref, scope)
        if decision.compute is not None and decision.compute.of:
            found += self._over(decision, scope)
        return tuple(self.show.evidence(*at) for at in dict.fromkeys(found))

    def _over(self, decision: Decision, scope: Here) -> Iterator[At]:
        compute = decision.compute
        assert compute is not None
        for inner in scope.each(compute.of, False):
            holds = TRUE if compute.where is None else truth_of(compute.where, inner)
            if holds == TRUE and inner.member is not None:
                if compute.where is not None:
                    yield from self._facts(compute.where, inner, TRUE)
                if compute.fact:
                    yield (compute.of, inner.member, compute.fact)

    def _facts(self, condition: Condition, scope: Here, wanted: int) -> Iterator[At]:
        """Yield the known facts because of which a condition has the wanted truth."""
        if truth_of(condition, scope) != wanted:
            return
        if isinstance(condition, Members):
            for inner in scope.each(condition.subject, condition.other):
                truth = truth_of(condition.where, inner)
                if truth != 1 and inner.member is not None:
                    yield from self._facts(condition.where, inner, truth)
        elif isinstance(condition, Not):
            yield from self._facts(condition.of, scope, TRUE - wanted)
        elif condition.parts():
            for part in condition.parts():
                yield from self._facts(part, scope, wanted)
        else:
            for ref in condition.refs():
                yield from self._along(ref, scope)

    def _along(self, ref: Ref, scope: Here) -> Iterator[At]:
        subject, member = scope.origin(ref)
        if member is None:
            return
        for name, target in ref.hops:
            yield (subject, member, name)
            state = scope.board.read(subject, member, name)
            if not isinstance(state, str) or state == NONE:
                return
            subject, member = target, state
        yield (subject, member, ref.name)

    # --- texts ---------------------------------------------------------------------------------

    def text(
        self, label: Label | None, subject: str, member: str, person: str | None = None, gap: str = ""
    ) -> Label | None:
        """Return a rule's words with `$fact` and `$person` filled in.

        `gap` stands for a fact that is not known: where a rule fires, all that it names are.
        """
        if label is None:
            return None
        en, zh = (self._filled(label.text(lang), lang, subject, member, person, gap) for lang in LANGS)
        return Label(en, zh)

    def _filled(
        self, text: str, lang: Lang, subject: str, member: str, person: str | None, gap: str
    ) -> str:
        if "$" not in text:
            return text

        def fill(match: re.Match[str]) -> str:
            name, words = match[1] or match[3], match[2]
            if name == "person":
                return person or words or SOMEBODY.text(lang)
            found = self._named(name, subject, member)
            if found is None:
                return words if words is not None else gap or match[0]
            return found.text(lang)

        return FACT.sub(fill, text)

    def _named(self, name: str, subject: str, member: str) -> Label | None:
        scope = self.show.conclusions.scope(subject, member)
        dictionary = self.show.rulebook.dictionary
        from advisor.rulebook.forms import Problems
        from advisor.rulebook.terms import Terms

        terms = Terms(dictionary, {}, Problems(), subject)
        from advisor.errors import FactError

        try:
            ref, fact = terms.resolve(name)
        except FactError:
            return None
        state = scope.state(ref)
        return None if state is None else self.show.state(fact.type, state)
