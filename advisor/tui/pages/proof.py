"""Proofs: every condition with how it stands, opened down to what people said, who and when."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from advisor.advice.view import Evidence, Question
from advisor.exchange.voice import Voice, dotted
from advisor.exchange.why_tree import MARKS, Tree
from advisor.explain.proofs.proof import FactProof, Points, RuleProof, State, Why
from advisor.tui.pages.line import Line, Look, Span, Style, hang, head, note, said, sides, span
from advisor.tui.pages.values import origin, rule_text
from advisor.tui.words import say, term

STATES: dict[State, tuple[Style, str, str]] = {
    "holds": ("new", "✓", "+"),
    "fails": ("warn", "×", "x"),
    "unknown": ("open", "?", "?"),
    "not_reached": ("off", "·", "."),
}
"""How a condition's state is drawn: its style, its mark, and the mark in ASCII."""

DRAWN: dict[str, State] = {printed: state for state, printed in MARKS.items()}
LEVELS = 50
"""So many levels are all of them."""


class _Day(NamedTuple):
    """What a voice needs of a page without questions."""

    today: date
    questions: tuple[Question, ...] = ()


def mark(state: State, look: Look, item: str = "") -> Span:
    """Return the mark of a condition's state."""
    style, full, plain = STATES[state]
    return Span(style, look.glyph(full, plain) + " ", item)


def legend(look: Look) -> list[Line]:
    """Say what the marks mean."""
    marks = {state: look.glyph(full, plain) for state, (_, full, plain) in STATES.items()}
    return note(say("marks", look.lang, **marks), look, "dim")


class ProofTree(Tree[Line]):
    """The tree of conditions as styled lines; a line about a fact carries its name, so that it can be opened.

    `full` opens every fact where it is read first; otherwise each line opens a page of its own.
    """

    def __init__(self, why: Why, look: Look, full: bool) -> None:
        """Bind the proofs there are."""
        super().__init__(why, Voice(_Day(why.today), look.lang), LEVELS if full else 0)
        self.look = look
        self.here = {proof.path for proof in why.facts if proof.level == 0}

    def line(
        self, indent: int, mark: str, text: str, right: str = "", about: Evidence | None = None
    ) -> Iterator[Line]:
        """Yield a text behind its mark, with what is at its right where there is room, else below it."""
        item = fact_item(about) if about is not None and about.path not in self.here else ""
        state = DRAWN.get(mark)
        lead = [Span("gutter", " ", item), Span("text", " " * min(indent, self.look.width // 3), item)]
        if state is not None:
            style, full, plain = STATES[state]
            lead.append(Span(style, self.look.glyph(full, plain) + " ", item))
        elif mark == "=":
            lead.append(Span("dim", self.look.glyph("└ ", "= "), item))
        style = "dim" if mark == "=" or state == "not_reached" else "text"
        words, remark = (part.replace(" · ", self.look.dot) for part in (text, right))
        beside = [span("dim", remark, item)] if right else []
        yield from sides([span(style, words, item)], beside, self.look, lead)


def fact_item(fact: Evidence) -> str:
    """Return the name of a fact's line: what is not known and nobody works out is a question."""
    return f"{'question' if fact.origin == 'unknown' and fact.rule is None else 'fact'}:{fact.path}"


def rule_item(proof: RuleProof) -> str:
    """Return the name of a rule's line: the rule and whom it is about."""
    return f"rule:{proof.rule.id} {proof.about or proof.person or ''}".rstrip(" ")


def status(proof: RuleProof, look: Look) -> str:
    """Say in words what became of a rule, why, and which rule is in its way."""
    told = term("verdict", proof.verdict, look.lang)
    if proof.reason is not None:
        told += look.colon + proof.reason.text(look.lang)
    elif proof.fails or proof.unknowns:
        told += look.colon + say("misses", look.lang, fails=proof.fails, unknowns=proof.unknowns)
    return told if proof.by is None else told + look.aside(proof.by.id)


def rule_lines(proof: RuleProof, tree: ProofTree) -> Iterator[Line]:
    """Write the conditions of a rule, whom it picks, what holds it back, and its score as a sum."""
    look = tree.look
    yield from _named("status", status(proof, look), look)
    for need in proof.needs:
        yield from _need(need, look)
    if proof.refusal is not None:
        yield from ((), head(say("refused_by", look.lang), look))
        yield from tree.conditions(proof.refusal, 1, 0, True)
    yield from ((), head(say("speaks_when", look.lang), look))
    if proof.gate is not None:
        yield from tree.term(proof.gate, 1, 0, True, say("only_where", look.lang) + look.colon)
    yield from tree.conditions(proof.term, 1, 0, True)
    if proof.whom is not None:
        yield from ((), head(say("who_fits", look.lang), look, proof.person or ""))
        yield from tree.conditions(proof.whom, 1, 0, False)
    if proof.score is not None:
        yield from ((), head(say("score_head", look.lang), look, str(proof.score)))
        for part in proof.sum:
            yield from _points(part, tree)


def _named(key: str, text: str, look: Look) -> list[Line]:
    """Write a remark behind its name."""
    return hang([span("dim", f" {say(key, look.lang)}  ")], [span("text", text)], look)


def _need(need: Evidence, look: Look) -> list[Line]:
    """Write one unknown fact that could settle a rule; opening it asks for it."""
    item = fact_item(need)
    lead = [Span("gutter", " ", item), mark("unknown", look, item)]
    words = [span("dim", say("settled_by", look.lang) + look.colon, item)]
    about = need.path.partition(".")[2].rpartition(".")[0]
    return hang(lead, [*words, span("value", about + look.dot if about else "", item),
                       said("value", need.label, look, item)], look)  # fmt: skip


def _points(part: Points, tree: ProofTree) -> Iterator[Line]:
    """Write one part of the score with the condition it rests on."""
    points = "?" if part.points is None else f"{part.points:+}"
    style: Style = "open" if part.points is None else "value"
    yield from hang([Span(style, f"{points:>5} ")], [said("text", part.label, tree.look)], tree.look)
    if part.term is not None:
        yield from tree.conditions(part.term, 6, 0, False)


def fact_lines_of(proof: FactProof, tree: ProofTree) -> Iterator[Line]:
    """Write how a fact comes about: who said it, or which rows, values and numbers make it."""
    look = tree.look
    if proof.rule is None or proof.evidence.on is not None:
        yield from ((), head(say("who_said", look.lang), look))
        if proof.ask is not None:
            item = fact_item(proof.evidence)
            lead = [Span("gutter", " ", item), mark("unknown", look, item)]
            yield from hang(lead, [said("title", proof.ask, look, item)], look)
        yield from note(origin(proof.evidence, tree.voice.today, look), look)
        if proof.told:
            yield from _named("note", f"“{proof.told}”", look)
    for need in proof.needs:
        yield from _need(need, look)
    if proof.how is not None:
        yield from ((), head(say("how_it_is_so", look.lang), look))
    tree.opened.add(proof.path)
    yield from tree.body(proof, 1, 0, True)


def title_lines(proof: RuleProof | FactProof, tree: ProofTree) -> list[Line]:
    """Return what a proof is about, as its head."""
    look, voice = tree.look, tree.voice
    if isinstance(proof, FactProof):
        value = say("origin_unknown", look.lang) if proof.state == "unknown" else voice.text(proof.value)
        style: Style = "value" if proof.state in ("known", "none") else "open"
        name = dotted(proof.about, proof.label.text(look.lang)).replace(" · ", look.dot) + look.colon
        words = [span("title", name), span(style, value)]
        return sides(words, [span("dim", proof.path)], look, [Span("text", " ")])
    kind = "" if proof.kind == "recommend" else term("warn", proof.kind, look.lang) + look.colon
    words = [*([span("warn", kind)] if kind else []), said("title", proof.title, look)]
    if about := proof.about or proof.person:
        words.append(span("value", look.aside(about)))
    return sides(words, [span("dim", proof.rule.id)], look, [Span("text", " ")])


def other_lines(proofs: list[RuleProof], look: Look) -> Iterator[Line]:
    """Write the same rule for others, a line each; opening it shows its proof."""
    if proofs:
        yield from ((), head(say("for_others", look.lang), look))
    for proof in proofs:
        item = rule_item(proof)
        name = proof.about or proof.person or proof.rule.id
        words = [span("value", name + look.colon, item), span("dim", status(proof, look), item)]
        yield from hang([Span("gutter", " ", item)], words, look)


def place_lines(proof: RuleProof | FactProof, look: Look) -> Iterator[Line]:
    """Write the rule with its file, line and source, so that anyone can read it."""
    if proof.rule is not None:
        yield from ((), head(say("rule", look.lang), look))
        yield from note(rule_text(proof.rule, look), look, "dim")
