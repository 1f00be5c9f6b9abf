"""What an answer changed: the difference of two briefs in a few words."""

from advisor.advice.view import Brief
from advisor.cells import show
from advisor.labels import Lang
from advisor.tui.pages.items import named, standings
from advisor.tui.words import say

MOST = 5
"""More lines than this do not fit a toast."""


def changes(before: Brief | None, after: Brief, lang: Lang) -> list[str]:
    """Return what is different now, the most important first; empty when the advice stays the same."""
    if before is None or before.deal != after.deal:
        return []
    found: list[str] = []
    old, new = dict(named(before.actions)), dict(named(after.actions))
    first = next(iter(new), None)
    if first is not None and first != next(iter(old), None):
        found.append(say("now_first", lang, title=new[first].title.text(lang)))
    found += [say("new_action", lang, title=new[item].title.text(lang)) for item in new
              if item not in old and item != first]  # fmt: skip
    found += [say("gone_action", lang, title=old[item].title.text(lang)) for item in old if item not in new]
    stood = {standing.path: standing for standing in standings(before)}
    shown = {standing.path for standing in (*after.header, *after.position)}
    for standing in standings(after):
        was = stood.get(standing.path)
        if standing.path in shown and was is not None and was.text != standing.text:
            words = {"old": was.text.text(lang), "new": standing.text.text(lang)}
            found.append(say("now_stands", lang, label=standing.label.text(lang), **words))
    if len(before.questions) != len(after.questions):
        found.append(say("asks_now", lang, old=len(before.questions), new=len(after.questions)))
    return [show(line) for line in found[:MOST]]
