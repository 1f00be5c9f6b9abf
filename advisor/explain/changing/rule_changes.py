"""What differs between two editions of the rules: rows, decisions, plays, facts, parameters."""

from collections.abc import Iterator, Mapping

from advisor.errors import Place
from advisor.explain.changing.changes_view import Entry, Kind
from advisor.labels import same
from advisor.playbook.plays import Play
from advisor.records import Record, replace
from advisor.rulebook.conditions import Always
from advisor.rulebook.decisions import Agenda, Decision, Row, Rulebook

NOWHERE = Place("")
"""The place of everything compared: a line that only moved is no edit."""

Named = Mapping[str, tuple[Record, str]]
"""Things by id, each without its places, and where it stands."""

Plays = Mapping[str, Play]


def edits(before: Rulebook, after: Rulebook, plays_before: Plays, plays_after: Plays) -> tuple[Entry, ...]:
    """Return what was added, removed or edited, other values of parameters left out.

    Rows hold parameter values, so a row that names a tuned parameter counts as edited; build one of the two
    with the other's values to tell the two apart.
    """
    return (
        *_differing("parameter", _parameters(before, after), _parameters(after, before)),
        *_differing("rule", _rows(before), _rows(after)),
        *_differing("decision", _decisions(before, after), _decisions(after, before)),
        *_differing("agenda", _agenda(before), _agenda(after)),
        *_differing("fact", _facts(before), _facts(after)),
        *_differing("play", _plays(plays_before), _plays(plays_after)),
    )


def tuned(before: Rulebook, after: Rulebook) -> tuple[Entry, ...]:
    """Return the parameters that both have, with another value."""
    found = []
    for name, now in sorted(after.parameters.items()):
        was = before.parameters.get(name)
        if was is not None and was.text != now.text:
            texts = same(was.text), same(now.text)
            found.append(Entry("parameter", name, "edited", now.label, *texts, place=str(now.place)))
    return tuple(found)


def _differing(kind: Kind, before: Named, after: Named) -> Iterator[Entry]:
    for id in sorted(before.keys() | after.keys()):
        if id not in after:
            yield Entry(kind, id, "removed", place=before[id][1])
        elif id not in before:
            yield Entry(kind, id, "added", place=after[id][1])
        elif before[id][0] != after[id][0]:
            yield Entry(kind, id, "edited", place=after[id][1])


def _rows(rulebook: Rulebook) -> Named:
    return {row.id: (_row(row), str(row.place)) for d in rulebook.decisions.values() for row in d.rows}


def _row(row: Row) -> Row:
    return replace(row, place=NOWHERE)


def _decisions(rulebook: Rulebook, other: Rulebook) -> Named:
    """Return the decisions without what their rows say, but with the order of those that both have."""
    common = {row.id for d in other.decisions.values() for row in d.rows}
    return {id: (_decision(d, common), str(d.place)) for id, d in rulebook.decisions.items()}


def _decision(decision: Decision, common: set[str]) -> Decision:
    rows = tuple(Row(row.id, Always(), None, NOWHERE) for row in decision.rows if row.id in common)
    factors = tuple(replace(f, rows=tuple(_row(row) for row in f.rows)) for f in decision.factors)
    return replace(decision, place=NOWHERE, rows=rows, factors=factors)


def _parameters(rulebook: Rulebook, other: Rulebook) -> Named:
    """Return the parameters that the other rulebook does not have."""
    names = rulebook.parameters.keys() - other.parameters.keys()
    return {name: (rulebook.parameters[name], str(rulebook.parameters[name].place)) for name in names}


def _agenda(rulebook: Rulebook) -> Named:
    """Return how advice is ordered, gated, shown and mirrored."""
    agenda = rulebook.agenda
    parts = {"limit": Agenda(agenda.limit), "page": rulebook.page, "mirror": rulebook.mirror}
    whole = {name: (part, "") for name, part in parts.items()}
    modifiers = {m.id: (replace(m, place=NOWHERE), str(m.place)) for m in agenda.modifiers}
    gates = {g.id: (replace(g, place=NOWHERE), str(g.place)) for g in agenda.gates}
    return {**modifiers, **gates, **whole}


def _facts(rulebook: Rulebook) -> Named:
    dictionary = rulebook.dictionary
    subjects = {name: (replace(s, place=NOWHERE), str(s.place)) for name, s in dictionary.subjects.items()}
    return {**subjects, **{f.path: (replace(f, place=NOWHERE), str(f.place)) for f in dictionary}}


def _plays(plays: Plays) -> Named:
    return {id: (replace(play, place=NOWHERE), str(play.place)) for id, play in plays.items()}
