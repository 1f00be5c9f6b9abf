"""Made-up rulebooks and deals of any size, shaped like the content that ships.

A `Book` is the plain description that every engine is given in its own language: decisions of 5-9 rows over
4-7 inputs, 2-4 tests a row, four layers, some quantifiers over persons and rivals. `rule_files.py` writes it
in this project's rule format; the peers' files write it for them.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from advisor.facts.deal import Deal, Fact, Value

TODAY = date(2026, 11, 21)
LAYERS = 4
MEMBERS: Mapping[str, tuple[str, ...]] = {
    "deal": ("d1",),
    "account": ("a1",),
    "person": tuple(f"p{n}" for n in range(6)),
    "rival": ("r0", "r1"),
}
SUBJECTS = ("deal", "person", "rival", "deal", "person", "deal", "deal", "person", "rival", "deal")
SHARE = {"deal": 0.5, "person": 0.27, "rival": 0.13, "account": 0.1}
SKEW = 1.6
NUMBER = 10_000  # how the house scales a number
SIGNS = {"at_least": ">=", "at_most": "<=", "above": ">", "below": "<"}


@dataclass(frozen=True)
class Field:
    """One fact: `values` for choices (skewed: the first is the most frequent), none for a number 0-20."""

    subject: str
    name: str
    kind: str
    values: tuple[str, ...] = ()
    layer: int = 0


@dataclass(frozen=True)
class Test:
    """A test of one fact: `in`, `not` over values, or a comparison with a number."""

    field: Field
    op: str
    values: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True)
class Some:
    """A quantifier: `any`, `no`, or `two` (at least two) members of a subject that pass all tests."""

    word: str
    subject: str
    tests: tuple[Test, ...]


Part = Test | Some


@dataclass(frozen=True)
class Line:
    id: str
    parts: tuple[Part, ...]
    then: str


@dataclass(frozen=True)
class Table:
    """A decision: with `result`, a first-hit table with an otherwise-row; without, rules that each fire."""

    id: str
    subject: str
    layer: int
    lines: tuple[Line, ...]
    result: Field | None
    otherwise: str = ""

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(dict.fromkeys(p for line in self.lines for p in line.parts))


@dataclass(frozen=True)
class Book:
    fields: tuple[Field, ...]
    tables: tuple[Table, ...]

    @property
    def rules(self) -> int:
        return sum(len(t.lines) for t in self.tables)


def make_book(rules: int, seed: int = 7) -> Book:
    """Return a rulebook of about that many rules (table rows and rules together)."""
    return _Maker(rules, random.Random(f"{seed}/{rules}")).made()


class _Maker:
    def __init__(self, rules: int, rng: random.Random) -> None:
        self.rules, self.rng = rules, rng
        self.fields: list[Field] = []
        self.tables: list[Table] = []

    def made(self) -> Book:
        total = 40 + self.rules // 10
        for subject, share in SHARE.items():
            for n in range(max(4, round(total * share))):
                self.fields.append(self._base(subject, n))
        count = 0
        while count < self.rules:
            lines = min(self.rng.randint(5, 9), self.rules - count)
            self.tables.append(self._table(len(self.tables), lines))
            count += lines
        return Book(tuple(self.fields), tuple(self.tables))

    def _base(self, subject: str, n: int) -> Field:
        kind = self.rng.choices(("yes_no", "choice", "ordered", "number"), (40, 30, 12, 18))[0]
        if kind == "yes_no":
            values: tuple[str, ...] = self.rng.choice((("yes", "no"), ("no", "yes")))
        else:
            values = tuple(f"v{i}" for i in range(self.rng.randint(3, 5))) if kind != "number" else ()
        return Field(subject, f"{kind[0]}{n}", kind, values)

    def _table(self, number: int, lines: int) -> Table:
        rng = self.rng
        subject = SUBJECTS[number % len(SUBJECTS)]
        layer = number * LAYERS // max(LAYERS, round(self.rules / 7)) if number else 0
        layer = min(layer, LAYERS - 1)
        derives = layer < LAYERS - 1 and rng.random() < 0.75
        pool = self._pool(subject, layer, rng.randint(4, 7))
        result, then = None, [f"do{n}" for n in range(lines)]
        if derives:
            values = tuple(f"w{i}" for i in range(rng.randint(2, 4)))
            result = Field(subject, f"t{number}", "choice", values, layer + 1)
            then = [rng.choice(values) for _ in range(lines)]
        made = []
        for n in range(lines):
            parts = rng.sample(pool, min(len(pool), rng.randint(2, 4)))
            row = tuple(p if isinstance(p, Some) else self._test(p) for p in parts)
            made.append(Line(f"x{number}.{n}", row, then[n]))
        if result:
            self.fields.append(result)
        id_ = f"{subject}.{result.name}" if result else f"{subject}.m{number}"
        return Table(id_, subject, layer, tuple(made), result, result.values[0] if result else "")

    def _pool(self, subject: str, layer: int, size: int) -> list[Field | Some]:
        rng, pool = self.rng, []
        while len(pool) < size:
            where = subject if rng.random() < 0.7 else rng.choice(("deal", "account"))
            if subject == "deal" and rng.random() < 0.1:
                of = rng.choice(("person", "rival"))
                tests = tuple(self._test(self._field(of, layer)) for _ in range(2))
                if tests[0].field != tests[1].field:
                    pool.append(Some(rng.choice(("any", "no", "two")), of, tests))
                continue
            field = self._field(where, layer)
            if field not in pool:
                pool.append(field)
        return pool

    def _field(self, subject: str, layer: int) -> Field:
        """Choose a fact the layer may read, in later layers rather a derived one."""
        may = [f for f in self.fields if f.subject == subject and f.layer <= layer]
        derived = [f for f in may if f.layer]
        return self.rng.choice(derived if derived and self.rng.random() < 0.5 else may)

    def _test(self, field: Field) -> Test:
        rng = self.rng
        if field.kind == "number":
            return Test(field, rng.choice(list(SIGNS)), (), rng.randint(3, 17) * NUMBER)
        kind = rng.random()
        if len(field.values) > 2 and kind < 0.25:
            return Test(field, "in", tuple(sorted(rng.sample(field.values, 2))))
        value = rng.choices(field.values, _weights(field))[0]
        return Test(field, "not" if kind > 0.92 else "in", (value,))


def _weights(field: Field) -> list[float]:
    return [1 / (i + 1) ** SKEW for i in range(len(field.values))]


def _value(field: Field, rng: random.Random) -> Value:
    if field.kind == "number":
        return min(rng.randint(0, 20), rng.randint(0, 20)) * NUMBER
    return rng.choices(field.values, _weights(field))[0]


def make_deals(book: Book, count: int, seed: int, unknown: float = 0.0) -> list[Deal]:
    """Return independent deals; `unknown` is the share of facts nobody knows."""
    rng = random.Random(f"{seed}/{count}")
    return [_deal(f"d{seed}-{n}", _values(book, rng), rng, unknown) for n in range(count)]


def make_alike(
    book: Book, count: int, seed: int, unknown: float = 0.0, kinds: int = 60, changed: float = 0.12
) -> list[Deal]:
    """Return deals that resemble one of some archetypes, each with a share of its facts drawn anew."""
    types = [_values(book, random.Random(f"type {n}")) for n in range(kinds)]
    rng = random.Random(f"{seed}/{count}")
    found = []
    for n in range(count):
        values = dict(types[n % kinds])
        for (subject, member, name), field in _places(book).items():
            if rng.random() < changed:
                values[subject, member, name] = _value(field, rng)
        found.append(_deal(f"d{seed}-{n}", values, random.Random(f"{n % kinds}"), unknown))
    return found


Values = dict[tuple[str, str, str], Value]


def _places(book: Book) -> dict[tuple[str, str, str], Field]:
    return {(f.subject, m, f.name): f for f in book.fields if not f.layer for m in MEMBERS[f.subject]}


def _values(book: Book, rng: random.Random) -> Values:
    return {at: _value(field, rng) for at, field in _places(book).items()}


def _deal(id_: str, values: Values, rng: random.Random, unknown: float) -> Deal:
    """Return the deal. With unknown facts, nobody says that the lists of persons and rivals are complete."""
    subjects: dict[str, dict[str, dict[str, Fact]]] = {s: {m: {} for m in ms} for s, ms in MEMBERS.items()}
    for (subject, member, name), value in values.items():
        if rng.random() >= unknown:
            subjects[subject][member][name] = Fact(value, TODAY)
    for name in ("all_persons", "all_rivals"):
        if not unknown or rng.random() >= unknown:
            subjects["deal"]["d1"][name] = Fact("yes", TODAY)
    return Deal(id_, subjects)
