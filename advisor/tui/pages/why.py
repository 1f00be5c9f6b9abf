"""Why a line is there: facts with origin and age, the rule with its place, the score as a sum."""

from collections.abc import Sequence

from advisor.advice.view import (
    Action,
    Brief,
    Evidence,
    Guard,
    Held,
    Question,
    RuleRef,
    Standing,
    Warn,
)
from advisor.tui.pages.items import Thing, items, picks
from advisor.tui.pages.line import Line, Look, Span, hang, head, note, said, span
from advisor.tui.pages.values import asked, fact_lines, rule_text, standing_spans
from advisor.tui.words import say, term

SHORT = 3
"""How many facts a preview tells before it says "and more"."""


def why_short(brief: Brief, item: str, look: Look, short: bool) -> list[Line]:
    """Return the proof of one line as the last section of the brief; nothing when no line is chosen."""
    thing = items(brief).get(item)
    if thing is None:
        return []
    digit = picks(brief).get(item)
    lines = [head(say("why", look.lang) + (f" {digit}" if digit else ""), look, _rule_id(thing))]
    if not digit:
        lines.extend(hang([Span("text", " ")], _title(thing, look), look))
    facts = evidence(thing)
    for fact in facts[:SHORT] if short else facts:
        lines.extend(fact_lines(fact, brief.today, look, short=short))
    if short and len(facts) > SHORT:
        lines.extend(note(say("more_facts", look.lang, n=len(facts) - SHORT), look, "dim"))
    lines.extend(_score(thing, look, [span("dim", say("score", look.lang) + "  ")], short))
    if isinstance(thing, Action) and not short:
        lines.extend(_play(thing, look))
    return [*lines, *_rule(thing, look, short)]


def evidence(thing: Thing) -> tuple[Evidence, ...]:
    """Return the facts that carried a line."""
    return thing.evidence if isinstance(thing, Action | Standing | Warn) else ()


def _title(thing: Thing, look: Look) -> list[Span]:
    """Return what the line says, as the head of its proof."""
    if isinstance(thing, Standing):
        return [*standing_spans(thing, look)[1:], _id(thing.path)]
    if isinstance(thing, Question):
        return asked(thing, look)
    if isinstance(thing, Warn):
        about = f" {thing.about}" if thing.about else ""
        return [span("warn", term("warn", thing.kind, look.lang)), span("title", about)]
    who = [span("title", thing.rival + look.colon)] if isinstance(thing, Guard) else []
    return [*who, said("title", thing.title, look)]


def thing_lines(thing: Thing, look: Look) -> list[Line]:
    """Return what a line of the brief says and the rule's own words, as the head of its proof."""
    lines = hang([Span("text", " ")], _title(thing, look), look)
    label = thing.reason if isinstance(thing, Held) else getattr(thing, "because", None)
    words = note(label.text(look.lang), look) if label is not None and label.text(look.lang) else []
    return [*lines, *words]


def waits_lines(brief: Brief, question: Question, look: Look) -> list[Line]:
    """Return which advice waits for a question."""
    lines = [head(say("waiting_head", look.lang), look)]
    titles = {waiting.rule.id: waiting.title.text(look.lang) for waiting in brief.waiting}
    for rule in question.blocks:
        item = f"rule:{rule}" if rule in titles else f"fact:{rule}"
        lead = [Span("gutter", " ", item), Span("open", "? ", item)]
        lines.extend(hang(lead, [span("text", titles.get(rule, rule), item), _id(rule, item)], look))
    return lines if question.blocks else []


def _id(text: str, item: str = "") -> Span:
    """Return an id as it stands behind its words."""
    return span("dim", f"  {text}", item)


def _score(thing: Thing, look: Look, before: Sequence[Span] = (), short: bool = False) -> list[Line]:
    """Write the score as a readable sum; a part nobody knows is a question mark, or left out in `short`."""
    if not isinstance(thing, Action) or not thing.score_parts:
        return []
    spans: list[Span] = []
    parts = [part for part in thing.score_parts if not short or part[2] is not None]
    for at, (_, label, points) in enumerate(parts):
        minus = points is not None and points < 0
        sign = (" - " if minus else " + ") if at else ("-" if minus else "")
        spans.append(span("value", f"{sign}{'?' if points is None else abs(points)} "))
        spans.append(said("dim", label, look))
    spans.append(span("value", f" = {thing.score}"))
    return hang([Span("text", "   ")], [*before, *spans], look)


def _play(action: Action, look: Look) -> list[Line]:
    """Write how to begin and what to say."""
    told = ((say("goal", look.lang), action.goal), (say("first_step", look.lang), action.first_step),
            (say("say", look.lang), action.say))  # fmt: skip
    lines: list[Line] = []
    for name, label in told:
        if label.text(look.lang):
            words = [span("dim", f"{name}  "), said("text", label, look)]
            lines.extend(hang([Span("text", "   ")], words, look))
    return lines


def play_section(action: Action, look: Look) -> list[Line]:
    """Return the play with its head: goal, first step, words, effort."""
    effort = say("effort", look.lang, effort=term("effort", action.effort, look.lang))
    facts = look.dot.join([action.play, effort])
    lines = [head(say("play", look.lang), look), *_play(action, look)]
    return [*lines, *hang([Span("text", "   ")], [span("dim", facts)], look)]


def counter_lines(action: Action, look: Look) -> list[Line]:
    """Return which rules speak against an action."""
    lines: list[Line] = []
    for clash in action.against:
        text = say("against", look.lang, title=clash.title.text(look.lang), rule=clash.rule.id)
        lines.extend(hang([Span("warn", " ! ")], [span("warn", text)], look))
        lines.extend(hang([Span("text", "   ")], [said("dim", clash.because, look)], look))
        lines.extend(hang([Span("text", "   ")], [span("dim", rule_text(clash.rule, look))], look))
    return lines


def _rule(thing: Thing, look: Look, short: bool) -> list[Line]:
    """Return the rule with its file and line, so that anyone can read it; `short` leaves out its source."""
    rule: RuleRef | None = getattr(thing, "rule", None)
    if rule is None:
        text = say("no_rule", look.lang)
        if isinstance(thing, Question):
            text = say("dictionary", look.lang) + look.dot + thing.path
        return hang([Span("text", "   ")], [span("dim", text)], look)
    text = rule.place if short else rule_text(rule, look)
    return hang([Span("text", "   ")], [span("dim", text)], look)


def _rule_id(thing: Thing) -> str:
    """Return the rule's id where there is one."""
    rule: RuleRef | None = getattr(thing, "rule", None)
    return rule.id if rule is not None else ""
