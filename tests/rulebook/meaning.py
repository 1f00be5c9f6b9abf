"""The small worlds in which the tests show what rules mean."""

from advisor.facts.states import State
from tests.rulebook.helpers import facts

PEOPLE_HEAD = "many_per: deal\nall_known: deal.all_known"
LETTERS = "type: choice, values: [a, b, c]"
VALUES = ("yes", "unknown", "no")  # true, unknown, false
CHAIN = facts(
    "deal",
    f"""
    p: {{type: yes_no}}
    q: {{type: yes_no}}
    k: {{{LETTERS}, derived: yes}}
    it: {{type: choice, values: [u, v, w], derived: yes}}
    other: {{{LETTERS}}}
    """,
)
TWO_SETS = facts(
    "deal",
    f"""
    p: {{type: yes_no}}
    q: {{type: yes_no}}
    k: {{{LETTERS}, derived: yes}}
    m: {{{LETTERS}, derived: yes}}
    it: {{type: choice, values: [u, v, w], derived: yes}}
    raw: {{{LETTERS}}}
    """,
)
AB = """- {derive: deal.k, hit_policy: first, table: [{when: {p: yes}, then: a}, {otherwise: b}]}
- {derive: deal.m, hit_policy: first, table: [{when: {q: yes}, then: a}, {otherwise: b}]}
"""
PERSONS = facts(
    "person",
    """
    power: {type: choice, values: [decider, user]}
    part: {type: choice, values: [high, low]}
    role: {type: choice, values: [owner, approver, other], derived: yes}
    met: {type: yes_no, our_act: yes}
    exec: {type: yes_no}
    inside: {type: yes_no}
    """,
    PEOPLE_HEAD,
)
RIVALS = facts("rival", "inside: {type: yes_no}", "many_per: deal\nall_known: deal.all_rivals")
DEAL = facts("deal", "all_known: {type: yes_no}\nall_rivals: {type: yes_no}\nn: {type: number, derived: yes}")
ROLE = """- derive: person.role
  hit_policy: first
  table: [{when: {power: decider, part: high}, then: owner}, {when: {power: decider}, then: approver}, {otherwise: other}]
"""
PATH_FACTS = facts(
    "deal",
    """
    p: {type: yes_no}
    q: {type: yes_no}
    claim: {type: ordered, values: [need, design, done]}
    step: {type: ordered, values: [need, design, done], derived: yes}
    """,
)
PATH = "- {derive: deal.step, path: {claimed: claim, steps: [{step: need, done_when: {p: yes}}, {step: design, done_when: {q: yes}}], after_last: done}}\n"


def one(*parts: State) -> frozenset[State]:
    """Return the set of these results."""
    return frozenset(parts)
