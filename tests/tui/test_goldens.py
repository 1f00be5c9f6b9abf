"""Every screen as text, in both sizes and languages: what the reader sees, kept in files."""

import re

import pytest
from rich.cells import cell_len

from advisor.cells import CLOSING
from advisor.labels import Lang
from tests.tui.fixtures import FakeSource, empty, english
from tests.tui.helpers import NARROW, WIDE, check_golden, running

SCREENS = [
    ("home", []),
    ("brief", ["enter"]),
    ("brief_end", ["pagedown", "pagedown"]),
    ("why", ["1", "enter"]),
    ("why_whole", ["f6"]),
    ("why_fact", ["f6", "down", "down", "down", "enter"]),
    ("answer_choice", ["escape", "escape", "4", "f8"]),
    ("answer_several", ["escape", "6", "f8", "2"]),
    ("answer_typed", ["escape", "7", "f8"]),
    ("help", ["escape", "question_mark"]),
    ("palette", ["escape", "ctrl+p", "H", "a", "r"]),
]

EXPLAINING = [
    ("why_not", ["f7"]),
    ("why_not_found", ["ctrl+f", "p", "r", "i", "c", "e"]),
    ("flips", ["escape", "f12"]),
    ("what_if_flip", ["down", "enter"]),
    ("what_if_value", ["enter"]),
    ("what_if", ["escape", "escape", "escape", "escape", "f9"]),
    ("rivals", ["escape", "ctrl+o"]),
    ("chair", ["ctrl+o"]),
    ("changed", ["escape", "escape", "ctrl+k"]),
    ("debrief_choice", ["escape", "ctrl+d"]),
    ("debrief_several", ["2", "ctrl+y"]),
    ("debrief_typed", ["1", "enter"]),
    ("debrief_end", ["tab", "tab", "tab"]),
    ("debriefed", ["enter"]),
    ("aims", ["escape", "enter", "up", "up", "up", "up", "f12"]),
]
"""Screens that explain, each with the keys that lead to it from the one before."""

MARKER = re.compile(r"^[!?×x·] ")


DIALOGS = ("answer", "help", "palette", "what_if_value")


def check_lines(name: str, text: str, width: int) -> None:
    """No line is wider than the screen; no line of a page (dialogs cut it off) starts with a closing mark."""
    for line in text.splitlines():
        assert cell_len(line) <= width, line
        for panel in [] if name.startswith(DIALOGS) else re.split(r"[│|]", line):
            start = panel.strip(" ▸>")
            assert not (start[:1] in CLOSING and start[:1] != "…") or MARKER.match(start), line


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.asyncio
async def test_screens_look_as_they_did(size: tuple[int, int], lang: Lang) -> None:
    async with running(size, lang) as driver:
        for name, keys in SCREENS:
            text = await driver.press(*keys)
            check_lines(name, text, size[0])
            check_golden(f"{name}_{lang}_{size[0]}x{size[1]}", text)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.asyncio
async def test_explaining_screens_look_as_they_did(size: tuple[int, int], lang: Lang) -> None:
    async with running(size, lang) as driver:
        for name, keys in EXPLAINING:
            text = await driver.press(*keys)
            check_lines(name, text, size[0])
            check_golden(f"{name}_{lang}_{size[0]}x{size[1]}", text)


@pytest.mark.asyncio
async def test_plain_glyphs_need_no_box_characters() -> None:
    async with running(NARROW, "zh", plain=True) as driver:
        for name, keys in (("home", []), ("brief", ["enter"]), ("answer", ["4", "f8"]), ("help", ["escape", "f1"]),
                           ("why", ["escape", "1", "f6"]), ("what_if", ["escape", "f9", "space"]),
                           ("rivals", ["escape", "ctrl+o"]), ("changed", ["ctrl+k"]), ("debrief", ["ctrl+d", "1"])):  # fmt: skip
            text = await driver.press(*keys)
            assert not re.search("[─│╭╮╰╯▸·×…✓→└━⇒]", text), name
            check_golden(f"plain_{name}", text)


@pytest.mark.asyncio
async def test_empty_places_say_what_is_missing() -> None:
    async with running(WIDE, "en", FakeSource([empty(), english()])) as driver:
        check_golden("deal_without_facts", driver.text())
    source = FakeSource()
    source.briefs = {}
    async with running(NARROW, "zh", source) as driver:
        check_golden("no_deals", driver.text())
