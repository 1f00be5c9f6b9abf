"""Cases by seed, and a long run without pytest: `python -m tests.property.campaign 100000`."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from advisor.errors import RulebookError
from tests.property.books import make_book
from tests.property.case import Rules
from tests.property.deals import make_deal
from tests.property.laws import LAWS
from tests.property.shrink import shrink, told
from tests.property.trial import Engines, Law, Trial, figures

PER_BOOK = 8
"""Deals tried on one rulebook."""
TOO_WIDE = "engine.too-many-alternatives"


@lru_cache(maxsize=300)
def engines(seed: int) -> Engines | None:
    """Return the engines of a seed's rulebook; `None` where a rule is rightly refused as too wide."""
    rules = Rules(make_book(seed))
    try:
        return Engines(rules)
    except RulebookError as error:
        if any(f.severity == "error" and f.kind != TOO_WIDE for f in error.findings):
            raise RuntimeError(f"rulebook {seed} cannot be loaded: {error.findings}") from error
        figures["refused rulebooks"] += 1
        return None


def trials(seed: int, made: Engines | None) -> Iterator[Trial]:
    """Yield the cases of a seed: its rulebook with several deals."""
    for number in range(PER_BOOK if made else 0):
        assert made
        yield Trial(made, make_deal(made.rules.book, seed * 100 + number), seed * 100 + number)


def complaint(law: Law, trial: Trial) -> str:
    """Return what a law says of a case, made small, as rule files a person can read; nothing when it holds."""
    try:
        said = list(law(trial))
    except Exception as error:
        said = [f"it crashes: {error!r}"]
    if not said:
        return ""
    head = f"{law.__doc__}\nseed {trial.seed // 100}, deal {trial.seed % 100}: {said[0]}\n\n"
    try:
        return head + told(*shrink(law, trial.rules.files, trial.data, trial.seed))
    except Exception as error:
        return f"{head}It could not be made smaller ({error!r}).\n{told({'rules': trial.rules.files, 'deal': trial.data}, said)}"


def main(cases: int, first: int = 0) -> int:
    """Run every law on many cases; print failures as they come and figures at the end."""
    broken: Counter[str] = Counter()
    started = time.perf_counter()
    books = range(first, first + cases // PER_BOOK)
    for seed in books:
        for trial in trials(seed, engines(seed)):
            for name, law in LAWS.items():
                if said := complaint(law, trial):
                    broken[name] += 1
                    print(
                        f"##### {name}\n{said}\n" if broken[name] < 4 else f"##### {name} again: seed {seed}"
                    )
        if seed % 500 == 499:
            print(
                f"... {(seed - first + 1) * PER_BOOK} cases, {time.perf_counter() - started:.0f} s",
                flush=True,
            )
    print(
        f"{len(books) * PER_BOOK} cases in {time.perf_counter() - started:.0f} s; broken: {dict(broken) or 'nothing'}"
    )
    for what, count in sorted(figures.items()):
        print(f"{count:>12,}  {what}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(*(int(a) for a in sys.argv[1:])))
