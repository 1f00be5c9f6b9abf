"""The deal list: what one line says of a deal, and the order of the next meeting."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from advisor.advice.view import Brief, DealLine
from advisor.cells import show
from advisor.errors import AdvisorError
from advisor.facts.deal import Deal
from advisor.facts.states import NONE, State
from advisor.labels import Label, same
from advisor.records import replace

if TYPE_CHECKING:
    from advisor.advice.showing import Show
    from advisor.engine.conclusions import Conclusions
    from advisor.facts.dictionary import Dictionary, FactDef

DAMAGED = Label("cannot be read", "无法读取")


class When(NamedTuple):
    """The meeting a line is about: the next one, else the last one; `days` counts from today."""

    on: date
    days: int


def order(line: DealLine) -> tuple[int, int, str, str]:
    """Return the sort key of a line: coming meetings, then the ones that are over, then none."""
    if line.days is None:
        return 2, 0, line.name, line.id
    return (0, line.days, line.name, line.id) if line.days >= 0 else (1, -line.days, line.name, line.id)


def first_line(dictionary: "Dictionary", deal: Deal, today: date) -> DealLine:
    """Return what can be said of a deal without asking the rules."""
    accounts = deal.members("account")
    when = _meeting(deal, today)
    return DealLine(
        id=deal.id,
        name=dictionary.name_of(deal, "deal", deal.id),
        account=dictionary.name_of(deal, "account", accounts[0]) if accounts else "",
        meeting=when.on if when else None,
        days=when.days if when else None,
        amount=None, step=None, top=None, questions=None,
    )  # fmt: skip


def damaged_line(id: str, error: AdvisorError) -> DealLine:
    """Return the line of a deal that cannot be read: it must not vanish from the list."""
    return DealLine(
        id=id, name=id, account="", meeting=None, days=None, amount=None,
        step=DAMAGED, top=same(show(error.message)), questions=None,
    )  # fmt: skip


def with_facts(line: DealLine, conclusions: "Conclusions", show: "Show") -> DealLine:
    """Return the line with the facts the rulebook lists, and without advice."""
    values: dict[str, Label | None] = {}
    for key, ref in show.rulebook.page.listed.items():
        definition = show.rulebook.dictionary.facts[ref.subject][ref.name]
        state = conclusions.scope("deal", line.id).state(ref)
        said = state is not None and state != NONE and not _is_open(definition, state)
        values[key] = show.state(definition.type, state) if said else None
    return replace(line, amount=values.get("amount"), step=values.get("step"))


def with_advice(line: DealLine, brief: Brief) -> DealLine:
    """Return the line with the first thing to do and the number of open questions."""
    top = brief.actions[0].title if brief.actions else None
    return replace(line, top=top, questions=len(brief.questions))


def _is_open(definition: "FactDef", state: State) -> bool:
    """Say whether every value is still possible: the list says nothing then."""
    return isinstance(state, frozenset) and len(state) == len(definition.type.values)


def _meeting(deal: Deal, today: date) -> When | None:
    days = []
    for member in deal.members("meeting"):
        fact = deal.facts("meeting", member).get("date")
        if fact is not None and isinstance(fact.value, int):
            days.append(fact.value)
    now = today.toordinal()
    day = min((d for d in days if d >= now), default=max(days, default=None))
    return None if day is None else When(date.fromordinal(day), day - now)
