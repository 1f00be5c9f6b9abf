"""The registry is complete: every command has keys, words in both languages, and does something."""

import re
from pathlib import Path
from typing import get_args

import pytest
from textual.keys import Keys

from advisor.cli.desk_source import DeskSource
from advisor.labels import LANGS
from advisor.tui import words
from advisor.tui.bindings import bindings
from advisor.tui.commands import ALL, COMMANDS, Command, commands_at
from advisor.tui.pages.bar import key_bar
from advisor.tui.pages.find import find_page
from advisor.tui.pages.line import STYLES, Look, plain_text
from advisor.tui.screens.answer import AnswerScreen, ReasonScreen, ValueScreen
from advisor.tui.screens.brief import BriefScreen
from advisor.tui.screens.changed import ChangedScreen
from advisor.tui.screens.debrief import DebriefScreen
from advisor.tui.screens.debriefed import DebriefedScreen
from advisor.tui.screens.door import Door
from advisor.tui.screens.find import FindScreen
from advisor.tui.screens.flips import AimsScreen, FlipsScreen
from advisor.tui.screens.home import HomeScreen
from advisor.tui.screens.rivals import ChairScreen, RivalsScreen
from advisor.tui.screens.what_if import WhatIfScreen
from advisor.tui.screens.why import WhyScreen
from advisor.tui.screens.why_not import WhyNotScreen
from advisor.tui.source import Source
from advisor.tui.state import State
from advisor.tui.wishes import Kind
from tests.tui.fixtures import TODAY, FakeSource

ALL_SCREENS: tuple[type[Door], ...] = (
    HomeScreen, BriefScreen, WhyScreen, WhyNotScreen, WhatIfScreen, FlipsScreen, AimsScreen, RivalsScreen, ChairScreen,
    ChangedScreen, DebriefScreen, DebriefedScreen, AnswerScreen, ValueScreen, ReasonScreen, FindScreen,
)  # fmt: skip
SCREENS: dict[str, type[Door]] = {screen.PLACE: screen for screen in ALL_SCREENS}
TUI = Path(words.__file__).parent
SAFE = re.compile(r"(ctrl\+[a-z]|f\d+|enter|escape|left|right|up|down|(shift\+)?tab|space|pageup|pagedown|\d)$")


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda command: command.id)
def test_a_command_has_everything(command: Command) -> None:
    assert command.where and command.where <= ALL
    for label in (command.title, command.help):
        assert all(label.text(lang) for lang in LANGS)
    assert re.search("[\u4e00-\u9fff]", command.help.zh) and command.help.en.endswith(".")
    assert all(command.shown)
    for key in command.safe.split(","):
        assert SAFE.match(key), f"{key} does not get through an input method"
    for key in command.keys.split(","):
        known = {k.value for k in Keys} | {"question_mark", "slash", "ideographic_comma", "equals_sign"}
        assert len(key) == 1 or key.startswith("fullwidth_") or key in known


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda command: command.id)
def test_a_command_does_something_wherever_it_applies(command: Command) -> None:
    for place in command.where:
        for screen in ALL_SCREENS:
            if place == screen.PLACE:
                assert callable(getattr(screen, f"do_{command.id}", None)), f"{command.id} in {screen.__name__}"


def test_every_place_has_a_screen_and_every_screen_a_place() -> None:
    assert set(SCREENS) == set(ALL)


def test_every_wish_is_a_call_of_the_source() -> None:
    for kind in get_args(Kind):
        assert callable(getattr(Source, kind)) and callable(getattr(DeskSource, kind)), kind
        assert callable(getattr(FakeSource, kind)), kind


def test_no_key_means_two_things_in_one_place() -> None:
    for place in ALL:
        taken: dict[str, str] = {}
        for command in commands_at(place):
            for key in command.all_keys():
                same = {taken.setdefault(key, command.id), command.id}
                assert len(same) == 1 or same <= {"pick", "yes", "no"}, f"{key} in {place}: {same}"


def test_single_characters_work_full_width_too() -> None:
    assert {"ｗ", "f6"} <= set(COMMANDS["why"].all_keys())
    assert "３" in COMMANDS["pick"].all_keys()
    assert "fullwidth_question_mark" in COMMANDS["help"].all_keys()


def test_bindings_help_and_bars_come_from_the_registry() -> None:
    state = State("en", TODAY)
    for screen in ALL_SCREENS:
        place = screen.PLACE
        assert [b.key for b in bindings(place)] == [b.key for b in screen.BINDINGS]  # type: ignore[union-attr]
        for lang in LANGS:
            page = plain_text(find_page(place, state, "", False, Look(300, lang)))
            bar = plain_text(key_bar(place, state, Look(300, lang)))
            for command in commands_at(place):
                title = command.title.text(lang)
                assert command.shown[0] in page and title in page and command.help.text(lang) in page
                assert (title in bar) == bool(command.bar)


def test_the_list_is_searched_in_both_languages_and_by_key() -> None:
    state = State("en", TODAY)
    for query, found in (("undo", "Take back"), ("撤销", "Take back"), ("f6", "proof"), ("take back last", "Undo"), ("复盘", "Debrief")):
        text = plain_text(find_page("brief", state, query, False, Look(100, "en")))
        assert found in text and text.count("\n") <= 2
    assert "called like that" in plain_text(find_page("home", state, "zzz", True, Look(100, "en")))


def test_every_word_is_used_and_every_used_word_exists() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in TUI.rglob("*.py") if not path.name.startswith("words"))
    used = set(re.findall(r'(?:say\(|WORDS\[|note\()"(\w+)"', code))
    assert used <= set(words.WORDS), used - set(words.WORDS)
    loose = {key for key in words.WORDS if not re.search(f"[\"']{key}[\"']", code)}
    kinds = ("origin_", "warn_", "effort_", "type_", "verdict_", "mark_", "part_", "outlook_", "changer_")
    assert all(key.startswith(kinds) for key in loose), loose
    for key, label in words.WORDS.items():
        fields = [set(re.findall(r"{(\w+)}", text)) for text in label]
        assert fields[0] == fields[1], f"{key} takes different values in its two languages"


def test_every_style_has_a_rule_and_no_colour_stands_in_code() -> None:
    sheet = (TUI / "styles" / "base.tcss").read_text(encoding="utf-8")
    assert all(f".line--{style} " in sheet for style in STYLES)
    for path in TUI.rglob("*.py"):
        assert not re.search(r"#[0-9a-fA-F]{6}\b|[\"']ansi_\w+", path.read_text(encoding="utf-8")), path
    for path in TUI.rglob("*.tcss"):
        assert "#" not in re.sub(r"#[a-z]+\b|/\*.*?\*/", "", path.read_text(encoding="utf-8")), path
