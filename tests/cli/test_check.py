"""`advisor check`, `--explain` and `advisor test`: every problem of every file, with place and hint."""

import ast
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.cli.kinds import KINDS
from advisor.rulebook.explained import explained

from .conftest import ROOT, Run

ALL = {*KINDS, *explained()}

FACTS = """\
schema: facts/1
subject: deal
label:
  en: Deal
  zh: 项目
facts:
  name: {type: text, label: {en: Name, zh: 名称}}
  share:
    type: percnt
    label: {en: Share, zh: 份额}
    ask: {en: "How much?", zh: 多少？}
  leads:
    type: yes_no
    label: {en: We lead, zh: 我方领先}
  stand:
    type: choice
    derived: yes
    label: {en: Stand, zh: 位置}
    values:
      good: {en: good, zh: 好}
      bad: {en: bad, zh: 坏}
  stand: {type: text}
"""
DECISIONS = """\
schema: decisions/1
parameters:
  limit:
    value: 15 points
    origin: proposal
    label: {en: Limit, zh: 界限}
decisions:
  - derive: deal.stand
    hit_policy: frist
    table:
      - {id: s.1, when: {leds: yes}, then: good}
      - {id: s.2, when: {leads: perhaps}, then: bad}
      - {id: s.3, when: {leads: no}, then: awful}
      - otherwise: bad
  - recommend: deal.move
    if_unknown: ask
    rules:
      - id: m.1
        when: {leads: yes}
        then:
          play: push
          salience: 300
          because: {en: Go., zh: 上。}
      - id: m.1
        when: {leads: $limt}
        then: {play: push, salience: 10, because: {en: Go., zh: 上。}}
"""
PLAY = """\
---
id: pull
title: {en: Push, zh: 推}
topic: opening
effort: enormous
compliance: ok
source: {doc: proposal}
evidence: [deal.leads]
---
## en
### Goal
Win.
"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder of rules and plays with many mistakes."""
    for name, text in (
        ("rules/facts/deal.yaml", FACTS),
        ("rules/d.yaml", DECISIONS),
        ("playbooks/push.md", PLAY),
    ):
        path = tmp_path / "b" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "b" / "rules" / "tab.yaml").write_text("schema: facts/1\n\tsubject: x\n", encoding="utf-8")
    return tmp_path / "b"


WRONG = [
    ("rules/facts/deal.yaml:9:11", "fact.type", "did you mean 'percent'?"),
    ("rules/facts/deal.yaml:12:3", "fact.no-question", "add 'ask:' in both languages"),
    ("rules/facts/deal.yaml:22:3", "yaml.duplicate-key", "the first one stands in line 15"),
    ("rules/d.yaml:11:7", "table.hit-policy", "one of first, unique"),
    ("rules/d.yaml:11:26", "fact.unknown", "did you mean 'leads'"),
    ("rules/d.yaml:12:33", "fact.value", "none of yes, no"),
    ("rules/d.yaml:13:44", "fact.value", "none of good, bad"),
    ("rules/d.yaml:22:21", "rule.salience", "from 0 to 100"),
    ("rules/d.yaml:24:9", "rule.twice", "first at rules/d.yaml:18:9"),
    ("rules/d.yaml:25:23", "parameter.unknown", "did you mean 'limit'?"),
    ("rules/tab.yaml:2:1", "yaml.tab", "indent with spaces"),
    ("playbooks/push.md:2:5", "play.file-name", "write 'id: push'"),
    ("playbooks/push.md:5:9", "form.word", "known here: low, medium, high"),
    ("playbooks/push.md:13", "play.missing-language", "write '## zh'"),
]


def test_all_mistakes_of_all_files_are_named_at_once(broken: Path, run: Run) -> None:
    ran = run("check", str(broken))
    assert ran.code == 1
    blocks = re.split(r"\n(?! {4})", ran.out.rstrip("\n"))
    for place, kind, said in WRONG:
        assert any(
            block.startswith(f"{place}  error  ") and f"[{kind}]" in block and said in block
            for block in blocks
        ), f"{place} {kind}: {ran.out}"
    places = [
        (file, *map(int, at)) for file, *at in (block.split("  ")[0].split(":") for block in blocks[:-1])
    ]
    assert places == sorted(places), "sorted by file, line and column"
    assert f"{len(places)} errors, 0 warnings" in blocks[-1]


def test_the_json_form_says_the_same(broken: Path, run: Run) -> None:
    document = json.loads(run("check", str(broken), "--format", "json").out)
    assert document["schema"] == "findings/1"
    assert document["errors"] + document["warnings"] == len(document["findings"]) >= 10
    assert {"kind", "severity", "file", "line", "column", "message", "hint"} == set(document["findings"][0])


def test_what_only_the_whole_rulebook_shows(workspace: Path, run: Run) -> None:
    shutil.copytree(ROOT / "rules", workspace / "rules")
    shutil.copytree(ROOT / "playbooks", workspace / "playbooks")
    (workspace / "playbooks" / "opening" / "exploit-doubt.md").unlink()
    ran = run("check")
    assert ran.code == 1
    assert "play.unknown" in ran.out and "exploit-doubt" in ran.out


def test_a_folder_without_rules(tmp_path: Path, run: Run) -> None:
    ran = run("check", str(tmp_path))
    assert ran.code == 2 and "no rules/" in ran.err
    (tmp_path / "rules").mkdir()
    ran = run("check", str(tmp_path))
    assert ran.code == 1 and "[rules.none]" in ran.out


def kinds_in(tree: ast.AST) -> Iterator[str]:
    """Yield every text in a module that looks like the kind of a finding."""
    families = "|".join(sorted({kind.partition(".")[0] for kind in ALL if "." in kind}))
    kind = re.compile(rf"(?:{families})\.[a-z]+(?:-[a-z]+)*\Z")
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and kind.match(node.value):
            yield node.value
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def test_every_kind_of_finding_is_explained() -> None:
    found = set()
    for room in ("facts", "rulebook", "playbook", "store", "engine", "pipeline", "advice"):
        for path in (ROOT / "advisor" / room).glob("*.py"):
            found |= set(kinds_in(ast.parse(path.read_text(encoding="utf-8"))))
    assert len(found) > 80
    assert sorted(found - ALL) == []


def test_explain(run: Run) -> None:
    for kind in ALL:
        ran = run("check", "--explain", kind)
        assert ran.code == 0 and ran.out.startswith(kind) and len(ran.out) > len(kind) + 20
    assert "did you mean 'play.too-long'" in run("check", "--explain", "play.too-lomg").err
    ran = run("check", "--explain", "grid.incomplet")
    assert ran.code == 2 and "did you mean 'grid.incomplete'" in ran.err
    assert run("check", "--explain", "?").code == 2


def test_test_runs_the_tests_beside_the_rules(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("test", "--only", "opening.G.accelerate")
    assert (ran.code, ran.err) == (0, "")
    assert re.match(r"\d+ tests: \d+ passed, 0 failed\n", ran.out)
    ran = run("test", "--only", "opening.G.accelerat")
    assert ran.code == 2


def test_a_failing_test_is_named_with_its_place(workspace: Path, run: Run) -> None:
    shutil.copytree(ROOT / "rules", workspace / "rules")
    path = workspace / "rules" / "opening" / "moves-normal.yaml"
    text = path.read_text(encoding="utf-8")
    assert "expect: {" in text
    path.write_text(re.sub(r"fires: yes", "fires: no", text), encoding="utf-8")
    ran = run("test", "--only", "opening.G.accelerate")
    assert ran.code == 1
    assert re.search(r"^rules/opening/moves-normal\.yaml:\d+:\d+  failed  ", ran.out, re.M)
    document = json.loads(run("test", "--only", "opening.G.accelerate", "--format", "json").out)
    assert document["failed"] >= 1 and document["results"][0]["failures"]
