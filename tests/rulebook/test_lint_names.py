"""Lint of names and of proof: facts, plays, ids, sources, tests."""

import pytest

from advisor.rulebook.load import Source, load
from tests.rulebook.helpers import decisions, file, play, rule, unmarked
from tests.rulebook.linting import BASE, advise, check, linted

# ---------------------------------------------------------------- names


def test_a_derived_fact_that_nobody_derives() -> None:
    (found,) = [f for f in linted(all_=True) if f.kind == "fact.not-decided" and "deal.it" in f.message]
    assert (str(found.place), found.severity) == ("facts/deal.yaml:17:3", "error")


def test_a_decision_that_nobody_reads() -> None:
    unread = decisions("- {derive: «deal.it, map: {of: p, to: {yes: a, no: b}}}", name="d.yaml")
    clean, place = unmarked(unread)
    (found,) = [f for f in linted(clean, all_=True) if f.kind == "decision.unread"]
    assert (found.place, found.severity) == (place, "warning")
    readers = [
        decisions(rule("{it: a}")),
        decisions(rule("{any person: {power: high, this.it: a}}")),
        file("page.yaml", "schema: page/1\nposition: [it]\n"),
        file("page.yaml", "schema: page/1\nlist: {it: deal.it}\n"),
        file(
            "agenda.yaml",
            "schema: agenda/1\nmodifiers:\n  - {id: m.one, label: {en: Up, zh: 加分}, when: {it: a}, add: 3}\n",
        ),
        advise(en="$(it, else what)", zh="$(it, else 什么)"),
        advise("with: {person: {where: {deal.it: a}, if_nobody: go}}, "),
    ]
    for reader in readers:
        assert not [f for f in linted(clean, reader, all_=True) if f.kind == "decision.unread"], reader
    evidence = {"go": play("go", evidence=["deal.it"])}
    assert not [f for f in linted(clean, plays=evidence, all_=True) if f.kind == "decision.unread"]


def test_a_parameter_that_nobody_uses() -> None:
    found = load((*BASE, decisions(rule("{n: {above: $used}}"), "used: 3\nspare: 4"))).findings
    assert [(f.kind, str(f.place), f.severity) for f in found] == [
        ("parameter.unused", "rules.yaml:4:3", "warning")
    ]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (advise(then="og", mark=True), "'r.one' names the play 'og'"),
        (advise(then="{vary: [go, og]}", mark=True), "'r.one' names the play 'og'"),
        (
            advise("with: {person: {where: {power: high}, if_nobody: og}}, ", mark=True),
            "'r.one' names the play 'og'",
        ),
    ],
)
def test_unknown_plays(source: Source, message: str) -> None:
    clean, place = unmarked(source)
    found = [f for f in linted(clean, plays={"go": play("go")}) if f.kind == "play.unknown"]
    assert [(f.place, f.severity) for f in found] == [(place, "error")]
    assert message in found[0].message
    assert not [f for f in linted(clean) if f.kind.startswith("play.")], (
        "without plays nothing is said of them"
    )


def test_the_guard_names_plays_too() -> None:
    text = "- warn: rival.guard\n  if_unknown: skip\n  rules:\n    - {id: r.one, when: {lead: ahead}, then: {kind: guard, play: gone-play, because: {en: So., zh: 如此。}}}"
    found = linted(decisions(text), plays={"gone-plan": play("gone-plan")})
    assert [(f.kind, f.hint) for f in found] == [
        ("play.unused", "recommend it in a rule, or take it out"),
        ("play.unknown", "did you mean 'gone-plan'?"),
    ]


def test_plays_that_no_rule_recommends() -> None:
    found = linted(advise(), plays={"go": play("go"), "lost": play("lost")})
    assert [(f.kind, str(f.place), f.severity) for f in found] == [
        ("play.unused", "playbooks/lost.md:1:1", "warning")
    ]


@pytest.mark.parametrize(
    ("other", "message"), [("r.two", "which recommends nothing"), ("r.one", "conflicts with itself")]
)
def test_conflicts(other: str, message: str) -> None:
    check(advise(rest=f", conflicts_with: [{other}]", mark=True), "rule.conflict", message, "", "error")


@pytest.mark.parametrize(
    ("id_", "good"),
    [
        ("R-one", False),
        ("r one", False),
        ("opening.gg.Mix", False),
        ("opening.G.accelerate", True),
        ("s9.step_2", True),
    ],
)
def test_rule_ids(id_: str, good: bool) -> None:
    found = [f.kind for f in linted(decisions(rule("{p: yes}", id_=id_)))]
    assert found == ([] if good else ["rule.id"])


def test_ids_of_the_agenda() -> None:
    text = (
        "schema: agenda/1\nmodifiers:\n  - «{id: r.one, label: {en: Up, zh: 加分}, when: {p: yes}, add: 3}\n"
    )
    clean, place = unmarked(file("agenda.yaml", text))
    (found,) = linted(clean, decisions(rule("{p: yes}")))
    assert (found.kind, found.place) == ("agenda.twice", place)


# ---------------------------------------------------------------- sources and tests


def test_rules_without_a_source() -> None:
    source = decisions(rule("{p: yes}"))
    found = [f for f in linted(source, all_=True) if f.kind == "rule.no-source"]
    assert [(str(f.place), f.severity) for f in found] == [("rules.yaml:6:9", "warning")]
    for with_ in (
        rule("{p: yes}").replace("then:", "source: x, then:"),
        rule("{p: yes}").replace("if_unknown", "source: x\n  if_unknown", 1),
    ):
        assert not [f for f in linted(decisions(with_), all_=True) if f.kind == "rule.no-source"]


def test_decisions_without_a_source() -> None:
    derive = "- {derive: deal.it, map: {of: p, to: {yes: a, no: b}}}"
    assert [f.kind for f in linted(decisions(derive), all_=True) if f.kind == "rule.no-source"] == [
        "rule.no-source"
    ]
    with_ = decisions(derive.replace("map:", "source: x, map:"))
    assert not [f for f in linted(with_, all_=True) if f.kind == "rule.no-source"]


def test_rules_without_tests() -> None:
    two = (
        rule("{p: yes}", id_="r.one")
        + "\n    - {id: r.two, when: {q: yes}, then: {kind: note, because: {en: So., zh: 如此。}}}"
    )
    assert [str(f.place) for f in linted(decisions(two), all_=True) if f.kind == "rule.no-test"] == [
        "rules.yaml:6:9",
        "rules.yaml:7:9",
    ]
    beside = two.replace("{id: r.one,", "{id: r.one, tests: [{id: t, given: {}, expect: {fires: asks}}],")
    named = f"{beside}\n  tests: [{{id: t.2, given: {{}}, expect: {{silent: [r.two]}}}}]"
    assert [str(f.place) for f in linted(decisions(beside), all_=True) if f.kind == "rule.no-test"] == [
        "rules.yaml:7:9"
    ]
    assert not [f for f in linted(decisions(named), all_=True) if f.kind == "rule.no-test"]


def test_decisions_without_tests() -> None:
    derive = "- {derive: deal.it, map: {of: p, to: {yes: a, no: b}}}"
    assert [f.kind for f in linted(decisions(derive), all_=True) if f.kind == "decision.no-test"] == [
        "decision.no-test"
    ]
    chain = "- {derive: deal.num, compute: {count: {of: [{it: a}]}}, tests: [{id: t, given: {}, expect: {deal.num: 0}}]}"
    assert not [f for f in linted(decisions(f"{derive}\n{chain}"), all_=True) if f.kind == "decision.no-test"]
    elsewhere = f"{derive}\n{rule('{p: yes}')}\n  tests: [{{id: t, given: {{}}, expect: {{deal.it: a}}}}]"
    assert not [f for f in linted(decisions(elsewhere), all_=True) if f.kind == "decision.no-test"]
