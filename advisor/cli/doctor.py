"""`advisor doctor`: a look at everything the advisor needs, one line each, with what to do about it."""

import sys
from collections.abc import Iterator
from typing import Literal, NamedTuple

from advisor.cli import out
from advisor.errors import AdvisorError
from advisor.pipeline.workspace import data_of, find

Verdict = Literal["ok", "look", "broken"]


class Line(NamedTuple):
    """One thing that was looked at; `rank` is the exit code it asks for."""

    what: str
    verdict: Verdict
    said: str
    hint: str = ""
    rank: int = 0


def doctor() -> int:
    """Print what was found. 3 for damaged data or a failing engine, 1 for findings in the rules."""
    worst = 0
    for line in _lines():
        out.line(f"{line.verdict:<7} {line.what:<10} {line.said}")
        if line.hint:
            out.line(f"{'':18} {line.hint}")
        worst = max(worst, line.rank)
    return worst


def _lines() -> Iterator[Line]:
    yield Line("python", "ok", sys.version.split()[0])
    folder = find()
    yield _rules(folder)
    yield _engine()
    yield _cache()
    yield from _deals(folder)


def _rules(folder: str | None) -> Line:
    from advisor.content import pack_of
    from advisor.pipeline.check import check

    pack = pack_of(folder)
    try:
        found = check(pack)
    except AdvisorError as error:
        return Line("rules", "broken", error.message, error.hint, 3)
    said = f"{found.rules} rules and rows, {found.plays} plays, from {pack.rules}"
    if found.errors:
        return Line("rules", "broken", f"{found.errors} errors; {said}", "'advisor check' names them", 1)
    if found.findings:
        return Line("rules", "look", f"{len(found.findings)} warnings; {said}", "'advisor check' names them")
    return Line("rules", "ok", said)


def _engine() -> Line:
    """Build a small ruleset in a process of its own and have it fire, as the UI does."""
    from advisor.engine.matching import Ruleset
    from advisor.engine.supervisor import trial

    ruleset = Ruleset("doctor", 1, ((0, ((0, "eq", "yes"),)),))
    try:
        problems = trial([ruleset], timeout=5.0)
    except AdvisorError as error:
        return Line("engine", "broken", error.message, error.hint, 3)
    if problems:
        return Line("engine", "broken", problems[0].message, "install the program again", 3)
    return Line("engine", "ok", "durable_rules fires, in a process of its own")


def _cache() -> Line:
    import os

    from advisor.pipeline.private import cache_folder, write_private

    folder = cache_folder()
    probe = os.path.join(folder, "doctor")
    if write_private(probe, b""):
        os.unlink(probe)
        return Line("cache", "ok", folder)
    return Line(
        "cache",
        "look",
        f"{folder} cannot be used",
        "it must be yours alone (chmod 700); without it a start takes longer",
    )


def _deals(folder: str | None) -> Iterator[Line]:
    from advisor.store.folder import FolderStore

    if folder is None:
        yield Line("deals", "look", "no workspace here", "'advisor demo' or 'advisor init DIR' makes one")
        return
    try:
        store = FolderStore(data_of(folder))
        number, findings = len(store.ids()), store.doctor()
    except AdvisorError as error:
        yield Line("deals", "broken", error.message, error.hint, 3)
        return
    yield Line("deals", "ok", f"{number} deals in {folder}")
    for finding in findings:
        bad = finding.severity == "error"
        said = f"{finding.place}: {finding.message}"
        yield Line("deals", "broken" if bad else "look", said, finding.hint, 3 if bad else 0)
