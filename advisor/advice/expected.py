"""What a rule test expects, as checks over conclusions and the brief."""

from collections.abc import Callable

from advisor.advice.showing import Show
from advisor.advice.view import Brief
from advisor.errors import FactError
from advisor.facts.deal import Value
from advisor.facts.dictionary import FactDef, hint
from advisor.facts.states import FALSE, NONE, TRUE, UNKNOWN, Partial, Span, State, ends
from advisor.facts.types import FactType
from advisor.records import Record
from advisor.rulebook.decisions import Decision, Rulebook, RuleTest
from advisor.rulebook.forms import Problems
from advisor.rulebook.nodes import ListNode, MapNode, Node, Scalar

WORDS = ("fires", "asks", "play", "person", "warns", "recommends", "silent")
STATUS = {TRUE: "yes", 1: "asks", FALSE: "no"}
Page = Callable[[], Brief]
"""Makes the brief when a check needs it."""
Check = Callable[[Show, Page], str | None]


class Expectation(Record):
    """One expectation: `check` returns what went wrong, or nothing."""

    what: str
    check: Check


def expectations(test: RuleTest, rulebook: Rulebook, problems: Problems) -> list[Expectation]:
    """Return the checks of a test; unknown words and facts become findings."""
    found: list[Expectation] = []
    for key, node in problems.pairs(test.expect, "expect"):
        made = (
            _word(key, node, test, rulebook, problems)
            if key.text in WORDS
            else _fact(key, node, rulebook, problems)
        )
        if made is not None:
            found.append(Expectation(key.text, made))
    return found


# --- facts -----------------------------------------------------------------------------------------


def _fact(key: Scalar, node: Node, rulebook: Rulebook, problems: Problems) -> Check | None:
    subject, _, rest = key.text.partition(".")
    member, _, name = rest.rpartition(".")
    dictionary = rulebook.dictionary
    try:
        definition = dictionary.find(subject, name or rest)
        wanted = _wanted(definition, node, problems)
    except FactError as error:
        problems.fact_error(key.place, error, "test.expect")
        return None

    def check(show: Show, page: Page) -> str | None:
        members = show.conclusions.sheet.members(subject)
        at = member or (members[0] if len(members) == 1 else "")
        if at not in members:
            return f"{key.text}: name one of {', '.join(members) or 'none, for nobody is given'}"
        state = show.conclusions.scope(subject, at).board.read(subject, at, definition.name)
        if _same(state, wanted):
            return None
        return (
            f"{key.text}: expected {_shown(show, definition, wanted)}, got {_shown(show, definition, state)}"
        )

    return check


def _wanted(definition: FactDef, node: Node, problems: Problems) -> State:
    kind = definition.type
    if isinstance(node, MapNode):
        values = problems.items(node.get("one_of"), "one_of")
        low, high = node.get("at_least"), node.get("at_most")
        if low is not None or high is not None:
            ends_ = [_number(kind, n, problems) for n in (low, high)]
            return Span(ends_[0], ends_[1])
        found = frozenset(x for v in values if (x := _value(kind, v, problems)) is not None)
        numbers = [v for v in found if isinstance(v, int)]
        return Span(min(numbers), max(numbers)) if numbers and definition.derived and kind.numeric else found
    if isinstance(node, ListNode):
        return kind.read_many([problems.text(n, "a value") for n in node.items])
    return _value(kind, node, problems)


def _number(kind: FactType, node: Node | None, problems: Problems) -> int | None:
    value = _value(kind, node, problems) if node is not None else None
    return value if isinstance(value, int) else None


def _value(kind: FactType, node: Node, problems: Problems) -> Value | None:
    text = problems.text(node, "an expected value")
    if text == "unknown":
        return None
    if text == "none":
        return NONE
    return () if kind.kind == "list" and text == "empty" else kind.read(text)


def _same(state: State, wanted: State) -> bool:
    if wanted is None:
        return state is None or isinstance(state, (Span, Partial))
    if isinstance(wanted, Span):
        return ends(state) == (wanted.low, wanted.high) and not isinstance(state, str)
    return state == wanted


def _shown(show: Show, definition: FactDef, state: State) -> str:
    return show.state(definition.type, state).en


# --- words -----------------------------------------------------------------------------------------


def _word(key: Scalar, node: Node, test: RuleTest, rulebook: Rulebook, problems: Problems) -> Check | None:
    texts = problems.texts(node, key.text)
    match key.text:
        case "fires":
            return _fires(rulebook.decisions[test.decision], test.rule, texts)
        case "asks":
            return lambda show, page: _asks(show, rulebook.decisions[test.decision], test.rule, texts)
        case "play" | "person":
            return lambda show, page: _action(page(), test.rule, key.text, texts[0] if texts else "")
        case _:
            _known_rules(key, texts, rulebook, problems)
            return lambda show, page: _listed(show, rulebook, key.text, texts)


def _known_rules(key: Scalar, texts: tuple[str, ...], rulebook: Rulebook, problems: Problems) -> None:
    known = [row.id for d in rulebook.decisions.values() for row in d.rows]
    for text in texts:
        if text not in known:
            problems.add("test.expect", key.place, f"unknown rule '{text}'", hint(text, known))


def _statuses(show: Show, decision: Decision, rule: str) -> dict[str, int]:
    number = next((n for n, row in enumerate(decision.rows) if row.id == rule), -1)
    found: dict[str, int] = {}
    for member in show.conclusions.rows.get(decision.subject, ()):
        outcome = show.conclusions.outcomes[decision.id, member]
        if number >= 0:
            status = min(outcome.statuses[number], outcome.gate)
            skips = decision.if_unknown == "skip" and status == UNKNOWN
            found[member] = FALSE if skips else status
    return found


def _fires(decision: Decision, rule: str, wanted: tuple[str, ...]) -> Check:
    def check(show: Show, page: Page) -> str | None:
        found = _statuses(show, decision, rule)
        if wanted and wanted[0] in STATUS.values() and len(wanted) == 1:
            best = STATUS[max(found.values(), default=FALSE)]
            return None if best == wanted[0] else f"fires: expected {wanted[0]}, got {best}"
        fired = sorted(show.name(decision.subject, m) for m, s in found.items() if s == TRUE)
        return (
            None
            if fired == sorted(wanted)
            else f"fires: expected {', '.join(sorted(wanted))}, got {', '.join(fired) or 'nobody'}"
        )

    return check


def _asks(show: Show, decision: Decision, rule: str, wanted: tuple[str, ...]) -> str | None:
    found: set[str] = set()
    for member in show.conclusions.rows.get(decision.subject, ()):
        if rule:
            number = next(n for n, row in enumerate(decision.rows) if row.id == rule)
            needs = show.asker.of_row(decision, number, member)
        elif decision.kind == "derive":
            needs = show.asker.of_fact(decision.subject, member, decision.fact)
        else:
            needs = tuple(
                n for i in range(len(decision.rows)) for n in show.asker.of_row(decision, i, member)
            )
        found |= {show.path(*need) for need in needs}
    missing, more = sorted(set(wanted) - found), sorted(found - set(wanted))
    if not missing and not more:
        return None
    return f"asks: missing {', '.join(missing) or 'nothing'}; not expected {', '.join(more) or 'nothing'}"


def _action(brief: Brief, rule: str, word: str, wanted: str) -> str | None:
    found = [a for a in brief.actions if not rule or a.rule.id == rule]
    values = [a.play if word == "play" else a.person or "nobody" for a in found]
    if word == "play":
        values += [g.play for g in brief.guard if not rule or g.rule.id == rule]
        values += [h.play for h in brief.held if h.rule.id == rule]
        values += [a.play for a in brief.actions if rule in {ref.id for ref in a.supports}]
    return None if wanted in values else f"{word}: expected {wanted}, got {', '.join(values) or 'no action'}"


def _listed(show: Show, rulebook: Rulebook, word: str, wanted: tuple[str, ...]) -> str | None:
    kind = "warn" if word == "warns" else "recommend"
    fired = {
        row.id
        for decision in rulebook.decisions.values()
        if word == "silent" or decision.kind == kind
        for row in decision.rows
        if TRUE in _statuses(show, decision, row.id).values()
    }
    if word == "silent":
        loud = sorted(set(wanted) & fired)
        return f"silent: {', '.join(loud)} fired" if loud else None
    missing = sorted(set(wanted) - fired)
    return (
        f"{word}: expected {', '.join(missing)}; fired: {', '.join(sorted(fired)) or 'nothing'}"
        if missing
        else None
    )
