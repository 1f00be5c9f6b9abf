"""Laws of trying answers: what an answer would change is what recording it changes."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from advisor.advice.needs import Need
from advisor.engine.conclusions import Conclusions
from advisor.engine.engine import Engine
from advisor.explain.bands import Bands
from advisor.explain.trial import Trial as Trying
from advisor.facts.deal import Fact, Value
from advisor.facts.dictionary import FactDef
from advisor.facts.sheet import sheet, with_facts
from advisor.facts.states import State
from advisor.rulebook.conditions import CompareFacts, walk
from advisor.rulebook.decisions import Rulebook
from advisor.rulebook.reads import conditions
from tests.property.trial import Trial, figures

TRIED = 4
"""Facts tried in each case."""


def trying(trial: Trial) -> Iterator[str]:
    """(g) Trying facts gives what a deal with these facts gives, from scratch."""
    rng, rules = Random(trial.seed), trial.rules.loaded
    tried = Trying(trial.engines.memo, {}, trial.engines.memo.conclude(trial.sheet))
    for _ in range(TRIED):
        wanted = rng.sample(askable(rules, tried.conclusions), k=rng.randint(1, 3))
        answers = {need: value(rules, tried.conclusions, need, rng) for need in wanted}
        figures["tried"] += 1
        found = tried.after(answers)
        today = trial.sheet.today
        told = {need: None if v is None else Fact(v, today) for need, v in answers.items()}
        whole = sheet(rules.dictionary, with_facts(trial.sheet.deal, told), today)
        if found.sheet != whole:
            yield f"the sheet after {answers} is another one"
        fresh = trial.engines.plain.conclude(whole)
        if gist(found) != gist(fresh) or found.ended != fresh.ended:
            yield f"tried {answers}: {differing(found, fresh)}"


def bands(trial: Trial) -> Iterator[str]:
    """(h) All numbers of one band are read alike by every rule."""
    rng, rules = Random(trial.seed), trial.rules.loaded
    tried = Trying(trial.engines.memo, {}, trial.engines.memo.conclude(trial.sheet))
    found = Bands(trial.engines.memo, tried.conclusions)
    numeric = [n for n in askable(rules, tried.conclusions) if definition(rules, n).type.numeric]
    numeric = [need for need in numeric if not meets_itself(rules, trial.engines.memo, need)]
    for need in rng.sample(numeric, k=min(TRIED, len(numeric))):
        for low, high in found.of(need):
            figures["bands"] += 1
            ends = [verdicts(rules, tried.after({need: v})) for v in (low, rng.randint(low, high), high)]
            if ends[0] != ends[1] or ends[1] != ends[2]:
                yield f"{need} from {low} to {high} is read in different ways"


def meets_itself(rules: Rulebook, engine: Engine, need: Need) -> bool:
    """Say whether a fact is compared or computed with something worked out from it: it is not cut there."""
    at = (need.subject, need.name)
    for decision in rules.decisions.values():
        tests = [part for condition in conditions(decision) for part in walk(condition)]
        together = [(part.ref, part.other) for part in tests if isinstance(part, CompareFacts)]
        together += [decision.compute.refs] if decision.compute else []
        for refs in together:
            paths = [(ref.subject, ref.name) for ref in refs]
            if sum(path == at or at in engine.rests_on(".".join(path)) for path in paths) > 1:
                return True
    return False


def askable(rules: Rulebook, conclusions: Conclusions) -> list[Need]:
    """Return every base fact of every member."""
    return [
        Need(fact.subject, member, fact.name)
        for fact in rules.dictionary
        if not fact.derived
        for member in conclusions.sheet.members(fact.subject)
    ]


def definition(rules: Rulebook, need: Need) -> FactDef:
    """Return what the dictionary says of a fact."""
    return rules.dictionary.facts[need.subject][need.name]


def value(rules: Rulebook, conclusions: Conclusions, need: Need, rng: Random) -> Value | None:
    """Return a random value, now and then none."""
    kind = definition(rules, need).type
    ids = list(conclusions.sheet.members(kind.subject)) if kind.subject else list(kind.values)
    if rng.random() < 0.15 or (kind.kind == "reference" and not ids):
        return None
    if kind.kind == "list":
        return tuple(sorted(i for i in ids if rng.random() < 0.5))
    if ids:
        return rng.choice(ids)
    if kind.kind == "text":
        return "said"
    if kind.kind == "date":
        return conclusions.sheet.today.toordinal() + rng.randint(-100, 100)
    low, high = kind.low if kind.low is not None else 0, kind.high if kind.high is not None else 10**6
    return rng.randint(low, high)


def gist(conclusions: Conclusions) -> dict[tuple[str, str], object]:
    """Return what every decision says, without how it was worked out."""
    return {at: (o.state, o.statuses, o.gate) for at, o in conclusions.outcomes.items()}


def differing(one: Conclusions, other: Conclusions) -> str:
    """Return the first decision about which two conclusions differ."""
    left, right = gist(one), gist(other)
    return next((f"{at}: {left[at]} / {right.get(at)}" for at in left if left[at] != right.get(at)), "overrides")


def verdicts(rules: Rulebook, conclusions: Conclusions) -> dict[tuple[str, str], object]:
    """Return which rows hold, and everything that follows but numbers."""
    found: dict[tuple[str, str], object] = {}
    for (id_, member), outcome in conclusions.outcomes.items():
        decision = rules.decisions[id_]
        is_number = decision.kind == "derive" and rules.dictionary.facts[decision.subject][decision.fact].type.numeric
        state: State = None if (is_number and decision.compute is not None) or decision.factors else outcome.state
        found[id_, member] = (outcome.statuses, outcome.gate, state)
    return found
