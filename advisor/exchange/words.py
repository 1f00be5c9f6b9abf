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
    "resting": Label(
        "resting: {n} asked in vain not long ago", "不久前问过、没有答案的 {n} 个问题，暂不再问"
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
    "warn_guard": Label("likely move", "可能出招"),
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
    "origin_not_applicable": Label("does not apply here", "此处不适用"),
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
    # the board from the other side
    "rivals": Label("The other side, rival by rival", "对手盘面，逐家对照"),
    "rivals_alike": Label(
        "What says only “a rival” counts for each of them alike.",
        "只说“对手”、没说是哪一家的，对每一家都算数。",
    ),
    "rival_main": Label("{name} (main rival)", "{name}（主要对手）"),
    "rival_stands": Label("Where it stands against us", "与我方的形势"),
    "rival_likely": Label("What it will likely do, and what we guard", "它可能怎么出招，我方怎么防"),
    "rival_moves": Label("What its own advisor would tell it", "它的参谋会怎么给它出主意"),
    "rival_moves_lead": Label(
        "Read from its chair: “we” is this rival, “the rival” or “{named}” is us. "
        "Only what both can see counts.",
        "坐到对手的位置上读：“我方”“我们”指它自己，“对手”“{named}”指我们这边；只用双方都看得到的事实。",
    ),
    "rival_find_out": Label("Find out about it", "要打听清楚"),
    "no_guard": Label(
        "No rule says what it will do while its position is not settled.",
        "它的处境还没弄清，规则推不出它会怎么做。",
    ),
    "no_moves": Label(
        "Nothing certain yet; {n} waiting for facts we do not know.",
        "暂无定论：有 {n} 条建议要看我们还不知道的事实。",
    ),
    "more_waiting": Label(
        "{n} more waiting for facts we do not know.", "另有 {n} 条要看我们还不知道的事实。"
    ),
    "no_mirror": Label(
        "These rules do not say how a deal reads from a rival's chair: a mirror file is missing.",
        "这套规则没有镜像文件，无法换到对手的位置上看。",
    ),
    "no_rival": Label("No rival is recorded for this deal.", "这个项目还没有记录任何对手。"),
    "no_rival_at_all": Label(
        "There is no rival in this deal: all are said to be recorded, and there is none.",
        "这个项目没有对手：已确认列全，一家也没有。",
    ),
    "record_rival": Label(
        "Record one: advisor set {deal} {path} --new", "记下一家：advisor set {deal} {path} --new"
    ),
    "chair": Label("The board from the chair of {name}", "换到{name}的位置看这盘棋"),
    "chair_we": Label(
        "On this page “we” is {name}, and “{named}” is us.",
        "本页里的“我方”“我们”都是{name}，“{named}”才是我们这边。",
    ),
    "chair_unknown": Label(
        "It holds only what both sides can see. Unknown means that they may not know it, or that we do not "
        "know whether they do; whom they have met and what they have done is unknown to us.",
        "这里只有双方都看得到的事实。“未知”是指对手未必知道，或者我们不知道它知不知道；"
        "它见过谁、做过什么，我们并不清楚。",
    ),
    "chair_asks": Label("What it would have to find out", "它要打听的事"),
    "chair_others": Label(
        "Where our notes say only “a rival”, {name} is taken for it.",
        "我们只记了“对手”而没写哪一家的，都当作{name}。",
    ),
    # why, and why not
    "why_page": Label("Why this page", "这一页的依据"),
    "why_of": Label("Why: {what}", "依据：{what}"),
    "why_rule": Label("What the rules say", "规则怎么说"),
    "why_others": Label("The rest", "其余"),
    "why_facts": Label("What was asked for", "所问的事实"),
    "why_near": Label("Nearest misses", "差一点就成立的"),
    "why_when": Label("It speaks when", "成立条件"),
    "why_gate": Label("only where", "仅限"),
    "why_whom": Label("Who fits", "谁合适"),
    "why_refused": Label("What holds it back", "卡在哪里"),
    "why_score": Label("Score {score}", "得分 {score}"),
    "why_fails": Label("{n} not so", "{n} 项不符"),
    "why_unknowns": Label("{n} not known", "{n} 项未知"),
    "why_rows_above": Label("rows above: {n}", "前面 {n} 行"),
    "why_applies": Label("exists only where", "仅在此情形下才有"),
    "why_above": Label("see above", "见上"),
    "why_unknown": Label("not known", "未知"),
    "why_typed_over": Label("typed over the rules", "人工改写"),
    "why_gives": Label("gives {value}", "得出：{value}"),
    "why_more_rows": Label("other rows: {n}", "其余 {n} 行"),
    "why_more_members": Label("others: {n}", "其余 {n} 个"),
    "why_ask_on": Label("Ask on:", "继续追问："),
    "why_marks": Label(
        "+ holds   - fails   ? not known   . not reached", "+ 成立   - 不成立   ? 未知   . 未走到"
    ),
    "why_nothing": Label("Nothing fired, and nothing is near.", "没有规则成立，也没有接近成立的。"),
    "name_status": Label("status", "结果"),
    "name_who": Label("with", "找谁"),
    "name_note": Label("note", "备注"),
    "name_ask": Label("ask", "可以问"),
    "verdict_shown": Label("on the page", "已列入"),
    "verdict_joined": Label("fires, and is joined to another line", "成立，并入另一条"),
    "verdict_held": Label("fires, and is held back", "成立，但暂缓"),
    "verdict_warns": Label("warns", "发出提醒"),
    "verdict_waits": Label("waits for facts, and asks for them", "等待事实，并列出问题"),
    "verdict_skipped": Label("silent: it does not ask for what is not known", "不出声：有未知的，但不主动问"),
    "verdict_silent": Label("silent", "不成立"),
    "verdict_left_out": Label("left out", "不予采用"),
    # the foot
    "known": Label("{n} facts known", "已知 {n} 项"),
    "unknown": Label("{n} unknown", "未知 {n} 项"),
    "old": Label("{n} too old", "过期 {n} 项"),
    "as_of": Label("as of {day}", "截至 {day}"),
    "rulebook": Label("rules {digest}", "规则 {digest}"),
}
