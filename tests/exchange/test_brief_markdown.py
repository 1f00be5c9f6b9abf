"""The brief as Markdown: what customers and rules wrote stays text, whatever signs it holds."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from advisor.advice.view import Brief
from advisor.cells import show
from advisor.exchange.brief_markdown import as_markdown, escaped

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
ALLOWED = {"text", "strong_open", "strong_close"}


def structure(markdown: str) -> list[str]:
    """Return what a reader makes of a text, without the words in it."""
    return [f"{token.type} {token.tag} {token.level}" for token in READER.parse(markdown)]


def inline(markdown: str) -> list[Token]:
    """Return the words of a text with what stands in them."""
    return [child for token in READER.parse(markdown) for child in token.children or ()]


def words(markdown: str) -> str:
    return "".join(token.content for token in inline(markdown))


def test_golden(named: tuple[str, Brief], lang: Any, golden: Callable[[str, str], None]) -> None:
    name, brief = named
    golden(f"{name}.{lang}.md", as_markdown(brief, lang))


def test_a_hostile_brief_has_the_structure_of_a_harmless_one(hostile: Brief, tame: Brief, lang: Any) -> None:
    assert structure(as_markdown(hostile, lang)) == structure(as_markdown(tame, lang))


def test_no_link_image_html_code_or_heading_comes_from_a_text(named: tuple[str, Brief], lang: Any) -> None:
    markdown = as_markdown(named[1], lang)
    assert {token.type for token in inline(markdown)} <= ALLOWED
    blocks = {token.type for token in READER.parse(markdown)}
    assert blocks.isdisjoint({"html_block", "code_block", "fence", "blockquote_open", "table_open"})
    assert all(c == "\n" or c.isprintable() or not c.isascii() for c in markdown)


def test_the_page_is_readable_as_it_stands(rich: Brief) -> None:
    markdown = as_markdown(rich, "en")
    for line in (
        "# 康宁医院高端彩超",
        "## Where we stand",
        "## Do this",
        "1. **Repair first, then ask for time**",
        "   - rule: opening.A.repair · rules/opening/moves-problem.yaml:88",
        "- [ ] 王处长: Whom would this person take today?",
        "- contradiction: They want it in use before the money is released.",
        "70 facts known · 25 unknown · 2 too old · rules 32e97a6f8add",
    ):
        assert line in markdown.split("\n"), line


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("rules/opening/moves-problem.yaml:88", "rules/opening/moves-problem.yaml:88"),
        ("deal.our_share 60% (3.5 M)", "deal.our_share 60% (3.5 M)"),
        ("3.5 M", "3.5 M"),
        ("1. one", "1\\. one"),
        ("2026) x", "2026\\) x"),
        ("- x", "\\- x"),
        ("[a](b)", "\\[a\\](b)"),
        ("_a_ b_c", "\\_a\\_ b_c"),
        ("https://x.y www.x.y", "https\\://x.y www\\.x.y"),
        ("a@b.c", "a\\@b.c"),
        ("  a\nb  ", "a b"),
        ("\x1b[1m", "\\\\u001b\\[1m"),
    ],
)
def test_only_what_must_be_escaped_is(text: str, written: str) -> None:
    assert escaped(text) == written


FRAMES = ["{}", "# {}", "- {}", "1. **x**\n   - why: {}", "- [ ] {}", "x\n\n{}", "1. {}"]
SIGNS = st.lists(
    st.sampled_from([*"\\`*_[]()<>{}#+-=.!|~&;:/\"'@$ \n\t1a中，", "](", "![", "**", "http://", "www.", "&#60;", "<b>", "\n\n"]),
    max_size=12,
).map("".join)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(SIGNS, st.text(st.characters(), max_size=30)), st.sampled_from(FRAMES))
def test_any_text_is_shown_as_it_is_wherever_it_stands(text: str, frame: str) -> None:
    told = show(text).strip()
    if not told:
        return
    assert structure(frame.format(escaped(text))) == structure(frame.format("word"))
    assert words(frame.format(escaped(text))) == words(frame.format("word")).replace("word", told)


@settings(max_examples=200, deadline=None)
@given(SIGNS)
def test_any_title_can_be_strong(text: str) -> None:
    told = show(text).strip()
    if told:
        assert [t.type for t in inline(f"1. **{escaped(text)}**")] == [
            t.type for t in inline("1. **word**")
        ]
