"""What each operation of `compute` can be given, and what it gives."""

from collections.abc import Mapping
from typing import NamedTuple

from advisor.facts.dictionary import FactDef
from advisor.facts.types import FactType, Kind
from advisor.rulebook.comparable import comparable, described, differ, element, fits
from advisor.rulebook.conditions import Ref
from advisor.rulebook.forms import Problems
from advisor.rulebook.nodes import Node

AMOUNTS: tuple[Kind, ...] = ("number", "percent", "money", "duration")
UNITS: tuple[Kind, ...] = ("money", "duration")
"""The kinds that a product or ratio with plain numbers and percents leaves as they are."""
RESULTS: Mapping[str, tuple[Kind, ...]] = {
    "count": ("number",), "days_since": ("number", "duration"), "days_until": ("number", "duration"),
    **dict.fromkeys(("sum", "mean", "difference", "product", "ratio"), AMOUNTS),
    **dict.fromkeys(("max", "min"), (*AMOUNTS, "date")),
    "pick": ("reference",), "collect": ("list",), "missing": ("list",),
}  # fmt: skip


class Operand(NamedTuple):
    """A fact that an operation works on, and where it is named."""

    ref: Ref
    type: FactType
    node: Node


def result_fits(op: str, fact: FactDef, node: Node, problems: Problems) -> bool:
    """Say whether an operation can give a fact of this type; a finding where it cannot."""
    wanted = RESULTS.get(op, ())
    if not wanted or fact.type.kind in wanted:
        return True
    message = f"'{op}' gives a {' or '.join(wanted)}; '{fact.name}' is {described(fact.type)}"
    problems.add("compute.type", node.place, message)
    return False


def check(op: str, operands: list[Operand], fact: FactDef, problems: Problems) -> None:
    """Note every operand that an operation on named facts cannot use, or not for this result."""
    said = [_misfit(op, operand, operands[0], fact) for operand in operands]
    for operand, message in zip(operands, said, strict=True):
        if message:
            problems.add("compute.type", operand.node.place, message)
    if op in ("product", "ratio") and operands and not any(said) and not _one_unit(op, operands, fact):
        kinds = " and ".join(o.type.kind for o in operands)
        message = f"the {op} of {kinds} is no {fact.type.kind}"
        problems.add("compute.type", operands[0].node.place, message)


def _misfit(op: str, operand: Operand, first: Operand, fact: FactDef) -> str:
    ref, kind = operand.ref, operand.type
    if op in ("days_since", "days_until"):
        return "" if kind.kind == "date" else f"'{ref.text}' is {described(kind)}, no date"
    if op in ("product", "ratio"):
        return "" if kind.kind in AMOUNTS else f"'{ref.text}' is {described(kind)}, no number or amount"
    if op != "difference":
        return "" if fits(kind, fact.type) else differ(ref.text, kind, fact.name, fact.type)
    if operand is not first:
        return "" if comparable(first.type, kind) else differ(first.ref.text, first.type, ref.text, kind)
    days = kind.kind == "date" and fact.type.kind in ("number", "duration")
    return "" if days or fits(kind, fact.type) else differ(ref.text, kind, fact.name, fact.type)


def _one_unit(op: str, operands: list[Operand], fact: FactDef) -> bool:
    """Say whether the units of a product or ratio come out as the result's."""
    top, bottom = operands[0].type, operands[-1].type
    if op == "ratio" and bottom.kind in UNITS:
        return comparable(top, bottom) and fact.type.kind not in UNITS
    left = [o.type for o in operands if o.type.kind in UNITS]
    return all(fits(kind, fact.type) for kind in left) and len(left) == (fact.type.kind in UNITS)


def check_members(
    op: str, subject: str, by: Operand | None, fact: FactDef, node: Node, problems: Problems
) -> None:
    """Note where members, or the fact of each, do not go with what the operation gives."""
    if op == "pick" and by is not None and not by.type.numeric:
        message = f"'{by.ref.text}' is {described(by.type)}: members are picked by a number, amount or date"
        problems.add("compute.type", by.node.place, message)
    into = element(fact.type) if op == "collect" else fact.type
    if op == "pick" or (op == "collect" and by is None):
        kind, name, place = FactType("reference", subject=subject), subject, node.place
    elif by is not None:
        kind, name, place = by.type, by.ref.text, by.node.place
    else:
        return
    if not fits(kind, into):
        problems.add("compute.type", place, differ(name, kind, fact.name, fact.type))
