"""Why the page changed: from then to today in steps, each an evaluation, so that the differences add up.

First the rules change while facts and day stay as they were, then days go by, then facts grow old, then
facts are recorded. Within a step a line belongs to an entry if changing that entry alone changes the line.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from advisor.advice.showing import Show
from advisor.advice.view import PageChange
from advisor.engine.conclusions import Conclusions
from advisor.engine.engine import Engine
from advisor.explain.changing.changed_facts import Origin, aged, entry_of, entry_of_aged
from advisor.explain.changing.changes_view import Cause, Entry, Step
from advisor.explain.changing.parts import Part, differing, taken
from advisor.explain.gist import Gist, changes, gist_of
from advisor.facts.deal import Deal, Fact
from advisor.facts.sheet import FactSheet, sheet, with_facts
from advisor.labels import Label
from advisor.playbook.plays import Play
from advisor.records import replace
from advisor.rulebook.decisions import Rulebook

TRIED = 80
"""Parts of a deal that are tried one by one; what further ones change is told of all of them together."""

Line = tuple[str, str, Label]
"""What can change on the page: a position, whether an action is there, or its place; its id, its words."""


class Moment(NamedTuple):
    """A deal's facts, and the day they are looked at."""

    deal: Deal
    day: date


class Rules(NamedTuple):
    """One edition of the rules with an engine of its own."""

    plays: Mapping[str, Play]
    engine: Engine

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook."""
        return self.engine.rulebook

    def sheet(self, at: Moment) -> FactSheet:
        """Return what counts as known at a moment."""
        return sheet(self.rulebook.dictionary, at.deal, at.day)

    def conclude(self, at: Moment) -> Conclusions:
        """Return what follows at a moment."""
        return self.engine.conclude(self.sheet(at))

    def gist(self, at: Moment) -> Gist:
        """Return the gist of the page at a moment."""
        return gist_of(self.rulebook, self.plays, self.conclude(at))


class RuleChange(NamedTuple):
    """The rules of then and of today, and what differs.

    `then` is None where no copy is at hand. `between` are today's rules with the parameter values of then;
    where none was tuned it is `now`. `cause` says who changed the rules.
    """

    then: Rules | None
    between: Rules
    now: Rules
    edits: tuple[Entry, ...] = ()
    tuned: tuple[Entry, ...] = ()
    cause: Cause = "rules"


class Walk:
    """The way from an earlier page of a deal to today's."""

    def __init__(
        self,
        rules: RuleChange,
        before: Moment,
        after: Moment,
        given: Gist | None = None,
        origins: Mapping[Part, Origin] | None = None,
    ) -> None:
        """Bind both ends; `given` is the page that was given then, `origins` say who changed which part."""
        self.rules, self.before, self.after = rules, before, after
        self.given, self.origins = given, origins or {}
        self.show = Show(rules.now.rulebook, rules.now.conclude(after))
        self.plays = {**(rules.then.plays if rules.then else {}), **rules.now.plays}

    def lines(self) -> tuple[PageChange, ...]:
        """Return what is different in the end."""
        start = self.given or (self.rules.then or self.rules.between).gist(self.before)
        return self._changes(start, self.rules.now.gist(self.after))

    def steps(self) -> tuple[Step, ...]:
        """Return what each cause did, without the causes that did nothing and have nothing to tell."""
        found = (*self._by_rules(), *self._by_time(), self._by_facts())
        return tuple(step for step in found if step.entries or step.lines)

    def _by_rules(self) -> Iterator[Step]:
        then, between, now = self.rules.then, self.rules.between, self.rules.now
        middle = between.gist(self.before)
        start = then.gist(self.before) if then else self.given or middle
        if then is not None and self.given is not None:
            yield self._step("program", (), self.given, start)
        yield self._step(self.rules.cause, self.rules.edits, start, middle)
        yield self._step("parameters", self.rules.tuned, middle, now.gist(self.before))

    def _by_time(self) -> Iterator[Step]:
        now, deal = self.rules.now, self.before.deal
        late = Moment(deal, self.after.day)
        sheets = now.sheet(self.before), now.sheet(late)
        old = aged(*sheets)
        fresh: dict[tuple[str, str, str], Fact | None] = {
            part: replace(fact, on=late.day, until=None) for part, fact in old.items()
        }
        kept = Moment(with_facts(deal, fresh), late.day)
        yield self._step("days", (), now.gist(self.before), now.gist(kept))
        entries = [entry_of_aged(part, fact, sheets[1], self.show) for part, fact in old.items()]
        yield self._by_parts("old", tuple(old), entries, kept, late)

    def _by_facts(self) -> Step:
        base = Moment(self.before.deal, self.after.day)
        parts = differing(base.deal, self.after.deal)
        entries = [
            entry_of(part, base.deal, self.after.deal, self.show, self.plays, self.origins.get(part))
            for part in parts
        ]
        return self._by_parts("facts", parts, entries, base, self.after)

    def _by_parts(
        self, cause: Cause, parts: Sequence[Part], entries: Sequence[Entry], base: Moment, full: Moment
    ) -> Step:
        """Return a step between two states of a deal, each line with the parts that change it alone."""
        rules = self.rules.now
        start, end = rules.gist(base), rules.gist(full)
        told = list(entries)
        for n, part in enumerate(parts[:TRIED] if start != end and len(parts) > 1 else ()):
            on = rules.gist(Moment(taken(base.deal, full.deal, part), full.day))
            off = rules.gist(Moment(taken(full.deal, base.deal, part), full.day))
            touched = {_line(c) for c in (*self._changes(start, on), *self._changes(off, end))}
            alone = tuple(c for c in self._changes(start, end) if _line(c) in touched)
            told[n] = replace(told[n], lines=alone)
        return self._step(cause, told, start, end)

    def _step(self, cause: Cause, entries: Sequence[Entry], start: Gist, end: Gist) -> Step:
        """Return a step; where there is a single entry, everything comes from that."""
        lines = self._changes(start, end)
        if len(entries) == 1:
            return Step(cause, (replace(entries[0], lines=lines),), lines, ())
        known = {_line(change) for entry in entries for change in entry.lines}
        return Step(cause, tuple(entries), lines, tuple(c for c in lines if _line(c) not in known))

    def _changes(self, start: Gist, end: Gist) -> tuple[PageChange, ...]:
        return () if start == end else changes(self.show, self.plays, start, end)


def _line(change: PageChange) -> Line:
    return "there" if change.kind in ("new", "gone") else change.kind, change.id, change.label
