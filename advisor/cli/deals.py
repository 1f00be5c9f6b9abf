"""`advisor deals` and `advisor show`: the list, and every fact of one deal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.cells import cut, pad, width
from advisor.cells import show as shown
from advisor.cli import out
from advisor.cli.brief import workspace_desk
from advisor.cli.settings import day_of, lang_of, one_of, width_of
from advisor.cli.words import say
from advisor.labels import Label, Lang

if TYPE_CHECKING:
    from advisor.advice.view import DealLine, Evidence
    from advisor.pipeline.facts_list import FactLine

FORMATS = ("text", "json")
NARROWEST_NAME = 16


def deals(today: str | None, format_: str, lang_text: str | None) -> int:
    """Print the deal list."""
    lang, day = lang_of(lang_text), day_of(today)
    as_json = one_of("--format", format_, FORMATS) == "json"
    lines = workspace_desk(day).deals(deep=None)
    if as_json:
        out.page(_json(lines))
        return 0
    if not lines:
        out.line(say("no_deals", lang))
        out.said(say("no_deals_hint", lang))
    for text in _table([_cells(line, lang) for line in lines], lang, width_of(None)) if lines else ():
        out.line(text.rstrip())
    return 0


def _json(lines: "tuple[DealLine, ...]") -> str:
    import json

    from advisor.records import fields

    def plain(value: object) -> object:
        if isinstance(value, Label):
            return {"en": value.en, "zh": value.zh}
        return value if value is None or isinstance(value, str | int) else str(value)

    rows = [{name: plain(getattr(line, name)) for name in fields(line)} for line in lines]
    return json.dumps({"schema": "deals/1", "deals": rows}, indent=2) + "\n"


def _cells(line: "DealLine", lang: Lang) -> tuple[str, ...]:
    """Return a line's texts: when, name, step, amount, open questions, first thing to do, id."""
    asks = "" if line.questions is None else str(line.questions)
    words = (label.text(lang) if label else "" for label in (line.step, line.amount))
    step, amount = words
    top = line.top.text(lang) if line.top else ""
    return tuple(shown(text) for text in (away(line.days, lang), line.name, step, amount, asks, top, line.id))


def away(days: int | None, lang: Lang) -> str:
    """Say how far away a meeting is."""
    if days is None:
        return say("no_meeting", lang)
    if days < 0:
        return say("quiet", lang, n=-days)
    return say("today" if days == 0 else "tomorrow", lang) if days < 2 else say("in_days", lang, n=days)


def _table(rows: list[tuple[str, ...]], lang: Lang, columns: int) -> Iterator[str]:
    """Lay the list out: a line per deal; below it the id, which commands take, and the first thing to do."""
    heads = [say(key, lang) for key in ("col_when", "col_deal", "col_step", "col_amount", "col_asks")]
    widest = [max(width(row[n]) for row in (heads, *rows)) for n in range(5)]
    widest[2] = min(widest[2], 24)
    fixed = widest[0] + widest[2] + widest[3] + widest[4] + 8
    widest[1] = min(widest[1], max(columns - fixed, NARROWEST_NAME))
    yield _row(heads, widest)
    for row in rows:
        yield _row(row[:5], widest)
        below = f"{row[6]}: {row[5]}" if row[5] else row[6]
        yield " " * (widest[0] + 2) + cut(below, max(columns - widest[0] - 2, NARROWEST_NAME))


def _row(texts: tuple[str, ...] | list[str], widest: list[int]) -> str:
    return "  ".join(pad(text, cells) for text, cells in zip(texts, widest, strict=True))


def show(deal: str, all_: bool, today: str | None, lang_text: str | None) -> int:
    """Print the facts of a deal."""
    lang, day = lang_of(lang_text), day_of(today)
    lines = workspace_desk(day).facts(deal)
    listed = [line for line in lines if all_ or line.evidence.origin != "unknown" or line.aside]
    column = min(max((width(shown(line.evidence.path)) for line in listed), default=0), 44)
    subject = ("", "")
    for line in listed:
        if (line.subject, line.member) != subject:
            if subject != ("", ""):
                out.line()
            subject = (line.subject, line.member)
        for text in _fact(line, column, lang):
            out.line(text)
    if len(listed) < len(lines):
        out.line()
        out.line(say("not_shown", lang, n=len(lines) - len(listed)))
    return 0


def _fact(line: "FactLine", column: int, lang: Lang) -> Iterator[str]:
    """Write one fact: path, value, label, origin; what else must be known on lines below."""
    told = line.evidence
    value = "?" if told.origin == "unknown" else told.value.text(lang)
    about = ", ".join(part for part in (told.label.text(lang), *_origin(told, line.derived, lang)) if part)
    yield f"{pad(shown(told.path), column)}  {shown(value)}   ({shown(about)})"
    if line.aside:
        yield f"{'':{column}}  {shown(line.aside.text(lang))}"
    if line.note:
        yield f"{'':{column}}  “{shown(line.note)}”"


def _origin(told: "Evidence", derived: bool, lang: Lang) -> Iterator[str]:
    """Say where a value comes from."""
    if derived:
        yield say("typed_over" if told.origin == "typed" else "follows", lang)
        if told.rule is not None and told.origin != "typed":
            yield told.rule.id
    elif told.origin in ("unknown", "assumed"):
        yield say(told.origin, lang)
    else:
        key = {"import": "imported", "debrief": "debriefed", "demo": "demo"}.get(told.origin)
        yield say(key, lang) if key else ""
    if told.by:
        yield told.by
    if told.age_days is not None:
        yield (
            say("fresh", lang)
            if not told.age_days
            else (say("day_old", lang) if told.age_days == 1 else say("days_old", lang, n=told.age_days))
        )
