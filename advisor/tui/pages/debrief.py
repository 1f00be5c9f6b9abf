"""The debrief: which question of how many, the answers before they are recorded, and what came of them."""

from collections.abc import Collection, Iterator, Mapping

from advisor.advice.view import Question
from advisor.exchange.changes_text import told
from advisor.explain.debrief_view import STILL, Debrief, Debriefed, DebriefItem, Occasion, Recorded
from advisor.labels import Label
from advisor.tui.pages.items import named
from advisor.tui.pages.line import Line, Look, Span, flow, hang, head, note, said, sides, span
from advisor.tui.pages.trying import tried_label
from advisor.tui.pages.values import about, away, day
from advisor.tui.source import UNKNOWN
from advisor.tui.words import WORDS, say, term

BAR = 30
"""Cells of the progress bar."""

CHANGES = 12
ACTIONS = 3

NAMED = ("question", "earlier")
"""The parts whose items are about different persons and meetings."""

Answers = Mapping[str, str]


def question_of(item: DebriefItem) -> Question:
    """Return an item as a question; one of this or the next meeting need not say of which it is."""
    path = item.path if item.part in NAMED else ""
    return Question(path, item.label, item.ask, item.whom, item.kind, item.choices, ())


def following(sheet: Debrief, at: int, answers: Answers, step: int = 1) -> int:
    """Return the place of the next item to ask (or the one before); the sheet's length after the last one.

    What follows from another item is asked only when that one was answered. Before the first one it is -1.
    """
    at += step
    while 0 <= at < len(sheet.items):
        first = sheet.items[at].follows
        if not first or answers.get(first, UNKNOWN) != UNKNOWN:
            break
        at += step
    return at


def lead_lines(sheet: Debrief, at: int, answers: Answers, look: Look) -> list[Line]:
    """Return the head: the deal, the meeting, how far we are, and which part the question belongs to."""
    lines = [head(f"{say('debrief', look.lang)}  {sheet.name}", look)]
    lines.extend(note(occasion_text(sheet.occasion, sheet, look), look, "dim"))
    total = len(sheet.items)
    done = min(max(at, 0), total) * BAR // max(total, 1)
    bar = [Span("new", " " + look.glyph("━", "=") * done), Span("rule", look.glyph("─", "-") * (BAR - done))]
    place = say("item_of", look.lang, n=min(at + 1, total), total=total) if at < total else ""
    told = look.dot.join(part for part in (place, say("answered", look.lang, n=len(answers))) if part)
    lines.extend(hang([*bar, Span("text", "  ")] if look.width > 2 * BAR else [], [span("text", told)], look))
    if 0 <= at < total:
        lines.extend([(), head(term("part", sheet.items[at].part, look.lang), look)])
    return lines


def occasion_text(occasion: Occasion, page: Debrief | Debriefed, look: Look) -> str:
    """Say which meeting the debrief is about, or that it is about a conversation."""
    today = page.today if isinstance(page, Debrief) else page.brief.today
    when = day(occasion.on, today, look) + look.aside(away((occasion.on - today).days, look))
    if not occasion.recorded:
        return say("of_talk", look.lang, when=when)
    who = say("meeting_with", look.lang, persons=look.listed(occasion.persons)) if occasion.persons else ""
    name = occasion.name if occasion.name != occasion.id else ""
    return look.dot.join(part for part in (say("of_meeting", look.lang, when=when), name, who) if part)


def was_lines(item: DebriefItem, look: Look) -> list[Line]:
    """Say what is known of an item so far, and that it may still be so."""
    if item.was is None:
        return []
    return flow([span("value", say("so_far", look.lang, was=item.was.text(look.lang)))], look.width)


def summary_page(sheet: Debrief, answers: Answers, look: Look) -> list[Line]:
    """Return the answers as they would be recorded, and how to record them."""
    lines = [(), head(say("to_record", look.lang), look)]
    for item in sheet.items:
        if item.path in answers:
            words = answer_label(item, answers[item.path]).text(look.lang)
            label = item.label.text(look.lang)
            name = about(question_of(item).path, label, look) + label + look.colon
            lines.extend(hang([Span("text", " ")], [span("dim", name), span("value", words)], look))
    if not answers:
        lines.extend(note(say("nothing_answered", look.lang), look))
        return lines
    left = len(sheet.items) - len(answers)
    if left:
        lines.extend(note(say("left_open", look.lang, n=left), look, "dim"))
    return [*lines, (), *note(say("record_now", look.lang), look, "new")]


def answer_label(item: DebriefItem, text: str) -> Label:
    """Return an answer in words."""
    if text == STILL and item.was is not None:
        return Label(*(say("still_so", lang, was=item.was.text(lang)) for lang in ("en", "zh")))
    return WORDS["dont_know"] if text == UNKNOWN else tried_label(question_of(item), text)


def debriefed_page(done: Debriefed, undone: Collection[str], look: Look) -> list[Line]:
    """Return what was recorded, how to take it back, what changed, and what to do now."""
    lines = [*note(occasion_text(done.occasion, done, look), look, "dim"), ()]
    lines.append(head(say("recorded", look.lang), look, str(len(done.recorded))))
    lines.extend(line for fact in done.recorded for line in _recorded(fact, fact.path in undone, look))
    for label in done.vain:
        words = [said("text", label, look), span("dim", look.aside(say("asked_in_vain", look.lang)))]
        lines.extend(hang([Span("text", " "), Span("open", "? ")], words, look))
    if not (done.recorded or done.vain):
        lines.extend(note(say("recorded_nothing", look.lang), look))
    else:
        lines.extend(note(say("undo_way", look.lang), look, "dim"))
    lines.extend([(), head(say("different", look.lang), look)])
    lines.extend(_changes(done, look))
    return [*lines, (), *_actions(done, look)]


def _recorded(fact: Recorded, undone: bool, look: Look) -> list[Line]:
    """Write one fact that was recorded: what it was and is, or that it was taken back."""
    item = f"fact:{fact.path}"
    label = fact.label.text(look.lang) if fact.label is not None else ""
    name = about(fact.path, label, look) + label if label else fact.path
    unknown = say("origin_unknown", look.lang)
    was, now = (at.text(look.lang) if at is not None else unknown for at in (fact.was, fact.now))
    value = now if fact.was in (None, fact.now) else f"{was} {look.glyph('→', '->')} {now}"
    right = [span("off", say("taken_back", look.lang), item)] if undone else []
    words = [span("dim", name + look.colon, item), span("off" if undone else "value", value, item)]
    return sides(words, right, look, [Span("gutter", " ", item)])


def _changes(done: Debriefed, look: Look) -> Iterator[Line]:
    """Write what is different on the page."""
    texts = told(done.changes, look.lang, CHANGES)
    for text in texts:
        yield from hang([Span("text", " ")], [span("title", text)], look)
    if not texts:
        yield from note(say("nothing_moves", look.lang), look)


def _actions(done: Debriefed, look: Look) -> list[Line]:
    """Write what to do first now."""
    lines = [head(say("do", look.lang), look)]
    for rank, (_, action) in enumerate(named(done.brief.actions)[:ACTIONS], start=1):
        title = [said("title", action.title, look)]
        if action.person is not None:
            title.append(span("dim", look.dot + say("with", look.lang, person=action.person)))
        lines.extend(hang([Span("number", f" {rank} ")], title, look))
    return lines if done.brief.actions else [*lines, *note(say("empty_actions", look.lang), look)]


