"""Commands of moving about: lines and pages, back and out, and how everything looks."""

from advisor.labels import Label
from advisor.tui.command import ALL, PAGES, SCREENS, Command
from advisor.tui.state import needs_wide

AROUND: tuple[Command, ...] = (
    Command(
        "reload", Label("Reload", "刷新"),
        Label("Read the deals again and work out the advice anew.", "重新读取商机并推算建议。"),
        keys="r", safe="f5", shown=("r", "F5"), where=SCREENS - {"debriefed"}, bar=16,
    ),
    Command(
        "panel", Label("Other panel", "换栏"),
        Label("Go from the deal list to the brief beside it and back.",
              "在商机列表和旁边的简报之间切换。"),
        keys="tab,shift+tab", safe="tab",
        shown=("Tab", "Tab"), where=frozenset({"home"}), off=needs_wide, bar=19,
    ),
    Command(
        "down", Label("Down", "下移"),
        Label("Go to the next line.", "移到下一行。"),
        keys="j", safe="down", shown=("j", "↓"), where=ALL,
    ),
    Command(
        "up", Label("Up", "上移"),
        Label("Go to the line before.", "移到上一行。"),
        keys="k", safe="up", shown=("k", "↑"), where=ALL,
    ),
    Command(
        "page_down", Label("Page down", "下一页"),
        Label("Go one page down.", "向下翻页。"),
        keys="pagedown", safe="pagedown", shown=("PgDn", "PgDn"), where=ALL,
    ),
    Command(
        "page_up", Label("Page up", "上一页"),
        Label("Go one page up.", "向上翻页。"),
        keys="pageup", safe="pageup", shown=("PgUp", "PgUp"), where=ALL,
    ),
    Command(
        "back", Label("Back", "返回"),
        Label("Leave this page; nothing is lost.", "离开这一页，不会丢失任何内容。"),
        keys="escape,backspace", safe="escape,left",
        shown=("Esc", "Esc"), where=ALL - {"home", "debrief", "what_if"}, bar=3,
    ),
    Command(
        "language", Label("中文", "English"),
        Label("Switch between English and Chinese.", "切换中文和英文。"),
        keys="l", safe="ctrl+l", shown=("l", "^l"), where=SCREENS, bar=18,
    ),
    Command(
        "theme", Label("Colours", "配色"),
        Label("Switch between the dark and the light colours.", "切换深色和浅色。"),
        keys="t", safe="ctrl+t", shown=("t", "^t"), where=SCREENS,
    ),
    Command(
        "help", Label("Keys", "按键"),
        Label("Show every key that works here; type to search, Enter runs it.",
              "列出这一页的所有按键；可输入查找，Enter 执行。"),
        keys="question_mark,fullwidth_question_mark", safe="f1", shown=("?", "？"), where=SCREENS, bar=2,
    ),
    Command(
        "palette", Label("Commands", "命令"),
        Label("Find any command or deal by name.", "按名称查找命令或商机。"),
        keys="ctrl+p", safe="ctrl+p", shown=("^p", "^p"), where=PAGES, bar=17,
    ),
    Command(
        "quit", Label("Quit", "退出"),
        Label("Leave; every answer is already saved.", "退出；所有回答都已保存。"),
        keys="q", safe="ctrl+q", shown=("q", "^q"), where=PAGES | {"chair", "debriefed"}, bar=11,
    ),
)  # fmt: skip
