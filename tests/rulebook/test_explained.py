"""Every kind of finding is explained, and every explanation is true: its examples are loaded."""

import ast
import re
import textwrap
from functools import cache
from pathlib import Path

import pytest

from advisor.engine.lint_limits import limits_of
from advisor.errors import Finding, UsageError
from advisor.rulebook.explained import Explained, explain, explained
from advisor.rulebook.forms import Problems
from advisor.rulebook.given import GivenReader
from advisor.rulebook.lint import lint
from advisor.rulebook.load import Source, load
from advisor.rulebook.nodes import read
from tests.rulebook.helpers import TODAY, book, facts, play

ROOT = Path(__file__).parents[2]
FAMILIES = (
    "yaml", "file", "form", "fact", "condition", "parameter", "decision", "rule", "table", "grid", "map", "bands",
    "scale", "compute", "agenda", "given", "play", "text", "engine", "path", "test", "mirror", "debrief",
)  # fmt: skip
KIND = re.compile(rf"(?:{'|'.join(FAMILIES)})\.[a-z]+(?:-[a-z0-9]+)*\Z")
NOT_KINDS = {"engine.limits", "play.id"}


def kinds_in_code() -> set[str]:
    """Return every kind that the reader, the loader and lint can use: string constants of that form."""
    files = [*(ROOT / "advisor" / "rulebook").glob("*.py"), ROOT / "advisor" / "engine" / "lint_limits.py"]
    found = set()
    for path in files:
        if not path.name.startswith("explained"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and KIND.match(node.value):
                    found.add(node.value)
    return found - NOT_KINDS


def test_every_kind_is_explained_and_nothing_else() -> None:
    kinds = kinds_in_code()
    assert len(kinds) > 90
    assert sorted(kinds - explained().keys()) == [], "explain these"
    assert sorted(explained().keys() - kinds) == [], "no code uses these"


@pytest.mark.parametrize("one", explained().values(), ids=lambda one: one.kind)
def test_the_form_of_an_explanation(one: Explained) -> None:
    assert one.means[:1].isupper() or one.means[:1] in "'$"
    assert one.means.endswith(".")
    assert bool(one.bad) == bool(one.good) == bool(one.where)
    assert all(len(line) <= 110 for line in (one.means + "\n" + one.bad + "\n" + one.good).splitlines())


# ---------------------------------------------------------------- the examples

DEAL = facts(
    "deal",
    """
    won: {type: yes_no}
    our_share: {type: percent, range: [0%, 100%]}
    amount: {type: money, currency: CNY}
    target_points: {type: number, range: [0, 10]}
    step: {type: ordered, values: [need, internal, design, evaluation]}
    tender_issued: {type: yes_no}
    decision_date: {type: date}
    opening: {type: choice, values: [A, B, C, D, E, F, G, H, I]}
    all_deciders_known: {type: yes_no}
    lead: {type: choice, values: [behind, level, ahead], derived: yes}
    territory: {type: choice, values: [ours, neutral, theirs], derived: yes}
    points: {type: number, derived: yes}
    main_rival: {type: reference to rival}
    """,
)
MANY = facts("deal", "\n".join(f"{name}{n}: {{type: yes_no}}" for n in range(1, 10) for name in "fg"))
PERSON = facts(
    "person",
    """
    name: {type: text}
    power: {type: choice, values: [decider, influencer]}
    level: {type: ordered, values: [user, manager, executive]}
    met: {type: yes_no, our_act: yes}
    mood: {type: yes_no, private: yes}
    """,
    "many_per: deal\nall_known: deal.all_deciders_known",
)
RIVAL = facts("rival", "name: {type: text}\nthreat_points: {type: number}\nshare: {type: percent}", "many_per: deal")
MEETING = facts(
    "meeting",
    """
    date: {type: date, asked: no}
    mood: {type: choice, values: [cold, warm]}
    outcome: {type: yes_no, derived: yes}
    """,
    "many_per: deal",
)
OTHER = Source(
    "other.yaml",
    "schema: decisions/1\nparameters:\n  known_margin: {value: 15 points, origin: team, label: {en: M, zh: 差距}}\ndecisions: []\n".encode(),
)
PAGE = Source("a-page.yaml", b"schema: page/1\n")
BESIDE = {"parameter.twice": (OTHER,), "file.twice": (PAGE,)}
BASE = (DEAL, MANY, PERSON, RIVAL, MEETING)
PLAYS = {
    name: play(name)
    for name in ("accelerate-procurement", "extend-lead", "delay-and-probe", "find-inside-contact", "go")
}
WARN = "schema: decisions/1\ndecisions:\n  - warn: deal.test\n    if_unknown: ask\n    rules:\n"
AROUND = {
    "file": ("", 0, ""),
    "facts": ("schema: facts/1\nsubject: deal\nfacts:\n", 2, ""),
    "decisions": ("schema: decisions/1\ndecisions:\n", 2, ""),
    "rules": (WARN.replace("warn: deal.test", "recommend: deal.move"), 6, ""),
    "warns": (WARN, 6, ""),
    "when": (
        f"{WARN}      - id: r.one\n        then: {{kind: note, because: {{en: So., zh: 如此。}}}}\n        when:\n",
        10,
        "",
    ),
    "agenda": ("schema: agenda/1\n", 0, ""),
    "mirror": ("schema: mirror/1\n", 0, ""),
    "debrief": ("schema: debrief/1\n", 0, ""),
    "given": ("", 0, ""),
}
"""What stands around an example: the lines before it, and how far it is indented."""


def wrapped(where: str, example: str) -> Source:
    """Return an example inside what it is a part of."""
    before, indent, after = AROUND[where]
    return Source("example.yaml", f"{before}{textwrap.indent(example, ' ' * indent)}\n{after}".encode())


@cache
def noise() -> frozenset[str]:
    """Return the messages that the dictionary of the examples causes by itself."""
    return frozenset(f.message for f in lint(book(*BASE), PLAYS))


def findings(one: Explained, example: str) -> list[Finding]:
    """Return everything that is found in an example."""
    source = wrapped(one.where, example)
    if one.where == "given":
        problems = Problems()
        node, found = read(source.text, source.name)
        assert node is not None and not found
        GivenReader(book(*BASE).dictionary, problems, TODAY).read(node)
        return problems.findings
    loaded = load((*BASE, *BESIDE.get(one.kind, ()), source))
    if loaded.rulebook is None:
        return list(loaded.findings)
    found = [*loaded.findings, *lint(loaded.rulebook, PLAYS, [limits_of])]
    return [
        f
        for f in found
        if f.place.file == "example.yaml" or f.kind == "play.unused" or f.message not in noise()
    ]


EXAMPLES = [one for one in explained().values() if one.bad]
INSIDE = ("not-decided", "unread", "no-test", "no-source", "unused")


@pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: one.kind)
def test_the_bad_example_has_the_finding(one: Explained) -> None:
    found = findings(one, one.bad)
    assert one.kind in [f.kind for f in found], found


@pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: one.kind)
def test_the_good_example_has_not_and_can_be_read(one: Explained) -> None:
    found = findings(one, one.good)
    if one.kind == "play.unused":
        found = [f for f in found if "extend-lead" in f.message]
    assert one.kind not in [f.kind for f in found], found
    assert not [f for f in found if f.severity == "error" and not f.kind.endswith(INSIDE)], found


def test_examples_without_a_page_are_few() -> None:
    assert sorted(one.kind for one in explained().values() if not one.bad) == [
        "engine.limit", "yaml.not-utf8", "yaml.too-big", "yaml.too-deep", "yaml.too-many-parts",
    ]  # fmt: skip


# ---------------------------------------------------------------- the page


def test_a_page_as_people_read_it() -> None:
    text = explain("table.overlap")
    assert text.startswith("table.overlap\n\n    Two rows with different results can hold together")
    assert "\n  not like this\n\n    - derive: deal.lead\n      hit_policy: unique\n" in text
    assert "\n  but like this\n\n    - derive: deal.lead\n      hit_policy: first\n" in text


def test_an_unknown_kind_names_the_nearest() -> None:
    with pytest.raises(UsageError) as error:
        explain("table.overlaps")
    assert error.value.hint == "did you mean 'table.overlap'?"
    with pytest.raises(UsageError) as error:
        explain("xyzzy")
    assert "kinds begin with agenda, bands" in error.value.hint
