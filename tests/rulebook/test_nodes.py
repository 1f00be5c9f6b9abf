"""The YAML reader: what it reads, where it says things stand, and everything it refuses."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.errors import AdvisorError, Place
from advisor.rulebook.nodes import MAX_DEPTH, MAX_EVENTS, ListNode, MapNode, Node, Scalar, read

ROOT = Path(__file__).resolve().parents[2]


def kinds(text: str | bytes) -> list[tuple[str, int, int]]:
    """Return kind, line and column of every finding."""
    _, findings = read(text.encode() if isinstance(text, str) else text, "f.yaml")
    return [(f.kind, f.place.line, f.place.column) for f in findings]


def good(text: str) -> Node:
    node, findings = read(text.encode(), "f.yaml")
    assert not findings
    assert node is not None
    return node


def plain(node: Node | None) -> Any:
    """Return a node as Python values."""
    if isinstance(node, MapNode):
        return {key.text: plain(value) for key, value in node.pairs}
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return node.text if node else None


# ---------------------------------------------------------------- what is read


def test_no_implicit_types() -> None:
    literals = ["003", "3.10", "no", "on", "12:30", "1e3", "0x1F", "1_000", "~", "null", "2026-11-21", "true"]
    assert plain(good("a: [" + ", ".join(literals) + "]\n")) == {"a": literals}


def test_places_count_from_one_and_by_characters() -> None:
    node = good("# 说明\n人:\n  - {名: 王处长, b: 'x'}\n  - >-\n    long\n    text\n")
    assert isinstance(node, MapNode)
    [(key, people)] = node.pairs
    assert key == Scalar("人", Place("f.yaml", 2, 1), False)
    assert isinstance(people, ListNode)
    assert people.place == Place("f.yaml", 3, 3)
    first, second = people.items
    assert isinstance(first, MapNode)
    assert first.place == Place("f.yaml", 3, 5)
    assert first.get("b") == Scalar("x", Place("f.yaml", 3, 17), True)
    assert first.get("c") is None
    assert first.keys() == ("名", "b")
    assert second == Scalar("long text", Place("f.yaml", 4, 5), True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b  # a comment\n", {"a": "b"}),
        ("a:  # a comment\n  b: c\n", {"a": {"b": "c"}}),
        ("subject: person                     # deal | account\n", {"subject": "person"}),
        ("a: 'Ask for deal #3'\n", {"a": "Ask for deal #3"}),
        ("a: |\n  x # y\n", {"a": "x # y\n"}),
        ("a: C#\n", {"a": "C#"}),
        ("a: ''\n", {"a": ""}),
        ("a: {}\nb: []\n", {"a": {}, "b": []}),
        ("en: Who is it?\n", {"en": "Who is it?"}),
        ("a: {en: 'Who is it?'}\n", {"a": {"en": "Who is it?"}}),
        ("a: {zh: 是谁？}\n", {"a": {"zh": "是谁？"}}),
        ("a: [x: 1, y: 2]\n", {"a": [{"x": "1"}, {"y": "2"}]}),
        ("\ufeffa: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
        ("---\na: b\n", {"a": "b"}),
        ("a: $territory_margin\n", {"a": "$territory_margin"}),
        ("'<<': b\n", {"<<": "b"}),
        ("a: <5\n", {"a": "<5"}),
        ("a: 👩\ufe0f\n", {"a": "👩\ufe0f"}),
    ],
)
def test_good_texts(text: str, expected: object) -> None:
    assert plain(good(text)) == expected


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\na: 4\n", [("yaml.duplicate-key", 3, 1), ("yaml.duplicate-key", 4, 1)]),
        ("a: 1\n'a': 2\n", [("yaml.duplicate-key", 2, 1)]),
        ("a: &x 1\nb: *x\n", [("yaml.anchor", 1, 4), ("yaml.alias", 2, 4)]),
        ("a: *very* good\n", [("yaml.alias", 1, 9)]),
        ("<<: {a: b}\n", [("yaml.merge", 1, 1)]),
        ("a: !!int 5\nb: !!python/object/apply:os.system [x]\n", [("yaml.tag", 1, 4), ("yaml.tag", 2, 4)]),
        ("%YAML 1.1\n---\na: b\n", [("yaml.directive", 1, 1)]),
        ("? [a, b]\n: c\n", [("yaml.key-not-text", 1, 3)]),
        ("{a: b}: c\n", [("yaml.key-not-text", 1, 1)]),
        ("a: {?}\n", [("yaml.empty-key", 1, 6)]),
        ("a: b\n---\nc: d\n", [("yaml.several-documents", 2, 1)]),
        ("a: b\n...\nfoo\n", [("yaml.several-documents", 3, 1)]),
        ("a: {not short, b: c}\n", [("yaml.empty-value", 1, 5)]),
        ("a:\nb: c\n", [("yaml.empty-value", 1, 1)]),
        ("a: >\nb: c\n", [("yaml.empty-value", 1, 1)]),
        ("- \n- x\n", [("yaml.empty-value", 1, 2)]),
        ("a: {b:c}\n", [("yaml.empty-value", 1, 5)]),
        ("a: Ask for deal #3 now\nb: c\n", [("yaml.cut-by-hash", 1, 16)]),
        ("a: [b, c #3\n  ]\n", [("yaml.cut-by-hash", 1, 9)]),
        ("a: b  #3\n", [("yaml.cut-by-hash", 1, 5)]),
        ("a: foo\n  bar # x\n  baz\n", [("yaml.cut-by-hash", 2, 6)]),
        ("a: #3\nb: c\n", [("yaml.cut-by-hash", 1, 3)]),
        ("v: >5\n", [("yaml.block-sign", 1, 4)]),
        ("v: >5\n     x\n", [("yaml.block-sign", 1, 4)]),
        ("v: >= 5\n", [("yaml.block-sign", 1, 5)]),
        ("v: > 5\n", [("yaml.block-sign", 1, 6)]),
        ("a:\n\tb: c\n", [("yaml.tab", 2, 1)]),
        ("a: b\tc\n", [("yaml.tab", 1, 5)]),
        ("a: x\x00y\nb: \u202ez\n", [("yaml.control-character", 1, 5), ("yaml.control-character", 2, 4)]),
        ('a: "\\e[2J"\n', [("yaml.control-character", 1, 4)]),
        ('a: "\\u202e"\n', [("yaml.control-character", 1, 4)]),
        ("a: sha\u200bre\n", [("yaml.control-character", 1, 7)]),
        (b"a: b\n\xe4: \xff\n", [("yaml.not-utf8", 2, 1)]),
        ("a: b\n".encode("utf-16"), [("yaml.not-utf8", 1, 1)]),
        ("", [("yaml.empty-file", 1, 1)]),
        ("# nothing\n", [("yaml.empty-file", 1, 1)]),
        ("a: {en: Who is it?}\n", [("yaml.question-mark", 1, 9)]),
        ("a: {en: Is it? Yes}\n", [("yaml.question-mark", 1, 9)]),
        ("a: [what?]\n", [("yaml.question-mark", 1, 5)]),
        (b"x" * ((1 << 20) + 1), [("yaml.too-big", 0, 0)]),
    ],
)
def test_refused(text: str | bytes, expected: list[tuple[str, int, int]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("a: x: y\n", 1, 5, "colon"),
        ("a: b\n c: d\n", 2, 3, "colon"),
        ("a: 'x\nb: c\n", 1, 4, "never closed"),
        ('a: "x\n', 1, 4, "never closed"),
        ('a: "\\q"\n', 1, 5, "backslash"),
        ("b: c\na: [b, c\nd: e\n", 2, 4, "brackets is not closed"),
        ("b: c\na: {b: c\nd: e\n", 2, 4, "braces is not closed"),
        ("a: {b:}\n", 1, 6, "space behind"),
        ("a: @x\n", 1, 4, "cannot begin with this sign"),
        ("a: - b\n", 1, 4, "behind a key"),
        ("- a\nb: c\n", 2, 1, "list stands above"),
        ("a: 'x' y\n", 1, 8, "does not fit"),
        ("a:\n  b: c\n d: e\n", 3, 2, "does not fit"),
        ("a: b\nc\n", 2, 1, "no colon"),
        ("a: [b,,c]\n", 1, 7, "value is expected"),
        ("a: b\n<<<<<<< HEAD\nc: d\n", 2, 1, "merge conflict"),
    ],
)
def test_syntax_errors_are_plain_sentences(text: str, line: int, column: int, says: str) -> None:
    _, [finding] = read(text.encode(), "f.yaml")
    assert (finding.kind, finding.place.line, finding.place.column) == ("yaml.syntax", line, column)
    assert says in finding.message
    assert finding.hint
    assert "while parsing" not in str(finding)


def test_a_comma_in_braces_is_asked_about() -> None:
    _, [finding] = read(b"when: {not short, high: x}\n", "f.yaml")
    assert finding.message == "'not short' has no value; is there a comma inside braces?"


@pytest.mark.parametrize("text", ["en：hello\nzh: x\n", "a: b\nen：hello\n", "x: {a: b，c: d}\n"])
def test_full_width_signs_are_named(text: str) -> None:
    _, [finding] = read(text.encode(), "f.yaml")
    assert "full-width" in finding.hint


def test_everything_is_reported_and_the_rest_is_built() -> None:
    text = "a: {en: Who?}\nb:\nc: !t x\nd: 1\nd: 2\ne: cut #1\nf: g\nh: x: y\n"
    node, findings = read(text.encode(), "f.yaml")
    assert [f.place.line for f in findings] == [1, 2, 3, 5, 6, 8]
    assert node is None  # the last line cannot be parsed
    node, findings = read(text.rsplit("h:")[0].encode(), "f.yaml")
    assert len(findings) == 5
    assert isinstance(node, MapNode)
    assert node.keys() == ("a", "c", "d", "e", "f")
    assert plain(node.get("d")) == "1"


def test_messages_are_bounded_and_hold_nothing_a_screen_obeys() -> None:
    _, [finding, *_] = read(f'"\\e{"k" * 5000}": a\n"\\e{"k" * 5000}": b\n'.encode(), "f.yaml")
    _, findings = read(f'"\\e{"k" * 5000}":\n'.encode(), "f.yaml")
    for found in [finding, *findings]:
        assert len(str(found)) < 300
        assert "\x1b" not in str(found)


def test_findings_have_an_end() -> None:
    assert len(kinds("a: *x\n" * 5000)) == 100


# ---------------------------------------------------------------- bombs, limits, speed


def test_depth() -> None:
    assert plain(good("[" * MAX_DEPTH + "]" * MAX_DEPTH))
    assert kinds("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == [("yaml.too-deep", 1, MAX_DEPTH + 1)]
    assert kinds("- " * (MAX_DEPTH + 1) + "x\n")[0][0] == "yaml.too-deep"


def test_a_very_deep_file_does_not_kill_the_process() -> None:
    code = (
        "from advisor.rulebook.nodes import read\n"
        "for sign in (b'[', b'{a: ', b'- ', b'? '):\n"
        "    assert read(sign * 200_000, 'f')[1][0].kind == 'yaml.too-deep', sign\n"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert (run.returncode, run.stderr) == (0, b"")


def test_alias_bomb_is_refused() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 30)]
    found = {kind for kind, _, _ in kinds("\n".join(lines))}
    assert found == {"yaml.anchor", "yaml.alias"}


def test_too_many_parts() -> None:
    assert kinds("- x\n" * (MAX_EVENTS + 1))[-1][0] == "yaml.too-many-parts"


def test_ten_thousand_lines_are_read_whole() -> None:
    block = "- id: x\n  when: {a: b, c: {at_least: 5}}\n  because:\n    en: hello world\n    zh: 中文\n"
    node, findings = read((block * 2000).encode(), "f.yaml")
    assert isinstance(node, ListNode)
    assert (len(node.items), findings) == (2000, [])


def test_without_libyaml_there_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader")
    with pytest.raises(AdvisorError, match="libyaml"):
        read(b"a: b\n", "f.yaml")


def test_yaml_is_imported_only_when_something_is_read() -> None:
    code = "import sys, advisor.rulebook.nodes; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


# ---------------------------------------------------------------- every parser would read the same

PIECES = st.sampled_from(
    ["a", "b", "en", "3", "中", "=", "?", ":", ": ", "：", ",", ", ", "{", "}", "[", "]", "-", "- ", "'", '"']
    + [" ", "\n", "\n  ", "\n    ", "#", " # ", "|", ">", ">-", "!", "&x ", "*x", "<<", "%", "@", "---\n"]
    + ["...", "\\", "\\u"]
)


def simple(node: yaml.Node | None) -> Any:
    """Return what the pure Python parser read."""
    if isinstance(node, yaml.MappingNode):
        return {simple(key): simple(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [simple(item) for item in node.value]
    return node.value if node else None


@settings(max_examples=int(os.environ.get("FUZZ", "300")), deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_what_is_accepted_reads_the_same_with_the_pure_parser(text: str) -> None:
    node, findings = read(text.encode(), "f.yaml")
    if not findings:
        assert plain(node) == simple(yaml.compose(text, Loader=yaml.SafeLoader))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60) | (st.text(max_size=60) | st.lists(PIECES).map("".join)).map(str.encode))
def test_reading_never_fails_and_always_explains(raw: bytes) -> None:
    node, findings = read(raw, "f.yaml")
    assert node is not None or findings
    for finding in findings:
        assert finding.kind.startswith("yaml.")
        assert finding.message
        assert finding.place.line <= raw.count(b"\n") + raw.count(b"\r") + 2


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=12)
TREES = st.recursive(
    TEXTS, lambda t: st.lists(t, min_size=1, max_size=4) | st.dictionaries(TEXTS, t, min_size=1, max_size=4)
)


@settings(max_examples=150, deadline=None)
@given(TREES)
def test_what_was_written_is_read_back(tree: Any) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_style='"', default_flow_style=False, width=9999)
    assert plain(good(text.replace("!!null ", ""))) == tree
