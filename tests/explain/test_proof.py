"""Proofs of small rulebooks: the four states, sets, sums, members, and what is in a rule's way."""

from datetime import date, timedelta

import pytest

from advisor.errors import FactError, UsageError
from advisor.explain.proofs.proof import FactProof, RuleProof, Term, Why
from advisor.explain.proofs.why import why
from advisor.facts.deal import Deal, Fact
from tests.rulebook.helpers import TODAY, Look, World, decisions, play, rule
from tests.rulebook.moves import FACTS, agenda, move, recommend

PLAYS = {p.id: p for p in (play("go"), play("wait"), play("find"), play("risky", compliance="check"))}
TABLE = """\
- derive: deal.kind
  hit_policy: first
  table:
    - {id: kind.p, when: {p: yes}, then: a}
    - {id: kind.q, when: {q: yes}, then: d}
    - otherwise: a
"""


def world(text: str, *more: object) -> World:
    return World(*FACTS, decisions(text), *more)  # type: ignore[arg-type]


def asked(look: Look, wanted: str) -> Why:
    return why(look.rulebook, PLAYS, look.conclusions, wanted)


def rule_of(look: Look, wanted: str = "r.one", about: str = "") -> RuleProof:
    return next(p for p in asked(look, wanted).rules if p.about == about)


def fact_of(look: Look, wanted: str) -> FactProof:
    return asked(look, wanted).facts[0]


def states(term: Term) -> list[tuple[str, str]]:
    return [(part.text.en, part.state) for part in term.parts]


def test_each_condition_has_its_state_its_value_and_who_said_it() -> None:
    look = world(rule("{p: yes, n: {at_least: 5}, q: yes}")).look("deal: {p: yes, n: 3}")
    proof = rule_of(look)
    assert [part.state for part in proof.term.parts] == ["holds", "fails", "unknown"]
    assert [part.actual and part.actual.en for part in proof.term.parts] == ["yes", "3", None]
    assert [(f.origin, f.on) for f in proof.term.parts[1].facts] == [("typed", TODAY)]
    assert proof.term.parts[2].facts[0].origin == "unknown"
    assert (proof.verdict, proof.fails, proof.unknowns) == ("silent", 1, 1)
    assert proof.rule.place.startswith("rules.yaml:")


@pytest.mark.parametrize(("given", "gate"), [("{p: no}", "fails"), ("{}", "unknown")])
def test_behind_a_gate_nothing_is_reached(given: str, gate: str) -> None:
    look = world(rule("{q: yes, n: {at_least: 5}}", gate="{p: yes}")).look(f"deal: {given}")
    proof = rule_of(look)
    assert proof.gate is not None
    assert proof.gate.state == gate
    assert {part.state for part in proof.term.parts} == {"not_reached"}
    assert proof.reason is not None


def test_rows_below_the_first_that_holds_are_not_reached() -> None:
    look = world(TABLE + rule("{kind: a}")).look("deal: {p: yes, q: yes}")
    assert [row.state for row in fact_of(look, "kind").rows] == ["holds", "not_reached", "not_reached"]
    look = world(TABLE + rule("{kind: a}")).look("deal: {p: no, q: no}")
    assert [row.state for row in fact_of(look, "kind").rows] == ["fails", "fails", "holds"]


def test_a_set_names_what_is_possible_and_why_the_others_are_out() -> None:
    grid = """\
- derive: deal.kind
  hit_policy: unique
  table:
    - {id: kind.a, when: {p: yes, n: {at_least: 5}}, then: a}
    - {id: kind.d, when: {p: no}, then: d}
"""
    proof = fact_of(world(grid + rule("{kind: a}")).look("deal: {p: yes}"), "deal.kind")
    results = {result.id: result for result in proof.results}
    assert {id_: result.state for id_, result in results.items()} == {
        "a": "possible", "d": "out", "~none": "possible",
    }  # fmt: skip
    assert results["d"].reason is not None
    assert results["d"].reason.en == "does not hold: p: no (it is: yes)"
    assert [n.path for n in proof.needs] == ["deal.n"]


def test_a_value_that_other_rows_exclude_is_out_though_no_row_fails() -> None:
    table = """\
- derive: deal.points
  hit_policy: first
  table:
    - {id: points.1, when: {kind: a}, then: 1}
    - {id: points.2, when: {kind: d}, then: 2}
    - otherwise: 3
"""
    proof = fact_of(world(table + TABLE).look(), "deal.points")
    (last,) = [result for result in proof.results if result.state == "out"]
    assert last.label.en == "3"
    assert last.reason is not None
    assert "another row decides" in last.reason.en


def test_nobody_recorded_leaves_the_members_unreached_and_the_list_open() -> None:
    look = world(rule("{no person: {mood: yes}}")).look()
    term = rule_of(look).term
    assert [part.state for part in term.parts] == ["not_reached", "unknown"]
    assert term.parts[1].facts[0].path == "deal.all_known"


def test_a_complete_list_is_evidence() -> None:
    look = world(rule("{no person: {mood: yes}}")).look(
        "{deal: {all_known: yes}, person: [{name: 王, mood: no}]}"
    )
    proof = rule_of(look)
    assert states(proof.term) == [("王: mood: yes", "fails"), ("everybody is recorded (person)", "holds")]
    assert proof.term.parts[1].facts[0].value.en == "yes"
    assert proof.verdict == "warns"


def test_members_have_states_of_their_own() -> None:
    people = "person: [{name: a, inside: yes, mood: no}, {name: b, inside: no}, {name: c, inside: yes}]"
    term = rule_of(world(rule("{any person: {inside: yes, mood: yes}}")).look(people)).term
    assert [(part.text.en, part.state) for part in term.parts[:3]] == [
        ("a", "fails"), ("b", "fails"), ("c", "unknown"),
    ]  # fmt: skip
    assert states(term.parts[2]) == [("inside: yes", "holds"), ("mood: yes", "unknown")]


def test_conflict_topic_gate_and_limit_say_by_whom() -> None:
    moves = recommend(
        move("m.first", "{p: yes}", "go", salience="90", rest="conflicts_with: [m.against]"),
        move("m.against", "{p: yes}", "wait", salience="80"),
        move("m.refused", "{p: yes}", "risky"),
        move("m.limited", "{p: yes}", "find", salience="10"),
        move("m.silent", "{p: no}", "find"),
    )
    gates = agenda(
        "limit: 1\ngates:\n  - id: gate.q\n    kind: eligible\n    refuse: {compliance: check}\n    when: {q: yes}\n"
        "    because:\n      en: Not here.\n      zh: 此处不可。\n"
    )
    look = world(moves, gates).look("deal: {p: yes, q: yes}")
    found = {p.rule.id: p for id_ in ("m.first", "m.against", "m.refused", "m.limited", "m.silent")
             for p in asked(look, id_).rules}  # fmt: skip
    assert {id_: p.verdict for id_, p in found.items()} == {
        "m.first": "shown", "m.against": "held", "m.refused": "held", "m.limited": "held", "m.silent": "silent",
    }  # fmt: skip
    assert found["m.against"].by is not None
    assert found["m.against"].by.id == "m.first"
    assert found["m.refused"].reason is not None
    assert found["m.refused"].reason.en == "Not here."
    assert found["m.refused"].refusal is not None
    assert found["m.refused"].refusal.facts[0].path == "deal.q"
    assert found["m.limited"].reason is not None
    assert "first 1" in found["m.limited"].reason.en
    page = asked(look, "")
    assert [p.verdict for p in page.rules] == ["shown", "held", "held"]
    assert [p.rule.id for p in page.near] == ["m.silent"]


def test_weighted_points_are_told_as_a_sum() -> None:
    scale = """\
- derive: deal.points
  scale:
    - {fact: n, weight: 60%}
    - {fact: m, weight: 40%}
"""
    proof = fact_of(world(scale).look("deal: {n: 5}"), "points")
    assert proof.how is not None
    assert proof.how.en == "weighted points: 3 + 0 to 4 = 3 to 7"
    assert [i.adds and i.adds.en for i in proof.inputs] == ["5 × 60% = 3", "0 to 10 × 40% = 0 to 4"]
    assert [i.counts for i in proof.inputs] == ["holds", "unknown"]


def test_a_typed_value_shows_who_typed_it_and_what_the_rules_say() -> None:
    deal, _ = world(TABLE + rule("{kind: d}")).deal("deal: {p: yes}")
    facts = {**deal.facts("deal", deal.id), "kind": Fact("d", TODAY, "Ann", note="she told us")}
    look = world(TABLE + rule("{kind: d}")).of(Deal(deal.id, {"deal": {deal.id: facts}}))
    proof = fact_of(look, "deal.kind")
    assert (proof.evidence.by, proof.told) == ("Ann", "she told us")
    assert proof.note is not None
    assert "the rules" in proof.note.en
    assert {r.id: r.state for r in proof.results} == {"a": "holds", "d": "out"}


def test_what_somebody_said_and_no_longer_counts_is_nobodys_word() -> None:
    look_at = world(rule("{any person: {last_met: known}}"))
    deal, _ = look_at.deal("person: [{name: a}]")
    later = Fact((TODAY + timedelta(days=3)).toordinal(), TODAY + timedelta(days=3), "Ann")
    look = look_at.of(Deal(deal.id, {**deal.subjects, "person": {"a": {"last_met": later}}}), TODAY)
    fact = fact_of(look, "person.a.last_met")
    assert (fact.evidence.origin, fact.evidence.by, fact.value.en) == ("assumed", "", "none")


def test_two_members_of_one_name_keep_their_facts_apart() -> None:
    one, two = (dict(name=Fact("王", TODAY), mood=Fact(mood, TODAY)) for mood in ("yes", "no"))
    look = world(rule("{any person: {mood: yes}}")).of(
        Deal("d", {"deal": {"d": {}}, "person": {"w1": one, "w2": two}})
    )
    facts = [part.facts[0] for part in rule_of(look).term.parts[:2]]
    assert [(f.path, f.value.en) for f in facts] == [("person.王.mood", "yes"), ("person.w2.mood", "no")]


def test_questions_are_understood_by_beginning_name_and_path() -> None:
    look = world(TABLE + recommend(move("m.go", "{kind: a}", "go")) + "\n" + rule("{p: yes}")).look(
        "{deal: {p: yes}, person: [{name: 王}]}"
    )
    for wanted, rules, facts in (
        ("go", ["m.go"], []), ("m.g", ["m.go"], []), ("r.one", ["r.one"], []), ("deal.move", ["m.go"], []),
        ("kind", [], ["deal.kind"]), ("kind.p", [], ["deal.kind"]), ("person.王.mood", [], ["person.王.mood"]),
        ("mood", [], ["person.王.mood"]), ("person.mood", [], ["person.王.mood"]),
    ):  # fmt: skip
        answer = asked(look, wanted)
        assert [p.rule.id for p in answer.rules] == rules, wanted
        assert [p.path for p in answer.facts if p.level == 0] == facts, wanted
    assert asked(look, "rival.lead").note is not None


@pytest.mark.parametrize(
    ("wanted", "error", "hint"),
    [("kin", UsageError, "write more"), ("opnning", UsageError, "name a play"), ("knd", UsageError, "'kind'"),
     ("person.李.mood", FactError, "王"), ("deal.kint", FactError, "kind"), ("goo", UsageError, "'go'")],
)  # fmt: skip
def test_what_is_not_understood_gets_the_nearest_word(wanted: str, error: type[Exception], hint: str) -> None:
    look = world(TABLE + recommend(move("m.go", "{kind: a}", "go"))).look("person: [{name: 王}]")
    with pytest.raises(error) as raised:
        asked(look, wanted)
    assert hint in str(raised.value)


def test_the_day_is_the_answers_own() -> None:
    assert asked(world(rule("{p: yes}")).look(), "").today == date(2026, 11, 21)
