"""What would flip it, on small worlds: the fewest changes, by whom, and what is in the way."""

import pytest

from advisor.explain.flipping.flips import ANYONE
from tests.explain.flipping import asked, told, trial, ways
from tests.rulebook.helpers import decisions, file, play, rule
from tests.rulebook.moves import move, recommend

GRID = decisions(
    """
    - derive: deal.level
      hit_policy: first
      table:
        - {id: level.many, when: {amount: {at_least: 60}}, then: many}
        - {otherwise: few}
    - derive: deal.class
      grid: {rows: level, columns: side, cells: {few: {a: x, b: y, c: y}, many: {a: z, b: z, c: y}}}
    """
)


def rules(when: str) -> object:
    return decisions(rule(when))


def test_a_choice_is_named_with_the_value_it_needs() -> None:
    found = asked(trial(rules("{side: c}"), given="deal: {side: a}"), "r.one")
    assert (found.outlook, ways(found)) == ("can", [{"deal.side": "c"}])
    (step,) = found.ways[0].changes
    assert step.before is not None
    assert (step.before.en, step.changeable_by) == ("a", "us")


def test_all_changes_of_a_way_are_needed() -> None:
    found = asked(trial(rules("{ours: yes, theirs: yes, side: [a, b]}"), given="deal: {side: a}"), "r.one")
    assert ways(found) == [{"deal.ours": "yes", "deal.theirs": "yes"}]


def test_of_ways_of_one_size_ours_come_first() -> None:
    found = asked(trial(rules("{any: [{theirs: yes}, {ours: yes}]}"), given="deal: {ours: no}"), "r.one")
    assert ways(found) == [{"deal.ours": "yes"}, {"deal.theirs": "yes"}]


def test_a_larger_way_follows_only_where_it_does_not_hold_a_smaller_one() -> None:
    when = "{any: [{ours: yes}, {theirs: yes, side: b}, {ours: yes, side: c}]}"
    found = asked(trial(rules(when), given="deal: {side: a}"), "r.one")
    assert ways(found) == [{"deal.ours": "yes"}, {"deal.side": "b", "deal.theirs": "yes"}]


def test_values_of_one_fact_are_said_together() -> None:
    found = asked(trial(rules("{side: {not: a}}"), given="deal: {side: a}"), "r.one")
    assert ways(found) == [{"deal.side": "b or c"}]
    assert found.ways[0].changes[0].after is not None
    assert found.ways[0].changes[0].after.zh == "b或c"


@pytest.mark.parametrize(
    ("amount", "goal", "after"),
    [(30, "deal.level=many", "at least 60"), (80, "deal.level=few", "below 60")],
)
def test_a_number_moves_to_the_nearest_boundary(amount: int, goal: str, after: str) -> None:
    assert ways(asked(trial(GRID, given=f"deal: {{amount: {amount}}}"), goal)) == [{"deal.amount": after}]


def test_bands_that_touch_are_one() -> None:
    when = decisions(rule("{any: [{amount: {at_least: 60}}, {amount: {above: 80}}]}"))
    assert ways(asked(trial(when, given="deal: {amount: 30}"), "r.one")) == [{"deal.amount": "at least 60"}]


def test_through_what_is_derived() -> None:
    deal = trial(GRID, given="deal: {amount: 30, side: c}")
    assert ways(asked(deal, "deal.class=x")) == [{"deal.side": "a"}]
    assert ways(asked(deal, "deal.class=z")) == [{"deal.side": "a or b", "deal.amount": "at least 60"}]
    assert asked(deal, "deal.class=y").outlook == "reached"


def test_what_need_not_be_known_is_not_asked_for() -> None:
    grid = decisions(
        """
        - derive: deal.class
          grid: {rows: grade, columns: side, cells: {low: {a: x, b: y, c: y}, middle: {a: z, b: z, c: z}, high: {a: y, b: z, c: z}}}
        """
    )
    assert ways(asked(trial(grid, given="deal: {grade: low}"), "deal.class=z")) == [
        {"deal.grade": "middle"},
        {"deal.side": "b or c", "deal.grade": "high"},
    ]


def test_what_is_not_known_counts_as_a_change() -> None:
    found = asked(trial(rules("{ours: yes, grade: high}"), given="deal: {grade: low}"), "r.one")
    assert ways(found) == [{"deal.ours": "yes", "deal.grade": "high"}]
    assert [step.before is None for step in found.ways[0].changes] == [True, False]


def test_who_can_change_it_may_be_asked_for() -> None:
    deal = trial(rules("{any: [{theirs: yes, grade: high}, {ours: yes}]}"))
    assert ways(asked(deal, "r.one", ("buyer",))) == [{"deal.theirs": "yes", "deal.grade": "high"}]
    ours = asked(trial(rules("{theirs: yes, ours: yes}")), "r.one", ("us",))
    assert ours.outlook == "cannot"
    assert [(step.path, step.changeable_by) for step in ours.blocked_by] == [("deal.theirs", "buyer")]


def test_what_nobody_can_change_is_in_the_way() -> None:
    found = asked(trial(rules("{ours: yes, fixed: yes}"), given="deal: {fixed: no}"), "r.one")
    assert (found.outlook, found.ways) == ("cannot", ())
    (step,) = found.blocked_by
    assert step.before is not None and step.after is not None
    assert (step.path, step.before.en, step.after.en) == ("deal.fixed", "no", "yes")
    anyone = asked(trial(rules("{ours: yes, fixed: yes}"), given="deal: {fixed: no}"), "r.one", ANYONE)
    assert ways(anyone) == [{"deal.ours": "yes", "deal.fixed": "yes"}]


def test_a_contradiction_is_proved_to_be_out_of_reach() -> None:
    found = asked(trial(rules("{all: [{ours: yes}, {ours: no}]}")), "r.one")
    assert (found.outlook, found.ways, found.blocked_by) == ("cannot", (), ())


def test_some_values_cannot_be_brought_about() -> None:
    assert asked(trial(rules("{signed: no}"), given="deal: {signed: yes}"), "r.one").outlook == "cannot"
    assert ways(asked(trial(rules("{signed: yes}"), given="deal: {signed: no}"), "r.one")) == [
        {"deal.signed": "yes"}
    ]


def test_what_we_did_is_not_undone() -> None:
    assert asked(trial(rules("{act: no}"), given="deal: {act: yes}"), "r.one").outlook == "cannot"
    assert ways(asked(trial(rules("{act: yes}")), "r.one")) == [{"deal.act": "yes"}]


def test_nothing_is_moved_into_the_past() -> None:
    deal = trial(rules("{due: overdue}"), given="deal: {due: 2026-12-24}")
    assert asked(deal, "r.one").outlook == "cannot"
    soon = trial(rules("{due: {in_next: 14 days}}"), given="deal: {due: 2026-12-24}")
    assert ways(asked(soon, "r.one")) == [{"deal.due": "2026-11-21 to 2026-12-05"}]


def test_of_members_one_is_enough_or_all_are_needed() -> None:
    people = "person: [{name: 王, lean: rival}, {name: 李, lean: nobody}]\ndeal: {all_known: yes}"
    any_, every = (trial(rules(f"{{{word} person: {{lean: us}}}}"), given=people) for word in ("any", "every"))
    assert ways(asked(any_, "r.one")) == [{"person.李.lean": "us"}, {"person.王.lean": "us"}]
    assert ways(asked(every, "r.one")) == [{"person.李.lean": "us", "person.王.lean": "us"}]


def test_a_list_that_is_not_complete_is_to_be_completed() -> None:
    people = "person: [{name: 王, lean: rival}]"
    found = asked(trial(rules("{no person: {lean: rival}}"), given=people), "r.one")
    assert ways(found) == [{"deal.all_known": "yes", "person.王.lean": "us or nobody"}]


def test_weighted_sums_and_counts() -> None:
    scale = decisions(
        """
        - derive: deal.points
          scale: [{fact: amount, weight: 50%}, {fact: grade, weight: 50%, map: {low: 0, middle: 50, high: 100}}]
        - derive: deal.backed
          compute: {count: {of: person, where: {lean: us}}}
        """
    )
    deal = "amount: 40, grade: low, all_known: yes"
    people = "person: [{name: 王, lean: rival}, {name: 李, lean: us}, {name: 赵, lean: rival}]"
    of = trial(scale, given=f"deal: {{{deal}}}\n{people}")
    assert ways(asked(of, "deal.points=at least 60")) == [
        {"deal.grade": "high"},
        {"deal.grade": "middle", "deal.amount": "at least 70"},
    ]
    assert ways(asked(of, "deal.backed=at least 3")) == [{"person.王.lean": "us", "person.赵.lean": "us"}]
    found = asked(of, "deal.points=at least 90")
    assert ways(found) == [{"deal.grade": "high", "deal.amount": "at least 80"}]


def test_the_steps_of_a_path() -> None:
    path = decisions(
        """
        - derive: deal.step
          path:
            steps:
              - {step: one, done_when: {ours: yes}}
              - {step: two, done_when: {theirs: yes}}
            after_last: three
        """
    )
    assert ways(asked(trial(path), "deal.step=three")) == [{"deal.theirs": "yes"}]
    back = asked(trial(path, given="deal: {ours: yes, theirs: yes}"), "deal.step=two")
    assert ways(back) == [{"deal.theirs": "no"}]


# ---------------------------------------------------------------- plays

GATED = file(
    "agenda.yaml",
    """
    schema: agenda/1
    limit: 1
    gates:
      - {id: g.one, kind: eligible, refuse: {compliance: check}, when: {theirs: yes}, because: {en: No., zh: 不行。}}
    """,
)


def test_a_play_behind_a_gate_is_not_recommended() -> None:
    go = decisions(recommend(move("m.go", "{side: a}", "risky")))
    risky = play("risky", compliance="check")
    found = asked(trial(go, GATED, given="deal: {side: b, theirs: yes}", plays=[risky]), "risky")
    assert ways(found) == [{"deal.side": "a", "deal.theirs": "no"}]
    assert found.ways[0].rank == 1


def test_where_a_play_would_stand() -> None:
    both = decisions(recommend(move("m.go", "{side: a}", "go"), move("m.wait", "{grade: low}", "wait", salience="60")))
    found = asked(trial(both, GATED, given="deal: {side: b, grade: low}", plays=["go", "wait"]), "go")
    (way,) = found.ways
    assert (told(way), way.rank, way.held is not None) == ({"deal.side": "a"}, 0, True)


def test_a_play_for_when_nobody_fits() -> None:
    pick = "with: {person: {where: {lean: us}, if_nobody: find}}"
    go = decisions(recommend(move("m.go", "{ours: yes}", "go", more=pick)))
    people = "person: [{name: 王, lean: rival}]\ndeal: {ours: yes}"
    of = trial(go, given=people, plays=["go", "find"])
    assert asked(of, "find").outlook == "reached"
    assert ways(asked(of, "go")) == [{"person.王.lean": "us"}]


def test_nobody_recorded_leaves_no_way() -> None:
    found = asked(trial(rules("{any person: {lean: us}}")), "r.one")
    assert (found.outlook, found.blocked_by) == ("cannot", ())
