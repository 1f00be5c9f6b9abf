"""Conditions in the words of a rule file, for messages: short, and close to what the author wrote."""

from advisor.facts.deal import Value
from advisor.rulebook.conditions import (
    All,
    Always,
    Any,
    Compare,
    CompareFacts,
    Condition,
    Counted,
    Dated,
    Empty,
    Includes,
    Is,
    IsIn,
    Known,
    Members,
    Not,
    OneOf,
)  # fmt: skip

LIMIT = 120


def said(condition: Condition) -> str:
    """Return a condition as one line, cut where it grows too long."""
    text = _said(condition)
    return text if len(text) <= LIMIT else text[: LIMIT - 1] + "…"


def _said(condition: Condition) -> str:
    match condition:
        case Always():
            return "always"
        case All(of=parts):
            return " and ".join(_said(p) for p in parts) or "always"
        case Any(of=parts):
            return f"any of ({'; '.join(_said(p) for p in parts)})" if parts else "never"
        case Not(of=part):
            return f"not ({_said(part)})"
        case Members(subject=subject, where=where):
            word = (
                "every"
                if condition.every
                else "no"
                if condition.high == 0
                else "any"
                if condition.low == 1
                else "count"
            )
            return f"{word} {subject} with {_said(where)}"
        case Counted(of=parts):
            return f"count of ({'; '.join(_said(p) for p in parts)})"
        case _:
            return _test(condition)


def _test(condition: Condition) -> str:
    match condition:
        case OneOf(ref=ref, values=values, negated=negated):
            return f"{ref.text} {'is not' if negated else '='} {_values(values)}"
        case Compare(ref=ref, op=op):
            return f"{ref.text} {_words(op)} a limit"
        case Known(ref=ref, wanted=wanted):
            return f"{ref.text} {'known' if wanted else 'unknown'}"
        case Includes(ref=ref, value=value):
            return f"{ref.text} includes {value}"
        case Empty(ref=ref):
            return f"{ref.text} empty"
        case Is(ref=ref):
            return f"{ref.text} = this"
        case IsIn(ref=ref, listed=listed):
            return f"{ref.text} is in {listed.text}"
        case CompareFacts(ref=ref, op=op, other=other):
            return f"{ref.text} {_words(op)} {other.text}"
        case Dated(ref=ref):
            return f"{ref.text} against the day"
    return "a test"


def _words(op: str) -> str:
    return {"same": "=", "different": "is not"}.get(op, op.replace("_", " "))


def _values(values: frozenset[Value]) -> str:
    found = sorted(str(v) for v in values)
    return found[0] if len(found) == 1 else f"[{', '.join(found)}]"
