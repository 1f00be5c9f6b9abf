"""What the tests of lint share: a small dictionary, and rulebooks of one decision."""

from advisor.engine.lint_limits import limits_of
from advisor.errors import Finding
from advisor.playbook.plays import Play
from advisor.rulebook.lint import lint
from advisor.rulebook.load import Source
from tests.rulebook.helpers import book, decisions, facts, unmarked

DEAL = facts(
    "deal",
    """
    p: {type: yes_no}
    q: {type: yes_no}
    k: {type: choice, values: [x, y, z]}
    step: {type: ordered, values: [need, design, choose]}
    n: {type: number}
    points: {type: number, range: [0, 10]}
    share: {type: percent, range: [0%, 100%]}
    theirs: {type: percent, range: [0%, 100%]}
    due: {type: date}
    tags: {type: list of choice, values: [x, y, z]}
    maybe: {type: choice, values: [x, y], applies_when: {p: yes}}
    done: {type: yes_no, our_act: yes}
    main: {type: reference to rival}
    it: {type: choice, values: [a, b, c], derived: yes}
    num: {type: number, derived: yes}
    few: {type: number, derived: yes}
    all_known: {type: yes_no}
    """,
)
PERSON = facts(
    "person",
    "power: {type: choice, values: [high, low]}\nmood: {type: yes_no}",
    "many_per: deal\nall_known: deal.all_known",
)
RIVAL = facts("rival", "lead: {type: choice, values: [ahead, behind]}", "many_per: deal")
BASE = (DEAL, PERSON, RIVAL)
BESIDE = (
    "rule.no-source",
    "rule.no-test",
    "decision.no-test",
    "decision.unread",
    "fact.not-decided",
    "text.chinese",
)
"""Kinds that every small rulebook of these tests has."""


def linted(*files: Source, plays: dict[str, Play] | None = None, all_: bool = False) -> list[Finding]:
    """Return what lint says of a rulebook, without what is left out of small examples on purpose."""
    found = lint(book(*BASE, *files), plays, [limits_of])
    return [f for f in found if all_ or f.kind not in BESIDE]


def check(source: Source, kind: str, message: str, hint: str, severity: str = "warning") -> None:
    """Lint must say exactly one thing: this kind, at the mark, with these words."""
    clean, place = unmarked(source)
    assert place
    (found,) = linted(clean)
    assert (found.kind, found.place, found.severity) == (kind, place, severity)
    assert message in found.message, found.message
    assert hint in found.hint, found.hint


def table(*rows: str, policy: str = "first", fact: str = "deal.it", mark: bool = False) -> Source:
    lines = [
        f"- derive: {'«' if mark else ''}{fact}",
        f"  hit_policy: {policy}",
        "  table:",
        *(f"    - {row}" for row in rows),
    ]
    return decisions("\n".join(lines))


def advise(
    more: str = "",
    then: str = "go",
    rest: str = "",
    mark: bool = False,
    en: str = "Go.",
    zh: str = "去。",
    when: str = "{p: yes}",
) -> Source:
    line = f"{'«' if mark else ''}{{id: r.one, when: {when}, then: {{play: {then}, {more}salience: 5, because: {{en: '{en}', zh: '{zh}'}}}}{rest}}}"
    return decisions(f"- recommend: deal.move\n  if_unknown: ask\n  rules:\n    - {line}")
