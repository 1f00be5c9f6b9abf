"""`advisor debrief`: one minute after a meeting, typed question by question or read from a file."""

import sys
from typing import TYPE_CHECKING, NamedTuple

from advisor.cells import show
from advisor.cli import out
from advisor.cli.brief import workspace_desk
from advisor.cli.settings import day_of, lang_of, one_of, width_of
from advisor.errors import UsageError
from advisor.exchange.debrief_words import say
from advisor.labels import Lang
from advisor.pipeline.debrief import record, sheet_of

if TYPE_CHECKING:
    from advisor.explain.debrief_view import Debrief, Debriefed

FORMATS = ("text", "json")
LARGEST = 1 << 20


class Wish(NamedTuple):
    """What was asked for, as it was typed."""

    deal: str
    talk: bool = False
    by: str = ""
    answers: str | None = None
    new: bool = False
    form: bool = False
    today: str | None = None
    format: str = "text"
    width: str | None = None
    lang: str | None = None


def debrief(wish: Wish) -> int:
    """Ask, record, and print what came of it."""
    lang, format_ = lang_of(wish.lang), one_of("--format", wish.format, FORMATS)
    width, day = width_of(wish.width), day_of(wish.today)
    desk = workspace_desk(day)
    sheet = sheet_of(desk, wish.deal, wish.talk)
    if wish.form:
        _print_form(sheet, lang, format_)
        return 0
    new = wish.new
    if wish.answers is not None:
        answers = _read(wish.answers, sheet)
    else:
        from advisor.cli.debrief_talk import Talk

        talk = Talk(desk, sheet, lang, width)
        answers, new = talk.answers(), True
    done = record(desk, sheet.deal, answers, wish.by, talk=wish.talk, new=new, lang=lang)
    _print(done, lang, format_, width)
    return 0


def _print_form(sheet: "Debrief", lang: Lang, format_: str) -> None:
    if format_ == "json":
        from advisor.exchange.brief_json import record_text

        out.page(record_text(sheet))
    else:
        from advisor.exchange.debrief_text import form_text

        out.page(form_text(sheet, lang))


def _print(done: "Debriefed", lang: Lang, format_: str, width: int) -> None:
    if format_ == "json":
        from advisor.exchange.brief_json import record_text

        out.page(record_text(done))
    elif not done.recorded and not done.vain:
        out.line(say("nothing", lang))
    else:
        from advisor.exchange.debrief_text import debriefed_text

        out.page(debriefed_text(done, lang, width))


def _read(path: str, sheet: "Debrief") -> dict[str, str]:
    """Return the answers in a file of `PATH=VALUE` lines, those left empty too; `-` is the standard input."""
    found: dict[str, str] = {}
    # Names in paths may hold the sign that ends them, so paths that were asked for are known first.
    asked = {show(item.path): item.path for item in sheet.items}
    for number, line in enumerate(_text(path).splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        known = max((shown for shown in asked if line.startswith(f"{shown}=")), key=len, default="")
        name, sign, value = (known, "=", line[len(known) + 1 :]) if known else line.partition("=")
        name = asked.get(name, name.strip())
        where = "standard input" if path == "-" else path
        if not sign or not name:
            raise UsageError(f"{where}, line {number}: '{line[:60]}' is no answer", hint="write PATH=VALUE")
        if name in found:
            raise UsageError(f"{where}, line {number}: '{name[:60]}' is answered twice")
        found[name] = value.strip()
    return found


def _text(path: str) -> str:
    from advisor.pipeline.told import read_file

    data = sys.stdin.buffer.read(LARGEST + 1) if path == "-" else read_file(path)
    if len(data) > LARGEST:
        raise UsageError(f"the answers are longer than {LARGEST} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"the answers are not UTF-8 text (byte {error.start})") from None
