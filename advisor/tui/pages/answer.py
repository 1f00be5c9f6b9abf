"""Answering a question: the question with what hangs on it, and the answers to choose from."""

from typing import NamedTuple

from advisor.advice.view import Brief, Question
from advisor.labels import Label
from advisor.tui.pages.items import PICKS
from advisor.tui.pages.line import Line, Look, Span, flow, hang, said, span
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


def question_page(brief: Brief, question: Question, look: Look) -> list[Line]:
    """Return the question, whom to ask, the old answer, and the advice that waits."""
    lines = flow(asked(question, look), look.width)
    notes = []
    if question.whom is not None:
        notes.append(say("ask_whom", look.lang, whom=question.whom.text(look.lang)))
    if question.was is not None:
        notes.append(say("was", look.lang, was=question.was.text(look.lang)))
    if question.blocks:
        titles = {waiting.rule.id: waiting.title.text(look.lang) for waiting in brief.waiting}
        what = look.listed(titles.get(rule, rule) for rule in question.blocks)
        notes.append(say("waits", look.lang, what=what))
    for note in notes:
        lines.extend(flow([span("dim", note)], look.width))
    return lines


def choice_page(question: Question, marked: frozenset[str], look: Look) -> list[Line]:
    """Return one line per answer with its digit and letter; marked ones carry an x."""
    lines: list[Line] = []
    several = takes_several(question)
    for row, choice in enumerate(choices(question), start=1):
        item = f"choice:{choice.text}"
        lead = [Span("gutter", " ", item), Span("number", f"{row if row <= PICKS else '':>2} ", item)]
        if several and choice.text != UNKNOWN:
            lead.append(Span("value", "[x] " if choice.text in marked else "[ ] ", item))
        tail = [Span("key", f"  {choice.letter}", item)] if choice.letter else []
        lines.extend(hang(lead, [said("text", choice.label, look, item), *tail], look))
    if several:
        lines.extend(flow([span("dim", "    " + say("several", look.lang))], look.width))
    return lines
