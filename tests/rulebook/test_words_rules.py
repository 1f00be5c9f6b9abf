"""Each word of recommend and warn rules, of the agenda and of texts, down to the page that people read."""

from datetime import date, timedelta

import pytest

from advisor.labels import Label
from tests.rulebook.helpers import TODAY, World, brief, decisions, facts
from tests.rulebook.moves import FACTS, WITH, move, only, page, recommend

# ---------------------------------------------------------------- play, salience, by


def test_a_recommendation() -> None:
    action = only(page(recommend(move("r.go", rest='source: {doc: "003", part: art. 3, cell: G}'))))
    assert (action.rule.id, action.play, action.title, action.score) == (
        "r.go",
        "go",
        Label("Do go", "做go"),
        50,
    )
    assert (action.rule.place, action.rule.source) == ("rules0.yaml:6:9", "003, art. 3, cell G")
    assert [(e.path, e.value.zh, e.origin) for e in action.evidence] == [("deal.p", "是", "typed")]
    assert (action.person, action.person_state, action.by) == (None, "not_needed", None)


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ("[]", "go"),
        ("[{play: go, on: 2026-01-01}]", "wait"),
        ("[{play: go, on: 2026-01-01}, {play: wait, on: 2026-02-01}]", "find"),
        ("[{play: find, on: 2026-01-01}, {play: go, on: 2026-01-05}, {play: wait, on: 2026-02-01}]", "find"),
        ("[{play: go, on: 2026-01-01}, {play: find, on: 2026-01-05}, {play: wait, on: 2026-02-01}]", "go"),
        ("[{play: wait, on: 2026-03-01}, {play: go, on: 2026-01-01}, {play: find, on: 2026-02-01}]", "go"),
    ],
)
def test_vary_takes_the_play_used_least_recently(done: str, expected: str) -> None:
    rules = recommend(move("r.go", play_="{vary: [go, wait, find]}"))
    assert only(page(rules, given=f"deal: {{p: yes}}\ndone: {done}")).play == expected


@pytest.mark.parametrize(
    ("by", "given", "expected"),
    [
        ("today", "", TODAY),
        ("in 3 days", "", TODAY + timedelta(days=3)),
        ("in 2 weeks", "", TODAY + timedelta(days=14)),
        ("in $days", "", TODAY + timedelta(days=10)),
        ("due", "due: 2026-12-24", date(2026, 12, 24)),
        ("{before: due, minus: 3 days}", "due: 2026-12-24", date(2026, 12, 21)),
        ("{before: due, minus: $days}", "due: 2026-12-24", date(2026, 12, 14)),
        ("due", "", None),
    ],
)
def test_by(by: str, given: str, expected: date | None) -> None:
    found = page(
        recommend(move("r.go", more=f"by: {by}")),
        given=f"deal: {{p: yes, {given}}}",
        parameters="days: 10 days",
    )
    assert only(found).by == expected


@pytest.mark.parametrize(
    ("meetings", "expected"),
    [
        (
            "{name: m1, date: 2026-12-01}, {name: m2, date: 2026-11-25}, {name: m3, date: 2026-11-20}",
            date(2026, 11, 25),
        ),
        ("{name: m1, date: 2026-11-21}", TODAY),
        ("{name: m1, date: 2026-11-20}", None),
        ("", None),
    ],
)
def test_by_next_meeting(meetings: str, expected: date | None) -> None:
    found = page(
        recommend(move("r.go", more="by: next_meeting")), given=f"deal: {{p: yes}}\nmeeting: [{meetings}]"
    )
    assert only(found).by == expected


def test_salience_may_be_a_parameter() -> None:
    assert only(page(recommend(move("r.go", salience="$weight")), parameters="weight: 77")).score == 77


# ---------------------------------------------------------------- with


@pytest.mark.parametrize(
    ("persons", "person", "state", "play_"),
    [
        ("{name: 王, inside: yes}, {name: 李, inside: no}", "王", "known", "go"),
        (
            "{name: 王, inside: yes, level: user}, {name: 李, inside: yes, level: executive}",
            "李",
            "known",
            "go",
        ),
        ("{name: 王, inside: yes}, {name: 李, inside: yes, level: user}", "李", "known", "go"),
        (
            "{name: 王, inside: yes, level: user, last_met: 2026-01-01}, {name: 李, inside: yes, level: user, last_met: 2026-02-01}",
            "李",
            "known",
            "go",
        ),
        ("{name: 王, inside: yes, level: user}, {name: 李, level: executive}", "王", "known", "go"),
        ("{name: 王}", "王", "perhaps", "go"),
        ("{name: 王, inside: no}", None, "nobody", "find"),
        ("", None, "nobody", "find"),
    ],
)
def test_with_the_best_person_who_fits(persons: str, person: str | None, state: str, play_: str) -> None:
    action = only(page(recommend(move("r.go", more=WITH)), given=f"deal: {{p: yes}}\nperson: [{persons}]"))
    assert (action.person, action.person_state, action.play) == (person, state, play_)


@pytest.mark.parametrize(
    ("prefer", "person"),
    [("highest level", "b"), ("lowest level", "a"), ("latest last_met", "a"), ("earliest last_met", "b")],
)
def test_prefer(prefer: str, person: str) -> None:
    words = f"with: {{person: {{where: {{inside: yes}}, prefer: [{prefer}], if_nobody: find}}}}"
    people = "{name: a, inside: yes, level: user, last_met: 2026-05-01}, {name: b, inside: yes, level: executive, last_met: 2026-01-01}"
    assert (
        only(page(recommend(move("r.go", more=words)), given=f"deal: {{p: yes}}\nperson: [{people}]")).person
        == person
    )


def test_without_if_nobody_the_rule_still_fires_and_says_so() -> None:
    words = "with: {person: {where: {inside: yes}}}"
    action = only(page(recommend(move("r.go", more=words)), given="deal: {p: yes, all_known: yes}"))
    assert (action.person, action.person_state, action.play) == (None, "nobody", "go")


def test_the_missing_person_is_the_first_question() -> None:
    found = page(
        recommend(move("r.go", more=WITH), move("r.other", when="{q: yes}", play_="wait", salience="90"))
    )
    assert (only(found).person_state, found.questions[0].path) == ("nobody", "deal.all_known")


def test_a_decision_per_person_recommends_about_this() -> None:
    rules = recommend(
        move("r.go", when="{mood: no}", more="with: {person: this}", en="Calm $person.", zh="安抚$person。"),
        name="person.move",
    )
    found = page(rules, given="person: [{name: 王, mood: no}, {name: 李, mood: yes}]")
    action = only(found)
    assert (action.person, action.person_state, action.because.en) == ("王", "known", "Calm 王.")


# ---------------------------------------------------------------- waiting, warnings


def test_what_asks_waits_and_what_skips_does_not() -> None:
    ask = recommend(move("r.ask", when="{p: yes, q: yes}"), name="deal.one")
    skip = recommend(move("r.skip", when="{p: yes, q: yes}"), name="deal.two", words="if_unknown: skip")
    found = page(ask, skip)
    assert not found.actions
    assert [(w.rule.id, w.needs) for w in found.waiting] == [("r.ask", ("deal.q",))]
    assert [(q.path, q.ask, q.blocks) for q in found.questions] == [
        ("deal.q", Label("Say q.", "请说明q。"), ("r.ask",))
    ]


def test_a_question_shows_what_it_was() -> None:
    files = (
        facts("deal", "old: {type: yes_no, fresh_for: 10 days}"),
        decisions(recommend(move("r.go", when="{old: yes}"))),
    )
    look = World(*files).look("deal: {old: {value: yes, on: 2026-01-01, by: 李}}")
    (question,) = brief(look, "go").questions
    assert question.was == Label("was yes, said by 李 on 2026-01-01", "原为是（李 2026-01-01）")


WARN = "- warn: deal.look\n  if_unknown: skip\n  rules:\n    - {{id: r.w, when: {when}, then: {{kind: {kind}, {more}because: {{en: Look., zh: 留意。}}}}}}"


@pytest.mark.parametrize("kind", ["gap", "conflict", "caution", "note"])
def test_the_kinds_of_warnings(kind: str) -> None:
    found = page(WARN.format(when="{p: yes}", kind=kind, more=""))
    assert [(w.kind, w.rule.id, w.because.zh) for w in found.warnings] == [(kind, "r.w", "留意。")]
    assert not found.guard


def test_between_names_the_facts_that_disagree() -> None:
    world = World(
        *FACTS,
        decisions(WARN.format(when="{n: {above: {fact: m}}}", kind="conflict", more="between: [n, m], ")),
    )
    row = world.rulebook.decisions["deal.look"].rows[0]
    assert row.warning and [r.text for r in row.warning.between] == ["n", "m"]
    (warning,) = brief(world.look("deal: {n: 5, m: 3}")).warnings
    assert [e.path for e in warning.evidence] == ["deal.n", "deal.m"]


def test_a_guard_is_what_the_rival_will_likely_do() -> None:
    text = WARN.format(when="{lead: behind}", kind="guard", more="play: go, ").replace(
        "deal.look", "rival.look"
    )
    found = page(text, given="rival: [{name: B, lead: behind}, {name: C, lead: ahead}]")
    assert [(g.rival, g.rule.id, g.title.en) for g in found.guard] == [("B", "r.w", "Do go")]
    assert not found.warnings
