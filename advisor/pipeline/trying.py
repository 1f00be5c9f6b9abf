"""What if: facts tried on a stored deal, without saving anything."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from advisor.advice.needs import Need
from advisor.facts.deal import Deal, Fact, Value
from advisor.facts.sheet import with_facts
from advisor.pipeline.assign import Assigner, parse
from advisor.records import replace
from advisor.store.protocol import Path

if TYPE_CHECKING:
    from advisor.explain.whatif_view import WhatIf
    from advisor.pipeline.desk import Desk

REASON = "what if"
"""Stands for the reason that typing over a rule needs while nothing is saved."""


def what_if(
    desk: "Desk", deal_id: str, assignments: Sequence[str], *, note: str = REASON, new: bool = False
) -> "WhatIf":
    """Return the advice before and after some facts, `PATH=VALUE` as `Desk.set` takes them; nothing is saved.

    What is shown is what recording the same facts today would give. `unknown` takes a fact back, `new`
    allows members that are not recorded. Raises `FactError` or `UsageError` as `Desk.set` does; to keep the
    facts, call that.
    """
    from advisor.explain.whatif import what_if as compare

    deal = desk.store.get(desk.find(deal_id))
    changes = Assigner(desk.pack.rulebook, deal, desk.today, note, new).changes(parse(assignments))
    tried = told(deal, changes, desk.today)
    before, after = (desk.trial(one, desk.today) for one in (deal, tried))
    return compare(before, after, [Need(*path) for path in changes])


def told(deal: Deal, changes: Mapping[Path, Value | None], on: date) -> Deal:
    """Return the deal as it would be with some changes recorded; the deal itself is left alone."""
    facts = {path: None if value is None else Fact(value, on) for path, value in changes.items()}
    found = with_facts(deal, {path: fact for path, fact in facts.items() if path[2]})
    subjects = {subject: dict(members) for subject, members in found.subjects.items()}
    for subject, member, _ in changes:
        subjects.setdefault(subject, {}).setdefault(member, {})
    return replace(found, subjects=subjects)
