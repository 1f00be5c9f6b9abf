"""Beginning a deal with some facts."""

from collections.abc import Sequence
from datetime import date

from advisor.facts.deal import Deal, Fact, Value
from advisor.pipeline.assign import Assigner, check_name, parse
from advisor.rulebook.decisions import Rulebook
from advisor.store.protocol import Path


def begun(
    rulebook: Rulebook, deal_id: str, assignments: Sequence[str], today: date, by: str
) -> tuple[Deal, dict[Path, Value | None]]:
    """Return a new deal with facts given as `PATH=VALUE`, and these facts. Raises as `Desk.set` does."""
    check_name("deal", deal_id)
    empty = Deal(deal_id, {"deal": {deal_id: {}}})
    wishes = parse(assignments) if assignments else ()
    changes = Assigner(rulebook, empty, today, new=True).changes(wishes)
    subjects: dict[str, dict[str, dict[str, Fact]]] = {"deal": {deal_id: {}}}
    for (subject, member, name), value in changes.items():
        facts = subjects.setdefault(subject, {}).setdefault(member, {})
        if name and value is not None:
            facts[name] = Fact(value, today, by)
    return Deal(deal_id, subjects), changes
