"""Random decisions of every form over the words of a rulebook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.property.features import on, those_on
from tests.property.meaning import CLOSED, NUMERIC, Info, _info
from tests.property.phrases import Words, literals, value

CHOICES = (
    "table",
    "table",
    "table",
    "grid",
    "map",
    "bands",
    "scale",
    "compute",
    "compute",
    "compute",
    "path",
)
RESULTS = ("x", "y", "z")
STEPS = ("s1", "s2", "s3", "s4")
AXES = frozenset(CLOSED)
NUMBERS = frozenset(NUMERIC)


class Forms:
    """Adds derived facts to a dictionary and the decisions that derive them; then rules over all of it."""

    def __init__(self, words: Words, files: dict[str, dict[str, Any]]) -> None:
        self.words = words
        self.rng = words.rng
        self.files = files
        self.main = self.rng.choice(
            ("deal", "deal", "person", "rival")
        )  # most decisions are about one subject

    def _subject(self) -> str:
        return self.rng.choice(
            (self.main, self.main, self.main, "deal", "person", "rival", *self.words.subjects)
        )

    def decisions(self) -> list[dict[str, Any]]:
        """Return some derive decisions in layers, and rules on top."""
        rng = self.rng
        found = []
        for number in range(rng.randint(2, 8)):
            subject = self._subject()
            made = MAKE[rng.choice(those_on(CHOICES))](self, subject)
            if made:
                type_, said = made
                found.append({"derive": self._declare(subject, f"d{number}", type_), **said})
        for subject, facts in self.words.facts.items():
            if "w0" in facts:
                found += self._wide(subject)
        for number in range(rng.randint(1, 2)):
            found.append(self._rules(f"r{number}"))
        return found

    def _wide(self, subject: str) -> list[dict[str, Any]]:
        """Return three facts with many possible results, and rows that read all of them."""
        rng = self.rng
        found = []
        for number in range(3):
            of = self.words.facts[subject][f"w{number}"]
            results = [f"v{n}" for n in range(7)]
            to = dict(zip(of.values, rng.sample(results[:6], len(of.values)), strict=True))
            name = self._declare(subject, f"e{number}", {"type": "choice", "values": results})
            found.append({"derive": name, "map": {"of": f"w{number}", "to": to}})
        rows = [
            {"id": f"row.wide.{n}", "when": self._row_of_three(n), "then": rng.choice(RESULTS)}
            for n in range(2)
        ]
        name = self._declare(subject, "e3", {"type": "choice", "values": list(RESULTS)})
        policy = rng.choice(("first", "any", "unique"))
        found.append(
            {"derive": name, "hit_policy": policy, "table": [*rows, {"otherwise": rng.choice(RESULTS)}]}
        )
        rules = [
            {"id": f"wide.{n}", "when": self._row_of_three(n), "then": {"kind": "note"}} for n in range(2)
        ]
        found.append({"warn": f"{subject}.wide", "if_unknown": "ask", "rules": rules})
        return found

    def _row_of_three(self, doubled: int) -> dict[str, Any]:
        """Return a condition on all three; it holds for each of their values more often than not."""
        rng = self.rng
        row: dict[str, Any] = {
            f"e{n}": {"not": "v6" if rng.random() < 0.7 else [f"v{rng.randint(0, 5)}", "v6"]}
            for n in range(3)
        }
        if doubled:
            row["any"] = [
                {f"e{n}": {"not": f"v{rng.randint(0, 5)}"}, f"e{(n + 1) % 3}": "v1"} for n in range(3)
            ]
        return row

    def _declare(self, subject: str, name: str, type_: dict[str, Any]) -> str:
        said = {**type_, "derived": "yes"}
        if on("applies") and self.rng.random() < 0.04:
            name_of = self.words.pick(subject, kind="yes_no")
            if name_of and "." not in name_of[0]:
                said["applies_when"] = {name_of[0]: self.rng.choice(("yes", "no"))}
        self.files[subject]["facts"][name] = said
        raw = {(s, n): f for s, file in self.files.items() for n, f in file["facts"].items()}
        self.words.facts[subject][name] = _info(subject, name, said, raw)
        return f"{subject}.{name}"

    def _closed_result(self) -> tuple[dict[str, Any], list[str]]:
        rng = self.rng
        kind = rng.choice(("choice", "choice", "choice", "yes_no", "ordered", "number"))
        if kind == "number":
            return {"type": "number", "range": ["0", "10"]}, ["0", "1", "2.5", "5", "9"]
        if kind == "yes_no":
            return {"type": kind}, ["yes", "no"]
        values = list(STEPS if kind == "ordered" else RESULTS)
        return {"type": kind, "values": values}, values

    # --- tables and their like -------------------------------------------------------------------

    def _table(self, subject: str) -> tuple[dict[str, Any], dict[str, Any]]:
        rng = self.rng
        policy = rng.choice(those_on(("first", "first", "first", "unique", "any", "collect")))
        type_, results = self._closed_result()
        if policy == "collect":
            type_, results = {"type": "list of choice", "values": list(RESULTS)}, list(RESULTS)
        rows: list[dict[str, Any]] = []
        theme = self.words.theme(subject) if rng.random() < 0.5 else None
        for number in range(rng.randint(1, 4)):
            row: dict[str, Any] = {"id": f"row.{rng.getrandbits(40):x}.{number}"}
            row["when"] = self.words.condition(subject) if rng.random() < 0.97 else "always"
            if theme:  # rows that test the same fact, as people write them
                more = self.words.condition(subject, 2) if rng.random() < 0.4 else {}
                row["when"] = {**more, theme[0]: self.words.test(theme, subject)}
            row["then"] = rng.choice(results)
            if policy == "first" and on("next_row") and rng.random() < 0.02:
                row["if_unknown"] = "next_row"
            rows.append(row)
        if policy != "collect" and rng.random() < 0.6:
            rows.append({"otherwise": rng.choice(results)})
        passes = (
            {"if_unknown": "next_row"} if policy == "first" and on("next_row") and rng.random() < 0.02 else {}
        )
        return type_, {"hit_policy": policy, **passes, "table": rows}

    def _grid(self, subject: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
        rng = self.rng
        rows, columns = (self._axis(subject) for _ in range(2))
        if not rows or not columns:
            return None
        type_, results = self._closed_result()
        cells = {a: {b: rng.choice(results) for b in columns[1].values} for a in rows[1].values}
        return type_, {"grid": {"rows": rows[0], "columns": columns[0], "cells": _keys(cells)}}

    def _axis(self, subject: str) -> tuple[str, Info] | None:
        return self.words.pick(subject, kind=AXES)

    def _map(self, subject: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
        rng = self.rng
        of = self._axis(subject)
        if not of:
            return None
        type_, results = self._closed_result()
        to: dict[str, Any] = {v: rng.choice(results) for v in of[1].values}
        if rng.random() < 0.2:
            type_ = {"type": "list of choice", "values": list(RESULTS)}
            to = {v: rng.sample(RESULTS, rng.randint(1, 2)) for v in of[1].values}
        said: dict[str, Any] = {"of": of[0], "to": _keys(to)}
        if rng.random() < 0.3 and "list" not in type_["type"] and len(to) > 1:
            del to[rng.choice(list(to))]
            said = {"of": of[0], "to": _keys(to), "otherwise": rng.choice(results)}
        return type_, {"map": said}

    def _bands(self, subject: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
        of = self.words.pick(subject, kind=NUMBERS)
        if not of:
            return None
        type_, results = self._closed_result()
        return type_, {"bands": {"of": of[0], "steps": self._steps(of[1], results)}}

    def _steps(self, of: Info, results: list[str]) -> list[dict[str, str]]:
        rng = self.rng
        limits = sorted({of.read(t): t for t in literals(of)}.items())
        some = sorted(rng.sample(limits, rng.randint(1, 3)))
        steps = [{rng.choice(("below", "up_to")): text, "is": rng.choice(results)} for _, text in some]
        return [*steps, {"rest": rng.choice(results)}]

    def _scale(self, subject: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
        rng = self.rng
        weights = rng.choice((["100%"], ["50%", "50%"], ["20%", "30%", "50%"], ["12.5%", "87.5%"]))
        factors = [f for w in weights if (f := self._factor(subject, w))]
        if len(factors) != len(weights):
            return None
        return {"type": "number", "range": ["0", "10"]}, {"scale": factors}

    def _factor(self, subject: str, weight: str) -> dict[str, Any] | None:
        rng = self.rng
        points = ["0", "1", "4", "7.5", "10"]
        of = self.words.pick(subject, kind=AXES | NUMBERS)
        if not of:
            return None
        said: dict[str, Any] = {"fact": of[0], "weight": weight}
        info = of[1]
        if info.kind in CLOSED:
            return {**said, "map": _keys({v: rng.choice(points) for v in info.values})}
        if info.low is not None and rng.random() < 0.5:
            return {**said, "points": of[0]}
        return {**said, "bands": {"of": of[0], "steps": self._steps(info, points)}}

    def _path(self, subject: str) -> tuple[dict[str, Any], dict[str, Any]]:
        count = self.rng.randint(2, 3)
        steps = [{"step": s, "done_when": self.words.condition(subject, 2)} for s in STEPS[:count]]
        said = {"steps": steps, "after_last": STEPS[count]}
        return {"type": "ordered", "values": list(STEPS)}, {"path": said}

    # --- rules -----------------------------------------------------------------------------------

    def _rules(self, name: str) -> dict[str, Any]:
        rng = self.rng
        subject = self._subject()
        kind = rng.choice(("recommend", "warn"))
        said: dict[str, Any] = {kind: f"{subject}.{name}"}
        if rng.random() < 0.3:
            said["only_when"] = self.words.condition(subject, 2)
        said["if_unknown"] = rng.choice(("ask", "skip"))
        then = {"play": "play", "salience": "50"} if kind == "recommend" else {"kind": "note"}
        said["rules"] = [
            {"id": f"{name}.{number}", "when": self._when(subject), "then": dict(then)}
            for number in range(rng.randint(1, 4))
        ]
        return said

    def _when(self, subject: str) -> Any:
        return self.words.condition(subject) if self.rng.random() < 0.98 else "always"


def _keys(cells: dict[str, Any]) -> dict[str, Any]:
    """Return a mapping whose keys and values are written so that they are read as values."""
    return {value(k): _keys(v) if isinstance(v, dict) else v for k, v in cells.items()}


def _compute(forms: Forms, subject: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    from tests.property.computes import random_compute

    made = random_compute(forms.words, subject)
    return (made[0], {"compute": made[1]}) if made else None


Made = tuple[dict[str, Any], dict[str, Any]]
MAKE: dict[str, Callable[[Forms, str], Made | None]] = {
    "table": Forms._table, "grid": Forms._grid, "map": Forms._map, "bands": Forms._bands, "scale": Forms._scale,
    "path": Forms._path, "compute": _compute,
}  # fmt: skip
