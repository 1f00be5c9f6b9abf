"""Bilingual labels: every text that comes out of a rule file exists in English and Chinese."""

from typing import Literal, NamedTuple

Lang = Literal["en", "zh"]
LANGS: tuple[Lang, ...] = ("en", "zh")


class Label(NamedTuple):
    """One text in both languages of the product."""

    en: str
    zh: str

    def text(self, lang: Lang) -> str:
        """Return the text in `lang`."""
        return self.zh if lang == "zh" else self.en


def same(text: str) -> Label:
    """Return a label that reads the same in both languages (names, ids, numbers)."""
    return Label(text, text)
