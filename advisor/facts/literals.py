"""Literals: how numbers, percents, money, durations and days are written, for people and in files.

Full-width signs count as plain ones. What could be read in two ways (`1,000`, `1e3`, `90` for a
percent) is refused with the way to write it.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from advisor.errors import FactError

MAX_LENGTH = 100
MAX_DIGITS = 20
MAX_DAYS = 36_500

# Powers of ten a number can be written with.
_POWERS: Mapping[str, int] = {
    "": 0, "k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9,
    "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8,
}  # fmt: skip
_CURRENCIES: Mapping[str, str] = {
    "¥": "CNY", "元": "CNY", "人民币": "CNY", "RMB": "CNY", "€": "EUR", "欧元": "EUR", "美元": "USD",
}  # fmt: skip
_POINTS = ("%", "point", "points", "百分点", "个百分点")
_DAYS: Mapping[str, int] = {
    "day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365,
    "天": 1, "周": 7, "个月": 30, "年": 365,
}  # fmt: skip

_NUMBER = re.compile(r"([-+]?[0-9]+(?:\.[0-9]+)?) *(.*)")
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:[,'_ ][0-9]{3})+(?![0-9])")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_OTHER_DAY = re.compile(r"([0-9]{4}) *[-/.年] *([0-9]{1,2}) *[-/.月] *([0-9]{1,2}) *日?")


def number(text: str) -> Decimal:
    """Return a number: `3`, `-2.5`, `800 k`, `1.2 M`, `120万`, `3亿`."""
    amount, rest = _split(text, "a number", "write it like 12, 2.5 or 1.2 M")
    return _times(amount, rest, text)


def percent(text: str) -> Decimal:
    """Return a percentage or a difference of percentages: `90%` is 90, `15 points` is 15."""
    amount, unit = _split(text, "a percentage", "write it like 90% or, for a difference, 15 points")
    if unit.casefold() not in _POINTS:
        way = "90% or 15 points"
        if not unit:
            way = f"{amount:f}%"
        if not unit and abs(amount) < 1:
            way = f"{(amount * 100).normalize():f}%, or {way} if meant"
        raise FactError(f"'{_shown(text)}' is not a percentage", hint=f"write {way}")
    return amount


def money(text: str) -> tuple[Decimal, str | None]:
    """Return an amount and its currency (ISO code, or None): `1.2 M`, `120万`, `1 M CNY`, `800 k`."""
    plain = _plain(text)
    before = re.match(r"([A-Z]{3}|[¥€]|人民币) *(?=[-+0-9])", plain)
    amount, rest = _split(plain[before.end() :] if before else plain, "an amount", "write it like 1.2 M CNY")
    after = re.search(r"([A-Z]{3}|[¥€]|元|人民币|美元|欧元)$", rest)
    if before and after and _currency(before[1]) != _currency(after[1]):
        raise FactError(f"'{_shown(text)}' names two currencies", hint="write it like 1.2 M CNY")
    sign = after or before
    unit = rest[: after.start()].strip() if after else rest
    return _times(amount, unit, text), _currency(sign[1]) if sign else None


def duration(text: str) -> int:
    """Return days: `14 days`, `6 weeks`, `3 months` (30 days each), `1 year` (365 days), `14天`, `2周`."""
    amount, unit = _split(text, "a duration", "write it like 14 days, 6 weeks, 3 months or 1 year")
    if unit.casefold() not in _DAYS:
        way = f"{amount:f} days" if not unit else "14 days, 6 weeks, 3 months or 1 year"
        raise FactError(f"'{_shown(text)}' is not a duration", hint=f"write {way}")
    days = amount * _DAYS[unit.casefold()]
    if amount != amount.to_integral_value() or amount < 0:
        raise FactError(f"'{_shown(text)}' is not a whole number of {unit}", hint="use a smaller unit")
    if days > MAX_DAYS:
        raise FactError(f"'{_shown(text)}' is longer than a hundred years")
    return int(days)


def day(text: str) -> date:
    """Return a day written the ISO way: `2026-11-21`."""
    plain = _plain(text)
    parts = _ISO_DAY.fullmatch(plain)
    if not parts:
        other = _OTHER_DAY.fullmatch(plain)
        way = "year-month-day, as 2026-11-21"
        if other:
            way = f"{other[1]}-{int(other[2]):02}-{int(other[3]):02}"
        raise FactError(f"'{_shown(text)}' is not a date", hint=f"write {way}")
    try:
        return date(int(parts[1]), int(parts[2]), int(parts[3]))
    except ValueError:
        raise FactError(f"there is no day {plain}", hint="check month and day") from None


def _plain(text: str) -> str:
    """Return the text with plain digits and signs instead of full-width ones."""
    if len(text) > MAX_LENGTH:
        raise FactError(f"'{_shown(text)}' is too long for a value")
    if any(unicodedata.category(sign) in ("No", "Nl") for sign in text):  # NFKC would read 5² as 52
        raise FactError(f"'{_shown(text)}' holds raised, circled or Roman digits", hint="write plain digits")
    return unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip()


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _split(text: str, what: str, hint: str) -> tuple[Decimal, str]:
    """Return the leading number of a text and the unit behind it."""
    plain = _plain(text)
    match = _NUMBER.fullmatch(plain)
    if not match:
        raise FactError(f"'{_shown(text)}' is not {what}", hint=hint)
    digits, rest = match[1], match[2]
    if grouped := _GROUPED.match(plain):
        way = _write(Decimal(re.sub("[,'_ ]", "", grouped[0])))
        raise FactError(f"'{_shown(text)}' holds separators between its digits", hint=f"write {way}")
    if re.match(r"[eE][-+]?[0-9]", rest) or rest[:1] in tuple("0123456789.,'"):
        way = _exponent(plain) or ("a decimal point, as in 2.5" if rest[:1] == "," else hint.split(" ", 1)[1])
        raise FactError(f"'{_shown(text)}' is not {what}", hint=f"write {way}")
    if len(digits) > MAX_DIGITS:
        raise FactError(f"'{_shown(text)}' has more than {MAX_DIGITS} digits")
    return Decimal(digits), rest.strip()


def _exponent(plain: str) -> str:
    """Return how to write `1e3`; nothing for other texts and for exponents out of measure."""
    match = re.match(r"([-+]?[0-9]{1,9}(?:\.[0-9]{1,9})?)[eE]([-+]?[0-9])(?![0-9])", plain)
    return _write(Decimal(match[1]).scaleb(int(match[2]))) if match else ""


def _write(amount: Decimal) -> str:
    """Return a number as it should be written, with the short form beside it where there is one."""
    digits = f"{amount:f}"
    if amount and amount % 100_000 == 0:
        return f"{digits} or {(amount / 1_000_000).normalize():f} M"
    return digits


def _times(amount: Decimal, unit: str, text: str) -> Decimal:
    power = _POWERS.get(unit.casefold())
    if power is None:
        hint = "after the digits: k, M, bn, 万 or 亿; in an amount also the currency in capitals"
        raise FactError(f"'{_shown(unit)}' in '{_shown(text)}' is not known", hint=hint)
    return amount * Decimal(10**power)


def _currency(sign: str) -> str:
    return _CURRENCIES.get(sign, sign)
