"""A debrief as plain text: its questions one by one, as a form to fill in, and what came of it."""

from collections.abc import Iterator

from advisor.advice.view import Action
from advisor.cells import show
from advisor.exchange.brief_text import NARROWEST, hang, section_text
from advisor.exchange.debrief_words import say
from advisor.exchange.page import Entry, Line, Section
from advisor.exchange.page_changes import change_text
from advisor.exchange.voice import Voice, dotted
from advisor.explain.debrief_view import Debrief, Debriefed, DebriefItem, Occasion, Recorded
from advisor.labels import Lang

ACTIONS = 3
CHANGES = 8
INDENT = " " * 4


def head_text(sheet: Debrief, lang: Lang, width: int = 100) -> str:
    """Return what stands above the questions: the deal, the meeting, the keys."""
    voice, cells = Voice(sheet, lang), max(width, NARROWEST)
    lines = hang("", say("title", lang, name=voice.name(sheet.name) or voice.name(sheet.deal)), cells)
    lines += hang("", _occasion(sheet.occasion, voice), cells)
    return _joined([*lines, *hang("", say("keys", lang), cells)])


def item_text(sheet: Debrief, at: int, lang: Lang, width: int = 100) -> str:
    """Return the question of one item (from 0) with its answers; a part begins with its heading."""
    voice, cells, item = Voice(sheet, lang), max(width, NARROWEST), sheet.items[at]
    lines = [""]
    if at == 0 or sheet.items[at - 1].part != item.part:
        title = say(f"part_{item.part}", lang)
        lines += [f"【{title}】" if lang == "zh" else title.upper()]
    lines += hang(f"{at + 1:>2}/{len(sheet.items)} ", _question(item, voice), cells)
    if item.whom is not None and item.part == "question":
        lines += hang(INDENT, voice.say("ask_whom", whom=voice.text(item.whom)), cells)
    if item.was is not None:
        lines += hang(INDENT, _known(item, voice), cells)
    if item.choices and item.kind != "yes_no":
        told = "   ".join(f"{n} {voice.text(label)}" for n, (_, label) in enumerate(item.choices, start=1))
        lines += hang(INDENT, told, cells)
    return _joined(lines)


def prompt_text(item: DebriefItem, lang: Lang) -> str:
    """Return what stands before the cursor: which answers an item takes."""
    kind = "choice" if item.kind in ("choice", "ordered", "reference") and item.choices else item.kind
    kind = "text" if kind == "list" and not item.choices else kind
    hints = [say(f"hint_{kind}", lang, n=len(item.choices))]
    hints += [say("hint_still", lang)] if item.was is not None else []
    hints += [say("hint_vain", lang)] if item.part == "question" else []
    return f"{INDENT}[{', '.join(hints)}] "


def form_text(sheet: Debrief, lang: Lang) -> str:
    """Return the questions as a file to fill in, one `PATH=` each, with the question above it."""
    voice = Voice(sheet, lang)
    lines = [f"# {say('title', lang, name=voice.name(sheet.name))}", f"# {_occasion(sheet.occasion, voice)}"]
    lines += [f"# {say('form', lang)}", f"#   advisor debrief {voice.name(sheet.deal)} --answers FILE"]
    for item in sheet.items:
        lines += ["", f"# {_question(item, voice)}"]
        if item.choices:
            answers = (_answer(id, voice.text(label), voice) for id, label in item.choices)
            told = voice.listed(answers, joint="comma")
            lines.append(f"# {say('form_answers', lang, choices=show(told))}")
        if item.was is not None:
            lines.append(f"# {_known(item, voice)}")
        lines.append(f"{show(item.path)}=")
    return _joined(lines)


def debriefed_text(done: Debriefed, lang: Lang, width: int = 100) -> str:
    """Return what was recorded, what that changed, what to do now, and how to take it back."""
    voice, cells = Voice(done.brief, lang), max(width, NARROWEST)
    lines = hang("", say("done", lang, name=voice.name(done.name) or voice.name(done.deal)), cells)
    lines += hang("", _occasion(done.occasion, voice), cells)
    for section in (_recorded(done, voice), _changes(done, voice), _do(done, voice)):
        lines += ["", *section_text(section, lang, cells).splitlines()]
    return _joined([*lines, "", *hang("", say("undo", lang, deal=voice.name(done.deal)), cells)])


def _recorded(done: Debriefed, voice: Voice) -> Section:
    lines = [_fact(fact, voice) for fact in done.recorded]
    lines += [Entry("open", say("vain", voice.lang, label=voice.text(label))) for label in done.vain]
    return Section(say("recorded", voice.lang), tuple(lines))


def _fact(fact: Recorded, voice: Voice) -> Entry:
    label = voice.text(fact.label)
    was, now = (voice.text(value) or voice.say("not_known") for value in (fact.was, fact.now))
    value = now if fact.was in (None, fact.now) else say("from_to", voice.lang, was=was, now=now)
    about = dotted(voice.about(fact.path), label) if label else voice.place(fact.path)
    return Entry("point", voice.pair(about, value), (), Line("", voice.place(fact.path)) if label else None)


def _changes(done: Debriefed, voice: Voice) -> Section:
    # What only moves because something came above it says nothing new.
    told = [change for change in done.changes if change.kind != "moved" or change.rank == 1] or done.changes
    found = [Entry("point", change_text(change, voice.lang)) for change in told[:CHANGES]]
    if len(told) > CHANGES:
        found.append(Entry("point", voice.say("more", n=len(told) - CHANGES)))
    return Section(say("changes", voice.lang), tuple(found), "" if found else say("no_changes", voice.lang))


def _do(done: Debriefed, voice: Voice) -> Section:
    entries = tuple(_action(action, voice) for action in done.brief.actions[:ACTIONS])
    return Section(say("do", voice.lang), entries, "" if entries else say("no_actions", voice.lang))


def _action(action: Action, voice: Voice) -> Entry:
    person = voice.say("with", person=voice.name(action.person)) if action.person else ""
    by = voice.say("by_day", day=voice.day(action.by)) if action.by is not None else ""
    below = [voice.line("when", dotted(person, by)), voice.line("why", voice.text(action.because))]
    source = voice.line("rule", voice.place(action.rule.id))
    title = voice.text(action.title) or voice.name(action.play)
    return Entry("number", title, tuple(line for line in below if line.text), source)


def _occasion(occasion: Occasion, voice: Voice) -> str:
    day, name = occasion.on.isoformat(), voice.name(occasion.name)
    if not occasion.recorded:
        told = say("talk", voice.lang, day=day)
    elif name and name != day:
        told = say("meeting", voice.lang, day=day, name=name)
    else:
        told = say("meeting_plain", voice.lang, day=day)
    persons = voice.listed((voice.name(name) for name in occasion.persons), 6)
    return dotted(told, say("with", voice.lang, persons=persons) if persons else "")


def _question(item: DebriefItem, voice: Voice) -> str:
    about = voice.about(item.path) if item.part == "question" else ""
    return voice.pair(about, voice.text(item.ask)) if about else voice.text(item.ask)


def _known(item: DebriefItem, voice: Voice) -> str:
    """Return what is known of an item; an old answer to a question says itself that it is one."""
    text = voice.text(item.was)
    return text if item.part == "question" else say("known", voice.lang, was=text)


def _answer(id: str, label: str, voice: Voice) -> str:
    """Return what to write for an answer, with what it means where that is not the same."""
    return id if label == id else voice.pair(id, label)


def _joined(lines: Iterator[str] | list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
