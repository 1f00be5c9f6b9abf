"""The brief of real deals: gates, topics, reasons to the raw fact, questions that matter."""

from datetime import date, timedelta

import pytest

from advisor.facts.deal import Deal, Fact
from advisor.facts.sheet import with_facts
from advisor.records import replace

from .conftest import DEMOS, TODAY, Desk


@pytest.mark.parametrize("name", DEMOS)
def test_every_line_of_every_demo_brief_is_explained(desk: Desk, name: str) -> None:
    brief = desk.brief(desk.demo(name))
    assert len(brief.actions) <= 5
    assert brief.actions or brief.old > 20, "only a deal whose facts all grew old gives no advice"
    for action in brief.actions:
        assert action.rule.place.startswith("rules/")
        assert ":" in action.rule.place
        assert sum(add for _, _, add in action.score_parts if add is not None) == action.score
        assert action.because.en.strip()
        assert action.because.zh.strip()
        assert "$" not in action.because.en + action.because.zh
    for one, other in zip(brief.actions, brief.actions[1:], strict=False):
        assert (-one.score, one.rule.id) <= (-other.score, other.rule.id)
    topics = [(a.topic, a.person) for a in brief.actions]
    assert len(topics) == len(set(topics))


@pytest.mark.parametrize("name", DEMOS)
def test_evidence_names_who_said_it_or_the_rule_that_derived_it(desk: Desk, name: str) -> None:
    brief = desk.brief(desk.demo(name))
    lines = [*brief.actions, *brief.warnings]
    for evidence in [e for line in lines for e in line.evidence]:
        if evidence.origin == "derived":
            assert evidence.rule is not None
        elif evidence.origin not in ("assumed", "unknown", "not_applicable"):
            assert evidence.on is not None
            assert evidence.age_days == (TODAY - evidence.on).days


def test_nothing_known_gives_no_move_but_questions(desk: Desk) -> None:
    brief = desk.brief(Deal("empty", {"deal": {"empty": {}}}))
    assert [a.play for a in brief.actions] == ["find-inside-contact"]
    opening = next(s for s in brief.position if s.path == "deal.opening")
    assert opening.state in ("unknown", "possible")
    assert opening.text.en == "?"
    assert brief.questions


def test_a_public_buyer_loses_the_plays_marked_check_and_the_page_says_so(desk: Desk) -> None:
    brief = desk.brief(desk.demo("government-hall"))
    assert all(a.compliance == "ok" for a in brief.actions)
    refused = [h for h in brief.held if desk.plays[h.play].compliance == "check"]
    assert refused
    assert all(h.reason.en and h.reason.zh for h in refused)


def test_a_little_worth_deal_keeps_the_acceleration_and_shows_low_resources(desk: Desk) -> None:
    deal = desk.demo("school-network")
    said = {
        ("deal", deal.id, "value_class"): Fact("c4", TODAY, note="the trainer says so"),
    }
    brief = desk.brief(with_facts(deal, said))
    assert "accelerate-procurement" in [a.play for a in brief.actions]
    standings = {s.path: s for s in brief.position}
    assert standings["deal.value_class"].note is not None
    assert standings["deal.value_class"].values[0][0] == "c4"
    assert standings["deal.resource_level"].values[0][0] != "best"


def test_a_typed_value_ends_when_a_fact_it_rests_on_changes_later(desk: Desk) -> None:
    deal = desk.demo("school-network")
    typed = Fact("c4", TODAY - timedelta(days=5), note="a guess")
    changed = {
        ("deal", deal.id, "value_class"): typed,
        ("deal", deal.id, "amount"): Fact(300_000_000, TODAY),
    }
    brief = desk.brief(with_facts(deal, changed))
    standings = {s.path: s for s in brief.position}
    assert standings["deal.value_class"].values[0][0] == "c1"
    assert any(w.rule.id == "deal.value_class" for w in brief.warnings)


def test_an_old_fact_counts_as_unknown_and_its_question_returns(desk: Desk) -> None:
    fresh = desk.brief(desk.demo("hospital-ultrasound"))
    deal = desk.demo("hospital-ultrasound")
    aged = {
        (s, m, n): replace(f, on=TODAY - timedelta(days=2000))
        for s, members in deal.subjects.items()
        for m, facts in members.items()
        for n, f in facts.items()
    }
    old = desk.brief(with_facts(deal, aged))
    assert old.old > fresh.old
    assert any(q.was is not None for q in old.questions)


def test_the_meeting_is_the_next_one_on_or_after_the_day(desk: Desk) -> None:
    deal = desk.demo("school-network")
    brief = desk.brief(deal)
    assert brief.meeting is not None
    assert brief.meeting.on >= TODAY
    gone = {("meeting", m, "date"): Fact(date(2020, 1, 1).toordinal(), TODAY) for m in deal.members("meeting")}
    assert desk.brief(with_facts(deal, gone)).meeting is None


@pytest.mark.parametrize("name", DEMOS)
def test_the_full_brief_names_every_derived_fact(desk: Desk, name: str) -> None:
    brief = desk.brief(desk.demo(name), full=True)
    wanted = {f.path for f in desk.rulebook.dictionary if f.derived and f.subject == "deal"}
    assert wanted <= {s.path for s in brief.derived}
    for standing in brief.derived:
        assert (standing.state in ("known", "possible")) == bool(standing.values)


@pytest.mark.parametrize("name", DEMOS)
def test_a_question_asks_for_something_unknown(desk: Desk, name: str) -> None:
    deal = desk.demo(name)
    brief = desk.brief(deal)
    assert len({q.path for q in brief.questions}) == len(brief.questions)
    complete = {s.all_known for s in desk.rulebook.dictionary.subjects.values()}
    for question in brief.questions:
        assert question.blocks
        subject, member, fact = desk.rulebook.dictionary.address(question.path, deal)
        told = deal.facts(subject, member).get(fact)
        # "Is there anybody else?" is asked again after a no: only a yes settles it.
        again = question.path in complete and told is not None and told.value == "no"
        assert told is None or question.was is not None or again
