"""Each test word of format.md section 3: when a rule with it fires, is silent and asks."""

import pytest

from tests.rulebook.helpers import TODAY, World, decisions, facts, found_in, rule

TYPES = """
won: {type: yes_no}
kind: {type: choice, values: [x, y, z]}
kind2: {type: choice, values: [x, y, z]}
step: {type: ordered, values: [need, design, choose, seal]}
step2: {type: ordered, values: [need, design, choose, seal]}
size: {type: number}
size2: {type: number}
share: {type: percent}
share2: {type: percent}
amount: {type: money, currency: CNY}
budget: {type: money, currency: CNY}
due: {type: date}
due2: {type: date}
wait: {type: duration}
note: {type: text}
tags: {type: list of choice, values: [p, q, r]}
all_known: {type: yes_no}
boss: {type: reference to person}
"""
PEOPLE = """
power: {type: choice, values: [decider, user]}
level: {type: ordered, values: [low, middle, high]}
met: {type: yes_no, our_act: yes}
trust: {type: yes_no, needs_contact: yes}
chief: {type: reference to person}
"""
FILES = (facts("deal", TYPES), facts("person", PEOPLE, "many_per: deal\nall_known: deal.all_known"))
PARAMETERS = "cut: 10\nmargin: 15 points\nsoon: 14 days\nwhich: y\nfew: 2"

# condition, then the deal's facts for which the rule fires, is silent, asks
CASES = [
    # value, list of values
    ("{kind: x}", ["kind: x"], ["kind: y"], [""]),
    ("{kind: [x, y]}", ["kind: x", "kind: y"], ["kind: z"], [""]),
    ("{won: no}", ["won: no"], ["won: yes"], [""]),
    ("{size: 5}", ["size: 5", "size: 5.0"], ["size: 5.0001"], [""]),
    ("{due: 2026-11-21}", ["due: 2026-11-21", "due: today"], ["due: 2026-11-22"], [""]),
    # not
    ("{kind: {not: x}}", ["kind: y", "kind: z"], ["kind: x"], [""]),
    ("{kind: {not: [x, y]}}", ["kind: z"], ["kind: x", "kind: y"], [""]),
    ("{size: {not: {above: 5}}}", ["size: 5"], ["size: 5.1"], [""]),
    ("{kind: {not: {fact: kind2}}}", ["kind: x, kind2: y"], ["kind: x, kind2: x"], ["kind: x", "kind2: x"]),
    # numbers, percents, amounts, durations
    ("{size: {at_least: 5}}", ["size: 5", "size: 6"], ["size: 4.9999"], [""]),
    ("{size: {at_most: 5}}", ["size: 5", "size: -1"], ["size: 5.0001"], [""]),
    ("{size: {above: 5}}", ["size: 5.0001"], ["size: 5"], [""]),
    ("{size: {below: 5}}", ["size: 4.9999"], ["size: 5"], [""]),
    ("{size: {between: [2, 5]}}", ["size: 2", "size: 5"], ["size: 1.9999", "size: 5.0001"], [""]),
    ("{size: {at_least: 2, below: 5}}", ["size: 2", "size: 4.9"], ["size: 1", "size: 5"], [""]),
    ("{share: {at_least: 15 points}}", ["share: 15%"], ["share: 14.99%"], [""]),
    ("{amount: {at_least: 1.2 M}}", ["amount: 120万", "amount: 1.2 M CNY"], ["amount: 1199999.99"], [""]),
    ("{wait: {above: 2 weeks}}", ["wait: 15 days"], ["wait: 14 days"], [""]),
    # ordered choices and dates
    ("{step: {before: choose}}", ["step: need", "step: design"], ["step: choose", "step: seal"], [""]),
    ("{step: {after: design}}", ["step: choose", "step: seal"], ["step: design", "step: need"], [""]),
    ("{step: {after: need, before: seal}}", ["step: design", "step: choose"], ["step: need", "step: seal"], [""]),
    ("{due: {before: 2026-12-01}}", ["due: 2026-11-30"], ["due: 2026-12-01"], [""]),
    ("{due: {after: 2026-12-01}}", ["due: 2026-12-02"], ["due: 2026-12-01"], [""]),
    ("{due: {between: [2026-12-01, 2026-12-31]}}", ["due: 2026-12-01", "due: 2026-12-31"], ["due: 2027-01-01"], [""]),
    # dates against the day, with their direction
    ("{due: {in_last: 14 days}}", ["due: today", "due: today - 14 days"], ["due: today - 15 days", "due: today + 1 day"], [""]),
    ("{due: {in_next: 30 days}}", ["due: today", "due: today + 30 days"], ["due: today + 31 days", "due: today - 1 day"], [""]),
    ("{due: {older_than: 14 days}}", ["due: today - 15 days"], ["due: today - 14 days", "due: today + 3 days"], [""]),
    ("{due: overdue}", ["due: today - 1 day"], ["due: today", "due: today + 1 day"], [""]),
    ("{due: {not: {in_last: 14 days}}}", ["due: today - 15 days"], ["due: today"], [""]),
    # two facts
    ("{kind: {fact: kind2}}", ["kind: x, kind2: x"], ["kind: x, kind2: y"], ["kind: x", "kind2: x", ""]),
    ("{size: {fact: size2}}", ["size: 3, size2: 3"], ["size: 3, size2: 4"], ["size: 3"]),
    ("{size: {above: {fact: size2}}}", ["size: 4, size2: 3"], ["size: 3, size2: 3"], ["size: 3", "size2: 3"]),
    ("{share: {at_least: {fact: share2, plus: 15 points}}}", ["share: 60%, share2: 45%"], ["share: 59.99%, share2: 45%"], ["share: 90%"]),
    ("{share: {at_most: {fact: share2, minus: 15 points}}}", ["share: 30%, share2: 45%"], ["share: 30.01%, share2: 45%"], ["share2: 90%"]),
    ("{amount: {above: {fact: budget}}}", ["amount: 2 M, budget: 1 M"], ["amount: 1 M, budget: 1 M"], ["amount: 2 M"]),
    ("{due: {before: {fact: due2}}}", ["due: 2026-01-01, due2: 2026-01-02"], ["due: 2026-01-02, due2: 2026-01-02"], ["due: 2026-01-01"]),
    ("{due: {before: {fact: due2, minus: 3 days}}}", ["due: 2026-01-01, due2: 2026-01-05"], ["due: 2026-01-01, due2: 2026-01-04"], ["due: 2026-01-01"]),
    ("{due: {after: {fact: due2, plus: 1 week}}}", ["due: 2026-01-09, due2: 2026-01-01"], ["due: 2026-01-08, due2: 2026-01-01"], ["due: 2026-01-08"]),
    ("{step: {before: {fact: step2}}}", ["step: need, step2: seal"], ["step: seal, step2: seal", "step: seal, step2: need"], ["step: need"]),
    # parameters in place of any literal
    ("{size: {at_least: $cut}}", ["size: 10"], ["size: 9"], [""]),
    ("{kind: $which}", ["kind: y"], ["kind: x"], [""]),
    ("{kind: [x, $which]}", ["kind: y", "kind: x"], ["kind: z"], [""]),
    ("{share: {at_least: {fact: share2, plus: $margin}}}", ["share: 60%, share2: 45%"], ["share: 59%, share2: 45%"], [""]),
    ("{due: {in_next: $soon}}", ["due: today + 14 days"], ["due: today + 15 days"], [""]),
    ("{size: {between: [$few, $cut]}}", ["size: 2", "size: 10"], ["size: 1", "size: 11"], [""]),
    ("{count: {at_least: $few, of: [{won: yes}, {kind: x}]}}", ["won: yes, kind: x"], ["won: no"], ["won: yes"]),
    # known, unknown: two-valued
    ("{kind: known}", ["kind: x"], [""], []),
    ("{kind: unknown}", [""], ["kind: x"], []),
    ("{note: known}", ["note: hello"], [""], []),
    ("{tags: known}", ["tags: [p]"], [""], []),
    # lists
    ("{tags: {includes: p}}", ["tags: [p, q]"], ["tags: [q]", "tags: []"], [""]),
    ("{tags: {includes_any: [p, q]}}", ["tags: [q]"], ["tags: [r]"], [""]),
    ("{tags: {includes_all: [p, q]}}", ["tags: [p, q, r]"], ["tags: [p]"], [""]),
    ("{tags: empty}", ["tags: []"], ["tags: [p]"], [""]),
    ("{none: [{tags: empty}]}", ["tags: [p]"], ["tags: []"], [""]),
    # lists of conditions
    ("{all: [{won: yes}, {kind: x}]}", ["won: yes, kind: x"], ["won: no", "kind: y"], ["won: yes", ""]),
    ("{any: [{won: yes}, {kind: x}]}", ["won: yes", "kind: x"], ["won: no, kind: y"], ["won: no", ""]),
    ("{none: [{won: yes}, {kind: x}]}", ["won: no, kind: y"], ["won: yes", "kind: x"], ["won: no", ""]),
    ("{won: yes, any: [{kind: x}, {kind: y}]}", ["won: yes, kind: x"], ["won: yes, kind: z", "won: no"], ["won: yes", "kind: x"]),
    ("{count: {at_least: 2, of: [{won: yes}, {kind: x}, {size: 1}]}}", ["won: yes, kind: x", "kind: x, size: 1"], ["won: no, kind: y"], ["won: yes", ""]),
    ("{count: {at_most: 1, of: [{won: yes}, {kind: x}, {size: 1}]}}", ["won: no, kind: y"], ["won: yes, kind: x"], ["won: yes", ""]),
    ("{count: {at_least: 1, at_most: 1, of: [{won: yes}, {kind: x}]}}", ["won: yes, kind: y"], ["won: yes, kind: x"], ["won: yes"]),
    ("always", ["", "won: no"], [], []),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "fires", "silent", "asks"), CASES, ids=lambda c: str(c)[:60])
def test_a_word(condition: str, fires: list[str], silent: list[str], asks: list[str]) -> None:
    world = World(*FILES, decisions(rule(condition), PARAMETERS))
    for expected, deals in (("fires", fires), ("silent", silent), ("asks", asks)):
        for deal in deals:
            with found_in(deal):
                assert world.look(f"deal: {{{deal}}}").rule() == expected


@pytest.mark.parametrize(("condition", "fires", "silent", "asks"), CASES, ids=lambda c: str(c)[:60])
def test_none_is_the_opposite(condition: str, fires: list[str], silent: list[str], asks: list[str]) -> None:
    """`none: [..]` goes through the engine's own compiled opposites (no test of the engine may be negated)."""
    if condition == "always":
        condition = "{any: [{won: yes}, {won: {not: yes}}]}"
        fires, silent, asks = ["won: no"], [], [""]
    world = World(*FILES, decisions(rule(f"{{none: [{condition}]}}"), PARAMETERS))
    for expected, deals in (("silent", fires), ("fires", silent), ("asks", asks)):
        for deal in deals:
            with found_in(deal):
                assert world.look(f"deal: {{{deal}}}").rule() == expected


def test_a_parameter_in_a_list_test() -> None:
    world = World(*FILES, decisions(rule("{tags: {includes: $tag}}"), "tag: q"))
    assert world.look("deal: {tags: [q]}").rule() == "fires"
    assert world.look("deal: {tags: [p]}").rule() == "silent"


def test_quoted_words_are_values_and_no_tests() -> None:
    world = World(
        facts("deal", "kind: {type: choice, values: [overdue2, x]}\nnote: {type: text}"),
        decisions(rule("{kind: 'x'}")),
    )
    assert world.look("deal: {kind: x}").rule() == "fires"


def test_the_day_is_an_argument() -> None:
    world = World(*FILES, decisions(rule("{due: overdue}")))
    deal = "deal: {due: 2026-11-22}"
    assert world.look(deal).rule() == "silent"
    assert world.look(f"today: 2026-11-23\n{deal}").rule() == "fires"


# ---------------------------------------------------------------- over subjects

ALL = "deal: {all_known: yes}"
QUANTIFIED = [
    # any
    ("{any person: {power: decider}}", f"{ALL}\nperson: [{{power: user}}, {{power: decider}}]", "fires"),
    ("{any person: {power: decider}}", f"{ALL}\nperson: [{{power: user}}]", "silent"),
    ("{any person: {power: decider}}", f"{ALL}\nperson: [{{power: user}}, {{}}]", "asks"),
    ("{any person: {power: decider}}", "person: [{power: user}]", "asks"),
    ("{any person: {power: decider}}", "person: [{power: decider}, {}]", "fires"),
    ("{any person: {met: yes}}", "person: []", "silent"),
    # no
    ("{no person: {power: decider}}", f"{ALL}\nperson: [{{power: user}}]", "fires"),
    ("{no person: {power: decider}}", "person: [{power: user}]", "asks"),
    ("{no person: {power: decider}}", "person: [{power: decider}]", "silent"),
    ("{no person: {level: high, met: yes}}", "person: []", "fires"),
    ("{no person: {trust: yes}}", "person: []", "fires"),
    # every: at least one, nobody else is asked for
    ("{every person: {power: user}}", "person: [{power: user}, {power: user}]", "fires"),
    ("{every person: {power: user}}", "person: [{power: user}, {power: decider}]", "silent"),
    ("{every person: {power: user}}", "person: [{power: user}, {}]", "asks"),
    ("{every person: {power: user}}", "person: []", "silent"),
    # count
    ("{count person: {where: {power: user}, at_least: 2}}", "person: [{power: user}, {power: user}]", "fires"),
    ("{count person: {where: {power: user}, at_least: 2}}", f"{ALL}\nperson: [{{power: user}}]", "silent"),
    ("{count person: {where: {power: user}, at_least: 2}}", "person: [{power: user}]", "asks"),
    ("{count person: {where: {power: user}, at_most: 1}}", "person: [{power: user}, {power: user}]", "silent"),
    ("{count person: {where: {power: user}, at_most: 1}}", "person: [{power: user}]", "asks"),
    ("{count person: {where: {power: user}, at_most: 1}}", f"{ALL}\nperson: [{{power: user}}, {{power: decider}}]", "fires"),
    ("{count person: {where: {power: user}, at_most: 1}}", f"{ALL}\nperson: [{{power: user}}, {{}}]", "asks"),
    ("{count person: {at_least: 2}}", "person: [{}, {}]", "fires"),
    ("{count person: {where: {met: yes}, at_most: 0}}", "person: [{}]", "fires"),
    # the decision's own facts inside: this, deal
    ("{any person: {power: decider, this.won: yes}}", "deal: {won: yes}\nperson: [{power: decider}]", "fires"),
    ("{any person: {power: decider, deal.won: yes}}", "deal: {won: no}\nperson: [{power: decider}]", "silent"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "given", "expected"), QUANTIFIED)
def test_over_the_recorded_subjects(condition: str, given: str, expected: str) -> None:
    world = World(*FILES, decisions(rule(condition)))
    assert world.look(given).rule() == expected


OTHERS = [
    ("{any other person: {power: decider}}", {"王": "silent", "李": "fires"}),
    ("{no other person: {power: decider}}", {"王": "fires", "李": "silent"}),
    ("{every other person: {power: user}}", {"王": "fires", "李": "silent"}),
    ("{count other person: {where: {power: user}, at_least: 1}}", {"王": "fires", "李": "silent"}),
    ("{any other person: {level: {after: {fact: this.level}}}}", {"王": "silent", "李": "fires"}),
    ("{any person: {chief: this}}", {"王": "fires", "李": "silent"}),
]


@pytest.mark.parametrize(("condition", "expected"), OTHERS)
def test_over_the_others(condition: str, expected: dict[str, str]) -> None:
    world = World(*FILES, decisions(rule(condition, subject="person")))
    people = "person: [{name: 王, power: decider, level: high, chief: 王}, {name: 李, power: user, level: low, chief: 王}]"
    look = world.look(f"{ALL}\n{people}")
    assert {m: look.rule(member=m) for m in ("王", "李")} == expected


def test_another_subject_of_the_same_name_is_not_left_out() -> None:
    rivals = facts("rival", "x: {type: yes_no}", "many_per: deal")
    world = World(*FILES, rivals, decisions(rule("{any other person: {power: decider}}", subject="rival")))
    assert world.look(f"{ALL}\nperson: [{{name: B, power: decider}}]\nrival: [{{name: B}}]").rule() == "fires"


def test_is_in_a_list_of_another_fact() -> None:
    people = facts("person", "class: {type: choice, values: [e, u, o]}", "many_per: deal")
    deal = facts("deal", "wanted: {type: list of choice, values_from: person.class}")
    world = World(deal, people, decisions(rule("{class: {is_in: {fact: deal.wanted}}}", subject="person")))
    persons = "person: [{name: a, class: e}, {name: b, class: o}, {name: c}]"
    look = world.look(f"deal: {{wanted: [e, u]}}\n{persons}")
    assert [look.rule(member=m) for m in "abc"] == ["fires", "silent", "asks"]
    assert world.look(persons).rule(member="a") == "asks"


def test_names_through_a_reference() -> None:
    conditions = {"own": "{boss.power: decider}", "deal": "{deal.boss.power: decider}"}
    for name, condition in conditions.items():
        world = World(*FILES, decisions(rule(condition)))
        with found_in(name):
            assert world.look("deal: {boss: 王}\nperson: [{name: 王, power: decider}]").rule() == "fires"
            assert world.look("deal: {boss: 王}\nperson: [{name: 王, power: user}]").rule() == "silent"
            look = world.look("deal: {boss: 王}\nperson: [{name: 王}]")
            assert (look.rule(), look.needs()) == ("asks", ["person.王.power"])
            look = world.look("person: [{name: 王}]")
            assert (look.rule(), look.needs()) == ("asks", ["deal.boss"])


def test_through_two_references() -> None:
    world = World(*FILES, decisions(rule("{boss.chief.power: decider}")))
    people = "person: [{name: 王, chief: 李}, {name: 李, power: decider}]"
    assert world.look(f"deal: {{boss: 王}}\n{people}").rule() == "fires"


def test_dates_are_read_against_the_day_that_is_given() -> None:
    world = World(*FILES, decisions(rule("{due: {in_next: 1 day}}")))
    assert world.look("deal: {due: today + 1 day}", TODAY).rule() == "fires"
