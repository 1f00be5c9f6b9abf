"""Facts to try, as rows: the questions first, then every fact; what each is now, and what is tried."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from advisor.advice.view import Brief, Question
from advisor.cells import pad
from advisor.labels import Label, same
from advisor.tui.pages.line import Line, Look, Span, note, span
from advisor.tui.pages.values import about
from advisor.tui.source import UNKNOWN
from advisor.tui.words import WORDS, say

if TYPE_CHECKING:
    from advisor.pipeline.facts_list import FactLine

Tries = Mapping[str, str]
"""What is tried: texts as people type them, by the facts' addresses."""


class Row(NamedTuple):
    """One fact: the question it answers, what it is now (`None`: nothing is known), where it comes from.

    `open` says that the brief asks for it, `derived` that rules work it out.
    """

    question: Question
    now: Label | None
    open: bool
    derived: bool

    @property
    def path(self) -> str:
        """The fact's address."""
        return self.question.path


def rows(brief: Brief | None, facts: Iterable["FactLine"]) -> tuple[Row, ...]:
    """Return the facts to try: those the brief asks for in its order, then all others."""
    asked = {question.path: question for question in brief.questions} if brief is not None else {}
    others = (line for line in facts if line.evidence.path not in asked)
    return (
        *(Row(question, None, True, False) for question in asked.values()),
        *(Row(question_of(line), _now(line), False, line.derived) for line in others),
    )


def question_of(line: "FactLine") -> Question:
    """Return the question whose answer is a fact; without words of its own it is the fact's name."""
    fact = line.evidence
    ask = line.ask or fact.label
    return Question(fact.path, fact.label, ask, None, line.kind, line.choices, (), line.aside)


def _now(line: "FactLine") -> Label | None:
    return None if line.evidence.origin == "unknown" else line.evidence.value


def next_value(row: Row, tried: str | None) -> str | None:
    """Return the value to try after this one: every other choice, then unknown, then none (as it is).

    Raises `LookupError` where a fact has no values to step through.
    """
    question = row.question
    if not question.choices or question.kind.startswith("list"):
        raise LookupError(question.path)
    values = [value for value, label in question.choices if label != row.now]
    if row.now is not None and not row.derived:
        values.append(UNKNOWN)
    if tried is None:
        return values[0] if values else None
    at = values.index(tried) + 1 if tried in values else len(values)
    return values[at] if at < len(values) else None


def tried_label(question: Question, text: str) -> Label:
    """Return a tried value in words."""
    if text == UNKNOWN:
        return WORDS["origin_unknown"]
    words = dict(question.choices)
    parts = [words.get(part, same(part)) for part in text.split(",")] if words else [same(text)]
    return Label(", ".join(part.en for part in parts), "、".join(part.zh for part in parts))


def matching(found: Sequence[Row], query: str) -> list[Row]:
    """Return the rows that hold every word of a query, in either language."""
    words = query.casefold().split()
    return [row for row in found if all(word in _searched(row) for word in words)]


def _searched(row: Row) -> str:
    texts = (row.path, *row.question.label, *row.question.ask, *(row.now or ()))
    return " ".join(texts).casefold()


def trying_page(found: Sequence[Row], tries: Tries, query: str, look: Look) -> list[Line]:
    """Return one line per fact: its name, what it is now, and what is tried."""
    shown = matching(found, query)
    if not shown:
        return note(say("filter_none", look.lang), look)
    room = look.width - 3
    columns = (room - room // 4 - room * 3 // 10, room // 4, room * 3 // 10)
    heads = zip(("col_fact", "col_now", "col_try"), columns, strict=True)
    lines: list[Line] = [(span("dim", "   " + "".join(pad(say(key, look.lang), at) for key, at in heads)),)]
    group = ""
    for row in shown:
        if (now := "questions_group" if row.open else "facts_group") != group:
            group = now
            lines.append((span("head", " " + say(group, look.lang)),))
        lines.append(_row(row, tries.get(row.path), columns, look))
    return lines


def _row(row: Row, tried: str | None, columns: tuple[int, int, int], look: Look) -> Line:
    """Write one fact in columns."""
    item, end = f"fact:{row.path}", look.glyph("…", "...")
    label = row.question.label.text(look.lang)
    name, now = span("text", about(row.path, label, look) + label).text, row.now or WORDS["origin_unknown"]
    spans = [
        Span("gutter", " ", item),
        Span("text", "  " + pad(name, columns[0] - 1, end) + " ", item),
        Span("open" if row.now is None else "dim", _cell(now, columns[1], look), item),
    ]
    if tried is not None:
        arrow = look.glyph("→ ", "> ")
        words = span("new", tried_label(row.question, tried).text(look.lang)).text
        spans.append(Span("new", pad(arrow + words, columns[2], end), item))
    else:
        spans.append(Span("dim", pad(say("by_rules", look.lang) if row.derived else "", columns[2]), item))
    return tuple(spans)


def _cell(label: Label, cells: int, look: Look) -> str:
    """Return a value cut to a column."""
    return pad(span("text", label.text(look.lang)).text, cells - 1, look.glyph("…", "...")) + " "
