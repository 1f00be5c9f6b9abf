"""`debrief/1` files: what they say, and what is wrong with them at which place."""

from datetime import date

import pytest

from advisor.advice.asking import question_id
from advisor.advice.brief import make_brief
from advisor.advice.needs import Need
from advisor.rulebook.debrief_plan import DebriefPlan
from advisor.rulebook.load import Source
from tests.rulebook.helpers import TODAY, World, book, decisions, facts, file, loaded, rule, unmarked

DEAL = facts("deal", "won: {type: yes_no}\nlost: {type: yes_no}")
PERSON = facts(
    "person",
    "met: {type: yes_no, our_act: yes}\nlast: {type: date, our_act: yes}\nlevel: {type: choice, values: [low, high]}",
    "many_per: deal",
)
MEETING = facts(
    "meeting",
    """
    date: {type: date, asked: no}
    who: {type: list of reference to person, asked: no}
    mood: {type: choice, values: [cold, warm]}
    outcome: {type: yes_no, derived: yes}
    """,
    "many_per: deal",
)
ASKED = facts("asked", "in_vain: {type: yes_no, asked: no, fresh_for: 10 days}", "many_per: deal")
OUTCOME = decisions(
    "- derive: meeting.outcome\n  hit_policy: first\n  table:\n    - {id: m.o, when: {mood: warm}, then: yes}\n    - otherwise: no"
)
BASE = (DEAL, PERSON, MEETING, ASKED, OUTCOME)
ASK = "ask: {en: Who came., zh: 谁来了。}"


def debrief(text: str) -> Source:
    return file("debrief.yaml", f"schema: debrief/1\n{text}\n")


def test_what_a_file_says() -> None:
    text = f"""questions: 3
within: 2 weeks
in_vain: asked.in_vain
earlier: [{{fact: mood, when: {{mood: unknown}}}}]
held:
  - fact: who
    {ASK}
    sets: [met, last]
    then: [{{fact: mood}}]
next: [{{fact: date, {ASK}}}]"""
    plan = book(*BASE, debrief(text)).debrief
    assert (plan.questions, plan.within, plan.in_vain) == (3, 14, ("asked", "in_vain"))
    (held,) = plan.held
    assert held.ask is not None
    assert (held.name, held.ask.zh, held.sets, held.then[0].name) == (
        "who",
        "谁来了。",
        ("met", "last"),
        "mood",
    )
    assert [asked.name for asked in plan.facts] == ["mood", "who", "mood", "date"]
    assert book(*BASE).debrief == DebriefPlan()


@pytest.mark.parametrize(
    ("text", "kind", "hint"),
    [
        ("held: [{fact: «moood}]", "fact.unknown", "did you mean 'mood' (mood)?"),
        ("held: [{fact: «outcome}]", "debrief.fact", "name a fact of meeting that no rule derives"),
        ("held: [{fact: «deal.won}]", "debrief.fact", "name a fact of meeting that no rule derives"),
        ("held: [{fact: «date}]", "debrief.fact", "add 'ask:' with the question in both languages"),
        ("next: [{fact: mood, «thn: []}]", "form.unknown-key", "did you mean 'then'?"),
        ("held: [{fact: mood, sets: «[met]}]", "debrief.fact", "'sets' stands with a list or a reference"),
        (
            f"held: [{{fact: who, {ASK}, sets: «[level]}}]",
            "debrief.fact",
            "name yes_no and date facts that no rule derives",
        ),
        ("earlier: [{fact: mood, when: {«moood: warm}}]", "fact.unknown", "did you mean 'mood' (mood)?"),
        (
            "in_vain: «deal.won",
            "debrief.fact",
            "a yes_no fact with fresh_for, of a subject with many_per: deal",
        ),
        ("in_vain: «asked.vain", "fact.unknown", "did you mean 'in_vain' (in_vain)?"),
        ("within: «soon", "fact.value", ""),
        ("questions: «many", "condition.value", ""),
        ("«hold: []", "form.unknown-key", "did you mean 'held'?"),
    ],
)
def test_mistakes(text: str, kind: str, hint: str) -> None:
    clean, place = unmarked(debrief(text))
    found = [f for f in loaded(*BASE, clean).findings if f.severity == "error"]
    assert [(f.kind, f.place.file, f.place.line, f.place.column) for f in found] == [(kind, *place)], found
    assert not hint or found[0].hint == hint


def test_a_question_rests_while_the_fact_that_remembers_it_is_fresh() -> None:
    world = World(*BASE, decisions(rule("{won: yes}"), name="r.yaml"), debrief("in_vain: asked.in_vain"))
    assert question_id(world.rulebook.dictionary, Need("deal", "deal", "won")) == "deal.won"
    given = "asked: [{{name: deal.won, in_vain: {{value: yes, on: {day}}}}}]"
    for days, rests in ((10, True), (11, False)):
        day = date.fromordinal(TODAY.toordinal() - days)
        brief = make_brief(world.rulebook, {}, world.look(given.format(day=day)).conclusions)
        assert ([q.path for q in brief.questions], brief.resting) == ([] if rests else ["deal.won"], rests)
