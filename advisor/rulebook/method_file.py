"""`method/1` files: the systems of the selling method, so that documentation can say what is missing."""

from advisor.labels import same
from advisor.rulebook.decisions import System
from advisor.rulebook.forms import Problems
from advisor.rulebook.nodes import MapNode


def systems(top: MapNode, problems: Problems) -> tuple[System, ...]:
    """Return the systems a file lists, in its order."""
    fields = problems.fields(top, "a method file", ("schema", "systems"))
    found: list[System] = []
    for key, node in problems.pairs(fields.get("systems"), "systems"):
        words = problems.fields(node, f"system '{key.text}'", ("name", "unit"), ("play", "pack"))
        found.append(
            System(
                id=key.text,
                name=problems.label(words.get("name"), "name", node.place) or same(key.text),
                unit=problems.text(words.get("unit"), "unit"),
                wants_play=problems.word(words.get("play"), "play", ("yes", "no"), "yes") == "yes",
                pack=problems.text(words.get("pack"), "pack"),
                place=key.place,
            )
        )
    return tuple(found)
