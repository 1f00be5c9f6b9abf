"""A value written as people type it reads back as the same value."""

import pytest

from advisor.facts.deal import Value
from advisor.facts.types import FactType
from advisor.labels import same

VALUES = {"a": same("A"), "b": same("B, or so")}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FactType("yes_no", {"yes": same("yes"), "no": same("no")}), "yes"),
        (FactType("choice", VALUES), "b"),
        (FactType("list", VALUES, element="choice"), ("a", "b")),
        (FactType("list", VALUES, element="choice"), ()),
        (FactType("text"), "a sentence, with = and ,"),
        (FactType("money", currency="CNY"), 559_999_999),
        (FactType("percent"), 4_599),
        (FactType("number"), -12_345),
        (FactType("duration"), 1),
        (FactType("date"), 739_000),
    ],
    ids=lambda part: part.kind if isinstance(part, FactType) else repr(part),
)
def test_what_is_typed_reads_back(kind: FactType, value: Value) -> None:
    assert kind.read(kind.typed(value)) == value
