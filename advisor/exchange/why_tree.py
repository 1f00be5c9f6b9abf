"""A proof as an indented tree: conditions with their state, facts opened down to what people said."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Generic, TypeVar

from advisor.advice.view import Evidence
from advisor.cells import show, width
from advisor.exchange.brief_text import GAP, hang
from advisor.exchange.voice import Voice, dotted
from advisor.explain.proofs.proof import FactProof, Input, RowProof, State, Term, Why, deciding

# ASCII only, as on every printed page.
MARKS: Mapping[State, str] = {"holds": "+", "fails": "-", "unknown": "?", "not_reached": "."}
STEP = 2
ONE_ROW = ("unique", "any", "grid", "map", "bands")
"""Forms of which exactly one row holds once everything is known: that row alone says why."""

MEMBERS = 6
"""Members told one by one where a condition is not what was asked for."""

NEEDS = 6
BLAMED = 3
"""Tests named for a row that does not hold."""

L = TypeVar("L")


class Tree(Generic[L]):
    """Writes conditions and facts; a fact is opened once, and only so many levels deep.

    What a line is made of is the subclass's business: text here, styled lines in the terminal UI.
    """

    def __init__(self, why: Why, voice: Voice, levels: int) -> None:
        """Bind the proofs that can be opened."""
        self.proofs = {proof.path: proof for proof in why.facts}
        self.voice, self.levels = voice, levels
        self.opened: set[str] = set()
        self.closed: dict[str, None] = {}
        """Facts with a proof that was not opened, in the order they were met."""

    def line(
        self, indent: int, mark: str, text: str, right: str = "", about: Evidence | None = None
    ) -> Iterator[L]:
        """Yield a text behind its mark, with `right` beside or below it; `about` is the fact it tells of."""
        raise NotImplementedError

    # --- conditions ------------------------------------------------------------------------------

    def conditions(self, term: Term, indent: int, depth: int, full: bool) -> Iterator[L]:
        """Yield the conditions of a rule or row, each on lines of its own."""
        for part in term.parts if term.join == "all" else (term,):
            yield from self.term(part, indent, depth, full)

    def term(self, term: Term, indent: int, depth: int, full: bool, before: str = "") -> Iterator[L]:
        """Yield a condition, what it is made of and the facts it reads; `before` stands before its words."""
        text = before + self.voice.text(term.text)
        if not term.join:
            yield from self._test(term, text, indent, depth)
            return
        yield from self.line(indent, MARKS[term.state], text)
        if term.join == "members":
            yield from self._members(term.parts, indent + STEP, depth, full)
            return
        parts = term.parts
        if not full and term.join == "any" and term.state == "holds":
            parts = tuple(part for part in parts if part.state == "holds")
        for part in parts:
            yield from self.term(part, indent + STEP, depth, full)

    def _test(self, term: Term, text: str, indent: int, depth: int) -> Iterator[L]:
        facts = term.facts
        one = facts[0] if len(facts) == 1 else None
        told = [self._actual(term)]
        if one is not None and not self._opens(one, depth):
            told.append(self.origin(one))
        yield from self.line(indent, MARKS[term.state], text, dotted(*told), one)
        for fact in facts if one is None else ():
            if not self._opens(fact, depth):
                yield from self._fact(fact, indent + 2 * STEP)
        for part in term.applies:
            if part.state != "holds":
                before = self.voice.say("why_applies") + " "
                yield from self.term(part, indent + 2 * STEP, depth, False, before)
        yield from self.open(facts, indent + 2 * STEP, depth)

    def _actual(self, term: Term) -> str:
        """Return what the tested fact is, unless the condition's own words say it."""
        if term.state == "not_reached" or not term.facts or len(term.facts) > 1:
            return ""
        if term.actual is None:
            unknown = self.voice.say("why_unknown")
            return "" if self.voice.text(term.text).endswith(unknown) else unknown
        actual = self.voice.text(term.actual)
        said = term.state == "holds" and self.voice.text(term.text).endswith((f" {actual}", f"：{actual}"))
        return "" if said else f"= {actual}"

    def _fact(self, fact: Evidence, indent: int) -> Iterator[L]:
        """Yield one of several facts that a condition reads."""
        voice = self.voice
        value = voice.say("why_unknown") if fact.origin == "unknown" else voice.text(fact.value)
        name = dotted(voice.about(fact.path), voice.text(fact.label))
        yield from self.line(indent, "", voice.pair(name, value), self.origin(fact), fact)

    def origin(self, fact: Evidence) -> str:
        """Return who said a fact, when, and how old that is; for a derived one, the rule."""
        voice = self.voice
        if fact.origin == "unknown" and fact.rule is None:
            return ""
        if fact.on is None and fact.rule is not None:
            above = voice.say("why_above") if fact.path in self.opened else ""
            return dotted(voice.place(fact.rule.id), above)
        who = voice.name(fact.by) or voice.term("origin", fact.origin)
        if fact.rule is not None:
            who = voice.aside(who, voice.say("why_typed_over"))
        day = voice.day(fact.on) if fact.on is not None else ""
        age = voice.away(-fact.age_days) if fact.age_days is not None else ""
        return voice.say("comma").join(part for part in (who, day, age) if part)

    def _members(self, parts: tuple[Term, ...], indent: int, depth: int, full: bool) -> Iterator[L]:
        """Yield members one by one; unless all are wanted, those that do not fit are only counted."""
        shown = [part for part in parts if full or part.state != "fails"]
        for part in shown if full else shown[:MEMBERS]:
            yield from self._member(part, indent, depth)
        failing = len(parts) - len(shown)
        if failing:
            yield from self.line(indent, MARKS["fails"], self.voice.say("why_more_members", n=failing))
        if not full and len(shown) > MEMBERS:
            yield from self.line(indent, " ", self.voice.say("more", n=len(shown) - MEMBERS))

    def _member(self, part: Term, indent: int, depth: int) -> Iterator[L]:
        if not part.join or part.join == "members":
            yield from self.term(part, indent, depth, False)
            return
        yield from self.line(indent, MARKS[part.state], self.voice.text(part.text))
        for test in islice(deciding(part), BLAMED if part.state == "fails" else None):
            yield from self.term(test, indent + STEP, depth, False)

    # --- facts -----------------------------------------------------------------------------------

    def open(self, facts: Iterable[Evidence], indent: int, depth: int) -> Iterator[L]:
        """Yield the proofs of facts that have one, unless they stand above or lie too deep."""
        derived = [f for f in facts if f.rule is not None and f.path in self.proofs]
        for fact in derived:
            if self._opens(fact, depth):
                self.opened.add(fact.path)
                self.closed.pop(fact.path, None)
                yield from self.body(self.proofs[fact.path], indent, depth + 1, named=len(derived) > 1)
            elif fact.path not in self.opened:
                self.closed[fact.path] = None

    def _opens(self, fact: Evidence, depth: int) -> bool:
        """Say whether the proof of a fact is told where the fact is read."""
        known = fact.rule is not None and fact.path in self.proofs
        return known and depth < self.levels and fact.path not in self.opened

    def body(
        self, proof: FactProof, indent: int, depth: int, full: bool = False, named: bool = False
    ) -> Iterator[L]:
        """Yield how a fact comes about, and first which fact it is where it must be `named`.

        `full` tells also the rows and members that do not hold.
        """
        voice = self.voice
        if proof.how is not None:
            source = "" if proof.rule is None else voice.rule(proof.rule)
            how = voice.text(proof.how)
            if named:
                what = dotted(voice.name(proof.about), voice.text(proof.label))
                how = voice.pair(voice.pair(what, voice.text(proof.value)), how)
            yield from self.line(indent, "=", how, source, proof.evidence)
        for label in (proof.because, proof.note):
            if label is not None:
                yield from self.line(indent + STEP, "", voice.text(label))
        for part in proof.applies:
            if full or part.state != "holds":
                yield from self.term(part, indent + STEP, depth, False, voice.say("why_applies") + " ")
        yield from self._rows(proof, indent + STEP, depth, full)
        yield from self._inputs(proof.inputs, indent + STEP, depth, full)
        if full:
            yield from self._out(proof, indent + STEP)

    def _rows(self, proof: FactProof, indent: int, depth: int, full: bool) -> Iterator[L]:
        voice = self.voice
        if not full and proof.needs and all(result.state == "possible" for result in proof.results):
            needs = voice.pair(voice.say("name_settle"), self.needs(proof.needs))
            yield from self.line(indent, MARKS["unknown"], needs)
            return
        holding = [row for row in proof.rows if row.state == "holds"]
        if not full and proof.form in ONE_ROW and len(holding) == 1 and holding[0].term is not None:
            yield from self.conditions(holding[0].term, indent, depth, False)
            return
        rows = proof.rows
        if not full and proof.form == "path":
            last = rows.index(holding[-1]) if holding else 0
            rows = rows[last : last + 2]
        if not full and proof.form == "first" and holding and holding[0].term is not None:
            above = rows.index(holding[0])
            if above:
                yield from self.line(indent, MARKS["fails"], voice.say("why_rows_above", n=above))
            rows = rows[above:]
        for row in rows:
            hidden = row.state == "fails" and proof.form not in ("first", "path")
            if full or not (hidden or row.state == "not_reached"):
                yield from self._row(row, proof.form, indent, depth, BLAMED if full else 1)
        missing = sum(row.state == "fails" for row in proof.rows)
        if not full and proof.form not in ("first", "path") and missing:
            yield from self.line(indent, MARKS["fails"], voice.say("why_more_rows", n=missing))

    def needs(self, needs: tuple[Evidence, ...]) -> str:
        """Return unknown facts by their labels, with whom they are about."""
        voice = self.voice
        return voice.listed((dotted(voice.about(n.path), voice.text(n.label)) for n in needs), NEEDS)

    def _row(self, row: RowProof, form: str, indent: int, depth: int, blamed: int) -> Iterator[L]:
        """Yield a row: what it gives, and the tests because of which it stands as it does."""
        voice = self.voice
        gives = voice.text(row.gives)
        if form not in ("path", "collect"):
            gives = voice.say("why_gives", value=gives)
        yield from self.line(
            indent, MARKS[row.state], voice.aside(gives, voice.text(row.note)), voice.place(row.rule.id)
        )
        if row.term is None or row.state == "not_reached":
            return
        if row.state == "holds":
            yield from self.conditions(row.term, indent + STEP, depth, False)
            return
        for test in islice(deciding(row.term), blamed):
            yield from self.term(test, indent + STEP, depth, False)

    def _out(self, proof: FactProof, indent: int) -> Iterator[L]:
        """Yield the values that are out although no row says so."""
        failing = {row.rule.id for row in proof.rows if row.state in ("fails", "not_reached")}
        for result in proof.results:
            if result.state == "out" and result.reason is not None and not failing & set(result.rows):
                text = self.voice.pair(self.voice.text(result.label), self.voice.text(result.reason))
                yield from self.line(indent, MARKS["fails"], text)

    def _inputs(self, inputs: tuple[Input, ...], indent: int, depth: int, full: bool) -> Iterator[L]:
        shown = [i for i in inputs if full or i.counts != "fails"]
        for each in shown if full else shown[: 2 * MEMBERS]:
            yield from self._input(each, indent, depth)
        failing = len(inputs) - len(shown)
        if failing:
            yield from self.line(indent, MARKS["fails"], self.voice.say("why_more_members", n=failing))
        if not full and len(shown) > 2 * MEMBERS:
            yield from self.line(indent, " ", self.voice.say("more", n=len(shown) - 2 * MEMBERS))

    def _input(self, each: Input, indent: int, depth: int) -> Iterator[L]:
        """Yield one input: a condition that is counted, or a fact or member with what it adds."""
        voice = self.voice
        if each.term is not None and each.value is None and not each.facts:
            yield from self._member(each.term, indent, depth)
            return
        text = voice.text(each.text)
        if each.value is not None:
            text = voice.pair(text, voice.text(each.value))
        elif each.facts and each.term is None and each.adds is None and each.counts == "unknown":
            text = voice.pair(text, voice.say("why_unknown"))
        right = self.origin(each.facts[-1]) if each.facts else ""
        fact = each.facts[-1] if each.facts else None
        yield from self.line(indent, MARKS[each.counts], dotted(text, voice.text(each.adds)), right, fact)
        if each.term is not None and each.adds is None:
            for test in islice(deciding(each.term), BLAMED):
                yield from self.term(test, indent + 2 * STEP, depth, False)
        yield from self.open(each.facts, indent + 2 * STEP, depth)


class TextTree(Tree[str]):
    """The tree as plain text, no line wider than `cells`."""

    def __init__(self, why: Why, voice: Voice, cells: int, levels: int) -> None:
        """Bind the proofs that can be opened, and how wide a line may be."""
        super().__init__(why, voice, levels)
        self.cells = cells

    def line(
        self, indent: int, mark: str, text: str, right: str = "", about: Evidence | None = None
    ) -> Iterator[str]:
        """Yield a text behind its mark; `right` stands at the right where there is room, else below."""
        lead = " " * min(indent, self.cells // 2) + (f"{mark} " if mark else "")
        text, right = show(text), show(right)
        room = self.cells - width(lead) - width(text) - width(right)
        if right and room >= GAP:
            yield f"{lead}{text}{' ' * room}{right}"
            return
        yield from hang(lead, text, self.cells)
        if right:
            yield from hang(" " * (width(lead) + STEP), right, self.cells)
