"""Which parts of the format the generator uses: one with a known defect is switched off until it is mended.

Features are the forms (`grid`), the hit policies (`unique`), the operations of `compute` (`pick`) and `known`,
`applies` (applies_when), `forced` (values typed over derived ones), `pairs`, `next_row`, `over` (over: known),
`pick_none_is` (pick with none_is), `bars` (names with a bar, as pairs are written).
"""

from collections.abc import Iterable

OFF: dict[str, str] = {}
"""Feature -> the defect that keeps it off. Empty means: everything is on."""


def on(feature: str) -> bool:
    """Say whether the generator may use a feature."""
    return feature not in OFF


def those_on(features: Iterable[str]) -> list[str]:
    """Return the features that the generator may use."""
    return [f for f in features if on(f.removesuffix("_over"))]
