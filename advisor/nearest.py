"""The nearest known word: what "did you mean ...?" suggests."""

from collections.abc import Iterable

CUT_OFF = 66
"""How alike (0-100) a known word must be; below it a suggestion misleads more than it helps."""

REORDERED = 90
"""The same for words whose parts may stand in another order (`share_our`, `our_share`)."""

LENGTH = 80


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like `word`, or None when none is like it; case does not matter."""
    from rapidfuzz import fuzz, process

    words = sorted({k for k in known if len(k) <= LENGTH})
    asked = word[:LENGTH]
    best = process.extractOne(asked, words, scorer=fuzz.ratio, processor=_plain, score_cutoff=CUT_OFF)
    best = best or process.extractOne(
        asked, words, scorer=fuzz.token_sort_ratio, processor=_plain, score_cutoff=REORDERED
    )
    return best[0] if best else None


def _plain(word: str) -> str:
    return word.casefold().replace("_", " ").replace("-", " ").replace(".", " ")
