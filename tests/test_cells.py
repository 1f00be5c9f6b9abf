"""Text in cells: harmless, measured like the terminal UI measures, broken by the Chinese rules."""

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from advisor.cells import CLOSING, OPENING, cut, pad, show, width, wrap

ACTIVE = [
    "\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\x9d", "\u200b", "\u200d", "\u200e", "\u200f", "\u061c",
    "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069", "\ufeff", "\ufe0f", "\xad", "\u3164",
    "\ud800", "\udfff", "\U000e0041", "\U000e0100",
]  # fmt: skip
WORDS = ["预算", "Ask", "陈主任", "tender", "，", "。", "（", "）", "“", "”", "3.5%", " ", "  ", "A/D", "e\u0301",
         "👍🏽", "…", "——", ",", "(", ")", "https://example.com/a/very/long/path", "x", "한국", "\n"]  # fmt: skip

anything = st.text(st.characters(), max_size=60)
mixed = st.lists(st.sampled_from(WORDS), max_size=40).map("".join)


def test_every_character_of_this_python_is_as_wide_as_the_screen_thinks() -> None:
    wrong = [
        hex(point)
        for point in range(sys.maxunicode + 1)
        if unicodedata.category(chr(point)) != "Cn"
        and width(show(chr(point))) != cell_len(show(chr(point)))
    ]
    assert wrong == []


@given(anything)
def test_shown_text_has_the_width_the_screen_gives_it(text: str) -> None:
    assert width(show(text)) == cell_len(show(text))


@pytest.mark.parametrize("character", ACTIVE, ids=ascii)
def test_what_acts_or_hides_becomes_visible(character: str) -> None:
    shown = show(f"a{character}b")
    assert character not in shown
    assert f"{ord(character):04x}" in shown and shown.startswith("a\\") and shown.endswith("b")


@given(anything)
def test_nothing_active_survives_and_showing_twice_changes_nothing(text: str) -> None:
    shown = show(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in shown)
    assert not any(c in shown for c in ACTIVE)
    assert show(shown) == shown
    shown.encode()


def test_harmless_text_is_kept_as_it_is() -> None:
    for text in ("Harbour Logistics", "上海三院（影像）", "Zoë", "[/b] a\\ [@click=app.quit]q[/]", "３％", "⼤ 한국 👍🏽"):
        assert show(text) == text
    assert show("e\u0301") == "\xe9"
    assert show("❤\ufe0f") == "❤"


def test_tabs_and_line_ends_are_the_doors_choice() -> None:
    assert show("a\tb\r\nc\nd") == "a b c d"
    assert show("a\tb\r\nc", tab="    ", newline="\n") == "a    b\nc"
    assert show("a\rb") == "a\\u000db"


@given(mixed.map(lambda t: show(t)), st.integers(0, 30))
def test_cut_and_pad_keep_to_the_cells(text: str, cells: int) -> None:
    assert width(cut(text, cells)) <= cells
    assert cell_len(pad(text, cells)) == cells
    if width(text) <= cells:
        assert cut(text, cells) == text


def test_a_wide_character_is_never_cut_in_half() -> None:
    assert cut("上海市", 5, "") == "上海"
    assert pad("上海市", 5, "") == "上海 "
    assert cut("上海市立医院", 6) == "上海…"
    assert cut("e\u0302\u0323bc", 1, "") == "e\u0302\u0323"


@settings(max_examples=400)
@given(mixed.map(lambda t: show(t, newline="\n")), st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_nothing(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert lines
    assert all(cell_len(line) <= cells for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@settings(max_examples=400)
@given(st.lists(st.sampled_from([w for w in WORDS if w != "\n"]), max_size=40), st.integers(12, 40))
def test_no_line_starts_with_a_closing_mark(words: list[str], cells: int) -> None:
    calm = [w for w, before in zip(words, ["", *words], strict=False) if not (w in CLOSING and before in CLOSING)]
    lines = wrap("".join(["x", *calm]), cells)
    # the one exception: more marks in a row (spaces between them count along) than a line is wide
    starts = [line[0] for line in lines[1:] if line[:1] in CLOSING]
    longest = max((cell_len(run) for run in _mark_runs("".join(["x", *calm]))), default=0)
    assert not starts or longest + 2 >= cells


def _mark_runs(text: str) -> list[str]:
    """Return the runs of closing marks and spaces in a text."""
    return "".join(c if c in CLOSING or c == " " else "\0" for c in text).split("\0")


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("客户尚未确认预算批复，建议先约见副院长。", 20, ["客户尚未确认预算批", "复，建议先约见副院", "长。"]),
        ("Ask 陈主任先安排一次现场参观，再谈价格", 16, ["Ask 陈主任先安排", "一次现场参观，再", "谈价格"]),
        ("先看（附件三）再说", 6, ["先看", "（附件", "三）再", "说"]),
        ("get the budget letter", 10, ["get the", "budget", "letter"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("abcd, ef", 4, ["abc", "d,", "ef"]),
        ("一\n\n二", 10, ["一", "", "二"]),
        ("", 10, [""]),
        ("上", 1, ["上"]),
    ],
)
def test_lines_break_where_a_reader_expects(text: str, cells: int, lines: list[str]) -> None:
    assert wrap(text, cells) == lines
    assert not any(line[-1:] in OPENING for line in lines)


def test_plain_text_needs_no_tables() -> None:
    code = (
        "import sys; from advisor.cells import show, wrap, pad; before = set(sys.modules); show('deal 1'); "
        "pad('deal', 9); wrap('a deal and another', 8); new = set(sys.modules) - before; "
        "assert not new, new; assert not {'rich', 'textual', 'wcwidth'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
