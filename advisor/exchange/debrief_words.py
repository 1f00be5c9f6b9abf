"""The words around a debrief: what is asked for, what was recorded."""

from advisor.labels import Label, Lang


def say(key: str, lang: Lang, **values: object) -> str:
    """Return one of these texts, with values put in (they are never read as a template)."""
    text = WORDS[key].text(lang)
    return text.format(**values) if values else text


WORDS: dict[str, Label] = {
    "title": Label("Debrief: {name}", "会后复盘：{name}"),
    "done": Label("Debriefed: {name}", "复盘已记录：{name}"),
    "meeting": Label("Meeting of {day}: {name}", "{day} 的会面：{name}"),
    "meeting_plain": Label("Meeting of {day}", "{day} 的会面"),
    "talk": Label("Conversation of {day}", "{day} 的交谈"),
    "with": Label("with {persons}", "与会：{persons}"),
    "keys": Label(
        "y yes · n no · u still unknown · Enter skips · q stops and saves · Ctrl-C saves nothing",
        "y 是 · n 否 · u 仍不清楚 · 回车跳过 · q 结束并保存 · Ctrl-C 全部不保存",
    ),
    # the parts of the sheet
    "part_question": Label("What the page asked", "会前想问的"),
    "part_earlier": Label("Promises still open", "还没兑现的承诺"),
    "part_held": Label("This meeting", "这次会面"),
    "part_next": Label("Next meeting", "下次会面"),
    # what an answer looks like
    "hint_yes_no": Label("y/n", "y/n"),
    "hint_choice": Label("1-{n}", "1-{n}"),
    "hint_list": Label("such as 1,2; 0 for none", "如 1,2；0 表示都没有"),
    "hint_number": Label("a number", "数字"),
    "hint_percent": Label("such as 60%", "如 60%"),
    "hint_money": Label("such as 800 k or 1.2 M", "如 80万 或 120万"),
    "hint_date": Label("such as 2026-12-01 or today + 5 days", "如 2026-12-01 或 today + 5天"),
    "hint_duration": Label("such as 6 weeks", "如 6周"),
    "hint_text": Label("a few words", "几个字"),
    "hint_reference": Label("a name", "名字"),
    "hint_vain": Label("u", "u"),
    "hint_still": Label("= still so", "= 照旧"),
    "known": Label("so far: {was}", "已有记录：{was}"),
    "add": Label("    {name}: not recorded yet. Add? [y/n] ", "    {name}：还没有记录，要添加吗？[y/n] "),
    "given_up": Label("Nothing was saved.", "没有保存任何内容。"),
    # what came of it
    "recorded": Label("Recorded", "已记录"),
    "nothing": Label("Nothing was answered, nothing was recorded.", "没有回答任何问题，没有记录任何内容。"),
    "vain": Label("still unknown, rests for a while: {label}", "仍不清楚，过一阵再问：{label}"),
    "changes": Label("What changed", "变化"),
    "no_changes": Label("The advice stays as it is.", "建议没有变化。"),
    "do": Label("Now do this", "接下来"),
    "no_actions": Label("No rule recommends anything.", "没有规则给出建议。"),
    "from_to": Label("{was} -> {now}", "{was} -> {now}"),
    "undo": Label(
        "'advisor undo {deal}' takes the last line back, 'advisor undo {deal} PATH' any of them.",
        "用 advisor undo {deal} 撤销最后一条，advisor undo {deal} 路径 可撤销任何一条。",
    ),
    # the form
    "form": Label(
        "Fill in behind '='; leave what was not talked about. 'unknown': asked, and nobody knows. Then:",
        "在“=”后面填写；没谈到的留空。问了还是不清楚，填 unknown。填好后：",
    ),
    "form_answers": Label("answers: {choices}", "可选：{choices}"),
}
