"""The renderers' own words in both languages; what is said about deals and rules comes with the brief."""

from advisor.labels import Label, Lang


def say(key: str, lang: Lang, **values: object) -> str:
    """Return one of the renderers' texts, with values put in (they are never read as a template)."""
    text = WORDS[key].text(lang)
    return text.format(**values) if values else text


def term(kind: str, id: str, lang: Lang) -> str:
    """Return the word for an id a rule or fact may use, or the id itself when there is none."""
    label = WORDS.get(f"{kind}_{id}")
    return label.text(lang) if label is not None else id


WORDS: dict[str, Label] = {
    # joints
    "pair": Label("{name}: {value}", "{name}：{value}"),
    "aside": Label("{text} ({note})", "{text}（{note}）"),
    "comma": Label(", ", "，"),
    "and": Label(", ", "、"),
    "then": Label("; ", "；"),
    "more": Label("… and {n} more", "……另有 {n} 条"),
    # days
    "days_-1": Label("yesterday", "昨天"),
    "days_0": Label("today", "今天"),
    "days_1": Label("tomorrow", "明天"),
    "days_ahead": Label("in {n} days", "{n} 天后"),
    "days_ago": Label("{n} days ago", "{n} 天前"),
    # sections
    "position": Label("Where we stand", "所处局面"),
    "people": Label("People", "关键人"),
    "do": Label("Do this", "现在要做"),
    "ask": Label("Ask in the meeting", "会上要问"),
    "held": Label("Not now, and warnings", "暂缓与提醒"),
    "guard": Label("The other side", "对手动向"),
    "waiting": Label("Waiting for facts", "等待事实"),
    # the top
    "meeting": Label("Meeting {when}", "会面：{when}"),
    "no_meeting": Label("No meeting planned", "尚未约好下次会面"),
    "attended": Label("with {persons}", "与会：{persons}"),
    # standings
    "none": Label("none", "无"),
    "unknown_value": Label("?", "？"),
    "not_known": Label("not known", "还不知道"),
    "not_settled": Label("not settled", "未定"),
    # actions
    "with": Label("with {person}", "找 {person}"),
    "perhaps_with": Label("perhaps with {person} (not settled)", "可能找 {person}（未定）"),
    "also": Label("also {persons}", "还有 {persons}"),
    "nobody_fits": Label("nobody fits yet: find the person first", "还没有合适的人，先找到人"),
    "by_day": Label("by {day}", "{day}前"),
    "no_day": Label("no date set", "未定日期"),
    "compliance_check": Label("check with compliance first", "先过合规"),
    "effort": Label("effort {effort}", "投入{effort}"),
    "effort_low": Label("low", "小"),
    "effort_medium": Label("medium", "中"),
    "effort_high": Label("high", "大"),
    "score_open": Label("{n} more not settled", "另有 {n} 项未定"),
    "said_by": Label("{text} (rule {rule})", "{text}（规则 {rule}）"),
    # questions
    "ask_whom": Label("ask {whom}", "问 {whom}"),
    "holds_up": Label("holds up {n}", "影响 {n} 条"),
    "moves": Label("{moves} of {tried} answers change the page", "{tried} 种答案中 {moves} 种会改变本页"),
    "idle": Label(
        "{n} more open facts are not asked: no single answer changes anything yet",
        "另有 {n} 项未知，单独弄清哪一项都还不会改变什么，暂不问",
    ),
    # what is different
    "or": Label(" or ", "或"),
    "becomes": Label("{label} becomes {value}", "{label}变为：{value}"),
    "comes_first": Label("'{title}' comes first", "“{title}”排到第一"),
    "comes_new": Label("'{title}' is added", "新增“{title}”"),
    "comes_at": Label("'{title}' moves to {rank}", "“{title}”移到第 {rank} 位"),
    "gone": Label("'{title}' goes", "不再有“{title}”"),
    "plus": Label("plus {value}", "增加{value}"),
    "minus": Label("without {value}", "减去{value}"),
    "any_answer": Label("whatever the answer", "无论答案如何"),
    "as_before": Label("the page stays as it is", "本页不变"),
    # warnings
    "warn_gap": Label("gap", "缺口"),
    "warn_conflict": Label("contradiction", "矛盾"),
    "warn_caution": Label("caution", "当心"),
    "warn_note": Label("note", "说明"),
    "not_now": Label("Not now", "暂缓"),
    # names of the lines below an entry
    "name_when": Label("who, when", "人与期限"),
    "name_why": Label("why", "理由"),
    "name_first": Label("first step", "第一步"),
    "name_say": Label("say", "可以这样说"),
    "name_against": Label("against it", "反对意见"),
    "name_facts": Label("facts", "依据"),
    "name_rule": Label("rule", "规则"),
    "name_settle": Label("settled by", "要弄清"),
    "name_answers": Label("answers", "可选"),
    "name_if": Label("if", "若"),
    "name_score": Label("score", "得分"),
    "name_fact": Label("fact", "事实"),
    "name_was": Label("old answer", "旧答案"),
    "name_likely": Label("likely", "可能出招"),
    # origins of a fact without a name
    "origin_typed": Label("typed in", "手工录入"),
    "origin_import": Label("imported", "导入"),
    "origin_debrief": Label("from a debrief", "会后复盘"),
    "origin_demo": Label("demo data", "演示数据"),
    "origin_assumed": Label("assumed: nobody recorded it", "默认：无人记录"),
    "origin_derived": Label("worked out", "推算得出"),
    "origin_unknown": Label("not known", "尚不清楚"),
    # empty sections
    "empty_facts": Label(
        "Nothing is known yet. Answer the {n} questions below and the rules start to speak.",
        "还什么都不知道。先回答下面 {n} 个问题，规则才能给出建议。",
    ),
    "empty_waiting": Label(
        "No advice yet. Nearest: {title}, which waits for {needs}.",
        "暂无建议。最接近的是“{title}”，还差：{needs}。",
    ),
    "empty_actions": Label("No rule has advice for this deal today.", "今天没有规则对这个商机给出建议。"),
    "empty_questions": Label(
        "Nothing to ask: all {n} facts these rules use are known.",
        "没有要问的：规则用到的 {n} 项事实都已清楚。",
    ),
    # the foot
    "known": Label("{n} facts known", "已知 {n} 项"),
    "unknown": Label("{n} unknown", "未知 {n} 项"),
    "old": Label("{n} too old", "过期 {n} 项"),
    "as_of": Label("as of {day}", "截至 {day}"),
    "rulebook": Label("rules {digest}", "规则 {digest}"),
}
