"""The words of conditions, of how facts come about and of what became of rules, in both languages.

Gaps are filled in by position. Fact labels are written with a colon in English, because they are names
("Money released on"), not subjects of a sentence.
"""

from collections.abc import Mapping

from advisor.labels import Label
from advisor.rulebook.conditions import Op

# --- conditions ---------------------------------------------------------------------------------

ALWAYS = Label("always", "无条件")
SAYS = Label("{}: {}", "{}{}")
AND = Label(", and ", "，并且")
OR = Label(", or ", "，或者")
NEXT = Label("; ", "；")
BRACKETS = Label("({})", "（{}）")
NOT = Label("not so: {}", "并非“{}”")
NONE_OF = Label("none of: {}", "都不成立：{}")
SOME_OF = Label("{} of: {}", "{}项成立：{}")
ALL_THESE = Label("all of these", "以下全部成立")
ANY_THESE = Label("one of these at least", "以下至少一项成立")
NONE_THESE = Label("none of these", "以下都不得成立")
NOT_THIS = Label("this must not hold", "以下不得成立")
SOME_THESE = Label("{} of these", "以下{}项成立")
FROM_TO = Label("{} to {}", "{} 到 {} ")
AT_LEAST = Label("at least {}", "至少 {} ")
AT_MOST = Label("at most {}", "最多 {} ")

OF = Label("{} (of “{}”)", "{}（{}）")
THIS_ONES = Label("{} (this {})", "{}（本{}）")
QUOTED = Label("“{}”", "“{}”")
PLUS = Label("{} plus {}", "{}加 {}")
MINUS = Label("{} minus {}", "{}减 {}")
POINTS = Label("{} points", "{} 个百分点")
EQUALS = Label("{}", "：{}")
IS_NOT = Label("not {}", "：不是{}")
OR_WORD = Label(" or ", "或")
NOR_WORD = Label(", nor ", "，也不是")
BEFORE = Label("before {}", "：在“{}”之前")
AFTER = Label("after {}", "：在“{}”之后")
KNOWN = Label("known", "：已知")
NOT_KNOWN = Label("not known", "：未知")
INCLUDES = Label("includes {}", "：包含“{}”")
EMPTY = Label("nothing in it", "：为空")
THIS = Label("this {}", "：正是本{}")
IS_IN = Label("stands in “{}”", "：列在“{}”之中")
PAST = Label("past", "已过")
LONGER_AGO = Label("more than {} days ago", "在 {} 天以前")
IN_LAST = Label("within the last {} days", "在最近 {} 天内")
IN_NEXT = Label("within the next {} days", "在未来 {} 天内")

NUMBER_OPS: Mapping[Op, Label] = {
    "at_least": Label("at least {}", "至少为{}"),
    "at_most": Label("at most {}", "最多为{}"),
    "above": Label("more than {}", "高于{}"),
    "below": Label("below {}", "低于{}"),
    "same": Label("the same as {}", "等于{}"),
    "different": Label("not the same as {}", "不等于{}"),
}
DATE_OPS: Mapping[Op, Label] = {
    "at_least": Label("not before {}", "不早于{}"),
    "at_most": Label("not after {}", "不晚于{}"),
    "above": Label("after {}", "晚于{}"),
    "below": Label("before {}", "早于{}"),
    "same": Label("the same as {}", "等于{}"),
    "different": Label("not the same as {}", "不同于{}"),
}

OTHER = Label("other {}", "其他{}")
QUANTITY: Mapping[tuple[int | None, int | None], Label] = {
    (1, None): Label("some {} with “{}”", "有{}符合“{}”"),
    (None, 0): Label("no {} with “{}”", "没有{}符合“{}”"),
}
EVERY = Label("every {} with “{}”", "每个{}都符合“{}”")
MANY = Label("{2} ({0}) with “{1}”", "{2}个{0}符合“{1}”")
RECORDED: Mapping[tuple[int | None, int | None], Label] = {
    (1, None): Label("some {} is recorded", "已有{}的记录"),
    (None, 0): Label("no {} is recorded", "没有{}的记录"),
}
MANY_RECORDED = Label("{1} ({0}) recorded", "已记录{1}个{0}")
NOBODY_RECORDED = Label("no {} is recorded", "没有{}的记录")
EVERYBODY = Label("everybody is recorded ({})", "全部{}都已记录")
"""Filled with the subject: the list is complete, so nobody else can matter."""
SOMEBODY_ELSE = Label("perhaps somebody not recorded ({})", "也许还有没记录的{}")
ABOUT = Label("{}: {}", "{}：{}")

# --- how a fact comes about -----------------------------------------------------------------------

FORMS: Mapping[str, Label] = {
    "first": Label("the first row that holds", "取第一个成立的行"),
    "unique": Label("the row that holds", "取成立的那一行"),
    "any": Label("the rows that hold, all giving the same", "取成立的行（结果相同）"),
    "collect": Label("every row that holds", "取所有成立的行"),
    "path": Label("the step after the last one that is done", "取最后完成的一步的下一步"),
    "grid": Label("follows from two facts", "由两项事实得出"),
    "map": Label("follows from one fact", "由一项事实得出"),
    "bands": Label("follows from a number", "由一个数值得出"),
}
OTHERWISE = Label("otherwise", "其余情况")
PASSED_OVER = Label("passed over while it is not known", "未知时跳过此行")
LATER_DONE = Label("counts as done, because a later step is", "后面的步骤已完成，视同完成")
NO_ROW = Label("no row gives it", "没有哪一行得出它")
BEFORE_IT = Label("a row above it holds", "前面已有成立的行")
EXCLUDED = Label(
    "whatever the open fact turns out to be, another row decides", "未定的事实无论是什么，都由别的行决定"
)
DOES_NOT_HOLD = Label("does not hold: {}", "不成立：{}")
IT_IS = Label("{} (it is: {})", "{}（实际：{}）")

SCALE = Label("weighted points: {} = {}", "加权得分：{} = {}")
WEIGHTED = Label("{} × {} = {}", "{} × {} = {}")
THE_REST = Label("the lowest, because there is nothing to weigh", "无可计分，取最低分")
OF_REFS: Mapping[str, Label] = {
    "copy": Label("taken from", "直接取自"),
    "days_since": Label("the days from then until today", "从该日到今天的天数"),
    "days_until": Label("the days from today until then", "从今天到该日的天数"),
    "difference": Label("the first minus the second", "前一项减后一项"),
    "ratio": Label("the first divided by the second", "前一项除以后一项"),
    "product": Label("these multiplied", "以下各项相乘"),
    "missing": Label("what is not in this list", "不在此列表中的各项"),
    "count_list": Label("how many are in this list", "此列表中的项数"),
    "sum": Label("the sum of these", "以下各项之和"),
    "max": Label("the greatest of these", "以下各项中最大的"),
    "min": Label("the least of these", "以下各项中最小的"),
    "mean": Label("the mean of these", "以下各项的平均"),
    "count": Label("how many of these hold", "以下成立的项数"),
}
OF_MEMBERS: Mapping[str, Label] = {
    "count": Label("how many: {}", "{}的个数"),
    "sum": Label("the sum of “{1}” over: {0}", "{0}的“{1}”之和"),
    "max": Label("the greatest “{1}” of: {0}", "{0}中最大的“{1}”"),
    "min": Label("the least “{1}” of: {0}", "{0}中最小的“{1}”"),
    "mean": Label("the mean of “{1}” over: {0}", "{0}的“{1}”的平均"),
    "collect": Label("every “{1}” of: {0}", "{0}的所有“{1}”"),
    "collect_members": Label("all: {0}", "所有{0}"),
    "pick": Label("the first of: {0}", "{0}中的第一个"),
    "pick_highest": Label("the one with the highest “{1}” of: {0}", "{0}中“{1}”最高的"),
    "pick_lowest": Label("the one with the lowest “{1}” of: {0}", "{0}中“{1}”最低的"),
}
WITH = Label("{} with “{}”", "符合“{1}”的{0}")
KNOWN_ONLY = Label("{}; what is not known is passed over", "{}；未知的不计")
MAKES = Label("{}: {}", "{}：{}")

# --- what became of a rule ------------------------------------------------------------------------

GATE_CLOSED = Label("its decision applies only elsewhere: {}", "所属决策不适用于此：{}")
GATE_OPEN = Label("it is not known whether its decision applies: {}", "所属决策是否适用还不清楚：{}")
SPEAKS_AGAINST = Label("contradicts '{}', which comes first", "与排在前面的“{}”相矛盾")
SAME_LINE = Label("stands in the line of '{}'", "并入“{}”那一条")
SUPPORTS = Label("recommends what '{}' says already", "与“{}”的建议相同")
OPEN = Label("…", "……")
"""Stands in a rule's words for a fact that nobody knows."""
RANK = Label("line {}", "第 {} 条")
