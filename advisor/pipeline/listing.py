"""Working out the deal list: what is remembered, what is worked out now, what can wait."""

from typing import TYPE_CHECKING

from advisor.advice.view import DealLine
from advisor.errors import AdvisorError
from advisor.facts.deal import Deal
from advisor.pipeline.lines import damaged_line, first_line, order, with_advice, with_facts
from advisor.pipeline.memory import Memory, mark_of

if TYPE_CHECKING:
    from advisor.pipeline.desk import Desk


def listed(desk: "Desk", memory: Memory, deep: int | None) -> tuple[DealLine, ...]:
    """Return every deal's line in the order of the list; see `Desk.deals`."""
    found: list[tuple[DealLine, Deal | None, str]] = []
    for id, told in desk.store.overview():
        if not isinstance(told, Deal):
            found.append((damaged_line(id, told), None, ""))
            continue
        mark = mark_of(told)
        known = memory.get(told, mark)
        if known is not None:
            found.append((known, None, ""))
        else:
            line = first_line(desk.pack.rulebook.dictionary, told, desk.today)
            found.append((line, told, mark))
    found.sort(key=lambda entry: order(entry[0]))
    lines, left = [], len(found) if deep is None else deep
    for line, deal, mark in found:
        if deal is not None and left > 0:
            left -= 1
            line = _full(desk, line, deal)
            if line.questions is not None:
                memory.put(deal, mark, line)
        elif deal is not None:
            short = memory.short(deal, mark)
            line = _quick(desk, line, deal) if short is None else short
            memory.put_short(deal, mark, line)
        lines.append(line)
    return tuple(lines)


def _quick(desk: "Desk", line: DealLine, deal: Deal) -> DealLine:
    from advisor.advice.showing import Show

    try:
        conclusions = desk.conclude(deal, desk.today)
    except AdvisorError as error:
        return damaged_line(line.id, error)
    return with_facts(line, conclusions, Show(desk.pack.rulebook, conclusions))


def _full(desk: "Desk", line: DealLine, deal: Deal) -> DealLine:
    """Work the line out from the brief itself, so that list and brief never differ."""
    from advisor.advice.brief import make_brief
    from advisor.advice.showing import Show

    try:
        deal = desk.store.get(deal.id)
        conclusions = desk.conclude(deal, desk.today)
    except AdvisorError as error:
        return damaged_line(line.id, error)
    brief = make_brief(desk.pack.rulebook, desk.pack.plays, conclusions)
    return with_advice(with_facts(line, conclusions, Show(desk.pack.rulebook, conclusions)), brief)
