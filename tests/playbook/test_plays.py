"""A play's file becomes a play: every text where it belongs, as it was written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.errors import Place
from advisor.labels import Label
from advisor.playbook.plays import Play, load_plays

Maker = Callable[..., Any]


def the_play(*files: Any) -> Play:
    """Load files that have no problem and hold one play."""
    plays, findings = load_plays(files)
    assert findings == []
    (play,) = plays.values()
    return play


def test_a_play_holds_what_its_file_says(file: Maker) -> None:
    play = the_play(file())
    assert play == Play(
        id="extend-lead",
        title=Label("Extend the lead", "扩大领先"),
        topic="opening_move",
        effort="low",
        compliance="ok",
        source="003, art. 3, cell H",
        evidence=("deal.tender_issued", "person.met"),
        place=Place("plays/opening/extend-lead.md", 1, 1),
        goal=Label(
            "Stay ahead, and let it be seen. Two lines, one paragraph.",
            "保持领先，让人看见：决策层、使用部门都看见。",
        ),
        fits=Label("We lead on neutral ground.\nNobody has complained.", "中立地盘，我方领先。"),
        steps=(
            Label("Ask for the date.", "问清日期。"),
            Label("Deliver early, so that nothing waits for us.", "提前交付。"),
        ),
        ask=(Label("Who signs?", "谁签字？"),),
        say=Label('"We are ready."', "“我们准备好了。”"),
        avoid=Label("No invented deadline.", "不编造期限。"),
        worked=Label("The tender is out: `deal.tender_issued`", "招标已发：`deal.tender_issued`"),
    )


def test_paragraphs_keep_their_line_ends(file: Maker) -> None:
    play = the_play(file(("seen.\nTwo lines,", "seen.\n\nTwo lines,")))
    assert play.goal.en == "Stay ahead, and let it be seen.\nTwo lines, one paragraph."


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [("决策层、", "IT 部门", "决策层、IT 部门"), ("看 IT", "部门", "看 IT部门"), ("the IT", "team", "the IT team")],
)
def test_lines_are_joined_as_each_language_does(file: Maker, left: str, right: str, joined: str) -> None:
    play = the_play(file(("保持领先，让人看见：决策层、\n使用部门都看见。", f"{left}\n  {right}")))
    assert play.goal.zh == joined


@pytest.mark.parametrize("mark", ["*", "+", "1)", "12."])
def test_every_list_mark_of_markdown_is_taken_off(file: Maker, mark: str) -> None:
    play = the_play(file(("- Who signs?", f"{mark} Who signs - and when?")))
    assert play.ask[0].en == "Who signs - and when?"


def test_a_byte_order_mark_and_other_line_ends_change_nothing(file: Maker) -> None:
    plain = file()
    for text in (b"\xef\xbb\xbf" + plain.text, plain.text.replace(b"\n", b"\r\n"), plain.text.rstrip()):
        assert the_play(plain._replace(text=text)) == the_play(plain)


def test_the_order_of_the_files_is_no_matter(file: Maker) -> None:
    files = [file(("id: extend-lead", f"id: play-{n}"), name=f"plays/play-{n}.md") for n in (3, 1, 2)]
    assert load_plays(files) == load_plays(sorted(files))
    assert list(load_plays(files)[0]) == ["play-1", "play-2", "play-3"]


ROOT = Path(__file__).resolve().parents[2]


def shipped(file: Maker) -> list[Any]:
    """Return the plays that come with the program."""
    paths = sorted((ROOT / "playbooks").rglob("*.md"))
    return [file(name=path.relative_to(ROOT).as_posix())._replace(text=path.read_bytes()) for path in paths]


def test_the_shipped_plays_load(file: Maker) -> None:
    files = shipped(file)
    plays, findings = load_plays(files)
    assert [str(finding) for finding in findings] == []
    assert len(plays) == len(files)
    assert len(plays) >= 30
    for play in plays.values():
        labels = [play.title, play.goal, play.fits, *play.steps, *play.ask, play.say, play.avoid, play.worked]
        assert all(label.en.strip() and label.zh.strip() for label in labels)
        lines = "\n".join(text for label in labels for text in label).split("\n")
        assert not [line for line in lines if line.startswith(("#", "- ", "* "))]
