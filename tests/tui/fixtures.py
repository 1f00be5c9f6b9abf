"""Briefs of invented deals, in both languages, and a source that serves them to the terminal UI."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from threading import Event
from typing import Any

from advisor.advice.view import (
    Action,
    Branch,
    Brief,
    Clash,
    DealLine,
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
)  # fmt: skip
from advisor.errors import FactError
from advisor.labels import Label, same
from advisor.records import replace

TODAY = date(2025, 11, 21)

HOSTILE = [
    "Acme [/b] deal",
    "[@click=app.quit]q[/]",
    "[red]x[/red] [link=https://evil.example]y[/link]",
    "a\\",
    "\x1b[2Jgone",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x9b31mred\x9d52;c;eA==\x9c",
    "safe\u202etxt.exe\u2066",
    "nul\x00bel\x07",
    "zero\u200bwidth\u200d\ufeff",
    "line\u2028two\u2029",
    "\ud800lone",
]


def rule(id: str, file: str, line: int, source: str = "003 art. 3") -> RuleRef:
    """Return a rule's place."""
    return RuleRef(id, f"rules/{file}.yaml:{line}", source)


GROUND = rule("rival.territory", "opening/territory", 18)
LEAD = rule("rival.lead", "opening/lead", 44)
OPENING = rule("rival.opening", "opening/grid", 12)
STEP = rule("deal.step", "procurement/step", 9, "002")

SHARE = Evidence("deal.our_share", Label("our share", "我方份额"), same("60%"), "typed", "李雷", date(2025, 11, 12), 9)
RIVAL_SHARE = Evidence("rival.B.share", Label("share of B", "B 的份额"), same("20%"), "import", "crm",
                       date(2025, 10, 2), 50)  # fmt: skip
DECIDER = Evidence("person.副院长.met", Label("met the vice-president", "见过副院长"), Label("no", "否"), "assumed")
TERRITORY = Evidence("rival.B.territory", Label("whose ground", "谁的地盘"), Label("ours", "我方"), "derived", rule=GROUND)
CRITERIA = Evidence("deal.criteria_author", Label("who wrote the criteria", "标准由谁制定"), Label("not known", "未知"),
                    "unknown")  # fmt: skip
DUE = Evidence("deal.tender_date", Label("tender date", "招标日期"), Label("28 Nov", "11月28日"), "debrief", "陈主任",
               date(2025, 11, 19), 2)  # fmt: skip

POWER = rule("people.power_first", "people/power", 41, "002")
BUDGET = rule("step.budget_letter", "procurement/window", 73, "002")
VISIT = rule("opening.H.extend_lead", "opening/plays", 96)
PAPER = rule("step.send_proposal", "procurement/window", 120, "004")
PILOT = rule("opening.E.first_mover", "opening/plays", 61)


def action(ref: RuleRef, title: Label, because: Label, score: int, **more: object) -> Action:
    """Return an action with everything a play brings."""
    base = Action(
        rule=ref, play="reach-decision-level", title=title, topic="people", because=because, person="陈主任",
        person_state="known", by=date(2025, 11, 24), by_label=Label("before the tender", "赶在招标前"), score=score,
        score_parts=(("salience", Label("salience", "基础分"), score - 32), ("large", Label("large deal", "大单"), 20),
                     ("due", Label("deadline near", "临近期限"), 12)),
        evidence=(SHARE, DECIDER, TERRITORY, DUE), effort="medium", compliance="ok",
        goal=Label("The vice-president knows what the project is for.", "让副院长清楚项目要解决什么。"),
        first_step=Label("Ask 陈主任 for twenty minutes with the vice-president.", "请陈主任约副院长二十分钟。"),
        say=Label("“Before we finish the plan I would like to hear which three points matter most to you.”",
                  "“在方案定稿前，我想先听听您最看重哪三点。”"),
    )  # fmt: skip
    return replace(base, **more)


def actions() -> tuple[Action, ...]:
    """Return the next best actions of the rich deal."""
    meet = action(
        POWER, Label("Meet the vice-president before the proposal goes out", "先约见副院长，再递交方案"),
        Label("Paper without power hands the lead to the rival: nobody above the department has heard from us yet.",
              "只递材料、不见决策人，等于把主动权让给对手：部门以上还没有人听我们讲过。"), 92,
        against=(Clash(PAPER, Label("Send the proposal now", "立即递交方案"),
                       Label("The window closes with the tender.", "招标一开始，窗口就关了。")),),
    )  # fmt: skip
    letter = action(
        BUDGET, Label("Get the budget approval letter", "拿到预算批复"),
        Label("The budget counts once finance has released it.", "财务放款之后预算才算数。"), 81, person=None,
        person_state="nobody", by=None, by_label=None, compliance="check", evidence=(SHARE, CRITERIA),
    )  # fmt: skip
    visit = action(
        VISIT, Label("Let 陈主任 host the site visit", "请陈主任主持现场参观"),
        Label("A thin lead grows with every user who has seen it work.", "优势还薄：多一个用户亲眼见过，就多一分把握。"), 64,
        person_state="perhaps", evidence=(TERRITORY,), by_label=None,
    )  # fmt: skip
    return meet, letter, visit


def opens(label: Label) -> PageChange:
    """Return that the opening becomes something."""
    return PageChange("position", "deal.opening", Label("opening", "开局"), Label("D or G", "D 或 G"), label)


GAIN = PageChange("new", "offer-a-pilot", Label("Offer a pilot (陈主任)", "提出试用（陈主任）"), rank=2)
LOSS = PageChange("gone", "get-letter", Label("Get the budget approval letter", "拿到预算批复"), was_rank=2)
MOVED = PageChange("moved", "site-visit", Label("Let 陈主任 host the site visit", "请陈主任主持现场参观"), rank=1, was_rank=3)


def effects() -> tuple[Effect, Effect, Effect]:
    """Return what the answers to a choice, to yes or no, and to a date would change."""
    d, g = Label("D problem", "D 问题开局"), Label("G normal", "G 正常开局")
    choice = (Branch((Label("we did", "我方"),), (opens(g), GAIN)), Branch((Label("a rival", "对手"),), (opens(d), LOSS)),
              Branch((Label("the customer", "客户"),), ()))  # fmt: skip
    either = Branch((), (MOVED,))
    band = (Branch((Label("by 2025-12-05", "2025-12-05或以前"),), (MOVED,)), Branch((Label("later", "更晚"),), ()))
    return Effect(3, 2, 4, True, choice), Effect(2, 2, 2, True, (either,)), Effect(2, 1, 1, True, band)


def questions() -> tuple[Question, ...]:
    """Return questions of every kind."""
    yes_no = (("yes", Label("yes", "是")), ("no", Label("no", "否")))
    who = (("us", Label("we did", "我方")), ("rival", Label("a rival", "对手")), ("customer", Label("the customer", "客户")))
    choice, either, band = effects()
    terms = (("price", Label("price", "价格")), ("delivery", Label("delivery", "交付")), ("service", Label("service", "服务")))
    return (
        Question("deal.criteria_author", Label("criteria written by", "标准由谁制定"),
                 Label("Who wrote the buying criteria?", "采购标准是谁写的？"), same("陈主任"), "choice", who,
                 (PILOT.id, VISIT.id, PAPER.id), effect=choice),
        Question("deal.budget_released", Label("budget released", "预算已放款"),
                 Label("Has finance released the budget for 2026?", "财务是否已放出 2026 年的预算？"),
                 Label("the finance manager", "财务负责人"), "yes_no", yes_no, (BUDGET.id, PAPER.id),
                 was=Label("no, 14 Mar", "否，3月14日"), effect=either),
        Question("deal.open_terms", Label("open terms", "未定条款"), Label("Which terms are still open?", "哪些条款还没有定？"),
                 None, "list of choice", terms, (PAPER.id,)),
        Question("deal.tender_date", Label("tender date", "招标日期"),
                 Label("On which day will the tender be issued?", "哪一天发标？"), None, "date", (), (PAPER.id,),
                 effect=band),
    )  # fmt: skip


def standing(path: str, label: Label, state: str, *values: tuple[str, Label], **more: object) -> Standing:
    """Return one standing."""
    return Standing(path, label, state, values, **more)  # type: ignore[arg-type]


def rich() -> Brief:
    """Return a brief that fills every section."""
    our, level, ahead = Label("ours", "我方"), Label("level", "敌我相当"), Label("we lead", "我方领先")
    d, g = Label("D problem", "D 问题开局"), Label("G normal", "G 正常开局")
    opening = standing("deal.opening", Label("opening", "开局"), "possible", ("D", d), ("G", g), rule=OPENING,
                       because=Label("Whose ground, and who leads now.", "看是谁的地盘、目前谁领先。"),
                       evidence=(TERRITORY, CRITERIA), needs=("deal.criteria_author",))  # fmt: skip
    territory = standing("rival.B.territory", Label("ground", "地盘"), "known", ("ours", our), rule=GROUND,
                         evidence=(SHARE, RIVAL_SHARE))  # fmt: skip
    return Brief(
        deal="szhospital", name="上海三院影像设备", account="上海市第三人民医院", today=TODAY,
        meeting=Meeting("m1", TODAY, 0, ("陈主任", "王处长"), "第二轮方案汇报"),
        header=(standing("deal.amount", Label("amount", "金额"), "known", ("x", same("¥ 3,200,000"))),),
        position=(
            opening,
            standing("deal.step", Label("step", "采购阶段"), "known", ("design", Label("3 system design", "3 系统设计")),
                     rule=STEP, evidence=(DUE,)),
            standing("deal.value_class", Label("value", "价值类别"), "known", ("1", Label("big, big", "大单、大影响"))),
            standing("deal.inside_support", Label("inside support", "内部支持"), "unknown"),
        ),
        persons=(
            Member("陈主任", "陈主任", (
                standing("person.陈主任.role", Label("role", "角色"), "known", ("x", Label("advocate", "倡导者"))),
                standing("person.陈主任.relation", Label("relation", "关系"), "possible",
                         ("s", Label("supplier", "供应商")), ("p", Label("partner", "合作伙伴"))))),
            Member("副院长", "副院长", (
                standing("person.副院长.role", Label("role", "角色"), "known", ("x", Label("owner", "拥有者"))),
                standing("person.副院长.relation", Label("relation", "关系"), "unknown"))),
        ),
        rivals=(Member("B", "B", (territory, standing("rival.B.lead", Label("lead", "领先"), "possible", ("l", level),
                                                      ("a", ahead), rule=LEAD, needs=("deal.criteria_author",)))),),
        actions=actions(),
        held=(Held(PAPER, "respect-the-spec", Label("Send the proposal", "递交方案"),
                   Label("the topic “people” is taken by a stronger line", "同一主题已有更强的建议")),),
        waiting=(Waiting(PILOT, Label("Offer a pilot", "提出试用"), Label("Be first to set the criteria.", "抢先定标准。"),
                         ("deal.criteria_author",)),),
        questions=questions(),
        warnings=(Warn("conflict", rule("key.schedule", "value/key", 31, "004"),
                       Label("The tender date lies before the budget is released.", "招标日期早于预算放款日期。"), (DUE,)),
                  Warn("gap", rule("people.coverage", "people/coverage", 15, "002"),
                       Label("Nobody from finance has been met.", "财务部门还没有接触过任何人。"), (DECIDER,), "")),
        guard=(Guard("B", rule("mirror.F", "opening/mirror", 22), Label("exploit our open service cases", "拿我们未结的服务单做文章"),
                     Label("A rival on our ground makes our faults look bigger.", "对手在我们的地盘上会放大我们的过失。")),),
        derived=(), known=29, unknown=4, old=3, rulebook="3f2a9c1", idle=2, resting=1,
    )  # fmt: skip


def english() -> Brief:
    """Return a brief of an English deal without a meeting."""
    return replace(
        rich(), deal="harbour", name="Harbour Logistics", account="Harbour Group Ltd", meeting=None,
        actions=actions()[1:], questions=questions()[1:2], persons=(), held=(), known=40, unknown=1, old=0,
    )  # fmt: skip


def empty() -> Brief:
    """Return a brief of a deal nobody knows anything about."""
    return replace(
        rich(), deal="kite", name="Kite Foods ERP", account="Kite Foods", meeting=None, header=(), position=(),
        persons=(), rivals=(), actions=(), held=(), waiting=(), questions=questions()[:1], warnings=(), guard=(),
        known=0, unknown=29, old=0,
    )  # fmt: skip


def hostile(text: str) -> Brief:
    """Return a brief in which every text is the given one."""
    label = same(text)
    ref = RuleRef(text, text, text)
    fact = Evidence(text, label, label, "typed", text, TODAY, 3)
    stands = Standing(text, label, "possible", ((text, label), (text, label)), label, ref, (fact,), (text,), label)
    change = PageChange("position", text, label, label, label, 0, 0, label, label)
    effect = Effect(2, 1, 2, True, (Branch((label,), (change, replace(change, kind="gone"))), Branch((label,), ())))
    question = Question(text, label, label, label, "choice", ((text, label),), (text,), label, effect)
    done = replace(
        actions()[0], rule=ref, play=text, title=label, topic=text, because=label, person=text, by_label=label,
        score_parts=((text, label, 92),), evidence=(fact,), effort=text, goal=label, first_step=label, say=label,
        against=(Clash(ref, label, label),),
    )  # fmt: skip
    return replace(
        rich(), deal="bad", name=text, account=text + "x", meeting=Meeting("m", TODAY, 0, (text,), text),
        header=(stands,), position=(stands,), persons=(Member(text, text, (stands,)),),
        rivals=(Member(text, text, (stands,)),), actions=(done,), held=(Held(ref, text, label, label),),
        waiting=(Waiting(ref, label, label, (text,)),), questions=(question,),
        warnings=(Warn("caution", ref, label, (fact,), text),), guard=(Guard(text, ref, label, label),),
        derived=(stands,), rulebook=text,
    )  # fmt: skip


def line(brief: Brief, days: int | None = None, step: Label | None = None) -> DealLine:
    """Return a brief's row in the deal list."""
    met = None if days is None else TODAY + timedelta(days=days)
    top = brief.actions[0].title if brief.actions else None
    return DealLine(brief.deal, brief.name, brief.account, met, days, None, step, top, len(brief.questions))


class FakeSource:
    """Serves fixed briefs; an answer removes its question and settles the opening.

    `gate`: when set, a call for advice waits until the test opens it. `refused` is what explanations fail with.
    """

    def __init__(self, briefs: Sequence[Brief] = (), title: str = "demo data") -> None:
        """Serve some briefs, the rich ones by default."""
        self.briefs = {brief.deal: brief for brief in briefs or (rich(), english(), empty())}
        self.answers: list[tuple[str, str, str]] = []
        self.calls: list[str] = []
        self.opened: list[str] = []
        self.gate: Event | None = None
        self.fail: Exception | None = None
        self._title = title
        self._before: list[Brief] = []
        self.recorded: list[tuple[tuple[str, ...], str]] = []
        self.debriefs: list[dict[str, str]] = []
        self.refused: Exception | None = None

    def title(self) -> str:
        """Return the title of the data."""
        return self._title

    def deals(self) -> tuple[DealLine, ...]:
        """Return the rows, the rich deal's meeting today."""
        days: list[int | None] = [0, 3, None, None, -2]
        step = Label("3 design", "3 系统设计")
        return tuple(line(brief, days[at % 5], step) for at, brief in enumerate(self.briefs.values()))

    def brief(self, deal_id: str) -> Brief:
        """Return the advice of a deal."""
        self.calls.append(deal_id)
        if self.gate is not None:
            self.gate.wait(5)
        if self.fail is not None:
            raise self.fail
        return self.briefs[deal_id]

    def given(self, deal_id: str) -> None:
        """Record that a full page was opened."""
        self.opened.append(deal_id)

    def answer(self, deal_id: str, path: str, text: str) -> None:
        """Record an answer; the word `nonsense` is refused."""
        if text == "nonsense":
            raise FactError(f"{text!r} is not a day", hint="write it as 2026-03-31")
        self.answers.append((deal_id, path, text))
        before = self.briefs[deal_id]
        self._before.append(before)
        left = tuple(question for question in before.questions if question.path != path)
        settled = tuple(
            replace(at, state="known", values=at.values[:1]) if at.state == "possible" else at
            for at in before.position
        )
        self.briefs[deal_id] = replace(before, questions=left, position=settled, actions=before.actions[::-1])

    def record(self, deal_id: str, assignments: Sequence[str], note: str) -> None:
        """Record facts as one change; the word `nonsense` is refused."""
        if any("nonsense" in text for text in assignments):
            raise FactError("'nonsense' is no value", hint="write it otherwise")
        self._before.append(self.briefs[deal_id])
        self.answers.append((deal_id, assignments[0], note))
        self.recorded.append((tuple(assignments), note))

    def undo(self, deal_id: str, path: str = "") -> str | None:
        """Take the last answer back."""
        if path:
            return path
        if not self._before:
            return None
        self.briefs[deal_id] = self._before.pop()
        return self.answers.pop()[1]

    # explaining

    def poison(self, deal_id: str) -> str:
        """Return what stands in explanations of a deal for every text there is."""
        return ""

    def _told(self, found: Any, deal_id: str) -> Any:
        """Return an explanation, or fail."""
        from tests.tui.explained import poisoned

        if self.refused is not None:
            raise self.refused
        return poisoned(found, text) if (text := self.poison(deal_id)) else found

    def facts(self, deal_id: str) -> Any:
        """Return every fact."""
        from tests.tui import explained

        return self._told(explained.fact_list(), deal_id)

    def why(self, deal_id: str, wanted: str) -> Any:
        """Return a proof."""
        from tests.tui import explained

        return self._told(explained.why(wanted), deal_id)

    def what_if(self, deal_id: str, *assignments: str) -> Any:
        """Return a trial; the word `nonsense` is refused."""
        from tests.tui import explained

        self.calls.append(" ".join(("what_if", *assignments)))
        if self.gate is not None:
            self.gate.wait(5)
        if any("nonsense" in text for text in assignments):
            raise FactError("'nonsense' is no value", hint="write it otherwise")
        return self._told(explained.what_if(*assignments), deal_id)

    def flips(self, deal_id: str, wanted: str) -> Any:
        """Return ways."""
        from tests.tui import explained

        return self._told(explained.flips(wanted), deal_id)

    def ways_out(self, deal_id: str) -> Any:
        """Return the ways out."""
        from tests.tui import explained

        return self._told(explained.ways_out(), deal_id)

    def sensitivity(self, deal_id: str, path: str) -> Any:
        """Return what little would change a fact."""
        from tests.tui import explained

        return self._told(explained.sensitivity(path), deal_id)

    def rivals(self, deal_id: str) -> Any:
        """Return the rivals."""
        from tests.tui import explained

        return self._told(explained.rivals(), deal_id)

    def chair(self, deal_id: str, rival: str) -> Any:
        """Return the board of one rival."""
        from tests.tui import explained

        return self._told(explained.chair(rival), deal_id)

    def changed(self, deal_id: str) -> Any:
        """Return what changed; nothing for deals but the rich one."""
        from tests.tui import explained

        return self._told(explained.changed(), deal_id) if deal_id == "szhospital" or self.poison(deal_id) else None

    def debrief(self, deal_id: str) -> Any:
        """Return the questions of a debrief."""
        from tests.tui import explained

        return self._told(explained.debrief(), deal_id)

    def check(self, deal_id: str, path: str, text: str) -> None:
        """Refuse the word `nonsense`."""
        if text == "nonsense":
            raise FactError(f"{path}: {text!r} is not a day", hint="write it as 2026-03-31")

    def debriefed(self, deal_id: str, answers: Mapping[str, str]) -> Any:
        """Record a debrief."""
        from tests.tui import explained

        if self.refused is not None:
            raise self.refused
        self.debriefs.append(dict(answers))
        return self._told(explained.debriefed(dict(answers)), deal_id)
