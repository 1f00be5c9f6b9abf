"""Making a failing case small: parts of the rulebook and of the deal are taken out while it still fails."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

from tests.property.case import Rules, make_sheet
from tests.property.trial import Engines, Law, Trial
from tests.property.writing import write

Case = dict[str, Any]
"""`{"rules": files, "deal": data}`"""
KEPT = ("schema", "type", "derived", "many_per", "value", "on", "hit_policy", "label")
ROUNDS = 6
TRIES = 6_000


def shrink(
    law: Law, files: dict[str, Any], data: dict[str, Any], seed: int, completions: int = 400
) -> tuple[Case, list[str]]:
    """Return a case that cannot be made smaller by leaving out one part, and what the law says of it."""
    case = {"rules": copy.deepcopy(files), "deal": copy.deepcopy(data), "seed": seed}
    said = complaints(law, case, completions)
    if not said:
        raise ValueError("it does not fail again")
    tries = 0
    for _ in range(ROUNDS):
        smaller = False
        for candidate in _smaller(case):
            tries += 1
            if tries > TRIES:
                return case, said
            found = complaints(law, candidate, completions)
            if _alike(found, said):
                case, said, smaller = candidate, found, True
                break
        if smaller:
            case, said = _greedy(law, case, said, completions)
        else:
            break
    return case, said


def _greedy(law: Law, case: Case, said: list[str], completions: int) -> tuple[Case, list[str]]:
    """Go through all parts once, leaving out what is not needed."""
    number = 0
    while True:
        candidate = next(_smaller(case, number), None)
        if candidate is None:
            return case, said
        found = complaints(law, candidate, completions)
        if _alike(found, said):
            case, said = candidate, found
        else:
            number += 1


def _alike(found: list[str], said: list[str]) -> bool:
    """Say whether a smaller case fails in the same way (another defect would lead astray)."""
    return bool(found) and _nature(found[0]) == _nature(said[0])


def _nature(text: str) -> str:
    words = ("does not hold", "is not", "fires, but", "silent, but", "asks, but", "crashes")
    return next((w for w in words if w in text), "other")


def complaints(law: Law, case: Case, completions: int) -> list[str]:
    """Return what a law says of a case; a case that cannot be read fulfils every law."""
    rules = Rules(case["rules"])
    try:
        if not _all_decided(rules) or not _all_recorded(rules, case["deal"]):
            return []
        engines = Engines(rules)
    except Exception:
        return []
    try:
        return list(law(Trial(engines, case["deal"], case["seed"], completions)))
    except Exception as error:
        return [f"it crashes: {error!r}"] if _readable(rules, case) else []


def _all_decided(rules: Rules) -> bool:
    facts = rules.book.dictionary.facts.values()
    return all((i.subject, i.name) in rules.book.derive for some in facts for i in some.values() if i.derived)


def _all_recorded(rules: Rules, data: dict[str, Any]) -> bool:
    """Say whether every reference of the deal names somebody who is recorded."""
    for subject, members in data["subjects"].items():
        for facts in members.values():
            for name, fact in facts.items():
                info = rules.book.dictionary.facts[subject][name]
                if info.kind == "reference" and fact["value"] not in data["subjects"].get(info.target, {}):
                    return False
    return True


def _readable(rules: Rules, case: Case) -> bool:
    """Say whether the deal itself can be read (a part of it may have gone with its fact)."""
    try:
        make_sheet(rules.loaded, case["deal"])
    except Exception:
        return False
    return True


def _smaller(case: Case, start: int = 0) -> Iterator[Case]:
    """Yield the case with one part left out, or one combination replaced by its only part."""
    paths = [("deal", p) for p in _paths(case["deal"]["subjects"])] + [
        ("rules", p) for p in _paths(case["rules"])
    ]
    paths.sort(key=lambda p: (p[0] == "rules", len(p[1])))
    for part, path in paths[start:]:
        candidate = copy.deepcopy(case)
        root = candidate["deal"]["subjects"] if part == "deal" else candidate["rules"]
        node = root
        for key in path[:-1]:
            node = node[key]
        inner = node[path[-1]]
        if isinstance(node, list) and len(node) == 1 and path[-2] not in ("any", "all", "none"):
            continue
        if path[-2:-1] == ("decisions",) and "derive" in inner:
            subject, _, fact = inner["derive"].partition(".")
            for file in root.values():
                if file.get("subject") == subject:
                    file["facts"].pop(fact, None)
        if (
            path[-1] in ("all", "any")
            and isinstance(inner, list)
            and len(inner) == 1
            and isinstance(inner[0], dict)
        ):
            del node[path[-1]]
            node.update({k: v for k, v in inner[0].items() if k not in node})
        else:
            del node[path[-1]]
        yield candidate


def _paths(node: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items: Any = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        if key in KEPT:
            continue
        yield (*at, key)
        yield from _paths(value, (*at, key))


def told(case: Case, said: list[str]) -> str:
    """Return a case as a person reads it: the rule files, the deal, what is wrong."""
    lines = ["# (labels and reasons are left out)"]
    lines += [
        f"# --- {name}\n{write(file, False)}"
        for name, file in case["rules"].items()
        if _holds_something(file)
    ]
    lines.append("# --- the deal\n" + write_deal(case["deal"]))
    return re.sub(r"(.)\1{60,}", r"\1...\1", "\n".join([*lines, "# --- wrong", *said]))


def _holds_something(file: dict[str, Any]) -> bool:
    return bool(file.get("facts") or file.get("decisions") or file.get("parameters"))


def write_deal(data: dict[str, Any]) -> str:
    """Return a deal as short lines."""
    lines = [f"today: {data['today']}"]
    for subject, members in data["subjects"].items():
        for member, facts in members.items():
            told_ = ", ".join(f"{n}: {f['value']} (on {f['on']})" for n, f in facts.items())
            lines.append(f"{subject} {member!r}: {told_ or 'nothing known'}")
    return "\n".join(lines)
