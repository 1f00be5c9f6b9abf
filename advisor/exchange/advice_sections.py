"""What the page advises: what to do, what to ask, what not to do, what waits."""

from advisor.advice.view import Action, Brief, Held, Question, Waiting, Warn
from advisor.cells import width
from advisor.exchange.deal_sections import limited
from advisor.exchange.page import Entry, Section
from advisor.exchange.page_changes import branch_text
from advisor.exchange.voice import Voice, dotted

ALSO = 4
QUESTIONS = 8
PREVIEWED = 3
"""Questions shown with what each answer would change."""
CHOICES = 8
WARNINGS = 10
HELD = 6
WAITING = 6
SHORT = 30
"""Cells of a reason that stands behind what it explains."""


def do(brief: Brief, voice: Voice) -> Section:
    """Say what to do next, best first, or what is missing until there is something."""
    entries = tuple(_action(action, voice) for action in brief.actions)
    return Section(voice.say("do"), entries, "" if entries else _nothing(brief, voice))


def _nothing(brief: Brief, voice: Voice) -> str:
    """Say why there is nothing to do, and the way out."""
    if not brief.known and brief.questions:
        return voice.say("empty_facts", n=len(brief.questions))
    if brief.waiting:
        first = brief.waiting[0]
        return voice.say("empty_waiting", title=voice.text(first.title), needs=voice.needs(first.needs))
    return voice.say("empty_actions")


def _action(action: Action, voice: Voice) -> Entry:
    below = [
        voice.line("when", _who_and_when(action, voice)),
        voice.line("why", voice.text(action.because)),
        voice.line("first", voice.text(action.first_step)),
        voice.line("say", voice.text(action.say)),
    ]
    for clash in action.against:
        told = voice.pair(voice.text(clash.title), voice.text(clash.because))
        below.append(voice.line("against", voice.said_by(told, clash.rule)))
    below.append(voice.line("facts", voice.facts(action.evidence)))
    below.append(voice.line("score", _score(action, voice)))
    title = voice.text(action.title) or voice.name(action.play)
    source = voice.line("rule", voice.rule(action.rule))
    return Entry("number", title, tuple(line for line in below if line.text), source)


def _who_and_when(action: Action, voice: Voice) -> str:
    """Say with whom and by when; a person who is not settled is marked with words."""
    words = []
    if action.person_state == "nobody":
        words.append(voice.say("nobody_fits"))
    elif action.person is not None:
        key = "perhaps_with" if action.person_state == "perhaps" else "with"
        words.append(voice.say(key, person=voice.name(action.person)))
    if action.also:
        others = voice.listed((voice.name(name) for name in action.also), ALSO)
        words.append(voice.say("also", persons=others))
    if action.by is not None:
        words.append(voice.aside(voice.say("by_day", day=voice.day(action.by)), voice.text(action.by_label)))
    else:
        words.append(voice.text(action.by_label) or voice.say("no_day"))
    if action.compliance == "check":
        words.append(voice.say("compliance_check"))
    if action.effort:
        words.append(voice.say("effort", effort=voice.term("effort", action.effort)))
    return dotted(*words)


def _score(action: Action, voice: Voice) -> str:
    """Write the score as the sum it is; parts that are not settled count nothing and are counted."""
    told = str(action.score)
    known = [(label, points) for _, label, points in action.score_parts if points is not None]
    if len(known) > 1:
        for number, (label, points) in enumerate(known):
            sign = "=" if number == 0 else "-" if points < 0 else "+"
            told += f" {sign} {points if number == 0 else abs(points)} {voice.text(label)}"
    unsettled = len(action.score_parts) - len(known)
    return voice.aside(told, voice.say("score_open", n=unsettled) if unsettled else "")


def ask(brief: Brief, voice: Voice) -> Section:
    """Say what to ask in the meeting, whom, and how much waits for the answer."""
    if not brief.questions and not brief.resting:
        return Section(voice.say("ask"), (), voice.say("empty_questions", n=brief.known))
    entries = [
        _question(question, voice, at < PREVIEWED) for at, question in enumerate(brief.questions[:QUESTIONS])
    ]
    told = limited(entries, len(brief.questions), voice)
    return Section(voice.say("ask"), (*told, *_left_out(brief, voice)))


def _left_out(brief: Brief, voice: Voice) -> tuple[Entry, ...]:
    """Say how many open questions are not asked, and why."""
    told = [voice.say("idle", n=brief.idle)] if brief.idle else []
    told += [voice.say("resting", n=brief.resting)] if brief.resting else []
    return tuple(Entry("point", text) for text in told)


def _question(question: Question, voice: Voice, previewed: bool) -> Entry:
    below = []
    effect = question.effect
    if previewed and effect is not None and effect.moves:
        below += [voice.line("if", branch_text(branch, voice.lang)) for branch in effect.branches]
    elif question.choices and question.kind != "yes_no":
        choices = voice.listed((voice.text(label) for _, label in question.choices), CHOICES)
        below.append(voice.line("answers", choices))
    if question.was is not None:
        below.append(voice.line("was", voice.text(question.was)))
    words = voice.text(question.ask) or voice.text(question.label)
    about = voice.about(question.path)
    whom = voice.say("ask_whom", whom=voice.text(question.whom)) if question.whom is not None else ""
    holds_up = voice.say("holds_up", n=len(question.blocks))
    if effect is not None and effect.moves:
        holds_up = voice.say("moves", moves=effect.moves, tried=effect.tried)
    source = voice.line("fact", dotted(whom, holds_up, voice.place(question.path)))
    return Entry("box", voice.pair(about, words) if about else words, tuple(below), source)


def not_now(brief: Brief, voice: Voice) -> Section:
    """Warn, and say what is held back and why."""
    warnings = [_warning(warning, voice) for warning in brief.warnings[:WARNINGS]]
    held = [_held(entry, voice) for entry in brief.held[:HELD]]
    return Section(
        voice.say("held"),
        limited(warnings, len(brief.warnings), voice) + limited(held, len(brief.held), voice),
    )


def _warning(warning: Warn, voice: Voice) -> Entry:
    kind = voice.aside(voice.term("warn", warning.kind), voice.name(warning.about))
    below = (voice.line("facts", voice.facts(warning.evidence)),) if warning.evidence else ()
    source = voice.line("rule", voice.rule(warning.rule))
    return Entry("warn", voice.pair(kind, voice.text(warning.because)), below, source)


def _held(held: Held, voice: Voice) -> Entry:
    title = voice.pair(voice.say("not_now"), voice.text(held.title) or voice.name(held.play))
    reason = voice.text(held.reason)
    source = voice.line("rule", voice.place(held.rule.id))
    if width(reason) <= SHORT:
        return Entry("off", voice.aside(title, reason), (), source)
    return Entry("off", title, (voice.line("why", reason),), source)


def waiting(brief: Brief, voice: Voice) -> Section:
    """Say what could be advised as soon as some facts are known; a rule stands here once."""
    rules: dict[str, list[Waiting]] = {}
    for entry in brief.waiting:
        rules.setdefault(entry.rule.id, []).append(entry)
    entries = [_waiting(same, voice) for same in list(rules.values())[:WAITING]]
    return Section(voice.say("waiting"), limited(entries, len(rules), voice))


def _waiting(same: list[Waiting], voice: Voice) -> Entry:
    """Write one rule that waits, for whomever it waits."""
    first = same[0]
    needs = tuple(dict.fromkeys(path for entry in same for path in entry.needs))
    title = voice.text(first.title) or voice.name(first.rule.id)
    source = voice.line("rule", voice.place(first.rule.id))
    return Entry("open", title, (voice.line("settle", voice.needs(needs)),), source)
