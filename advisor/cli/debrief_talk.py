"""The questions of a debrief, one after the other, in a plain terminal or from a pipe."""

import sys
import unicodedata
from contextlib import suppress
from io import TextIOWrapper

from advisor.cells import show
from advisor.cli import out
from advisor.errors import AdvisorError
from advisor.exchange.debrief_text import head_text, item_text, prompt_text
from advisor.exchange.debrief_words import say
from advisor.explain.debrief_view import STILL, Debrief, DebriefItem
from advisor.labels import Lang
from advisor.pipeline.assign import UNKNOWN
from advisor.pipeline.debrief import answers_to
from advisor.pipeline.desk import Desk

NONE_OF_THEM = ","
"""How an empty list is typed."""


class Stop(Exception):
    """No more questions; what was answered is kept."""


class Talk:
    """Asks the items of a sheet. A pipe is not asked again: an answer that cannot be recorded ends it."""

    def __init__(self, desk: Desk, sheet: Debrief, lang: Lang, width: int) -> None:
        """Begin with nothing answered."""
        self.sheet, self.lang, self.width = sheet, lang, width
        self.checks = answers_to(desk, sheet)
        self.found: dict[str, str] = {}
        self.asking = sys.stdin is not None and sys.stdin.isatty()
        if isinstance(sys.stdin, TextIOWrapper):  # bytes that are no text are refused as answers
            sys.stdin.reconfigure(errors="surrogateescape")
        if self.asking:
            with suppress(ImportError):
                import readline  # noqa: F401 - makes the line that is typed editable

    def answers(self) -> dict[str, str]:
        """Ask every item and return the answers by path, checked; says so where they are given up."""
        self._tell(head_text(self.sheet, self.lang, self.width))
        try:
            for at, item in enumerate(self.sheet.items):
                if not item.follows or self._told(item.follows):
                    self._ask(at, item)
        except Stop:
            pass
        except KeyboardInterrupt:
            out.said("\n" + say("given_up", self.lang))
            raise
        self._tell("\n")
        return self.found

    def _told(self, path: str) -> bool:
        return self.found.get(path, UNKNOWN) != UNKNOWN

    def _ask(self, at: int, item: DebriefItem) -> None:
        """Ask one item until its answer can be recorded, or is left out."""
        self._tell(item_text(self.sheet, at, self.lang, self.width))
        while True:
            text = meant(item, self._line(prompt_text(item, self.lang)))
            if not text or self._taken(item, text):
                return

    def _taken(self, item: DebriefItem, text: str) -> bool:
        """Keep an answer that can be recorded; otherwise say why not, in a terminal."""
        try:
            self.checks.entry(item.path, text)
        except AdvisorError as error:
            if not self._added(item, text):
                if not self.asking:
                    raise
                out.error(error)
                return False
        self.found[item.path] = text
        return True

    def _added(self, item: DebriefItem, text: str) -> bool:
        """Ask whether somebody who is not recorded yet is to be, where that is all that is wrong."""
        if not self.asking:
            return False
        before = self.checks.deal
        try:
            self.checks.entry(item.path, text, new=True)
        except AdvisorError:
            return False
        deal = self.checks.deal
        new = [m for s in deal.subjects for m in deal.members(s) if m not in before.members(s)]
        if self._line(say("add", self.lang, name=show(", ".join(new)))).strip().casefold()[:1] in ("y", "是"):
            return True
        self.checks.deal = before
        return False

    def _line(self, prompt: str) -> str:
        """Return one typed line. Raises `Stop` for `q` and at the end of the input."""
        try:
            if self.asking and sys.stdout.isatty():
                text = input(prompt)
            else:
                self._tell(prompt if self.asking else f"{prompt}\n")
                text = sys.stdin.readline() if sys.stdin is not None else ""
                if not text:
                    raise Stop
        except EOFError:
            raise Stop from None
        if unicodedata.normalize("NFKC", text).strip().casefold() == "q":
            raise Stop
        return text

    @staticmethod
    def _tell(text: str) -> None:
        """Write what was made harmless already to the error stream: the result has the other one."""
        sys.stderr.write(text)
        sys.stderr.flush()


def meant(item: DebriefItem, typed: str) -> str:
    """Return what a typed line stands for: the keys of an item become the values they choose."""
    text = typed.strip()
    key = unicodedata.normalize("NFKC", text).strip().casefold()
    if key in ("u", UNKNOWN):
        return UNKNOWN
    if key == STILL and item.was is not None:
        return STILL
    ids = [id for id, _ in item.choices]
    if item.kind == "list" and ids:
        return _several(text, ids)
    if item.kind == "yes_no" and key in ("y", "n"):
        return "yes" if key == "y" else "no"
    return _chosen(key, ids) or text


def _several(text: str, ids: list[str]) -> str:
    """Return the ids that digits choose, in one line; names stay names."""
    plain = text.replace("，", ",").replace("、", ",").replace("；", ",").replace(";", ",")
    parts = [part.strip() for part in plain.split(",") if part.strip()]
    if len(parts) == 1 and all(part.isdecimal() for part in parts[0].split()):
        parts = parts[0].split()
    keys = [unicodedata.normalize("NFKC", part) for part in parts]
    if keys == ["0"]:
        return NONE_OF_THEM
    return ",".join(_chosen(key, ids) or part for key, part in zip(keys, parts, strict=True))


def _chosen(key: str, ids: list[str]) -> str:
    """Return the id with that number, from 1; empty where there is none."""
    if not (key.isascii() and key.isdecimal() and len(key) < 4):
        return ""
    return ids[int(key) - 1] if 1 <= int(key) <= len(ids) else ""
