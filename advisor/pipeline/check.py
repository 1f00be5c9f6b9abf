"""Every problem of every rule and play file at once."""

from collections.abc import Mapping
from typing import NamedTuple

from advisor.content import ContentFile, Pack, play_files, rule_files
from advisor.engine.lint_limits import limits_of
from advisor.errors import Finding, Place
from advisor.playbook.plays import Play, load_plays
from advisor.rulebook.lint import lint
from advisor.rulebook.load import Source, load


class Checked(NamedTuple):
    """What the files hold, and every finding by file, line and column."""

    files: int
    rules: int
    plays: int
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity == "error" for finding in self.findings)


class _BrokenPlay(NamedTuple):
    """A play whose file has a mistake: it is there all the same, and its own finding is enough."""

    place: Place
    evidence: tuple[str, ...] = ()


def check(pack: Pack) -> Checked:
    """Check a pack's files; once the rules can be read, also what only the whole rulebook shows."""
    rules, plays = rule_files(pack), play_files(pack)
    loaded = load((Source(file.name, file.text) for file in rules), strict=False)
    found = [*loaded.findings]
    if not rules:
        found.append(
            Finding(
                "rules.none", Place(pack.rules), "there are no rule files here", "is it the right folder?"
            )
        )
    read, findings = load_plays(plays, loaded.rulebook.dictionary if loaded.rulebook and rules else None)
    found += findings
    if loaded.rulebook is not None and rules and not any(f.severity == "error" for f in loaded.findings):
        found += lint(loaded.rulebook, _there(plays, read), [limits_of])
    decisions = loaded.rulebook.decisions.values() if loaded.rulebook else ()
    ordered = sorted(dict.fromkeys(found), key=lambda f: (*f.place, f.kind, f.message))
    return Checked(len(rules) + len(plays), sum(len(d.rows) for d in decisions), len(read), tuple(ordered))


def _there(files: tuple[ContentFile, ...], read: Mapping[str, Play]) -> "dict[str, Play | _BrokenPlay]":
    """Return the plays by id, those with a mistake by their file's name."""
    named = {file.name.rpartition("/")[2].removesuffix(".md"): file.name for file in files}
    return {**{id: _BrokenPlay(Place(name)) for id, name in named.items()}, **read}
