"""What would flip it as plain text: the ways to a goal, what is in the way, the way out step by step."""

from collections.abc import Iterator

from advisor.cells import cut, show
from advisor.exchange.brief_text import page_text
from advisor.exchange.flip_words import say
from advisor.exchange.page import Entry, Line, Page, Section
from advisor.exchange.page_changes import change_text
from advisor.explain.flipping.flips_view import Askable, Flip, Flips, Step, WayOut, WaysOut
from advisor.labels import Label, Lang

TEXT = 300
"""Cells of a sentence; a longer one is cut."""

POSITIONS = 3
"""Further positions that are named as different."""

OTHERS: dict[tuple[str, ...], str] = {
    ("us",): "who_us",
    ("buyer",): "who_buyer",
    ("us", "buyer"): "who_both",
}


def flips_text(found: Flips, lang: Lang, width: int = 100) -> str:
    """Return what would flip it as plain text, no line wider than `width` cells (at least 40)."""
    return page_text(_Told(lang).flips(found), lang, width)


def ways_out_text(found: WaysOut, lang: Lang, width: int = 100) -> str:
    """Return the ways out of a deal's positions as plain text, else what can be asked for."""
    return page_text(_Told(lang).ways_out(found), lang, width)


class _Told:
    """Says what would flip it in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang

    def say(self, key: str, **values: object) -> str:
        return say(key, self.lang, **values)

    def text(self, label: Label | None) -> str:
        return self.say("not_known") if label is None else cut(show(label.text(self.lang)).strip(), TEXT)

    def page(self, key: str, found: Flips | WaysOut, sections: Iterator[Section], foot: str) -> Page:
        title = self.say(key, name=cut(show(found.name or found.deal).strip(), TEXT))
        return Page(title, (found.today.isoformat(),), tuple(sections), foot)

    # --- a goal ----------------------------------------------------------------------------------

    def flips(self, found: Flips) -> Page:
        foot = self.say("smallest") if found.ways else ""
        return self.page("title", found, self._sections(found), foot)

    def _sections(self, found: Flips) -> Iterator[Section]:
        goal = self.text(found.label)
        if found.value is not None:
            goal = self.say("now", goal=goal, now=self.text(found.now))
        yield Section(self.say("wanted"), (), goal)
        if found.outlook == "reached":
            yield Section(self.say("then"), (), self.say("reached"))
        elif found.ways:
            yield Section(self.say("ways"), tuple(self._way(way) for way in found.ways))
        else:
            key = "no_way" if found.outlook == "cannot" else "not_found"
            yield Section(self.say(key), (), self._verdict(found))
            if found.blocked_by or found.outlook == "cannot":
                yield Section(self.say("blocked"), *self._blocks(found))

    def _way(self, way: Flip) -> Entry:
        number = len(way.changes)
        title = self.say("changes_1") if number == 1 else self.say("changes", n=number)
        return Entry("number", title, (*self._changes(way), *self._then(way)))

    def _changes(self, way: Flip) -> Iterator[Line]:
        for step in way.changes:
            was, now = self.text(step.before), self.text(step.after)
            told = self.say("from_to", what=self._what(step), was=was, now=now)
            yield Line(self.say(f"by_{step.changeable_by}"), told)

    def _what(self, step: Step) -> str:
        """Return what a fact is called, with whom it is about."""
        member = step.path.partition(".")[2].rpartition(".")[0]
        label = self.text(step.label)
        return self.say("whose", who=cut(show(member).strip(), TEXT), what=label) if member else label

    def _then(self, way: Flip) -> Iterator[Line]:
        told = [change_text(change, self.lang) for change in way.positions[:POSITIONS]]
        if way.rank:
            told.insert(0, self.say("rank", n=way.rank))
        elif way.held is not None:
            told.insert(0, self.say("held", why=self.text(way.held)))
        for text in told:
            yield Line(self.say("then"), text)

    def _verdict(self, found: Flips) -> str:
        who = self.say(OTHERS.get(found.changeable_by, "who_anyone"))
        if found.outlook == "cannot":
            return self.say("proved", who=who)
        key = f"not_proved_{found.searched}" if found.searched < 2 else "not_proved"
        return self.say(key, n=found.searched, who=who)

    def _blocks(self, found: Flips) -> tuple[tuple[Entry, ...], str]:
        entries = [Entry("point", self._block(s), (), Line("", show(s.path))) for s in found.blocked_by]
        return tuple(entries), "" if entries else self.say("nothing_blocks")

    def _block(self, step: Step) -> str:
        who = self.say("block_unknown" if step.before is None else f"by_{step.changeable_by}")
        what, was = self._what(step), self.text(step.before)
        if step.after is None:
            return self.say("whose", who=who, what=self.say("is_so", what=what, was=was))
        told = self.say("would_be", what=what, was=was, now=self.text(step.after))
        return self.say("whose", who=who, what=told)

    # --- the way out -----------------------------------------------------------------------------

    def ways_out(self, found: WaysOut) -> Page:
        foot = self.say("each_on_top") if found.ways else ""
        return self.page("way_out_title", found, self._ways_out(found), foot)

    def _ways_out(self, found: WaysOut) -> Iterator[Section]:
        for way in found.ways:
            yield self._way_out(way)
        if not found.ways:
            yield Section(self.say("way_out"), (), self.say("no_way_out"))
            yield Section(self.say("askable"), tuple(self._askable(one) for one in found.askable))

    def _way_out(self, way: WayOut) -> Section:
        lead = self.say("from", what=self.text(way.label), now=self.text(way.now))
        return Section(self.say("way_out"), tuple(self._step(step) for step in way.steps), lead)

    def _step(self, step: Flips) -> Entry:
        goal = self.text(step.value or step.label)
        if step.outlook == "reached":
            return Entry("number", goal, (Line(self.say("then"), self.say("reached")),))
        if step.ways:
            return Entry("number", goal, (*self._changes(step.ways[0]), *self._then(step.ways[0])))
        blocks, nothing = self._blocks(step)
        below = [Line(self.say("not_reached"), self._verdict(step))]
        below += [Line(self.say("blocked"), block.title) for block in blocks]
        below += [Line(self.say("blocked"), nothing)] if nothing and step.outlook == "cannot" else []
        return Entry("number", goal, tuple(below))

    def _askable(self, one: Askable) -> Entry:
        title = self.say("from", what=self.text(one.label), now=self.text(one.now))
        values = " ".join(option.id for option in one.options)
        return Entry("point", title, (Line(self.say("choices"), values),), Line("", f"{show(one.path)}=..."))
