"""Pages made from the rules: current in docs/, and honest about holes."""

from pathlib import Path

import pytest

from advisor.pipeline.pages import made

DOCS = Path(__file__).parents[2] / "docs"
OPTIONAL = ("S34", "S35", "S36", "S37")


@pytest.mark.parametrize("page", ["method", "coverage"])
def test_the_page_in_docs_is_current(page: str) -> None:
    current = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    assert current == made(page), f"run: advisor docs {page} --write docs"


def test_no_system_of_the_base_method_has_a_hole() -> None:
    rows = [line for line in made("method").splitlines() if line.startswith("| S")]
    assert len(rows) == 37
    holes = [row for row in rows if "**no " in row and not row.startswith(tuple(f"| {s} " for s in OPTIONAL))]
    assert not holes
