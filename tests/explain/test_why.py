"""Why and why not on the shipped rules and the demo deals: complete, true, and never at a loss."""

import json
from collections.abc import Iterator

import pytest

from advisor.advice.showing import Show
from advisor.advice.view import Evidence
from advisor.cells import width
from advisor.engine.conclusions import Conclusions
from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.engine.scope import Here
from advisor.exchange.brief_json import record_text
from advisor.exchange.why_text import why_text
from advisor.explain.proofs.proof import RuleProof, Term, Why
from advisor.explain.proofs.proving import STATES, Prover, combined
from advisor.explain.proofs.why import Explainer, why
from advisor.facts.deal import Deal, Fact
from advisor.facts.sheet import sheet
from advisor.facts.states import TRUE
from advisor.labels import LANGS
from advisor.records import Record, fields
from advisor.rulebook.conditions import Condition, truth_of
from advisor.rulebook.decisions import Decision
from tests.advice.conftest import DEMOS, TODAY, Desk


@pytest.fixture(scope="module")
def engine(desk: Desk) -> Engine:
    return Engine(desk.rulebook, InProcess())


def concluded(desk: Desk, engine: Engine, deal: Deal) -> Conclusions:
    return engine.conclude(sheet(desk.rulebook.dictionary, deal, TODAY))


def asked(desk: Desk, conclusions: Conclusions, wanted: str) -> Why:
    return why(desk.rulebook, desk.plays, conclusions, wanted)


def fired(desk: Desk, conclusions: Conclusions) -> Iterator[tuple[Decision, int, str]]:
    for decision in desk.rulebook.decisions.values():
        if decision.kind != "derive":
            for member in conclusions.rows.get(decision.subject, ()):
                outcome = conclusions.outcomes[decision.id, member]
                for number, status in enumerate(outcome.statuses):
                    if status == TRUE == outcome.gate:
                        yield decision, number, member


def named(thing: object) -> Iterator[Evidence]:
    """Yield every fact that a part of a proof names."""
    if isinstance(thing, Evidence):
        yield thing
    elif isinstance(thing, Record):
        for name in fields(thing):
            yield from named(getattr(thing, name))
    elif isinstance(thing, tuple):
        for part in thing:
            yield from named(part)


def told(answer: Why, proof: RuleProof, deal: Deal, desk: Desk) -> dict[tuple[str, str, str], Fact]:
    """Return the base facts in the tree below a rule, as they were told."""
    proofs = {fact.path: fact for fact in answer.facts}
    found: dict[tuple[str, str, str], Fact] = {}
    waiting, seen = list(named((proof.gate, proof.term))), set()
    while waiting:
        evidence = waiting.pop()
        if evidence.rule is not None and evidence.path not in seen:
            seen.add(evidence.path)
            waiting += named(proofs[evidence.path])
        if evidence.on is not None:
            at = desk.rulebook.dictionary.address(evidence.path, deal)
            found[at] = deal.facts(at[0], at[1])[at[2]]
    return found


def only(deal: Deal, facts: dict[tuple[str, str, str], Fact]) -> Deal:
    """Return a deal with the same members that knows nothing but some facts."""
    subjects: dict[str, dict[str, dict[str, Fact]]] = {
        s: {m: {} for m in ms} for s, ms in deal.subjects.items()
    }
    for (subject, member, name), fact in facts.items():
        subjects[subject].setdefault(member, {})[name] = fact
    return Deal(deal.id, subjects)


@pytest.mark.parametrize("name", DEMOS)
def test_the_facts_named_in_a_proof_alone_make_the_rule_fire(desk: Desk, engine: Engine, name: str) -> None:
    deal = desk.demo(name)
    conclusions = concluded(desk, engine, deal)
    tried = 0
    for decision, number, member in fired(desk, conclusions):
        row = decision.rows[number]
        answer = asked(desk, conclusions, row.id)
        single = desk.rulebook.dictionary.is_single(decision.subject)
        about = "" if single else desk.rulebook.dictionary.name_of(deal, decision.subject, member)
        proof = next(p for p in answer.rules if p.about == about)
        again = concluded(desk, engine, only(deal, told(answer, proof, deal, desk)))
        outcome = again.outcomes[decision.id, member]
        assert (outcome.gate, outcome.statuses[number]) == (TRUE, TRUE), (row.id, member)
        tried += 1
    assert tried


def checked(prover: Prover, condition: Condition, scope: Here, term: Term) -> int:
    """Compare a term with its condition, part by part; return how many were compared."""
    assert term.state == STATES[truth_of(condition, scope)]
    _, parts = combined(condition)
    return 1 + sum(
        checked(prover, c, scope, t) for c, t in zip(parts, term.parts if parts else (), strict=True)
    )


@pytest.mark.parametrize("name", DEMOS)
def test_every_term_stands_as_its_condition_does(desk: Desk, engine: Engine, name: str) -> None:
    conclusions = concluded(desk, engine, desk.demo(name))
    prover = Prover(Show(desk.rulebook, conclusions))
    compared = 0
    for decision in desk.rulebook.decisions.values():
        for member in conclusions.rows.get(decision.subject, ()):
            scope = conclusions.scope(decision.subject, member)
            for row in decision.rows:
                compared += checked(prover, row.when, scope, prover.term(row.when, scope))
    assert compared > 500


@pytest.mark.parametrize("name", DEMOS)
def test_every_rule_and_fact_can_be_asked_about(desk: Desk, engine: Engine, name: str) -> None:
    explainer = Explainer(desk.rulebook, desk.plays, concluded(desk, engine, desk.demo(name)))
    questions = [row.id for d in desk.rulebook.decisions.values() if d.kind != "derive" for row in d.rows]
    questions += [d.id for d in desk.rulebook.decisions.values() if d.kind == "derive"]
    for wanted in ("", *questions):
        answer = explainer.why(wanted)
        assert answer.rules or answer.facts or answer.note is not None
        for lang in LANGS:
            page = why_text(answer, lang, 57)
            assert not [line for line in page.split("\n") if width(line) > 57], wanted
            assert not [sign for sign in ("$", "{}", "{0}") if sign in page], wanted


@pytest.mark.parametrize("name", DEMOS)
def test_the_values_of_a_set_are_those_still_possible(desk: Desk, engine: Engine, name: str) -> None:
    conclusions = concluded(desk, engine, desk.demo(name))
    explainer, sets = Explainer(desk.rulebook, desk.plays, conclusions), 0
    for decision in desk.rulebook.decisions.values():
        for proof in explainer.why(decision.id).facts if decision.kind == "derive" else ():
            _, member, fact = explainer.prover.named[proof.path]
            if (
                not proof.results
                or proof.level
                or explainer.prover.show.fact(decision.subject, fact).type.element
            ):
                continue
            state = conclusions.state(decision.subject, member, fact)
            values = state if isinstance(state, frozenset) else {state}
            assert {r.id for r in proof.results if r.state != "out"} == {str(v) for v in values}, proof.path
            assert all(r.reason is not None for r in proof.results if r.state == "out"), proof.path
            sets += len(values) > 1
    assert sets


@pytest.mark.parametrize("name", DEMOS)
def test_near_misses_come_in_the_order_of_what_they_miss(desk: Desk, engine: Engine, name: str) -> None:
    near = asked(desk, concluded(desk, engine, desk.demo(name)), "").near
    assert near
    assert [p.fails + p.unknowns for p in near] == sorted(p.fails + p.unknowns for p in near)
    for proof in near:
        assert proof.verdict in ("waits", "skipped", "silent")
        assert (proof.fails, proof.unknowns) == (
            sum(t.state == "fails" for t in proof.missing),
            sum(t.state == "unknown" for t in proof.missing),
        )


@pytest.mark.parametrize("name", DEMOS)
def test_the_score_is_the_sum_of_its_parts(desk: Desk, engine: Engine, name: str) -> None:
    for proof in asked(desk, concluded(desk, engine, desk.demo(name)), "").rules:
        assert proof.score == sum(part.points or 0 for part in proof.sum)
        assert all(part.term is not None for part in proof.sum[1:])


def test_a_proof_is_flat_and_every_derived_fact_stands_in_it_once(desk: Desk, engine: Engine) -> None:
    answer = asked(desk, concluded(desk, engine, desk.demo("school-network")), "")
    paths = [proof.path for proof in answer.facts]
    assert len(paths) == len(set(paths))
    assert {e.path for e in named((answer.rules, answer.facts, answer.near)) if e.rule is not None} <= set(
        paths
    )
    assert json.loads(record_text(answer))["schema"] == "why/1"
