"""`advisor brief --as-of` and `advisor changes`: the page of an earlier day, and why it is another now."""

from typing import TYPE_CHECKING, NamedTuple

from advisor.cli import out
from advisor.cli.brief import FORMATS, Wish, printed, workspace_desk
from advisor.cli.settings import day_of, lang_of, one_of, width_of
from advisor.errors import UsageError

if TYPE_CHECKING:
    from advisor.explain.changing.changes_view import Replay
    from advisor.labels import Lang


class ChangesWish(NamedTuple):
    """What was asked for, as it was typed."""

    deal: str
    since: str | None = None
    today: str | None = None
    format: str = "text"
    width: str | None = None
    lang: str | None = None


def as_of(wish: Wish) -> int:
    """Print the brief of an earlier day, and what it rests on."""
    from advisor.pipeline.replay import replay

    lang, format_ = lang_of(wish.lang), one_of("--format", wish.format, FORMATS)
    width = width_of(wish.width)
    if wish.today is not None or wish.facts is not None:
        other = "--today" if wish.today is not None else "--facts"
        hint = "--as-of shows what was known on a day, --today what follows on a day from what is known now"
        raise UsageError(f"--as-of and {other} are two different questions", hint=hint)
    if wish.deal is None:
        raise UsageError("which deal?", hint="advisor brief DEAL --as-of DATE")
    day = day_of(wish.as_of)
    brief, note = replay(workspace_desk(day_of(None)), wish.deal, day, full=format_ == "json")
    if format_ == "json":
        from advisor.exchange.brief_json import json_text

        out.page(json_text(brief, replay=note))
    else:
        out.page(printed(brief, lang, format_, width))
        out.page("\n" + _note(note, lang, format_, width))
    return 0


def _note(note: "Replay", lang: "Lang", format_: str, width: int) -> str:
    from advisor.exchange.replay_text import replay_section

    section = replay_section(note, lang)
    if format_ == "md":
        from advisor.exchange.brief_markdown import section_markdown

        return section_markdown(section, lang)
    from advisor.exchange.brief_text import section_text

    return section_text(section, lang, width)


def changes(wish: ChangesWish) -> int:
    """Print why the advice for a deal changed."""
    from advisor.pipeline.changed import changed

    lang, width = lang_of(wish.lang), width_of(wish.width)
    as_json = one_of("--format", wish.format, ("text", "json")) == "json"
    since = day_of(wish.since) if wish.since is not None else None
    found = changed(workspace_desk(day_of(wish.today)), wish.deal, since)
    if as_json:
        from advisor.exchange.brief_json import record_text

        out.page(record_text(found))
    else:
        from advisor.exchange.changes_text import as_text

        out.page(as_text(found, lang, width))
    return 0
