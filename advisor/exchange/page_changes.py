"""What is different on a page, said in one language: each change as a few words."""

from collections.abc import Iterable

from advisor.advice.view import Branch, PageChange
from advisor.cells import cut, show
from advisor.exchange.words import say
from advisor.labels import Label, Lang

ANSWERS = 4
CHANGES = 4
CELLS = 90


def change_text(change: PageChange, lang: Lang) -> str:
    """Return one change: `Opening becomes A`, `first: Hold the price`, `no longer: ...`."""
    if change.added is not None or change.removed is not None:
        plus = say("plus", lang, value=_text(change.added, lang)) if change.added else ""
        minus = say("minus", lang, value=_text(change.removed, lang)) if change.removed else ""
        told = _limited([text for text in (plus, minus) if text], 2, lang, joint="then")
        return say("pair", lang, name=_text(change.label, lang), value=told)
    if change.kind == "position":
        return say("becomes", lang, label=_text(change.label, lang), value=_text(change.after, lang))
    title = _text(change.label, lang)
    if change.kind == "gone":
        return say("gone", lang, title=title)
    if change.rank == 1:
        return say("comes_first", lang, title=title)
    if change.kind == "new":
        return say("comes_new", lang, title=title)
    return say("comes_at", lang, title=title, rank=change.rank)


def branch_text(branch: Branch, lang: Lang) -> str:
    """Return one branch of a question: `yes or likely: Opening becomes A; first: Hold the price`.

    A branch that names no answers stands for all of them.
    """
    answers = [_text(label, lang) for label in branch.answers]
    who = _limited(answers, ANSWERS, lang, joint="or") if answers else say("any_answer", lang)
    return say("pair", lang, name=who, value=outcome_text(branch, lang))


def outcome_text(branch: Branch, lang: Lang) -> str:
    """Return what a branch changes, without its answers; that the page stays where it changes nothing."""
    changes = [change_text(change, lang) for change in sorted(branch.changes, key=_weight)]
    return _limited(changes, CHANGES, lang, joint="then") or say("as_before", lang)


def _weight(change: PageChange) -> tuple[bool, bool]:
    """Order changes: what is first on the page, what the deal's position becomes, then the rest."""
    return change.rank != 1, change.kind != "position"


def _limited(texts: Iterable[str], most: int, lang: Lang, *, joint: str) -> str:
    found = list(texts)
    rest = [say("more", lang, n=len(found) - most)] if len(found) > most else []
    return say(joint, lang).join([*found[:most], *rest])


def _text(label: Label | None, lang: Lang) -> str:
    return "" if label is None else cut(show(label.text(lang)).strip(), CELLS)
