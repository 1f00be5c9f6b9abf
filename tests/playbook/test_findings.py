"""What is wrong with a play is named with its place and what to write instead; nothing half-read is used."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.errors import Finding, Place
from advisor.facts.dictionary import Dictionary, FactDef, SubjectDef
from advisor.facts.types import FactType
from advisor.labels import same
from advisor.playbook.plays import load_plays

Maker = Callable[..., Any]
NAME = "plays/opening/extend-lead.md"


def refused(*files: Any) -> list[Finding]:
    """Load files none of which may give a play."""
    plays, findings = load_plays(files)
    assert plays == {}
    return findings


# What is changed in the good play, and the findings: kind, what stands at its place, words of the hint.
Told = tuple[str, str, str]
CASES: dict[str, tuple[str, str, list[Told]]] = {
    "unknown word": ("effort: low", "efort: low", [
        ("form.missing-key", "id: extend", ""),
        ("form.unknown-key", "efort: low", "did you mean 'effort'?")]),
    "missing word": ("topic: opening_move\n", "", [("form.missing-key", "id: extend", "")]),
    "missing title language": ("  zh: 扩大领先\n", "", [("form.missing-key", "en: Extend", "")]),
    "effort": ("effort: low", "effort: hihg", [("form.word", "hihg", "did you mean 'high'?")]),
    "compliance": ("compliance: ok", "compliance: maybe", [("form.word", "maybe", "known here: ok, check")]),
    "never": ("compliance: ok", "compliance: never", [("play.never", "never", "take the file out")]),
    "file name": ("id: extend-lead", "id: extend-leads", [
        ("play.file-name", "extend-leads", "write 'id: extend-lead'")]),
    "id": ("id: extend-lead", "id: Extend_Lead", [("play.id", "Extend_Lead", "such as extend-lead")]),
    "topic": ("topic: opening_move", "topic: Opening move", [("play.topic", "Opening move", "opening_move")]),
    "evidence form": ("- person.met", "- met", [("play.evidence", "met", "subject.fact")]),
    "evidence twice": ("- person.met", "- deal.tender_issued", [("play.evidence", "deal.tender_issued", "")]),
    "no evidence": ("\n  - deal.tender_issued\n  - person.met", " []", [("play.no-evidence", "[]", "")]),
    "duplicate key": ("effort: low", "effort: low\neffort: high", [
        ("yaml.duplicate-key", "effort: high", "the first one stands in line 7")]),
    "cut by a hash": ("en: Extend the lead", "en: Extend #1", [("yaml.cut-by-hash", " #1", "")]),
    "empty value": ("topic: opening_move", "topic:", [("yaml.empty-value", "topic:", "")]),
    "not yaml": ("topic: opening_move", "topic: [", [("yaml.syntax", "[", "")]),
    "two documents": ("effort: low", "...\neffort: low", [("yaml.several-documents", "effort: low", "")]),
    "no front matter": ("---\nid", "id", [("play.front-matter", "id", "line 1 is '---'")]),
    "open front matter": ("met\n---\n", "met\n", [("play.front-matter", "---", "write '---'")]),
    "other language": ("## zh", "## de", [
        ("play.unknown-language", "## de", "the parts are '## en'"), ("play.missing-language", "", "## zh")]),
    "language twice": ("## zh", "## en", [
        ("play.duplicate-section", "## en", "the first one stands in line 15"),
        ("play.missing-language", "", "")]),
    "unknown section": ("### Avoid", "### Avoidd", [
        ("play.missing-section", "## en", ""),
        ("play.unknown-section", "### Avoidd", "did you mean 'Avoid'?")]),
    "other language's section": ("### 避免", "### Avoid", [
        ("play.missing-section", "## zh", ""),
        ("play.unknown-section", "### Avoid", "in this part it is called '避免'")]),
    "section twice": ("### Avoid", "### Say", [
        ("play.missing-section", "## en", ""), ("play.duplicate-section", "### Say", "the first one")]),
    "empty section": ("- Who signs?\n", "", [("play.empty-section", "### Ask", "")]),
    "empty last section": ("- 招标已发：`deal.tender_issued`\n", "", [
        ("play.empty-section", "### 见效标志", "")]),
    "uneven steps": ("2. 提前交付。", "2. 提前交付。\n3. 复盘。", [
        ("play.uneven-lists", "### 步骤", "the other list begins in line 27")]),
    "uneven questions": ("- Who signs?", "- Who signs?\n- When?", [("play.uneven-lists", "### 要问的", "")]),
    "steps as text": ("1. Ask for the date.\n2. Deliver", "Ask for the date.\nDeliver", [
        ("play.no-list", "Ask for the date.", "begin each entry"), ("play.uneven-lists", "### 步骤", "")]),
    "remark below the steps": ("waits for us.", "waits for us.\n\nAnd so on.", [
        ("play.no-list", "And so on.", ""), ("play.uneven-lists", "### 步骤", "")]),
    "list in a list": ("2. Deliver early, so that", "2. Deliver\n   - early", [
        ("play.nested-list", "   - early", ""), ("play.uneven-lists", "### 步骤", "")]),
    "text in no section": ("## en\n", "## en\n\nRead me first.\nAnd me.\n", [
        ("play.stray-text", "Read me first.", "")]),
    "section before a language": ("## en\n", "### Goal\n\n## en\n", [
        ("play.missing-language", "### Goal", "write '## en' above it")]),
    "heading of another level": ("### Avoid", "#### Avoid", [
        ("play.missing-section", "## en", ""), ("play.heading", "#### Avoid", "")]),
    "heading without a space": ("### Avoid", "###Avoid", [
        ("play.missing-section", "## en", ""), ("play.heading", "###Avoid", "put a space")]),
    "control character": ("We are ready", "We are \x1bready", [("yaml.control-character", "\x1bready", "")]),
    "bidi override": ("我们准备好了", "我们\u202e准备好了", [("yaml.control-character", "\u202e准备", "")]),
    "tab": ("1. Ask for", "1.\tAsk for", [("yaml.tab", "\tAsk for", "")]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_named_with_its_place(file: Maker, case: str) -> None:
    old, new, expected = CASES[case]
    changed = file((old, new))
    lines = changed.text.decode().split("\n")
    findings = refused(changed)
    assert {f.place.file for f in findings} == {NAME}
    assert [f.kind for f in findings] == sorted([kind for kind, _, _ in expected], key=_order(findings))
    for kind, there, hint in expected:
        finding = next(f for f in findings if f.kind == kind)
        line, column = finding.place.line, finding.place.column
        assert lines[line - 1][max(column - 1, 0) :].startswith(there), str(finding)
        assert hint in finding.hint
        assert finding.severity == "error"


def _order(findings: list[Finding]) -> Callable[[str], int]:
    """Order kinds as they were found; a kind that was not found comes last."""
    kinds = [f.kind for f in findings]
    return lambda kind: kinds.index(kind) if kind in kinds else len(kinds)


def test_two_plays_of_one_id(file: Maker) -> None:
    twice = [file(name="b/extend-lead.md"), file(name="a/extend-lead.md")]
    plays, findings = load_plays(twice)
    assert plays["extend-lead"].place.file == "a/extend-lead.md"
    assert [(f.kind, f.place, f.hint) for f in findings] == [
        (
            "play.duplicate-id",
            Place("b/extend-lead.md", 2, 5),
            "it stands in a/extend-lead.md:2:5; rename one of them",
        )
    ]


def test_a_faulty_play_still_owns_its_id(file: Maker) -> None:
    faulty = file(("effort: low", "effort: no"), name="a/extend-lead.md")
    findings = refused(faulty, file(name="b/extend-lead.md"))
    assert [f.kind for f in findings] == ["form.word", "play.duplicate-id"]


def test_one_bad_file_does_not_spoil_the_others(file: Maker) -> None:
    other = file(("id: extend-lead", "id: other"), name="other.md")
    plays, findings = load_plays([file(("effort: low", "effort: no")), other])
    assert list(plays) == ["other"]
    assert {f.place.file for f in findings} == {NAME}


def test_evidence_must_be_facts_of_the_dictionary(file: Maker) -> None:
    place = Place("facts.yaml")
    facts = {
        subject: {name: FactDef(subject, name, FactType("yes_no"), same(name), place)}
        for subject, name in (("deal", "tender_issued"), ("person", "met"))
    }
    dictionary = Dictionary({s: SubjectDef(s, same(s), place) for s in facts}, facts)
    assert load_plays([file()], dictionary)[1] == []
    plays, findings = load_plays([file(("- person.met", "- deal.tender_isued"))], dictionary)
    assert plays == {}
    assert [(f.kind, f.place.line, f.place.column) for f in findings] == [("play.unknown-fact", 12, 5)]
    assert findings[0].hint == "did you mean 'tender_issued' (tender_issued)?"
    _, findings = load_plays([file(("- person.met", "- persn.met"))], dictionary)
    assert findings[0].hint == "did you mean 'person'?"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (b"", "play.front-matter"),
        (b"---\n---\n", "yaml.empty-file"),
        (b"\xff\xfe", "yaml.not-utf8"),
        (b"x" * (1 << 21), "yaml.too-big"),
        (b"---\n" + b"\n" * 2000, "play.too-long"),
        (b"---\n" + b"[" * 200_000 + b"\n---\n", "yaml.too-deep"),
    ],
    ids=["empty", "nothing between", "not text", "too big", "too long", "too deep"],
)
def test_files_that_are_no_plays(file: Maker, text: bytes, kind: str) -> None:
    findings = refused(file()._replace(text=text))
    assert kind in {f.kind for f in findings}


LINES = ["", "---", "## en", "## zh", "### Goal", "### 目标", "### Steps", "- a", "1. b", "   c", "id: x"]
LINES += ["#", "## ", "\t", "title: {en: a, zh: b}", "evidence: [a.b]", "effort: low"]
texts = st.lists(st.sampled_from(LINES), max_size=30).map(lambda lines: "\n".join(lines).encode())


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=200), texts))
def test_whatever_a_file_holds_it_is_read_or_refused(text: bytes) -> None:
    from types import SimpleNamespace

    plays, findings = load_plays([SimpleNamespace(name="x.md", text=text)])
    assert plays == {}
    assert findings
    assert all(f.place.line <= text.count(b"\n") + text.count(b"\r") + 2 for f in findings)
