"""Days, ages, origins and facts in words of both languages."""

from datetime import date

from advisor.advice.view import Evidence, Question, RuleRef, Standing
from advisor.tui.pages.line import Line, Look, Span, cells, hang, said, sides, span
from advisor.tui.words import say, term

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def day(when: date, today: date, look: Look) -> str:
    """Return a day as people write it, with the year only where it is another one."""
    year = "" if when.year == today.year else str(when.year)
    if look.lang == "zh":
        return f"{year and year + '年'}{when.month}月{when.day}日 周{'一二三四五六日'[when.weekday()]}"
    return f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]}{year and ' ' + year}"


def away(days: int, look: Look) -> str:
    """Return how far a day is from today: `today`, `in 3 days`, `5 days ago`."""
    names = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in names:
        return say(names[days], look.lang)
    return say("days_ahead" if days > 0 else "days_ago", look.lang, n=abs(days))


def briefly(days: int, look: Look) -> str:
    """Return how far a day is in a few cells, for a column of a list."""
    if abs(days) <= 1:
        return away(days, look)
    return say("briefly_ahead" if days > 0 else "briefly_ago", look.lang, n=abs(days))


def origin(fact: Evidence, today: date, look: Look, short: bool = False) -> str:
    """Return who said a fact, when, how long ago, and how it came in; `short` keeps the most telling."""
    if fact.rule is not None and fact.origin == "derived":
        place = "" if short else f" {fact.rule.place}"
        return say("from_rule", look.lang, rule=fact.rule.id + place)
    how = term("origin", fact.origin, look.lang)
    told = [fact.by or how] if fact.by or short else []
    if fact.on is not None and not short:
        told.append(day(fact.on, today, look))
    if fact.age_days is not None:
        told.append(away(-fact.age_days, look))
    if not short:
        told.append(how)
    return ("，" if look.lang == "zh" else ", ").join(told)


def fact_lines(fact: Evidence, today: date, look: Look, item: str = "", short: bool = False) -> list[Line]:
    """Write one fact: what it says on the left, where it comes from on the right."""
    label = about(fact.path, fact.label.text(look.lang), look) + fact.label.text(look.lang) + look.colon
    left = [span("dim", label, item), _value(fact, look, item)]
    lead = [Span("gutter", " ", item), Span("text", "  ", item)]
    told = [span("dim", origin(fact, today, look, short), item)]
    if cells(left) + cells(told) + 5 <= look.width:
        return sides(left, told, look, lead)
    below = [Span("gutter", " ", item), Span("text", "    ", item)]
    return [*hang(lead, left, look), *hang(below, told, look)]


def _value(fact: Evidence, look: Look, item: str) -> Span:
    """Write a fact's value; one that is not known stands out by its mark, not only by its style."""
    return said("open" if fact.origin == "unknown" else "value", fact.value, look, item)


def asked(question: Question, look: Look, item: str = "") -> list[Span]:
    """Return a question with the person or rival it is about, where its own words do not say so."""
    words = question.ask.text(look.lang)
    member = about(question.path, words, look)
    return [*([span("value", member, item)] if member else []), span("title", words, item)]


def about(path: str, words: str, look: Look) -> str:
    """Return the member a fact's address names, with a colon, unless the words name it already."""
    member = path.partition(".")[2].rpartition(".")[0]
    return member + look.colon if member and member not in words else ""


def rule_text(rule: RuleRef, look: Look) -> str:
    """Return a rule with its place and source, as a reader needs them to look it up."""
    return look.dot.join(part for part in (rule.id, rule.place, rule.source) if part)


def standing_spans(standing: Standing, look: Look, item: str = "") -> list[Span]:
    """Write a standing: its label, its value or every value still possible, and the note beside it."""
    spans = [Span("gutter", " ", item), span("dim", standing.label.text(look.lang) + look.colon, item)]
    settled = standing.state in ("known", "none")
    spans.append(said("value" if settled else "open", standing.text, look, item))
    if standing.state == "possible" and not standing.open:
        spans.append(Span("open", " ?", item))
    if standing.note is not None:
        spans.append(span("dim", look.aside(standing.note.text(look.lang)), item))
    return spans
