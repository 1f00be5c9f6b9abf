"""The fact sheet: what is known of a deal as of a day, typed, fresh, and what is not."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from advisor.facts.deal import Deal, Fact, Value
from advisor.facts.dictionary import Dictionary, FactDef
from advisor.facts.states import NONE, State
from advisor.records import Record, replace

Rows = dict[str, dict[str, dict[str, State]]]
"""States by subject, member and fact name; a fact that is not there is unknown."""

Known = Mapping[str, Mapping[str, Mapping[str, State]]]
"""The same, for reading."""

At = tuple[str, str, str]
"""A fact's address: subject, member, name."""

OVERRIDE_DAYS = 60
"""How long a value typed over a derived fact holds unless it says itself (format.md 4.9)."""


class FactSheet(Record):
    """Facts as of a day. `rows` holds what counts as known; `stale` what grew too old to count."""

    deal: Deal
    today: date
    rows: Known
    stale: Mapping[tuple[str, str, str], Fact]
    forced: Mapping[tuple[str, str, str], Value]
    complete: frozenset[str]

    def members(self, subject: str) -> tuple[str, ...]:
        """Return the ids of a subject's members, sorted."""
        return tuple(sorted(self.rows.get(subject, ())))


def sheet(dictionary: Dictionary, deal: Deal, today: date) -> FactSheet:
    """Return what is known of `deal` on `today`.

    A fact older than its `fresh_for` counts as unknown and is kept in `stale`. Facts of our own acts that
    nobody recorded read "no" (or "there is none"). Values typed over derived facts go to `forced` while
    they hold. A fact recorded after `today` is not known yet.
    """
    rows: Rows = {}
    stale: dict[tuple[str, str, str], Fact] = {}
    forced: dict[tuple[str, str, str], Value] = {}
    # A deal of its own has no portfolio; rows of one would only be evaluated in vain.
    whole = not dictionary.collecting.isdisjoint(deal.subjects)
    for subject, definition in dictionary.subjects.items():
        if definition.pair or (subject in dictionary.collecting and not whole):
            continue
        members = deal.members(subject) or (
            (dictionary.member_of(deal, subject),) if dictionary.is_single(subject) else ()
        )
        defaults = _defaults(dictionary.facts.get(subject, {}))
        rows[subject] = {
            m: _row(dictionary, deal, today, (subject, m), dict(defaults), stale, forced) for m in members
        }
    _pairs(dictionary, deal, today, rows, stale, forced)
    return FactSheet(deal, today, rows, stale, forced, _complete(rows, dictionary, deal))


def _complete(rows: Known, dictionary: Dictionary, deal: Deal) -> frozenset[str]:
    """Return the subjects of which everybody is recorded."""
    return frozenset(
        s
        for s, d in dictionary.subjects.items()
        if d.all_known and _says_yes(rows, dictionary, deal, d.all_known)
    )


def _defaults(facts: Mapping[str, FactDef]) -> dict[str, State]:
    return {
        n: "no" if d.type.kind == "yes_no" else NONE for n, d in facts.items() if d.our_act and not d.derived
    }


def _row(
    dictionary: Dictionary,
    deal: Deal,
    today: date,
    at: tuple[str, str],
    row: dict[str, State],
    stale: dict[tuple[str, str, str], Fact],
    forced: dict[tuple[str, str, str], Value],
) -> dict[str, State]:
    known = dictionary.facts.get(at[0], {})
    for name, fact in deal.facts(*at).items():
        definition = known.get(name)
        if definition is None or fact.on > today:
            continue
        if definition.derived:
            if today <= (fact.until or fact.on + timedelta(days=OVERRIDE_DAYS)):
                forced[(*at, name)] = fact.value
        elif is_stale(definition, fact, today):
            stale[(*at, name)] = fact
        else:
            row[name] = fact.value
    return row


def is_stale(definition: FactDef, fact: Fact, today: date) -> bool:
    """Say whether a fact is older than it may be to count as known."""
    if not definition.fresh_for:
        return False
    days = definition.fresh_for.get(str(fact.value), definition.fresh_for.get(""))
    return days is not None and (today - fact.on).days > days


def _pairs(
    dictionary: Dictionary,
    deal: Deal,
    today: date,
    rows: Rows,
    stale: dict[tuple[str, str, str], Fact],
    forced: dict[tuple[str, str, str], Value],
) -> None:
    for subject, definition in dictionary.subjects.items():
        if definition.pair:
            left, right = definition.pair
            defaults = _defaults(dictionary.facts.get(subject, {}))
            rows[subject] = {
                f"{a}|{b}": _row(
                    dictionary, deal, today, (subject, f"{a}|{b}"), dict(defaults), stale, forced
                )
                for a in rows.get(left, {})
                for b in rows.get(right, {})
            }


def _says_yes(rows: Known, dictionary: Dictionary, deal: Deal, path: str) -> bool:
    subject, _, name = path.partition(".")
    return rows.get(subject, {}).get(dictionary.member_of(deal, subject), {}).get(name) == "yes"


def with_facts(deal: Deal, changes: Mapping[tuple[str, str, str], Fact | None]) -> Deal:
    """Return the deal with some facts set (or taken out where `None`); the deal itself is left alone."""
    subjects = {s: {m: dict(f) for m, f in members.items()} for s, members in deal.subjects.items()}
    for (subject, member, name), fact in changes.items():
        facts = subjects.setdefault(subject, {}).setdefault(member, {})
        if fact is None:
            facts.pop(name, None)
        else:
            facts[name] = fact
    return replace(deal, subjects=subjects)


def answered(
    dictionary: Dictionary, known: FactSheet, answers: Collection[tuple[At, Value | None]]
) -> FactSheet:
    """Return the sheet with some facts told today (or taken back where `None`): what `sheet` would return.

    Only for members that are on the sheet. The deal itself is left alone.
    """
    changes = {at: None if v is None else Fact(v, known.today) for at, v in answers}
    deal = with_facts(known.deal, changes)
    if any(dictionary.facts[s][n].derived for s, _, n in changes):
        return sheet(dictionary, deal, known.today)
    rows = dict(known.rows)
    stale = {at: fact for at, fact in known.stale.items() if at not in changes}
    for (subject, member, name), value in answers:
        members = rows[subject] = dict(rows[subject])
        row = members[member] = dict(members[member])
        default = _defaults({name: dictionary.facts[subject][name]}).get(name)
        state = default if value is None else value
        if state is None:
            row.pop(name, None)
        else:
            row[name] = state
    complete = known.complete
    lists = {d.all_known for d in dictionary.subjects.values() if d.all_known}
    if any(f"{s}.{n}" in lists for s, _, n in changes):
        complete = _complete(rows, dictionary, deal)
    return FactSheet(deal, known.today, rows, stale, known.forced, complete)
