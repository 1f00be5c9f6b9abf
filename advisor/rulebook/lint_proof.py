"""Where rules come from and what proves them: sources, and tests that name them."""

from collections.abc import Iterator

from advisor.errors import Finding
from advisor.rulebook.decisions import Decision, Rulebook
from advisor.rulebook.nodes import ListNode, MapNode, Node
from advisor.rulebook.reads import reads

RULES = ("warns", "recommends", "silent")
ADD_TEST = "add 'tests:' with what is given and what is expected"


def proof(rulebook: Rulebook) -> Iterator[Finding]:
    """Find rules without a source, and rules and decisions that no test touches."""
    tested_rules = {test.rule for test in rulebook.tests if test.rule}
    tested_facts = {test.decision for test in rulebook.tests if not test.rule}
    for test in rulebook.tests:
        rules, facts = _expected(test.expect)
        tested_rules |= rules
        tested_facts |= facts
    tested_facts = _with_inputs(tested_facts, rulebook)
    for decision in rulebook.decisions.values():
        yield from _sources(decision)
        if decision.kind == "derive" and decision.id not in tested_facts:
            message = f"no test expects anything of '{decision.id}'"
            yield Finding("decision.no-test", decision.place, message, ADD_TEST, "warning")
        for row in decision.rows if decision.kind != "derive" else ():
            if row.id not in tested_rules:
                message = f"no test expects anything of the rule '{row.id}'"
                yield Finding("rule.no-test", row.place, message, ADD_TEST, "warning")


def _with_inputs(tested: set[str], rulebook: Rulebook) -> set[str]:
    """Return the tested facts and what they are derived from: a test of the end tests the way as well."""
    found: set[str] = set()
    waiting = sorted(tested)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            decision = rulebook.decisions.get(path)
            if decision is not None:
                waiting += [f"{subject}.{name}" for subject, name in reads(decision, rulebook.dictionary)]
    return found


def _sources(decision: Decision) -> Iterator[Finding]:
    help_ = 'source: {doc: "003", part: art. 3}; your own thought is {doc: proposal, part: ...}'
    if decision.source:
        return
    if decision.kind == "derive":
        if not (decision.rows and all(row.source for row in decision.rows)):
            message = f"'{decision.id}' does not say where it comes from"
            yield Finding("rule.no-source", decision.place, message, help_, "warning")
        return
    for row in decision.rows:
        if not row.source:
            message = f"the rule '{row.id}' does not say where it comes from"
            yield Finding("rule.no-source", row.place, message, help_, "warning")


def _expected(expect: Node) -> tuple[set[str], set[str]]:
    """Return the rules and the derived facts (`rival.B.opening` as `rival.opening`) that a test expects."""
    rules: set[str] = set()
    facts: set[str] = set()
    for key, value in expect.pairs if isinstance(expect, MapNode) else ():
        if key.text in RULES:
            rules |= set(_texts(value))
        subject, _, rest = key.text.partition(".")
        facts.add(f"{subject}.{rest.rpartition('.')[2]}")
    return rules, facts


def _texts(node: Node) -> tuple[str, ...]:
    if isinstance(node, ListNode):
        return tuple(text for item in node.items for text in _texts(item))
    return () if isinstance(node, MapNode) else (node.text,)
