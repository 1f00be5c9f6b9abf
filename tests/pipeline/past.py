"""A workspace with a few rules of its own and a calendar that the test turns, to look back in."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from advisor.advice.view import Brief
from advisor.facts.deal import Deal, Fact
from advisor.pipeline import workspace
from advisor.pipeline.desk import Desk
from advisor.pipeline.snapshots import Snapshot, leave, snapshots

DEAL = "crane"
FIRST = date(2026, 3, 2)

FACTS = """\
schema: facts/1
subject: deal
label:
  en: Deal
  zh: 项目
facts:
"""
FACT = """\
  {name}:
    type: {type}
    label:
      en: {en}
      zh: {zh}
    ask:
      en: What about {name}?
      zh: {zh}怎么样？
"""
SHARED = """\
schema: facts/1
subject: account
label:
  en: Account
  zh: 客户
facts:
  public:
    type: yes_no
    label:
      en: Public
      zh: 公共部门
    ask:
      en: Is it public?
      zh: 是公共部门吗？
"""
MEETINGS = """\
schema: facts/1
subject: meeting
many_per: deal
label:
  en: Meeting
  zh: 会面
facts:
  date:
    type: date
    asked: no
    label:
      en: Day
      zh: 日期
"""
RULES = """\
schema: decisions/1
system: S1
title:
  en: Everything
  zh: 全部
parameters:
  cut:
    value: 50%
    origin: proposal
    label:
      en: From this share on we lead
      zh: 领先的份额
  wide:
    value: 10 days
    origin: proposal
    label:
      en: How long a visit lasts
      zh: 拜访的时效
decisions:
  - derive: deal.place
    source: {doc: "1", part: a}
    hit_policy: first
    table:
      - id: place.ahead
        when: {share: {at_least: $cut}}
        then: ahead
      - otherwise: behind
  - recommend: deal.moves
    if_unknown: ask
    rules:
      - id: moves.defend
        when: {place: ahead}
        then:
          play: defend
          salience: 80
          because:
            en: We lead.
            zh: 我方领先。
        source: {doc: "1", part: b}
      - id: moves.attack
        when: {place: behind}
        then:
          play: attack
          salience: 80
          because:
            en: They lead.
            zh: 对手领先。
        source: {doc: "1", part: c}
      - id: moves.visit
        when: {met: no}
        then:
          play: visit
          salience: 60
          because:
            en: Nobody has met them.
            zh: 还没有见过面。
        source: {doc: "1", part: d}
      - id: moves.hurry
        when: {tender: {in_next: $wide}}
        then:
          play: hurry
          salience: 70
          because:
            en: The tender is near.
            zh: 招标在即。
        source: {doc: "1", part: e}
      - id: moves.both
        when: {red: yes, blue: yes}
        then:
          play: both
          salience: 50
          because:
            en: Both are there.
            zh: 两者都在。
        source: {doc: "1", part: f}
      - id: moves.comply
        when: {account.public: yes}
        then:
          play: comply
          salience: 40
          because:
            en: It is public.
            zh: 公共部门。
        source: {doc: "1", part: g}
"""
PAGE = """\
schema: page/1
position: [deal.place]
list: {step: deal.place}
"""
PLAY = """\
---
id: {id}
title:
  en: Play {id}
  zh: 打法{id}
topic: {id}
effort: low
compliance: ok
source: {{doc: "1", part: a}}
evidence:
  - deal.met
---
"""
SECTIONS = {
    "en": ("Goal", "When it fits", "Steps", "Ask", "Say", "Avoid", "It worked when"),
    "zh": ("目标", "适用时机", "步骤", "要问的", "可以这样说", "避免", "见效标志"),
}
LISTED = {"Steps": "1. ", "步骤": "1. ", "Ask": "- ", "要问的": "- "}
TOLD = {
    "name": ("text", "Name", "名称"),
    "share": ("percent", "Our share", "我方份额"),
    "met": ("yes_no", "We have met", "见过面"),
    "tender": ("date", "Tender", "招标日"),
    "red": ("yes_no", "Red", "红"),
    "blue": ("yes_no", "Blue", "蓝"),
}
PLACE = """\
  place:
    type: choice
    derived: yes
    label:
      en: Place
      zh: 位置
    values:
      ahead:
        en: ahead
        zh: 领先
      behind:
        en: behind
        zh: 落后
"""


def play(id: str) -> str:
    """Return a play with all its sections."""
    text = PLAY.format(id=id)
    for lang, names in SECTIONS.items():
        text += f"\n## {lang}\n"
        for name in names:
            text += f"\n### {name}\n\n{LISTED.get(name, '')}{name} {id}.\n"
    return text


class Past:
    """The workspace. Every call names the day it happens on."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(workspace.create(str(folder)))
        self.rules = self.folder / "rules"
        self.rules.mkdir()
        (self.folder / "playbooks").mkdir()
        facts = "".join(
            FACT.format(name=name, type=kind, en=en, zh=zh) + ("    fresh_for: 30 days\n" if name == "met" else "")
            for name, (kind, en, zh) in TOLD.items()
        )
        for name, text in {
            "facts": FACTS + facts + PLACE, "account": SHARED, "meeting": MEETINGS, "all": RULES, "page": PAGE,
        }.items():  # fmt: skip
            (self.rules / f"{name}.yaml").write_text(text, encoding="utf-8")
        for id in ("defend", "attack", "visit", "hurry", "both", "comply"):
            (self.folder / "playbooks" / f"{id}.md").write_text(play(id), encoding="utf-8")
        self.begin(DEAL)

    def begin(self, id: str, day: date = FIRST, account: str = "Harbour") -> None:
        """Record a deal: we are behind and nobody has met them."""
        facts = {"name": Fact(id.title(), day), "share": Fact(2000, day, "Bob"), "met": Fact("no", day, "Ann")}
        deal = Deal(id, {"deal": {id: facts}, "account": {account: {"public": Fact("no", day)}}})
        self.desk(day).create(deal, by="Bob")

    def desk(self, day: date, hour: int = 9) -> Desk:
        """Open the workspace on a day."""
        return Desk.open(self.folder, day, clock=lambda: datetime.combine(day, time(hour), UTC))

    def give(self, day: date, hour: int = 9) -> Brief:
        """Give the brief: somebody reads it, and it leaves its snapshot."""
        desk = self.desk(day, hour)
        made = desk.brief(DEAL)
        leave(desk, DEAL)
        return made

    def tell(self, day: date, *assignments: str, by: str = "Ann", deal: str = DEAL) -> None:
        """Record facts."""
        self.desk(day).set(deal, assignments, by=by)

    def edit(self, was: str, now: str, file: str = "rules/all.yaml") -> None:
        """Change one text of a rule or play file."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(was) == 1, was
        path.write_text(text.replace(was, now), encoding="utf-8")

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Return what was left behind."""
        return snapshots(self.desk(FIRST).store, DEAL)

    @property
    def copies(self) -> list[Path]:
        """The kept editions of the rules."""
        return sorted((self.folder / ".editions").glob("*"))


def after(days: int) -> date:
    """Return a day some days after the first."""
    return FIRST + timedelta(days=days)
