"""The agenda and the texts of rules, down to the page that people read."""

from datetime import date

import pytest

from advisor.labels import Label
from tests.rulebook.helpers import World, book, brief, decisions, file, loaded, play
from tests.rulebook.moves import FACTS, WITH, agenda, move, only, page, recommend

# ---------------------------------------------------------------- score, modifiers, gates


MODIFIERS = """modifiers:
  - {id: m.up, label: {en: Up, zh: 加分}, when: {q: yes}, add: 10}
  - {id: m.down, label: {en: Down, zh: 减分}, when: {n: {below: 3}}, add: -7}
"""


@pytest.mark.parametrize(
    ("deal", "score", "parts"),
    [
        ("q: yes, n: 1", 53, [("salience", 50), ("m.up", 10), ("m.down", -7)]),
        ("q: yes, n: 5", 60, [("salience", 50), ("m.up", 10)]),
        ("q: no", 50, [("salience", 50), ("m.down", None)]),
        ("", 50, [("salience", 50), ("m.up", None), ("m.down", None)]),
    ],
)
def test_score_is_salience_and_the_certain_modifiers(
    deal: str, score: int, parts: list[tuple[str, int | None]]
) -> None:
    action = only(page(agenda(MODIFIERS), recommend(move("r.go")), given=f"deal: {{p: yes, {deal}}}"))
    assert (action.score, [(id_, add) for id_, _, add in action.score_parts]) == (score, parts)


def test_ties_go_by_id_whatever_the_order_of_the_files() -> None:
    one, two = recommend(move("r.b"), name="deal.one"), recommend(move("r.a", play_="wait"), name="deal.two")
    for files in ((one, two), (two, one)):
        assert [a.rule.id for a in page(*files).actions] == ["r.a", "r.b"]


def test_the_limit() -> None:
    rules = recommend(*(move(f"r.{n}", play_=f"p{n}", salience=str(n)) for n in range(1, 8)))
    plays = tuple(f"p{n}" for n in range(1, 8))
    assert [a.rule.id for a in page(rules, plays=plays).actions] == [f"r.{n}" for n in (7, 6, 5, 4, 3)]
    found = page(agenda("limit: 2"), rules, plays=plays)
    assert [a.rule.id for a in found.actions] == ["r.7", "r.6"]
    assert [h.rule.id for h in found.held] == [f"r.{n}" for n in (5, 4, 3, 2, 1)]


GATES = """gates:
  - {{id: g.one, kind: {kind}, refuse: {refuse}, when: {{q: yes}}, because: {{en: Not here., zh: 此处不行。}}}}
"""


@pytest.mark.parametrize(
    ("kind", "refuse", "deal", "held"),
    [
        ("eligible", "{compliance: check}", "q: yes", ["risky"]),
        ("suitable", "{effort: [medium, high]}", "q: yes", ["hard"]),
        ("suitable", "{effort: high}", "q: no", []),
        ("suitable", "{effort: high}", "", []),  # a gate that is unknown refuses nothing
        ("eligible", "{compliance: check, effort: high}", "q: yes", []),
    ],
)
def test_gates_refuse_plays(kind: str, refuse: str, deal: str, held: list[str]) -> None:
    rules = recommend(*(move(f"r.{p}", play_=p) for p in ("plain", "hard", "risky")))
    plays = (play("plain"), play("hard", effort="high"), play("risky", compliance="check"))
    found = page(
        agenda(GATES.format(kind=kind, refuse=refuse)), rules, given=f"deal: {{p: yes, {deal}}}", plays=plays
    )
    assert [h.play for h in found.held] == held
    assert sorted(a.play for a in found.actions) == sorted({"plain", "hard", "risky"} - set(held))
    assert all(h.reason == Label("Not here.", "此处不行。") for h in found.held)


# ---------------------------------------------------------------- topics and conflicts


def test_the_best_per_topic_and_person_stays() -> None:
    rules = recommend(
        move("r.low", play_="low", salience="40"),
        move("r.high", play_="high", salience="60"),
        move("r.else", play_="else"),
    )
    found = page(rules, plays=(play("low", "open"), play("high", "open"), play("else", "people")))
    assert [a.rule.id for a in found.actions] == ["r.high", "r.else"]
    assert [(h.rule.id, h.reason.en) for h in found.held] == [("r.low", "'Do high' covers this already")]


def test_the_same_topic_for_another_person_stays_too() -> None:
    where = "with: {{person: {{where: {{level: {}}}}}}}"
    rules = recommend(
        move("r.user", play_="low", more=where.format("user")),
        move("r.boss", play_="high", more=where.format("executive")),
    )
    found = page(
        rules,
        given="deal: {p: yes}\nperson: [{name: 王, level: user}, {name: 李, level: executive}]",
        plays=(play("low", "t"), play("high", "t")),
    )
    assert [(a.rule.id, a.person) for a in found.actions] == [("r.boss", "李"), ("r.user", "王")]


@pytest.mark.parametrize("says_so", ["r.low", "r.high", "both"])
def test_conflicts_are_symmetric_and_both_stay_visible(says_so: str) -> None:
    low = "conflicts_with: [r.high]" if says_so != "r.high" else ""
    high = "conflicts_with: [r.low]" if says_so != "r.low" else ""
    rules = recommend(
        move("r.low", play_="wait", salience="40", rest=low), move("r.high", salience="60", rest=high)
    )
    action = only(page(rules))
    assert (action.rule.id, [c.rule.id for c in action.against]) == ("r.high", ["r.low"])


# ---------------------------------------------------------------- texts

KIND = "- {derive: deal.kind, hit_policy: first, table: [{when: {q: yes}, then: a}, {otherwise: d}]}\n"
SCALE = "- {derive: deal.points, scale: [{fact: n, weight: 50%}, {fact: m, weight: 50%}]}\n"


@pytest.mark.parametrize(
    ("when", "given", "text", "en", "zh"),
    [
        ("{kind: a}", "deal: {q: yes}", "$kind", "first kind", "第一类"),
        ("{kind: [a, d]}", "", "$kind", "first kind or fourth kind", "第一类或第四类"),
        ("{deal.kind: a}", "deal: {q: yes}", "$deal.kind", "first kind", "第一类"),
        ("{amount: known}", "deal: {amount: 1.2 M}", "$amount", "CNY 1.2 M", "120万元"),
        ("{share: known}", "deal: {share: 15%}", "$share.", "15%.", "15%."),
        ("{due: known}", "deal: {due: 2026-12-24}", "$due", "2026-12-24", "2026-12-24"),
        ("{tags: known}", "deal: {tags: [y, x]}", "$tags", "Ex, Why", "甲、乙"),
        (
            "{main.lead: ahead}",
            "deal: {main: B}\nrival: [{name: B, lead: ahead}]",
            "$main $main.lead",
            "B ahead",
            "B 领先",
        ),
        ("{p: yes}", "deal: {p: yes, n: 3}", "$(n, else several)", "3", "3"),
        ("{p: yes}", "deal: {p: yes}", "$(n, else several)", "several", "several"),
        ("{p: yes}", "deal: {p: yes}", "costs 5 $ or US$ 5", "costs 5 $ or US$ 5", "costs 5 $ or US$ 5"),
    ],
)
def test_texts_name_facts(when: str, given: str, text: str, en: str, zh: str) -> None:
    action = only(page(KIND + recommend(move("r.go", when=when, en=text, zh=text)), given=given))
    assert action.because == Label(en, zh)


def test_an_interval_in_a_text() -> None:
    action = only(
        page(
            SCALE
            + recommend(move("r.go", when="{points: {at_least: 2}}", en="$points points", zh="$points 分")),
            given="deal: {n: 4}",
        )
    )
    assert action.because == Label("2 to 7 points", "2～7 分")


@pytest.mark.parametrize(
    ("persons", "en"), [("{name: 王, inside: yes}", "See 王."), ("{name: 王}", "See 王.")]
)
def test_person_in_a_text(persons: str, en: str) -> None:
    action = only(
        page(
            recommend(move("r.go", more=WITH, en="See $person.", zh="见$person。")),
            given=f"deal: {{p: yes}}\nperson: [{persons}]",
        )
    )
    assert action.because.en == en


def test_person_in_a_text_with_words_for_nobody() -> None:
    words = "with: {person: {where: {inside: yes}}}"
    action = only(
        page(
            recommend(
                move(
                    "r.go",
                    more=words,
                    en="See $(person, else somebody inside).",
                    zh="见$(person, else 内部人)。",
                )
            )
        )
    )
    assert action.because == Label("See somebody inside.", "见内部人。")


def test_person_in_a_text_when_nobody_was_found() -> None:
    action = only(page(recommend(move("r.go", more=WITH, en="See $person.", zh="见$person。"))))
    assert (action.person_state, action.play) == ("nobody", "find")
    assert "$" not in action.because.en + action.because.zh


def test_names_of_persons_and_rivals_are_printed_not_their_ids() -> None:
    action = only(
        page(
            recommend(
                move("r.go", when="{main: known}", more=WITH, en="$person against $main", zh="$person对$main")
            ),
            given="deal: {main: B}\nperson: [{id: p-1, name: 王处长, inside: yes}]\nrival: [{id: B, name: 对手公司}]",
        )
    )
    assert (action.person, action.because.en) == ("王处长", "王处长 against 对手公司")


# ---------------------------------------------------------------- given, the page


def test_words_of_given() -> None:
    world = World(
        *FACTS,
        decisions(
            recommend(move("r.go", when="{count person: {where: {inside: yes}, at_least: $many}}")), "many: 3"
        ),
    )
    given = "person: [{name: 王, inside: yes, times: 3}]"
    look = world.look(given)
    assert look.conclusions.sheet.members("person") == ("王", "王-2", "王-3")
    assert look.rule("r.go") == "fires"
    deal, today = world.deal(
        "today: 2026-01-05\ndeal: {n: {value: 5, on: today - 2 days, by: 李, note: heard, source: debrief}}"
    )
    fact = deal.facts("deal", "deal")["n"]
    assert (today, fact.on, fact.by, fact.note, fact.source) == (
        date(2026, 1, 5),
        date(2026, 1, 3),
        "李",
        "heard",
        "debrief",
    )


def test_a_given_derived_fact_replaces_its_decision() -> None:
    look = World(*FACTS, decisions(KIND)).look("deal: {q: yes, kind: d}")
    assert look["deal.kind"] == "d"


def test_the_page_shows_the_facts_it_names() -> None:
    text = "schema: page/1\nheader: [amount, deal.share]\nposition: [kind, main.lead]\nperson: [level]\nrival: [lead]\nlist: {amount: deal.amount}\n"
    world = World(*FACTS, file("page.yaml", text), decisions(KIND))
    found = brief(
        world.look(
            "deal: {amount: 1 M, q: yes, main: B}\nperson: [{name: 王, level: user}]\nrival: [{name: B, lead: ahead}]"
        )
    )
    assert [(s.path, s.text.en) for s in found.header] == [("deal.amount", "CNY 1 M"), ("deal.share", "?")]
    assert [(s.path, s.text.en) for s in found.position] == [
        ("deal.kind", "first kind"),
        ("rival.B.lead", "ahead"),
    ]
    assert [(p.name, [s.text.en for s in p.standings]) for p in found.persons] == [("王", ["user"])]
    assert [(r.name, [s.text.zh for s in r.standings]) for r in found.rivals] == [("B", ["领先"])]
    assert {k: r.text for k, r in world.rulebook.page.listed.items()} == {"amount": "amount"}


def test_ways_out_lead_from_one_value_to_others() -> None:
    text = "schema: page/1\nways_out: {deal.kind: {a: [d], d: [a, d]}, p: {no: [yes]}}\n"
    found = book(*FACTS, file("page.yaml", text), decisions(KIND)).page.ways_out
    assert found == {"kind": {"a": ("d",), "d": ("a", "d")}, "p": {"no": ("yes",)}}


@pytest.mark.parametrize(
    ("said", "kind", "hint"),
    [
        ("{deal.kindd: {a: [d]}}", "fact.unknown", "did you mean 'kind'"),
        ("{amount: {a: [d]}}", "condition.type", "a way leads from one value of a choice to others"),
        ("{main.lead: {ahead: [behind]}}", "condition.type", "a way leads from one value"),
        ("{kind: {b: [d]}}", "form.word", "known here: a, d"),
        ("{kind: {a: [x]}}", "form.word", "known here: a, d"),
        ("{kind: {a: []}}", "form.empty", ""),
    ],
)
def test_what_no_way_out_can_be(said: str, kind: str, hint: str) -> None:
    text = f"schema: page/1\nways_out: {said}\n"
    (finding,) = loaded(*FACTS, file("page.yaml", text), decisions(KIND)).findings
    assert finding.kind == kind
    assert finding.hint.startswith(hint)
    assert finding.place.line == 2


def test_the_agenda_as_it_is_read() -> None:
    rulebook = book(
        *FACTS, agenda(f"limit: 3\n{MODIFIERS}{GATES.format(kind='suitable', refuse='{effort: high}')}")
    )
    assert (rulebook.agenda.limit, [m.add for m in rulebook.agenda.modifiers]) == (3, [10, -7])
    (gate,) = rulebook.agenda.gates
    assert (gate.id, gate.kind, gate.refuse) == ("g.one", "suitable", {"effort": ("high",)})
