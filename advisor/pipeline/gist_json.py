"""The gist of a page as JSON and back; what comes back may have been edited by hand and is checked."""

from collections.abc import Mapping

from advisor.explain.gist import Advised, Gist
from advisor.facts.states import Partial, Span, State

Json = object


def plain(gist: Gist) -> dict[str, Json]:
    """Return the gist as JSON values; facts that are not known are left out."""
    return {
        "positions": {path: _plain(state) for path, state in gist.positions if state is not None},
        "actions": [list(action) for action in gist.actions],
    }


def gist_from(document: Mapping[str, Json]) -> Gist:
    """Return the gist in a document. Raises `ValueError` for anything else."""
    positions, actions = document.get("positions"), document.get("actions")
    if not isinstance(positions, dict) or not isinstance(actions, list):
        raise ValueError("a gist has positions and actions")
    return Gist(
        tuple((_text(path), _state(value)) for path, value in positions.items()),
        tuple(_advised(action) for action in actions),
    )


def digest(gist: Gist) -> str:
    """Return what tells one page from another."""
    import hashlib
    import json

    text = json.dumps(plain(gist), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _plain(state: State) -> Json:
    if isinstance(state, Span):
        return {"from": state.low, "to": state.high}
    if isinstance(state, Partial):
        return {"sure": sorted(state.sure), "possible": sorted(state.possible), "open": state.open}
    if isinstance(state, frozenset):
        return {"one_of": [_plain(value) for value in sorted(state, key=lambda v: (str(type(v)), v))]}
    return list(state) if isinstance(state, tuple) else state


def _state(value: Json) -> State:
    if isinstance(value, dict):
        if "one_of" in value:
            return frozenset(_value(one) for one in _list(value["one_of"]))
        if "sure" in value:
            sure, possible = (frozenset(_texts(value.get(key))) for key in ("sure", "possible"))
            return Partial(sure, possible, bool(value.get("open")))
        return Span(_end(value.get("from")), _end(value.get("to")))
    return _value(value)


def _value(value: Json) -> int | str | tuple[str, ...]:
    if isinstance(value, list):
        return _texts(value)
    return value if type(value) is int else _text(value)


def _end(value: Json) -> int | None:
    if value is None or type(value) is int:
        return value
    raise ValueError("a span ends at a number")


def _advised(value: Json) -> Advised:
    rule, play, person = _texts(value)
    return Advised(rule, play, person)


def _texts(value: Json) -> tuple[str, ...]:
    return tuple(_text(one) for one in _list(value))


def _list(value: Json) -> list[Json]:
    if isinstance(value, list):
        return value
    raise ValueError("a list is missing")


def _text(value: Json) -> str:
    if isinstance(value, str):
        return value
    raise ValueError("a text is missing")
