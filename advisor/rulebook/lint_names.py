"""Names that lead nowhere: facts nobody derives or reads, plays that are not there, ids that clash."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Protocol

from advisor.errors import Finding, Place
from advisor.facts.dictionary import FactDef, hint
from advisor.rulebook.conditions import Condition, Members, Ref, walk
from advisor.rulebook.debrief_plan import OCCASION
from advisor.rulebook.decisions import Decision, Row, Rulebook
from advisor.rulebook.lint_texts import named_in, texts
from advisor.rulebook.reads import Read, reads, undecided

RULE_ID = re.compile(r"(?:[a-z0-9_]+|[A-Z][A-Z0-9]*)(?:\.(?:[a-z0-9_]+|[A-Z][A-Z0-9]*))*")


class KnownPlay(Protocol):
    """What is asked of a play: where it stands, and the facts that show that it worked."""

    @property
    def place(self) -> Place:
        """Where the play stands."""

    @property
    def evidence(self) -> tuple[str, ...]:
        """The addresses of the facts that change when it worked."""


Plays = Mapping[str, KnownPlay]


def names(rulebook: Rulebook, plays: Plays | None) -> Iterator[Finding]:
    """Check every name of the rulebook."""
    yield from _undecided(rulebook)
    yield from _unread(rulebook, plays or {})
    yield from _ids(rulebook)
    yield from _conflicts(rulebook)
    if plays is not None:
        yield from _plays(rulebook, plays)


def rows(rulebook: Rulebook) -> Iterator[tuple[Decision, Row]]:
    """Yield every row and rule."""
    for decision in rulebook.decisions.values():
        for row in decision.rows:
            yield decision, row


def _undecided(rulebook: Rulebook) -> Iterator[Finding]:
    for fact in undecided(rulebook.dictionary, rulebook.decisions):
        message = f"no decision derives '{fact.path}': it stays unknown for ever"
        yield Finding(
            "fact.not-decided",
            fact.place,
            message,
            f"add '- derive: {fact.path}', or take 'derived: yes' out",
        )


# ---------------------------------------------------------------- decisions nobody reads


def _unread(rulebook: Rulebook, plays: Plays) -> Iterator[Finding]:
    read = frozenset(_read_anywhere(rulebook, plays))
    for decision in rulebook.decisions.values():
        if decision.kind == "derive" and (decision.subject, decision.fact) not in read:
            message = f"nobody reads '{decision.id}': no rule, no text, no page"
            hint_ = "show it in rules/page.yaml, use it in a rule, or take it out"
            yield Finding("decision.unread", decision.place, message, hint_, "warning")


def _read_anywhere(rulebook: Rulebook, plays: Plays) -> Iterator[Read]:
    for decision in rulebook.decisions.values():
        yield from reads(decision, rulebook.dictionary) - {(decision.subject, decision.fact)}
        for row in decision.rows:
            yield from _read_by_row(row, rulebook)
    for when in _of_agenda(rulebook):
        yield from _reads_of(when, rulebook)
    for ref in _on_page(rulebook):
        yield from _along(ref, rulebook)
    yield from _members_on_page(rulebook)
    for text in texts(rulebook):
        for ref in named_in(text, rulebook):
            yield from _along(ref, rulebook)
    for fact in rulebook.dictionary:
        yield from _beside(fact)
    for play in plays.values():
        yield from ((s, n) for s, _, n in (path.partition(".") for path in play.evidence))


def _of_agenda(rulebook: Rulebook) -> Iterator[Condition]:
    yield from (modifier.when for modifier in rulebook.agenda.modifiers)
    yield from (gate.when for gate in rulebook.agenda.gates)


def _on_page(rulebook: Rulebook) -> Iterator[Ref]:
    page = rulebook.page
    yield from (*page.header, *page.position, *page.listed.values())


def _members_on_page(rulebook: Rulebook) -> Iterator[Read]:
    page = rulebook.page
    yield from (("person", name) for name in page.person)
    yield from (("rival", name) for name in page.rival)
    yield from (("portfolio", name) for name in page.portfolio)
    for pair in page.crosstables:
        yield from pair
    yield from ((OCCASION, asked.name) for asked in rulebook.debrief.facts)


def _read_by_row(row: Row, rulebook: Rulebook) -> Iterator[Read]:
    for ref in _outside_when(row):
        yield from _along(ref, rulebook)
    pick = row.advice.pick if row.advice is not None else None
    if pick is not None:
        yield from ((pick.subject, name) for _, name in pick.prefer)
        if pick.where is not None:
            yield from _reads_of(pick.where, rulebook)


def _outside_when(row: Row) -> Iterator[Ref]:
    if row.warning is not None:
        yield from row.warning.between
    if row.advice is not None and row.advice.due is not None and row.advice.due.fact is not None:
        yield row.advice.due.fact


def _reads_of(condition: Condition, rulebook: Rulebook) -> Iterator[Read]:
    for part in walk(condition):
        if not part.parts() and not isinstance(part, Members):
            for ref in part.refs():
                yield from _along(ref, rulebook)


def _along(ref: Ref, rulebook: Rulebook) -> Iterator[Read]:
    yield (ref.subject, ref.name)
    for name, target in ref.hops:
        for subject, facts in rulebook.dictionary.facts.items():
            if name in facts and facts[name].type.subject == target:
                yield (subject, name)


def _beside(fact: FactDef) -> Iterator[Read]:
    """Yield the facts that the dictionary itself reads."""
    yield from ((fact.subject, name) for name, _ in fact.applies_when)
    owner, _, copied = fact.copied_from.partition(".")
    yield (owner, copied)
    if fact.ask_whom is not None:
        yield from ((fact.ask_whom[0], name) for name, _ in fact.ask_whom[1])


# ---------------------------------------------------------------- ids, conflicts, plays


def _ids(rulebook: Rulebook) -> Iterator[Finding]:
    agenda = rulebook.agenda
    listed = [(row.id, row.place) for d, row in rows(rulebook) if not row.id.startswith(f"{d.id}.")]
    extra = [(m.id, m.place) for m in agenda.modifiers] + [(g.id, g.place) for g in agenda.gates]
    for id_, place in (*listed, *extra):
        if id_ and not RULE_ID.fullmatch(id_):
            help_ = (
                "lower case, digits and _, joined by dots; a cell may be upper case (opening.G.accelerate)"
            )
            yield Finding("rule.id", place, f"'{id_}' is not a rule id", help_, "warning")
    often = Counter(id_ for id_, _ in (*listed, *extra))
    for id_, place in extra:
        if often[id_] > 1:
            yield Finding("agenda.twice", place, f"id '{id_}' is used twice", "ids are permanent and unique")


def _conflicts(rulebook: Rulebook) -> Iterator[Finding]:
    known = {row.id: d for d, row in rows(rulebook) if d.kind == "recommend"}
    for _, row in rows(rulebook):
        for other in row.conflicts_with:
            if other == row.id:
                yield Finding("rule.conflict", row.place, f"'{row.id}' conflicts with itself", "take it out")
            elif other not in known:
                message = f"'{row.id}' conflicts with '{other}', which recommends nothing"
                yield Finding(
                    "rule.conflict",
                    row.place,
                    message,
                    hint(other, list(known)) or "an id of a recommend rule",
                )


def _plays(rulebook: Rulebook, plays: Plays) -> Iterator[Finding]:
    named: set[str] = set()
    for _, row in rows(rulebook):
        for play in _plays_of(row):
            named.add(play)
            if play not in plays:
                message = f"'{row.id}' names the play '{play}', which does not exist"
                help_ = hint(play, list(plays)) or f"write playbooks/<topic>/{play}.md"
                yield Finding("play.unknown", row.place, message, help_)
    for play in sorted(plays.keys() - named):
        message = f"no rule recommends the play '{play}'"
        yield Finding(
            "play.unused", plays[play].place, message, "recommend it in a rule, or take it out", "warning"
        )


def _plays_of(row: Row) -> Iterator[str]:
    if row.advice is not None:
        yield from row.advice.plays
        if row.advice.pick is not None and row.advice.pick.if_nobody:
            yield row.advice.pick.if_nobody
    if row.warning is not None and row.warning.play:
        yield row.warning.play
