"""`debrief/1` files: what is asked after a meeting."""

from advisor.errors import FactError
from advisor.facts import literals
from advisor.facts.dictionary import FactDef
from advisor.rulebook.debrief_plan import OCCASION, AskedFact, DebriefPlan
from advisor.rulebook.nodes import MapNode, Node
from advisor.rulebook.terms import Terms

KIND = "debrief.fact"


def debrief(top: MapNode, terms: Terms) -> DebriefPlan:
    """Read a debrief file."""
    p = terms.problems
    words = ("questions", "within", "in_vain", "earlier", "held", "next")
    fields = p.fields(top, "a debrief file", ("schema",), words)
    inner = terms.inside(OCCASION)
    lists = {
        part: tuple(_asked(n, inner) for n in p.items(fields.get(part), f"'{part}'"))
        for part in ("earlier", "held", "next")
    }
    standard = DebriefPlan()
    questions = terms.whole(fields["questions"]) if "questions" in fields else None
    return DebriefPlan(
        questions=standard.questions if questions is None else questions,
        within=_days(fields["within"], terms) if "within" in fields else standard.within,
        in_vain=_in_vain(fields["in_vain"], terms) if "in_vain" in fields else None,
        **lists,
    )


def _days(node: Node, terms: Terms) -> int:
    try:
        return literals.duration(terms.literal(node) or "")
    except FactError as error:
        terms.problems.fact_error(node.place, error)
        return 0


def _asked(node: Node, inner: Terms) -> AskedFact:
    """Read one fact to ask for, with its question, condition, what it sets and what is asked then."""
    p = inner.problems
    fields = p.fields(node, "what a debrief asks", ("fact",), ("ask", "when", "sets", "then"))
    fact = _answerable(fields["fact"], inner) if "fact" in fields else None
    ask = p.label(fields.get("ask"), "ask", node.place)
    if fact is not None and ask is None and fact.ask is None:
        message = f"'{fact.path}' has no question of its own"
        p.add(KIND, fields["fact"].place, message, "add 'ask:' with the question in both languages")
    return AskedFact(
        name=fact.name if fact is not None else "",
        place=node.place,
        ask=ask,
        when=inner.condition(fields["when"]) if "when" in fields else None,
        sets=_sets(fields["sets"], fact, inner) if fact is not None and "sets" in fields else (),
        then=tuple(_asked(n, inner) for n in p.items(fields.get("then"), "'then'")),
    )


def _answerable(node: Node, inner: Terms) -> FactDef | None:
    """Return the fact of a meeting that a node names; one that follows from rules cannot be asked for."""
    found = inner.ref(inner.problems.text(node, "a fact"), node)
    if found is None:
        return None
    ref, fact = found
    if ref.start != "own" or ref.hops or fact.derived:
        message = f"'{ref.text}' is no fact of a {OCCASION} that somebody could tell"
        inner.problems.add(KIND, node.place, message, f"name a fact of {OCCASION} that no rule derives")
        return None
    return fact


def _sets(node: Node, asked: FactDef, inner: Terms) -> tuple[str, ...]:
    """Return what an answer sets of those it names: facts with a yes, or with the day of the meeting."""
    p = inner.problems
    subject = asked.type.subject
    if not subject:
        p.add(KIND, node.place, f"'{asked.path}' names nobody", "'sets' stands with a list or a reference")
        return ()
    names = []
    for text in p.texts(node, "sets"):
        found = inner.inside(subject).ref(text, node)
        if found is not None and (found[1].derived or found[1].type.kind not in ("yes_no", "date")):
            message = f"'{found[1].path}' takes neither a yes nor a day"
            p.add(KIND, node.place, message, "name yes_no and date facts that no rule derives")
        elif found is not None:
            names.append(found[1].name)
    return tuple(names)


def _in_vain(node: Node, terms: Terms) -> tuple[str, str] | None:
    """Return the fact that remembers a question asked in vain; its own freshness says for how long."""
    subject, _, name = terms.problems.text(node, "in_vain").partition(".")
    try:
        fact = terms.dictionary.find(subject, name)
    except FactError as error:
        terms.problems.fact_error(node.place, error, "fact.unknown")
        return None
    single = terms.dictionary.is_single(subject)
    if single or fact.derived or fact.type.kind != "yes_no" or not fact.fresh_for:
        message = f"'{fact.path}' cannot remember for a while what was asked"
        help_ = "a yes_no fact with fresh_for, of a subject with many_per: deal"
        terms.problems.add(KIND, node.place, message, help_)
    return subject, name
