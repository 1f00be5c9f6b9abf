"""Draw the README's pictures from the real program: `python scripts/pictures.py` writes docs/images/*.svg.

Rich gives every character of an SVG the same width; Chinese characters are two cells wide, so each run of
characters of one width is placed on its own.
"""

import asyncio
import html
import re
import sys
import tempfile
from datetime import date
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len

from advisor.cli.open_ui import DeskSource
from advisor.cli.places import make_demo
from advisor.labels import Lang
from advisor.tui.app import AdvisorApp

CELL = 12.2  # Rich's cell width at its font size
TEXT = re.compile(
    r'<text class="([^"]+)" x="([\d.]+)" y="([\d.]+)" textLength="[\d.]+" clip-path="([^"]+)">(.*?)</text>',
    re.S,
)
PICTURES: dict[str, tuple[str, ...]] = {"home": (), "what-if": ("7", "i", "space")}
"""The pictures, and the keys that lead to each from the first screen."""

IMAGES = Path(__file__).parents[1] / "docs" / "images"


def in_cells(svg: str) -> str:
    """Return the picture with every run of text as wide as its cells, and without network fonts."""

    def rewrite(match: re.Match[str]) -> str:
        kind, left, y, clip, body = match.groups()
        x, out = float(left), []
        for width, run in groupby(html.unescape(body).replace("\xa0", " "), key=cell_len):
            text = "".join(run)
            lead, shown = len(text) - len(text.lstrip(" ")), text.strip(" ")
            if shown:
                place = f'x="{x + lead * CELL:g}" y="{y}" textLength="{cell_len(shown) * CELL:g}"'
                where = f'{place} clip-path="{clip}" xml:space="preserve"'
                out.append(f'<text class="{kind}" {where}>{html.escape(shown)}</text>')
            x += len(text) * width * CELL
        return "".join(out)

    svg = TEXT.sub(rewrite, svg).replace("font-variant-east-asian: full-width;", "")
    fonts = 'font-family: "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace;'
    svg = svg.replace("font-family: Fira Code, monospace;", fonts)
    return re.sub(r"@font-face \{.*?\}\n", "", svg, flags=re.S)


async def draw(name: str, lang: Lang, keys: tuple[str, ...], today: date, folder: str) -> None:
    """Open the home screen on a demo workspace, press some keys and keep the picture."""
    source = DeskSource(folder, today, lang)
    app = AdvisorApp(source, lang, today)
    async with app.run_test(size=(120, 36)) as pilot:
        for key in ("", "", *keys):
            if key:
                await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
        (IMAGES / f"{name}.svg").write_text(in_cells(app.export_screenshot()), encoding="utf-8")
    source.close()


def main() -> int:
    """Draw all pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    today = date.today()
    with tempfile.TemporaryDirectory() as folder:
        workspace = str(Path(folder) / "demo")
        make_demo(workspace, today)
        languages: tuple[tuple[Lang, str], ...] = (("en", ""), ("zh", "-zh"))
        for lang, suffix in languages:
            for name, keys in PICTURES.items():
                asyncio.run(draw(f"{name}{suffix}", lang, keys, today, workspace))
    return 0


if __name__ == "__main__":
    sys.exit(main())
