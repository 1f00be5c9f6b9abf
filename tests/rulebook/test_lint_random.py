"""What lint claims of random rulebooks, no random deal contradicts."""

from collections import Counter
from collections.abc import Iterator

from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.engine.lint_limits import limits_of
from advisor.engine.outcome import Outcome
from advisor.errors import Finding, Place
from advisor.facts.states import FALSE, NONE, TRUE
from advisor.rulebook.alternatives import TooManyAlternatives
from advisor.rulebook.decisions import Decision
from advisor.rulebook.lint import lint
from tests.property.books import make_book
from tests.property.case import Rules, make_sheet
from tests.property.deals import make_deal

BOOKS = range(40)
DEALS = 6
PARTS = ("on other members", "together with only_when", "'with' of", "only_when of")


class Claims:
    """What lint says of one rulebook, by place."""

    def __init__(self, findings: list[Finding]) -> None:
        self.never = {f.place for f in findings if f.kind == "condition.never" and not _of_a_part(f)}
        self.unreachable = {f.place for f in findings if f.kind == "table.unreachable"}
        self.gaps = {f.place for f in findings if f.kind == "table.gap"}
        self.overlaps = {f.place for f in findings if f.kind == "table.overlap"}

    def broken_by(self, decision: Decision, outcome: Outcome) -> Iterator[str]:
        """Yield the claims that a decision's outcome contradicts."""
        statuses = outcome.statuses[: len(decision.rows)]
        for number, row in enumerate(decision.rows[: len(statuses)]):
            if statuses[number] == TRUE and row.place in self.never:
                yield f"{row.id} holds, and was said never to hold"
            first = statuses[number] == TRUE and all(s == FALSE for s in statuses[:number])
            if first and row.place in self.unreachable:
                yield f"{row.id} counts, and was said to be covered"
        table = decision.form == "table" and decision.hit_policy != "collect" and decision.otherwise is None
        if table and outcome.state == NONE and decision.place not in self.gaps:
            yield f"{decision.id} has no result, and no gap was found"
        if outcome.clash and not self.overlaps & self._places(decision, outcome):
            yield f"rows of {decision.id} contradict, and no overlap was found"

    @staticmethod
    def _places(decision: Decision, outcome: Outcome) -> set[Place]:
        return {decision.rows[n].place for n in outcome.clash}


def _of_a_part(finding: Finding) -> bool:
    return any(words in finding.message for words in PARTS)


def test_no_deal_contradicts_what_lint_claims() -> None:
    seen: Counter[str] = Counter()
    for seed in BOOKS:
        rules = Rules(make_book(seed))
        rulebook = rules.loaded
        findings = lint(rulebook, None, [limits_of])
        seen.update(f.kind for f in findings)
        claims = Claims(findings)
        try:
            engine = Engine(rulebook, InProcess())
        except TooManyAlternatives:
            assert seen["engine.too-many-alternatives"]
            continue
        for number in range(DEALS):
            deal = make_sheet(rulebook, make_deal(rules.book, seed * 100 + number))
            for (id_, member), outcome in engine.conclude(deal).outcomes.items():
                broken = list(claims.broken_by(rulebook.decisions[id_], outcome))
                assert not broken, f"seed {seed}, deal {number}, {member}: {broken[0]}"
    for kind in ("condition.never", "table.unreachable", "table.gap", "table.overlap"):
        assert seen[kind], f"no rulebook of the run has {kind}: nothing was tried"
