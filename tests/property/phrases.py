"""Random conditions, as the plain data of a `when`."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.property.features import on
from tests.property.meaning import CLOSED, NUMERIC, Info, Quoted, Subject

BASE_DAY = 739_782  # 2026-06-15, in the middle of all days that are generated
LITERALS = {
    "number": ("0", "1", "2", "3", "5", "7.5", "10", "-2", "0.5"),
    "percent": ("0%", "15 points", "15%", "50%", "90%", "100%", "12.5%"),
    "money": ("0", "1500", "800 k", "1.2 M CNY", "120万", "1.2 M"),
    "duration": ("7 days", "2 weeks", "45 days"),
    "date": ("2026-05-01", "2026-06-08", "2026-06-14", "2026-06-15", "2026-06-22", "2026-07-30"),
}
SPANS = ("0 days", "1 days", "7 days", "14 days", "6 weeks", "3 months")
OPS = ("at_least", "at_most", "above", "below")
NAMES = {
    "person": ("王处长", 'O\'Neil "Q"', "p 3", "null", "长" * 300),
    "rival": ("B", "乙公司", "e\u0301"),
    "usp": ("u1", "独家", "u|1") if on("bars") else ("u1", "独家"),
    "match": ("u1|B", "独家|B"),
}  # the third rival is not the letter é but e with an accent of its own
"""Members by subject; a rulebook may name them."""
Named = tuple[str, Info]


class Words:
    """What a random rulebook can talk about: subjects, the facts visible so far, parameters."""

    def __init__(self, rng: Random, subjects: dict[str, Subject], derived: float = 0.5) -> None:
        """`derived` is how often a derived fact is taken where there is one."""
        self.rng = rng
        self.derived = derived
        self.subjects = subjects
        self.facts: dict[str, dict[str, Info]] = {s: {} for s in subjects}
        self.parameters: dict[str, str] = {}

    # --- names -----------------------------------------------------------------------------------

    def paths(self, subject: str, this: str = "") -> list[Named]:
        """Return every fact that can be named from a subject, with its name there."""
        own = list(self.facts[subject].items())
        found = [*own, *own] if own else []
        for single in ("deal", "account"):
            if single in self.subjects and (single != subject or self.rng.random() < 0.2):
                found += [(f"{single}.{n}", i) for n, i in self.facts[single].items()]
        pair = self.subjects[subject].pair
        for side in pair or ():
            found += [(f"{side}.{n}", i) for n, i in self.facts[side].items()]
        if this:
            found += [(f"this.{n}", i) for n, i in self.facts[this].items()]
        hops = []
        for name, info in found:
            if info.kind == "reference":
                some = [(f"{name}.{n}", i) for n, i in self.facts[info.target].items()]
                hops += self.rng.sample(some, min(len(some), 5 if info.derived else 2))
        return found + self.rng.sample(hops, min(len(hops), 8))

    def pick(self, subject: str, this: str = "", **wanted: Any) -> Named | None:
        """Return a random fact that can be named and is of a wanted kind, type or source."""
        found = [p for p in self.paths(subject, this) if _fits(p[1], wanted)]
        derived = [p for p in found if p[1].derived]
        if derived and self.rng.random() < self.derived:
            found = derived
        return self.rng.choice(found) if found else None

    def theme(self, subject: str, this: str = "") -> Named:
        """Return a fact worth testing several times: one whose possible values the rules must go through."""
        found = (
            self.pick(subject, this, kind=frozenset(CLOSED), derived=True)
            if self.rng.random() < 0.7
            else None
        )
        named = found or self.pick(subject, this)
        assert named
        return named

    def many(self) -> list[str]:
        """Return the subjects that quantifiers can range over."""
        return [s for s, d in self.subjects.items() if d.many or d.pair]

    def literal(self, info: Info) -> str:
        """Return a random constant for a number fact, sometimes a parameter."""
        text = self.rng.choice(literals(info))
        return self._parameter(text, info.kind) if self.rng.random() < 0.15 else text

    def _parameter(self, text: str, kind: str) -> str:
        name = f"p_{kind}_{len([p for p in self.parameters if kind in p])}"
        self.parameters[name] = text
        return f"${name}"

    # --- conditions ------------------------------------------------------------------------------

    def condition(self, subject: str, depth: int = 3, this: str = "", size: int = 3) -> dict[str, Any]:
        """Return a mapping of conditions, nested up to a depth."""
        rng = self.rng
        found: dict[str, Any] = {}
        for _ in range(rng.choice((1, 1, 1, 2, size))):
            chance = rng.random()
            if depth > 1 and chance < 0.18:
                found.update(self._combined(subject, depth, this))
            elif depth > 1 and chance < 0.36:
                found.update(self._quantified(subject, depth, this))
            else:
                found.update(self._test_of(subject, this))
        return found

    def _test_of(self, subject: str, this: str) -> dict[str, Any]:
        named = self.pick(subject, this)
        assert named
        return {named[0]: self.test(named, subject, this)}

    def _combined(self, subject: str, depth: int, this: str) -> dict[str, Any]:
        word = self.rng.choice(("all", "any", "any", "none", "count"))
        parts = [self.condition(subject, depth - 1, this, 2) for _ in range(self.rng.choice((1, 2, 2, 3)))]
        if self.rng.random() < 0.4:  # the same fact tested twice, so that sets must be split
            named = self.theme(subject, this)
            parts += [{named[0]: self.test(named, subject, this)} for _ in range(2)]
        if word != "count":
            return {word: parts}
        return {"count": {"of": parts, **self._bounds(len(parts))}}

    def _bounds(self, most: int) -> dict[str, str]:
        rng = self.rng
        word = rng.choice(("at_least", "at_least", "at_most", "both"))
        low = rng.randint(0, most)
        if word == "both":
            return {"at_least": str(low), "at_most": str(rng.randint(low, most))}
        return {word: str(low)}

    def _quantified(self, subject: str, depth: int, this: str) -> dict[str, Any]:
        rng = self.rng
        target = rng.choice(self.many())
        word = rng.choice(("any", "any", "no", "every", "count"))
        other = " other" if rng.random() < (0.4 if target == (this or subject) else 0.1) else ""
        where = self.condition(target, depth - 1, this or subject, 2)
        if word != "count":
            return {f"{word}{other} {target}": where}
        body = {"where": where} if rng.random() < 0.85 else {}
        return {f"count{other} {target}": {**body, **self._bounds(2)}}

    # --- tests -----------------------------------------------------------------------------------

    def test(self, named: Named, subject: str, this: str = "") -> Any:
        """Return a random test of a fact."""
        info = named[1]
        if on("known") and self.rng.random() < 0.04:
            return self.rng.choice(("known", "unknown"))
        if info.kind in CLOSED:
            return self._closed(info, subject, this)
        if info.kind in NUMERIC:
            return self._numeric(info, subject, this)
        if info.kind == "reference":
            return self._reference(info, subject, this)
        if info.kind == "list":
            return self._list(info)
        return self.rng.choice(("known", "unknown"))

    def _closed(self, info: Info, subject: str, this: str) -> Any:
        rng = self.rng
        chance = rng.random()
        some = rng.sample(info.values, rng.randint(1, min(3, len(info.values))))
        if chance < 0.4:
            return value(some[0]) if rng.random() < 0.6 else [value(v) for v in some]
        if chance < 0.65:
            return {"not": value(some[0]) if rng.random() < 0.6 else [value(v) for v in some]}
        if info.kind == "ordered" and chance < 0.8:
            other = self.pick(subject, this, kind="ordered", values=info.values)
            word = rng.choice(("before", "after"))
            if other and rng.random() < 0.4:
                return {word: {"fact": other[0]}}
            if (
                some[0] == info.values[0 if word == "before" else -1]
            ):  # nothing lies beyond: refused when loading
                return {"not": {word: {"fact": other[0]}}} if other else value(some[0])
            return {word: value(some[0])}
        if chance < 0.88:
            same = self.pick(subject, this, kind=info.kind, values=info.values)
            if same:
                return {"fact": same[0]} if rng.random() < 0.6 else {"not": {"fact": same[0]}}
        listed = self.pick(subject, this, kind="list", values=info.values)
        return {"is_in": {"fact": listed[0]}} if listed else value(some[0])

    def _numeric(self, info: Info, subject: str, this: str) -> Any:
        rng = self.rng
        chance = rng.random()
        if chance < 0.12 and info.kind != "date":
            return self.literal(info) if rng.random() < 0.6 else {"not": self.literal(info)}
        if chance < 0.22:
            # The lowest first: a span that holds nothing is refused when loading.
            low, high = sorted(rng.choices(literals(info), k=2), key=lambda t: int(info.read(t)))
            return {"between": [low, high]}
        if chance < 0.30:
            return {"not": {rng.choice(OPS): self.literal(info)}}
        if info.kind == "date" and chance < 0.7:
            return self._dated()
        if chance < 0.75:
            words = rng.sample(OPS, rng.choice((1, 1, 1, 2)))
            return {word: self.literal(info) for word in words}
        other = self.pick(subject, this, kind=info.kind)
        if not other:
            return {rng.choice(OPS): self.literal(info)}
        if rng.random() < 0.15:
            return {"fact": other[0]}
        operand = {"fact": other[0]}
        if rng.random() < 0.5:
            amount = rng.choice(SPANS) if info.kind == "date" else rng.choice(LITERALS[info.kind])
            operand[rng.choice(("plus", "minus"))] = amount
        return {rng.choice(OPS): operand}

    def _dated(self) -> Any:
        rng = self.rng
        word = rng.choice(("in_last", "in_next", "older_than", "overdue", "before", "after"))
        if word == "overdue":
            return word
        if word in ("before", "after"):
            return {word: rng.choice(LITERALS["date"])}
        span = rng.choice(SPANS)
        span = self._parameter(span, "span") if rng.random() < 0.15 else span
        return {word: span} if rng.random() < 0.8 else {"not": {word: span}}

    def _reference(self, info: Info, subject: str, this: str) -> Any:
        rng = self.rng
        if info.target == (this or subject) and rng.random() < 0.6:
            return "this"
        listed = self.pick(subject, this, kind="list", target=info.target)
        if listed and rng.random() < 0.5:
            return {"is_in": {"fact": listed[0]}}
        other = self.pick(subject, this, kind="reference", target=info.target)
        if not other or rng.random() < 0.2:
            return rng.choice(NAMES[info.target])
        return {"fact": other[0]} if rng.random() < 0.6 else {"not": {"fact": other[0]}}

    def _list(self, info: Info) -> Any:
        rng = self.rng
        values = info.values or NAMES.get(info.target, ())
        if rng.random() < 0.2 or not values:
            return "empty"
        some = [value(v) for v in rng.sample(values, rng.randint(1, min(2, len(values))))]
        word = rng.choice(("includes", "includes_any", "includes_all"))
        test = {word: some[0] if word == "includes" else some}
        return test


def literals(info: Info) -> list[str]:
    """Return constants that a number fact may be compared with: those in its range."""
    low = float("-inf") if info.low is None else info.low
    high = float("inf") if info.high is None else info.high
    return [t for t in LITERALS[info.kind] if low <= int(info.read(t)) <= high]


def value(text: str) -> str:
    """Return a constant as it must be written."""
    return Quoted(text) if text.startswith("$") else text


def _fits(info: Info, wanted: dict[str, Any]) -> bool:
    if info.kind == "text" and "kind" in wanted:
        return False
    return all(
        getattr(info, key) in v if isinstance(v, frozenset) else getattr(info, key) == v
        for key, v in wanted.items()
    )
