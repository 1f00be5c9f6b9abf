"""Which values can stand where: one answer for comparisons, copies, computations, claims and axes."""

from advisor.facts.types import FactType, Kind

CLOSED: tuple[Kind, ...] = ("yes_no", "choice", "ordered")
"""The kinds whose values are all named in the dictionary."""

SHOWN = 6


def element(kind: FactType) -> FactType:
    """Return the type of a list's elements; of every other type, the type itself."""
    if kind.kind != "list" or kind.element is None:
        return kind
    return FactType(kind.element, kind.values, kind.subject, None, kind.currency)


def fits(kind: FactType, into: FactType) -> bool:
    """Say whether every value of one type is also one of another."""
    if kind.kind == "list" or into.kind == "list":
        return kind.kind == into.kind and fits(element(kind), element(into))
    if kind.kind in CLOSED and into.kind in CLOSED:
        shared = [v for v in into.values if v in kind.values]
        in_order = kind.kind != "ordered" or into.kind != "ordered" or shared == list(kind.values)
        return len(shared) == len(kind.values) and in_order
    one_currency = not (kind.currency and into.currency) or kind.currency == into.currency
    return kind.kind == into.kind and kind.subject == into.subject and one_currency


def comparable(one: FactType, other: FactType) -> bool:
    """Say whether the values of one of two types are all values of the other."""
    return fits(one, other) or fits(other, one)


def differ(name: str, kind: FactType, other: str, into: FactType) -> str:
    """Return what to say of two facts whose values do not go together."""
    return f"'{name}' is {described(kind)}; '{other}' is {described(into)}"


def described(kind: FactType) -> str:
    """Return a type in words."""
    match kind.kind:
        case "list":
            return f"a list of {_values(kind) or kind.subject or kind.element}"
        case "yes_no":
            return "yes or no"
        case "choice":
            return f"one of {_values(kind)}"
        case "ordered":
            return f"one of {_values(kind)} (in order)"
        case "reference":
            return f"a reference to {kind.subject}"
        case "money":
            return f"an amount in {kind.currency}" if kind.currency else "an amount"
        case _:
            return f"a {kind.kind}"


def _values(kind: FactType) -> str:
    known = list(kind.values)
    return ", ".join(known[:SHOWN]) + (", ..." if len(known) > SHOWN else "")
