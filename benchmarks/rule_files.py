"""A made-up rulebook written in this project's rule format, and read by its loader."""

from collections.abc import Iterable
from typing import Any

import yaml
from synthetic import MEMBERS, NUMBER, SIGNS, Book, Part, Some, Table

from advisor.rulebook.decisions import Rulebook
from advisor.rulebook.load import Source, load


def rulebook(book: Book) -> Rulebook:
    """Return the book, read from its files by this project's loader."""
    return load(yaml_files(book)).or_raise()


def yaml_files(book: Book) -> tuple[Source, ...]:
    """Return the book in this project's rule format."""
    files = [Source("rules/decisions.yaml", _dump(_decisions(book)))]
    for subject in MEMBERS:
        files.append(Source(f"rules/{subject}.yaml", _dump(_facts(book, subject))))
    return tuple(files)


def _dump(content: Any) -> bytes:
    class Plain(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            return True

    return yaml.dump(content, Dumper=Plain, sort_keys=False, default_flow_style=False).encode()


def _text(words: str) -> dict[str, str]:
    return {"en": words, "zh": words}


def _facts(book: Book, subject: str) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for field in (f for f in book.fields if f.subject == subject):
        facts[field.name] = fact = {"type": field.kind, "label": _text(f"{subject} {field.name}")}
        if field.kind in ("choice", "ordered"):
            fact["values"] = {v: _text(v) for v in field.values}
        fact.update({"derived": "yes"} if field.layer else {"ask": _text(f"What is {field.name}?")})
    top: dict[str, Any] = {"schema": "facts/1", "subject": subject, "label": _text(subject)}
    if subject == "deal":
        for name in ("all_persons", "all_rivals"):
            facts[name] = {"type": "yes_no", "label": _text(name), "ask": _text(f"{name}?")}
    elif subject != "account":
        top |= {"many_per": "deal", "all_known": f"deal.all_{subject}s"}
    return {**top, "facts": facts}


def _decisions(book: Book) -> dict[str, Any]:
    return {"schema": "decisions/1", "system": "B1", "decisions": [_decision(t) for t in book.tables]}


def _decision(table: Table) -> dict[str, Any]:
    because = _text("It follows from the facts.")
    if table.result:
        rows: list[Any] = [
            {"id": line.id, "when": _when(line.parts, table.subject), "then": line.then, "because": because}
            for line in table.lines
        ]
        rows.append({"otherwise": table.otherwise, "because": because})
        return {"derive": table.id, "hit_policy": "first", "table": rows}
    rules = []
    for line in table.lines:
        then = {"play": "some-play", "salience": "50", "because": because}
        rules.append({"id": line.id, "when": _when(line.parts, table.subject), "then": then})
    return {"recommend": table.id, "if_unknown": "ask", "rules": rules}


def _when(parts: Iterable[Part], own: str) -> Any:
    found = [_condition(p, own) for p in parts]
    return {"all": found} if len({k for f in found for k in f}) < len(found) else _merged(found)


def _merged(conditions: list[dict[str, Any]]) -> dict[str, Any]:
    return {k: v for c in conditions for k, v in c.items()}


def _condition(part: Part, own: str) -> dict[str, Any]:
    if isinstance(part, Some):
        where = _when(part.tests, part.subject)
        if part.word == "two":
            return {f"count {part.subject}": {"where": where, "at_least": "2"}}
        return {f"{part.word} {part.subject}": where}
    name = part.field.name if part.field.subject == own else f"{part.field.subject}.{part.field.name}"
    if part.op in SIGNS:
        return {name: {part.op: str(part.number // NUMBER)}}
    if part.op == "not":
        return {name: {"not": part.values[0]}}
    return {name: part.values[0] if len(part.values) == 1 else list(part.values)}
