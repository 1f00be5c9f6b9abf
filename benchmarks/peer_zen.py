"""ZEN through zen-engine: a decision graph of decision tables or of expressions, evaluated in one call.

The graph chains its nodes by layer and subject; persons and rivals run in the engine's own loop mode, which
adds what is derived to each of them. Quantifiers are expressions. One JSON-like dict goes in, one comes out.
"""

import json
from itertools import pairwise
from typing import Any

import zen
from flat import FIRES, Answers
from synthetic import LAYERS, MEMBERS, SIGNS, Book, Some, Table, Test

from advisor.facts.deal import Deal

PATHS = {"person": "persons", "rival": "rivals"}
BEFORE = "$before."
"""Stands for what the node before this one handed on: inside a loop, the way to the deal and the account."""


def _place(test: Test, own: str) -> str:
    field = test.field
    if field.subject == own:
        return field.name if own in PATHS else f"{own}.{field.name}"
    return f"{BEFORE}{field.subject}.{field.name}" if own in PATHS else f"{field.subject}.{field.name}"


def _compare(place: str, test: Test) -> str:
    if test.op in SIGNS:
        return f"{place} {SIGNS[test.op]} {test.number}"
    if test.op == "not":
        return f"{place} != '{test.values[0]}'"
    if len(test.values) == 1:
        return f"{place} == '{test.values[0]}'"
    return f"{place} in {_listed(test)}"


def _listed(test: Test) -> str:
    values = ", ".join(f"'{v}'" for v in test.values)
    return f"[{values}]"


def _condition(part: Test | Some, own: str) -> str:
    if isinstance(part, Test):
        return _compare(_place(part, own), part)
    where = " and ".join(_compare(f"#.{t.field.name}", t) for t in part.tests)
    members = PATHS[part.subject]
    if part.word == "two":
        return f"count({members}, {where}) >= 2"
    return f"{'some' if part.word == 'any' else 'none'}({members}, {where})"


def _row_condition(parts: tuple[Test | Some, ...], own: str) -> str:
    return " and ".join(_condition(p, own) for p in parts)


class Zen:
    """What both shapes share: the chain of nodes, what goes in and what comes out."""

    name = ""

    def __init__(self, book: Book) -> None:
        self.book = book
        nodes: list[dict[str, Any]] = [{"id": "in", "name": "in", "type": "inputNode"}]
        for layer in range(LAYERS):
            for subject in ("deal", "person", "rival"):
                tables = [t for t in book.tables if t.layer == layer and t.subject == subject]
                nodes += self.nodes(f"n{layer}{subject}", subject, tables) if tables else []
        nodes.append({"id": "out", "name": "out", "type": "outputNode"})
        edges = []
        for n, (a, b) in enumerate(pairwise(nodes)):
            edges.append({"id": f"e{n}", "type": "edge", "sourceId": a["id"], "targetId": b["id"]})
            nodes[n + 1] = json.loads(json.dumps(b).replace(BEFORE, f"$nodes.{a['name']}."))
        self.decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))

    def nodes(self, id_: str, subject: str, tables: list[Table]) -> list[dict[str, Any]]:
        raise NotImplementedError

    def answers(self, deal: Deal) -> Answers:
        context: dict[str, Any] = {
            "deal": _row(deal, "deal", "d1"),
            "account": _row(deal, "account", "a1"),
            "persons": [_row(deal, "person", m) for m in MEMBERS["person"]],
            "rivals": [_row(deal, "rival", m) for m in MEMBERS["rival"]],
        }
        result = self.decision.evaluate(context)["result"]
        found: Answers = {}
        for table in self.book.tables:
            many = table.subject in PATHS
            if table.result:
                rows = result[PATHS[table.subject]] if many else [result["deal"]]
                for member, row in zip(MEMBERS[table.subject], rows, strict=True):
                    found[table.id, member] = row[table.result.name]
            else:
                self.fired(table, result, found)
        return found

    def fired(self, table: Table, result: dict[str, Any], found: Answers) -> None:
        """Note which rules of a decision fired."""
        raise NotImplementedError


def _row(deal: Deal, subject: str, member: str) -> dict[str, Any]:
    return {name: fact.value for name, fact in deal.facts(subject, member).items()}


def _key(table: Table) -> str:
    return table.id.replace(".", "_")


def _node(id_: str, kind: str, subject: str, content: dict[str, Any]) -> dict[str, Any]:
    path = PATHS.get(subject)
    loop = {"executionMode": "loop", "inputField": path, "outputPath": path} if path else {}
    return {"id": id_, "name": id_, "type": kind, "content": {**content, "passThrough": True, **loop}}


class Expressions(Zen):
    """All decisions of a layer and a subject as one expression node: a table is a chain of conditions."""

    name = "zen-engine, expressions"

    def nodes(self, id_: str, subject: str, tables: list[Table]) -> list[dict[str, Any]]:
        lines = []
        prefix = "" if subject in PATHS else f"{subject}."
        for table in tables:
            conditions = [_row_condition(line.parts, subject) for line in table.lines]
            if table.result:
                value = f"'{table.otherwise}'"
                for condition, line in reversed(list(zip(conditions, table.lines, strict=True))):
                    value = f"({condition}) ? '{line.then}' : ({value})"
                lines.append((prefix + table.result.name, value))
            else:
                lines.append((prefix + _key(table), f"[{', '.join(conditions)}]"))
        listed = [{"id": f"{id_}{n}", "key": k, "value": v} for n, (k, v) in enumerate(lines)]
        return [_node(id_, "expressionNode", subject, {"expressions": listed})]

    def fired(self, table: Table, result: dict[str, Any], found: Answers) -> None:
        rows = result[PATHS[table.subject]] if table.subject in PATHS else [result["deal"]]
        for member, row in zip(MEMBERS[table.subject], rows, strict=True):
            for line, fires in zip(table.lines, row[_key(table)], strict=True):
                if fires:
                    found[line.id, member] = FIRES


class Tables(Zen):
    """One decision table node per decision, hit policy `first` or `collect`."""

    name = "zen-engine, tables"

    def nodes(self, id_: str, subject: str, tables: list[Table]) -> list[dict[str, Any]]:
        return [self._table(f"{id_}{n}", subject, table) for n, table in enumerate(tables)]

    def _table(self, id_: str, subject: str, table: Table) -> dict[str, Any]:
        inputs: dict[str, dict[str, str]] = {}
        rows = []
        prefix = "" if subject in PATHS else f"{subject}."
        for n, line in enumerate(table.lines):
            row = {"_id": f"{id_}r{n}", "out": f"'{line.then if table.result else line.id}'"}
            for part in line.parts:
                column = self._column(part, subject, inputs)
                row[column] = _cell(part, row.get(column, ""))
            rows.append(row)
        if table.result:
            rows.append({"_id": f"{id_}o", "out": f"'{table.otherwise}'"})
        for row in rows:
            for column in inputs.values():
                row.setdefault(column["id"], "")
        field = prefix + table.result.name if table.result else "fires"
        content: dict[str, Any] = {
            "hitPolicy": "first" if table.result else "collect",
            "inputs": list(inputs.values()),
            "outputs": [{"id": "out", "name": "out", "field": field}],
            "rules": rows,
        }
        found = _node(id_, "decisionTableNode", subject, content)
        if not table.result:
            found["content"]["outputPath"] = _key(table)
        return found

    def _column(self, part: Test | Some, subject: str, inputs: dict[str, dict[str, str]]) -> str:
        field = _place(part, subject) if isinstance(part, Test) else _condition(part, subject)
        column = {"id": f"c{len(inputs)}", "name": f"c{len(inputs)}", "field": field}
        return inputs.setdefault(field, column)["id"]

    def fired(self, table: Table, result: dict[str, Any], found: Answers) -> None:
        lists = result[_key(table)] if table.subject in PATHS else [result[_key(table)]]
        for member, rows in zip(MEMBERS[table.subject], lists, strict=True):
            for row in rows or ():
                found[row["fires"], member] = FIRES


def _cell(part: Test | Some, before: str) -> str:
    if isinstance(part, Some):
        return "true"
    if part.op in SIGNS:
        cell = f"{SIGNS[part.op]} {part.number}"
    elif part.op == "not":
        cell = f"!= '{part.values[0]}'"
    else:
        cell = ", ".join(f"'{v}'" for v in part.values)
    return f"{before} and {cell}" if before else cell
