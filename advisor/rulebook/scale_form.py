"""Scales: weighted points of several factors."""

from collections.abc import Mapping

from advisor.facts.dictionary import FactDef
from advisor.facts.types import FactType
from advisor.records import replace
from advisor.rulebook.built import Built
from advisor.rulebook.comparable import described
from advisor.rulebook.conditions import Ref
from advisor.rulebook.decisions import Factor, Row
from advisor.rulebook.nodes import MapNode, Node
from advisor.rulebook.terms import Terms
from advisor.rulebook.value_forms import Named, band_rows, closed, value_rows

POINTS = FactType("number")
SHARE = FactType("percent")
WHOLE = 10_000
"""100% as a share is kept: in hundredths of a percent."""


def scale(node: Node, path: str, fact: FactDef, terms: Terms, beside: Mapping[str, Node]) -> Built:
    """Read a scale: weighted points whose weights sum to 100 %.

    With `factors:` beside it, it has so many factors, each with its definition.
    """
    p = terms.problems
    if fact.type.kind != "number":
        message = f"a scale gives points, a number; '{path}' is {described(fact.type)}"
        p.add("decision.type", node.place, message, "derive a number, and classes from it with bands")
    items = p.items(node, "'scale'", some=True)
    found = [_factor(item, path, terms, "factors" in beside) for item in items]
    factors = tuple(f for f in found if f is not None)
    total = sum(f.weight for f in factors)
    if factors and len(factors) == len(items) and total != WHOLE:
        p.add("scale.weights", node.place, f"the weights of '{path}' sum to {SHARE.show(total)}, not 100%")
    if "factors" in beside:
        _count(beside["factors"], node, len(items), terms)
    return Built("complete", factors=factors)


def _count(demand: Node, node: Node, number: int, terms: Terms) -> None:
    fields = terms.problems.fields(demand, "'factors'", (), ("at_least", "at_most"))
    low, high = terms.bounds(demand, fields, "factors")
    if (low is None or low <= number) and (high is None or number <= high):
        return
    wanted = " and ".join(f"at {w} {n}" for w, n in (("least", low), ("most", high)) if n is not None)
    message = f"the scale has {number} factor{'' if number == 1 else 's'}, not {wanted}"
    terms.problems.add("scale.factors", node.place, message)


def _factor(item: Node, path: str, terms: Terms, defined: bool) -> Factor | None:
    p = terms.problems
    fields = p.fields(item, "a factor", ("fact", "weight"), ("points", "bands", "map", "definition"))
    of = terms.named(fields, "fact")
    definition = p.label(fields.get("definition"), "the definition", item.place)
    weight = terms.value(SHARE, fields["weight"]) if "weight" in fields else None
    if of is None or not isinstance(weight, int):
        return None
    if not 0 <= weight <= WHOLE:
        message = f"{SHARE.show(weight)} is no weight"
        p.add("scale.weights", fields["weight"].place, message, "each weight is between 0% and 100%")
        return None
    if defined and "definition" not in fields:
        help_ = "add 'definition:' in both languages: what is measured, and how"
        p.add("scale.definition", item.place, f"the factor '{of[0].text}' has no definition", help_)
    return _pointed(item, fields, of, Factor(of[0], weight, (), 0, 0, definition), path, terms)


def _pointed(
    item: Node, fields: Mapping[str, Node], of: Named, factor: Factor, path: str, terms: Terms
) -> Factor | None:
    """Return the factor with its points: of a map, of bands, or the fact's own number."""
    p = terms.problems
    ref, fact = of
    said = [word for word in ("points", "bands", "map") if word in fields]
    if len(said) > 1 or not _same(fields, "points", ref, terms):
        help_ = "bands, a map, or nothing where the fact itself is the points"
        p.add("scale.points", item.place, f"'{ref.text}' has points in more than one way", help_)
        return None
    if said and said != ["points"]:
        rows = _rows(fields, f"{path}.{ref.name}", of, terms)
        points = [r.then for r in rows if isinstance(r.then, int)]
        return replace(factor, rows=rows, low=min(points, default=0), high=max(points, default=0))
    if fact.type.kind != "number" or fact.type.low is None or fact.type.high is None:
        message = f"'{ref.text}' has no range, so unknown points have no ends"
        p.add("scale.points", item.place, message, "add 'range: [0, 10]' to the fact, or bands")
        return None
    return replace(factor, low=fact.type.low, high=fact.type.high)


def _same(fields: Mapping[str, Node], word: str, ref: Ref, terms: Terms) -> bool:
    """Say whether a word that repeats the factor's fact, where it is there, names that fact."""
    found = terms.named(fields, word)
    return found is None or found[0] == ref


def _rows(fields: Mapping[str, Node], path: str, of: Named, terms: Terms) -> tuple[Row, ...]:
    p = terms.problems
    if "bands" in fields:
        node = fields["bands"]
        if not isinstance(node, MapNode):
            return band_rows(node, fields["fact"], path, of, POINTS, terms)
        inner = p.fields(node, "bands", ("steps",), ("of",))
        if not _same(inner, "of", of[0], terms):
            p.add("scale.points", inner["of"].place, f"these bands give the points of '{of[0].text}'")
        return band_rows(inner.get("steps"), fields["fact"], path, of, POINTS, terms)
    if closed(fields, "fact", "map.type", terms) is None:
        return ()
    rows, missing = value_rows(fields["map"], path, of, POINTS, terms)
    if missing:
        message = f"the points of '{of[0].text}' leave out {', '.join(missing)}"
        p.add("map.incomplete", fields["map"].place, message)
    return tuple(rows)
