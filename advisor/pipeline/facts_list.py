"""Every fact of a deal as `show` lists it: value, who said it, how old, and what the rules say."""

from typing import NamedTuple

from advisor.advice.because import Because
from advisor.advice.showing import Show
from advisor.advice.view import Evidence
from advisor.engine.conclusions import Conclusions
from advisor.labels import Label
from advisor.rulebook.decisions import Rulebook


class FactLine(NamedTuple):
    """One fact of one member; `note` is the teller's evidence or reason, `aside` what else must be known.

    `aside` says what the rules say where somebody typed another value, or the old value that grew stale.
    `ask` is the dictionary's question, `kind` and `choices` say what the fact can be (`choices` is empty for
    numbers, dates and texts).
    """

    subject: str
    member: str
    derived: bool
    evidence: Evidence
    note: str = ""
    aside: Label | None = None
    ask: Label | None = None
    kind: str = ""
    choices: tuple[tuple[str, Label], ...] = ()


def fact_lines(rulebook: Rulebook, conclusions: Conclusions) -> tuple[FactLine, ...]:
    """Return the facts of every recorded member, subject by subject as the dictionary has them."""
    show = Show(rulebook, conclusions)
    because = Because(show)
    found = []
    for subject, definitions in rulebook.dictionary.facts.items():
        for member in conclusions.sheet.members(subject):
            for name, definition in definitions.items():
                told = show.deal.facts(subject, member).get(name)
                line = FactLine(
                    subject,
                    show.name(subject, member),
                    definition.derived,
                    show.evidence(subject, member, name),
                    told.note if told else "",
                    _aside(show, subject, member, name),
                    because.text(definition.ask, subject, member),
                    definition.type.kind,
                    show.choices(definition.type),
                )
                found.append(line)
    return tuple(found)


def _aside(show: Show, subject: str, member: str, name: str) -> Label | None:
    said = show.conclusions.said.get((subject, member, name))
    stale = show.conclusions.sheet.stale.get((subject, member, name))
    if (subject, member, name) in show.conclusions.said:
        words = show.state(show.fact(subject, name).type, said)
        return Label(f"the rules say {words.en}", f"规则得出：{words.zh}")
    return show.was(subject, name, stale.value, stale.by, stale.on) if stale else None
