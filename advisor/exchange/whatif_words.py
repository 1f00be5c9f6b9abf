"""The words around a what-if."""

from advisor.labels import Label, Lang


def say(key: str, lang: Lang, **values: object) -> str:
    """Return one of these texts, with values put in (they are never read as a template)."""
    text = WORDS[key].text(lang)
    return text.format(**values) if values else text


WORDS: dict[str, Label] = {
    "title": Label("What if: {name}", "假如：{name}"),
    "tried": Label("Suppose", "假设"),
    "tried_nothing": Label("These facts are what they are already.", "这些事实本来就是这样。"),
    "from_to": Label("{was} -> {now}", "{was} -> {now}"),
    "in_place": Label("in place of what the rules say", "代替规则得出的结论"),
    "before": Label("Now", "目前"),
    "after": Label("Then", "假设成立后"),
    "no_actions": Label("No rule recommends anything.", "没有规则给出建议。"),
    "score": Label("score {score}", "得分 {score}"),
    "same": Label("stays", "不变"),
    "up": Label("up to {rank}", "升到第 {rank} 位"),
    "down": Label("down to {rank}", "降到第 {rank} 位"),
    "up_from": Label("up from {rank}", "从第 {rank} 位升上来"),
    "down_from": Label("down from {rank}", "从第 {rank} 位降下来"),
    "new": Label("NEW", "新增"),
    "gone": Label("GONE", "不再建议"),
    "positions": Label("What else is different", "还有这些不同"),
    "questions": Label("Questions", "要问的问题"),
    "comes": Label("new: {text}", "新增：{text}"),
    "goes": Label("no longer: {text}", "不再：{text}"),
    "more_come": Label("{n} more are new", "另新增 {n} 条"),
    "more_go": Label("{n} more no longer", "另有 {n} 条不再出现"),
    "warnings": Label("Warnings", "提醒"),
    "guard": Label("The other side", "对手动向"),
    "no_change": Label("The advice stays as it is.", "建议没有变化。"),
}
