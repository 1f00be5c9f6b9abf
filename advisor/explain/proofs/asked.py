"""What a question names: a play, a rule, a fact, or the beginning of one of them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from advisor.advice.showing import Show
from advisor.errors import UsageError
from advisor.explain.proofs.proving import At
from advisor.labels import Label, same
from advisor.playbook.plays import Play
from advisor.rulebook.decisions import Decision

LISTED = 6
SHOWN = 60

RuleAt = tuple[Decision, int]
"""A rule: its decision and the number of its row."""


class Asked(NamedTuple):
    """What was asked for: rules and facts, under a heading.

    `nobody` names a subject without any member; `play` is the play that is asked about.
    """

    heading: Label
    rules: tuple[RuleAt, ...] = ()
    facts: tuple[At, ...] = ()
    nobody: str = ""
    play: str = ""


class Index:
    """Everything of one deal that can be asked about."""

    def __init__(self, show: Show, plays: Mapping[str, Play]) -> None:
        """Collect the rules; rows of tables are asked about through the fact that they derive."""
        self.show = show
        self.plays = plays
        self.rules: dict[str, RuleAt] = {}
        self.rows: dict[str, Decision] = {}
        for decision in show.rulebook.decisions.values():
            for number, row in enumerate(decision.rows):
                if decision.kind == "derive":
                    self.rows[row.id] = decision
                else:
                    self.rules[row.id] = (decision, number)

    def asked(self, wanted: str) -> Asked:
        """Return what is meant. Raises `UsageError` or `FactError` with the nearest right word."""
        wanted = wanted.strip()
        begun = wanted if self._exact(wanted) else self._begun(wanted)
        found = self._exact(begun) if begun else None
        if found is not None:
            return found
        if "." in wanted and wanted.partition(".")[0] in self.show.rulebook.dictionary.subjects:
            at = self.show.rulebook.dictionary.address(wanted, self.show.deal)
            return Asked(self.show.fact(at[0], at[2]).label, (), (at,))
        raise self._unknown(wanted)

    def _exact(self, wanted: str) -> Asked | None:
        if wanted in self.plays:
            return Asked(self.plays[wanted].title, tuple(self._recommending(wanted)), play=wanted)
        if wanted in self.rules:
            return Asked(same(wanted), (self.rules[wanted],))
        decision = self.rows.get(wanted) or self.show.rulebook.decisions.get(wanted)
        if decision is None:
            return self._bare(wanted)
        if decision.kind == "derive":
            return self._facts_of(decision.subject, decision.fact)
        heading = decision.label or same(decision.id)
        return Asked(heading, tuple((decision, number) for number in range(len(decision.rows))))

    def _recommending(self, play: str) -> Iterable[RuleAt]:
        """Yield the rules that can recommend a play, also where nobody fits what they look for."""
        for decision, number in self.rules.values():
            advice = decision.rows[number].advice
            if advice and (play in advice.plays or (advice.pick and advice.pick.if_nobody == play)):
                yield decision, number

    def _bare(self, name: str) -> Asked | None:
        """Return the facts of a bare name (the deal's own first) or of `subject.name`, of every member."""
        facts = self.show.rulebook.dictionary.facts
        subject, _, rest = name.rpartition(".")
        owners = [subject] if subject else ["deal", *(s for s in facts if s != "deal")]
        named = [s for s in owners if rest in facts.get(s, ())]
        owner = next((s for s in named if self._members(s)), named[0] if named else None)
        return None if owner is None else self._facts_of(owner, rest)

    def _members(self, subject: str) -> tuple[str, ...]:
        return self.show.conclusions.sheet.members(subject)

    def _facts_of(self, subject: str, name: str) -> Asked:
        label = self.show.fact(subject, name).label
        members = self._members(subject)
        return Asked(label, (), tuple((subject, m, name) for m in members), "" if members else subject)

    def _begun(self, wanted: str) -> str | None:
        """Return the one id that begins so; raises `UsageError` where several do."""
        plain = wanted.casefold()
        words = sorted(w for w in (*self.plays, *self.rules, *self.rows) if w.casefold().startswith(plain))
        if len(words) > 1:
            more = f" and {len(words) - LISTED} more" if len(words) > LISTED else ""
            shown = ", ".join(f"'{w}'" for w in words[:LISTED])
            raise UsageError(f"'{wanted[:SHOWN]}' could be {shown}{more}", hint="write more of it")
        return words[0] if plain and words else None

    def _unknown(self, wanted: str) -> UsageError:
        from advisor.nearest import nearest

        facts = [name for f in self.show.rulebook.dictionary for name in (f.name, f.path)]
        near = nearest(wanted, (*self.plays, *self.rules, *self.rows, *self.show.rulebook.decisions, *facts))
        hint = f"did you mean '{near}'?" if near else "name a play, a rule or a fact of the page"
        return UsageError(f"nothing is called '{wanted[:SHOWN]}'", hint=hint)
