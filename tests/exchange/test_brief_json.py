"""The brief as JSON: everything in it, nothing changed, and the schema tells the truth about it."""

import json
import types
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from advisor.advice import view
from advisor.advice.view import Brief
from advisor.exchange.brief_json import as_json, json_text
from advisor.facts.types import KINDS
from advisor.labels import Label
from advisor.records import Record, fields, replace

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs/brief-1.schema.json").read_text("utf-8"))
PARTS = [thing for thing in vars(view).values() if isinstance(thing, type) and issubclass(thing, Record) and thing not in (Record, view.DealLine)]


def problems(value: Any) -> list[str]:
    """Return what the schema says against a value."""
    validator = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def definition(part: type) -> dict[str, Any]:
    """Return what the schema says about a part of the view model."""
    return SCHEMA if part is Brief else SCHEMA["$defs"][part.__name__]  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", ["rich", "empty"])
def test_golden(name: str, request: pytest.FixtureRequest, golden: Callable[[str, str], None]) -> None:
    golden(f"{name}.json", json_text(request.getfixturevalue(name)))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_brief_fits_the_schema(named: tuple[str, Brief]) -> None:
    assert problems(json.loads(json_text(named[1]))) == []


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_the_schema_names_every_field_of_the_view_model(part: type) -> None:
    names = list(fields(part))  # type: ignore[arg-type]
    said = definition(part)
    assert list(said["properties"]) == names
    assert sorted(said["required"]) == sorted(names)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_field_is_filled_in_the_rich_brief(part: type, rich: Brief) -> None:
    found = list(parts_of(rich, part))
    assert found
    for field in fields(part):  # type: ignore[arg-type]
        assert any(getattr(thing, field) not in ("", None, ()) for thing in found), field


def parts_of(thing: Any, part: type) -> Any:
    """Yield every value of a kind inside a brief."""
    if isinstance(thing, part):
        yield thing
    if isinstance(thing, tuple):
        for inner in thing:
            yield from parts_of(inner, part)
    elif isinstance(thing, Record):
        for field in fields(thing):
            yield from parts_of(getattr(thing, field), part)


def test_the_schema_knows_the_closed_words() -> None:
    states = definition(view.Standing)["properties"]["state"]["enum"]
    assert states == list(get_args(view.State))
    action = definition(view.Action)["properties"]
    assert action["person_state"]["enum"] == list(get_args(get_type_hints(view.Action)["person_state"]))
    assert definition(view.Question)["properties"]["kind"]["enum"] == [*KINDS, "list"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("schema", "brief/2"), ("today", "21.11.2026"), ("today", None), ("known", "7"), ("known", -1), ("actions", {}),
        ("meeting", {}), ("header", [{"path": "x"}]), ("rulebook", None),
    ],
)  # fmt: skip
def test_the_schema_refuses_what_is_no_brief(rich: Brief, field: str, value: object) -> None:
    assert problems({**as_json(rich), field: value}) != []


def test_a_missing_field_is_refused_and_a_new_one_is_not(rich: Brief) -> None:
    whole = as_json(rich)
    for name in whole:
        assert problems({key: value for key, value in whole.items() if key != name}) != []
    assert problems({**whole, "added_later": 1}) == []


def test_nothing_is_lost(named: tuple[str, Brief]) -> None:
    assert decoded(json.loads(json_text(named[1])), Brief) == named[1]


def test_it_is_plain_ascii(hostile: Brief) -> None:
    text = json_text(hostile)
    assert text.isascii()
    assert all(c == "\n" or c.isprintable() for c in text)


def test_the_forms_of_labels_days_and_pairs(rich: Brief) -> None:
    told: Any = as_json(rich)
    assert told["schema"] == "brief/1"
    assert told["today"] == "2026-11-21"
    assert told["name"] == "康宁医院高端彩超"
    assert told["position"][1]["values"][1] == {
        "id": "D", "label": {"en": "D (our territory, level)", "zh": "D（我方地盘、敌我相当）"}
    }  # fmt: skip
    assert told["actions"][0]["rule"]["place"] == "rules/opening/moves-problem.yaml:88:9"
    assert told["actions"][0]["score_parts"][3]["points"] is None
    assert told["actions"][1]["by"] is None
    assert as_json(replace(rich, meeting=None))["meeting"] is None


NAMED = {"values": ("id", "label"), "choices": ("id", "label"), "score_parts": ("id", "label", "points")}


def decoded(value: Any, kind: Any, name: str = "") -> Any:
    """Read JSON back into the view model, by its type hints."""
    if get_origin(kind) in (Union, types.UnionType):
        return None if value is None else decoded(value, get_args(kind)[0], name)
    if kind is Label:
        return Label(value["en"], value["zh"])
    if kind is date:
        return date.fromisoformat(value)
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        if name in NAMED:
            return tuple(tuple(decoded(v[n], t) for n, t in zip(NAMED[name], get_args(inner[0]), strict=True)) for v in value)
        return tuple(decoded(part, inner[0]) for part in value)
    if isinstance(kind, type) and issubclass(kind, Record):
        hints = get_type_hints(kind)
        return kind(**{key: decoded(part, hints[key], key) for key, part in value.items()})  # type: ignore[operator]
    assert get_origin(kind) is Literal or isinstance(value, kind)
    return value
