"""Working out the deal list: what is remembered, what is worked out now, what can wait."""

from typing import TYPE_CHECKING

from advisor.advice.brief import make_brief
from advisor.advice.showing import Show
from advisor.advice.view import DealLine
from advisor.errors import AdvisorError
from advisor.facts.deal import Deal
from advisor.pipeline.lines import damaged_line, first_line, order, with_advice, with_facts
from advisor.pipeline.memory import Memory, mark_of

if TYPE_CHECKING:
    from advisor.pipeline.desk import Desk


def listed(desk: "Desk", memory: Memory, deep: int | None) -> tuple[DealLine, ...]:
    """Return every deal's line in the order of the list; see `Desk.deals`."""
    dictionary = desk.pack.rulebook.dictionary
    found: list[tuple[DealLine, Deal | None]] = []
    for id, told in desk.store.overview():
        if isinstance(told, Deal):
            found.append((first_line(dictionary, told, desk.today), told))
        else:
            found.append((damaged_line(id, told), None))
    found.sort(key=lambda entry: order(entry[0]))
    lines, left = [], len(found) if deep is None else deep
    for line, deal in found:
        if deal is None:
            lines.append(line)
            continue
        mark = mark_of(deal)
        known = memory.get(deal, mark)
        if known is None and left > 0:
            left -= 1
            known = _full(desk, line, deal)
            if known.questions is not None:
                memory.put(deal, mark, known)
        if known is None and (known := memory.short(deal, mark)) is None:
            memory.put_short(deal, mark, known := _quick(desk, line, deal))
        lines.append(known)
    memory.save()
    return tuple(lines)


def _quick(desk: "Desk", line: DealLine, deal: Deal) -> DealLine:
    try:
        conclusions = desk.conclude(deal, desk.today)
    except AdvisorError as error:
        return damaged_line(line.id, error)
    return with_facts(line, conclusions, Show(desk.pack.rulebook, conclusions))


def _full(desk: "Desk", line: DealLine, deal: Deal) -> DealLine:
    """Work the line out from the brief itself, so that list and brief never differ."""
    try:
        deal = desk.store.get(deal.id)
        conclusions = desk.conclude(deal, desk.today)
    except AdvisorError as error:
        return damaged_line(line.id, error)
    brief = make_brief(desk.pack.rulebook, desk.pack.plays, conclusions)
    return with_advice(with_facts(line, conclusions, Show(desk.pack.rulebook, conclusions)), brief)
