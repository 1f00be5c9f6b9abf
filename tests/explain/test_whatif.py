"""What if: it says exactly what recording the same facts would give, and writes nothing."""

import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from advisor.advice.view import Brief
from advisor.errors import AdvisorError, FactError, UsageError
from advisor.explain.whatif_view import AgendaLine, WhatIf
from advisor.facts.deal import Deal
from advisor.facts.dictionary import FactDef
from advisor.pipeline.desk import Desk
from advisor.pipeline.trying import what_if
from tests.advice.conftest import DEMOS
from tests.advice.test_sweep import random_value
from tests.workspaces import Workspaces, contents

T = TypeVar("T")


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspaces]:
    made = Workspaces(tmp_path_factory.mktemp("demo"))
    yield made
    made.close()


@pytest.fixture
def office(workspaces: Workspaces, tmp_path: Path) -> Desk:
    return workspaces.copy(tmp_path / "w")


def wishes(desk: Desk, deal: Deal, chance: random.Random, number: int) -> list[str]:
    """Return assignments of random facts of random members, some of them of nobody who is recorded."""
    dictionary, found = desk.pack.rulebook.dictionary, {}
    facts = [fact for fact in dictionary if not fact.derived and fact.subject not in dictionary.collecting]
    while len(found) < number:
        fact = chance.choice(facts)
        if dictionary.subjects[fact.subject].pair:
            continue
        members = deal.members(fact.subject) if not dictionary.is_single(fact.subject) else ("",)
        member = chance.choice([*members, "Somebody New"] if members != ("",) else [""])
        text = "unknown" if chance.random() < 0.15 else value_text(fact, deal, chance)
        if text:
            found[".".join(part for part in (fact.subject, member, fact.name) if part)] = text
    return [f"{path}={text}" for path, text in found.items()]


def value_text(fact: FactDef, deal: Deal, chance: random.Random) -> str:
    """Return a random value as it is typed; empty where it cannot be typed exactly."""
    subjects = {s: {m: dict(f) for m, f in members.items()} for s, members in deal.subjects.items()}
    value = random_value(fact, subjects, chance)
    if value is None or value == ():
        return ""
    text = (
        ",".join(value)
        if isinstance(value, tuple)
        else value
        if isinstance(value, str)
        else fact.type.show(value)
    )
    try:
        return text if fact.type.read(text) == value else ""
    except FactError:
        return ""


def lines(side: tuple[AgendaLine, ...]) -> list[tuple[object, ...]]:
    return [(line.rank, line.play, line.person, line.score, line.rule, line.because) for line in side]


def actions(brief: Brief) -> list[tuple[object, ...]]:
    ranked = enumerate(brief.actions, start=1)
    return [(rank, a.play, a.person, a.score, a.rule, a.because) for rank, a in ranked]


def check(found: WhatIf, before: Brief, after: Brief) -> None:
    """Compare a what-if with two real briefs, without its own way of comparing."""
    assert lines(found.before) == actions(before)
    assert lines(found.after) == actions(after)
    came_and_went(
        found.questions_new, found.questions_gone, before.questions, after.questions, lambda q: q.path
    )
    came_and_went(
        found.warnings_new,
        found.warnings_gone,
        before.warnings,
        after.warnings,
        lambda w: (w.rule.id, w.about),
    )
    came_and_went(
        found.guard_new, found.guard_gone, before.guard, after.guard, lambda g: (g.rule.id, g.rival)
    )
    tried = {fact.path for fact in found.tried}
    assert {c.id for c in found.positions} >= differing(before, after) - tried


def came_and_went(
    new: Iterable[T], gone: Iterable[T], before: Iterable[T], after: Iterable[T], key: Callable[[T], object]
) -> None:
    was, now = ({key(one) for one in side} for side in (before, after))
    assert {key(one) for one in new} == now - was
    assert {key(one) for one in gone} == was - now


def differing(before: Brief, after: Brief) -> set[str]:
    """Return the paths of the deal's positions that say something else in words."""
    was = {s.path: s.text for s in before.position}
    return {s.path for s in after.position if s.path in was and was[s.path] != s.text and not s.open}


@pytest.mark.parametrize("name", DEMOS)
def test_it_says_what_recording_the_facts_gives(workspaces: Workspaces, tmp_path: Path, name: str) -> None:
    chance, tried = random.Random(name), 0
    desk = workspaces.copy(tmp_path / "w")
    for round_ in range(6):
        deal, before = desk.store.get(name), desk.brief(name)
        asked = wishes(desk, deal, chance, chance.choice((1, 1, 2, 5)))
        untouched = contents(desk)
        try:
            found = what_if(desk, name, asked, new=True)
        except AdvisorError:  # such as a path that cannot be typed over: recording is refused alike
            with pytest.raises(AdvisorError):
                desk.set(name, asked, new=True)
            continue
        assert contents(desk) == untouched
        desk.set(name, asked, new=True)
        check(found, before, desk.brief(name))
        tried += 1
        if round_ % 2:
            desk.undo(name)
    assert tried >= 3


def test_both_sides_of_a_line_that_moves(office: Desk) -> None:
    found = what_if(office, "hospital", ["deal.our_share=90%"])
    assert found.before[0].mark == "gone" and found.after[0].mark == "new"
    for one in (line for line in found.before if line.other_rank):
        other = found.after[one.other_rank - 1]
        assert (other.play, other.person, other.other_rank, other.mark) == (
            one.play,
            one.person,
            one.rank,
            one.mark,
        )
        moved = "same" if one.rank == other.rank else "up" if other.rank < one.rank else "down"
        assert one.mark == moved


def test_facts_in_words_before_and_after(office: Desk) -> None:
    asked = ["deal.our_share=unknown", "person.新人.met=yes", "rival.Northgate.share=30%"]
    found = what_if(office, "hospital", asked, new=True)
    said = {fact.path: (fact.before and fact.before.en, fact.after and fact.after.en) for fact in found.tried}
    assert said == {
        "deal.our_share": ("0%", None),
        "person.新人.met": (None, "yes"),
        "rival.Northgate.share": (None, "30%"),
    }
    assert office.store.get("hospital-ultrasound").members("rival") == ("蓝桥影像",)


def test_a_member_alone_can_be_tried(office: Desk) -> None:
    found = what_if(office, "hospital", ["meeting.X.persons=Li Wei"], new=True)
    assert [(fact.path, fact.label is None) for fact in found.tried] == [
        ("meeting.X.persons", False),
        ("person.Li Wei", True),
    ]
    assert "person.Li Wei.power" in {question.path for question in found.questions_new}


def test_a_rule_can_be_typed_over_without_a_reason_while_nothing_is_kept(office: Desk) -> None:
    found = what_if(office, "hospital", ["deal.value_class=c1"])
    (fact,) = found.tried
    assert fact.typed_over and fact.after is not None and fact.after.en.startswith("class 1")
    assert "deal.value_class" not in {change.id for change in found.positions}
    assert "deal.resource_level" in {change.id for change in found.positions}
    with pytest.raises(FactError, match="needs a reason"):
        what_if(office, "hospital", ["deal.value_class=c1"], note="")


def test_nothing_different(office: Desk) -> None:
    found = what_if(office, "hospital", ["deal.our_share=0%"])
    assert not found.changes_advice
    assert found.tried[0].before == found.tried[0].after
    found = what_if(office, "hospital", ["deal.budget=unknown"])
    assert not found.tried and not found.changes_advice


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("deal.our_shrae=60%", "did you mean 'our_share'"),
        ("deal.step=commitment", "follows from the evidence"),
        ("person.Nobody.met=yes", "no person 'Nobody'"),
        ("deal.amount=many", "not an amount"),
        ("deal.our_share", "says nothing to record"),
    ],
)
def test_what_cannot_be_recorded_cannot_be_tried(office: Desk, wish: str, said: str) -> None:
    with pytest.raises((FactError, UsageError)) as error:
        what_if(office, "hospital", [wish])
    assert said in str(error.value)
