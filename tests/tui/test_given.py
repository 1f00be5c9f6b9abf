"""A page counts as given when somebody opens it, not when it is a preview."""

import pytest

from advisor.labels import Lang
from tests.tui.helpers import NARROW, WIDE, running


@pytest.mark.parametrize(("size", "lang"), [(WIDE, "en"), (NARROW, "zh")])
async def test_only_the_full_page_counts(size: tuple[int, int], lang: Lang) -> None:
    async with running(size, lang) as driver:
        first = driver.app.state.chosen
        await driver.press("j", "k")
        assert driver.source.opened == []
        await driver.press("enter")
        assert driver.source.opened == [first]
        await driver.press("r", "escape", "j", "enter")
        assert driver.source.opened == [first, driver.app.state.chosen] != [first, first]
