"""From a condition to its proof: in words, with how it stands in one deal and the facts that it reads."""

from collections.abc import Iterator, Mapping

from advisor.advice.showing import OPEN, Show
from advisor.advice.view import Evidence
from advisor.advice.words import filled
from advisor.engine.scope import Here
from advisor.errors import FactError
from advisor.explain.proofs import phrases
from advisor.explain.proofs.proof import Join, State, Term
from advisor.explain.proofs.saying import Saying
from advisor.facts.dictionary import FactDef, address_text
from advisor.facts.states import FALSE, NONE, TRUE, UNKNOWN, Truth
from advisor.labels import Label
from advisor.records import replace
from advisor.rulebook.conditions import (
    All,
    Always,
    Any,
    Condition,
    Counted,
    Known,
    Members,
    Not,
    OneOf,
    Ref,
    truth_of,
)  # fmt: skip

At = tuple[str, str, str]
"""A fact of one member: subject, member, name."""

STATES: Mapping[Truth, State] = {TRUE: "holds", UNKNOWN: "unknown", FALSE: "fails"}


class Prover:
    """Proves conditions with one deal's conclusions, and remembers which facts it named."""

    def __init__(self, show: Show) -> None:
        """Bind a deal's conclusions."""
        self.show = show
        self.saying = Saying(show)
        self.named: dict[str, At] = {}
        """The facts named so far, by the path they are named with."""
        self._evidence: dict[At, Evidence] = {}

    def term(self, condition: Condition, scope: Here) -> Term:
        """Return a condition as it stands for a member."""
        state = STATES[truth_of(condition, scope)]
        if isinstance(condition, Members):
            return self._members(condition, scope, state)
        join, parts = combined(condition)
        if not join:
            return self._test(condition, scope, state)
        told = tuple(self.term(part, scope) for part in parts)
        return Term(self.saying.head(condition), state, join=join, parts=told)

    def unreached(self, condition: Condition) -> Term:
        """Return a condition that something before it makes meaningless."""
        join, parts = combined(condition)
        if not join:
            return Term(self.saying.of(condition), "not_reached")
        told = tuple(self.unreached(part) for part in parts)
        return Term(self.saying.head(condition), "not_reached", join=join, parts=told)

    def for_member(self, condition: Condition | None, inner: Here) -> Term:
        """Return a condition as it stands for one member among others, who is named."""
        name = self.show.name(inner.subject, inner.member or "")
        if condition is None or isinstance(condition, Always):
            return Term(Label(name, name), "holds")
        term = self.term(condition, inner)
        if term.join and term.join != "members":
            head = Label(name, name) if term.join == "all" else filled(phrases.ABOUT, name, term.text)
            return replace(term, text=head)
        return replace(term, text=filled(phrases.ABOUT, name, term.text))

    # --- tests of facts --------------------------------------------------------------------------

    def _test(self, condition: Condition, scope: Here, state: State) -> Term:
        refs = tuple(dict.fromkeys(condition.refs()))
        read = [at for ref in refs for at in along(ref, scope)]
        return Term(
            text=self.saying.of(condition),
            state=state,
            actual=self.actual(refs[0], scope, isinstance(condition, Known)) if refs else None,
            facts=tuple(self.evidence(at) for at in dict.fromkeys(read)),
            applies=tuple(term for at in dict.fromkeys(read) for term in self.applies(at)),
        )

    def actual(self, ref: Ref, scope: Here, today: bool = False) -> Label | None:
        """Return what a fact is, as a member sees it; `None` while it may still be anything."""
        state = scope.today_state(ref) if today else scope.state(ref)
        kind = self.show.fact(ref.subject, ref.name).type
        is_open = isinstance(state, frozenset) and state == frozenset(kind.values)
        return None if state is None or is_open else self.show.state(kind, state)

    def evidence(self, at: At) -> Evidence:
        """Return a fact with its value and origin, under a path that means this fact and no other."""
        if at not in self._evidence:
            found = self._corrected(at, self.show.evidence(*at))
            self._evidence[at] = self.named_by(at, found)
        return self._evidence[at]

    def _corrected(self, at: At, found: Evidence) -> Evidence:
        """Return a fact that may still be anything as "?"."""
        state = self.show.conclusions.scope(at[0], at[1]).board.read(*at)
        every = frozenset(self.show.fact(at[0], at[2]).type.values)
        return replace(found, value=OPEN) if isinstance(state, frozenset) and state == every else found

    def named_by(self, at: At, found: Evidence) -> Evidence:
        """Return a fact under a path that means it alone, and remember which fact that is."""
        path = self._path(at, found.path)
        self.named[path] = at
        return found if path == found.path else replace(found, path=path)

    def _path(self, at: At, path: str) -> str:
        """Return the path with the member's name; with its id where another one has that name, too."""
        dictionary = self.show.rulebook.dictionary
        try:
            meant = dictionary.address(path, self.show.deal)
        except FactError:  # a reference may name somebody who is not recorded
            return path
        return path if meant == at else address_text(*at, dictionary.is_single(at[0]))

    def applies(self, at: At) -> tuple[Term, ...]:
        """Return the conditions under which a fact exists at all."""
        scope = self.show.conclusions.scope(at[0], at[1])
        return tuple(self.term(case, scope) for case in cases(self.show.fact(at[0], at[2])))

    # --- members ---------------------------------------------------------------------------------

    def _members(self, condition: Members, scope: Here, state: State) -> Term:
        inner = list(scope.each(condition.subject, condition.other))
        parts = tuple(self.for_member(condition.where, i) for i in inner)
        if not inner:
            nobody = filled(phrases.NOBODY_RECORDED, self.saying.subject(condition.subject))
            parts = (Term(nobody, "not_reached"),)
        if not condition.every:
            parts += self.list_of(condition.subject, condition.where, scope)
        return Term(self.saying.members(condition), state, join="members", parts=parts)

    def list_of(self, subject: str, where: Condition | None, scope: Here) -> tuple[Term, ...]:
        """Return whether somebody nobody recorded may matter, where such a person could fulfil `where`."""
        nobody = Here(scope.board, subject, None, (scope.this_subject, scope.this))
        names = tuple(self._lists(subject))
        if not names or (where is not None and where.truth(nobody) == FALSE):
            return ()
        is_open = scope.somebody_else(subject) is not None
        words = phrases.SOMEBODY_ELSE if is_open else phrases.EVERYBODY
        facts = tuple(self.evidence((owner, scope.board.single[owner], name)) for owner, name in names)
        told = facts[0].value if facts[0].origin != "unknown" else None
        text = filled(words, self.saying.subject(subject))
        return (Term(text, "unknown" if is_open else "holds", told, facts),)

    def _lists(self, subject: str) -> Iterator[tuple[str, str]]:
        """Yield the facts that say whether every member is recorded."""
        definition = self.show.rulebook.dictionary.subjects[subject]
        owner, _, name = definition.all_known.partition(".")
        if name:
            yield owner, name
        for side in definition.pair or ():
            yield from self._lists(side)


def cases(fact: FactDef) -> tuple[OneOf, ...]:
    """Return the conditions that must all hold for a fact to exist."""
    return tuple(
        OneOf(Ref("own", (), fact.subject, name), frozenset(values)) for name, values in fact.applies_when
    )


def combined(condition: Condition) -> tuple[Join, tuple[Condition, ...]]:
    """Return how a condition joins its parts, and the parts; nothing for a test of facts."""
    match condition:
        case All(of=parts):
            return "all", parts
        case Any(of=parts):
            return "any", parts
        case Not(of=Any(of=parts)):
            return "none", parts
        case Not(of=part):
            return "not", (part,)
        case Counted(of=parts):
            return "count", parts
        case _:
            return "", ()


def along(ref: Ref, scope: Here) -> Iterator[At]:
    """Yield every fact that is read to know a fact as a condition names it: references, then the fact."""
    subject, member = scope.origin(ref)
    members: tuple[str, ...] = (member,) if member else ()
    for name, target in ref.hops:
        pointed: set[str] = set()
        for one in members:
            yield (subject, one, name)
            state = scope.board.read(subject, one, name)
            values = state if isinstance(state, frozenset) else (state,)
            pointed |= {value for value in values if isinstance(value, str)}
        members, subject = tuple(sorted(pointed - {NONE})), target
    for one in members:
        yield (subject, one, ref.name)
