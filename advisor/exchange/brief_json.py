"""The brief as JSON, form `brief/1`: described in `docs/brief-json.md` and the schema beside it."""

from datetime import date

from advisor.advice.view import Brief
from advisor.labels import Label
from advisor.records import Record, fields

Json = dict[str, "Json"] | list["Json"] | str | int | bool | None
"""What `json` writes."""

# The view model keeps these as tuples; in JSON their parts have names.
_NAMED: dict[str, tuple[str, ...]] = {
    "values": ("id", "label"),
    "choices": ("id", "label"),
    "score_parts": ("id", "label", "points"),
}


def as_json(brief: Brief) -> dict[str, Json]:
    """Return the brief as values `json` can write; nothing is cut, escaped or left out.

    Labels are `{"en": .., "zh": ..}`, days ISO dates, missing values null. Texts are as they were recorded,
    control characters and all: write them with `json.dumps` and its ASCII escapes.
    """
    return _mapping(brief)


def json_text(brief: Brief, **more: Record) -> str:
    """Return the brief as a JSON document in ASCII, so that nothing in it acts on a terminal.

    `more` are fields beside those of the brief, such as what a replayed one rests on.
    """
    import json

    document = as_json(brief) | {name: _mapping(record) for name, record in more.items()}
    return json.dumps(document, indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def record_text(record: Record) -> str:
    """Return any view model as a JSON document in ASCII, by its fields."""
    import json

    return json.dumps(_mapping(record), indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def _mapping(thing: Record) -> dict[str, Json]:
    """Return a part of the view model by its fields, in their order."""
    found: dict[str, Json] = {}
    for name in fields(thing):
        value = getattr(thing, name)
        names = _NAMED.get(name)
        found[name] = [_named(part, names) for part in value] if names else _json(value)
    return found


def _named(part: tuple[object, ...], names: tuple[str, ...]) -> dict[str, Json]:
    return {name: _json(value) for name, value in zip(names, part, strict=True)}


def _json(value: object) -> Json:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Label):
        return {"en": value.en, "zh": value.zh}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_json(part) for part in value]
    assert isinstance(value, Record)
    return _mapping(value)
