"""Ways that change the same facts, said as one: "to us or to nobody yet"."""

from collections.abc import Sequence
from itertools import product

from advisor.advice.needs import Need
from advisor.explain.flipping.choices import Choice, band_label
from advisor.explain.flipping.search import Changes
from advisor.facts.dictionary import Dictionary
from advisor.facts.types import FactType
from advisor.labels import Label


def joined(ways: Sequence[Changes], dictionary: Dictionary, most: int) -> list[Changes]:
    """Return the first ways, those with the same facts joined where all combinations of their values do."""
    found: list[Changes] = []
    by_facts: dict[frozenset[Need], list[Changes]] = {}
    for way in ways:
        by_facts.setdefault(frozenset(way), []).append(way)
    for same in by_facts.values():
        found.append(_one(same, dictionary) or same[0])
    return found[:most]


def _one(ways: list[Changes], dictionary: Dictionary) -> Changes | None:
    """Return several ways as one; `None` where not every combination of their values is one of them."""
    values: dict[Need, dict[object, Choice]] = {
        need: {way[need].value: way[need] for way in ways} for need in ways[0]
    }
    known = {tuple(way[need].value for need in values) for way in ways}
    if len(known) < len(list(product(*values.values()))):
        return None
    return {
        need: _choice(list(choices.values()), dictionary.facts[need.subject][need.name].type)
        for need, choices in values.items()
    }


def _choice(choices: list[Choice], kind: FactType) -> Choice:
    """Return the nearest choice, named by all of them; bands of numbers that touch become one."""
    first = choices[0]
    labels = [choice.label for choice in choices]
    spans = sorted(choice.ends for choice in choices if choice.ends is not None)
    if len(spans) == len(choices) and len(spans) > 1:
        runs = [spans[0]]
        for low, high in spans[1:]:
            if low == runs[-1][1] + 1:
                runs[-1] = (runs[-1][0], high)
            else:
                runs.append((low, high))
        labels = [band_label(kind, run) for run in runs]
    return first._replace(label=_or(labels))


def _or(labels: list[Label]) -> Label:
    return Label(" or ".join(label.en for label in labels), "或".join(label.zh for label in labels))
