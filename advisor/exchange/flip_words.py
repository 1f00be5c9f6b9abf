"""The words around what would flip it, and around how firmly results stand."""

from advisor.labels import Label, Lang


def say(key: str, lang: Lang, **values: object) -> str:
    """Return one of these texts, with values put in (they are never read as a template)."""
    text = WORDS[key].text(lang)
    return text.format(**values) if values else text


WORDS: dict[str, Label] = {
    "title": Label("What would flip it: {name}", "怎样才会翻转：{name}"),
    "way_out_title": Label("The way out: {name}", "突围路径：{name}"),
    "sensitivity_title": Label("How firm it is: {name}", "结论有多稳：{name}"),
    # what is wanted
    "wanted": Label("Wanted", "目标"),
    "now": Label("{goal}; now: {now}", "{goal}；目前：{now}"),
    "reached": Label("It is so already.", "现在已经如此。"),
    # ways
    "ways": Label("Each of these is enough", "以下任一途径即可"),
    "changes_1": Label("one change", "改变 1 项"),
    "changes": Label("{n} changes, all of them needed", "改变 {n} 项，缺一不可"),
    "by_us": Label("we", "我方"),
    "by_buyer": Label("customer", "客户"),
    "by_nobody": Label("fixed", "不可变"),
    "from_to": Label("{what}: {was} -> {now}", "{what}：{was} -> {now}"),
    "whose": Label("{who}: {what}", "{who}：{what}"),
    "not_known": Label("not known", "尚不清楚"),
    "then": Label("then", "结果"),
    "rank": Label("line {n} of the page", "列在页面第 {n} 条"),
    "held": Label("recommended, but no line of its own: {why}", "会建议，但不单独列出：{why}"),
    "smallest": Label(
        "Nothing smaller is enough. What is not known counts as a change: find it out, or bring it about.",
        "没有更少的改变能做到。尚不清楚的也算一项：先弄清，或者促成。",
    ),
    # no way
    "no_way": Label("It cannot be reached", "无法达到"),
    "not_found": Label("No way was found", "没有找到途径"),
    "proved": Label(
        "Nothing that {who} can change is enough. This is proved for everybody and everything recorded.",
        "{who}能改变的都不足以做到。对已记录的人和事，这一点已得到证明。",
    ),
    "not_proved": Label(
        "No set of up to {n} changes that {who} can bring about is enough. Not all larger ones were tried.",
        "{who}能做到的改变，{n} 项以内的组合都不够；更多项的没有全部试过。",
    ),
    "not_proved_1": Label(
        "No single change that {who} can bring about is enough. Not all sets of several were tried.",
        "{who}能做到的任何单项改变都不够；几项的组合没有全部试过。",
    ),
    "not_proved_0": Label(
        "None of the changes that were tried is enough, but not all of them were tried.",
        "试过的改变都不够，但没有全部试过。",
    ),
    "who_us": Label("we", "我方"),
    "who_buyer": Label("the customer", "客户"),
    "who_both": Label("we or the customer", "我方或客户"),
    "who_anyone": Label("anybody", "任何人"),
    "blocked": Label("In the way", "障碍"),
    "would_be": Label("{what}: {was}, would have to be {now}", "{what}：目前为“{was}”，须为“{now}”"),
    "is_so": Label("{what}: {was}", "{what}：{was}"),
    "block_unknown": Label("find out", "待查"),
    "nothing_blocks": Label(
        "It would take somebody or something that is not recorded yet.", "需要尚未记录的人或事。"
    ),
    # the way out
    "way_out": Label("Step by step", "分步走"),
    "from": Label("{what}: {now}", "{what}：{now}"),
    "no_way_out": Label(
        "No way out is declared for where this deal stands.", "对目前的局面没有规定突围路径。"
    ),
    "each_on_top": Label(
        "Each step is counted on top of the one before; it is the easiest way found.",
        "每一步都以前一步为基础，列出的是最容易的一种。",
    ),
    "not_reached": Label("no way", "走不通"),
    "askable": Label("Ask for one of these, for a play, or for a rule", "可以问以下目标，也可以问打法或规则"),
    "ask_so": Label("{path}={id}", "{path}={id}"),
    "choices": Label("values", "取值"),
    # sensitivity
    "sway": Label(
        "{what}: {other} instead of {was} makes it {result}", "{what}：若是{other}而非{was}，则为{result}"
    ),
    "sway_points": Label(
        "{what}: {other} instead of {was} ({points}) makes it {result}",
        "{what}：若是{other}而非{was}（{points}），则为{result}",
    ),
    "more_1": Label("one point more", "多 1 分"),
    "less_1": Label("one point less", "少 1 分"),
    "more_points": Label("{n} points more", "多 {n} 分"),
    "less_points": Label("{n} points less", "少 {n} 分"),
    "stands": Label("{now}", "{now}"),
    "firm": Label(
        "{now}. None of the {n} known facts below it would alone make it anything else.",
        "{now}。它所依据的 {n} 项已知事实，任何一项单独改变都不会改变它。",
    ),
    "nothing_known": Label(
        "{now}. None of the facts below it is known.", "{now}。它所依据的事实都还不清楚。"
    ),
    "unknown": Label("{n} of the facts below it are not known", "所依据的事实中有 {n} 项尚不清楚"),
    "more": Label("{n} more would need a larger difference", "另有 {n} 项需要更大的差别"),
    "score": Label("{what}: {total}", "{what}：{total}"),
    "part": Label("{what}: {points} points, adds {adds}", "{what}：{points} 分，计入 {adds}"),
    "no_results": Label(
        "Nothing on the page of this deal rests on scores.", "本商机页面上没有依据打分的结论。"
    ),
}
