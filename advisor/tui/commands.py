"""The one registry of commands: bindings, the key bar, the palette and the help page come from here.

Every command has a key that is easy to remember and one that gets through a Chinese input method (a
control key, a function key, Enter, Esc, arrows or digits), plus the full-width forms of its characters.
"""

from collections.abc import Callable
from typing import NamedTuple

from advisor.labels import Label
from advisor.tui.state import (
    State,
    needs_answer,
    needs_deal,
    needs_idle,
    needs_line,
    needs_wide,
    never_off,
)

Place = str
"""Where a key is pressed: home, brief, why, answer or find."""

PAGES = frozenset({"home", "brief", "why"})
ANSWER = frozenset({"answer"})
ALL = PAGES | {"answer", "find"}


class Command(NamedTuple):
    """One thing the user can do.

    `keys` are easy to remember, `safe` pass an input method; both are the screen library's key names
    separated by commas; `shown` is how people read the two. `where` lists the places it works in. `off`
    gives the reason why it cannot run now. `bar` is its importance for the key bar (1 first, 0 never there).
    """

    id: str
    title: Label
    help: Label
    keys: str
    safe: str
    shown: tuple[str, str]
    where: frozenset[Place] = PAGES
    off: Callable[[State], Label | None] = never_off
    bar: int = 0

    def all_keys(self) -> list[str]:
        """Return every key name of the command, with full-width forms of single characters."""
        names = [name for name in (*self.keys.split(","), *self.safe.split(",")) if name]
        wide = [chr(ord(name) + 0xFEE0) for name in names if len(name) == 1 and "!" <= name <= "~"]
        return list(dict.fromkeys([*names, *wide]))


COMMANDS: dict[str, Command] = {
    command.id: command
    for command in (
        Command(
            "open", Label("Open", "打开"),
            Label("Open what the cursor stands on: a deal's brief, a line's proof, a question's answers.",
                  "打开光标所在的内容：商机的简报、某一条的依据、某个问题的答案。"),
            keys="enter", safe="enter", shown=("Enter", "Enter"), off=needs_deal, bar=1,
        ),
        Command(
            "save", Label("Save", "保存"),
            Label("Give the answer the cursor stands on, or the one you typed.",
                  "保存光标所在或已输入的答案。"),
            keys="enter", safe="enter", shown=("Enter", "Enter"), where=ANSWER, bar=1,
        ),
        Command(
            "run", Label("Run", "执行"),
            Label("Run the command under the cursor.", "执行光标所在的命令。"),
            keys="enter", safe="enter", shown=("Enter", "Enter"), where=frozenset({"find"}), bar=1,
        ),
        Command(
            "pick", Label("Pick", "选行"),
            Label("Go to the line with that digit; while answering, give that answer.",
                  "跳到该数字所在的行；回答问题时直接选该答案。"),
            keys="1,2,3,4,5,6,7,8,9", safe="1,2,3,4,5,6,7,8,9",
            shown=("1-9", "1-9"), where=frozenset({"home", "brief", "answer"}), bar=7,
        ),
        Command(
            "mark", Label("Mark", "标记"),
            Label("Mark or clear one of several answers.", "标记或取消一项答案。"),
            keys="space", safe="space", shown=("Space", "空格"), where=ANSWER, bar=5,
        ),
        Command(
            "yes", Label("Yes", "是"),
            Label("Answer yes.", "回答“是”。"),
            keys="y", safe="1", shown=("y", "1"), where=ANSWER,
        ),
        Command(
            "no", Label("No", "否"),
            Label("Answer no.", "回答“否”。"),
            keys="n", safe="2", shown=("n", "2"), where=ANSWER,
        ),
        Command(
            "unknown", Label("I do not know", "不知道"),
            Label("Answer that you do not know; an earlier answer is taken back.",
                  "回答“不知道”，并收回以前的答案。"),
            keys="u", safe="ctrl+g", shown=("u", "^g"), where=ANSWER, bar=4,
        ),
        Command(
            "why", Label("Why", "依据"),
            Label("Show the proof of this line: facts with their origin, the rule with its file "
                  "and line, the score as a sum.",
                  "显示这一条的依据：事实及出处、规则及文件行号、得分明细。"),
            keys="w", safe="f6",
            shown=("w", "F6"), where=frozenset({"home", "brief"}), off=needs_line, bar=4,
        ),
        Command(
            "answer", Label("Answer", "回答"),
            Label("Answer the question under the cursor, or the most useful one, and see the "
                  "advice change.",
                  "回答光标所在的问题（否则是最有用的一个），并马上看到建议的变化。"),
            keys="a", safe="f8", shown=("a", "F8"), off=needs_answer, bar=5,
        ),
        Command(
            "undo", Label("Undo", "撤销"),
            Label("Take back the last change of this deal.", "撤销这个商机的上一次改动。"),
            keys="u", safe="ctrl+z", shown=("u", "^z"), off=needs_idle, bar=8,
        ),
        Command(
            "reload", Label("Reload", "刷新"),
            Label("Read the deals again and work out the advice anew.", "重新读取商机并推算建议。"),
            keys="r", safe="f5", shown=("r", "F5"), bar=9,
        ),
        Command(
            "panel", Label("Other panel", "换栏"),
            Label("Go from the deal list to the brief beside it and back.",
                  "在商机列表和旁边的简报之间切换。"),
            keys="tab,shift+tab", safe="tab",
            shown=("Tab", "Tab"), where=frozenset({"home"}), off=needs_wide, bar=13,
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
            keys="escape,backspace", safe="escape,left", shown=("Esc", "Esc"), where=ALL - {"home"}, bar=3,
        ),
        Command(
            "language", Label("中文", "English"),
            Label("Switch between English and Chinese.", "切换中文和英文。"),
            keys="l", safe="ctrl+l", shown=("l", "^l"), bar=12,
        ),
        Command(
            "theme", Label("Colours", "配色"),
            Label("Switch between the dark and the light colours.", "切换深色和浅色。"),
            keys="t", safe="ctrl+t", shown=("t", "^t"),
        ),
        Command(
            "help", Label("Keys", "按键"),
            Label("Show every key that works here; type to search, Enter runs it.",
                  "列出这一页的所有按键；可输入查找，Enter 执行。"),
            keys="question_mark,fullwidth_question_mark", safe="f1", shown=("?", "？"), bar=2,
        ),
        Command(
            "palette", Label("Commands", "命令"),
            Label("Find any command or deal by name.", "按名称查找命令或商机。"),
            keys="ctrl+p", safe="ctrl+p", shown=("^p", "^p"), bar=10,
        ),
        Command(
            "quit", Label("Quit", "退出"),
            Label("Leave; every answer is already saved.", "退出；所有回答都已保存。"),
            keys="q", safe="ctrl+q", shown=("q", "^q"), bar=6,
        ),
    )
}  # fmt: skip


def commands_at(place: Place) -> list[Command]:
    """Return the commands of one place, in registry order."""
    return [command for command in COMMANDS.values() if place in command.where]
