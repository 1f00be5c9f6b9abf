"""Briefs to print: one with everything in it, one of an unknown deal, one written by an enemy."""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.advice.view import (
    Action,
    Branch,
    Brief,
    Clash,
    Effect,
    Evidence,
    Guard,
    Held,
    Meeting,
    Member,
    PageChange,
    Question,
    RuleRef,
    Standing,
    Waiting,
    Warn,
)
from advisor.cells import show
from advisor.labels import Label, same
from advisor.records import Record, fields, replace

TODAY = date(2026, 11, 21)
YES_NO = (("yes", Label("yes", "是")), ("no", Label("no", "否")))

STEP_RULE = RuleRef("step.tender_issued", "rules/procurement/step.yaml:40:9", "002, six steps")
OPENING_RULE = RuleRef("deal.opening", "rules/opening/position.yaml:197:13", "003, art. 3")
SHARE = Evidence(
    "deal.our_share", Label("Our share here", "我方份额"), same("60%"), "typed", "小李", date(2026, 10, 3), 49
)
MET = Evidence("person.王处长.met", Label("We have met", "已见过面"), Label("no", "否"), "assumed")
STEP = Evidence(
    "deal.step", Label("Procurement step", "采购步骤"), Label("4 tender", "4 招标"), "derived", rule=STEP_RULE
)

OPENING = Standing(
    "deal.opening",
    Label("Opening position", "开局定位"),
    "possible",
    (
        ("A", Label("A (our territory, behind)", "A（我方地盘、我方落后）")),
        ("D", Label("D (our territory, level)", "D（我方地盘、敌我相当）")),
    ),
    because=Label("Whose ground it is follows from the shares.", "地盘由双方份额决定。"),
    rule=OPENING_RULE,
    evidence=(SHARE,),
    needs=("deal.first_informed", "person.王处长.lean"),
    note=Label("3 of 5 known", "5 项中已知 3 项"),
)
POSITION = (
    Standing(
        "deal.step", Label("Procurement step", "采购步骤"), "known", (("4", Label("4 tender", "4 招标")),),
        Label("The tender document is out, so the list of wishes is shut.", "标书已发，指标不能再动。"), STEP_RULE,
    ),
    OPENING,
    Standing(
        "deal.missing_classes", Label("Classes without trust yet", "还没有建立信任的客户类别"), "known",
        (("executive", Label("decision level", "决策层")), ("finance", Label("finance", "财务部门管理层"))),
    ),
    Standing("deal.main_rival", Label("Main rival", "主要对手"), "none", ()),
    Standing("deal.value_class", Label("Value class", "项目价值类别"), "unknown", (), needs=("deal.brand_points",)),
)  # fmt: skip
PERSONS = (
    Member("p1", "王处长", (
        Standing("person.王处长.role", Label("Role", "角色"), "known", (("owner", Label("owner", "拥有者")),)),
        Standing("person.王处长.class", Label("Class", "客户类别"), "known", (("user", Label("users", "使用者")),)),
        Standing("person.王处长.relation", Label("Relation", "关系类型"), "possible", (
            ("outsider", Label("outsider", "局外人")), ("friend", Label("friend", "朋友")))),
        Standing("person.王处长.next_need", Label("Next need", "下一步要满足的需要"), "unknown", ()),
        Standing("person.王处长.lean", Label("Favours", "倾向于谁"), "possible", (
            ("us", Label("us", "我方")), ("rival", Label("a rival", "对手")), ("nobody", Label("nobody", "都不偏"))),
            open=True),
    )),
    Member("p2", "Dr Anna Schmidt", (
        Standing("person.p2.role", Label("Role", "角色"), "known", (("approver", Label("approver", "审批者")),)),
    )),
)  # fmt: skip
RIVALS = (
    Member("r1", "蓝桥影像", (
        Standing("rival.蓝桥影像.own_opening", Label("The deal seen by the rival", "从对手角度看的开局"), "known",
                 (("H", Label("H (neutral territory, ahead)", "H（中立地盘、它领先）")),)),
    )),
)  # fmt: skip
ACTIONS = (
    Action(
        RuleRef("opening.A.repair", "rules/opening/moves-problem.yaml:88:9", "003, art. 3, cell A"),
        "repair-and-delay", Label("Repair first, then ask for time", "先补过，再请客户留点时间"), "opening_move",
        Label("It is our ground and we are behind; time works for us only after the mistake is settled.",
              "自己的地盘却落后了，先把过失补上，时间才会站在我们这边。"),
        "王处长", "perhaps", date(2026, 11, 27), Label("before the next meeting", "下次会面之前"), 92,
        (("salience", Label("the rule's own weight", "规则自身权重"), 80),
         ("agenda.class1", Label("class 1 deal", "第1类项目"), 17),
         ("agenda.tired", Label("asked twice this month", "本月已找过两次"), -5),
         ("agenda.event", Label("an event forces a decision", "有事迫使客户决策"), None)),
        (SHARE, MET, STEP, SHARE), "high", "check",
        Label("Win back the right to be heard.", "重新赢得说话的资格。"),
        Label("Write down what went wrong, in their words.", "用客户的话写下哪里没做好。"),
        Label("“I was not there, but you counted 60 lost hours. May I start with those?”",
              "“当时我不在，可您记了六十个停机小时，我想先从这六十个小时说起。”"),
        (Clash(RuleRef("opening.D.diagnose", "rules/opening/moves-problem.yaml:14:9", "003"),
               Label("Find out why the lead is gone", "查清领先为什么没了"),
               Label("Do not repair what you have not understood.", "没弄清原因，别急着补。")),),
        ("李工", "赵经理"), (RuleRef("value.c1.A.escalate", "rules/value/opening-class1.yaml:12:9", "proposal"),),
    ),
    Action(
        RuleRef("inside.find_one", "rules/people/inside.yaml:41:9"), "find-inside-contact",
        Label("Find somebody who explains how they decide", "找到愿意讲清内情的人"), "inside_contact",
        Label("Without somebody inside we read the customer from the street.", "没有内线，就像隔着马路看客户。"),
        None, "nobody", None, Label("before the tender closes", "开标之前"), 60,
        (("salience", Label("the rule's own weight", "规则自身权重"), 60),), (), "medium", "ok",
        Label("", ""), Label("", ""), Label("", ""),
    ),
    Action(
        RuleRef("value.c3.terms", "rules/value/moves.yaml:70:9"), "maximise-terms",
        Label("Get the best terms", "把条件谈好"), "value_effort",
        Label("Little follows this order.", "这一单之后没有多少后续。"),
        None, "not_needed", None, None, 40, (("salience", Label("the rule's own weight", "规则自身权重"), 40),),
        (), "low", "ok", Label("Earn on this one.", "这一单就把利润做出来。"),
        Label("List the open terms.", "列出还没谈定的条款。"), Label("", ""),
    ),
)  # fmt: skip
QUESTIONS = (
    Question(
        "deal.first_informed", Label("Who was told first", "谁先得到消息"),
        Label("How did this project come about, and whom did you talk to first?", "这个项目怎么提起来的，最先找了谁？"),
        Label("小唐", "小唐"), "choice", (("us", Label("us", "我方")), ("rival", Label("a rival", "竞争对手"))),
        ("deal.opening", "opening.A.repair", "opening.D.diagnose"), Label("was us, said by 小李 on 2025-01-03",
                                                                          "原为我方（小李 2025-01-03）"),
        Effect(3, 2, 5, True, (
            Branch((Label("us", "我方"),), (
                PageChange("position", "deal.opening", Label("Opening", "开局"), Label("A or D", "A或D"), Label("D", "D")),
                PageChange("moved", "ask-for-time", Label("Ask for time", "争取时间"), rank=1, was_rank=2),
                PageChange("gone", "repair-first", Label("Repair first", "先补过失"), was_rank=1),
            )),
            Branch((Label("a rival", "竞争对手"),), (
                PageChange("new", "bring-a-reference", Label("Bring a reference (小唐)", "带样板客户（小唐）"), rank=3),
                PageChange("position", "deal.gaps", Label("What we lack", "还缺什么"), Label("budget", "预算"),
                           Label("need", "需求"), added=Label("need", "需求"), removed=Label("budget", "预算")),
            )),
            Branch((Label("nobody yet", "都没有"),), ()),
        )),
    ),
    Question(
        "person.王处长.lean", Label("王处长: Favours", "王处长：倾向于谁"),
        Label("Whom would this person take today?", "要是今天定，这个人会选谁？"), None, "yes_no", YES_NO, ("deal.lead",),
        effect=Effect(2, 0, 0, True, (Branch((), ()),)),
    ),
    Question(
        "deal.brand_points", Label("Influence", "影响力"), Label("How far will this order be seen?", "这一单影响有多大？"),
        None, "number", (), ("deal.value_class",),
    ),
)  # fmt: skip
WARNINGS = (
    Warn("conflict", RuleRef("keyinfo.live_before_money", "rules/procurement/cautions.yaml:60:9"),
         Label("They want it in use before the money is released.", "上线时间早于预算到位时间。"), (SHARE, STEP)),
    Warn("caution", RuleRef("role.works_for_a_rival", "rules/people/role.yaml:105:9"),
         Label("What we say here may reach the rival.", "在这里说的话可能传到对手那里。"), (), "王处长"),
    Warn("gap", RuleRef("coverage.missing", "rules/people/coverage.yaml:149:9"),
         Label("Trust in 2 of six classes.", "六类客户里只有 2 类信任我们。"), ()),
    Warn("note", RuleRef("value.borderline", "rules/value/class.yaml:136:9"),
         Label("Close to the cut line.", "离分界线很近。"), ()),
)  # fmt: skip
HELD = (
    Held(RuleRef("role.adviser.use", "rules/people/role-moves.yaml:134:9"), "use-the-adviser",
         Label("Ask the adviser for a judgement", "请建议者出主意"), Label("below the first 5", "排在前 5 条之后")),
    Held(RuleRef("opening.G.accelerate", "rules/opening/moves-normal.yaml:20:9"), "accelerate-procurement",
         Label("Speed up the purchase", "趁势加快采购"),
         Label("A public buyer sets the timetable; this play may only be used with the approval of compliance.",
               "公共采购的时间表由采购方定，这一招要先过合规。")),
)  # fmt: skip
WAITING = (
    Waiting(RuleRef("opening.D.new_need", "rules/opening/moves-problem.yaml:45:9"),
            Label("Reframe the need and the criteria", "重塑需求，重排标准"),
            Label("The rival found a need we did not see.", "对手找到了我们没看到的需求。"),
            ("deal.erosion_cause", "deal.first_informed")),
)  # fmt: skip
GUARDS = (
    Guard("蓝桥影像", RuleRef("guard.H.extend", "rules/opening/guard.yaml:136:9"),
          Label("Widen a thin lead", "把小领先变成大领先"),
          Label("It will dig deeper. Be where it is not yet known.", "它会把小领先变成大领先，我们要抢先站住。"), "extend-lead"),
    Guard("Northwind", RuleRef("guard.C.delay", "rules/opening/guard.yaml:60:9"),
          Label("Play for time", "拖住进度"), Label("It needs time to catch up.", "它要时间追上来。"), "delay-and-probe"),
)  # fmt: skip
RICH = Brief(
    deal="hospital", name="康宁医院高端彩超", account="康宁医院（民营）", today=TODAY,
    meeting=Meeting("m1", date(2026, 11, 24), 3, ("王处长", "Dr Anna Schmidt"), "住院楼八楼，先看现场"),
    header=(
        Standing("account.name", Label("Customer", "客户名称"), "known", (("", same("康宁医院（民营）")),)),
        Standing("deal.amount", Label("Amount", "预计金额"), "known", (("180", Label("CNY 1.8 M", "180万元")),)),
        Standing("deal.budget", Label("Budget", "预算"), "unknown", ()),
        Standing("deal.decision_date", Label("Decision", "决策日期"), "unknown", (),
                 note=Label("was 2026-12-01, said by 小李 on 2026-01-05", "原为2026-12-01（小李 2026-01-05）")),
    ),
    position=POSITION, persons=PERSONS, rivals=RIVALS, actions=ACTIONS, held=HELD, waiting=WAITING,
    questions=QUESTIONS, warnings=WARNINGS, guard=GUARDS, derived=(OPENING,),
    known=70, unknown=25, old=2, rulebook="32e97a6f8add", idle=3,
)  # fmt: skip
EMPTY = Brief(
    deal="new-1", name="New deal", account="", today=TODAY, meeting=None, header=(), position=(OPENING,),
    persons=(), rivals=(), actions=(), held=(), waiting=(), questions=QUESTIONS[:2], warnings=(), guard=(),
    derived=(), known=0, unknown=95, old=0, rulebook="32e97a6f8add",
)  # fmt: skip

POISON = (
    "Acme [/b] deal",
    "esc \x1b[31mred\x1b[0m and \x9b2J",
    "clip \x1b]52;c;ZXZpbA==\x07",
    "rtl \u202eexe.pdf\u202c",
    "nul \x00 and zero\u200bwidth",
    "<script>alert(1)</script> &lt; <!-- x -->",
    "x](javascript:alert(1)) ![i](data:x) [a]: b",
    "# head\n## two\n\n---\n\n> quote",
    "- item\n1. one\n    code\n```\nfence",
    "1) one *b* **bb** _i_ __u__ ~~s~~ `c` $m$ | a | b |",
    "<https://evil.example> https://evil.example www.evil.example a@evil.example",
    "tab\tend \\ back\\",
    "[@click=app.quit]q[/] {0} {name} {{7*7}} %s",
    "很长的客户名称，没有尽头！" * 300,
    "unbreakable" * 400,
    "\ud800 half, e\u0301\u0301\u0301\u0301, 👍🏽, ﷺ",
)
KEPT = frozenset({"state", "person_state", "effort", "compliance", "kind", "origin", "schema", "mark", "part"})


def rewritten(thing: Any, text: Callable[[str], str]) -> Any:
    """Return a part of a brief with every text (but the closed words) replaced."""
    if isinstance(thing, str):
        return text(thing)
    if isinstance(thing, Label):
        return Label(text(thing.en), text(thing.zh))
    if isinstance(thing, tuple):
        return tuple(rewritten(part, text) for part in thing)
    if isinstance(thing, Record):
        names = [name for name in fields(thing) if name not in KEPT]
        return replace(thing, **{name: rewritten(getattr(thing, name), text) for name in names})
    return thing


def poisoned(brief: Brief) -> Brief:
    """Return the brief as an enemy would have filled it in, each place with another text."""
    turn = iter(range(10**6))
    return rewritten(brief, lambda _: POISON[next(turn) % len(POISON)])  # type: ignore[no-any-return]


def harmless(text: str) -> str:
    """Return a text as long as the shown one, of letters, digits and dots only."""
    return re.sub(r"[^A-Za-z0-9.\u4e00-\u9fff]", "x", show(text))


BRIEFS = {"rich": RICH, "empty": EMPTY, "hostile": poisoned(RICH)}


@pytest.fixture
def rich() -> Brief:
    return RICH


@pytest.fixture
def empty() -> Brief:
    return EMPTY


@pytest.fixture
def hostile() -> Brief:
    return BRIEFS["hostile"]


@pytest.fixture
def tame() -> Brief:
    """Return the hostile brief with every sign replaced by a letter."""
    return rewritten(BRIEFS["hostile"], harmless)  # type: ignore[no-any-return]


@pytest.fixture(params=BRIEFS)
def named(request: pytest.FixtureRequest) -> tuple[str, Brief]:
    """Return each brief with its name."""
    return request.param, BRIEFS[request.param]


@pytest.fixture(params=["en", "zh"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Return a check against a file in `goldens`; ADVISOR_UPDATE_GOLDENS=1 writes the file instead."""

    def check(name: str, text: str) -> None:
        path = Path(__file__).parent / "goldens" / name
        if os.environ.get("ADVISOR_UPDATE_GOLDENS") == "1":
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == text

    return check
