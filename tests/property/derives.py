"""The oracle's decisions: every form of a derive, and the rules of recommend and warn, two-valued."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from tests.property.meaning import MICRO, NONE, NUMERIC, Info, Value, kept, read
from tests.property.oracle import Book, Condition, Contradiction, Derive, Path, Place, World
from tests.property.reader import Reader

FORMS = ("table", "grid", "map", "bands", "scale", "compute", "path")


def compile_decision(book: Book, said: dict[str, Any]) -> None:
    """Add a decision of the plain data to the book."""
    kind = next(k for k in ("derive", "recommend", "warn") if k in said)
    name = said[kind]
    subject, _, fact = name.partition(".")
    reads: set[tuple[str, str]] = set()
    reader = Reader(book, subject, subject, reads)
    book.decisions[name] = said
    book.reads[name] = reads
    if kind == "derive":
        info = book.dictionary.facts[subject][fact]
        form = next(f for f in FORMS if f in said)
        book.derive[subject, fact] = COMPILE[form](said, info, reader)
        if form == "path" or _gives_up(said):
            book.gives_up.add(name)
        return
    gate = reader.condition(said.get("only_when", "always"))
    book.rules[name] = gate, {rule["id"]: reader.condition(rule["when"]) for rule in said["rules"]}


def _gives_up(said: dict[str, Any]) -> bool:
    """Say whether a decision passes over what is unknown on purpose."""
    if "compute" in said:
        body = next(iter(said["compute"].values()))
        return isinstance(body, dict) and body.get("over") == "known"
    return said.get("if_unknown") == "next_row" or any(
        isinstance(row, dict) and row.get("if_unknown") == "next_row" for row in said.get("table", ())
    )


def _table(said: dict[str, Any], info: Info, reader: Reader) -> Derive:
    policy = said["hit_policy"]
    rows: list[tuple[Condition, Value]] = []
    otherwise: Value = NONE
    for row in said["table"]:
        if "otherwise" in row:
            otherwise = info.read(reader.text(row["otherwise"]))
        else:
            rows.append((reader.condition(row["when"]), info.read(reader.text(row["then"]))))

    def derive(world: World, place: Place) -> Value:
        if policy == "first":
            return next((then for when, then in rows if when(world, place)), otherwise)
        held = [then for when, then in rows if when(world, place)]
        if policy == "collect":
            return tuple(sorted({str(v) for v in held}))
        if len(set(held)) > 1:
            raise Contradiction
        return held[0] if held else otherwise

    return derive


def _grid(said: dict[str, Any], info: Info, reader: Reader) -> Derive:
    grid = said["grid"]
    rows, columns = reader.path(grid["rows"]), reader.path(grid["columns"])
    cells = {
        (rows.info.read(a), columns.info.read(b)): info.read(cell)
        for a, line in grid["cells"].items()
        for b, cell in line.items()
    }
    return lambda w, p: cells.get((w.get(rows, p), w.get(columns, p)), NONE)


def _map(said: dict[str, Any], info: Info, reader: Reader) -> Derive:
    of = reader.path(said["map"]["of"])
    to = {of.info.read(k): _cell(info, v) for k, v in said["map"]["to"].items()}
    rest = _cell(info, said["map"]["otherwise"]) if "otherwise" in said["map"] else NONE

    def derive(world: World, place: Place) -> Value:
        value = world.get(of, place)
        return NONE if value == NONE else to.get(value, rest)

    return derive


def _cell(info: Info, said: Any) -> Value:
    if info.kind == "list":
        return tuple(sorted({str(info.read(v)) for v in ([said] if isinstance(said, str) else said)}))
    return info.read(said)


def _steps(
    steps: list[dict[str, Any]], of: Info, to: Callable[[str], Value], reader: Reader
) -> Callable[[Value], Value]:
    limits = [
        (int(reader.literal(of, s.get("below") or s["up_to"])), "below" in s, to(s["is"]))
        for s in steps
        if "rest" not in s
    ]
    rest = to(next(s["rest"] for s in steps if "rest" in s))

    def band(value: Value) -> Value:
        if value == NONE:
            return NONE
        number = int(value)  # type: ignore[arg-type]
        return next((v for limit, open_, v in limits if (number < limit if open_ else number <= limit)), rest)

    return band


def _bands(said: dict[str, Any], info: Info, reader: Reader) -> Derive:
    of = reader.path(said["bands"]["of"])
    band = _steps(said["bands"]["steps"], of.info, info.read, reader)
    return lambda w, p: band(w.get(of, p))


def _scale(said: dict[str, Any], info: Info, reader: Reader) -> Derive:
    factors = [_factor(factor, reader) for factor in said["scale"]]

    def derive(world: World, place: Place) -> Value:
        total = sum((weight * points(world.get(of, place)) for of, weight, points in factors), Fraction(0))
        return kept("number", total / MICRO)

    return derive


def _factor(said: dict[str, Any], reader: Reader) -> tuple[Path, int, Callable[[Value], int]]:
    of = reader.path(said["fact"])
    weight = int(read("percent", reader.text(said["weight"])))
    if "bands" in said:
        steps = said["bands"] if isinstance(said["bands"], list) else said["bands"]["steps"]
        band = _steps(steps, of.info, _points, reader)
        least = min(int(_points(s.get("is") or s["rest"])) for s in steps)
        return of, weight, lambda v: least if v == NONE else int(band(v))
    if "map" in said:
        table = {of.info.read(k): int(_points(v)) for k, v in said["map"].items()}
        return of, weight, lambda v: table.get(v, min(table.values()))
    low = of.info.low
    assert low is not None
    return of, weight, lambda v: low if v == NONE else int(v)


def _points(text: str) -> Value:
    return read("number", text)


def _path(said: dict[str, Any], info: Info, reader: Reader) -> Derive:
    steps = [(reader.condition(s["done_when"]), info.read(s["step"])) for s in said["path"]["steps"]]
    after = info.read(said["path"]["after_last"])

    def derive(world: World, place: Place) -> Value:
        done = max((n for n, (when, _) in enumerate(steps) if when(world, place)), default=-1)
        return steps[done + 1][1] if done + 1 < len(steps) else after

    return derive


# --- compute -----------------------------------------------------------------------------------------


def _compute(said: dict[str, Any], info: Info, reader: Reader) -> Derive:
    op, body = next(iter(said["compute"].items()))
    if op in ("copy", "days_since", "days_until"):
        path = reader.path(body if isinstance(body, str) else body["of"])
        if op == "copy":
            return lambda w, p: w.get(path, p)
        sign = 1 if op == "days_until" else -1
        return lambda w, p: NONE if (v := w.get(path, p)) == NONE else sign * (int(v) - w.today)
    if op in ("difference", "ratio"):
        return _two(
            op, reader.path(body["of"]), reader.path(body["minus" if op == "difference" else "to"]), info
        )
    if op == "missing":
        listed = reader.path(body["from"])
        return lambda w, p: tuple(sorted(set(info.values) - set(_elements(w.get(listed, p)))))
    none_is = info.read(reader.text(body["none_is"])) if "none_is" in body else NONE
    if isinstance(body["of"], list):
        return _over_list(op, body["of"], none_is, info, reader)
    if body["of"] not in reader.book.dictionary.subjects:
        counted = reader.path(body["of"])
        return lambda w, p: NONE if (v := w.get(counted, p)) == NONE else len(_elements(v)) * MICRO
    return _over_members(op, body, none_is, info, reader)


def _elements(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _two(op: str, left: Path, right: Path, info: Info) -> Derive:
    def derive(world: World, place: Place) -> Value:
        a, b = world.get(left, place), world.get(right, place)
        if NONE in (a, b) or (op == "ratio" and b == 0):
            return NONE
        x, y = int(a), int(b)  # type: ignore[arg-type]
        return x - y if op == "difference" else kept(info.kind, Fraction(x * MICRO, y))

    return derive


def _over_list(op: str, of: list[Any], none_is: Value, info: Info, reader: Reader) -> Derive:
    if op == "count":
        conditions = [reader.condition(item) for item in of]
        return lambda w, p: sum(c(w, p) for c in conditions) * MICRO
    paths = [reader.path(item) for item in of]
    if op == "product":
        return lambda w, p: _product([w.get(path, p) for path in paths], info)
    return lambda w, p: fold(op, [w.get(path, p) for path in paths], none_is, info)


def fold(op: str, values: Iterable[Value], none_is: Value, info: Info) -> Value:
    """Return the sum, mean, maximum or minimum of the numbers there are."""
    numbers = [int(v) for v in values if v != NONE]  # type: ignore[arg-type]
    if not numbers:
        return none_is
    if op in ("max", "min"):
        return max(numbers) if op == "max" else min(numbers)
    return kept(info.kind, Fraction(sum(numbers), len(numbers) if op == "mean" else 1))


def _product(values: list[Value], info: Info) -> Value:
    if NONE in values:
        return NONE
    result = Fraction(MICRO)
    for value in values:
        result *= Fraction(int(value), MICRO)  # type: ignore[arg-type]
    return kept(info.kind, result)


def _over_members(op: str, body: dict[str, Any], none_is: Value, info: Info, reader: Reader) -> Derive:
    subject = body["of"]
    reader.lists(subject)
    inner = reader.inside(subject)
    where = inner.condition(body.get("where", "always"))
    word = next((k for k in ("highest", "lowest", "fact") if k in body), "")
    path = inner.path(body[word]) if word else None

    def rows(world: World, place: Place) -> list[tuple[str, Value]]:
        places = [m for m in world.each(subject, False, place) if where(world, m)]
        return [(m.member, m.member if path is None else world.get(path, m)) for m in places]

    if op == "count":
        return lambda w, p: len(rows(w, p)) * MICRO
    if op == "collect":
        return lambda w, p: tuple(sorted({_listed(v, path) for _, v in rows(w, p) if v != NONE}))
    if op == "pick":
        return lambda w, p: _best(rows(w, p), word, none_is)
    return lambda w, p: fold(op, [v for _, v in rows(w, p)], none_is, info)


def _listed(value: Value, path: Path | None) -> str:
    assert isinstance(value, str) and (path is None or path.info.kind not in NUMERIC)
    return value


def _best(rows: list[tuple[str, Value]], word: str, none_is: Value) -> Value:
    """Return the member with the best number; the first by id where several are equal."""
    rows = sorted(r for r in rows if r[1] != NONE)
    if word in ("highest", "lowest") and rows:
        best = (max if word == "highest" else min)(int(v) for _, v in rows)  # type: ignore[arg-type]
        rows = [r for r in rows if r[1] == best]
    return rows[0][0] if rows else none_is


COMPILE: dict[str, Callable[[dict[str, Any], Info, Reader], Derive]] = {
    "table": _table, "grid": _grid, "map": _map, "bands": _bands, "scale": _scale, "compute": _compute,
    "path": _path,
}  # fmt: skip
