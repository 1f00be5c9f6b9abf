"""Why not: everything that is not on the page, and how little is missing."""

from collections.abc import Iterator, Sequence

from advisor.explain.proofs.proof import RuleProof, Term, Why
from advisor.tui.pages.line import Line, Look, Span, hang, head, note, said, sides, span
from advisor.tui.pages.proof import mark, rule_item, status
from advisor.tui.words import say

GROUPS = ("not_known_yet", "held_back", "is_otherwise")

def why_not_page(why: Why, query: str, look: Look) -> list[Line]:
    """Return what is not on the page, in groups, the nearest first; `query` leaves out lines without it."""
    words = query.casefold().split()
    lines: list[Line] = note(say("why_not_lead", look.lang), look, "dim")
    for group, found in zip(GROUPS, grouped(why), strict=True):
        shown = [proof for proof in found if all(word in _searched(proof) for word in words)]
        if shown:
            lines.extend([(), head(say(group, look.lang), look, str(len(shown)))])
        for proof in shown:
            lines.extend(_rule(proof, look))
    if not any(grouped(why)):
        return note(say("everything_speaks", look.lang), look)
    found_some = any(part.item for line in lines for part in line)
    return lines if found_some else note(say("filter_none", look.lang), look)


def grouped(why: Why) -> tuple[Sequence[RuleProof], Sequence[RuleProof], Sequence[RuleProof]]:
    """Return the rules that wait, that are held back, and that do not hold, those that miss least first."""
    held = [proof for proof in why.rules if proof.verdict in ("held", "left_out")]
    return (
        [proof for proof in why.near if not proof.fails],
        held,
        [proof for proof in why.near if proof.fails],
    )


def _searched(proof: RuleProof) -> str:
    missing = (text for lack in proof.missing for text in lack.text)
    return " ".join((*proof.title, proof.rule.id, proof.about, proof.person or "", *missing)).casefold()


def _rule(proof: RuleProof, look: Look) -> Iterator[Line]:
    """Write one rule: what it would say and to whom, then what it misses or what holds it back."""
    item = rule_item(proof)
    title = [said("title", proof.title, look, item)]
    if about := proof.about or proof.person:
        title.append(span("value", look.aside(about), item))
    yield from sides(title, [span("dim", proof.rule.id, item)], look, [Span("gutter", " ", item)])
    if proof.verdict in ("held", "left_out"):
        lead = [Span("gutter", " ", item), Span("off", f"  {look.glyph('×', 'x')} ", item)]
        yield from hang(lead, [span("text", status(proof, look), item)], look)
        return
    for lack in proof.missing:
        yield from lack_lines(lack, item, look)


def lack_lines(lack: Term, item: str, look: Look) -> list[Line]:
    """Write one condition that is not as it would have to be, with what is instead."""
    told = [said("text", lack.text, look, item)]
    if lack.state == "fails" and lack.actual is not None:
        told.append(span("warn", look.aside(say("it_is", look.lang, what=lack.actual.text(look.lang))), item))
    lead = [Span("gutter", " ", item), Span("text", "  ", item), mark(lack.state, look, item)]
    return hang(lead, told, look)
