"""The few words the advice itself adds around what rule files say."""

from advisor.labels import Label

SALIENCE = Label("the rule's own weight", "规则自身权重")
SAME_TOPIC = Label("'{}' covers this already", "已由“{}”涵盖")
OVER_LIMIT = Label("below the first {}", "排在前 {} 条之后")
NO_PLAY = Label("play '{}' is missing", "缺少打法“{}”")
CLASH = Label("two rows hold that contradict each other: {}", "两行规则同时成立却互相矛盾：{}")
MISMATCH = Label(
    "the engine and the explanation disagree here; this line is left out", "引擎与解释不一致，此行不予采用"
)
STEP_OPEN = Label(
    "nothing recorded shows that '{}' was done, though a later step is", "后面的步骤已有证据，“{}”却没有记录"
)
ENDED = Label(
    "what was typed over '{}' no longer holds: facts changed since", "对“{}”的人工改写已失效：之后事实有变"
)
SOMEBODY = Label("somebody who fits", "合适的人")
SOMEONE = Label("someone with {}", "符合“{}”的人")


def filled(label: Label, *words: Label | str) -> Label:
    """Return a label with its gaps filled in both languages."""
    en = [w.en if isinstance(w, Label) else w for w in words]
    zh = [w.zh if isinstance(w, Label) else w for w in words]
    return Label(label.en.format(*en), label.zh.format(*zh))
