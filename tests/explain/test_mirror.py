"""The flipped board: what swaps sides, what stays, what is unknown there, and that both boards agree."""

import random
from datetime import date, timedelta

import pytest

from advisor.engine.conclusions import Conclusions
from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.explain.board.mirror import US, flipped, other_board, ours
from advisor.facts.deal import Deal, Fact, Value
from advisor.facts.sheet import sheet
from advisor.facts.states import State
from tests.advice.conftest import DEMOS, TODAY, Desk
from tests.advice.test_sweep import random_deal

CELLS = frozenset("ABCDEFGHI")
OLD = date(2020, 1, 1)


class Boards:
    """Both boards of a deal: ours, and the one from a rival's chair."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.here = Engine(desk.rulebook, InProcess())
        self.there = Engine(other_board(desk.rulebook), InProcess())

    def ours(self, deal: Deal) -> Conclusions:
        return self.here.conclude(sheet(self.desk.rulebook.dictionary, deal, TODAY))

    def flip(self, deal: Deal, rival: str) -> Deal:
        return flipped(self.desk.rulebook, deal, rival, TODAY, "your side")

    def theirs(self, deal: Deal, rival: str) -> Conclusions:
        found = self.there.conclude(
            sheet(self.there.rulebook.dictionary, self.flip(deal, rival), TODAY)
        )
        assert not found.mismatches
        return found


@pytest.fixture(scope="module")
def boards(desk: Desk) -> Boards:
    return Boards(desk)


def told(**facts: Value) -> dict[str, Fact]:
    return {name: Fact(value, TODAY, "Ann", note="she said so") for name, value in facts.items()}


def deal_of(rivals: dict[str, dict[str, Fact]], persons: dict[str, dict[str, Fact]] | None = None, **facts: Value) -> Deal:
    return Deal("d", {"deal": {"d": told(**facts)}, "rival": rivals, "person": persons or {}})


def values(deal: Deal, subject: str, member: str) -> dict[str, Value]:
    return {name: fact.value for name, fact in deal.facts(subject, member).items()}


# ---------------------------------------------------------------- what becomes of single facts


def test_shares_histories_and_mistakes_swap_sides(boards: Boards) -> None:
    deal = deal_of(
        {"B": told(share=1000, history="some", incident="no"), "C": told(share=200, incident="yes")},
        our_share=6000, our_history="never", our_incident="yes", co_initiated="yes",
    )  # fmt: skip
    there = boards.flip(deal, "B")
    assert values(there, "deal", "d") == {
        "our_share": 1000, "our_history": "some", "our_incident": "no", "rival_initiated": "yes",
    }  # fmt: skip
    assert values(there, "rival", US) == {
        "name": "your side", "share": 6000, "history": "never", "incident": "yes",
    }  # fmt: skip
    assert values(there, "rival", "C") == {"share": 200, "incident": "yes"}
    assert there.members("rival") == ("C", US)


def test_values_that_name_a_side_turn(boards: Boards) -> None:
    deal = deal_of({"B": {}}, first_informed="us", criteria_author="customer", criteria_favour="rival")
    assert values(boards.flip(deal, "B"), "deal", "d") == {
        "first_informed": "rival", "criteria_author": "customer", "criteria_favour": "us",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lean", "there"),
    [
        ({"lean": "us"}, {"lean": "rival", "leans_to": US}),
        ({"lean": "nobody"}, {"lean": "nobody"}),
        ({"lean": "rival", "leans_to": "B"}, {"lean": "us"}),
        ({"lean": "rival", "leans_to": "C"}, {"lean": "rival", "leans_to": "C"}),
        ({"lean": "rival"}, {"lean": "us"}),
    ],
)
def test_whom_a_person_leans_to(boards: Boards, lean: dict[str, Value], there: dict[str, Value]) -> None:
    deal = deal_of({"B": {}, "C": {}}, {"p": told(**lean)})
    assert values(boards.flip(deal, "B"), "person", "p") == there


def test_an_old_word_about_the_rival_does_not_count(boards: Boards) -> None:
    leans = {"lean": Fact("rival", TODAY), "leans_to": Fact("C", OLD)}
    there = boards.flip(deal_of({"B": {}, "C": {}}, {"p": leans}), "B")
    assert values(there, "person", "p") == {"lean": "us"}


def test_what_is_too_old_or_still_to_come_is_not_carried_over(boards: Boards) -> None:
    rivals = {"B": {"share": Fact(1000, OLD), "incident": Fact("yes", TODAY + timedelta(days=1))}}
    assert values(boards.flip(deal_of(rivals), "B"), "deal", "d") == {}


def test_a_value_the_dictionary_does_not_know_any_more_is_not_carried_over(boards: Boards) -> None:
    assert values(boards.flip(deal_of({"B": {}}, first_informed="nobody-knows"), "B"), "deal", "d") == {}


def test_nobody_learns_who_told_us(boards: Boards) -> None:
    there = boards.flip(deal_of({"B": told(share=1000)}, our_share=6000), "B")
    facts = [f for members in there.subjects.values() for m in members.values() for f in m.values()]
    assert len(facts) == 3
    assert not [fact for fact in facts if fact.by or fact.note]


# ---------------------------------------------------------------- what is unknown there


def test_private_facts_and_our_acts_are_not_seen(desk: Desk, boards: Boards) -> None:
    """Only what a rival learns from the customer itself is an exception, and the rule file names it."""
    seen_for_itself = {"deal.our_incident", "rival.incident", "person.power", "person.lean", "person.leans_to"}
    dictionary, chance, met = desk.rulebook.dictionary, random.Random(3), set()
    for number in range(40):
        deal = random_deal(dictionary, chance, number)
        for rival in deal.members("rival"):
            there = boards.flip(deal, rival)
            for subject, members in there.subjects.items():
                for facts in members.values():
                    met |= {f"{subject}.{name}" for name in facts}
    hidden = {f.path for f in dictionary if f.private or f.our_act}
    assert met & hidden <= seen_for_itself
    assert {"deal.our_share", "person.title", "rival.share"} <= met


def test_what_the_rival_did_is_unknown_not_undone(boards: Boards) -> None:
    deal = deal_of({"B": {}}, {"p": told(lean="us", level="executive")})
    here, there = boards.ours(deal), boards.theirs(deal, "B")
    assert here.state("person", "p", "met") == "no"
    assert there.state("person", "p", "met") is None
    assert not [s for s in there.rows.get("account", {}).values() if "last_contact" in s]


def test_our_papers_meetings_and_selling_points_are_gone(desk: Desk, boards: Boards) -> None:
    for name in DEMOS:
        deal = desk.demo(name)
        for rival in deal.members("rival"):
            assert set(boards.flip(deal, rival).subjects) <= {"deal", "account", "person", "rival"}


def test_systems_that_rest_on_what_only_one_side_knows_give_no_advice(boards: Boards) -> None:
    mirror, decisions = boards.desk.rulebook.mirror, boards.there.rulebook.decisions.values()
    advising = {d.system for d in decisions if d.kind != "derive"}
    assert advising and advising <= mirror.systems


# ---------------------------------------------------------------- both boards agree


def possible(state: State) -> frozenset[str]:
    if isinstance(state, frozenset):
        return frozenset(str(value) for value in state)
    return CELLS if state is None else frozenset((str(state),))


def agree(boards: Boards, deal: Deal, rival: str) -> bool:
    """Say whether both cells are settled; they must be able to be the same one."""
    mirrored = possible(boards.ours(deal).state("rival", rival, "own_opening"))
    seen = possible(boards.theirs(deal, rival).state("rival", US, "opening"))
    assert mirrored & seen, (rival, sorted(mirrored), sorted(seen), deal)
    return len(mirrored) == len(seen) == 1


@pytest.mark.parametrize("name", DEMOS)
def test_the_cell_of_a_demo_rival_is_the_mirrored_one(desk: Desk, boards: Boards, name: str) -> None:
    deal = desk.demo(name)
    for rival in deal.members("rival"):
        agree(boards, deal, rival)


def test_most_demo_rivals_can_be_placed_from_both_sides(desk: Desk, boards: Boards) -> None:
    deals = [desk.demo(name) for name in DEMOS]
    settled = [agree(boards, deal, rival) for deal in deals for rival in deal.members("rival")]
    assert sum(settled) * 2 > len(settled) > 15


AGES = (0, 0, 0, 30, 70, 130, 400, -3)


def random_board(desk: Desk, chance: random.Random, days: tuple[int, ...] = AGES) -> Deal:
    """Return a deal with random facts that the opening rests on; some old, some typed over a rule."""
    rivals = ["B", "C", "D"][: chance.randint(1, 3)]
    mirror, dictionary = desk.rulebook.mirror, desk.rulebook.dictionary
    known, forced = chance.uniform(0.2, 1), chance.choice((0.0, 0.0, 0.15))
    subjects = {"deal": ["d"], "rival": rivals, "person": ["p", "q", "r"][: chance.randint(0, 3)]}
    named = {*mirror.swaps, *mirror.turns, ("person", "power"), ("person", "leans_to"), ("deal", "all_deciders_known")}
    found: dict[str, dict[str, dict[str, Fact]]] = {s: {m: {} for m in ms} for s, ms in subjects.items()}
    for subject, name in sorted(named):
        fact = dictionary.facts[subject][name]
        for facts in found[subject].values():
            if chance.random() > (forced if fact.derived else known):
                continue
            values_ = rivals if fact.type.subject else list(fact.type.values)
            value = chance.choice(values_ or [0, 1000, 2000, 2500, 6000, 10000])
            age = 0 if fact.derived else chance.choice(days)
            facts[name] = Fact(value, TODAY - timedelta(days=age))
    return Deal("d", found)


def test_random_boards_agree(desk: Desk, boards: Boards) -> None:
    chance, settled = random.Random(8), 0
    for _ in range(400):
        deal = random_board(desk, chance)
        settled += sum(agree(boards, deal, rival) for rival in deal.members("rival"))
    assert settled > 100, "both cells are hardly ever settled, so little was compared"


def seen(desk: Desk, deal: Deal, rival: str) -> dict[str, dict[str, dict[str, Value]]]:
    """Return the facts of a deal that one of its rivals sees, by subject and member, as they read from here."""
    mirror, found = desk.rulebook.mirror, {s: {m: values(deal, s, m) for m in deal.members(s)} for s in deal.subjects}
    for subject, members in found.items():
        for member, facts in members.items():
            for name in list(facts):
                at, third = (subject, name), subject == "rival" and member != rival
                if at not in {*mirror.swaps, *mirror.same, *(() if third else mirror.turns)}:
                    del facts[name]
    for person, facts in found.get("person", {}).items():
        if facts.get("lean") == "rival":  # whoever it was, it is named now
            which = deal.facts("person", person).get("leans_to")
            facts["leans_to"] = which.value if which is not None else rival
    return found


def test_flipping_twice_gives_back_what_is_seen(desk: Desk, boards: Boards) -> None:
    chance = random.Random(5)
    for _ in range(100):
        deal = random_board(desk, chance, days=(0,))
        back = boards.flip(boards.flip(deal, "B"), US)
        again = {s: {m: values(back, s, m) for m in back.members(s)} for s in back.subjects}
        again["rival"]["B"] = {n: v for n, v in again["rival"].pop(US).items() if n != "name"}
        for facts in again["person"].values():
            if facts.get("leans_to") == US:
                facts["leans_to"] = "B"
        assert again == seen(desk, deal, "B")


def test_the_question_behind_a_question(desk: Desk) -> None:
    deal = deal_of({"B": {}, "C": {}})
    behind = {
        ("deal", "d", "our_share"): ("rival", "B", "share"),
        ("rival", US, "share"): ("deal", "d", "our_share"),
        ("rival", "C", "share"): ("rival", "C", "share"),
        ("deal", "d", "co_initiated"): ("deal", "d", "rival_initiated"),
        ("person", "p", "lean"): ("person", "p", "lean"),
        ("person", "p", "leans_to"): ("person", "p", "leans_to"),
        ("deal", "d", "amount"): ("deal", "d", "amount"),
        ("person", "p", "met"): None,
        ("deal", "d", "target_points"): None,
    }
    assert {at: ours(desk.rulebook, deal, "B", at) for at in behind} == behind
