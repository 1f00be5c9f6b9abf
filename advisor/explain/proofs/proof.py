"""The view models of "why" and "why not": what doors show of a proof, down to the raw facts.

Like the brief's view model they hold only texts in both languages, ids and numbers. Texts may hold whatever
a customer or a rule author wrote: a door passes them through `advisor.cells.show` and parses none as markup.

A proof is flat: a condition names the facts it reads, and a fact whose `rule` is set has a proof of its own,
which stands once among the `facts` of a `Why`, under the same path.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from advisor.advice.view import Evidence, RuleRef
from advisor.advice.view import State as ValueState
from advisor.labels import Label
from advisor.records import Record

State = Literal["holds", "fails", "unknown", "not_reached"]
"""How a condition stands. `not_reached`: a gate, an earlier row or an empty list settles it before."""

Join = Literal["", "all", "any", "none", "not", "count", "members"]
"""What joins the parts of a condition; `members` has one part per member, and one for who is not recorded."""

Verdict = Literal["shown", "joined", "held", "warns", "waits", "skipped", "silent", "left_out"]
"""What became of a rule.

`shown` on the page; `joined` to another line that says the same; `held` back; `warns`; `waits` for facts and
asks for them; `skipped`: something is not known and the rule does not ask; `silent`: it does not hold;
`left_out`: engine and explanation disagree.
"""


class Term(Record):
    """One condition in words with how it stands.

    `actual` says what the tested fact is (`None` while nothing is known of it), `facts` are all facts that
    are read, those along references included. `parts` are the conditions it is made of. `applies` says, for
    facts that exist only in some cases, whether this is such a case.
    """

    text: Label
    state: State
    actual: Label | None = None
    facts: tuple[Evidence, ...] = ()
    join: Join = ""
    parts: "tuple[Term, ...]" = ()
    applies: "tuple[Term, ...]" = ()


class Points(Record):
    """One part of an action's score; `points` is `None` while its condition is not settled."""

    label: Label
    points: int | None
    term: Term | None = None


class RuleProof(Record):
    """Why a rule speaks or does not, for one member (`about`, empty for the deal).

    `kind` is `recommend` or a warning's kind. `reason` says in words what became of it, `by` which rule is in
    its way. `gate` is the `only_when` of its decision, `refusal` the condition of the agenda's gate that
    holds it back. `person` is who was picked, `whom` how. `fails` and `unknowns` say how little is missing
    and `missing` what. `needs` are the unknown facts that could settle it.
    """

    rule: RuleRef
    kind: str
    title: Label
    play: str
    about: str
    verdict: Verdict
    term: Term
    because: Label | None = None
    reason: Label | None = None
    by: RuleRef | None = None
    gate: Term | None = None
    refusal: Term | None = None
    person: str | None = None
    whom: Term | None = None
    score: int | None = None
    sum: tuple[Points, ...] = ()
    fails: int = 0
    unknowns: int = 0
    missing: tuple[Term, ...] = ()
    needs: tuple[Evidence, ...] = ()


class RowProof(Record):
    """One row of a decision: what it gives and whether it holds; the row `otherwise` has no `term`."""

    rule: RuleRef
    gives: Label
    state: State
    because: Label | None = None
    term: Term | None = None
    note: Label | None = None


class Input(Record):
    """One thing a number or a list is made of: a fact, a member, a counted condition, a weighted factor.

    `counts` says whether it counts: surely, not, or perhaps; `not_reached` is passed over because it is not
    known. `adds` is what it adds, as a small sum.
    """

    text: Label
    counts: State
    value: Label | None = None
    adds: Label | None = None
    facts: tuple[Evidence, ...] = ()
    term: Term | None = None
    applies: tuple[Term, ...] = ()


class Result(Record):
    """One value a fact could have: whether it does, still may, or is out, by which rows, and why."""

    id: str
    label: Label
    state: Literal["holds", "possible", "out"]
    rows: tuple[str, ...] = ()
    reason: Label | None = None


class FactProof(Record):
    """Why a fact is what it is.

    `about` is the member it is a fact of, empty for those of the deal. `how` says in words how the value
    comes about, `form` names it (`first`, `path`, `grid`, `scale` ...); `rows`, `inputs` and `results` spell
    it out. A raw fact has none of them: its `evidence` is who said it. `note` is what a reader must know
    beside the value, `told` the teller's own note, `ask` the question for a raw fact nobody knows.
    `level` is how far it is from what was asked.
    """

    path: str
    label: Label
    about: str
    state: ValueState
    value: Label
    evidence: Evidence
    level: int
    form: str = ""
    how: Label | None = None
    rule: RuleRef | None = None
    because: Label | None = None
    rows: tuple[RowProof, ...] = ()
    inputs: tuple[Input, ...] = ()
    results: tuple[Result, ...] = ()
    applies: tuple[Term, ...] = ()
    needs: tuple[Evidence, ...] = ()
    note: Label | None = None
    told: str = ""
    ask: Label | None = None


class Why(Record):
    """The answer to one question.

    `rules` and the `facts` of level 0 are what was asked for, further facts what they rest on, each once.
    `near` are rules that do not fire, those that miss least first. `note` says that there is nobody to ask
    about.
    """

    deal: str
    name: str
    today: date
    wanted: str
    heading: Label
    rules: tuple[RuleProof, ...]
    facts: tuple[FactProof, ...]
    near: tuple[RuleProof, ...]
    rulebook: str
    note: Label | None = None
    schema: str = "why/1"


OPPOSITE: Mapping[State, State] = {"holds": "fails", "fails": "holds"}


def deciding(term: Term) -> Iterator[Term]:
    """Yield the tests because of which a condition stands as it does."""
    if not term.parts or term.join == "members":
        yield term
        return
    turned = term.join in ("none", "not")
    wanted = OPPOSITE.get(term.state, term.state) if turned else term.state
    for part in [p for p in term.parts if p.state == wanted] or term.parts:
        yield from deciding(part)
