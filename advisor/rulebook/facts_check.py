"""What only the whole dictionary shows: names of other facts and subjects, and circles."""

from collections.abc import Mapping

from advisor.facts.dictionary import Dictionary, FactDef, SubjectDef, hint
from advisor.rulebook.forms import Problems
from advisor.rulebook.nodes import Node


def check_facts(
    dictionary: Dictionary, said: Mapping[tuple[str, str], Mapping[str, Node]], problems: Problems
) -> None:
    """Check what facts and subjects say about others; `said` holds each fact's words."""
    for (subject, name), fields in said.items():
        fact = dictionary.facts[subject][name]
        _names(fact, fields, dictionary, problems)
        circle = _circle(dictionary.facts[subject], [name])
        if circle and name == min(circle):
            message = f"facts wait for each other: {' -> '.join([*circle, name])}"
            help_ = "whether a fact applies cannot depend on itself"
            problems.add("fact.circle", fields["applies_when"].place, message, help_)
    for definition in dictionary.subjects.values():
        _subject(definition, dictionary, problems)


def _circle(facts: Mapping[str, FactDef], trail: list[str]) -> list[str]:
    """Return the facts on a way over `applies_when` back to the first, or nothing."""
    for name, _ in facts[trail[-1]].applies_when:
        if name == trail[0]:
            return trail
        if name not in trail and (found := _circle(facts, [*trail, name])):
            return found
    return []


def _names(fact: FactDef, fields: Mapping[str, Node], dictionary: Dictionary, problems: Problems) -> None:
    _known(fact.kept_with, "subject", dictionary.subjects, fields.get("kept_with"), problems)
    _known(fact.asked_with, "fact", dictionary.facts[fact.subject], fields.get("asked_with"), problems)
    _known(fact.type.subject, "subject", dictionary.subjects, fields.get("type"), problems)
    owner, _, copied = fact.copied_from.partition(".")
    if fact.copied_from and copied not in dictionary.facts.get(owner, {}):
        help_ = hint(copied, dictionary.facts.get(owner, {}))
        place = fields["copied_from"].place
        problems.add("fact.unknown", place, f"unknown fact '{fact.copied_from}'", help_)


def _known(name: str, what: str, known: Mapping[str, object], node: Node | None, problems: Problems) -> None:
    if name and node is not None and name not in known:
        problems.add("fact.unknown", node.place, f"unknown {what} '{name}'", hint(name, known))


def _subject(definition: SubjectDef, dictionary: Dictionary, problems: Problems) -> None:
    for name in (definition.many_per, *(definition.pair or ())):
        if name and name not in dictionary.subjects:
            help_ = hint(name, dictionary.subjects)
            problems.add("fact.unknown", definition.place, f"unknown subject '{name}'", help_)
    if not definition.all_known:
        return
    owner, _, name = definition.all_known.partition(".")
    fact = dictionary.facts.get(owner, {}).get(name)
    if fact is None:
        help_ = hint(name, dictionary.facts.get(owner, {}))
        message = f"unknown fact '{definition.all_known}' in all_known"
        problems.add("fact.unknown", definition.place, message, help_)
    elif fact.derived or fact.type.kind != "yes_no":
        message = f"'{definition.all_known}' in all_known of {definition.name} is not answered with yes or no"
        help_ = "name a yes_no fact that people are asked for, not a derived one"
        problems.add("fact.type", definition.place, message, help_)
