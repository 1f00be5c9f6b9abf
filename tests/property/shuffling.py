"""The same rulebook and the same deal in another order, where the order must not matter."""

from __future__ import annotations

from random import Random
from typing import Any

FREE = ("any", "all", "none", "of", "rules", "scale", "includes_any", "includes_all", "not", "decisions")
"""Lists whose order says nothing; `steps`, `between`, `range`, `pair` and rows of a first table do."""


def shuffled_rules(files: dict[str, Any], rng: Random) -> dict[str, Any]:
    """Return the files in another order, with other names, decisions and facts moved about."""
    decisions = [d for f in files.values() for d in f.get("decisions", ())]
    parameters = {n: p for f in files.values() for n, p in f.get("parameters", {}).items()}
    rng.shuffle(decisions)
    names = rng.sample(("0.yaml", "m.yaml", "z.yaml"), 3)
    cut = rng.randint(0, len(decisions))
    found: dict[str, Any] = {}
    for name, some in ((names[0], decisions[:cut]), (names[1], decisions[cut:])):
        if some:
            found[name] = {"schema": "decisions/1", "decisions": [_node(d, rng) for d in some]}
    found[names[2]] = {"schema": "decisions/1", "parameters": _mapping(parameters, rng), "decisions": []}
    for name, file in files.items():
        if file["schema"] == "facts/1":
            facts = {n: _fact(f, rng) for n, f in _mapping(file["facts"], rng).items()}
            found[f"{rng.randint(0, 9)}{name.replace('/', '-')}"] = {**file, "facts": facts}
    return _mapping(found, rng)


def _mapping(node: dict[str, Any], rng: Random) -> dict[str, Any]:
    keys = list(node)
    rng.shuffle(keys)
    return {k: node[k] for k in keys}


def _fact(said: dict[str, Any], rng: Random) -> dict[str, Any]:
    if "values" in said and said["type"] != "ordered":
        said = {**said, "values": rng.sample(said["values"], len(said["values"]))}
    return _mapping(said, rng)


def _node(node: Any, rng: Random, key: str = "") -> Any:
    if isinstance(node, dict):
        if "table" in node and node["hit_policy"] != "first":
            rows = [r for r in node["table"] if "otherwise" not in r]
            last = [r for r in node["table"] if "otherwise" in r]
            node = {**node, "table": rng.sample(rows, len(rows)) + last}
        return {k: _node(v, rng, k) for k, v in _mapping(node, rng).items()}
    if isinstance(node, list):
        items = [_node(item, rng) for item in node]
        return rng.sample(items, len(items)) if key in FREE else items
    return node


def shuffled_deal(data: dict[str, Any], rng: Random) -> dict[str, Any]:
    """Return the deal with its subjects, members and facts in another order."""
    subjects = {
        s: {m: _mapping(facts, rng) for m, facts in _mapping(members, rng).items()}
        for s, members in _mapping(data["subjects"], rng).items()
    }
    return {**data, "subjects": subjects}
