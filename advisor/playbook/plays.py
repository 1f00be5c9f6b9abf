"""Plays: what a rule recommends, written as one Markdown page per play for people to read and change."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from advisor.errors import Finding, Place
from advisor.labels import Label
from advisor.records import Record

if TYPE_CHECKING:
    from advisor.facts.dictionary import Dictionary


class Play(Record):
    """One play: its front matter and its seven sections in both languages.

    Texts are as written, without list marks. Lines of one paragraph are joined, paragraphs and list
    entries are divided by a line end; `steps` and `ask` hold one label per entry. `evidence` names the
    facts that change when the play worked (`deal.our_share`, `person.met`).
    """

    id: str
    title: Label
    topic: str
    effort: str
    compliance: str
    source: str
    evidence: tuple[str, ...]
    place: Place
    goal: Label
    fits: Label
    steps: tuple[Label, ...]
    ask: tuple[Label, ...]
    say: Label
    avoid: Label
    worked: Label


class PlayFile(Protocol):
    """A play's file: the name shown in messages, and its bytes."""

    @property
    def name(self) -> str:
        """The file's name, with `/` between folders."""

    @property
    def text(self) -> bytes:
        """What the file holds."""


def load_plays(
    files: Iterable[PlayFile], dictionary: "Dictionary | None" = None
) -> tuple[dict[str, Play], list[Finding]]:
    """Read plays; return them by id, with every problem of every file sorted by file and line.

    A file with an error gives no play. Of two files with one id the first by name counts, and the other
    is a finding. With a dictionary the evidence must be facts it knows. The order of `files` is no matter.
    """
    # Plays that come from a cache never need the reader.
    from advisor.playbook.page import read_page

    plays: dict[str, Play] = {}
    findings: list[Finding] = []
    places: dict[str, Place] = {}
    for file in sorted(files, key=lambda f: f.name):
        page = read_page(file.name, file.text, dictionary)
        findings += page.findings
        first = places.setdefault(page.id, page.place) if page.id else page.place
        if first != page.place:
            message, hint = f"there is another play '{page.id}'", f"it stands in {first}; rename one of them"
            findings.append(Finding("play.duplicate-id", page.place, message, hint))
        elif page.play:
            plays[page.id] = page.play
    return plays, sorted(findings, key=lambda f: (*f.place, f.kind))
