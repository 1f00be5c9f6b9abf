"""`mirror/1` files: what they say, and every mistake in one with its place and what to write instead."""

from pathlib import Path

import pytest

from advisor.rulebook.decisions import Mirror, Turn
from advisor.rulebook.load import Source, load, sources
from tests.rulebook.helpers import book, facts, file, loaded, unmarked

ROOT = Path(__file__).parents[2]
DEAL = facts(
    "deal",
    """
    our_share: {type: percent}
    our_fault: {type: yes_no, private: yes}
    early: {type: choice, values: [us, rival, same_time]}
    amount: {type: money, currency: CNY}
    plan: {type: text, private: yes}
    done: {type: yes_no, our_act: yes}
    main: {type: reference to rival}
    won: {type: yes_no}
    rank: {type: ordered, values: [low, high]}
    """,
)
RIVAL = facts("rival", "share: {type: percent}\nfault: {type: yes_no}\nopening: {type: choice, values: [A, I]}", "many_per: deal")
PERSON = facts(
    "person",
    """
    title: {type: text}
    lean: {type: choice, values: [us, rival]}
    leans_to: {type: reference to rival, applies_when: {lean: rival}}
    other: {type: reference to rival}
    """,
    "many_per: deal",
)
USP = facts("usp", "name: {type: text}", "many_per: deal")
PAIR = facts("usp_against_rival", "matched: {type: yes_no}", "pair: [usp, rival]")
BASE = (DEAL, RIVAL, PERSON, USP, PAIR)
RULES = Source(
    "rules.yaml",
    b"schema: decisions/1\nsystem: S2\ndecisions:\n  - warn: deal.test\n    if_unknown: ask\n    rules:\n"
    b"      - {id: r.one, when: {won: yes}, then: {kind: note, because: {en: So., zh: \xe5\xa6\x82\xe6\xad\xa4\xe3\x80\x82}}}\n",
)


def mirror(text: str, name: str = "mirror.yaml") -> Source:
    return file(name, f"schema: mirror/1\n{text}")


WHOLE = """\
main: main
over:
  when: {won: yes}
  because:
    en: It is over.
    zh: 已经结束。
swap: {deal.our_share: rival.share, deal.our_fault: rival.fault}
turn:
  deal.early: {to: {us: rival, rival: us, same_time: same_time}}
  person.lean: {to: {us: rival, rival: us}, which: leans_to}
  rival.opening: {to: {A: I, I: A}}
same: [deal.amount, person.title]
observed: [deal.our_fault]
systems: [S2]
"""


def test_what_a_file_says() -> None:
    made = book(*BASE, RULES, mirror(WHOLE)).mirror
    assert made.main is not None and made.main.name == "main"
    assert made.over is not None and made.over.because.zh == "已经结束。"
    assert made.swaps[("deal", "our_share")] == ("rival", "share")
    assert made.swaps[("rival", "share")] == ("deal", "our_share")
    assert made.turns[("person", "lean")] == Turn({"us": "rival", "rival": "us"}, "leans_to")
    assert made.same == {("deal", "amount"), ("person", "title")}
    assert made.systems == {"S2"}
    assert made.subjects == {"deal", "rival", "person"}


def test_a_rulebook_without_a_mirror_has_an_empty_one() -> None:
    assert book(*BASE, RULES).mirror == Mirror()


def test_the_digest_covers_the_mirror() -> None:
    digests = {book(*BASE, RULES, *files).digest for files in ((), (mirror(""),), (mirror("same: [deal.amount]"),))}
    assert len(digests) == 3


def test_there_is_one_mirror() -> None:
    found = loaded(*BASE, mirror("", "a.yaml"), mirror("", "b.yaml")).findings
    assert [(f.kind, f.place.file) for f in found] == [("file.twice", "b.yaml")]


MISTAKES = [
    ("main: «amount", "mirror.main", "reference to rival"),
    ("main: «mian", "fact.unknown", "did you mean 'main'"),
    ("swap: {«deal.our_shar: rival.share}", "fact.unknown", "did you mean 'our_share'"),
    ("swap: {deal.our_share: «rival.shar}", "fact.unknown", "did you mean 'share'"),
    ("swap: {«deal.amount: rival.share}", "mirror.swap", "the same values"),
    ("swap: {«person.title: deal.plan}\nobserved: [deal.plan]", "mirror.swap", "deal.x: rival.y"),
    ("swap: {«deal.won: usp.name}", "mirror.swap", "deal.x: rival.y"),
    ("swap: {deal.our_share: rival.share}\nsame: [«deal.our_share]", "mirror.twice", "one way"),
    ("same: [«deal.done]", "mirror.fact", "leave it out"),
    ("same: [«deal.main]", "mirror.fact", "leave it out"),
    ("same: [«usp_against_rival.matched]", "mirror.fact", "leave it out"),
    ("turn:\n  deal.amount: {to: «{us: rival}}", "mirror.turn", "'same' or 'swap'"),
    ("turn:\n  deal.early: {to: «{us: rival, rival: us}}", "mirror.turn", "every value"),
    ("turn:\n  deal.early: {to: «{us: rival, rival: same_time, same_time: us}}", "mirror.turn", "other side"),
    ("turn:\n  deal.early: {to: {us: «rivel, rival: us, same_time: same_time}}", "form.word", "did you mean 'rival'"),
    ("turn:\n  person.lean: {to: {us: rival, rival: us}, which: «other}", "mirror.turn", "applies_when"),
    ("turn:\n  person.lean: {to: {us: rival, rival: us}, which: «title}", "mirror.turn", "applies_when"),
    ("turn:\n  deal.early: «{which: main}", "form.missing-key", ""),
    ("same: [«deal.plan]", "mirror.private", "observed"),
    ("swap: {«deal.our_fault: rival.fault}", "mirror.private", "observed"),
    ("same: [deal.amount]\nobserved: [«deal.amount]", "mirror.private", "take it out"),
    ("observed: [«deal.plan]", "mirror.private", "take it out"),
    ("systems: [«S22]", "form.word", "did you mean 'S2'"),
    ("over: «{when: {won: yes}}", "form.missing-key", ""),
    ("over: {when: {«wun: yes}, because: {en: It is over., zh: 已经结束。}}", "fact.unknown", "did you mean 'won'"),
    ("«swaps: {}", "form.unknown-key", "did you mean 'swap'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "hint"), MISTAKES, ids=[f"{m[1]} {m[0][:40]}" for m in MISTAKES])
def test_every_mistake_is_named_with_its_place(text: str, kind: str, hint: str) -> None:
    source, place = unmarked(mirror(text))
    found = [f for f in loaded(*BASE, RULES, source).findings if f.severity == "error"]
    assert [(f.kind, (f.place.file, f.place.line, f.place.column)) for f in found] == [(kind, place)], found
    assert hint in found[0].hint


def test_a_broken_mirror_keeps_the_rules_from_being_used() -> None:
    assert loaded(*BASE, RULES, mirror("same: [deal.nothing]")).rulebook is None


def test_the_shipped_mirror_names_no_fact_in_vain() -> None:
    """Facts that an own team takes out of the dictionary are found when the rules are checked."""
    found = load(sources(ROOT / "rules", "rules")).or_raise()
    assert found.mirror.main is not None and found.mirror.over is not None
    assert {"deal", "account", "person", "rival"} == set(found.mirror.subjects)
    broken = [
        Source(s.name, s.text.replace(b"rival_initiated", b"rival_began")) if "facts/" in s.name else s
        for s in sources(ROOT / "rules", "rules")
    ]
    kinds = {(f.kind, f.place.file) for f in load(broken).findings}
    assert ("fact.unknown", "rules/mirror.yaml") in kinds
