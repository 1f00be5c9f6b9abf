"""Every painted text can be read: contrast 4.5 for text and 3 for lines, in both themes, on every screen."""

import pytest
from rich.color import Color
from rich.style import Style

from advisor.tui.themes import DARK, LIGHT
from tests.tui.helpers import WIDE, Driver, running

BOX = set("─│╭╮╰╯▁▂▃▄▅▆▇█▔▸ ")


def luminance(color: Color) -> float:
    """Return the relative luminance of a colour."""
    parts = [part / 255 for part in color.get_truecolor()]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(style: Style) -> float:
    """Return the contrast of a painted style."""
    assert style.color is not None and style.bgcolor is not None
    one, other = sorted((luminance(style.color), luminance(style.bgcolor)), reverse=True)
    return (one + 0.05) / (other + 0.05)


def unreadable(driver: Driver, inside: str = "") -> list[str]:
    """Return painted texts with too little contrast; `inside` looks at a dialog, the page behind is veiled."""
    found = []
    region = driver.app.screen.query_one(inside).region if inside else driver.app.screen.region
    for row, strip in enumerate(driver.strips()):
        if not region.y <= row < region.bottom:
            continue
        for text, style, _ in strip.crop(region.x, region.right):
            if text.strip() and style is not None and style.color is not None:
                wanted = 3.0 if set(text) <= BOX else 4.5
                if ratio(style) < wanted:
                    found.append(f"{ratio(style):.1f} {text!r}")
    return found


@pytest.mark.parametrize("theme", [DARK, LIGHT])
async def test_text_can_be_read(theme: str) -> None:
    async with running(WIDE, "en") as driver:
        if theme == LIGHT:
            await driver.press("t")
        assert driver.app.theme == theme
        for keys, inside in (([], ""), (["tab", "down"], ""), (["tab", "enter"], ""), (["w"], ""),
                             (["a"], "#dialog"), (["escape", "?", "x"], "#finder")):  # fmt: skip
            await driver.press(*keys)
            assert unreadable(driver, inside) == [], keys
        await driver.press("escape", "escape")
        for keys in (["n"], ["ctrl+f", "o"], ["escape", "enter"], ["w"], ["escape", "f"], ["enter"], ["space"],
                     ["escape", "escape", "o"], ["o"], ["escape", "c"], ["d"], ["1", "3"], [*["tab"] * 4], ["enter"],
                     ["u"]):  # fmt: skip
            await driver.press(*keys)
            assert unreadable(driver) == [], keys
        await driver.press(*["escape"] * 4, "7", "a", *"nonsense", "enter")
        assert unreadable(driver, "#dialog") == []
        await driver.press("escape", "5", "a", "y")
        assert driver.notices() and unreadable(driver) == []


async def test_the_check_can_fail() -> None:
    async with running(WIDE, "en") as driver:
        driver.app.screen.styles.background = "white"
        driver.app.screen.page.styles.background = "white"  # type: ignore[attr-defined]
        await driver.settle()
        assert unreadable(driver) != []
