"""What each kind of finding means, with an example of the mistake and one of how it is right.

`advisor check --explain KIND` prints it. The texts are in `explained_*`, as plain text that reads like a
page of a handbook; a test loads every example and sees that the bad one has the finding and the good one
has not, so the pages cannot grow stale.
"""

from functools import lru_cache
from typing import NamedTuple

from advisor.errors import UsageError

INDENT = "    "


class Explained(NamedTuple):
    """One kind of finding. `where` says what the examples are a part of (`file`: they are whole files)."""

    kind: str
    means: str
    where: str
    bad: str
    good: str


def explain(kind: str) -> str:
    """Return the page about a kind of finding. Raises `UsageError` with the nearest for an unknown one."""
    known = explained()
    if kind not in known:
        from advisor.nearest import nearest

        best = nearest(kind, known)
        families = ", ".join(sorted({k.partition(".")[0] for k in known}))
        hint = f"did you mean '{best}'?" if best else f"kinds begin with {families}"
        raise UsageError(f"there is no kind of finding '{kind[:60]}'", hint=hint)
    return page(known[kind])


def page(one: Explained) -> str:
    """Return an explanation as people read it."""
    parts = [one.kind, "", *_indented(one.means)]
    if one.bad:
        parts += ["", "  not like this", "", *_indented(one.bad)]
    if one.good:
        parts += ["", "  but like this", "", *_indented(one.good)]
    return "\n".join(parts) + "\n"


def _indented(text: str) -> list[str]:
    return [INDENT + line if line else "" for line in text.splitlines()]


@lru_cache(maxsize=1)
def explained() -> dict[str, Explained]:
    """Return every explanation by kind."""
    from advisor.rulebook.explained_debrief import DEBRIEF
    from advisor.rulebook.explained_decisions import DECISIONS
    from advisor.rulebook.explained_facts import FACTS
    from advisor.rulebook.explained_files import FILES
    from advisor.rulebook.explained_lint import LINT
    from advisor.rulebook.explained_mirror import MIRROR
    from advisor.rulebook.explained_texts import TEXTS
    from advisor.rulebook.explained_types import TYPES

    texts = (FILES, FACTS, DECISIONS, TYPES, LINT, TEXTS, MIRROR, DEBRIEF)
    return {one.kind: one for text in texts for one in read(text)}


def read(text: str) -> list[Explained]:
    """Read explanations: `= kind, where`, then the meaning, then `- bad` and `- good` with the examples."""
    found = []
    for block in text.strip("\n").split("\n= "):
        head, _, rest = block.removeprefix("= ").partition("\n")
        kind, _, where = head.partition(", ")
        means, _, examples = rest.partition("\n- bad\n")
        bad, _, good = examples.partition("\n- good\n")
        found.append(Explained(kind, means.strip("\n"), where, bad.strip("\n"), good.strip("\n")))
    return found
