"""Lint of texts: what they name is known where they are shown, and they speak their language."""

import pytest

from advisor.rulebook.lint import lint
from tests.rulebook.helpers import book, decisions, facts, file, rule
from tests.rulebook.linting import BASE, advise, check, linted, table

# ---------------------------------------------------------------- texts


@pytest.mark.parametrize(
    ("when", "text", "kind"),
    [
        ("{p: yes}", "$p", None),
        ("{p: yes}", "$q", "text.not-known"),
        ("{p: yes}", "$(q, else some)", None),
        ("{p: yes}", "$deal.p", None),
        ("{p: yes}", "$quantity", "text.unknown-name"),
        ("{p: yes}", "$(quantity, else some)", "text.unknown-name"),
        ("{p: yes}", "$person.power", "text.unknown-name"),
        ("{p: yes}", "$person", "text.person"),
        ("{p: yes}", "$(q, some)", "text.form"),
        ("{p: yes}", "$（q，else 有些）", "text.form"),
        ("{p: yes}", "5 $ and 100%", None),
        ("{any: [{p: yes}, {q: yes}]}", "$p", "text.not-known"),
        ("{any: [{p: yes}, {p: no, q: yes}]}", "$p", None),
        ("{none: [{p: yes}]}", "$p", None),
        ("{none: [{maybe: x}]}", "$maybe", "text.not-known"),
        ("{maybe: {not: x}}", "$maybe", "text.not-known"),
        ("{maybe: x}", "$maybe", None),
        ("{n: known}", "$n", None),
        ("{n: unknown}", "$n", "text.not-known"),
        ("{none: [{n: unknown}]}", "$n", None),
        ("{n: {above: {fact: points}}}", "$n $points", None),
        ("{count: {at_least: 2, of: [{n: 1}, {points: 2}]}}", "$n $points", None),
        ("{count: {at_least: 1, of: [{n: 1}, {points: 2}]}}", "$n", "text.not-known"),
        ("{count: {at_least: 2, of: [{n: {above: 1}, p: yes}, {n: {above: 2}, q: yes}, {n: {above: 3}}]}}", "$n", None),
        ("{count: {at_least: 2, of: [{n: {above: 1}, p: yes}, {n: {above: 2}}, {n: {above: 3}}]}}", "$p", "text.not-known"),
        ("{main.lead: ahead}", "$main.lead $main", None),
        ("{main: known}", "$main.lead", "text.not-known"),
        ("{any person: {power: high, this.n: 3}}", "$n", None),
        ("{no person: {power: high, this.n: 3}}", "$n", "text.not-known"),
        ("{tags: {includes: x}}", "$tags", None),
        ("{due: {in_next: 3 days}}", "$due", None),
    ],
)  # fmt: skip
def test_names_in_texts(when: str, text: str, kind: str | None) -> None:
    found = linted(
        decisions(
            rule(when)
            .replace("{en: So., zh: 如此。}", f"{{en: '{text}', zh: '如此{text}'}}")
            .replace("{id:", "«{id:")
            .replace("«", "")
        )
    )
    assert {f.kind for f in found if f.kind != "text.english"} == ({kind} if kind else set())


@pytest.mark.parametrize(
    ("more", "text", "found"),
    [
        ("with: {person: {where: {power: high}, if_nobody: go}}, ", "$person", []),
        ("with: {person: {where: {power: high}}}, ", "$person", ["text.person"]),
        ("with: {person: {where: {power: high}}}, ", "$(person, else somebody)", []),
    ],
)
def test_person_in_texts(more: str, text: str, found: list[str]) -> None:
    assert [f.kind for f in linted(advise(more, en=text, zh=f"见{text}"))] == found


def test_person_in_a_decision_per_person() -> None:
    text = "- recommend: person.move\n  if_unknown: ask\n  rules:\n    - {id: r.one, when: {power: high}, then: {play: go, with: {person: this}, salience: 5, because: {en: See $person., zh: 见$person。}}}"
    assert linted(decisions(text)) == []


COUNTED = """- {derive: deal.num, compute: {count: {of: [{p: yes}, {q: yes}]}}}
- {derive: deal.few, compute: {difference: {of: num, minus: num}}}
- {derive: rival.points, compute: {count: {of: [{lead: ahead}]}}}
- {derive: deal.it, map: {of: p, to: {yes: a, no: b}}}
- {derive: deal.gap, hit_policy: first, table: [{when: {p: yes}, then: a}]}
- {derive: deal.part, compute: {ratio: {of: num, to: few}}}
"""


@pytest.mark.parametrize(
    ("when", "text", "found"),
    [
        ("{p: yes}", "$num $few", []),  # a count is printed as it stands, "1 to 2"
        ("{main: known}", "$main $main.points", []),
        ("{p: yes}", "$main.points", ["text.not-known"]),
        ("{p: yes}", "$it", []),  # at worst "a or b"
        ("{p: yes}", "$gap", ["text.not-known"]),  # it may have no result
        ("{p: yes}", "$part", ["text.not-known"]),  # so may a ratio
    ],
)
def test_derived_facts_that_always_print_something(when: str, text: str, found: list[str]) -> None:
    more = "gap: {type: choice, values: [a, b], derived: yes}\npart: {type: percent, derived: yes}"
    points = facts("rival", "points: {type: number, derived: yes}", "many_per: deal")
    source = decisions(COUNTED + rule(when).replace("en: So., zh: 如此。", f"en: '{text}', zh: '如此{text}'"))
    said = [f for f in linted(points, facts("deal", more), source) if f.kind.startswith("text.")]
    assert [f.kind for f in said] == found
    assert {f.severity for f in said} <= {"warning"}, "what is derived may follow from what is tested"


def test_what_is_known_of_others_is_not_known_of_the_deal() -> None:
    source = decisions(rule("{any person: {q: yes}}").replace("So.", "$q").replace("如此。", "$q时"))
    assert [f.kind for f in linted(facts("person", "q: {type: yes_no}", "many_per: deal"), source)] == [
        "text.not-known"
    ]


def test_a_gate_of_the_decision_makes_facts_known() -> None:
    source = decisions(rule("{q: yes}", gate="{p: yes}").replace("So.", "$p").replace("如此。", "$p时"))
    assert linted(source) == []


def test_what_is_named_in_other_texts() -> None:
    question = file(
        "f.yaml",
        "schema: facts/1\nsubject: deal\nfacts:\n  «new: {type: yes_no, label: {en: New, zh: 新}, ask: {en: Is $p so?, zh: $p吗？}}\n".replace(
            "en: Is $p so?", "en: 'Is $p so?'"
        ).replace("zh: $p吗？", "zh: '$p吗？'"),
    )
    check(
        question,
        "text.not-known",
        "'$p' in the question of 'deal.new'",
        "test p in 'when', or write $(p, else ...)",
        "error",
    )
    row = table("«{when: {p: yes}, then: a, because: {en: 'At $q', zh: '在$q'}}", "otherwise: c")
    check(row, "text.not-known", "'$q' in 'because' of 'deal.it.1'", "", "error")
    gate = "schema: agenda/1\ngates:\n  - «{id: g.one, kind: suitable, refuse: {effort: high}, when: {p: yes}, because: {en: 'At $q', zh: '在$q'}}\n"
    check(file("agenda.yaml", gate), "text.not-known", "'$q' in 'because' of 'g.one'", "", "error")


def test_a_decision_may_name_its_own_result() -> None:
    row = table("{when: {p: yes}, then: a, because: {en: 'It is $it', zh: '为$it'}}", "otherwise: c")
    assert linted(row) == []


@pytest.mark.parametrize(
    ("en", "zh", "found"),
    [
        ("Go there.", "去那里。", []),
        ("去那里。", "去那里。", ["text.english"]),
        ("Go there.", "Go there.", ["text.chinese"]),
        ("ERP", "ERP", []),
        ("$p", "$p", []),
        ("$p holds", "成立", ["text.names-differ"]),
        ("$(p, else it) holds", "$p成立", []),
    ],
)
def test_languages(en: str, zh: str, found: list[str]) -> None:
    all_ = lint(book(*BASE, advise(en=en, zh=zh)))
    assert [f.kind for f in all_ if "'because' of 'r.one'" in f.message] == found


def test_labels_in_both_languages() -> None:
    source = facts("deal", "new: {type: choice, values: {a: {en: Big, zh: big}, b: {en: 小, zh: 小}}}")
    found = [(f.kind, f.message) for f in linted(source, all_=True) if "of 'deal.new'" in f.message]
    assert found == [
        ("text.chinese", "the Chinese of the label of 'a' of 'deal.new' has no Chinese in it"),
        ("text.english", "the English of the label of 'b' of 'deal.new' holds Chinese"),
    ]


def test_definitions_of_factors() -> None:
    definition = "definition: {en: Points given by the team., zh: points of the team}"
    scale = f"- {{derive: deal.num, scale: [{{fact: points, weight: 100%, {definition}}}]}}"
    found = [f.message for f in linted(decisions(scale), all_=True) if f.kind == "text.chinese"]
    assert "the Chinese of the definition of 'points' in 'deal.num' has no Chinese in it" in found
