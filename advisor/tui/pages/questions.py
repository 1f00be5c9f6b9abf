"""The questions of a brief: the first with what each answer would change, the rest a line each."""

from advisor.advice.view import Branch, Brief, Question
from advisor.exchange.page_changes import branch_text
from advisor.tui.pages.items import named, picks, shown_questions
from advisor.tui.pages.line import Line, Look, Span, cells, hang, head, note, sides, span
from advisor.tui.pages.rest import more
from advisor.tui.pages.values import asked
from advisor.tui.words import say

PREVIEWED = 3
"""So many questions tell what their answers would change."""

LISTED = 9
"""So many questions stand on a page; the screen for trying facts lists all of them."""

BRANCHES = 4
"""So many different outcomes of a question are told."""


def question_lines(brief: Brief, look: Look, short: bool) -> list[Line]:
    """Write the questions for the meeting, the most telling first; `short` gives each one line."""
    if not brief.questions:
        nothing = say("empty_questions", look.lang, n=brief.known)
        return [head(say("ask", look.lang), look), *note(nothing, look), *_unasked(brief, look)]
    remark = say("ask_moves", look.lang) if any(question.effect for question in brief.questions) else ""
    lines = [head(say("ask", look.lang), look, remark)]
    digits = picks(brief)
    shown = shown_questions(brief) if short else named(brief.questions)[:LISTED]
    for at, (item, question) in enumerate(shown):
        lines.extend(_question(question, item, digits.get(item), look, short))
        if not short and at < PREVIEWED:
            lines.extend(_below(brief, question, item, look))
    lines.extend(more("more_questions", len(brief.questions) - len(shown), look))
    return lines if short else [*lines, *_unasked(brief, look)]


def _question(question: Question, item: str, digit: int | None, look: Look, short: bool) -> list[Line]:
    """Write one question with how many of its answers change the page, and in a preview whom to ask."""
    lead = [Span("gutter", " ", item), Span("number", f"{digit or '':>2} ", item)]
    ask = asked(question, look, item)
    right = [span("dim", weight_text(question, look), item)]
    if short and question.whom is not None:
        whom = say("ask_whom", look.lang, whom=question.whom.text(look.lang))
        both = [span("dim", whom + look.dot, item), *right]
        right = both if cells([*lead, *ask, *both]) + 2 <= look.width else right
    return sides(ask, right, look, lead)


def weight_text(question: Question, look: Look) -> str:
    """Say how many answers change the page; where that was not tried, how much waits for the answer."""
    effect = question.effect
    if effect is None or not effect.tried:
        return say("holds_up", look.lang, n=len(question.blocks))
    return say("moves", look.lang, moves=effect.moves, tried=effect.tried)


def _below(brief: Brief, question: Question, item: str, look: Look) -> list[Line]:
    """Write what a reader must know of a question, and what its answers would change."""
    below = [Span("gutter", " ", item), Span("text", "   ", item)]
    lines: list[Line] = []
    if told := _about(brief, question, look):
        lines.extend(hang(below, [span("dim", told, item)], look))
    for words in branch_lines(question, look):
        lines.extend(hang(below, [span("text", words, item)], look))
    return lines


def branch_lines(question: Question, look: Look) -> list[str]:
    """Return what the answers to a question would change: a text per outcome, the greatest changes first."""
    branches = question.effect.branches if question.effect is not None else ()
    order = sorted(branches, key=lambda branch: -len(branch.changes))
    texts = [_branch(branch, look) for branch in order[:BRANCHES]]
    rest = len(order) - BRANCHES
    return [*texts, *([say("more_outcomes", look.lang, n=rest)] if rest > 0 else [])]


def _branch(branch: Branch, look: Look) -> str:
    """Say what some answers would change, or what every answer would."""
    text = branch_text(branch, look.lang)
    return say("if", look.lang, what=text) if branch.answers else text


def _about(brief: Brief, question: Question, look: Look) -> str:
    """Say whom to ask, the answer that grew old, and which advice waits where no answer was tried."""
    told = []
    if question.whom is not None:
        told.append(say("ask_whom", look.lang, whom=question.whom.text(look.lang)))
    if question.was is not None:
        told.append(say("was", look.lang, was=question.was.text(look.lang)))
    if question.blocks and question.effect is None:
        titles = {waiting.rule.id: waiting.title.text(look.lang) for waiting in brief.waiting}
        what = look.listed(titles.get(rule, rule) for rule in question.blocks)
        told.append(say("waits", look.lang, what=what))
    return look.dot.join(told)


def _unasked(brief: Brief, look: Look) -> list[Line]:
    """Say what is open and not asked."""
    counts = (("idle", brief.idle), ("resting", brief.resting))
    return [line for key, count in counts for line in more(key, count, look)]
