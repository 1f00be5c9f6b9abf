"""Answering a question: the question with what hangs on it, and the answers with what each would change."""

from typing import NamedTuple

from advisor.advice.view import Branch, Brief, Question
from advisor.exchange.page_changes import outcome_text
from advisor.labels import Label
from advisor.tui.pages.items import PICKS
from advisor.tui.pages.line import Line, Look, Span, cells, flow, hang, head, said, span
from advisor.tui.pages.questions import branch_lines
from advisor.tui.pages.values import asked
from advisor.tui.source import UNKNOWN
from advisor.tui.words import WORDS, say

YES_NO = (("yes", WORDS["yes"]), ("no", WORDS["no"]))
TYPED = ("number", "percent", "money", "date", "duration", "text", "reference")


class Choice(NamedTuple):
    """One answer on the page: the text the source gets, its words, and the letter that picks it."""

    text: str
    label: Label
    letter: str = ""


def choices(question: Question) -> tuple[Choice, ...]:
    """Return the answers to choose from, `I do not know` last; empty when the answer must be typed."""
    given = question.choices or (YES_NO if question.kind == "yes_no" else ())
    if not given:
        return ()
    letters = {"yes": "y", "no": "n"} if question.kind == "yes_no" else {}
    known = [Choice(value, label, letters.get(value, "")) for value, label in given]
    return (*known, Choice(UNKNOWN, WORDS["dont_know"], "u"))


def takes_several(question: Question) -> bool:
    """Whether more than one choice can be marked."""
    return question.kind.startswith("list") and bool(question.choices)


def typing_hint(question: Question, look: Look) -> str:
    """Return what a typed answer looks like."""
    kind = next((kind for kind in TYPED if question.kind.startswith(kind)), "text")
    return say(f"type_{kind}", look.lang)


def question_page(brief: Brief | None, question: Question, look: Look) -> list[Line]:
    """Return the question, whom to ask, the old answer, and the advice that waits."""
    lines = flow(asked(question, look), look.width)
    notes = []
    if question.whom is not None:
        notes.append(say("ask_whom", look.lang, whom=question.whom.text(look.lang)))
    if question.was is not None:
        notes.append(say("was", look.lang, was=question.was.text(look.lang)))
    if question.blocks and brief is not None:
        titles = {waiting.rule.id: waiting.title.text(look.lang) for waiting in brief.waiting}
        what = look.listed(titles.get(rule, rule) for rule in question.blocks)
        notes.append(say("waits", look.lang, what=what))
    for note in notes:
        lines.extend(flow([span("dim", note)], look.width))
    return lines


def choice_page(question: Question, marked: frozenset[str], look: Look) -> list[Line]:
    """Return the answers with their digits and letters, and beside each what it would change.

    Marked ones carry an x.
    """
    lines: list[Line] = []
    several = takes_several(question)
    given = choices(question)
    column = max((cells([said("text", choice.label, look)]) for choice in given), default=0)
    for row, choice in enumerate(given, start=1):
        item = f"choice:{choice.text}"
        lead = [Span("gutter", " ", item), Span("number", f"{row if row <= PICKS else '':>2} ", item)]
        if several and choice.text != UNKNOWN:
            lead.append(Span("value", "[x] " if choice.text in marked else "[ ] ", item))
        words = said("text", choice.label, look, item)
        tail = [Span("key", f"  {choice.letter}", item)] if choice.letter else []
        outcome = _outcome(question, choice, look)
        if outcome and cells(lead) + column + 8 + 24 <= look.width:
            gap = Span("text", " " * (column - cells([words]) + 6 - cells(tail)), item)
            lines.extend(hang([*lead, words, *tail, gap], [span("dim", outcome, item)], look))
        else:
            lines.extend(hang(lead, [words, *tail], look))
            below = [Span("gutter", " ", item), Span("text", "     ", item)]
            lines.extend(hang(below, [span("dim", outcome, item)], look) if outcome else [])
    if several:
        lines.extend(flow([span("dim", "    " + say("several", look.lang))], look.width))
    return lines


def _outcome(question: Question, choice: Choice, look: Look) -> str:
    """Say what an answer would change; empty where it was not tried."""
    branches = question.effect.branches if question.effect is not None else ()
    for branch in branches:
        if choice.text != UNKNOWN and _leads(branch, choice):
            return outcome_text(branch, look.lang)
    return ""


def _leads(branch: Branch, choice: Choice) -> bool:
    """Whether an answer leads to a branch; one that names no answers stands for all of them."""
    return not branch.answers or choice.label in branch.answers


def effects_page(question: Question, look: Look) -> list[Line]:
    """Return what typed answers would change, band by band; nothing where that was not tried."""
    lines = [line for text in branch_lines(question, look) for line in hang(
        [Span("text", " ")], [span("dim", text)], look)]  # fmt: skip
    return [head(say("effects_head", look.lang), look), *lines] if lines else []
