"""Rulebooks from a few lines of YAML: what the tests of the rule language share.

Facts may be written on one line in braces (`stage: {type: choice, values: [a, b]}`); the label and the
question that every fact needs are then put in. Everything else is real YAML through the real loader, and
every evaluation asks durable_rules about everything (unguarded) and must agree with it.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from advisor.advice.brief import make_brief
from advisor.advice.needs import Asker, Need
from advisor.advice.showing import Show
from advisor.advice.view import Brief
from advisor.engine.conclusions import Conclusions
from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.errors import Finding, Place
from advisor.facts.deal import Deal
from advisor.facts.sheet import sheet
from advisor.facts.states import FALSE, TRUE, State, is_known
from advisor.labels import Label
from advisor.playbook.plays import Play
from advisor.rulebook.decisions import Decision, Rulebook
from advisor.rulebook.forms import Problems
from advisor.rulebook.given import GivenReader
from advisor.rulebook.load import Loaded, Source, load
from advisor.rulebook.nodes import read

TODAY = date(2026, 11, 21)
SILENT_WORDS = ("derived: yes", "our_act: yes", "asked: no", "asked_with:", "type: text", "ask:")
ONE_LINE = re.compile(r"( *)(\w+): \{(.*)\}\Z")


def facts(subject: str, text: str, head: str = "") -> Source:
    """Return a `facts/1` file; facts in braces on one line get the label and question they lack."""
    lines = ["schema: facts/1", f"subject: {subject}", *textwrap.dedent(head).strip().splitlines(), "facts:"]
    for line in textwrap.dedent(text).strip().splitlines():
        match = ONE_LINE.match(line)
        if match and not match[1]:
            inside = match[3]
            if "label:" not in inside:
                inside += f", label: {{en: {match[2]}, zh: 事实{match[2]}}}"
            if not any(word in inside for word in SILENT_WORDS):
                inside += f", ask: {{en: Say {match[2]}., zh: 请说明{match[2]}。}}"
            line = f"{match[2]}: {{{inside}}}"
        lines.append(f"  {line}")
    return Source(f"facts/{subject.strip('[]').replace(', ', '-')}.yaml", "\n".join(lines).encode() + b"\n")


def decisions(text: str, parameters: str = "", name: str = "rules.yaml") -> Source:
    """Return a `decisions/1` file with the items of `decisions:` (and of `parameters:`)."""
    lines = ["schema: decisions/1"]
    if parameters:
        lines.append("parameters:")
        for line in textwrap.dedent(parameters).strip().splitlines():
            key, value = line.split(": ", 1)
            lines.append(
                f"  {key}: {{value: {value}, origin: proposal, label: {{en: {key}, zh: 参数{key}}}}}"
            )
    lines.append("decisions:")
    lines += [f"  {line}" for line in textwrap.dedent(text).strip().splitlines()]
    return Source(name, "\n".join(lines).encode() + b"\n")


def rule(
    when: str, id_: str = "r.one", if_unknown: str = "ask", subject: str = "deal", gate: str = ""
) -> str:
    """Return a warn decision of one rule with a condition in braces (or `always`)."""
    return rules({id_: when}, if_unknown, subject, gate)


def rules(when: Mapping[str, str], if_unknown: str = "ask", subject: str = "deal", gate: str = "") -> str:
    """Return a warn decision with one rule per condition, by rule id."""
    lines = [f"- warn: {subject}.test", f"  if_unknown: {if_unknown}"]
    lines += [f"  only_when: {gate}"] if gate else []
    lines.append("  rules:")
    for id_, condition in when.items():
        lines.append(
            f"    - {{id: {id_}, when: {condition}, then: {{kind: note, because: {{en: So., zh: 如此。}}}}}}"
        )
    return "\n".join(lines)


def file(name: str, text: str) -> Source:
    """Return a whole file from a dedented text."""
    return Source(name, textwrap.dedent(text).lstrip("\n").encode())


def loaded(*files: Source, parameters: Mapping[str, str] | None = None, strict: bool = True) -> Loaded:
    """Load files."""
    return load(files, parameters, strict)


def book(*files: Source, parameters: Mapping[str, str] | None = None) -> Rulebook:
    """Return the rulebook of files that must be free of errors."""
    found = loaded(*files, parameters=parameters)
    assert not [f for f in found.findings if f.severity == "error"], "\n".join(map(str, found.findings))
    assert found.rulebook is not None
    return found.rulebook


def places(findings: tuple[Finding, ...] | list[Finding]) -> list[tuple[str, str, int, int]]:
    """Return kind, file, line and column of findings."""
    return [(f.kind, f.place.file, f.place.line, f.place.column) for f in findings]


class World:
    """A rulebook with its engine: `look` evaluates the facts of one deal."""

    def __init__(self, *files: Source, parameters: Mapping[str, str] | None = None) -> None:
        self.rulebook = book(*files, parameters=parameters)
        self.engine = Engine(self.rulebook, InProcess(), guarded=False)

    def deal(self, given: str = "{}", today: date = TODAY) -> tuple[Deal, date]:
        """Return the deal that a `given` mapping describes."""
        problems = Problems()
        node, findings = read(textwrap.dedent(given).strip().encode() or b"{}", "given.yaml")
        assert node is not None and not findings, findings
        found = GivenReader(self.rulebook.dictionary, problems, today).read(node)
        assert not problems.findings, problems.findings
        return found.deal, found.today

    def look(self, given: str = "{}", today: date = TODAY) -> "Look":
        """Return what follows from the facts given."""
        return self.of(*self.deal(given, today))

    def of(self, deal: Deal, today: date = TODAY) -> "Look":
        """Return what follows from a deal."""
        conclusions = self.engine.conclude(sheet(self.rulebook.dictionary, deal, today))
        assert not conclusions.mismatches, conclusions.mismatches
        return Look(self.rulebook, conclusions)


class Look:
    """The conclusions about one deal, read by the names that rule files use."""

    def __init__(self, rulebook: Rulebook, conclusions: Conclusions) -> None:
        self.rulebook = rulebook
        self.conclusions = conclusions

    def __getitem__(self, path: str) -> State:
        """Return the state of `deal.x`, `rival.B.x`, or of the only member with `rival.x`."""
        subject, _, rest = path.partition(".")
        member, _, name = rest.rpartition(".")
        if not member:
            (member,) = self.conclusions.sheet.members(subject)
        return self.conclusions.scope(subject, member).board.read(subject, member, name)

    def settled(self, path: str) -> bool:
        """Say whether a fact is known."""
        return is_known(self[path])

    def row(self, rule_id: str) -> tuple[Decision, int]:
        """Return the decision and the row number of a rule."""
        for decision in self.rulebook.decisions.values():
            for number, row in enumerate(decision.rows):
                if row.id == rule_id:
                    return decision, number
        raise KeyError(rule_id)

    def rule(self, rule_id: str = "r.one", member: str = "") -> str:
        """Return `fires`, `silent` or `asks`; a rule that skips is silent where it would ask."""
        decision, number = self.row(rule_id)
        member = member or self.conclusions.sheet.members(decision.subject)[0]
        outcome = self.conclusions.outcomes[decision.id, member]
        truth = min(outcome.statuses[number], outcome.gate)
        if truth == TRUE:
            return "fires"
        return "silent" if truth == FALSE or decision.if_unknown == "skip" else "asks"

    def firing(self, rule_id: str) -> list[str]:
        """Return the members a rule fires for."""
        decision, _ = self.row(rule_id)
        return [
            m for m in self.conclusions.sheet.members(decision.subject) if self.rule(rule_id, m) == "fires"
        ]

    def needs(self, rule_id: str = "r.one", member: str = "") -> list[str]:
        """Return the paths of the facts a rule waits for, sorted."""
        decision, number = self.row(rule_id)
        member = member or self.conclusions.sheet.members(decision.subject)[0]
        return self._paths(Asker(self.rulebook, self.conclusions).of_row(decision, number, member))

    def missing(self, path: str) -> list[str]:
        """Return the paths of the facts that could settle a fact, sorted."""
        subject, _, rest = path.partition(".")
        member, _, name = rest.rpartition(".")
        if not member:
            (member,) = self.conclusions.sheet.members(subject)
        return self._paths(Asker(self.rulebook, self.conclusions).of_fact(subject, member, name))

    def _paths(self, needs: tuple[Need, ...]) -> list[str]:
        show = Show(self.rulebook, self.conclusions)
        return sorted(show.path(*need) for need in needs)


@contextmanager
def found_in(what: str) -> Iterator[None]:
    """Name the case in a failure, where one test holds several."""
    try:
        yield
    except AssertionError as error:
        raise AssertionError(f"{what}: {error}") from error


def play(
    id_: str, topic: str = "", effort: str = "low", compliance: str = "ok", evidence: Sequence[str] = ()
) -> Play:
    """Return a play; its topic is its own unless one is given."""
    text = Label(f"Do {id_}", f"做{id_}")
    return Play(
        id_, text, topic or id_, effort, compliance, "", tuple(evidence), Place(f"playbooks/{id_}.md", 1, 1),
        text, text, (text,), (), text, text, text,
    )  # fmt: skip


def brief(look: Look, *plays: Play | str, full: bool = False) -> Brief:
    """Return the brief of a deal with plays given whole or by id."""
    known = [play(p) if isinstance(p, str) else p for p in plays]
    return make_brief(look.rulebook, {p.id: p for p in known}, look.conclusions, full)


MARK = "«"
"""Stands in the text of a bad file in front of what a finding must point at."""


def marked(text: str) -> tuple[str, tuple[int, int] | None]:
    """Return a text without its mark, and the line and column of the mark."""
    before, found, after = text.partition(MARK)
    if not found:
        return text, None
    return before + after, (before.count("\n") + 1, len(before) - before.rfind("\n"))


def unmarked(source: Source) -> tuple[Source, tuple[str, int, int] | None]:
    """Return a file without its mark, and where the mark stood."""
    text, place = marked(source.text.decode())
    return Source(source.name, text.encode()), None if place is None else (source.name, *place)
