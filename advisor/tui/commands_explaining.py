"""Commands that explain: why and why not, what if, what would change it, the other side, what changed."""

from advisor.labels import Label
from advisor.tui.command import PAGES, Command
from advisor.tui.state import needs_brief, needs_deal, needs_idle, needs_line, needs_rival

WHAT_IF = frozenset({"what_if"})

EXPLAINING: tuple[Command, ...] = (
    Command(
        "why", Label("Why", "依据"),
        Label("Show the whole proof of this line: conditions, down to who said what and when, rule, and "
              "score as a sum.",
              "显示这一条的完整依据：逐层展开到谁在何时说的事实、规则及文件行号、得分明细。"),
        keys="w", safe="f6", shown=("w", "F6"), where=PAGES - {"why"}, off=needs_line, bar=4,
    ),
    Command(
        "tree", Label("Whole proof", "完整依据"),
        Label("Open every fact of this proof down to what people said, or close them again.",
              "把依据逐层展开到谁在何时说的，再按一次收起。"),
        keys="w", safe="f6", shown=("w", "F6"), where=frozenset({"why"}), bar=4,
    ),
    Command(
        "why_not", Label("Why not", "为何没有"),
        Label("List what is not on the page and why: what waits, what is held back, what misses how little.",
              "列出没有上页的建议及原因：等什么、被谁压住、还差多少。"),
        keys="n", safe="f7", shown=("n", "F7"), where=PAGES - {"why_not"}, off=needs_brief, bar=6,
    ),
    Command(
        "flip", Label("What flips it", "怎样才变"),
        Label("Show the fewest facts that would change this line; Enter on them tries them out.",
              "显示最少改变哪些事实就会改变这一条；Enter 可以试算。"),
        keys="f", safe="f12", shown=("f", "F12"), where=PAGES - {"flips"}, off=needs_line, bar=9,
    ),
    Command(
        "what_if", Label("What if", "试算"),
        Label("Try other facts and see the advice before and after; nothing is saved until you say so.",
              "换几项事实试试，对照前后的建议；不按保存就什么都不记。"),
        keys="i", safe="f9", shown=("i", "F9"), off=needs_brief, bar=7,
    ),
    Command(
        "rivals", Label("The other side", "对手盘面"),
        Label("Show the rivals side by side: where each stands, what it will likely do, what to guard.",
              "并排看各个对手：处境、可能的招数、要防什么。"),
        keys="o", safe="ctrl+o", shown=("o", "^o"), where=PAGES - {"rivals"}, off=needs_rival, bar=10,
    ),
    Command(
        "turn", Label("Turn the board", "换边"),
        Label("Read the deal from the rival's chair, and back.", "坐到对手的位置上看这盘棋；再按一次回来。"),
        keys="o", safe="ctrl+o", shown=("o", "^o"), where=frozenset({"rivals", "chair"}), bar=4,
    ),
    Command(
        "changed", Label("What changed", "有何变化"),
        Label("Say why the advice is another one than at the last meeting or brief: cause by cause.",
              "与上次会面或上一份简报相比，建议为什么变了：逐个原因说明。"),
        keys="c", safe="ctrl+k", shown=("c", "^k"), where=PAGES - {"changed"}, off=needs_deal, bar=13,
    ),
    Command(
        "next_value", Label("Next value", "换值"),
        Label("Try the next value of this fact.", "试试这项事实的下一个值。"),
        keys="space", safe="space", shown=("Space", "空格"), where=WHAT_IF, bar=1,
    ),
    Command(
        "value", Label("Choose", "选择"),
        Label("Choose a value of this fact from all there are, or type one.",
              "从所有值中选择，或输入一个值。"),
        keys="enter", safe="enter", shown=("Enter", "Enter"), where=WHAT_IF, bar=4,
    ),
    Command(
        "reset", Label("Reset", "还原"),
        Label("Put this fact back to what it is.", "把这项事实恢复原样。"),
        keys="x", safe="ctrl+x", shown=("x", "^x"), where=WHAT_IF, bar=6,
    ),
    Command(
        "reset_all", Label("Reset all", "全部还原"),
        Label("Put every fact back to what it is.", "把所有事实恢复原样。"),
        keys="X", safe="ctrl+r", shown=("X", "^r"), where=WHAT_IF, bar=7,
    ),
    Command(
        "keep", Label("Save", "存为事实"),
        Label("Record what you tried; one undo takes all of it back.",
              "把试的值记为事实；一次撤销全部收回。"),
        keys="S", safe="ctrl+s", shown=("S", "^s"), where=WHAT_IF, off=needs_idle, bar=5,
    ),
    Command(
        "filter", Label("Find", "查找"),
        Label("Find lines by their words; Esc shows all again.", "按文字查找行；Esc 显示全部。"),
        keys="slash,fullwidth_solidus,ideographic_comma", safe="ctrl+f",
        shown=("/", "^f"), where=WHAT_IF | {"why_not"}, bar=8,
    ),
    Command(
        "pane", Label("Other part", "换栏"),
        Label("Go from the facts to what they change, to read all of it, and back.",
              "在事实列表和变化结果之间切换，以便翻看全部结果。"),
        keys="tab,shift+tab", safe="tab", shown=("Tab", "Tab"), where=WHAT_IF, bar=9,
    ),
    Command(
        "drop", Label("Drop", "放弃"),
        Label("Leave; what you tried is dropped and nothing was saved.",
              "离开；试的值不保留，什么都没有保存。"),
        keys="escape", safe="escape,left", shown=("Esc", "Esc"), where=WHAT_IF, bar=3,
    ),
)  # fmt: skip
