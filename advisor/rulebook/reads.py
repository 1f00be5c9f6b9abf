"""What a decision reads, and the layers that follow from it."""

from collections.abc import Iterable, Iterator, Mapping

from advisor.facts.dictionary import Dictionary, FactDef
from advisor.rulebook.conditions import Condition, Members, Ref, walk
from advisor.rulebook.decisions import Agenda, Decision
from advisor.rulebook.forms import Problems

Read = tuple[str, str]
"""A fact a decision reads: subject and fact name."""


def conditions(decision: Decision) -> Iterator[Condition]:
    """Yield every condition a decision evaluates (not those that only choose a person to name)."""
    for row in decision.rows:
        yield row.when
    if decision.only_when is not None:
        yield decision.only_when
    if decision.compute is not None:
        yield from decision.compute.conditions
        if decision.compute.where is not None:
            yield decision.compute.where
    for factor in decision.factors:
        for row in factor.rows:
            yield row.when


def own_refs(decision: Decision) -> Iterator[Ref]:
    """Yield the facts named outside conditions."""
    if decision.compute is not None:
        yield from decision.compute.refs
    for factor in decision.factors:
        yield factor.ref


def reads(decision: Decision, dictionary: Dictionary) -> frozenset[Read]:
    """Return every fact whose change can change the decision's result."""
    found: set[Read] = set()
    for ref in own_refs(decision):
        found |= _along(ref, decision.subject, dictionary)
    for condition in conditions(decision):
        found |= _tested(condition, decision.subject, dictionary)
    if decision.compute is not None and decision.compute.of:
        of = decision.compute.of
        found |= _list_of(of, dictionary)
        if decision.compute.fact:
            found.add((of, decision.compute.fact))
    return frozenset(_with_conditions(found, dictionary))


def swaying(decisions: Iterable[Decision], agenda: Agenda, dictionary: Dictionary) -> frozenset[Read]:
    """Return every fact that gates, modifiers and the choice of whom advice is about read."""
    found: set[Read] = set()
    for when in [*(gate.when for gate in agenda.gates), *(modifier.when for modifier in agenda.modifiers)]:
        found |= _tested(when, "deal", dictionary)
    for decision in decisions:
        for row in decision.rows:
            wanted = row.advice.pick if row.advice is not None else None
            if wanted is not None and wanted.where is not None:
                found |= _tested(wanted.where, wanted.subject, dictionary)
                found |= {(wanted.subject, name) for _, name in wanted.prefer}
    return frozenset(_with_conditions(found, dictionary))


def _tested(condition: Condition, subject: str, dictionary: Dictionary) -> set[Read]:
    """Return every fact that a condition reads for a member of a subject."""
    found: set[Read] = set()
    for part in walk(condition):
        if isinstance(part, Members):
            found |= _list_of(part.subject, dictionary)
        elif not part.parts():
            for ref in part.refs():
                found |= _along(ref, subject, dictionary)
    return found


def _with_conditions(found: set[Read], dictionary: Dictionary) -> set[Read]:
    """Return the facts and those on which it depends whether they apply, to the last one."""
    waiting = list(found)
    while waiting:
        subject, name = waiting.pop()
        fact = dictionary.facts.get(subject, {}).get(name)
        new = {(subject, other) for other, _ in fact.applies_when} - found if fact else set()
        found |= new
        waiting += new
    return found


def _list_of(subject: str, dictionary: Dictionary) -> set[Read]:
    definition = dictionary.subjects[subject]
    owner, _, name = definition.all_known.partition(".")
    found = {(owner, name)} if definition.all_known else set()
    for side in definition.pair or ():
        found |= _list_of(side, dictionary)
    return found


def _along(ref: Ref, own: str, dictionary: Dictionary) -> set[Read]:
    """Return the facts read on the way to a ref; in a nested condition the hops carry the subject."""
    found = {(ref.subject, ref.name)}
    subjects = [target for _, target in ref.hops]
    for index, (name, _) in enumerate(ref.hops):
        if index:
            found.add((subjects[index - 1], name))
        else:
            found |= {(s, name) for s in _starts(ref, own, name, dictionary)}
    return found


def _starts(ref: Ref, own: str, name: str, dictionary: Dictionary) -> set[str]:
    if ref.start not in ("own", "this"):
        return {ref.start}
    target = ref.hops[0][1]
    return {
        s
        for s, facts in dictionary.facts.items()
        if name in facts and facts[name].type.kind == "reference" and facts[name].type.subject == target
    } or {own}


def layers(
    decisions: Mapping[str, Decision], dictionary: Dictionary, problems: Problems
) -> tuple[tuple[str, ...], ...]:
    """Return the decision ids in layers: each layer reads only what earlier ones derive.

    A cycle becomes a finding with its path printed, and its decisions stand in no layer.
    """
    needs = {
        id_: sorted({f"{s}.{n}" for s, n in reads(d, dictionary)} & decisions.keys())
        for id_, d in decisions.items()
    }
    depth: dict[str, int] = {}
    for id_ in sorted(decisions):
        _depth(id_, needs, depth, [], decisions, problems)
    height = max(depth.values(), default=-1) + 1
    return tuple(tuple(sorted(i for i, d in depth.items() if d == level)) for level in range(height))


def _depth(
    id_: str,
    needs: Mapping[str, list[str]],
    depth: dict[str, int],
    trail: list[str],
    decisions: Mapping[str, Decision],
    problems: Problems,
) -> int:
    if id_ in depth:
        return depth[id_]
    if id_ in trail:
        circle = " -> ".join([*trail[trail.index(id_) :], id_])
        problems.add(
            "decision.cycle", decisions[id_].place, f"decisions read each other in a circle: {circle}"
        )
        return 0
    trail.append(id_)
    found = 1 + max((_depth(n, needs, depth, trail, decisions, problems) for n in needs[id_]), default=-1)
    trail.pop()
    depth[id_] = found
    return found


def undecided(dictionary: Dictionary, decisions: Mapping[str, Decision]) -> Iterator[FactDef]:
    """Yield derived facts that no decision derives."""
    for fact in dictionary:
        if fact.derived and fact.path not in decisions:
            yield fact
