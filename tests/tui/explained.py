"""What the source explains about the invented deals: proofs, trials, rivals, changes, a debrief."""

from datetime import date
from typing import Any

from advisor.advice.view import Evidence
from advisor.explain.board.rivals_view import Chair, OtherSide, OtherSides
from advisor.explain.changing.changes_view import AdviceChanges, Edition, Entry, Step
from advisor.explain.debrief_view import Debrief, Debriefed, DebriefItem, Occasion, Recorded
from advisor.explain.flipping.flips_view import Flip, Flips, WayOut, WaysOut
from advisor.explain.flipping.flips_view import Step as Flipped
from advisor.explain.flipping.sensitivity_view import Part, Score, Sensitivity, Sway
from advisor.explain.flipping.sensitivity_view import Result as Firm
from advisor.explain.proofs.proof import FactProof, Input, Points, Result, RowProof, RuleProof, Term, Why
from advisor.explain.whatif_view import AgendaLine, Tried, WhatIf
from advisor.labels import Label, same
from advisor.pipeline.facts_list import FactLine
from advisor.records import Record, replace
from tests.tui import fixtures as deals
from tests.tui.fixtures import GAIN, LOSS, MOVED, opens

TODAY = deals.TODAY
YES, NO = Label("yes", "是"), Label("no", "否")

MET = Term(Label("Met the vice-president: no", "见过副院长：否"), "holds", NO, (deals.DECIDER,))
OURS = Term(Label("Whose ground: ours", "谁的地盘：我方"), "holds", Label("ours", "我方"), (deals.TERRITORY,))
WRITTEN = Term(Label("Who wrote the criteria: we did", "标准由谁制定：我方"), "unknown", None, (deals.CRITERIA,))
SHARES = Term(
    Label("Our share: at least “Share of B” plus 50 points", "我方份额至少为“B 的份额”加 50 个百分点"), "fails",
    same("60%"), (deals.SHARE, deals.RIVAL_SHARE),
)  # fmt: skip
DUE = Term(Label("Tender date: within the next 7 days", "招标日期在未来 7 天内"), "holds", Label("28 Nov", "11月28日"),
           (deals.DUE,))  # fmt: skip
LATER = Term(Label("Tender date: past", "招标日期已过"), "not_reached")
WHEN = Term(Label("all of these", "以下全部成立"), "holds", join="all", parts=(
    MET, DUE, Term(Label("one of these at least", "以下至少一项成立"), "holds", join="any", parts=(OURS, SHARES, LATER))))
WHOM = Term(Label("some person with “Role: advocate”", "有客户方人员符合“角色：倡导者”"), "holds", join="members", parts=(
    Term(Label("陈主任: Role: advocate", "陈主任：角色：倡导者"), "holds"),
    Term(Label("王处长: Role: advocate", "王处长：角色：倡导者"), "fails", Label("adviser", "建议者"))))


def power() -> RuleProof:
    """Return the proof of the first action."""
    return RuleProof(
        rule=deals.POWER, kind="recommend", title=deals.actions()[0].title, play="reach-decision-level", about="",
        verdict="shown", term=WHEN, because=deals.actions()[0].because, reason=Label("line 1 of the page", "排在第 1 条"),
        gate=Term(Label("Step: before tender", "采购阶段：在招标之前"), "holds"), person="陈主任", whom=WHOM, score=92,
        sum=(Points(Label("salience", "基础分"), 60), Points(Label("deadline near", "临近期限"), 32, DUE),
             Points(Label("large deal", "大单"), None, WRITTEN)),
    )  # fmt: skip


def pilot() -> RuleProof:
    """Return the proof of a rule that waits."""
    return RuleProof(
        rule=deals.PILOT, kind="recommend", title=Label("Offer a pilot", "提出试用"), play="offer-a-pilot", about="",
        verdict="waits", term=WRITTEN, because=Label("Be first to set the criteria.", "抢先定标准。"), unknowns=1,
        missing=(WRITTEN,), needs=(deals.CRITERIA,),
    )  # fmt: skip


def near() -> tuple[RuleProof, ...]:
    """Return rules that do not fire, the nearest first."""
    far = RuleProof(
        rule=deals.rule("opening.G.hold", "opening/plays", 140), kind="recommend",
        title=Label("Hold the price until the scores are known", "评分公布前守住价格"), play="hold-the-price",
        about="王处长", verdict="silent", term=SHARES, fails=1, unknowns=1, missing=(SHARES, WRITTEN),
    )  # fmt: skip
    return pilot(), far


def held() -> RuleProof:
    """Return a rule that is held back by another one."""
    return RuleProof(
        rule=deals.PAPER, kind="recommend", title=Label("Send the proposal", "递交方案"), play="respect-the-spec",
        about="", verdict="held", term=DUE, reason=Label("the topic “people” is taken by a stronger line",
                                                         "同一主题已有更强的建议"), by=deals.POWER, score=70,
        refusal=Term(Label("Public customer: yes", "公共客户：是"), "holds", YES),
    )  # fmt: skip


def territory() -> FactProof:
    """Return the proof of a fact that a table works out."""
    return FactProof(
        path="rival.B.territory", label=Label("whose ground", "谁的地盘"), about="B", state="known",
        value=Label("ours", "我方"), evidence=deals.TERRITORY, level=0,
        how=Label("the first row that holds", "取第一个成立的行"), form="first", rule=deals.GROUND,
        because=Label("We clearly held more here than the rival.", "这类产品以往我方份额明显高于对手。"),
        rows=(RowProof(deals.rule("territory.new", "opening/territory", 12), Label("neutral", "中立"), "fails", None, SHARES),
              RowProof(deals.GROUND, Label("ours", "我方"), "holds", None, replace(SHARES, state="holds")),
              RowProof(deals.rule("territory.theirs", "opening/territory", 25), Label("theirs", "敌方"), "not_reached")),
        results=(Result("ours", Label("ours", "我方"), "holds", (deals.GROUND.id,)),),
    )  # fmt: skip


def support() -> FactProof:
    """Return the proof of a number that is a sum, typed over by somebody."""
    return FactProof(
        path="deal.support", label=Label("support", "支持度"), about="", state="possible", value=same("2 – 4"),
        evidence=deals.SHARE, level=0, how=Label("the sum of these", "以下各项之和"), form="sum", rule=deals.STEP,
        inputs=(Input(same("陈主任"), "holds", same("2"), Label("2 × 1 = 2", "2 × 1 = 2"), (deals.SHARE,)),
                Input(same("王处长"), "unknown", same("1"), None, (deals.CRITERIA,), WRITTEN)),
        needs=(deals.CRITERIA,), note=Label("typed over the rules, which say 3", "人工改写；规则得出：3"), told="李雷听说的",
    )  # fmt: skip


def raw(fact: Evidence) -> FactProof:
    """Return the proof of a fact that somebody said, or nobody."""
    state: Any = "unknown" if fact.origin == "unknown" else "known"
    return FactProof(fact.path, fact.label, "", state, fact.value, fact, 0, told="" if fact.by == "" else "电话里说的")


def why(wanted: str) -> Why:
    """Return the answer to one question about the rich deal."""
    below = tuple(replace(proof, level=1) for proof in (territory(), support()))
    page = Why("szhospital", deals.rich().name, TODAY, wanted, same(wanted), (), below, (), "3f2a9c1")
    rules: dict[str, tuple[RuleProof, ...]] = {deals.POWER.id: (power(), replace(power(), about="王处长", person=None, verdict="silent", reason=None, fails=1)),
             deals.PILOT.id: (pilot(),), deals.PAPER.id: (held(),), near()[1].rule.id: (near()[1],)}  # fmt: skip
    for act in deals.actions()[1:]:
        rules[act.rule.id] = (replace(power(), rule=act.rule, title=act.title, person=act.person, because=act.because),)
    facts = {"rival.B.territory": territory(), "deal.support": support()}
    facts |= {fact.path: raw(fact) for fact in (deals.SHARE, deals.RIVAL_SHARE, deals.DECIDER, deals.CRITERIA, deals.DUE)}
    if not wanted:
        return replace(page, rules=(power(), held()), near=near())
    if wanted in rules:
        return replace(page, rules=rules[wanted])
    return replace(page, facts=(facts.get(wanted, support()), *below))


def fact_list() -> tuple[FactLine, ...]:
    """Return every fact of the rich deal."""
    who = deals.questions()[0]
    terms = deals.questions()[2]
    known = [FactLine("deal", "", False, deals.SHARE, kind="percent", ask=Label("What is our share?", "我方份额多少？")),
             FactLine("rival", "B", False, deals.RIVAL_SHARE, kind="percent"),
             FactLine("person", "副院长", False, deals.DECIDER, kind="yes_no", choices=(("yes", YES), ("no", NO))),
             FactLine("deal", "", False, deals.CRITERIA, kind="choice", choices=who.choices, ask=who.ask),
             FactLine("rival", "B", True, deals.TERRITORY, kind="choice",
                      choices=(("ours", Label("ours", "我方")), ("theirs", Label("theirs", "敌方"))))]  # fmt: skip
    opening = Evidence("deal.opening", Label("opening", "开局"), Label("D or G", "D 或 G"), "derived", rule=deals.OPENING)
    cells = (("D", Label("D problem", "D 问题开局")), ("G", Label("G normal", "G 正常开局")))
    open_terms = Evidence(terms.path, terms.label, Label("price", "价格"), "typed", "李雷", date(2025, 11, 1), 20)
    return (*known, FactLine("deal", "", True, opening, kind="choice", choices=cells),
            FactLine("deal", "", False, open_terms, kind="list", choices=terms.choices))  # fmt: skip


def what_if(*assignments: str) -> WhatIf:
    """Return the advice before and after: a line comes, one goes, one moves."""
    lines = [AgendaLine(rank, other, mark, act.title, act.person, act.score, act.rule, act.because, act.play)
             for rank, other, mark, act in zip((1, 2, 3), (1, 0, 2), ("same", "gone", "up"), deals.actions(), strict=True)]  # fmt: skip
    after = (lines[0], replace(lines[2], rank=2, other_rank=3, mark="up"),
             AgendaLine(3, 0, "new", Label("Offer a pilot", "提出试用"), None, 58, deals.PILOT, same(""), "offer-a-pilot"))  # fmt: skip
    tried = tuple(Tried(text.partition("=")[0], same(text), None, same(text.partition("=")[2])) for text in assignments)
    brief = deals.rich()
    return WhatIf(
        brief.deal, brief.name, TODAY, tried, tuple(lines), after, (opens(Label("G normal", "G 正常开局")),),
        brief.questions[3:], brief.questions[:1], (), brief.warnings[:1], (), brief.guard,
    )  # fmt: skip


def flips(wanted: str) -> Flips:
    """Return two ways to a goal."""
    met = Flipped("person.副院长.met", Label("met the vice-president", "见过副院长"), NO, YES, "us", "yes")
    wrote = Flipped("deal.criteria_author", Label("who wrote the criteria", "标准由谁制定"), None, Label("we did", "我方"), "buyer", "us")
    share = Flipped("rival.B.share", Label("share of B", "B 的份额"), same("20%"), None, "nobody")
    ways = (Flip((wrote,), rank=2, positions=(opens(Label("G normal", "G 正常开局")),)),
            Flip((met, wrote), held=Label("below the first 5", "排在前 5 之外")))  # fmt: skip
    now = Label("D or G", "D 或 G") if "=" in wanted else None
    value = Label("G normal", "G 正常开局") if "=" in wanted else None
    page = Flips("szhospital", deals.rich().name, TODAY, wanted, Label("Offer a pilot", "提出试用"), value, now, "can",
                 ("us", "buyer"), ways, 2)  # fmt: skip
    if wanted == "deal.opening=D":
        return replace(page, outlook="cannot", ways=(), blocked_by=(share,))
    return page


def ways_out() -> WaysOut:
    """Return the way out of the opening, in two steps."""
    met, wrote = flips("x").ways[1].changes
    steps = [replace(flips("x"), value=Label(f"opening {cell}", f"开局“{cell}”"), ways=(Flip((step,)),))
             for cell, step in (("D", wrote), ("G", met))]  # fmt: skip
    way = WayOut("deal.opening", Label("opening", "开局"), Label("D or G", "D 或 G"), tuple(steps))
    return WaysOut("szhospital", deals.rich().name, TODAY, (way,), ())


def sensitivity(path: str) -> Sensitivity:
    """Return two small differences that would change a fact, and the score it rests on; nothing for raw facts."""
    sways = (Sway("deal.our_share", Label("our share", "我方份额"), same("60%"), same("below 35%"), Label("theirs", "敌方"), 0, 40),
             Sway("rival.B.share", Label("share of B", "B 的份额"), same("20%"), same("56%"), Label("neutral", "中立"), 3, 90))  # fmt: skip
    score = Score("rival.B.lead", Label("lead", "领先"), same("5.2"), (
        Part("start", Label("start", "起源"), same("4"), same("30%"), same("1.2")),
        Part("people", Label("people", "人"), same("10"), same("40%"), same("4"))))  # fmt: skip
    known = path in ("rival.B.territory", "deal.support")
    firm = Firm(path, same(path), same("x"), sways if known else (), (score,) if known else (), 5 if known else 0, 2)
    return Sensitivity("szhospital", deals.rich().name, TODAY, (firm,))


def rivals() -> OtherSides:
    """Return two rivals side by side."""
    brief = deals.rich()
    one = OtherSide("B", "B", True, brief.rivals[0].standings, brief.guard, brief.position[:1], deals.actions()[2:], 3,
                    brief.questions[:1])  # fmt: skip
    other = OtherSide("云帆", "云帆科技", False, brief.rivals[0].standings[:1], (), (), (), 4, ())
    return OtherSides(brief.deal, brief.name, brief.account, TODAY, (one, other), 1, None, True, False,
                      brief.questions[1:2], "3f2a9c1")  # fmt: skip


def chair(rival: str) -> Chair:
    """Return the deal as a rival reads it."""
    return Chair("szhospital", rival, rival, "your side", True, None, replace(deals.rich(), meeting=None))


def changed() -> AdviceChanges:
    """Return changes by several causes."""
    told = Entry("fact", "deal.our_share", "edited", Label("our share", "我方份额"), same("40%"), same("60%"), "李雷",
                 "typed", date(2025, 11, 12), date(2025, 11, 13), "", (opens(Label("G normal", "G 正常开局")),))  # fmt: skip
    old = Entry("fact", "rival.B.share", "old", Label("share of B", "B 的份额"), same("20%"), None)
    tuned = Entry("parameter", "agenda.limit", "edited", Label("lines of the page", "页面条数"), same("3"), same("5"), place="rules/agenda.yaml:4")
    edited = Entry("rule", deals.POWER.id, "edited", place=deals.POWER.place, lines=(MOVED,))
    steps = (Step("rules", (edited,), (MOVED,), ()), Step("parameters", (tuned,), (), ()), Step("days", (), (LOSS,), (LOSS,)),
             Step("old", (old,), (GAIN,), (GAIN,)), Step("facts", (told,), (opens(Label("G normal", "G 正常开局")),), ()))  # fmt: skip
    return AdviceChanges("szhospital", deals.rich().name, date(2025, 11, 10), TODAY, "meeting", True, "then",
                         Edition("1a2b3c", "0.9"), Edition("3f2a9c1", "1.0"), (opens(Label("G normal", "G 正常开局")), GAIN, LOSS),
                         steps)  # fmt: skip


MEETING = Occasion("m1", "第二轮方案汇报", TODAY, ("陈主任", "王处长"), True)


def debrief() -> Debrief:
    """Return a sheet with every kind of item."""
    brief = deals.rich()
    items = [DebriefItem("question", q.path, q.label, q.ask, q.kind, q.choices, None, q.whom) for q in brief.questions[:3]]
    items[1] = replace(items[1], was=NO)
    promise = DebriefItem("held", "meeting.m1.we_promised", Label("we promised", "我方承诺"),
                          Label("What did we promise, in one line?", "我们答应了什么？一句话写下来。"), "text", ())  # fmt: skip
    by = DebriefItem("held", "meeting.m1.promise_due", Label("promise due", "承诺期限"),
                     Label("By which day?", "答应哪天办好？"), "date", (), follows=promise.path)  # fmt: skip
    following = DebriefItem("next", "meeting.next.date", Label("next meeting", "下次会面"),
                            Label("On which day do we meet again?", "下次哪天见？"), "date", (), same("2025-11-28"))  # fmt: skip
    return Debrief(brief.deal, brief.name, TODAY, MEETING, (*items, promise, by, following))


def debriefed(answers: dict[str, str]) -> Debriefed:
    """Return what a debrief recorded."""
    sheet = debrief()
    labels = {item.path: item for item in sheet.items}
    told = tuple(Recorded(path, labels[path].label, labels[path].was, same(text), f"e{at}")
                 for at, (path, text) in enumerate(answers.items()) if text != "unknown")  # fmt: skip
    vain = tuple(labels[path].label for path, text in answers.items() if text == "unknown")
    return Debriefed(sheet.deal, sheet.name, MEETING, told, vain, (opens(Label("G normal", "G 正常开局")), GAIN),
                     replace(deals.rich(), questions=deals.questions()[2:]))  # fmt: skip


WORDS = frozenset({
    "state", "join", "verdict", "kind", "counts", "mark", "outlook", "cause", "how", "basis", "rules", "part", "form",
    "schema", "person_state", "compliance", "origin", "source", "changeable_by", "typed", "effort",
})  # fmt: skip
"""Fields that hold one of our own words where they hold a text."""


def poisoned(thing: Any, text: str, field: str = "") -> Any:
    """Return a view model in which every free text is the given one."""
    if isinstance(thing, Label):
        return same(text)
    if isinstance(thing, str):
        return thing if field in WORDS or not thing else text
    if isinstance(thing, FactLine):
        return FactLine(*(poisoned(getattr(thing, name), text, name) for name in FactLine._fields))
    if isinstance(thing, tuple):
        return tuple(poisoned(part, text, field) for part in thing)
    if isinstance(thing, Record):
        return type(thing)(**{name: poisoned(getattr(thing, name), text, name) for name in thing._fields})
    return thing
