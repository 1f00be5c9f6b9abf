"""Runs the app on fixture data in a real terminal, for tests that read the bytes it sends."""

import sys
from datetime import date

from advisor.records import replace
from advisor.tui.app import AdvisorApp
from tests.tui.fixtures import HOSTILE, FakeSource, hostile


class HostileSource(FakeSource):
    """Serves deals made of hostile strings, three in each, and errors and titles of all of them."""

    def __init__(self) -> None:
        """Give every deal its own id."""
        texts = [" ".join(HOSTILE[at::4]) for at in range(4)]
        super().__init__([replace(hostile(text), deal=f"d{at}{text}") for at, text in enumerate(texts)])
        self._title = "".join(HOSTILE)

    def poison(self, deal_id: str) -> str:
        """Explain with hostile words only."""
        return self.briefs[deal_id].name

    def answer(self, deal_id: str, path: str, text: str) -> None:
        """Fail with hostile words."""
        raise ValueError("".join(HOSTILE))


if __name__ == "__main__":
    AdvisorApp(HostileSource(), "en", date(2025, 11, 21), plain="--plain" in sys.argv).run()
