"""Why as plain text: an indented tree, harmless, never wider than asked, each fact opened once."""

import unicodedata
from typing import Any

import pytest

from advisor.cells import CLOSING, width
from advisor.exchange.why_text import why_text
from advisor.explain.proofs.why import why
from advisor.facts.deal import Deal, Fact
from tests.rulebook.helpers import TODAY, Look, World, decisions, play, rule
from tests.rulebook.moves import FACTS, move, recommend

EVIL = "王\x1b[31m\u202e{0}\n$p 【x】" + "长" * 400
CHAIN = """\
- derive: deal.points
  compute: {count: {of: [{kind: a}, {p: yes}]}}
- derive: deal.kind
  hit_policy: first
  table:
    - {id: kind.many, when: {any person: {mood: yes, inside: yes}}, then: a}
    - otherwise: d
"""


def page(look: Look, wanted: str, lang: Any = "en", cells: int = 80) -> str:
    return why_text(why(look.rulebook, {"go": play("go")}, look.conclusions, wanted), lang, cells)


def chain(given: str) -> Look:
    rules = recommend(move("m.one", "{points: {at_least: 1}, kind: a}"), move("m.two", "{kind: d}"))
    return World(*FACTS, decisions(CHAIN + rules + "\n" + rule("{points: 0}"))).look(given)


def test_a_rule_is_told_with_its_place_its_conditions_and_its_score() -> None:
    text = page(chain("{deal: {p: yes}, person: [{name: 王, mood: yes, inside: yes}]}"), "m.one")
    for said in (
        "m.one · rules.yaml:",
        "on the page: line 1",
        "Go.",
        "+ points: at least 1",
        "Score 50",
        "+50 the rule's",
    ):
        assert said in text, said
    assert text.index("+ 王") > text.index("+ points")
    assert text.endswith("+ holds   - fails   ? not known   . not reached\n")


def test_a_fact_is_opened_once_and_named_after_that() -> None:
    text = page(chain("{deal: {p: yes}, person: [{name: 王, mood: yes, inside: yes}]}"), "m.one")
    assert text.count("= the first row that holds") == 1
    assert text.count("see above") == 1


def test_the_fact_that_is_too_deep_is_named_to_ask_on() -> None:
    text = page(chain("deal: {p: yes}"), "")
    assert "Ask on:\n  advisor why deal deal.kind" in text


@pytest.mark.parametrize("cells", [40, 57, 100])
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("wanted", ["", "go", "r.one", "points", "person.mood"])
def test_hostile_names_act_on_nothing_and_no_line_is_too_wide(wanted: str, lang: str, cells: int) -> None:
    world = World(
        *FACTS, decisions(CHAIN + recommend(move("m.one", "{kind: a}")) + "\n" + rule("{points: 0}"))
    )
    people = {f"{EVIL}{n}": {"mood": Fact("yes", TODAY, EVIL, note=EVIL)} for n in range(20)}
    look = world.of(Deal(EVIL, {"deal": {EVIL: {"p": Fact("yes", TODAY, EVIL)}}, "person": people}))
    text = page(look, wanted, lang, cells)
    lines = text.split("\n")
    assert [line for line in lines if width(line) > cells] == []
    ours = (". ", "? ", "……", "… ")  # two of the marks, and "and 3 more"
    starts = [line.strip() for line in lines if line.strip() and not line.strip().startswith(ours)]
    assert [line for line in starts if line[0] in CLOSING] == []
    assert {unicodedata.category(c) for c in text if c != "\n"}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})


def test_every_state_has_its_mark() -> None:
    look = World(
        *FACTS, decisions(rule("{all: [{p: yes}, {q: yes}, {n: 5}], no rival: {lead: ahead}}"))
    ).look("deal: {p: yes, q: no}")
    text = page(look, "r.one")
    for said in ("+ p: yes", "- q: yes", "? n: 5", ". no rival is recorded"):
        assert said in text, said
