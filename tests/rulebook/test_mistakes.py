"""Every mistake a rule file can hold: its kind, the exact place («) and what the hint says instead.

Mistakes in the YAML itself are in test_nodes.py; what only the whole rulebook shows is in test_lint.py.
"""

import pytest

from advisor.rulebook.forms import Problems
from advisor.rulebook.given import GivenReader
from advisor.rulebook.load import Source
from advisor.rulebook.nodes import read
from tests.rulebook.helpers import (
    MARK,
    TODAY,
    book,
    decisions,
    facts,
    file,
    loaded,
    marked,
    rule,
    unmarked,
)  # fmt: skip

DEAL = facts(
    "deal",
    """
    won: {type: yes_no}
    lost: {type: yes_no}
    kind: {type: choice, values: [x, y]}
    step: {type: ordered, values: [need, design, choose]}
    size: {type: number}
    points: {type: number, range: [0, 10]}
    share: {type: percent, range: [0%, 100%]}
    amount: {type: money, currency: CNY}
    due: {type: date}
    note: {type: text}
    tags: {type: list of choice, values: [p, q]}
    boss: {type: reference to person}
    it: {type: choice, values: [a, b], derived: yes}
    num: {type: number, derived: yes}
    list: {type: list of choice, values: [p, q], derived: yes}
    road: {type: ordered, values: [need, design, done], derived: yes}
    all_known: {type: yes_no}
    """,
)
PERSON = facts(
    "person",
    "power: {type: choice, values: [high, low]}\nlevel: {type: ordered, values: [low, high]}",
    "many_per: deal\nall_known: deal.all_known",
)
BASE = (DEAL, PERSON)


def check(source: Source, kind: str, hint: str, message: str = "") -> None:
    """The file must give exactly one error: of this kind, at the mark, with this hint."""
    clean, place = unmarked(source)
    assert place, f"no {MARK} in the file"
    found = [f for f in loaded(*BASE, clean).findings if f.severity == "error"]
    assert [(f.kind, f.place.file, f.place.line, f.place.column) for f in found] == [(kind, *place)], found
    assert hint in found[0].hint if hint else not found[0].hint, found[0].hint
    assert message in found[0].message, found[0].message


def warn(
    when: str = "always", then: str = "{kind: note, because: {en: So., zh: 如此。}}", rest: str = ""
) -> Source:
    return decisions(
        f"- warn: deal.test\n  if_unknown: ask\n  rules:\n    - {{id: r.one, when: {when}, then: {then}{rest}}}"
    )


def advise(then: str, rest: str = "") -> Source:
    return decisions(
        f"- recommend: deal.move\n  if_unknown: ask\n  rules:\n    - {{id: r.one, when: always, then: {then}{rest}}}"
    )


def play(more: str = "") -> Source:
    return advise(f"{{play: go, salience: 5, because: {{en: Go., zh: 去。}}{more}}}")


# ---------------------------------------------------------------- tests in conditions

CONDITIONS = [
    ("{«wonn: yes}", "fact.unknown", "did you mean 'won' (won)?"),
    ("{«share_our: 5%}", "fact.unknown", "did you mean 'share' (share)?"),
    ("{«turnover: 5%}", "fact.unknown", ""),
    ("{«power: high}", "fact.unknown", "'power' is a fact of person: write person.power"),
    ("{«person.power: high}", "fact.unknown", "write 'any person: {...}', or go through a reference"),
    ("{«won.power: high}", "fact.unknown", "only references have facts behind a dot"),
    ("{«boss.powr: high}", "fact.unknown", "did you mean 'power' (power)?"),
    ("{«any persn: {power: high}}", "fact.unknown", "did you mean 'person'?"),
    ("{any person: {«powr: high}}", "fact.unknown", "did you mean 'power' (power)?"),
    ("{size: {above: {fact: «sizze}}}", "fact.unknown", "did you mean 'size' (size)?"),
    ("{kind: «z}", "fact.value", ""),
    ("{kind: [x, «yy]}", "fact.value", "did you mean 'y'?"),
    ("{step: {before: «desing}}", "fact.value", "did you mean 'design'?"),
    ("{size: {above: «many}}", "fact.value", "write it like 12, 2.5 or 1.2 M"),
    ("{size: {above: «'1,000'}}", "fact.value", "write 1000"),
    ("{share: {above: «15}}", "fact.value", "write 15%"),
    ("{share: {above: «120%}}", "fact.value", ""),
    ("{amount: {above: «5 EUR}}", "fact.value", "this fact is kept in CNY"),
    ("{due: {before: «2026-13-01}}", "fact.value", "check month and day"),
    ("{due: {in_last: «14}}", "fact.value", "write 14 days"),
    ("{size: {above: «$few}}", "parameter.unknown", ""),
    ("{size: {above: «[1, 2]}}", "condition.value", ""),
    ("{count: {at_least: «two, of: [{won: yes}]}}", "condition.value", ""),
    ("{size: {«abov: 5}}", "condition.word", "did you mean 'above'?"),
    ("{size: {«gt: 5}}", "condition.word", "tests: at_least, at_most, above, below"),
    ("{step: {«at_least: design}}", "condition.type", "write {before: x} or {after: x}"),
    ("{kind: {«above: x}}", "condition.type", ""),
    ("{kind: {«before: y}}", "condition.type", ""),
    ("{size: {«in_last: 5 days}}", "condition.type", ""),
    ("{size: {«between: [1]}}", "condition.type", ""),
    ("{kind: {«between: [x, y]}}", "condition.type", ""),
    ("{kind: {«includes: x}}", "condition.type", ""),
    ("{tags: «p}", "condition.type", "write {includes: x}, {includes_any: [x, y]} or empty"),
    ("{tags: {«above: p}}", "condition.type", "lists have includes, includes_any, includes_all"),
    ("{note: «hello}", "condition.type", ""),
    ("{size: {above: «{fact: share}}}", "condition.type", ""),
    ("{kind: {is_in: «{fact: won}}}", "condition.type", ""),
    ("{step: {before: «need}}", "condition.never", "the order is need, design, choose"),
    ("{step: {after: «choose}}", "condition.never", "the order is need, design, choose"),
    ("{size: {between: «[5, 1]}}", "condition.never", "lowest first"),
    ("«sometimes", "condition.form", ""),
    ("«[{won: yes}]", "condition.form", ""),
    ("{any: «[]}", "condition.form", ""),
    ("{any: [«sometimes]}", "condition.form", ""),
    ("{any: «{won: yes, kind: x}}", "condition.form", "write each as a part of a list"),
    ("{none: «{won: yes, kind: x}}", "condition.form", "write each as a part of a list"),
    ("{count: {of: «{won: yes, kind: x}, at_least: 1}}", "condition.form", "write each as a part of a list"),
    ("«{}", "condition.form", "write 'always'"),
    ("{won: «{}}", "condition.form", "write a value, a test such as {not: x}"),
    ("{won: {not: «{}}}", "condition.form", "write a value, a test such as {not: x}"),
    ("{won: «[]}", "condition.form", "name at least one value"),
    ("{won: {not: «[]}}", "condition.form", "name at least one value"),
    ("{tags: {includes_all: «[]}}", "condition.form", "name at least one value"),
    ("{count: «{of: [{won: yes}]}}", "condition.form", "at_least"),
    ("{count person: «{where: {power: high}}}", "condition.form", "at_least"),
    ("{kind: {fact: «size}}", "condition.type", ""),
    ("{kind: {fact: «it}}", "condition.type", ""),
    ("{step: {before: «{fact: road}}}", "condition.type", ""),
    ("{kind: {is_in: «{fact: tags}}}", "condition.type", ""),
]  # fmt: skip


@pytest.mark.parametrize(("when", "kind", "hint"), CONDITIONS)
def test_in_a_condition(when: str, kind: str, hint: str) -> None:
    check(warn(when), kind, hint)


def test_several_findings_of_one_mistake() -> None:
    clean, place = unmarked(warn("{size: {above: {«fcat: size}}}"))
    assert place
    found = loaded(*BASE, clean).findings
    assert [(f.kind, f.place.column, f.hint) for f in found] == [
        ("form.missing-key", place[2] - 1, ""),
        ("form.unknown-key", place[2], "did you mean 'fact'?"),
    ]


# ---------------------------------------------------------------- rules

RULES = [
    (warn(then="{kind: «notes, because: {en: So., zh: 如此。}}"), "form.word", "did you mean 'note'?"),
    (warn(then="{kind: note, «becaus: 1, because: {en: So., zh: 如此。}}"), "form.unknown-key", "did you mean 'because'?"),
    (warn(then="{kind: note, because: «{en: So.}}"), "form.missing-key", ""),
    (warn(then="{kind: note, because: «So.}"), "form.mapping", ""),
    (warn(then="{kind: note, because: {en: «[a], zh: 如此。}}"), "form.text", ""),
    (warn(then="{kind: conflict, between: «[won, lots], because: {en: So., zh: 如此。}}"), "fact.unknown", "did you mean 'lost' (lost)?"),
    (warn(then="{kind: note, play: «go, because: {en: So., zh: 如此。}}"), "rule.play", "a rival's likely play"),
    (warn(rest=", «sours: x"), "form.unknown-key", "did you mean 'source'?"),
    (decisions("- warn: deal.test\n  if_unknown: ask\n  rules:\n    - «{when: always, then: {kind: note, because: {en: So., zh: 如此。}}}"), "form.missing-key", ""),
    (decisions("- «warn: deal.test\n  rules:\n    - {id: r.one, when: always, then: {kind: note, because: {en: So., zh: 如此。}}}"), "form.missing-key", ""),
    (decisions("- warn: deal.test\n  if_unknown: «guess\n  rules:\n    - {id: r.one, when: always, then: {kind: note, because: {en: So., zh: 如此。}}}"), "form.word", "known here: ask, skip"),
    (decisions("- warn: «dael.test\n  if_unknown: ask\n  rules: []"), "fact.unknown", "did you mean 'deal'?"),
    (decisions("- warn: «test\n  if_unknown: ask\n  rules: []"), "fact.unknown", "write subject.fact, for example deal.step"),
    (advise("{play: go, salience: «101, because: {en: Go., zh: 去。}}"), "rule.salience", ""),
    (advise("{play: go, salience: «high, because: {en: Go., zh: 去。}}"), "rule.salience", ""),
    (advise("«{play: go, because: {en: Go., zh: 去。}}"), "form.missing-key", ""),
    (play(", by: «size"), "rule.by", "today, next_meeting, in 3 days, or a date fact"),
    (play(", by: «tomorow"), "fact.unknown", ""),
    (play(", by: «in three days"), "fact.value", "write it like 14 days, 6 weeks, 3 months or 1 year"),
    (play(", by: {before: due, minus: «3}"), "fact.value", "write 3 days"),
    (play(", with: «{person: this, deal: this}"), "rule.with", "with: {person: {where: {...}}}"),
    (play(", with: {person: «this}"), "rule.with", "write 'this' in a decision that runs per person"),
    (play(", with: {«persn: this}"), "fact.unknown", ""),
    (play(", with: {person: {where: {power: high}, prefer: «[best level]}}"), "rule.prefer", "highest, lowest, latest or earliest, and a fact"),
    (play(", with: {person: {where: {power: high}, prefer: «[highest levl]}}"), "fact.unknown", "did you mean 'level' (level)?"),
    (play(", with: {person: {where: {«powr: high}}}"), "fact.unknown", "did you mean 'power' (power)?"),
    (play(", with: {person: «{prefer: [highest level]}}"), "form.missing-key", ""),
    (decisions("- warn: deal.test\n  if_unknown: ask\n  rules:\n    - {id: r.one, when: always, then: {kind: note, because: {en: So., zh: 如此。}}}\n    - «{id: r.one, when: always, then: {kind: note, because: {en: So., zh: 如此。}}}"), "rule.twice", "first at rules.yaml:6:9"),
    (warn(then="«{kind: note}"), "form.missing-key", ""),
    (decisions("- warn: deal.test\n  if_unknown: ask\n  rules: «{id: x}"), "form.list", ""),
    (play(", by: «{before: size}"), "rule.by", "or a date fact"),
    (advise("{play: {vary: «[]}, salience: 5, because: {en: Go., zh: 去。}}"), "form.empty", "write what belongs there"),
    (warn(then="«{kind: guard, because: {en: So., zh: 如此。}}"), "form.missing-key", "the rival is likely to use"),
    (decisions("- warn: deal.test\n  if_unknown: ask\n  rules: «[]"), "form.empty", "write what belongs there"),
    (decisions("- warn: «deal.won\n  if_unknown: ask\n  rules:\n    - {id: r.one, when: always, then: {kind: note, because: {en: So., zh: 如此。}}}"), "decision.name", "for example deal.won_rules"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "kind", "hint"), RULES)
def test_in_a_rule(source: Source, kind: str, hint: str) -> None:
    check(source, kind, hint)


def test_too_many_alternatives() -> None:
    """Ten times 'any of two' in 'all' are 1,024 alternatives; the engine is given a few hundred."""
    more = facts("more", "\n".join(f"{name}{n}: {{type: yes_no}}" for n in range(10) for name in "fg"))
    wide = ", ".join(f"{{any: [{{more.f{n}: yes}}, {{more.g{n}: yes}}]}}" for n in range(10))
    clean, place = unmarked(decisions(rule(f"{{all: [{wide}]}}").replace("{id:", "«{id:")))
    (found,) = loaded(*BASE, more, clean).findings
    assert (found.kind, tuple(found.place)) == ("engine.too-many-alternatives", place)
    assert found.hint.startswith("write it as several rules")


# ---------------------------------------------------------------- decisions and forms


def derive(text: str, fact: str = "deal.it") -> Source:
    return decisions(f"- derive: {fact}\n  {text}")


DECISIONS = [
    (decisions("- «derve: deal.it"), "decision.kind", ""),
    (decisions("- «{derive: deal.it, warn: deal.it}"), "decision.kind", ""),
    (decisions("- «deal.it"), "form.mapping", ""),
    (decisions("- «derive: deal.it"), "decision.form", ""),
    (decisions("- «derive: deal.it\n  compute: {copy: kind}\n  map: {of: won, to: {yes: a, no: b}}"), "decision.form", ""),
    (decisions("- derive: «deal.itt\n  map: {of: won, to: {yes: a, no: b}}"), "fact.unknown", "did you mean 'it' (it)?"),
    (decisions("- derive: «deal.won\n  map: {of: lost, to: {yes: no, no: yes}}"), "fact.not-derived", "add 'derived: yes' at facts/deal.yaml:4:3"),
    (decisions("- {derive: deal.it, map: {of: won, to: {yes: a, no: b}}}\n- {derive: «deal.it, map: {of: won, to: {yes: a, no: b}}}"), "decision.twice", "first at rules.yaml:3:14"),
    (derive("map: {of: won, to: {yes: a, no: b}}\n  «becuase: x"), "form.unknown-key", "did you mean 'because'?"),
    (derive("hit_policy: first\n  if_unknown: «ask\n  table: [{when: {won: yes}, then: a}]"), "form.word", "known here: next_row"),
    # table
    (derive("table: «[{when: {won: yes}, then: a}]"), "table.hit-policy", "one of first, unique, any, collect"),
    (derive("hit_policy: once\n  table: «[{when: {won: yes}, then: a}]"), "table.hit-policy", "one of first, unique, any, collect"),
    (derive("hit_policy: collect\n  table: «[{when: {won: yes}, then: a}]"), "table.hit-policy", "lists collect, other facts do not"),
    (derive("hit_policy: first\n  table: «[{when: {won: yes}, then: p}]", "deal.list"), "table.hit-policy", "lists collect, other facts do not"),
    (derive("hit_policy: first\n  table: [«{otherwise: a}, {when: {won: yes}, then: a}]"), "table.otherwise", ""),
    (derive("hit_policy: first\n  table: [{when: {won: yes}, then: «c}, {otherwise: a}]"), "fact.value", ""),
    (derive("hit_policy: first\n  table: [«{when: {won: yes}}, {otherwise: a}]"), "form.missing-key", ""),
    (derive("hit_policy: first\n  table: [{when: {won: yes}, then: a, if_unknown: «skip}, {otherwise: a}]"), "form.word", "known here: next_row"),
    (derive("hit_policy: first\n  table: [{when: {won: yes}, «result: a, then: a}, {otherwise: a}]"), "form.unknown-key", "known here: when, then, id"),
    # grid, map
    (derive("grid: «{rows: won, columns: lost, cells: {yes: {yes: a, no: b}, no: {yes: a}}}"), "grid.incomplete", ""),
    (derive("grid: {rows: won, columns: «lots, cells: {yes: {yes: a, no: b}, no: {yes: a, no: b}}}"), "fact.unknown", "did you mean 'lost' (lost)?"),
    (derive("map: «{of: kind, to: {x: a}}"), "map.incomplete", "name them, or add 'otherwise:'"),
    # bands
    (derive("bands: {of: size, steps: [{below: 4, is: a}, «{below: 3, is: b}, {rest: b}]}"), "bands.order", "each limit is above the one before"),
    (derive("bands: {of: size, steps: [{below: 4, is: a}, «{below: 5, is: b}]}"), "bands.step", ""),
    # scale
    (decisions("- derive: deal.num\n  scale: «[{fact: points, weight: 50%}]"), "scale.weights", ""),
    (decisions("- derive: deal.num\n  scale: [«{fact: size, weight: 100%}]"), "scale.points", "add 'range: [0, 10]' to the fact, or bands"),
    (decisions("- derive: deal.num\n  scale: [{fact: kind, weight: 100%, map: «{x: 3}}]"), "map.incomplete", ""),
    # compute
    (derive("compute: «{copy: kind, count: kind}"), "compute.form", "one of count, sum, max"),
    (derive("compute: «copy"), "compute.form", "one of count, sum, max"),
    (derive("compute: {«cuont: {of: person}}", "deal.num"), "compute.operation", "did you mean 'count'?"),
    (derive("compute: {sum: {of: «person}}", "deal.num"), "compute.fact", ""),
    (derive("compute: {product: {of: «person, fact: level}}", "deal.num"), "compute.operation", "product: {of: [a, b]}"),
    (derive("compute: {copy: «kidn}"), "fact.unknown", "did you mean 'kind' (kind)?"),
    (derive("compute: {difference: «{of: size}}", "deal.num"), "form.missing-key", ""),
    (derive("compute: {count: {of: person, over: «most}}", "deal.num"), "form.word", "known here: known, all"),
    (derive("compute: {count: {of: «persons}}", "deal.num"), "fact.unknown", "did you mean 'person'?"),
    # path
    (derive("path: «{steps: [{step: need, done_when: {won: yes}}]}", "deal.road"), "form.missing-key", ""),
    (derive("path: {steps: [{step: «ned, done_when: {won: yes}}], after_last: done}", "deal.road"), "fact.value", "did you mean 'need'?"),
    (derive("path: {steps: [«{step: need}], after_last: done}", "deal.road"), "form.missing-key", ""),
    (derive("path: {claimed: «stpe, steps: [{step: need, done_when: {won: yes}}], after_last: done}", "deal.road"), "fact.unknown", "did you mean 'step' (step)?"),
    # what goes together
    (derive("bands: {of: «kind, steps: [{below: 4, is: a}, {rest: b}]}"), "bands.type", "use a map or a table"),
    (derive("bands: {of: size, steps: [«{below: 4, up_to: 5, is: a}, {rest: b}]}"), "bands.step", ""),
    (derive("scale: «[{fact: points, weight: 100%}]"), "decision.type", "with bands"),
    (derive("path: «{steps: [{step: need, done_when: {won: yes}}], after_last: done}", "deal.num"), "decision.type", "whose values are the steps"),
    (derive("hit_policy: unique\n  table: [{when: {won: yes}, then: a, if_unknown: «next_row}]"), "table.hit-policy", ""),
    (derive("scale: [{fact: «size, weight: 100%, map: {3: 5}}]", "deal.num"), "map.type", "use bands for a number"),
    (derive("scale: [«{fact: points, weight: 100%, points: size}]", "deal.num"), "scale.points", "the fact itself is the points"),
    (derive("scale: [{fact: size, weight: 100%, bands: {of: «points, steps: [{below: 3, is: 1}, {rest: 2}]}}]", "deal.num"), "scale.points", ""),
    (derive("factors: {at_least: 2}\n  scale: «[{fact: points, weight: 100%, definition: {en: Points., zh: 得分。}}]", "deal.num"), "scale.factors", ""),
    (derive("factors: {at_least: 1}\n  scale: [«{fact: points, weight: 100%}]", "deal.num"), "scale.definition", "what is measured, and how"),
    (derive("factors: «{}\n  scale: [{fact: points, weight: 100%, definition: {en: Points., zh: 得分。}}]", "deal.num"), "condition.form", "at_least"),
    (derive("«factors: {at_least: 1}\n  map: {of: won, to: {yes: a, no: b}}"), "form.unknown-key", "known here: derive, map"),
    (derive("compute: {product: {of: [«amount, amount]}}", "deal.num"), "compute.type", ""),
    (derive("compute: {ratio: {of: amount, to: «due}}", "deal.num"), "compute.type", ""),
    (derive("compute: {days_since: «size}", "deal.num"), "compute.type", ""),
    (derive("compute: {sum: {of: «size}}", "deal.num"), "compute.type", "sum: {of: [a, b]}"),
    (derive("compute: {sum: {of: «[]}}", "deal.num"), "form.empty", "write what belongs there"),
    (derive("compute: {max: {of: person, fact: «level}}", "deal.num"), "compute.type", ""),
    (derive("compute: {max: {of: person, fact: «deal.size}}", "deal.num"), "compute.fact", ""),
    (derive("compute: {sum: {of: [size, points], where: «{won: yes}}}", "deal.num"), "compute.form", ""),
    (derive("compute: {collect: {of: person, fact: «power}}", "deal.list"), "compute.type", ""),
    (derive("compute: {collect: {of: «person}}", "deal.list"), "compute.type", ""),
    (derive("compute: {collect: {of: «[tags]}}", "deal.list"), "compute.form", "collect: {of: person}"),
    # circles, tests
    (decisions("- {derive: «deal.num, compute: {copy: num}}"), "decision.cycle", ""),
    (derive("map: {of: won, to: {yes: a, no: b}}\n  tests: [«{id: t, given: {}}]"), "form.missing-key", ""),
    (derive("map: {of: won, to: {yes: a, no: b}}\n  tests: [{id: t, given: {}, expect: {}, «wants: 3}]"), "form.unknown-key", "known here: id, given, expect, note"),
    (derive("map: {of: «size, to: {3: a}}"), "map.type", "use bands for a number, otherwise a table"),
    (derive("grid: {rows: «size, columns: won, cells: {3: {yes: a, no: b}}}"), "grid.type", "use bands for a number, otherwise a table"),
    (derive("compute: {copy: «size}"), "compute.type", ""),
    (derive("compute: {copy: «kind}"), "compute.type", ""),
    (derive("compute: {«count: {of: [{won: yes}]}}"), "compute.type", ""),
    (derive("compute: {sum: {of: [«kind, size]}}", "deal.num"), "compute.type", ""),
    (derive("compute: {missing: {from: «kind}}", "deal.list"), "compute.type", ""),
    (derive("compute: {difference: {of: due, minus: «size}}", "deal.num"), "compute.type", ""),
    (derive("hit_policy: first\n  table: «[]"), "form.empty", "write what belongs there"),
    (derive("bands: {of: size, steps: «[]}"), "form.empty", "write what belongs there"),
    (decisions("- derive: deal.num\n  scale: «[]"), "form.empty", "write what belongs there"),
    (derive("path: {steps: «[], after_last: done}", "deal.road"), "form.empty", "write what belongs there"),
    (derive("«hit_policy: first\n  map: {of: won, to: {yes: a, no: b}}"), "form.unknown-key", "known here: derive, map, label"),
    (derive("«if_unknown: next_row\n  map: {of: won, to: {yes: a, no: b}}"), "form.unknown-key", "known here: derive, map, label"),
    (derive("hit_policy: collect\n  table: [{when: {won: yes}, then: p}, «{otherwise: q}]", "deal.list"), "table.otherwise", "the list is empty"),
    (derive("path: {claimed: «won, steps: [{step: need, done_when: {won: yes}}], after_last: done}", "deal.road"), "condition.type", ""),
    (decisions("- derive: deal.num\n  scale: [{fact: points, weight: «150%}, {fact: points, weight: 50%}]"), "scale.weights", "between 0% and 100%"),
    (derive("map: {of: won, to: {yes: a, no: b}}\n  tests: [{id: t, given: {}, expect: {}}, «{id: t, given: {}, expect: {}}]"), "test.twice", "first at rules.yaml:5:13"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "kind", "hint"), DECISIONS)
def test_in_a_decision(source: Source, kind: str, hint: str) -> None:
    check(source, kind, hint)


def kinds_of(*sources: Source) -> list[str]:
    return [f.kind for f in loaded(*BASE, *sources).findings if f.severity == "error"]


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        (
            derive("grid: {rows: won, columns: lost, cells: {yes: {yes: a, no: b}, no: {yes: a, no: c}}}"),
            ["grid.incomplete", "fact.value"],
        ),
        (derive("map: {of: kind, to: {x: a, y: c}}"), ["map.incomplete", "fact.value"]),
        (derive("map: {of: kind}"), ["form.missing-key", "map.incomplete"]),
        (derive("bands: {of: size, steps: [{rest: a}, {below: 4, is: b}]}"), ["bands.step", "bands.step"]),
        (derive("compute: {copy: {of: [kind]}}"), ["fact.unknown", "form.text"]),
    ],
)
def test_a_mistake_that_shows_twice(source: Source, kinds: list[str]) -> None:
    """What follows from a mistake is said as well; nothing else is."""
    assert kinds_of(source) == kinds


def test_two_rules_without_an_id_are_two_findings() -> None:
    one = "{when: always, then: {kind: note, because: {en: So., zh: 如此。}}}"
    assert (
        kinds_of(decisions(f"- warn: deal.test\n  if_unknown: ask\n  rules: [{one}, {one}]"))
        == ["form.missing-key"] * 2
    )


# ---------------------------------------------------------------- facts

LABEL = "label: {en: It, zh: 它}"
ASK = "ask: {en: Say., zh: 请说明。}"


def fact(text: str, head: str = "") -> Source:
    return file("f.yaml", f"schema: facts/1\nsubject: deal\n{head}facts:\n  {text}\n")


FACTS = [
    (fact(f"«won: {{type: yes_no, {LABEL}, {ASK}}}"), "fact.twice", "first at facts/deal.yaml:4:3"),
    (fact(f"«known: {{type: yes_no, {LABEL}, {ASK}}}"), "fact.name", "letters, digits and _; not a reserved word"),
    (fact(f"«名字: {{type: yes_no, {LABEL}, {ASK}}}"), "fact.name", "letters, digits and _; not a reserved word"),
    (fact(f"new: «{{type: yes_no, {ASK}}}"), "form.missing-key", ""),
    (fact(f"«new: {{type: yes_no, {LABEL}}}"), "fact.no-question", "add 'ask:' in both languages, or 'asked: no'"),
    (fact(f"new: {{type: «yesno, {LABEL}, {ASK}}}"), "fact.type", "did you mean 'yes_no'?"),
    (fact(f"new: {{type: «list of person, {LABEL}, {ASK}}}"), "fact.type", "yes_no, choice, ordered"),
    (fact(f"«new: {{type: choice, {LABEL}, {ASK}}}"), "fact.no-values", ""),
    (fact(f"new: {{type: «list of number, {LABEL}, {ASK}}}"), "fact.type", "of: choice, ordered, reference, text"),
    (fact(f"new: {{type: choice, {LABEL}, {ASK}, values: {{«any: {{en: A, zh: 甲}}}}}}"), "fact.value-name", "plain ASCII, not a reserved word"),
    (fact(f"new: {{type: choice, {LABEL}, {ASK}, values: {{«~x: {{en: A, zh: 甲}}}}}}"), "fact.value-name", "plain ASCII, not a reserved word"),
    (fact(f"new: {{type: choice, {LABEL}, {ASK}, values: {{a: «{{en: A}}}}}}"), "form.missing-key", ""),
    (fact(f"new: {{type: choice, {LABEL}, {ASK}, values_from: «deal.knd}}"), "fact.unknown", "did you mean 'kind' (kind)?"),
    (fact(f"new: {{type: number, {LABEL}, {ASK}, range: «[low, high]}}"), "fact.range", ""),
    (fact(f"new: {{type: number, {LABEL}, {ASK}, range: «[1, 2, 3]}}"), "fact.range", ""),
    (fact(f"new: {{type: yes_no, {LABEL}, {ASK}, fresh_for: «60}}"), "fact.value", "write 60 days"),
    (fact(f"new: {{type: yes_no, {LABEL}, {ASK}, our_act: «maybe}}"), "form.word", "known here: yes, no"),
    (fact(f"new: {{type: yes_no, {LABEL}, {ASK}, changeable_by: «them}}"), "form.word", "known here: us, buyer, nobody"),
    (fact(f"new: {{type: yes_no, {LABEL}, {ASK}, changeable_by: {{yes: «them}}}}"), "form.word", "known here: us, buyer, nobody"),
    (fact(f"new: {{type: yes_no, {LABEL}, {ASK}, changeable_by: {{«yess: us}}}}"), "fact.value", "did you mean 'yes'?"),
    (fact(f"new: {{type: yes_no, {LABEL}, {ASK}, asked: «never}}"), "form.word", "known here: yes, no"),
    (fact(f"new: {{type: yes_no, {LABEL}, {ASK}, kept_with: «acount}}"), "fact.unknown", ""),
    (fact(f"new: {{type: yes_no, {LABEL}, asked_with: «wonn}}"), "fact.unknown", "did you mean 'won'?"),
    (fact(f"new: {{type: «reference to persn, {LABEL}, {ASK}}}"), "fact.unknown", "did you mean 'person'?"),
    (fact(f"new: {{type: yes_no, {LABEL}, {ASK}, applies_when: {{«wonn: yes}}}}"), "fact.unknown", "did you mean 'won' (won)?"),
    (fact(f"new: {{type: yes_no, {LABEL}, {ASK}, applies_when: {{«kind: z}}}}"), "fact.unknown", ""),
    (fact(f"new: {{type: yes_no, {LABEL}, {ASK}, ask_whom: {{«persn: {{power: high}}}}}}"), "fact.unknown", "did you mean 'person'?"),
    (fact(f"new: {{type: yes_no, {LABEL}, {ASK}, ask_whom: {{person: {{«powr: high}}}}}}"), "fact.unknown", "did you mean 'power' (power)?"),
    (fact(f"new: {{type: yes_no, {LABEL}, {ASK}, «fresh: 3 days}}"), "form.unknown-key", "did you mean 'fresh_for'?"),
    (file("f.yaml", f"«schema: facts/1\nsubject: lonely\nmany_per: del\nfacts:\n  x: {{type: text, {LABEL}}}\n"), "fact.unknown", "did you mean 'deal'?"),
    (file("f.yaml", f"«schema: facts/1\nsubject: lonely\nmany_per: deal\nall_known: deal.all_kown\nfacts:\n  x: {{type: text, {LABEL}}}\n"), "fact.unknown", "did you mean 'all_known'?"),
    (file("f.yaml", f"«schema: facts/1\nsubject: lonely\npair: [deal, persn]\nfacts:\n  x: {{type: text, {LABEL}}}\n"), "fact.unknown", "did you mean 'person'?"),
    (file("f.yaml", "«schema: facts/1\nsubject: deal\n"), "form.missing-key", ""),
    (file("f.yaml", "schema: facts/1\nsubject: deal\nfacts: {}\n«fcats: x\n"), "form.unknown-key", "did you mean 'facts'?"),
    (fact(f"new: {{type: yes_no, {LABEL}, {ASK}, fresh_for: {{«yess: 3 days}}}}"), "fact.value", "did you mean 'yes'?"),
    (fact(f"new: {{type: yes_no, {LABEL}, {ASK}, ask_whom: «persn}}"), "fact.unknown", "did you mean 'person'?"),
    (fact(f"new: {{type: number, {LABEL}, {ASK}, range: «[10, 0]}}"), "fact.range", "write the lowest value first"),
    (fact(f"new: {{type: choice, {LABEL}, {ASK}, values: [a, «known]}}"), "fact.value-name", "not a reserved word"),
    (fact(f"new: {{type: number, {LABEL}, {ASK}, values: «[a, b]}}"), "fact.values", "values belong to a choice"),
    (file("f.yaml", f"schema: facts/1\nsubject: lonely\npair: «[deal]\nfacts:\n  x: {{type: text, {LABEL}}}\n"), "form.list", "pair: [usp, rival]"),
    (fact(f"a: {{type: yes_no, {LABEL}, {ASK}, applies_when: «{{a: yes}}}}"), "fact.circle", "cannot depend on itself"),
    (fact(f"a: {{type: list of choice, {LABEL}, {ASK}, values_from: «deal.size}}"), "fact.values", ""),
    (fact(f"a: {{type: reference, {LABEL}, {ASK}}}".replace("reference", "«reference")), "fact.type", "say to what"),
    (fact(f"a: {{type: yes_no, {LABEL}, {ASK}, range: «[0, 10]}}"), "fact.range", "numbers, amounts and dates"),
    (fact(f"a: {{type: yes_no, {LABEL}, {ASK}, applies_when: «{{}}}}"), "form.empty", "write what belongs there"),
    (file("f.yaml", f"schema: facts/1\nsubject: «any\nfacts:\n  x: {{type: text, {LABEL}}}\n"), "fact.name", "not a reserved word"),
    (file("f.yaml", f"«schema: facts/1\nsubject: lonely\nmany_per: deal\nall_known: deal.it\nfacts:\n  x: {{type: text, {LABEL}}}\n"), "fact.type", "not a derived one"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "kind", "hint"), FACTS)
def test_in_a_facts_file(source: Source, kind: str, hint: str) -> None:
    check(source, kind, hint)


# ---------------------------------------------------------------- parameters, agenda, page, schema


def parameter(text: str) -> Source:
    return file("p.yaml", f"schema: decisions/1\nparameters:\n  {text}\ndecisions: []\n")


def agenda(text: str) -> Source:
    return file("agenda.yaml", f"schema: agenda/1\n{text}\n")


GATE = "gates:\n  - {{id: g.one, kind: {}, refuse: {}, when: {{won: yes}}, because: {{en: No., zh: 不行。}}}}"
MODIFIER = "modifiers:\n  - {{id: m.one, label: {{en: Up, zh: 加分}}, when: {}, add: {}}}"
OTHERS = [
    (parameter("«won: {value: 3, origin: proposal, label: {en: A, zh: 甲}}"), "parameter.name", "parameters and facts never share a name"),
    (parameter("few: {value: 3, origin: proposal, label: {en: A, zh: 甲}}\n  more: «{value: 3, label: {en: A, zh: 甲}}"), "form.missing-key", ""),
    (agenda("limit: «0"), "agenda.limit", ""),
    (agenda("limit: «many"), "agenda.limit", ""),
    (agenda(MODIFIER.format("{won: yes}", "«lots")), "agenda.add", ""),
    (agenda(MODIFIER.format("{won: yes}", "«101")), "agenda.add", ""),
    (agenda(MODIFIER.format("{«wonn: yes}", "5")), "fact.unknown", "did you mean 'won' (won)?"),
    (agenda(GATE.format("«elegible", "{effort: high}")), "form.word", "did you mean 'eligible'?"),
    (agenda(GATE.format("eligible", "{«topic: x}")), "agenda.refuse", ""),
    (agenda(GATE.format("eligible", "{effort: «huge}")), "form.word", "known here: low, medium, high"),
    (agenda("«limits: 5"), "form.unknown-key", "did you mean 'limit'?"),
    (file("page.yaml", "schema: page/1\nheader: [«amuont]\n"), "fact.unknown", "did you mean 'amount' (amount)?"),
    (file("page.yaml", "schema: page/1\nperson: [«powr]\n"), "fact.unknown", "did you mean 'power' (power)?"),
    (file("page.yaml", "schema: page/1\nlist: {amount: «deal.amuont}\n"), "fact.unknown", "did you mean 'amount' (amount)?"),
    (file("page.yaml", "schema: page/1\n«head: [amount]\n"), "form.unknown-key", "did you mean 'header'?"),
    (file("x.yaml", "«decisions: []\n"), "file.schema", "one of facts/1, decisions/1, agenda/1, page/1"),
    (file("x.yaml", "«- a\n"), "file.schema", "one of facts/1, decisions/1, agenda/1, page/1"),
    (file("x.yaml", "schema: «decision/1\n"), "form.word", "did you mean 'decisions/1'?"),
    (file("x.yaml", "schema: decisions/1\ndecisions: «{}\n"), "form.list", ""),
    (file("x.yaml", "«schema: decisions/1\n"), "form.missing-key", ""),
    (parameter("few: {value: 3, origin: «nobody, label: {en: A, zh: 甲}}"), "form.word", "proposal, team, or 'source'"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "kind", "hint"), OTHERS)
def test_elsewhere(source: Source, kind: str, hint: str) -> None:
    check(source, kind, hint)


def test_a_parameter_declared_in_two_files() -> None:
    text = "schema: decisions/1\nparameters:\n  few: {value: 3, origin: team, label: {en: A, zh: 甲}}\ndecisions: []\n"
    found = [
        f for f in loaded(*BASE, file("a.yaml", text), file("b.yaml", text)).findings if f.severity == "error"
    ]
    assert [(f.kind, str(f.place), f.hint) for f in found] == [
        ("parameter.twice", "b.yaml:3:3", "first at a.yaml:3:3")
    ]


def test_two_agenda_files() -> None:
    assert kinds_of(
        file("a.yaml", "schema: agenda/1\nlimit: 1\n"), file("b.yaml", "schema: agenda/1\nlimit: 2\n")
    ) == ["file.twice"]


# ---------------------------------------------------------------- the facts of a test or a deal

GIVEN = [
    ("deal: {«wonn: yes}", "fact.unknown", "did you mean 'won' (won)?"),
    ("deal: {kind: «z}", "fact.value", ""),
    ("deal: {kind: «[x, y]}", "fact.value", ""),
    ("deal: {tags: «[p, qq]}", "fact.value", "did you mean 'q'?"),
    ("deal: {size: {value: 3, «of: today}}", "form.unknown-key", "known here: value"),
    ("deal: {size: «{on: today}}", "form.missing-key", ""),
    ("deal: {size: {value: 3, on: «yesterday}}", "fact.value", "write year-month-day, as 2026-11-21"),
    ("deal: {due: «today + 3}", "fact.value", "write 3 days"),
    ("deal: {size: {value: 3, source: «rumour}}", "form.word", "known here: typed, import, debrief, demo"),
    ("deal: {boss: «王}", "fact.value", ""),
    ("«dael: {won: yes}", "form.unknown-key", "did you mean 'deal'?"),
    ("deal: «[{won: yes}]", "given.subject", ""),
    ("person: [«王]", "given.subject", ""),
    ("person: [{name: 王}, «{name: 王}]", "given.twice", ""),
    ("person: [«{name: ~x}]", "given.name", "1 to 300 characters, without | and not beginning with ~"),
    ("today: «now", "fact.value", "write year-month-day, as 2026-11-21"),
    ("done: [«{play: go}]", "form.missing-key", ""),
]


@pytest.mark.parametrize(("text", "kind", "hint"), GIVEN)
def test_in_given_facts(text: str, kind: str, hint: str) -> None:
    clean, place = marked(text)
    node, _ = read(clean.encode(), "given.yaml")
    assert node is not None and place
    problems = Problems()
    GivenReader(book(*BASE).dictionary, problems, TODAY).read(node)
    assert [(f.kind, f.place.line, f.place.column) for f in problems.findings] == [(kind, *place)] * len(
        problems.findings
    )
    assert problems.findings
    assert hint in problems.findings[0].hint if hint else not problems.findings[0].hint


# ---------------------------------------------------------------- how they are told


def test_all_problems_of_all_files_come_at_once_and_sorted() -> None:
    first = decisions(
        "- warn: deal.a\n  if_unknown: ask\n  rules:\n    - {id: a.one, when: {wonn: yes, kidn: x}, then: {kind: note, because: {en: So., zh: 如此。}}}",
        name="b.yaml",
    )
    second = decisions("- {derive: deal.itt, compute: {copy: kind}}", name="a.yaml")
    for files in ((first, second), (second, first)):
        found = loaded(*BASE, *files)
        assert found.rulebook is None
        assert [str(f.place) for f in found.findings] == ["a.yaml:3:14", "b.yaml:6:28", "b.yaml:6:39"]


def test_a_finding_as_it_is_printed() -> None:
    found = loaded(*BASE, warn("{wonn: yes}")).findings
    assert (
        str(found[0])
        == "rules.yaml:6:28  error  unknown fact 'wonn' of deal  [fact.unknown]\n    did you mean 'won' (won)?"
    )


def test_a_file_with_errors_gives_no_rulebook_unless_asked_for() -> None:
    bad = warn("{wonn: yes}")
    assert loaded(*BASE, bad).rulebook is None
    assert loaded(*BASE, bad, strict=False).rulebook is not None
    with pytest.raises(Exception, match=r"the rule files have 1 problem; the first: rules\.yaml:6:28"):
        loaded(*BASE, bad).or_raise()


def test_a_comparison_sign_inside_braces() -> None:
    check(warn("{amount: «>5}"), "yaml.block-sign", "write {above: 5}")
