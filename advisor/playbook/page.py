"""One play's file: front matter between `---` lines, then the two language parts."""

from typing import TYPE_CHECKING, NamedTuple

from advisor.errors import Finding, Place
from advisor.labels import LANGS, Label
from advisor.playbook.front_matter import Head, read_head
from advisor.playbook.plays import Play
from advisor.playbook.sections import LISTS, SECTIONS, Parts, Section, read_parts
from advisor.rulebook.forms import Problems
from advisor.rulebook.yaml_text import lines_of

if TYPE_CHECKING:
    from advisor.facts.dictionary import Dictionary

FENCE = "---"
MAX_LINES = 1_000


class Page(NamedTuple):
    """What a file gave: its id as far as it could be read, the play when nothing is wrong, the findings."""

    id: str
    place: Place
    play: Play | None
    findings: tuple[Finding, ...]


def read_page(file: str, text: bytes, dictionary: "Dictionary | None" = None) -> Page:
    """Read one play's file and name every problem in it."""
    problems = Problems()
    lines, unreadable = lines_of(text, file)
    problems.findings += unreadable
    head: Head | None = None
    play: Play | None = None
    if len(lines) > MAX_LINES:
        message, hint = f"a play of more than {MAX_LINES} lines", "a play is read on a phone; make it shorter"
        problems.add("play.too-long", Place(file, MAX_LINES + 1, 1), message, hint)
    elif lines:
        end = _end_of_head(lines)
        if end:
            head = read_head(lines[:end], file, problems, dictionary)
            parts = read_parts(lines, end + 1, file, problems)
            _check(parts, Place(file, len(lines)), problems)
            if head and not any(finding.severity == "error" for finding in problems.findings):
                play = _play(head, parts, Place(file, 1, 1))
        else:
            _no_head(lines, file, problems)
    place = head.place if head else Place(file, 1, 1)
    return Page(head.id if head else "", place, play, tuple(problems.findings))


def _end_of_head(lines: list[str]) -> int:
    """Return the index of the line that closes the front matter; 0 when there is none."""
    if lines and lines[0].rstrip() == FENCE:
        for index in range(1, len(lines)):
            if lines[index].rstrip() == FENCE:
                return index
            if lines[index].startswith("## "):
                break
    return 0


def _no_head(lines: list[str], file: str, problems: Problems) -> None:
    """Say what is wrong with a file whose front matter cannot be found."""
    if lines and lines[0].rstrip() == FENCE:
        message, hint = "the front matter is not closed", "write '---' on a line of its own before '## en'"
    else:
        message, hint = "the file does not begin with front matter", "line 1 is '---', then 'id: ...'"
    problems.add("play.front-matter", Place(file, 1, 1), message, hint)


def _check(parts: Parts, end: Place, problems: Problems) -> None:
    """Look for what is missing, and for lists that do not pair up between the languages."""
    for lang in LANGS:
        if lang not in parts:
            hint = f"write '## {lang}' and its {len(SECTIONS)} sections"
            problems.add("play.missing-language", end, f"there is no part '## {lang}'", hint)
            continue
        part = parts[lang]
        for name, heading in SECTIONS.items():
            if name not in part.sections:
                message = f"the part '{lang}' has no '### {heading.text(lang)}'"
                problems.add("play.missing-section", part.place, message)
    if not all(lang in parts for lang in LANGS):
        return
    for name in LISTS:
        pair = [parts[lang].sections.get(name) for lang in LANGS]
        if pair[0] and pair[1] and pair[0].entries and pair[1].entries:
            _pair_up(name, pair[0], pair[1], problems)


def _pair_up(name: str, en: Section, zh: Section, problems: Problems) -> None:
    if len(en.entries) != len(zh.entries):
        label = SECTIONS[name]
        message = f"{len(zh.entries)} entries in '{label.zh}', {len(en.entries)} in '{label.en}'"
        hint = f"each entry stands in both languages; the other list begins in line {en.place.line}"
        problems.add("play.uneven-lists", zh.place, message, hint)


def _play(head: Head, parts: Parts, place: Place) -> Play:
    """Build the play of a file without problems."""

    def both(name: str) -> tuple[Section, Section]:
        return parts["en"].sections[name], parts["zh"].sections[name]

    def label(name: str) -> Label:
        en, zh = both(name)
        return Label("\n".join(en.entries), "\n".join(zh.entries))

    def labels(name: str) -> tuple[Label, ...]:
        en, zh = both(name)
        return tuple(Label(*pair) for pair in zip(en.entries, zh.entries, strict=True))

    return Play(
        id=head.id, title=head.title, topic=head.topic, effort=head.effort, compliance=head.compliance,
        source=head.source, evidence=head.evidence, place=place,
        goal=label("goal"), fits=label("fits"), steps=labels("steps"), ask=labels("ask"),
        say=label("say"), avoid=label("avoid"), worked=label("worked"),
    )  # fmt: skip
