"""The words of the pages that explain and try: effects of answers, why not, what if, what would change it."""

from advisor.labels import Label

EXPLAINING: dict[str, Label] = {
    # what answers would change
    "ask_moves": Label("answers that change the page", "会改变本页的答案"),
    "moves": Label("{moves} of {tried}", "{tried} 种中 {moves} 种"),
    "if": Label("if {what}", "若{what}"),
    "more_outcomes": Label("… and {n} more outcomes", "……另有 {n} 种结果"),
    "idle": Label(
        "{n} more open facts are not asked: no single answer changes anything yet",
        "另有 {n} 项未知，单独弄清哪一项都还不会改变什么，暂不问",
    ),
    "resting": Label(
        "{n} more questions rest: they were asked in vain not long ago",
        "另有 {n} 个问题不久前问过、没有答案，暂不再问",
    ),
    "effects_head": Label("WHAT THE ANSWER WOULD CHANGE", "不同答案会改变什么"),
    # why not
    "why_not": Label("WHY NOT", "为何没有"),
    "why_not_lead": Label(
        "What is not on the page, the nearest first. Enter opens the proof, f says what would change it.",
        "没有上页的建议，差得最少的在前。Enter 看依据，f（F12）看怎样才会变。",
    ),
    "not_known_yet": Label("WAITS: SOMETHING IS NOT KNOWN", "等待：有些事还不知道"),
    "held_back": Label("SPEAKS, BUT IS HELD BACK", "成立，但被压下"),
    "is_otherwise": Label("DOES NOT HOLD: SOMETHING IS OTHERWISE", "不成立：有些情况不符"),
    "everything_speaks": Label("Every rule that could speak is on the page.", "能说话的规则都已在页上。"),
    "filter_none": Label("No line holds these words. Esc shows all.", "没有符合的行。按 Esc 显示全部。"),
    "filter_hint": Label("/ finds lines by words", "按 /（^f）按文字查找"),
    "it_is": Label("it is: {what}", "实际：{what}"),
    "misses": Label("{fails} not so, {unknowns} not known", "{fails} 项不符，{unknowns} 项未知"),
    "verdict_shown": Label("on the page", "已列入"),
    "verdict_joined": Label("speaks, and is joined to another line", "成立，并入另一条"),
    "verdict_held": Label("speaks, and is held back", "成立，但暂缓"),
    "verdict_warns": Label("warns", "发出提醒"),
    "verdict_waits": Label("waits for facts, and asks for them", "等待事实，并列出问题"),
    "verdict_skipped": Label("silent: it does not ask for what is not known", "不出声：有未知的，但不主动问"),
    "verdict_silent": Label("silent", "不成立"),
    "verdict_left_out": Label("left out", "不予采用"),
    # proofs
    "why_whole": Label("WHOLE PROOF", "完整依据"),
    "proving": Label("working out the proof …", "正在推出依据…"),
    "status": Label("status", "结果"),
    "settled_by": Label("settled by", "要弄清"),
    "speaks_when": Label("IT SPEAKS WHEN", "成立条件"),
    "only_where": Label("only where", "仅限"),
    "who_fits": Label("WHO FITS", "谁合适"),
    "refused_by": Label("WHAT HOLDS IT BACK", "卡在哪里"),
    "how_it_is_so": Label("HOW IT COMES ABOUT", "怎么得出"),
    "who_said": Label("WHO SAID SO", "谁说的"),
    "note": Label("note", "备注"),
    "marks": Label(
        "{holds} holds   {fails} does not   {unknown} not known   {not_reached} not reached",
        "{holds} 成立   {fails} 不成立   {unknown} 未知   {not_reached} 未走到",
    ),
    "for_others": Label("FOR OTHERS", "对其他人"),
    "firm_head": Label("WHAT LITTLE WOULD CHANGE IT", "差一点就会变"),
    "firm_tried": Label(
        "facts tried: {tried}, not known: {unknown}", "试了 {tried} 项事实，未知 {unknown} 项"
    ),
    "firm_nothing": Label(
        "No single fact, a little different, changes it.", "单独哪一项事实略有不同，都不会改变它。"
    ),
    # what if
    "what_if": Label("WHAT IF", "试算"),
    "col_fact": Label("fact", "事实"),
    "col_now": Label("now", "现在"),
    "col_try": Label("try", "改为"),
    "tried_count": Label("tried: {n}", "试改 {n} 项"),
    "questions_group": Label("OPEN QUESTIONS", "待问"),
    "facts_group": Label("ALL FACTS", "全部事实"),
    "now": Label("NOW", "现在"),
    "then": Label("THEN", "之后"),
    "by_rules": Label("the rules say so", "由规则得出"),
    "mark_from": Label("{mark}, was {rank}", "{mark}，原第 {rank}"),
    "mark_up": Label("up", "升"),
    "mark_down": Label("down", "降"),
    "mark_new": Label("new", "新增"),
    "mark_gone": Label("gone", "移除"),
    "not_saved": Label("Nothing is saved until you press S.", "按 S（^s）之前什么都不保存。"),
    "try_first": Label(
        "Nothing tried yet: Space tries the next value of a fact, Enter chooses or types one.",
        "还没有试：空格换下一个值，Enter 选择或输入。",
    ),
    "trying": Label("trying …", "正在试算…"),
    "nothing_moves": Label("The page stays as it is.", "页面不变。"),
    "positions_move": Label("WHAT ELSE CHANGES", "其他变化"),
    "becomes": Label("{label}: {old} {arrow} {new}", "{label}：{old} {arrow} {new}"),
    "asks_new": Label("new question: {what}", "新问题：{what}"),
    "asks_gone": Label("no longer asked: {what}", "不用再问：{what}"),
    "warns_new": Label("new warning: {what}", "新提醒：{what}"),
    "warns_gone": Label("no longer warned: {what}", "不再提醒：{what}"),
    "guards_new": Label("new from the other side: {what}", "对手新动向：{what}"),
    "guards_gone": Label("no longer from the other side: {what}", "对手不再：{what}"),
    "more_values": Label(
        "Space cannot step through this fact; Enter chooses or types a value.",
        "这项不能用空格换值；按 Enter 选择或输入。",
    ),
    "nothing_to_keep": Label(
        "Nothing is tried yet, so there is nothing to save.", "还没有试改任何事实，没有可保存的。"
    ),
    "try_value": Label("TRY A VALUE", "试一个值"),
    "reason_head": Label("TYPED OVER THE RULES", "改写规则得出的值"),
    "reason_ask": Label(
        "The rules work out {facts}. Why is it otherwise? The reason is kept with the fact.",
        "{facts} 本由规则得出。为什么改写？理由会和事实记在一起。",
    ),
    # what would change it
    "flips": Label("WHAT WOULD CHANGE IT", "怎样才会变"),
    "searching": Label("searching for the fewest changes …", "正在寻找最少的改变…"),
    "is_now": Label("now: {what}", "现在：{what}"),
    "outlook_reached": Label("It is so already.", "已经如此。"),
    "outlook_can": Label(
        "Each way is enough by itself; Enter on one tries it out. What is not known counts as a change: "
        "find it out, or bring it about.",
        "每一种办法单独就够，按 Enter 可以试算。尚不清楚的也算一项：先弄清，或者促成。",
    ),
    "outlook_cannot": Label(
        "Nothing that can be changed leads there: that is proved.", "能改变的事实都到不了那里：已证明。"
    ),
    "outlook_not_found": Label(
        "No way was found; every set of up to {n} changes was tried.",
        "没有找到办法；{n} 项以内的改变都试过了。",
    ),
    "way": Label("WAY {n}", "办法 {n}"),
    "way_size": Label("facts: {n}", "{n} 项事实"),
    "blocked_by": Label("IT IS HELD FAST BY", "被这些定住"),
    "would_stand": Label("then it is line {rank} of the page", "这样它就排在第 {rank} 条"),
    "would_be_held": Label("then it speaks, but: {why}", "这样它就成立，但是：{why}"),
    "changer_nobody": Label("nobody's to change", "谁也改变不了"),
    "changer_us": Label("in our hands", "我方可以做到"),
    "changer_buyer": Label("in the buyer's hands", "取决于客户"),
    "way_out": Label("THE WAY OUT, STEP BY STEP", "出路，一步一步"),
    "out_step": Label("step {n}: {goal}", "第 {n} 步：{goal}"),
    "or_aim": Label("ANOTHER VALUE", "其他的值"),
    "choose_aim": Label(
        "What should it be? Enter shows the fewest facts that lead there.",
        "希望它变成什么？Enter 显示最少改变哪些事实就能做到。",
    ),
    "off_no_rival": Label("No rival is recorded for this deal.", "这个商机还没有记录对手。"),
    "off_not_flippable": Label(
        "This fact has no other values to choose from.", "这项事实没有别的值可选。",
    ),
}  # fmt: skip
