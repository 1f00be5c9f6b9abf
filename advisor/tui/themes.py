"""The colours, read from a data file: two themes whose contrast is tested, and one without colours."""

import json
from functools import lru_cache
from pathlib import Path

from textual.theme import Theme

DARK, LIGHT, WITHOUT_COLOUR = "advisor-dark", "advisor-light", "advisor-plain"


@lru_cache(maxsize=1)
def themes() -> tuple[Theme, ...]:
    """Return every theme of the program."""
    text = (Path(__file__).parent / "styles" / "themes.json").read_text(encoding="utf-8")
    return tuple(Theme(**entry) for entry in json.loads(text))
