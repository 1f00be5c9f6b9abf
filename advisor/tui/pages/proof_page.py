"""The proof of one line as a page: a rule's or a fact's, with what the brief adds to it."""

from collections.abc import Iterator

from advisor.advice.view import Action, Brief, Guard, Question, Standing, Warn
from advisor.explain.flipping.sensitivity_view import Sensitivity
from advisor.explain.proofs.proof import FactProof, RuleProof, Why
from advisor.tui.pages.firm import firm_lines
from advisor.tui.pages.items import Thing, items
from advisor.tui.pages.line import Line, Look, head, note
from advisor.tui.pages.proof import (
    ProofTree,
    fact_lines_of,
    legend,
    other_lines,
    place_lines,
    rule_lines,
    title_lines,
)
from advisor.tui.pages.questions import branch_lines
from advisor.tui.pages.why import counter_lines, play_section, thing_lines, waits_lines
from advisor.tui.words import say

FACTS = ("standing", "question", "fact")
"""The kinds of items that are about a fact; all others are about a rule."""


def wanted(brief: Brief | None, item: str) -> tuple[str, str]:
    """Return what to ask the source for the proof of a line, and which person or rival it is about."""
    thing = items(brief).get(item) if brief is not None else None
    kind, _, rest = item.partition(":")
    if kind in FACTS:
        return thing.path if isinstance(thing, Standing | Question) else rest, ""
    if thing is None or isinstance(thing, Standing | Question):
        rule, _, member = rest.partition(" ")
        return rule, member
    member = thing.person or "" if isinstance(thing, Action) else ""
    if isinstance(thing, Warn | Guard):
        member = thing.about if isinstance(thing, Warn) else thing.rival
    return thing.rule.id, member


def pending_proof(brief: Brief | None, item: str, look: Look, trouble: str) -> list[Line]:
    """Return what the brief says of a line while its proof is worked out, or why there is none."""
    thing = items(brief).get(item) if brief is not None else None
    lines = thing_lines(thing, look) if thing is not None else []
    told = [line for part in trouble.split("\n") for line in note(part, look, "warn")] if trouble else []
    return [*lines, *(told or note(say("proving", look.lang), look, "dim"))]


def proof_page(
    found: Why, brief: Brief | None, item: str, look: Look, full: bool, firm: Sensitivity | None = None
) -> list[Line]:
    """Return the proof of a line; `full` opens every fact down to what people said.

    `firm` says what little would change a fact, once that was worked out.
    """
    tree = ProofTree(found, look, full)
    member = wanted(brief, item)[1]
    thing = items(brief).get(item) if brief is not None else None
    asked = [proof for proof in found.facts if proof.level == 0]
    rules = sorted(found.rules, key=lambda proof: member not in (proof.about, proof.person))
    lines: list[Line] = []
    if found.note is not None:
        lines.extend(note(found.note.text(look.lang), look))
    if rules:
        lines.extend(_rule_page(rules, thing, tree))
    for proof in asked:
        lines.extend([*([()] if lines else []), *_fact_page(proof, tree)])
    if firm is not None and (small := firm_lines(firm, look)):
        lines.extend([(), *small])
    if isinstance(thing, Question) and brief is not None:
        lines.extend(_question_part(brief, thing, look))
    return [*lines, (), *legend(look)] if rules or asked else lines or note(say("line_gone", look.lang), look)


def _rule_page(rules: list[RuleProof], thing: Thing | None, tree: ProofTree) -> Iterator[Line]:
    """Write the proof of a rule for one member with what the brief says of it, and a line for each other."""
    proof, look = rules[0], tree.look
    yield from title_lines(proof, tree)
    if proof.because is not None:
        yield from note(proof.because.text(look.lang), look)
    yield from rule_lines(proof, tree)
    if isinstance(thing, Action):
        yield from ((), *play_section(thing, look))
    yield from place_lines(proof, look)
    if isinstance(thing, Action):
        yield from counter_lines(thing, look)
    yield from other_lines(rules[1:], look)


def _fact_page(proof: FactProof, tree: ProofTree) -> Iterator[Line]:
    """Write the proof of a fact."""
    yield from title_lines(proof, tree)
    yield from fact_lines_of(proof, tree)
    yield from place_lines(proof, tree.look)


def _question_part(brief: Brief, question: Question, look: Look) -> Iterator[Line]:
    """Write what waits for an answer, and what each answer would change."""
    if waits := waits_lines(brief, question, look):
        yield from ((), *waits)
    if branches := branch_lines(question, look):
        yield from ((), head(say("effects_head", look.lang), look))
        for text in branches:
            yield from note(text, look)


