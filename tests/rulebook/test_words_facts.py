"""Each word of the fact files (format.md section 2), in YAML, through the loader and the engine."""

from datetime import date, timedelta

import pytest

from advisor.facts.dictionary import FactDef
from advisor.facts.states import NONE, State
from advisor.labels import Label
from tests.rulebook.helpers import TODAY, World, book, decisions, facts, file, rule, rules

PEOPLE = "many_per: deal\nall_known: deal.all_known"
COMPLETE = facts("deal", "all_known: {type: yes_no}")


def the_fact(text: str, name: str = "it") -> FactDef:
    return book(facts("deal", text)).dictionary.facts["deal"][name]


# ---------------------------------------------------------------- types


@pytest.mark.parametrize(
    ("type_", "written", "value"),
    [
        ("type: yes_no", "yes", "yes"),
        ("type: yes_no", "no", "no"),
        ("type: choice, values: [c1, c2]", "c2", "c2"),
        ("type: ordered, values: [low, high]", "high", "high"),
        ("type: number", "2.5", 25_000),
        ("type: number", "1.2 M", 12_000_000_000),
        ("type: percent", "90%", 9_000),
        ("type: percent", "15 points", 1_500),
        ("type: money, currency: CNY", "120万", 120_000_000),
        ("type: money, currency: CNY", "1 M CNY", 100_000_000),
        ("type: date", "2026-11-21", TODAY.toordinal()),
        ("type: date", "today - 3 days", TODAY.toordinal() - 3),
        ("type: duration", "6 weeks", 42),
        ("type: duration", "3 months", 90),
        ("type: text", "003", "003"),
        ("type: list of choice, values: [p, q, r]", "[r, p]", ("p", "r")),
    ],
)
def test_every_type_reads_its_values(type_: str, written: str, value: State) -> None:
    world = World(facts("deal", f"it: {{{type_}}}"))
    assert world.look(f"deal: {{it: {written}}}")["deal.it"] == value


def test_a_reference_points_at_a_recorded_member() -> None:
    people = facts("person", "name: {type: text}\nboss: {type: reference to person}", "many_per: deal")
    world = World(
        people,
        facts("deal", "sponsor: {type: reference to person}\nteam: {type: list of reference to person}"),
    )
    look = world.look("deal: {sponsor: 王, team: [李, 王]}\nperson: [{name: 王, boss: 李}, {name: 李}]")
    assert (look["deal.sponsor"], look["deal.team"], look["person.王.boss"]) == ("王", ("李", "王"), "李")


def test_values_are_read_by_id_or_by_either_label() -> None:
    world = World(
        facts(
            "deal",
            "it: {type: choice, values: {a1: {en: The first, zh: 第一}, a2: {en: The second, zh: 第二}}}",
        )
    )
    for written in ("a2", "the second", "第二"):
        assert world.look(f"deal: {{it: {written}}}")["deal.it"] == "a2"


def test_an_unrecorded_fact_is_unknown() -> None:
    assert World(facts("deal", "it: {type: yes_no}")).look()["deal.it"] is None


# ---------------------------------------------------------------- fresh_for


@pytest.mark.parametrize(("age", "known"), [(0, True), (60, True), (61, False)])
def test_fresh_for_counts_days_from_the_day_of_the_fact(age: int, known: bool) -> None:
    world = World(facts("deal", "it: {type: yes_no, fresh_for: 60 days}"), decisions(rule("{it: yes}")))
    look = world.look(f"deal: {{it: {{value: yes, on: {TODAY - timedelta(days=age)}}}}}")
    assert look.rule() == ("fires" if known else "asks")
    assert look.needs() == ([] if known else ["deal.it"])


def test_an_old_fact_is_kept_with_its_origin() -> None:
    world = World(facts("deal", "it: {type: yes_no, fresh_for: 60 days}"))
    look = world.look("deal: {it: {value: yes, on: 2026-01-01, by: 李经理}}")
    fact = look.conclusions.sheet.stale["deal", "deal", "it"]
    assert (look["deal.it"], fact.value, fact.by, fact.on) == (None, "yes", "李经理", date(2026, 1, 1))


@pytest.mark.parametrize(
    ("value", "age", "known"), [("no", 30, True), ("no", 31, False), ("yes", 4000, True)]
)
def test_fresh_for_by_value(value: str, age: int, known: bool) -> None:
    world = World(facts("deal", "it: {type: yes_no, fresh_for: {no: 30 days}}"))
    look = world.look(f"deal: {{it: {{value: {value}, on: {TODAY - timedelta(days=age)}}}}}")
    assert look.settled("deal.it") == known


@pytest.mark.parametrize(
    ("value", "age", "known"), [("a", 10, True), ("a", 11, False), ("b", 20, True), ("c", 21, False)]
)
def test_fresh_for_by_value_with_the_rest(value: str, age: int, known: bool) -> None:
    text = "it: {type: choice, values: [a, b, c], fresh_for: {a: 10 days, otherwise: 20 days}}"
    look = World(facts("deal", text)).look(
        f"deal: {{it: {{value: {value}, on: {TODAY - timedelta(days=age)}}}}}"
    )
    assert look.settled("deal.it") == known


def test_a_fact_of_tomorrow_is_not_known_yet() -> None:
    world = World(facts("deal", "it: {type: yes_no}"))
    assert world.look("deal: {it: {value: yes, on: 2026-11-22}}")["deal.it"] is None


# ---------------------------------------------------------------- our_act, needs_contact


def test_our_act_unrecorded_means_no_and_is_never_asked() -> None:
    world = World(
        facts("deal", "visited: {type: yes_no, our_act: yes}\nopen: {type: yes_no}"),
        decisions(
            rules({"r.not": "{visited: no}", "r.both": "{visited: yes, open: yes}", "r.open": "{open: yes}"})
        ),
    )
    look = world.look()
    assert (look["deal.visited"], look.rule("r.not"), look.rule("r.both")) == ("no", "fires", "silent")
    assert look.needs("r.open") == ["deal.open"]


def test_our_act_that_is_no_yes_no_reads_there_is_none() -> None:
    world = World(
        facts("deal", "last_met: {type: date, our_act: yes}"),
        decisions(rules({"r.recent": "{last_met: {in_last: 14 days}}", "r.old": "{last_met: unknown}"})),
    )
    look = world.look()
    assert (look["deal.last_met"], look.rule("r.recent"), look.rule("r.old")) == (NONE, "silent", "fires")
    assert world.look("deal: {last_met: 2026-11-20}").rule("r.recent") == "fires"


def test_needs_contact_cannot_be_true_of_somebody_nobody_recorded() -> None:
    persons = facts("person", "trust: {type: yes_no, needs_contact: yes}\nmean: {type: yes_no}", PEOPLE)
    world = World(
        COMPLETE,
        persons,
        decisions(rules({"r.trust": "{no person: {trust: yes}}", "r.mean": "{no person: {mean: yes}}"})),
    )
    look = world.look()
    assert (look.rule("r.trust"), look.rule("r.mean")) == ("fires", "asks")
    assert look.needs("r.mean") == ["deal.all_known"]


def test_needs_contact_of_a_recorded_person_is_asked() -> None:
    persons = facts("person", "trust: {type: yes_no, needs_contact: yes}", PEOPLE)
    look = World(COMPLETE, persons, decisions(rule("{no person: {trust: yes}}"))).look("person: [{name: 王}]")
    assert (look.rule(), look.needs()) == ("asks", ["person.王.trust"])


# ---------------------------------------------------------------- applies_when


APPLIES = """
public: {type: yes_no}
portal: {type: choice, values: [a, b], applies_when: {public: yes}}
"""


@pytest.mark.parametrize(
    ("public", "is_a", "is_not_a", "needs"),
    [
        ("yes", "asks", "asks", ["deal.portal"]),
        ("no", "silent", "fires", []),
        ("unknown", "asks", "asks", ["deal.portal", "deal.public"]),
    ],
)
def test_applies_when(public: str, is_a: str, is_not_a: str, needs: list[str]) -> None:
    world = World(
        facts("deal", APPLIES), decisions(rules({"r.a": "{portal: a}", "r.not": "{portal: {not: a}}"}))
    )
    look = world.look(f"deal: {{public: {public}}}")
    assert (look.rule("r.a"), look.rule("r.not"), look.needs("r.a")) == (is_a, is_not_a, needs)


def test_applies_when_hides_a_value_that_was_recorded_before() -> None:
    world = World(facts("deal", APPLIES), decisions(rule("{portal: a}")))
    assert world.look("deal: {public: yes, portal: a}").rule() == "fires"
    assert world.look("deal: {public: no, portal: a}").rule() == "silent"


def test_applies_when_one_of_several_values() -> None:
    text = "kind: {type: choice, values: [x, y, z]}\nit: {type: yes_no, applies_when: {kind: [x, y]}}"
    world = World(facts("deal", text), decisions(rule("{it: yes}")))
    assert [world.look(f"deal: {{kind: {k}}}").rule() for k in "xyz"] == ["asks", "asks", "silent"]


# ---------------------------------------------------------------- asked_with, group, range, the rest


def test_asked_with_asks_one_question_for_both() -> None:
    text = "first: {type: yes_no}\nsecond: {type: yes_no, asked_with: first}"
    world = World(facts("deal", text), decisions(rule("{first: yes, second: yes}")))
    assert world.look().needs() == ["deal.first"]


def test_words_that_are_kept_for_others() -> None:
    persons = facts(
        "person",
        """
        lead: {type: yes_no}
        it: {type: yes_no, kept_with: account, group: tas_1, private: yes, changeable_by: buyer, ask_whom: {person: {lead: yes}}}
        plain: {type: yes_no}
        """,
        "many_per: deal",
    )
    dictionary = book(persons, facts("[deal, account]", "size: {type: number}")).dictionary
    it, plain = dictionary.facts["person"]["it"], dictionary.facts["person"]["plain"]
    assert (it.kept_with, it.group, it.private, it.changer("no")) == ("account", "tas_1", True, "buyer")
    assert it.ask_whom == ("person", (("lead", ("yes",)),))
    assert (plain.kept_with, plain.group, plain.private, plain.changer("no")) == ("", "", False, "nobody")
    assert plain.ask_whom is None


def test_changeable_by_says_who_can_bring_a_value_about() -> None:
    text = """
    both: {type: yes_no, changeable_by: us}
    some: {type: choice, values: [a, b, c], changeable_by: {a: us, otherwise: buyer}}
    one: {type: yes_no, changeable_by: {yes: buyer}}
    act: {type: yes_no, our_act: yes, changeable_by: us}
    plan: {type: yes_no, our_act: yes, changeable_by: {yes: us, no: us}}
    size: {type: number, changeable_by: buyer}
    """
    found = book(facts("deal", text)).dictionary.facts["deal"]
    said = {n: [found[n].changer(v) for v in (*found[n].type.values, 3)] for n in ("both", "some", "one")}
    assert said == {
        "both": ["us", "us", "us"],
        "some": ["us", "buyer", "buyer", "buyer"],
        "one": ["buyer", "nobody", "nobody"],
    }
    assert [found["act"].changer(value) for value in ("yes", "no")] == ["us", "nobody"]
    assert [found["plan"].changer(value) for value in ("yes", "no")] == ["us", "us"]
    assert found["size"].changer(7) == "buyer"


def test_nobody_is_moved_from_a_better_value_to_one_named_behind_it() -> None:
    text = "lean: {type: choice, values: [rival, nobody, us], changeable_by: {us: us, nobody: us}}"
    lean = book(facts("deal", text)).dictionary.facts["deal"]["lean"]
    assert [lean.changer("nobody", now) for now in ("rival", "us", None)] == ["us", "nobody", "us"]
    assert [lean.changer("us", now) for now in ("rival", "nobody", None)] == ["us", "us", "us"]


def test_asked_no_is_for_facts_nobody_is_asked() -> None:
    fact = the_fact("it: {type: yes_no, asked: no}")
    assert fact.ask is None


def test_range_refuses_what_is_outside() -> None:
    fact = the_fact("it: {type: number, range: [0, 10]}")
    assert (fact.type.low, fact.type.high) == (0, 100_000)
    assert [fact.type.read(text) for text in ("0", "10")] == [0, 100_000]
    for text in ("-0.1", "10.1"):
        with pytest.raises(Exception, match="outside 0 to 10"):
            fact.type.read(text)


def test_values_from_borrows_values_and_labels() -> None:
    persons = facts(
        "person",
        "class: {type: choice, values: {e1: {en: Boss, zh: 老板}, e2: {en: User, zh: 用户}}}",
        "many_per: deal",
    )
    deal = facts(
        "deal",
        "covered: {type: list of choice, values_from: person.class}\nbest: {type: choice, values_from: person.class}",
    )
    for files in ((persons, deal), (deal, persons)):
        found = book(*files).dictionary.facts["deal"]
        assert (
            found["covered"].type.values
            == found["best"].type.values
            == {"e1": Label("Boss", "老板"), "e2": Label("User", "用户")}
        )


def test_currency() -> None:
    fact = the_fact("it: {type: money, currency: CNY}")
    assert fact.type.show(120_000_000, "zh") == "120万元"
    with pytest.raises(Exception, match="not in CNY"):
        fact.type.read("5 EUR")


def test_a_derived_fact_is_declared_with_its_value_labels() -> None:
    world = World(
        facts(
            "deal",
            "base: {type: yes_no}\nit: {type: choice, derived: yes, values: {a: {en: Ay, zh: 甲}, b: {en: Bee, zh: 乙}}}",
        ),
        decisions("- {derive: deal.it, map: {of: base, to: {yes: a, no: b}}}"),
    )
    assert world.look("deal: {base: no}")["deal.it"] == "b"
    assert world.rulebook.dictionary.facts["deal"]["it"].type.show("b", "zh") == "乙"


# ---------------------------------------------------------------- subjects


def test_a_file_may_give_the_same_facts_to_several_subjects() -> None:
    both = facts("[deal, rival]", "share: {type: percent}")
    world = World(
        facts("deal", "won: {type: yes_no}"), both, facts("rival", "x: {type: yes_no}", "many_per: deal")
    )
    look = world.look("deal: {share: 60%}\nrival: [{name: B, share: 10%}]")
    assert (look["deal.share"], look["rival.B.share"]) == (6_000, 1_000)


def test_facts_of_a_subject_may_stand_in_several_files() -> None:
    one, two = facts("deal", "a: {type: yes_no}"), facts("deal", "b: {type: yes_no}")
    assert set(book(one, two).dictionary.facts["deal"]) == {"a", "b"}


def test_the_label_of_a_subject() -> None:
    text = """
        schema: facts/1
        subject: person
        many_per: deal
        label:
          en: Person
          zh: 客户方人员
        facts:
          it:
            type: text
            label:
              en: It
              zh: 它
        """
    subject = book(file("p.yaml", text), facts("deal", "a: {type: yes_no}")).dictionary.subjects["person"]
    assert (subject.label, subject.many_per) == (Label("Person", "客户方人员"), "deal")


def test_deal_and_account_exist_once_and_are_read_from_anywhere() -> None:
    world = World(
        facts("deal", "x: {type: yes_no}"),
        facts("account", "public: {type: yes_no}"),
        facts("person", "y: {type: yes_no}", "many_per: deal"),
        decisions(rule("{deal.x: yes, account.public: yes, y: yes}", subject="person")),
    )
    look = world.look(
        "deal: {x: yes}\naccount: {public: yes}\nperson: [{name: 王, y: yes}, {name: 李, y: no}]"
    )
    assert look.firing("r.one") == ["王"]


PAIR = (
    facts("deal", "x: {type: yes_no}"),
    facts("usp", "strong: {type: yes_no}", "many_per: deal"),
    facts("rival", "weak: {type: yes_no}", "many_per: deal"),
    facts(
        "usp_against_rival",
        "counts: {type: yes_no}\nworks: {type: yes_no, derived: yes}",
        "pair: [usp, rival]",
    ),
)


def test_a_pair_is_a_subject_whose_members_are_read_by_their_subjects() -> None:
    rows = "table: [{id: w.yes, when: {usp.strong: yes, rival.weak: yes, deal.x: yes}, then: yes}, {otherwise: no}]"
    world = World(*PAIR, decisions(f"- {{derive: usp_against_rival.works, hit_policy: first, {rows}}}"))
    look = world.look(
        "deal: {x: yes}\nusp: [{name: U, strong: yes}, {name: V, strong: no}]\nrival: [{name: B, weak: yes}, {name: C}]"
    )
    found = {
        member: look[f"usp_against_rival.{member}.works"]
        for member in look.conclusions.sheet.members("usp_against_rival")
    }
    assert found == {"U|B": "yes", "U|C": frozenset(("yes", "no")), "V|B": "no", "V|C": "no"}
    assert look.missing("usp_against_rival.U|C.works") == ["rival.C.weak"]


def test_facts_of_a_pair_itself() -> None:
    world = World(*PAIR, decisions(rule("{counts: yes}", subject="usp_against_rival")))
    look = world.look("usp: [{name: U}]\nrival: [{name: B}]")
    assert look.rule(member="U|B") == "asks"
    assert look.needs(member="U|B") == ["usp_against_rival.U|B.counts"]


def test_all_known_closes_the_list() -> None:
    persons = facts("person", "mean: {type: yes_no}", PEOPLE)
    world = World(COMPLETE, persons, decisions(rule("{any person: {mean: yes}}")))
    assert world.look().rule() == "asks"
    assert world.look("deal: {all_known: yes}").rule() == "silent"
    assert world.look("deal: {all_known: no}").rule() == "asks"


def test_a_subject_without_all_known_is_taken_as_complete() -> None:
    persons = facts("person", "mean: {type: yes_no}", "many_per: deal")
    world = World(facts("deal", "x: {type: yes_no}"), persons, decisions(rule("{any person: {mean: yes}}")))
    assert world.look().rule() == "silent"
