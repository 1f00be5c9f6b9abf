"""Random computations: every operation of the closed list."""

from __future__ import annotations

from typing import Any

from tests.property.features import on, those_on
from tests.property.meaning import CLOSED, Info
from tests.property.phrases import NAMES, Words

FOLDS = ("sum", "max", "min", "mean", "product")
OPERATIONS = (
    "count", "count", "count_of", "count_list", *FOLDS, *(f"{f}_over" for f in FOLDS), "difference", "ratio",
    "days_since", "days_until", "copy", "copy", "pick", "pick", "pick", "pick", "collect", "collect", "missing",
)  # fmt: skip
AMOUNTS = frozenset(("number", "percent", "money", "duration"))
Made = tuple[dict[str, Any], dict[str, Any]]


def random_compute(words: Words, subject: str) -> Made | None:
    """Return the type of the derived fact and what stands under `compute`."""
    op = words.rng.choice(those_on(OPERATIONS))
    if op.startswith("count"):
        return _count(words, subject, op)
    if op in FOLDS:
        return _fold(words, subject, op)
    if op.endswith("_over"):
        return _fold_over(words, subject, op.removesuffix("_over"))
    return OTHERS[op](words, subject)


def type_of(info: Info) -> dict[str, Any]:
    """Return the type of a fact that takes over another one's values."""
    if info.kind == "list" and info.target:
        return {"type": f"list of reference to {info.target}"}
    if info.kind == "list":
        return {"type": f"list of {info.element}", "values": list(info.values)}
    if info.kind == "reference":
        return {"type": f"reference to {info.target}"}
    said: dict[str, Any] = {"type": info.kind}
    if info.kind in CLOSED and info.kind != "yes_no":
        said["values"] = list(info.values)
    if info.kind == "money":
        said["currency"] = "CNY"
    return said


def _options(words: Words, none_is: str = "") -> dict[str, str]:
    said = {"over": "known"} if on("over") and words.rng.random() < 0.06 else {}
    if none_is and words.rng.random() < 0.3:
        said["none_is"] = none_is
    return said


def _members(words: Words, subject: str) -> tuple[str, dict[str, Any]]:
    many = [m for m in words.many() if m != subject] or words.many()
    target = words.rng.choice(many)
    if words.rng.random() > 0.6:
        return target, {}
    where = words.condition(target, 2, subject, 2)
    if words.rng.random() < 0.35:  # a fact tested several times: its set is split member by member
        theme = words.theme(target, subject)
        where["all"] = [{theme[0]: words.test(theme, target, subject)} for _ in range(2)]
    return target, {"where": where}


def _count(words: Words, subject: str, op: str) -> Made | None:
    number = {"type": "number"}
    if op == "count_of":
        of = [words.condition(subject, 2, "", 2) for _ in range(words.rng.randint(1, 3))]
        return number, {"count": {"of": of, **_options(words)}}
    if op == "count_list":
        listed = words.pick(subject, kind="list")
        return (number, {"count": {"of": listed[0]}}) if listed else None
    target, where = _members(words, subject)
    return number, {"count": {"of": target, **where, **_options(words)}}


def _amount(words: Words, subject: str, op: str) -> tuple[str, Info] | None:
    kinds = AMOUNTS if op != "product" else frozenset(("number", "percent"))
    return words.pick(subject, kind=kinds)


def _fold(words: Words, subject: str, op: str) -> Made | None:
    first = _amount(words, subject, op)
    if not first:
        return None
    of = [first]
    for _ in range(words.rng.randint(1, 2)):
        more = words.pick(subject, kind=first[1].kind)
        of += [more] if more else []
    nothing = "" if op == "product" else _nothing(first[1])
    return type_of(first[1]), {op: {"of": [n[0] for n in of], **_options(words, nothing)}}


def _nothing(info: Info) -> str:
    return {"number": "0", "percent": "0%", "money": "0", "duration": "0 days"}.get(info.kind, "")


def _fold_over(words: Words, subject: str, op: str) -> Made | None:
    target, where = _members(words, subject)
    facts = [i for i in words.facts[target].values() if i.kind in AMOUNTS]
    if not facts or op == "product":
        return None
    info = words.rng.choice(facts)
    return type_of(info), {op: {"of": target, "fact": info.name, **where, **_options(words, _nothing(info))}}


def _difference(words: Words, subject: str) -> Made | None:
    a = words.pick(subject, kind=AMOUNTS | {"date"})
    b = words.pick(subject, kind=a[1].kind) if a else None
    if not a or not b:
        return None
    type_ = {"type": "duration"} if a[1].kind == "date" else type_of(a[1])
    return type_, {"difference": {"of": a[0], "minus": b[0], **_options(words)}}


def _ratio(words: Words, subject: str) -> Made | None:
    a = words.pick(subject, kind=AMOUNTS)
    b = words.pick(subject, kind=a[1].kind) if a else None
    if not a or not b:
        return None
    return {"type": words.rng.choice(("number", "percent"))}, {
        "ratio": {"of": a[0], "to": b[0], **_options(words)}
    }


def _days(words: Words, subject: str, op: str) -> Made | None:
    of = words.pick(subject, kind="date")
    kind = words.rng.choice(("number", "duration"))
    return ({"type": kind}, {op: of[0]}) if of else None


def _copy(words: Words, subject: str) -> Made | None:
    of = words.pick(subject)
    return (type_of(of[1]), {"copy": of[0]}) if of and of[1].kind != "text" else None


def _pick(words: Words, subject: str) -> Made | None:
    target, where = _members(words, subject)
    facts = [i for i in words.facts[target].values() if i.kind in AMOUNTS or i.kind == "date"]
    said: dict[str, Any] = {"of": target, **where, **_options(words)}
    if facts and words.rng.random() < 0.8:
        said[words.rng.choice(("highest", "lowest"))] = words.rng.choice(facts).name
    if on("pick_none_is") and words.rng.random() < 0.15:
        said["none_is"] = words.rng.choice(NAMES[target])
    return {"type": f"reference to {target}"}, {"pick": said}


def _collect(words: Words, subject: str) -> Made | None:
    target, where = _members(words, subject)
    facts = [i for i in words.facts[target].values() if i.kind in CLOSED]
    said: dict[str, Any] = {"of": target, **where, **_options(words)}
    if facts and words.rng.random() < 0.7:
        info = words.rng.choice(facts)
        return {"type": "list of choice", "values": list(info.values)}, {
            "collect": {**said, "fact": info.name}
        }
    return {"type": f"list of reference to {target}"}, {"collect": said}


def _missing(words: Words, subject: str) -> Made | None:
    listed = [p for p in words.paths(subject) if p[1].kind == "list" and p[1].values]
    if not listed:
        return None
    of = words.rng.choice(listed)
    return type_of(of[1]), {"missing": {"from": of[0]}}


OTHERS = {
    "difference": _difference, "ratio": _ratio, "copy": _copy, "pick": _pick, "collect": _collect,
    "missing": _missing, "days_since": lambda w, s: _days(w, s, "days_since"),
    "days_until": lambda w, s: _days(w, s, "days_until"),
}  # fmt: skip
