"""The way out of a position: the declared steps, each on top of the one before, and what blocks one."""

from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.explain.flipping.flips import ANYONE
from advisor.explain.flipping.paths import ways_out
from advisor.explain.trial import Trial
from advisor.facts.sheet import sheet
from tests.advice.conftest import TODAY, Desk
from tests.explain.flipping import told, trial
from tests.rulebook.helpers import decisions, file

TABLE = decisions(
    """
    - derive: deal.class
      hit_policy: first
      table:
        - {id: class.z, when: {ours: yes, theirs: yes}, then: z}
        - {id: class.y, when: {ours: yes}, then: y}
        - {otherwise: x}
    """
)
PAGE = file("page.yaml", "schema: page/1\nposition: [deal.class]\nways_out: {deal.class: {x: [y, z], y: [z]}}\n")


def test_each_step_builds_on_the_one_before() -> None:
    found = ways_out(trial(TABLE, PAGE, given="deal: {ours: no, theirs: no}"))
    (way,) = found.ways
    assert (way.path, way.now.en) == ("deal.class", "x")
    assert [step.goal for step in way.steps] == ["deal.class=y", "deal.class=z"]
    assert [told(step.ways[0]) for step in way.steps] == [{"deal.ours": "yes"}, {"deal.theirs": "yes"}]


def test_a_step_that_cannot_be_reached_says_what_blocks_it() -> None:
    blocked = decisions(
        """
        - derive: deal.class
          hit_policy: first
          table:
            - {id: class.z, when: {ours: yes}, then: z}
            - {id: class.y, when: {fixed: yes}, then: y}
            - {otherwise: x}
        """
    )
    (way,) = ways_out(trial(blocked, PAGE, given="deal: {ours: no, fixed: no}")).ways
    first, second = way.steps
    assert (first.outlook, [step.path for step in first.blocked_by]) == ("cannot", ["deal.fixed"])
    assert told(second.ways[0]) == {"deal.ours": "yes"}
    (way,) = ways_out(trial(blocked, PAGE, given="deal: {ours: no, fixed: no}"), ANYONE).ways
    assert [told(step.ways[0]) for step in way.steps] == [{"deal.fixed": "yes"}, {"deal.ours": "yes"}]


def test_where_no_way_is_declared_the_goals_are_listed() -> None:
    found = ways_out(trial(TABLE, PAGE, given="deal: {ours: yes, theirs: yes}"))
    assert found.ways == ()
    (one,) = found.askable
    assert (one.path, one.now and one.now.en, [option.id for option in one.options]) == ("deal.class", "z", ["x", "y", "z"])
    unsettled = ways_out(trial(TABLE, PAGE))
    assert (unsettled.ways, unsettled.askable[0].now) == ((), None)


def test_the_way_out_of_an_abnormal_opening(desk: Desk) -> None:
    """A to D to G: what the method says of an opening on our own ground where we are behind."""
    engine = Engine(desk.rulebook, InProcess())
    known = sheet(desk.rulebook.dictionary, desk.demo("insurer-callcentre"), TODAY)
    (way,) = ways_out(Trial(engine, desk.plays, engine.conclude(known))).ways
    assert (way.path, [step.goal for step in way.steps]) == ("deal.opening", ["deal.opening=D", "deal.opening=G"])
    assert [told(step.ways[0]) for step in way.steps] == [
        {"person.Victor Lang.lean": "us"},
        {"deal.criteria_author": "we helped"},
    ]


def test_every_declared_way_leads_somewhere(desk: Desk) -> None:
    """From a bad opening to a better one, never back, and not off the territory: shares are history."""
    (ways,) = desk.rulebook.page.ways_out.values()
    grid = {cell: (row, column) for row, cells in enumerate(("ADG", "BEH", "CFI")) for column, cell in enumerate(cells)}
    for start, steps in ways.items():
        cells = [grid[cell] for cell in (start, *steps)]
        assert len({row for row, _ in cells}) == 1
        assert [column for _, column in cells] == sorted({column for _, column in cells})
    assert {cell for cell, (_, column) in grid.items() if column < 2} == set(ways)
