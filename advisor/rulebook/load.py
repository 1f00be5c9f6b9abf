"""Rule files to a rulebook: read every file, name every problem, and only then say yes or no."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from advisor.errors import Finding, Place, RulebookError
from advisor.records import Record
from advisor.rulebook.debrief_plan import DebriefPlan
from advisor.rulebook.decision_file import Draft
from advisor.rulebook.decisions import Agenda, Mirror, Page, Rulebook
from advisor.rulebook.facts_file import DictionaryBuilder
from advisor.rulebook.forms import Problems
from advisor.rulebook.nodes import MapNode, Node, Scalar, read
from advisor.rulebook.reads import layers
from advisor.rulebook.terms import Terms

SCHEMAS = ("facts/1", "decisions/1", "agenda/1", "page/1", "method/1", "mirror/1", "debrief/1")


Reader = Callable[[bytes, str], tuple[Node | None, list[Finding]]]


class Source(Record):
    """One rule file: the name shown in messages, and its bytes."""

    name: str
    text: bytes


@dataclass
class Loaded:
    """A rulebook (or none, when there are errors) and every finding, sorted by file and line."""

    rulebook: Rulebook | None
    findings: tuple[Finding, ...] = ()

    def or_raise(self) -> Rulebook:
        """Return the rulebook; raises `RulebookError` with every finding where it cannot be used."""
        if self.rulebook is None:
            raise RulebookError(self.findings)
        return self.rulebook


def sources(folder: Path, shown_as: str = "", packs: Iterable[str] = ()) -> tuple[Source, ...]:
    """Return the rule files of a folder, sorted; `shown_as` replaces the folder's path in messages.

    Files below `packs/` belong to optional packs and are left out unless their pack is named.
    """
    found = []
    wanted = set(packs)
    for path in sorted(folder.rglob("*.yaml")):
        parts = path.relative_to(folder).parts
        if parts[0] == "packs" and parts[1] not in wanted:
            continue
        name = f"{shown_as or folder}/{path.relative_to(folder).as_posix()}"
        found.append(Source(name, path.read_bytes()))
    return tuple(found)


def digest(files: Iterable[Source], parameters: Mapping[str, str] | None = None) -> str:
    """Return the content hash that names a version of the rules."""
    found = hashlib.sha256()
    for file in sorted(files, key=lambda f: f.name):
        for part in (file.name.encode(), file.text):
            found.update(len(part).to_bytes(8, "big") + part)
    for name, value in sorted((parameters or {}).items()):
        found.update(f"{name}={value}\n".encode())
    return found.hexdigest()[:12]


def load(
    files: Iterable[Source],
    parameters: Mapping[str, str] | None = None,
    strict: bool = True,
    reader: Reader = read,
) -> Loaded:
    """Read rule files; `parameters` replaces parameter values. All problems are found at once.

    `reader` turns one file into nodes; whoever loads the same files again and again remembers them there.
    """
    files = tuple(files)
    problems = Problems()
    tops = _tops(files, problems, reader)
    builder = DictionaryBuilder(problems)
    for _, top in tops.get("facts/1", ()):
        builder.add_file(top)
    draft = Draft(builder.build(), problems)
    for _, top in tops.get("decisions/1", ()):
        draft.add_parameters(top, parameters or {})
    for _, top in tops.get("decisions/1", ()):
        draft.add_decisions(top)
    rulebook = _finish(draft, tops, digest(files, parameters))
    findings = tuple(
        sorted(problems.findings, key=lambda f: (f.place.file, f.place.line, f.place.column, f.kind))
    )
    bad = any(f.severity == "error" for f in findings)
    return Loaded(None if bad and strict else rulebook, findings)


def _tops(
    files: tuple[Source, ...], problems: Problems, reader: Reader
) -> dict[str, list[tuple[Source, MapNode]]]:
    tops: dict[str, list[tuple[Source, MapNode]]] = {}
    for file in files:
        node, findings = reader(file.text, file.name)
        problems.findings += findings
        if node is None:
            continue
        schema = _schema(file, node, problems)
        if schema and isinstance(node, MapNode):
            tops.setdefault(schema, []).append((file, node))
    return tops


def _schema(file: Source, node: Node, problems: Problems) -> str:
    named = node.get("schema") if isinstance(node, MapNode) else None
    if not isinstance(named, Scalar):
        problems.add(
            "file.schema",
            Place(file.name, 1, 1),
            "the file does not start with 'schema:'",
            f"one of {', '.join(SCHEMAS)}",
        )
        return ""
    return problems.word(named, "schema", SCHEMAS, "")


def _finish(draft: Draft, tops: Mapping[str, list[tuple[Source, MapNode]]], version: str) -> Rulebook:
    problems = draft.problems
    subject = "deal" if "deal" in draft.dictionary.subjects else next(iter(draft.dictionary.subjects), "deal")
    terms = Terms(draft.dictionary, draft.parameters, problems, subject, used=draft.used_parameters)
    from advisor.rulebook.agenda_file import agenda, page
    from advisor.rulebook.alternatives import too_many
    from advisor.rulebook.debrief_file import debrief
    from advisor.rulebook.lint_parameters import unused_parameters
    from advisor.rulebook.method_file import systems
    from advisor.rulebook.mirror_file import mirror

    debriefs = [debrief(top, terms) for top in _only(tops, "debrief/1", problems)]
    agendas = [agenda(top, terms) for top in _only(tops, "agenda/1", problems)]
    used = {d.system for d in draft.decisions.values()}
    mirrors = [mirror(top, terms, used) for top in _only(tops, "mirror/1", problems)]
    pages = [page(top, terms, problems) for top in _only(tops, "page/1", problems)]
    too_many(draft.decisions.values(), problems)
    if not any(f.severity == "error" for f in problems.findings):
        problems.findings += unused_parameters(draft.parameters, draft.used_parameters)
    return Rulebook(
        dictionary=draft.dictionary,
        parameters=draft.parameters,
        decisions=draft.decisions,
        layers=layers(draft.decisions, draft.dictionary, problems),
        agenda=agendas[0] if agendas else Agenda(),
        page=pages[0] if pages else Page(),
        tests=tuple(draft.tests),
        digest=version,
        systems={s.id: s for _, top in tops.get("method/1", ()) for s in systems(top, problems)},
        mirror=mirrors[0] if mirrors else Mirror(),
        debrief=debriefs[0] if debriefs else DebriefPlan(),
    )


def _only(tops: Mapping[str, list[tuple[Source, MapNode]]], schema: str, problems: Problems) -> list[MapNode]:
    """Return the files of a schema of which there is one; every further one is a finding."""
    found = sorted(tops.get(schema, ()), key=lambda t: t[0].name)
    for _, top in found[1:]:
        message = f"there is one {schema.partition('/')[0]} file, this is another one"
        problems.add("file.twice", top.place, message, f"the first is {found[0][0].name}: put both into it")
    return [top for _, top in found]
