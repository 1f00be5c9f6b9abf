"""Recording facts of a deal as one change."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from advisor.errors import FactError
from advisor.facts.deal import Deal, Source
from advisor.pipeline.assign import Assigner, Change, described, parse

if TYPE_CHECKING:
    from advisor.pipeline.desk import Desk


def record(
    desk: "Desk",
    deal: Deal,
    assignments: Sequence[str],
    day: date,
    by: str,
    source: Source,
    note: str,
    new: bool,
) -> tuple[Change, ...]:
    """Record facts that became true on a day, given as `PATH=VALUE`; see `Desk.set`."""
    if day > desk.today:
        raise FactError(f"{day} is still to come", hint="a fact counts from the day it became true")
    changes = Assigner(desk.pack.rulebook, deal, desk.today, note, new).changes(parse(assignments))
    if not changes:
        return ()
    was = {(s, m, n): fact.value for s, m, n in changes if (fact := deal.facts(s, m).get(n))}
    desk.store.record(
        deal.id,
        changes,
        on=day,
        by=by,
        source=source,
        recorded_at=desk.clock(),
        note=note,
        expect_rev=deal.rev,
    )
    return described(desk.pack.rulebook.dictionary, desk.store.get(deal.id), was, changes)
