"""The words around looking back: why the advice changed, and what a replayed page rests on."""

from advisor.labels import Label, Lang


def say(key: str, lang: Lang, **values: object) -> str:
    """Return one of these texts, with values put in (they are never read as a template)."""
    text = WORDS[key].text(lang)
    return text.format(**values) if values else text


WORDS: dict[str, Label] = {
    # what is compared with
    "day_given": Label(
        "Compared with the brief given on {since}", "与 {since} 给出的简报相比"
    ),
    "day_end": Label(
        "Compared with what was known at the end of {since}", "与 {since} 当天结束时已知的情况相比"
    ),
    "meeting_given": Label(
        "Compared with the brief given on {since}, the day of the last meeting",
        "与上次会面当天（{since}）给出的简报相比",
    ),
    "meeting_end": Label(
        "Compared with what was known at the end of {since}, the day of the last meeting",
        "与上次会面当天（{since}）结束时已知的情况相比",
    ),
    "brief_given": Label(
        "Compared with the last brief, given on {since} (no meeting has passed since the deal was recorded)",
        "与 {since} 给出的上一份简报相比（项目记录以来还没有过会面）",
    ),
    "rules_same": Label("The rules are the same as then.", "规则与当时相同。"),
    "rules_then": Label(
        "The rules of then ({then}) are at hand; today's are {now}.",
        "当时的规则（{then}）仍有副本；现行规则为 {now}。",
    ),
    "rules_gone": Label(
        "The rules of then ({then}) are no longer at hand; today's ({now}) are used in their place.",
        "当时的规则（{then}）已无副本，改用现行规则（{now}）。",
    ),
    "rules_unnamed": Label(
        "No brief had been given by then, so the rules of then are not known; today's ({now}) are used.",
        "当时还没有给出过简报，无从知道当时的规则，改用现行规则（{now}）。",
    ),
    "edition": Label("{digest}, program {version}", "{digest}，程序 {version}"),
    # sections
    "different": Label("What is different", "有哪些不同"),
    "nothing": Label("Nothing: the page says the same.", "没有不同：页面内容一样。"),
    "cause_program": Label("The program decides differently", "程序的判断方式变了"),
    "cause_pack": Label("The rules that come with the program were upgraded", "随程序提供的规则升级了"),
    "cause_rules": Label("Rules edited", "规则被修改"),
    "cause_parameters": Label("Parameters tuned", "参数被调整"),
    "cause_days": Label("Days went by", "时间推移"),
    "cause_old": Label("Facts grew old", "事实已过期"),
    "cause_facts": Label("Facts recorded", "记录了新事实"),
    "together": Label("together: {lines}", "共同造成：{lines}"),
    "no_effect": Label("This changed nothing on the page.", "页面没有因此变化。"),
    "rest": Label("{n} more only change places", "另有 {n} 行只是换了位置"),
    "more": Label("… and {n} more", "……另有 {n} 项"),
    # entries
    "changed": Label("{name}: {was} -> {now}", "{name}：{was} -> {now}"),
    "added": Label("{name}: {now} (new)", "{name}：{now}（新增）"),
    "removed": Label("{name}: {was} (taken back)", "{name}：{was}（已撤回）"),
    "confirmed": Label("{name}: {now} (confirmed again)", "{name}：{now}（再次确认）"),
    "old": Label("{name}: {was} (too old to count)", "{name}：{was}（已过期，不再算数）"),
    "ended": Label(
        "{name}: {was} (typed over the rules; its time ran out)", "{name}：{was}（人工改写，已到期）"
    ),
    "done": Label("Done: {name}, {now}", "已执行：{name}，{now}"),
    "undone": Label("Not done after all: {name}", "改记为未执行：{name}"),
    "rule_added": Label("{what} {id} added", "新增{what} {id}"),
    "rule_removed": Label("{what} {id} removed", "删除{what} {id}"),
    "rule_edited": Label("{what} {id} edited", "修改{what} {id}"),
    "what_rule": Label("rule", "规则"),
    "what_decision": Label("decision", "决策"),
    "what_play": Label("play", "打法"),
    "what_fact": Label("fact", "事实"),
    "what_parameter": Label("parameter", "参数"),
    "what_agenda": Label("agenda or page", "议程或页面"),
    # names of lines
    "name_who": Label("who", "来源"),
    "name_changes": Label("changes", "影响"),
    "name_place": Label("place", "位置"),
    "name_fact": Label("fact", "事实"),
    "recorded": Label("recorded {day}", "{day} 记录"),
    "comma": Label(", ", "，"),
    "then": Label("; ", "；"),
    # a replayed page
    "replay": Label("A page of an earlier day", "这是较早一天的页面"),
    "replay_same": Label(
        "As of {day}; the rules in use then are still those of today.",
        "截至 {day}；当时的规则与现行规则相同。",
    ),
    "replay_then": Label(
        "As of {day}, with the rules of then ({then}), as the brief of {given} had them.",
        "截至 {day}，使用当时的规则（{then}），即 {given} 的简报所用的规则。",
    ),
    "replay_gone": Label(
        "As of {day}, but with today's rules ({now}): those of then ({then}, brief of {given}) are gone.",
        "截至 {day}，但用的是现行规则（{now}）：当时的规则（{then}，{given} 的简报）已无副本。",
    ),
    "replay_unnamed": Label(
        "As of {day}, but with today's rules ({now}): no brief had been given by then.",
        "截至 {day}，但用的是现行规则（{now}）：当时还没有给出过简报。",
    ),
    "since_edited": Label("Changed in the rules since then: {edits}", "此后规则的变化：{edits}"),
    "differs_gone": Label(
        "From the facts of the brief of {given}, today's rules make: {lines}",
        "对 {given} 简报的同一批事实，现行规则得出：{lines}",
    ),
    "agrees_gone": Label(
        "From the facts of the brief of {given}, today's rules make the same page.",
        "对 {given} 简报的同一批事实，现行规则得出的页面相同。",
    ),
    "differs_program": Label(
        "From the facts of the brief of {given}, this version of the program makes: {lines}",
        "对 {given} 简报的同一批事实，当前版本的程序得出：{lines}",
    ),
    "later": Label(
        "What was recorded that day after the brief was given is in this page (changes: {n}).",
        "本页已含当天给出简报之后记录的内容（{n} 项变动）。",
    ),
}
