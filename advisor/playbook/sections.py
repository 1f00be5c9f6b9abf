"""The body of a play: a part for each language with the same seven sections, as plain texts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from advisor.cells import width
from advisor.errors import Place
from advisor.facts.dictionary import hint
from advisor.labels import LANGS, Label, Lang
from advisor.rulebook.forms import Problems
from advisor.rulebook.yaml_text import short

SECTIONS: Mapping[str, Label] = {
    "goal": Label("Goal", "目标"),
    "fits": Label("When it fits", "适用时机"),
    "steps": Label("Steps", "步骤"),
    "ask": Label("Ask", "要问的"),
    "say": Label("Say", "可以这样说"),
    "avoid": Label("Avoid", "避免"),
    "worked": Label("It worked when", "见效标志"),
}
LISTS = ("steps", "ask")
"""Sections that must be lists: their entries are used one by one."""

_NAMES = {lang: {heading.text(lang): name for name, heading in SECTIONS.items()} for lang in LANGS}
_ENTRY = re.compile(r"(\s*)(?:[-*+]|\d{1,3}[.)])\s+(?=\S)")


@dataclass(slots=True)
class Section:
    """One section: where its heading stands, and its paragraphs or list entries."""

    place: Place
    entries: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Part:
    """One language's part: where it begins, and its sections by name."""

    place: Place
    sections: dict[str, Section] = field(default_factory=dict)


Parts = dict[Lang, Part]


def read_parts(lines: list[str], start: int, file: str, problems: Problems) -> Parts:
    """Read the language parts from line index `start` on."""
    reader = _Reader(file, problems)
    for index in range(start, len(lines)):
        line = lines[index]
        if line[:1] == "#":
            reader.sharp(line, index + 1)
        elif not line or line.isspace():
            reader.open = False
        else:
            reader.text(line, index + 1)
    reader.close()
    return reader.parts


class _Reader:
    """Goes through the lines once and keeps the part, the section and the paragraph it is in."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.file, self.problems = file, problems
        self.parts: Parts = {}
        self.lang: Lang | None = None
        self.name = ""
        self.section: Section | None = None
        self.open = False  # the next line may belong to the last entry
        self.deaf = False  # what stands here is named already: do not name each of its lines
        self.told = False

    def sharp(self, line: str, number: int) -> None:
        """Take a line that begins with `#`: a heading, or a text."""
        rest = line.lstrip("#")
        level = len(line) - len(rest)
        if not rest or rest[0].isspace():
            self.close()
            self._heading(level, rest.strip(), Place(self.file, number, 1))
        elif level > 1:
            place, message = Place(self.file, number, 1), f"'{short(line)}' is no heading"
            self.problems.add("play.heading", place, message, "put a space behind the '#'")
        else:
            self.text(line, number)

    def _heading(self, level: int, words: str, place: Place) -> None:
        self.section, self.open, self.told = None, False, False
        if level == 2:
            self._language(words, place)
        elif level == 3:
            self._section(words, place)
        else:
            message = f"a heading of level {level}: '{short(words)}'"
            self.problems.add("play.heading", place, message, "write '## en', '## zh' or '### Goal'")
            self.deaf = True

    def _language(self, words: str, place: Place) -> None:
        self.lang = next((lang for lang in LANGS if lang == words), None)
        self.deaf = self.lang is None
        if self.lang is None:
            help_ = hint(words, list(LANGS)) or "the parts are '## en' and '## zh'"
            self.problems.add("play.unknown-language", place, f"unknown part '{short(words)}'", help_)
        elif self.lang in self.parts:
            help_ = f"the first one stands in line {self.parts[self.lang].place.line}"
            self.problems.add("play.duplicate-section", place, f"the part '{words}' is here twice", help_)
            self.lang, self.deaf = None, True
        else:
            self.parts[self.lang] = Part(place)

    def _section(self, words: str, place: Place) -> None:
        if self.lang is None:
            if not self.deaf:
                message = f"'{short(words)}' stands before any language"
                self.problems.add("play.missing-language", place, message, "write '## en' above it")
            self.deaf = True
            return
        self.deaf = True
        name, sections = _NAMES[self.lang].get(words, ""), self.parts[self.lang].sections
        if not name:
            self.problems.add(
                "play.unknown-section", place, f"unknown section '{short(words)}'", _meant(words, self.lang)
            )
        elif name in sections:
            help_ = f"the first one stands in line {sections[name].place.line}"
            self.problems.add("play.duplicate-section", place, f"'{words}' is here twice", help_)
        else:
            self.name, self.deaf = name, False
            self.section = sections[name] = Section(place)

    def text(self, line: str, number: int) -> None:
        """Take a line of text: a list entry, the beginning of a paragraph, or the rest of one."""
        if self.section is None:
            self._stray(line, number)
            return
        entries = self.section.entries
        if match := _ENTRY.match(line):
            if entries and len(match[1]) > 1:
                help_ = "make it one sentence, or entries of the outer list"
                self._tell("play.nested-list", number, "a list inside a list", help_)
            entries.append(line[match.end() :].rstrip())
        elif self.open and entries:
            entries[-1] = _joined(entries[-1], line.strip())
        else:
            if self.name in LISTS:
                heading = SECTIONS[self.name].text(self.lang or "en")
                message, help_ = f"'{heading}' must be one list", "begin each entry with '1. ' or '- '"
                self._tell("play.no-list", number, message, help_)
            entries.append(line.strip())
        self.open = True

    def _stray(self, line: str, number: int) -> None:
        if not self.deaf:
            message = f"'{short(line.strip())}' stands in no section"
            self._tell("play.stray-text", number, message, "nobody would see it; put it below a heading")

    def _tell(self, kind: str, number: int, message: str, help_: str) -> None:
        """Name a problem once per section."""
        if not self.told:
            self.problems.add(kind, Place(self.file, number, 1), message, help_)
        self.told = True

    def close(self) -> None:
        """End the section that is open; it must hold something."""
        if self.section is not None and not self.section.entries and not self.told:
            heading = SECTIONS[self.name].text(self.lang or "en")
            message, help_ = f"'{heading}' is empty", "every section says something, if only one sentence"
            self.problems.add("play.empty-section", self.section.place, message, help_)


def _meant(words: str, lang: Lang) -> str:
    """Return which heading an unknown one may stand for."""
    for heading in SECTIONS.values():
        if words in heading:
            return f"in this part it is called '{heading.text(lang)}'"
    known = list(_NAMES[lang])
    return hint(words, known) or f"known here: {', '.join(known)}"


def _joined(left: str, right: str) -> str:
    """Join two lines of a paragraph: with a space between words, without one beside Chinese signs."""
    if not left or width(left[-1]) == 2 or width(right[0]) == 2:
        return left + right
    return f"{left} {right}"
