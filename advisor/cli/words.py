"""The few words of the commands themselves, in both languages."""

from typing import TYPE_CHECKING

from advisor.labels import Label, Lang

if TYPE_CHECKING:
    from advisor.pipeline.assign import Change

WORDS: dict[str, Label] = {
    "col_when": Label("when", "时间"),
    "col_deal": Label("deal", "项目"),
    "col_step": Label("step", "阶段"),
    "col_amount": Label("amount", "金额"),
    "col_asks": Label("ask", "待问"),
    "col_first": Label("first thing to do", "首要行动"),
    "today": Label("today", "今天"),
    "tomorrow": Label("tomorrow", "明天"),
    "in_days": Label("in {n} days", "{n}天后"),
    "quiet": Label("quiet {n} days", "沉寂{n}天"),
    "no_meeting": Label("no meeting", "未约会面"),
    "no_deals": Label("No deals yet.", "还没有项目。"),
    "no_deals_hint": Label(
        "'advisor demo' makes a workspace with example deals.", "用 advisor demo 生成一个带示例项目的工作区。"
    ),
    "follows": Label("follows from the rules", "由规则得出"),
    "typed_over": Label("typed over the rules", "人工改写"),
    "assumed": Label("assumed until recorded", "未记录，按未发生处理"),
    "unknown": Label("not known", "未知"),
    "days_old": Label("{n} days old", "{n}天前"),
    "day_old": Label("yesterday", "昨天"),
    "fresh": Label("today", "今天"),
    "imported": Label("imported", "导入"),
    "debriefed": Label("debriefed", "复盘"),
    "demo": Label("example", "示例"),
    "not_shown": Label("{n} more are not known; --all lists them", "另有{n}项未知，用 --all 列出"),
    "begun": Label("A new deal, {deal}:", "新项目 {deal}："),
    "recorded": Label("Recorded:", "已记录："),
    "undone": Label("Taken back:", "已撤销："),
    "same": Label("Nothing changed: there was nothing to take back.", "没有变化：原本就没有这项记录。"),
    "undo_nothing": Label("There is nothing left to undo.", "没有可撤销的改动。"),
    "not_kept": Label("Nothing was saved; --keep saves it.", "没有保存任何内容；加 --keep 就会记录下来。"),
    "now_first": Label("First thing to do now: {what}", "现在的首要行动：{what}"),
    "other_side_us": Label("your side", "你方"),
    "nothing_first": Label("Now no rule recommends anything.", "现在没有规则给出建议。"),
}


def say(key: str, lang: Lang, **gaps: object) -> str:
    """Return a text in one language with its gaps filled."""
    return WORDS[key].text(lang).format(**gaps)


def in_words(change: "Change", lang: Lang) -> str:
    """Write a change as `path  was -> now`."""
    was, now = (label.text(lang) if label else "?" for label in (change.was, change.now))
    about = f"  ({change.label.text(lang)})" if change.label else ""
    return f"{change.path}  {was} -> {now}{about}"
