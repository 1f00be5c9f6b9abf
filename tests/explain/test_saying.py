"""Every kind of condition in words, in both languages, from the dictionary's labels."""

import pytest

from advisor.advice.showing import Show
from advisor.explain.proofs.saying import Saying
from tests.rulebook.helpers import World, decisions, facts, rule

DEAL = facts(
    "deal",
    """
    won: {type: yes_no, label: {en: Already won, zh: 已赢单}}
    share: {type: percent, label: {en: Our share, zh: 我方份额}}
    goal: {type: percent, label: {en: Our goal, zh: 目标份额}}
    due: {type: date, label: {en: Decision day, zh: 决策日期}}
    step: {type: ordered, values: {a: {en: first, zh: 第一步}, b: {en: second, zh: 第二步}, c: {en: third, zh: 第三步}, d: {en: last, zh: 末步}}, label: {en: Step, zh: 步骤}}
    tags: {type: list of choice, values: {x: {en: price, zh: 价格}, y: {en: service, zh: 服务}}, label: {en: Doubts, zh: 顾虑}}
    main: {type: reference to person, label: {en: Sponsor, zh: 支持者}}
    """,
)
PERSON = facts(
    "person",
    """
    met: {type: yes_no, label: {en: Met, zh: 见过面}}
    doubt: {type: choice, values: {x: {en: price, zh: 价格}, y: {en: service, zh: 服务}, z: {en: trust, zh: 信任}}, label: {en: Doubt, zh: 担心}}
    boss: {type: reference to person, label: {en: Reports to, zh: 上级}}
    """,
    "many_per: deal\nlabel: {en: Person, zh: 客户方人员}",
)

OF_DEAL = [
    ("{won: yes}", "Already won: yes", "已赢单：是"),
    ("{share: {at_least: 60%}}", "Our share: at least 60%", "我方份额至少为60%"),
    ("{share: {below: 60%}}", "Our share: below 60%", "我方份额低于60%"),
    (
        "{share: {at_least: {fact: goal, plus: 15 points}}}",
        "Our share: at least “Our goal” plus 15 points",
        "我方份额至少为“目标份额”加 15 个百分点",
    ),
    ("{due: {in_next: 30 days}}", "Decision day: within the next 30 days", "决策日期在未来 30 天内"),
    ("{due: {in_last: 14 days}}", "Decision day: within the last 14 days", "决策日期在最近 14 天内"),
    ("{due: {older_than: 14 days}}", "Decision day: more than 14 days ago", "决策日期在 14 天以前"),
    ("{due: overdue}", "Decision day: past", "决策日期已过"),
    ("{due: {before: 2026-12-01}}", "Decision day: before 2026-12-01", "决策日期早于2026-12-01"),
    ("{due: known}", "Decision day: known", "决策日期：已知"),
    ("{due: unknown}", "Decision day: not known", "决策日期：未知"),
    ("{step: {before: c}}", "Step: before third", "步骤：在“第三步”之前"),
    ("{step: {after: b}}", "Step: after second", "步骤：在“第二步”之后"),
    ("{step: [a, c]}", "Step: first or third", "步骤：第一步或第三步"),
    ("{step: {not: [a, c]}}", "Step: not first, nor third", "步骤：不是第一步，也不是第三步"),
    ("{tags: {includes: x}}", "Doubts: includes price", "顾虑：包含“价格”"),
    ("{tags: empty}", "Doubts: nothing in it", "顾虑：为空"),
    ("{main.met: yes}", "Met (of “Sponsor”): yes", "见过面（支持者）：是"),
    ("{won: no, due: known}", "Already won: no, and Decision day: known", "已赢单：否，并且决策日期：已知"),
    (
        "{any: [{won: no}, {all: [{due: known}, {step: a}]}]}",
        "Already won: no, or (Decision day: known, and Step: first)",
        "已赢单：否，或者（决策日期：已知，并且步骤：第一步）",
    ),
    ("{none: [{won: no}]}", "not so: Already won: no", "并非“已赢单：否”"),
    (
        "{none: [{won: no}, {step: a}]}",
        "none of: Already won: no; Step: first",
        "都不成立：已赢单：否；步骤：第一步",
    ),
    (
        "{count: {at_least: 1, of: [{won: no}, {step: a}]}}",
        "at least 1 of: Already won: no; Step: first",
        "至少 1 项成立：已赢单：否；步骤：第一步",
    ),
    ("{any person: {met: yes}}", "some person with “Met: yes”", "有客户方人员符合“见过面：是”"),
    ("{no person: {met: yes}}", "no person with “Met: yes”", "没有客户方人员符合“见过面：是”"),
    ("{every person: {met: yes}}", "every person with “Met: yes”", "每个客户方人员都符合“见过面：是”"),
    (
        "{count person: {where: {met: yes}, at_least: 2}}",
        "at least 2 (person) with “Met: yes”",
        "至少 2 个客户方人员符合“见过面：是”",
    ),
    ("{any person: always}", "some person is recorded", "已有客户方人员的记录"),
    ("always", "always", "无条件"),
]
OF_PERSON = [
    ("{doubt: {is_in: {fact: deal.tags}}}", "Doubt: stands in “Doubts”", "担心：列在“顾虑”之中"),
    (
        "{any other person: {boss: this}}",
        "some other person with “Reports to: this person”",
        "有其他客户方人员符合“上级：正是本客户方人员”",
    ),
    (
        "{any other person: {doubt: {fact: this.doubt}}}",
        "some other person with “Doubt: the same as “Doubt (this person)””",
        "有其他客户方人员符合“担心等于“担心（本客户方人员）””",
    ),
]


@pytest.mark.parametrize(
    ("subject", "condition", "en", "zh"),
    [*(("deal", *case) for case in OF_DEAL), *(("person", *case) for case in OF_PERSON)],
)
def test_a_condition_is_said_in_both_languages(subject: str, condition: str, en: str, zh: str) -> None:
    look = World(DEAL, PERSON, decisions(rule(condition, subject=subject))).look("person: [{name: 王}]")
    decision, number = look.row("r.one")
    assert Saying(Show(look.rulebook, look.conclusions)).of(decision.rows[number].when) == (en, zh)
