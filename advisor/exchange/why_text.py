"""Why and why not as plain text: each rule with its conditions, opened as a tree down to the raw facts."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from advisor.advice.view import Question
from advisor.cells import pad, width
from advisor.exchange.brief_text import NARROWEST, hang
from advisor.exchange.page import Line
from advisor.exchange.voice import Voice, dotted
from advisor.exchange.why_tree import MARKS, TextTree
from advisor.explain.proofs.proof import FactProof, RuleProof, Why
from advisor.labels import Lang

LEVELS = 2
"""Levels of derived facts that are opened below what was asked for; below the whole page one less."""

FULL = 3
"""Rules that fire and are told with all their conditions; where none fires, the nearest one is."""

FIRED = ("shown", "joined", "held", "warns")

SHORT = 12
NEAR = 10
FACTS = 8
IN_FULL = 2
"""Facts asked for at once of which also the values that are out are told."""

ASK_ON = 4


class _Day(NamedTuple):
    """What a voice needs of a page without questions."""

    today: date
    questions: tuple[Question, ...] = ()


def why_text(why: Why, lang: Lang, width: int = 100) -> str:
    """Return the answer as plain text, no line wider than `width` cells (at least 40).

    Like the brief's: no colours, no control characters but line ends, whatever the deal holds.
    """
    return "".join(f"{line}\n" for line in _Writer(why, lang, max(width, NARROWEST)).lines())


class _Writer:
    def __init__(self, why: Why, lang: Lang, cells: int) -> None:
        self.why, self.cells = why, cells
        self.voice = Voice(_Day(why.today), lang)
        self.tree = TextTree(why, self.voice, cells, LEVELS if why.wanted.strip() else LEVELS - 1)

    def lines(self) -> Iterator[str]:
        """Yield the page."""
        why, voice = self.why, self.voice
        heading = voice.say("why_of", what=voice.text(why.heading)) if why.wanted.strip() else ""
        yield from hang("", heading or voice.say("why_page"), self.cells)
        yield from hang(
            "", dotted(voice.name(why.name), voice.say("as_of", day=why.today.isoformat())), self.cells
        )
        yield from self._rules()
        yield from self._facts()
        if why.near:
            yield from ("", *self._head(voice.say("why_near")))
            for proof in why.near[:NEAR]:
                yield from self._short(proof)
            if len(why.near) > NEAR:
                yield from hang("  ", voice.say("more", n=len(why.near) - NEAR), self.cells)
        if not (why.rules or why.facts or why.near):
            nothing = voice.text(why.note) or voice.say("why_nothing")
            yield from ("", *hang("", nothing, self.cells))
        yield ""
        if self.tree.closed:
            yield from hang("", voice.say("why_ask_on"), self.cells)
            for path in list(self.tree.closed)[:ASK_ON]:
                quoted = f'"{path}"' if " " in path else path
                yield from hang("  ", voice.place(f"advisor why {why.deal} {quoted}"), self.cells)
            yield ""
        yield from hang("", voice.say("why_marks"), self.cells)

    def _head(self, text: str) -> list[str]:
        return hang("", f"【{text}】" if self.voice.lang == "zh" else text.upper(), self.cells)

    # --- rules -----------------------------------------------------------------------------------

    def _rules(self) -> Iterator[str]:
        rules, voice = self.why.rules, self.voice
        if rules:
            yield from ("", *self._head(voice.say("why_rule")))
        # Of the page as a whole every line is told in full, what is held back in short.
        fired = sum(proof.verdict in FIRED for proof in rules)
        full = max(min(fired, FULL), 1)
        if not self.why.wanted.strip():
            full = sum(proof.verdict == "shown" for proof in rules)
        for number, proof in enumerate(rules[:full], start=1):
            yield from self._rule(proof, f"{number}. " if len(rules) > 1 else "")
        if len(rules) > full:
            yield from ("", *self._head(voice.say("why_others")))
        for proof in rules[full : full + SHORT]:
            yield from self._short(proof)
        if len(rules) > full + SHORT:
            yield from hang("  ", voice.say("more", n=len(rules) - full - SHORT), self.cells)

    def _rule(self, proof: RuleProof, number: str) -> Iterator[str]:
        """Yield one rule with everything that belongs to it."""
        voice, tree = self.voice, self.tree
        if number != "1. " and number:
            yield ""
        yield from tree.line(0, number.strip(), self._title(proof))
        yield from self._named(
            voice.line("rule", dotted(voice.rule(proof.rule), voice.place(proof.rule.source))),
            voice.line("status", self._status(proof)),
            voice.line("why", "" if proof.because == proof.title else voice.text(proof.because)),
            voice.line("who", voice.name(proof.person or "")),
            voice.line("settle", tree.needs(proof.needs)),
        )
        if proof.refusal is not None:
            yield from self._part(voice.say("why_refused"))
            yield from tree.conditions(proof.refusal, 4, 0, True)
        yield from self._part(voice.say("why_when"))
        if proof.gate is not None:
            yield from tree.term(proof.gate, 4, 0, True, voice.say("why_gate") + " ")
        yield from tree.conditions(proof.term, 4, 0, True)
        if proof.whom is not None:
            yield from self._part(voice.say("why_whom"))
            yield from tree.conditions(proof.whom, 4, 1, False)
        if proof.score is not None:
            yield from self._part(voice.say("why_score", score=proof.score))
            yield from self._sum(proof)

    def _part(self, text: str) -> list[str]:
        return hang("  ", text, self.cells)

    def _title(self, proof: RuleProof) -> str:
        voice = self.voice
        title = voice.text(proof.title)
        if proof.kind != "recommend":
            title = voice.pair(voice.term("warn", proof.kind), title)
        return voice.pair(voice.name(proof.about), title) if proof.about else title

    def _status(self, proof: RuleProof) -> str:
        """Say what became of a rule, why, and which rule is in its way."""
        voice = self.voice
        told = voice.term("verdict", proof.verdict)
        if proof.reason is not None:
            told = voice.pair(told, voice.text(proof.reason))
        elif proof.fails or proof.unknowns:
            fails = voice.say("why_fails", n=proof.fails) if proof.fails else ""
            unknowns = voice.say("why_unknowns", n=proof.unknowns) if proof.unknowns else ""
            told = voice.pair(told, voice.listed((fails, unknowns)))
        return told if proof.by is None else voice.said_by(told, proof.by)

    def _named(self, *lines: Line) -> Iterator[str]:
        """Yield named lines in two columns, without the empty ones."""
        column = max(width(line.name) for line in lines)
        for line in lines:
            if line.text:
                yield from hang("  " + pad(line.name, column) + "  ", line.text, self.cells)

    def _sum(self, proof: RuleProof) -> Iterator[str]:
        """Yield the parts of the score, each with the condition it rests on."""
        voice = self.voice
        for part in proof.sum:
            text = voice.text(part.label)
            if part.term is not None:
                text = voice.pair(text, voice.text(part.term.text))
            if part.points is not None:
                yield from self.tree.line(4, f"{part.points:>+3}", text)
            elif self.why.wanted.strip():
                yield from self.tree.line(4, "  " + MARKS["unknown"], text)
        unsettled = sum(part.points is None for part in proof.sum)
        if unsettled and not self.why.wanted.strip():  # the same below every action of the page
            yield from self.tree.line(4, "  " + MARKS["unknown"], voice.say("score_open", n=unsettled))

    def _short(self, proof: RuleProof) -> Iterator[str]:
        """Yield a rule that does not fire with what it misses."""
        voice = self.voice
        yield from self.tree.line(2, "", self._title(proof), voice.place(proof.rule.id))
        if not proof.missing or proof.reason is not None:
            yield from self.tree.line(4, "", self._status(proof))
        for term in proof.missing:
            yield from self.tree.term(term, 4, self.tree.levels, False)

    # --- facts that were asked for ---------------------------------------------------------------

    def _facts(self) -> Iterator[str]:
        asked = [proof for proof in self.why.facts if proof.level == 0]
        if asked:
            yield from ("", *self._head(self.voice.say("why_facts")))
        for proof in asked[:FACTS]:
            self.tree.opened.add(proof.path)
            yield from self._fact(proof, len(asked) <= IN_FULL)
        if len(asked) > FACTS:
            yield from hang("  ", self.voice.say("more", n=len(asked) - FACTS), self.cells)

    def _fact(self, proof: FactProof, full: bool) -> Iterator[str]:
        voice = self.voice
        value = voice.say("why_unknown") if proof.state == "unknown" else voice.text(proof.value)
        if proof.state == "possible":
            value = voice.aside(value, voice.say("not_settled"))
        told = voice.pair(dotted(voice.name(proof.about), voice.text(proof.label)), value)
        source = voice.place(proof.path) if proof.rule is not None else self.tree.origin(proof.evidence)
        yield from self.tree.line(0, "", told, source)
        yield from self.tree.body(proof, 2, 0, full)
        settle, note = self.tree.needs(proof.needs), voice.sentence(proof.told)
        asked = voice.line("ask", voice.text(proof.ask))
        yield from self._named(voice.line("settle", settle), asked, voice.line("note", note))
