"""The forms of recommend and warn decisions: rules with what they advise or warn of."""

import re

from advisor.errors import FactError, Place
from advisor.facts import literals
from advisor.rulebook.decisions import Advice, Decision, Due, Pick, Row, Warning_
from advisor.rulebook.nodes import MapNode, Node, Scalar
from advisor.rulebook.terms import Terms

RULE_WORDS = ("source", "tests", "conflicts_with", "label")
WARN_KINDS = ("gap", "conflict", "caution", "note", "guard")
PREFER = re.compile(r"(highest|lowest|latest|earliest) ([a-z_]\w*)\Z")
IN_DAYS = re.compile(r"in (.+)\Z")


def build_rules(node: MapNode, place: Place, kind: str, path: str, terms: Terms) -> Decision | None:
    """Return a recommend or warn decision."""
    p = terms.problems
    fields = p.fields(
        node,
        f"the decision '{path}'",
        (kind, "rules", "if_unknown"),
        ("label", "source", "tests", "only_when", "system"),
    )
    unknown = p.word(fields.get("if_unknown"), "if_unknown", ("ask", "skip"), "ask")
    only = terms.condition(fields["only_when"], "only_when") if "only_when" in fields else None
    items = p.items(fields.get("rules"), "'rules'", some=True)
    rows = tuple(_rule(item, kind, terms) for item in items)
    return Decision(
        id=path,
        kind="recommend" if kind == "recommend" else "warn",
        form="rules",
        subject=terms.subject,
        fact="",
        label=p.label(fields.get("label"), "label", place),
        place=place,
        hit_policy="rules",
        rows=rows,
        if_unknown="skip" if unknown == "skip" else "ask",
        only_when=only,
    )


def _rule(node: Node, kind: str, terms: Terms) -> Row:
    p = terms.problems
    fields = p.fields(node, "a rule", ("id", "when", "then"), RULE_WORDS)
    then = fields.get("then")
    advice = _advice(then, terms) if then is not None and kind == "recommend" else None
    warning = _warning(then, terms) if then is not None and kind == "warn" else None
    return Row(
        id=p.text(fields.get("id"), "id"),
        when=terms.condition(fields.get("when")),
        then=None,
        place=node.place,
        because=advice.because if advice else warning.because if warning else None,
        source=p.source(fields.get("source")),
        advice=advice,
        warning=warning,
        conflicts_with=p.texts(fields.get("conflicts_with"), "conflicts_with")
        if "conflicts_with" in fields
        else (),
    )


def _advice(node: Node, terms: Terms) -> Advice:
    p = terms.problems
    fields = p.fields(node, "what a rule recommends", ("play", "salience", "because"), ("with", "by"))
    play = fields.get("play")
    plays: tuple[str, ...] = ()
    if isinstance(play, MapNode):
        vary = p.fields(play, "play", ("vary",)).get("vary")
        plays = tuple(p.text(item, "vary") for item in p.items(vary, "'vary'", some=True))
    elif play is not None:
        plays = (p.text(play, "play"),)
    return Advice(
        plays=plays,
        because=p.needed_label(fields.get("because"), "'because'"),
        salience=_salience(fields.get("salience"), terms),
        pick=_pick(fields["with"], terms) if "with" in fields else None,
        due=_due(fields["by"], terms) if "by" in fields else None,
    )


def _salience(node: Node | None, terms: Terms) -> int:
    text = terms.literal(node) if node is not None else None
    if text is not None and text.isascii() and text.isdigit() and int(text[:4]) <= 100:
        return int(text)
    if text is not None and node is not None:
        terms.problems.add(
            "rule.salience", node.place, f"salience '{text}' is not a whole number from 0 to 100"
        )
    return 0


def _pick(node: Node, terms: Terms) -> Pick | None:
    """Read `with: {person: this | {where, prefer, if_nobody}}`."""
    p = terms.problems
    pairs = p.pairs(node, "with")
    if len(pairs) != 1:
        p.add("rule.with", node.place, "'with' names one subject", "with: {person: {where: {...}}}")
        return None
    subject, body = pairs[0][0].text, pairs[0][1]
    if subject not in terms.dictionary.subjects:
        p.add("fact.unknown", pairs[0][0].place, f"unknown subject '{subject}'")
        return None
    if isinstance(body, Scalar):
        if body.text != "this" or subject != terms.subject:
            p.add(
                "rule.with",
                body.place,
                f"'{body.text}' is not a person here",
                "write 'this' in a decision that runs per person",
            )
        return Pick(subject, None)
    fields = p.fields(body, "with", ("where",), ("prefer", "if_nobody"))
    inner = terms.inside(subject)
    prefer: list[tuple[str, str]] = []
    for text in p.texts(fields.get("prefer"), "prefer") if "prefer" in fields else ():
        match = PREFER.match(text)
        if match and inner.ref(match[2], fields["prefer"]):
            prefer.append((match[1], match[2]))
        elif not match:
            p.add(
                "rule.prefer",
                fields["prefer"].place,
                f"'{text}' is not an order",
                "highest, lowest, latest or earliest, and a fact",
            )
    where = inner.condition(fields.get("where"), "where")
    return Pick(subject, where, tuple(prefer), p.text(fields.get("if_nobody"), "if_nobody"))


def _due(node: Node, terms: Terms) -> Due | None:
    p = terms.problems
    if isinstance(node, MapNode):
        fields = p.fields(node, "by", ("before",), ("minus",))
        minus = _days(fields["minus"], terms) if "minus" in fields else 0
        return _before(p.text(fields["before"], "before"), minus, node, terms) if "before" in fields else None
    text = terms.literal(node) or ""
    if text in ("today", "next_meeting"):
        return Due(days=0) if text == "today" else Due(next_meeting=True)
    match = IN_DAYS.match(text)
    if match:
        return Due(days=_days(Scalar(match[1], node.place, False), terms))
    return _before(text, 0, node, terms)


def _before(text: str, minus: int, node: Node, terms: Terms) -> Due | None:
    found = terms.ref(text, node)
    if found is not None and found[1].type.kind != "date":
        help_ = "today, next_meeting, in 3 days, or a date fact"
        terms.problems.add("rule.by", node.place, f"'{text}' is not a date", help_)
        return None
    return Due(fact=found[0], minus=minus) if found else None


def _days(node: Node, terms: Terms) -> int:
    try:
        return literals.duration(terms.literal(node) or "")
    except FactError as error:
        terms.problems.fact_error(node.place, error)
        return 0


def _warning(node: Node, terms: Terms) -> Warning_:
    p = terms.problems
    fields = p.fields(node, "what a rule warns of", ("kind", "because"), ("between", "play"))
    kind = p.word(fields.get("kind"), "kind", WARN_KINDS, "note")
    between = []
    for text in p.texts(fields.get("between"), "between") if "between" in fields else ():
        found = terms.ref(text, fields["between"])
        if found:
            between.append(found[0])
    play = p.text(fields.get("play"), "play")
    if play and kind != "guard":
        p.add("rule.play", fields["play"].place, "only 'kind: guard' names a play", "a rival's likely play")
    if kind == "guard" and "play" not in fields:
        help_ = "name the play of ours that the rival is likely to use"
        p.add("form.missing-key", node.place, "what a guard warns of has no 'play'", help_)
    because = p.needed_label(fields.get("because"), "'because'")
    return Warning_(kind, because, tuple(between), play)
