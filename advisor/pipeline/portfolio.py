"""Many deals as one portfolio: what rules about the whole pipeline see, and what follows.

A subject that exists many times per `portfolio` repeats facts of deals or accounts (`copied_from` in the
dictionary). Its members are made from the deals' conclusions; then the same engine settles the decisions
of the portfolio's subjects. A fact that is not settled in a deal stays unknown in the portfolio.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from advisor.advice.agenda import AgendaMaker
from advisor.advice.brief import warnings_of
from advisor.advice.showing import Show
from advisor.advice.view import Action, Held, Member, Standing, Warn
from advisor.engine.conclusions import Conclusions
from advisor.engine.engine import Engine
from advisor.errors import FactError
from advisor.facts.deal import Deal, Fact, Value
from advisor.facts.dictionary import Dictionary, FactDef, hint
from advisor.facts.sheet import FactSheet, sheet
from advisor.facts.states import Partial, Span, is_known
from advisor.playbook.plays import Play
from advisor.records import Record

if TYPE_CHECKING:
    from advisor.pipeline.desk import Desk

PORTFOLIO = "portfolio"


class PortfolioView(Record):
    """The manager's page: how many deals, what stands, what to do, what to be careful with."""

    deals: int
    today: date
    standings: tuple[Standing, ...]
    actions: tuple[Action, ...]
    held: tuple[Held, ...]
    warnings: tuple[Warn, ...]
    members: tuple[tuple[str, tuple[Member, ...]], ...]
    rulebook: str
    schema: str = "portfolio/1"


def portfolio_subjects(dictionary: Dictionary) -> tuple[str, ...]:
    """Return the portfolio and the subjects that exist many times in it."""
    many = (s for s, d in dictionary.subjects.items() if d.many_per == PORTFOLIO)
    return (PORTFOLIO, *sorted(many)) if PORTFOLIO in dictionary.subjects else ()


def gather(
    dictionary: Dictionary, deals: Iterable[Conclusions], told: Mapping[str, Value], today: date
) -> Deal:
    """Return the portfolio of some deals as a deal whose subjects are the portfolio's.

    `told` are facts of the portfolio itself (its scope, hours, quota). Accounts that several deals share
    are members once.
    """
    subjects: dict[str, dict[str, dict[str, Fact]]] = {
        PORTFOLIO: {PORTFOLIO: {n: Fact(v, today) for n, v in told.items()}}
    }
    for conclusions in deals:
        for subject in portfolio_subjects(dictionary)[1:]:
            copied = [f for f in dictionary.facts.get(subject, {}).values() if f.copied_from]
            if not copied:
                continue
            owner = copied[0].copied_from.partition(".")[0]
            member = dictionary.member_of(conclusions.sheet.deal, owner)
            facts = {f.name: Fact(v, today) for f in copied if (v := _value(f, conclusions)) is not None}
            subjects.setdefault(subject, {}).setdefault(member, {}).update(facts)
    return Deal(PORTFOLIO, subjects)


def _value(fact: FactDef, conclusions: Conclusions) -> Value | None:
    owner, _, name = fact.copied_from.partition(".")
    member = conclusions.dictionary.member_of(conclusions.sheet.deal, owner)
    state = conclusions.scope(owner, member).board.read(owner, member, name)
    if not is_known(state) or isinstance(state, (frozenset, Span, Partial)):
        return None
    return state


def only(facts: FactSheet, subjects: Iterable[str]) -> FactSheet:
    """Return the sheet with the rows of some subjects; decisions about others do not run on it."""
    rows = {s: facts.rows[s] for s in subjects if s in facts.rows}
    return FactSheet(facts.deal, facts.today, rows, facts.stale, facts.forced, facts.complete)


def conclude(engine: Engine, portfolio: Deal, today: date) -> Conclusions:
    """Return what follows for the whole portfolio."""
    dictionary = engine.rulebook.dictionary
    facts = sheet(dictionary, portfolio, today)
    return engine.conclude(only(facts, portfolio_subjects(dictionary)))


def view_of(desk: "Desk", owner: str, told: Mapping[str, Value]) -> PortfolioView:
    """Return the manager's page of a workspace's deals (of one owner, where one is named)."""
    deals = [desk.store.get(id_) for id_ in desk.store.ids()]
    wanted = [d for d in deals if not owner or _owner(d) == owner]
    if owner and not wanted:
        owners = sorted({o for d in deals if (o := _owner(d))})
        raise FactError(
            f"no deal belongs to '{owner[:60]}'", hint=hint(owner, owners) or f"owners: {', '.join(owners)}"
        )
    engine = desk.engine
    concluded = [desk.conclude(d, desk.today) for d in wanted]
    portfolio = gather(engine.rulebook.dictionary, concluded, told, desk.today)
    return make_view(engine, desk.pack.plays, conclude(engine, portfolio, desk.today), len(wanted))


def _owner(deal: Deal) -> str:
    fact = deal.facts("deal", deal.id).get("owner")
    return fact.value if fact is not None and isinstance(fact.value, str) else ""


def make_view(
    engine: Engine, plays: Mapping[str, Play], conclusions: Conclusions, deals: int
) -> PortfolioView:
    """Return the manager's page of the conclusions for a portfolio of so many deals."""
    show = Show(engine.rulebook, conclusions)
    maker = AgendaMaker(show, plays)
    actions, held = maker.told(maker.choose())
    dictionary = engine.rulebook.dictionary
    names = engine.rulebook.page.portfolio
    standings = tuple(show.standing(PORTFOLIO, PORTFOLIO, name) for name in names)
    members = []
    for subject in portfolio_subjects(dictionary)[1:]:
        derived = [f.name for f in dictionary.facts.get(subject, {}).values() if f.derived]
        found = tuple(
            Member(m, show.name(subject, m), tuple(show.standing(subject, m, n) for n in derived))
            for m in conclusions.sheet.members(subject)
        )
        members.append((subject, found))
    return PortfolioView(
        deals=deals,
        today=conclusions.sheet.today,
        standings=standings,
        actions=actions,
        held=held,
        warnings=warnings_of(show),
        members=tuple(members),
        rulebook=engine.rulebook.digest,
    )
