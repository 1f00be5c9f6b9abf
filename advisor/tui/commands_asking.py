"""Commands of opening lines and answering questions, one by one or in a debrief."""

from advisor.labels import Label
from advisor.tui.command import ASKING as DIALOGS
from advisor.tui.command import PAGES, Command
from advisor.tui.state import needs_answer, needs_deal, needs_idle

ANSWER = frozenset({"answer"})
DEBRIEF = frozenset({"debrief"})

ASKING: tuple[Command, ...] = (
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
        "use", Label("Try it", "试用"),
        Label("Try the value the cursor stands on, or the one you typed; nothing is saved.",
              "试用光标所在或已输入的值，不会保存。"),
        keys="enter", safe="enter", shown=("Enter", "Enter"), where=frozenset({"value"}), bar=1,
    ),
    Command(
        "take", Label("Take", "确定"),
        Label("Take the answer the cursor stands on, or the one you typed, and go on; at the end, "
              "record all.",
              "采用光标所在或已输入的答案，进入下一项；到最后一页则全部记录。"),
        keys="enter", safe="enter", shown=("Enter", "Enter"), where=DEBRIEF, bar=1,
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
        shown=("1-9", "1-9"), where=frozenset({"home", "brief"}) | DIALOGS, bar=12,
    ),
    Command(
        "mark", Label("Mark", "标记"),
        Label("Mark or clear one of several answers.", "标记或取消一项答案。"),
        keys="space", safe="space", shown=("Space", "空格"), where=DIALOGS, bar=5,
    ),
    Command(
        "yes", Label("Yes", "是"),
        Label("Answer yes.", "回答“是”。"),
        keys="y", safe="1", shown=("y", "1"), where=DIALOGS,
    ),
    Command(
        "no", Label("No", "否"),
        Label("Answer no.", "回答“否”。"),
        keys="n", safe="2", shown=("n", "2"), where=DIALOGS,
    ),
    Command(
        "unknown", Label("I do not know", "不知道"),
        Label("Answer that you do not know; an earlier answer is taken back.",
              "回答“不知道”，并收回以前的答案。"),
        keys="u", safe="ctrl+g", shown=("u", "^g"), where=DIALOGS, bar=4,
    ),
    Command(
        "still", Label("Still so", "仍然如此"),
        Label("What was known is still so; it counts as learned in this meeting.",
              "以前所知的仍然成立，算作这次会面得知。"),
        keys="equals_sign,fullwidth_equals_sign", safe="ctrl+y", shown=("=", "^y"), where=DEBRIEF, bar=6,
    ),
    Command(
        "skip", Label("Leave open", "跳过"),
        Label("Go to the next question without an answer; what is known stays as it is.",
              "不回答，直接看下一项；已知的保持不变。"),
        keys="tab,right", safe="tab,right", shown=("Tab", "Tab"), where=DEBRIEF, bar=7,
    ),
    Command(
        "before", Label("The one before", "上一项"),
        Label("Go back to the question before and mend its answer.", "回到上一项，修改答案。"),
        keys="left", safe="shift+tab", shown=("←", "S-Tab"), where=DEBRIEF, bar=8,
    ),
    Command(
        "leave", Label("Leave", "离开"),
        Label("Leave the debrief; asked once more where answers would be lost. Nothing was recorded.",
              "离开复盘；有未记录的答案时要再按一次。什么都没有记录。"),
        keys="escape", safe="escape", shown=("Esc", "Esc"), where=DEBRIEF, bar=3,
    ),
    Command(
        "answer", Label("Answer", "回答"),
        Label("Answer the question under the cursor, or the most useful one, and see the "
              "advice change.",
              "回答光标所在的问题（否则是最有用的一个），并马上看到建议的变化。"),
        keys="a", safe="f8", shown=("a", "F8"), off=needs_answer, bar=5,
    ),
    Command(
        "debrief", Label("Debrief", "复盘"),
        Label("After the meeting: answer one question after the other, one key each; recorded at the end.",
              "会后复盘：一项一项回答，每项一个键，最后一起记录。"),
        keys="d", safe="ctrl+d", shown=("d", "^d"), off=needs_idle, bar=8,
    ),
    Command(
        "undo", Label("Undo", "撤销"),
        Label("Take back the last change of this deal.", "撤销这个商机的上一次改动。"),
        keys="u", safe="ctrl+z", shown=("u", "^z"), where=PAGES | {"debriefed"}, off=needs_idle, bar=14,
    ),
)  # fmt: skip
