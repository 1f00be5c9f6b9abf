"""Decision tables: rows that contradict, rows that can never count, cases that no row answers."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from advisor.errors import Finding
from advisor.facts.deal import Value
from advisor.facts.states import FALSE, NONE, TRUE, UNKNOWN, Truth
from advisor.rulebook.conditions import Condition, Known, Members, Ref, walk
from advisor.rulebook.decisions import Decision, Row, Rulebook
from advisor.rulebook.lint_cases import Case, Cases, Goal, Guess, Key, holds, keys, tests
from advisor.rulebook.lint_domains import Domains
from advisor.rulebook.nothing import axes


def tables(rulebook: Rulebook, domains: Domains) -> Iterator[Finding]:
    """Check every table, grid and map."""
    for decision in rulebook.decisions.values():
        if decision.form == "table":
            yield from _Table(decision, domains).findings()
        elif decision.form in ("grid", "map", "bands"):
            yield from _axes(decision, domains)


def case_text(decision: Decision, case: Case, domains: Domains) -> str:
    """Return a case as messages show it: the subject and the facts that matter."""
    parts = [domains.text(key, state) for key, state in case.items()]
    return f"{decision.subject} with {', '.join(parts)}" if parts else f"any {decision.subject}"


class _Table:
    """One table and the search over its rows."""

    def __init__(self, decision: Decision, domains: Domains) -> None:
        self.decision = decision
        self.domains = domains
        self.rows = decision.rows
        skipping = [r for row in self.rows if row.skip_unknown for r in _refs(row.when)]
        self.cases = Cases([r.when for r in self.rows], domains, skipping)
        self.order: tuple[Key, ...] = tuple(self.cases.states)

    def findings(self) -> Iterator[Finding]:
        policy = self.decision.hit_policy
        if policy in ("unique", "any"):
            yield from self._overlaps()
        if policy == "first":
            yield from self._unreachable()
        if policy == "collect":
            return
        gap = self._uncovered(without_none=True) or self._uncovered(without_none=False)
        if gap is None and self.cases.exact:
            yield from self._covered()
        if gap is not None and self.decision.otherwise is None:
            yield self._gap(gap)

    def _near(self, rows: Sequence[Row]) -> tuple[Key, ...]:
        """Return the facts in the order to choose them: what some rows test first."""
        return tuple(dict.fromkeys((*(k for row in rows for k in keys(row.when)), *self.order)))

    def _overlaps(self) -> Iterator[Finding]:
        for one, other in combinations(self.rows, 2):
            if one.then == other.then:
                continue
            case = self.cases.find(holds((one.when, other.when)), self._near((one, other)))
            if case is not None:
                message = f"rows {one.id} and {other.id} can hold together, with different results"
                hint = f"both match: {case_text(self.decision, case, self.domains)}"
                yield Finding("table.overlap", other.place, message, hint, "warning")

    def _unreachable(self) -> Iterator[Finding]:
        for number, row in enumerate(self.rows):
            if not self._can_hold(row):
                continue  # said of the condition itself
            earlier = self.rows[:number]
            case = self.cases.find(_reaches(row, earlier), self._near((row,)))
            if case is None and self.cases.exact:
                covering = ", ".join(r.id for r in self._covering(row, earlier))
                message = f"row {row.id} is never reached: the rows above it cover every case of it"
                hint = f"covered by {covering}; move it up, narrow those rows, or take it out"
                yield Finding("table.unreachable", row.place, message, hint)

    def _can_hold(self, row: Row) -> bool:
        return self.cases.find(holds((row.when,)), self._near((row,))) is not None

    def _covering(self, row: Row, earlier: Sequence[Row]) -> list[Row]:
        """Return few earlier rows that cover the row: leave out each one that is not needed."""
        needed = list(earlier)
        for one in earlier:
            rest = [r for r in needed if r is not one]
            if rest and self.cases.find(_reaches(row, rest), self._near((row,))) is None:
                needed = rest
        return needed

    def _gap(self, case: Case) -> Finding:
        message = f"the rows of '{self.decision.id}' leave cases without a result"
        hint = f"no row for {case_text(self.decision, case, self.domains)}; add 'otherwise:'"
        return Finding("table.gap", self.decision.place, message, hint, "warning")

    def _uncovered(self, without_none: bool) -> Case | None:
        def goal(guess: Guess) -> Truth:
            if without_none and NONE in guess.case.values():
                return FALSE
            return min((TRUE - row.when.truth(guess) for row in self.rows), default=TRUE)

        return self.cases.find(goal, self._near(self.rows))

    def _covered(self) -> Iterator[Finding]:
        """Find typed facts whose every value has a row: the fallback shows only while they are unknown."""
        tested = [dict.fromkeys(_refs(row.when)) for row in self.rows]
        known = {part.ref for row in self.rows for part in walk(row.when) if isinstance(part, Known)}
        for ref in dict.fromkeys(r for row in tested for r in row):
            often = sum(ref in row for row in tested)
            if often < 2 or ref in known or not self.domains.is_typed(ref):
                continue
            order = [key for key in self._near(self.rows) if key != ref]
            case = self.cases.find(self._falls_back(ref), order, len(self.cases.states[ref]))
            if case is not None:
                yield self._covers(ref, case)

    def _covers(self, ref: Ref, case: Case) -> Finding:
        fallback = "no result" if self.decision.otherwise is None else f"'{self.decision.otherwise}'"
        message = (
            f"the rows cover every value of '{ref.text}', yet {fallback} stays possible until it is known"
        )
        when = f" (for example with {case_text(self.decision, case, self.domains)})" if case else ""
        hint = f"make the last row 'otherwise'{when}"
        return Finding("table.covers-every-value", self.decision.place, message, hint, "warning")

    def _falls_back(self, ref: Ref) -> Goal:
        values = [s for s in self.cases.states[ref] if s is not None]

        def goal(guess: Guess) -> Truth:
            given: set[Value | None] = set()
            for value in values:
                chosen = Guess({**guess.case, ref: value})
                truths = [row.when.truth(chosen) for row in self.rows]
                if max(truths, default=FALSE) != TRUE:
                    return max(truths, default=FALSE)
                given |= {row.then for row, truth in zip(self.rows, truths, strict=True) if truth == TRUE}
            if self.decision.otherwise in given:
                return FALSE
            if any(row.when.truth(guess) == TRUE for row in self.rows):
                return FALSE
            open_ = [row for row in self.rows if row.when.truth(guess) == UNKNOWN]
            unset = Guess({**guess.case, ref: None})
            return TRUE if all(unset.covers(keys(row.when)) for row in open_) else UNKNOWN

        return goal


def _reaches(row: Row, earlier: Sequence[Row]) -> Goal:
    """Return the goal that a row holds and no earlier row does (an unknown earlier row does not)."""

    def goal(guess: Guess) -> Truth:
        truth = row.when.truth(guess)
        for one in earlier:
            held = one.when.truth(guess)
            if held == UNKNOWN and guess.covers(keys(one.when)):
                held = FALSE
            truth = min(truth, TRUE - held)
        return truth

    return goal


def _refs(condition: Condition) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(r for t in tests(condition) if not isinstance(t, Members) for r in t.refs()))


def _axes(decision: Decision, domains: Domains) -> Iterator[Finding]:
    """Find axes that lack a result because a table in front of them has a gap."""
    for ref in axes(decision):
        source = domains.rulebook.deriving(ref.subject, ref.name)
        if source is None or source.form != "table" or source.otherwise is not None:
            continue
        if not ref.hops and domains.may_be_none(ref) and _leaks(source, domains):
            message = f"'{ref.text}' may have no result; then '{decision.id}' has none either"
            hint = f"give the table at {source.place} an 'otherwise'"
            yield Finding("grid.axis-none", decision.place, message, hint, "warning")


def _leaks(source: Decision, domains: Domains) -> bool:
    return any(f.kind == "table.gap" for f in _Table(source, domains).findings())
