"""The types a fact can have: how a text is read, how a value is shown, how a number is scaled."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

from advisor.errors import FactError
from advisor.facts.deal import Value
from advisor.labels import Label, Lang
from advisor.records import EMPTY, Record

Kind = Literal[
    "yes_no",
    "choice",
    "ordered",
    "number",
    "percent",
    "money",
    "date",
    "duration",
    "text",
    "reference",
    "list",
]
KINDS: tuple[Kind, ...] = (
    "yes_no", "choice", "ordered", "number", "percent", "money", "date", "duration", "text", "reference",
)  # fmt: skip
DECIMALS: Mapping[str, int] = {"number": 4, "percent": 2, "money": 2, "duration": 0, "date": 0}
"""Decimal places kept of each numeric kind; values are integers scaled by that power of ten."""

YES_NO: Mapping[str, Label] = {"yes": Label("yes", "是"), "no": Label("no", "否")}
LIMIT = 2**53 - 1
TEXT_LIMIT = 2_000
NAME_LIMIT = 300
"""Longest name of a person, rival or other member, and longest text a reference may hold."""


class FactType(Record):
    """A fact's type.

    `values` are the ids a `yes_no`, `choice`, `ordered` (in order) or list of these can take, with their
    labels; `subject` is what a reference points at; `element` is the kind of a list's elements.
    """

    kind: Kind
    values: Mapping[str, Label] = EMPTY
    subject: str = ""
    element: Kind | None = None
    currency: str = ""
    low: int | None = None
    high: int | None = None

    @property
    def numeric(self) -> bool:
        """Say whether values are scaled integers (dates and durations included)."""
        return self.kind in DECIMALS

    def read(self, text: str, members: Sequence[str] | None = None) -> Value:
        """Return the value that `text` stands for.

        `members` are the known members a reference may name (any name when `None`). A list is read from
        values separated by commas. Raises `FactError` with the nearest known word as hint.
        """
        if self.kind == "list":
            parts = [p.strip() for p in text.replace("，", ",").replace("、", ",").split(",")]
            return self.read_many([p for p in parts if p], members)
        return self._read_one(self.kind, text, members)

    def read_many(self, texts: Sequence[str], members: Sequence[str] | None = None) -> Value:
        """Return the list value of several element texts."""
        assert self.element
        element = self.element
        return tuple(sorted({str(self._read_one(element, t, members)) for t in texts}))

    def _read_one(self, kind: Kind, text: str, members: Sequence[str] | None) -> Value:
        text = text.strip()
        if kind in ("yes_no", "choice", "ordered"):
            return self._choice(text)
        if kind == "text" or kind == "reference":
            limit = TEXT_LIMIT if kind == "text" else NAME_LIMIT
            if not text or len(text) > limit or text.startswith("~"):
                raise FactError(f"'{text[:40]}' is not a usable text", hint=f"1 to {limit} characters")
            if any("\ud800" <= c <= "\udfff" for c in text):
                raise FactError("the text holds half a character (a lone surrogate)")
            if kind == "reference" and members is not None and text not in members:
                raise FactError(f"there is no {self.subject} '{text}'", hint=_did_you_mean(text, members))
            return text
        value = scaled(kind, self._number(kind, text))
        if (self.low is not None and value < self.low) or (self.high is not None and value > self.high):
            raise FactError(f"{text} is outside {self.show(self.low)} to {self.show(self.high)}")
        return value

    def _choice(self, text: str) -> str:
        if text in self.values:
            return text
        for key, label in self.values.items():
            if text.casefold() in (key.casefold(), label.en.casefold(), label.zh.casefold()):
                return key
        known = list(self.values)
        raise FactError(f"'{text[:60]}' is none of {', '.join(known[:12])}", hint=_did_you_mean(text, known))

    def _number(self, kind: Kind, text: str) -> Decimal:
        from advisor.facts import literals

        if kind == "percent":
            return literals.percent(text)
        if kind == "duration":
            return Decimal(literals.duration(text))
        if kind == "date":
            return Decimal(literals.day(text).toordinal())
        if kind == "money":
            amount, currency = literals.money(text)
            if currency and self.currency and currency != self.currency:
                raise FactError(
                    f"{text} is not in {self.currency}", hint=f"this fact is kept in {self.currency}"
                )
            return amount
        return literals.number(text)

    def show(self, value: Value | None, lang: Lang = "en") -> str:
        """Return the value as people of that language write it."""
        if value is None:
            return "?"
        if isinstance(value, tuple):
            joint = "、" if lang == "zh" else ", "
            return joint.join(self._show_id(v, lang) for v in self.in_order(value)) or (
                "无" if lang == "zh" else "none"
            )
        if isinstance(value, str):
            return self._show_id(value, lang)
        if self.kind == "date":
            return date.fromordinal(value).isoformat()
        if self.kind == "duration":
            return f"{value} 天" if lang == "zh" else f"{value} day{'' if value == 1 else 's'}"
        amount = unscaled(self.kind, value)
        if self.kind == "money":
            return _money(amount, self.currency, lang)
        return f"{plain(amount)}%" if self.kind == "percent" else plain(amount)

    def typed(self, value: Value) -> str:
        """Return the value as `read` takes it."""
        if isinstance(value, tuple):
            return ",".join(value)
        return value if isinstance(value, str) else self.show(value)

    def _show_id(self, value: str, lang: Lang) -> str:
        if value == "~none":
            return "无" if lang == "zh" else "none"
        return self.values[value].text(lang) if value in self.values else value

    def in_order(self, ids: Sequence[str]) -> list[str]:
        """Return ids in the order the dictionary declares them (others by name, last)."""
        order = {v: i for i, v in enumerate(self.values)}
        return sorted(ids, key=lambda v: (order.get(v, len(order)), v))

    def label(self, value: Value) -> Label:
        """Return the value's text in both languages."""
        return Label(self.show(value, "en"), self.show(value, "zh"))


def scaled(kind: Kind, amount: Decimal) -> int:
    """Return the number as the house keeps it: an integer in units of the kind's last decimal place.

    Raises `FactError` where it has more decimals than are kept, or is too large to be exact.
    """
    shifted = amount.scaleb(DECIMALS[kind])
    whole = shifted.to_integral_value(ROUND_HALF_EVEN)
    if whole != shifted:
        raise FactError(f"{plain(amount)} has more than {DECIMALS[kind]} decimal places")
    if abs(whole) > LIMIT:
        raise FactError(f"{str(amount)[:40]} is too large")
    return int(whole)


def unscaled(kind: Kind, value: int) -> Decimal:
    """Return the number that a scaled integer stands for."""
    return Decimal(value).scaleb(-DECIMALS.get(kind, 0))


def plain(amount: Decimal) -> str:
    """Return a decimal without exponent and without trailing zeros."""
    text = f"{amount:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _money(amount: Decimal, currency: str, lang: Lang) -> str:
    size = abs(amount)
    if lang == "zh":
        unit = next(((u, n) for u, n in (("亿", 10**8), ("万", 10**4)) if size >= n), ("", 1))
        name = {"CNY": "元", "": ""}.get(currency, currency)
        return f"{plain(amount / unit[1])}{unit[0]}{name}"
    unit = next(((u, n) for u, n in ((" M", 10**6), (" k", 10**3)) if size >= n), ("", 1))
    return f"{currency} {plain(amount / unit[1])}{unit[0]}".strip()


def _did_you_mean(word: str, known: Sequence[str]) -> str:
    from advisor.nearest import nearest

    best = nearest(word, known)
    return f"did you mean '{best}'?" if best else ""
