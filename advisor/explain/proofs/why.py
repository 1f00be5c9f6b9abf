"""Why, and why not: the answer to a question about the page, a play, a rule or a fact of one deal."""

from collections.abc import Iterator, Mapping

from advisor.advice.showing import Show
from advisor.advice.view import Evidence
from advisor.advice.words import filled
from advisor.engine.conclusions import Conclusions
from advisor.explain.proofs import phrases
from advisor.explain.proofs.asked import Asked, Index, RuleAt
from advisor.explain.proofs.fact_proof import FactProver
from advisor.explain.proofs.near import length
from advisor.explain.proofs.proof import FactProof, RuleProof, Why
from advisor.explain.proofs.proving import At, Prover
from advisor.explain.proofs.rule_proof import RuleProver
from advisor.explain.proofs.standing import Standings
from advisor.labels import same
from advisor.playbook.plays import Play
from advisor.records import Record, fields, replace
from advisor.rulebook.decisions import Rulebook

NEAREST = 30
"""How many rules that do not fire are named when the page as a whole is asked about."""

ORDER = ("shown", "joined", "held", "warns", "left_out", "waits", "skipped", "silent")


def why(
    rulebook: Rulebook,
    plays: Mapping[str, Play],
    conclusions: Conclusions,
    wanted: str,
    nearest: int = NEAREST,
) -> Why:
    """Return the proof of what is wanted: a play, a rule, a fact, or with `""` everything on the page.

    A fact is named by its path (`deal.opening`, `person.王处长.role`), or by its name alone: then it is the
    deal's, or that of every member. Ids may be cut short. Raises `UsageError` or `FactError` with the nearest
    right word. Beside the whole page, `nearest` rules that do not fire are named at most.
    """
    return Explainer(rulebook, plays, conclusions).why(wanted, nearest)


class Explainer:
    """Answers questions about one deal's conclusions, as `why` does, without beginning anew each time."""

    def __init__(self, rulebook: Rulebook, plays: Mapping[str, Play], conclusions: Conclusions) -> None:
        """Find out what became of every rule."""
        self.show = Show(rulebook, conclusions)
        self.index = Index(self.show, plays)
        self.prover = Prover(self.show)
        self.facts = FactProver(self.prover)
        self.rules = RuleProver(self.prover, Standings(self.show, plays))
        self._known: dict[At, tuple[FactProof, tuple[At, ...]]] = {}

    def why(self, wanted: str, nearest: int = NEAREST) -> Why:
        """Return the answer to one question; see the function of that name."""
        deal = self.show.deal
        name = self.show.name("deal", deal.id)
        if wanted.strip():
            asked = self.index.asked(wanted)
            rules = [proof for at in asked.rules for proof in self._proofs(at, asked.play)]
            near: tuple[RuleProof, ...] = ()
        else:
            asked = Asked(same(name))
            rules = list(self._page())
            near = tuple(self._near(nearest))
        rules.sort(key=order)
        return Why(
            deal=deal.id,
            name=name,
            today=self.show.today,
            wanted=wanted,
            heading=asked.heading,
            rules=tuple(rules),
            facts=tuple(self._rest(asked.facts, (*rules, *near))),
            near=near,
            rulebook=self.show.rulebook.digest,
            note=filled(phrases.NOBODY_RECORDED, self.prover.saying.subject(asked.nobody))
            if asked.nobody
            else None,
        )

    def _proofs(self, at: RuleAt, play: str) -> Iterator[RuleProof]:
        """Yield a rule's proofs; of a rule that falls back on the play asked about, those where it does."""
        advice = at[0].rows[at[1]].advice
        always = not play or (advice is not None and play in advice.plays)
        for proof in self.rules.proofs(*at):
            if always or proof.play == play:
                yield proof

    def _page(self) -> Iterator[RuleProof]:
        """Yield the proofs of the actions on the page, then of those that are held back."""
        agenda = self.rules.standings.agenda
        for candidate in (*agenda.chosen, *(hold.candidate for hold in agenda.held)):
            number = candidate.decision.rows.index(candidate.row)
            yield self.rules.proof(candidate.decision, number, candidate.member)

    def _near(self, most: int) -> Iterator[RuleProof]:
        """Yield the recommendations that fire for nobody and miss least, each for whom it is nearest."""
        found: list[tuple[tuple[int, int], int, str, RuleAt, str]] = []
        for decision in self.show.rulebook.recommending:
            members = tuple(self.show.conclusions.rows.get(decision.subject, ()))
            for number, row in enumerate(decision.rows):
                ways = {m: self.rules.way(decision, number, m) for m in members}
                if members and all(ways.values()):
                    nearest = min(ways, key=lambda m: length(ways[m]))
                    weight = row.advice.salience if row.advice else 0
                    found.append((length(ways[nearest]), -weight, row.id, (decision, number), nearest))
        for *_, (decision, number), member in sorted(found, key=lambda f: f[:3])[:most]:
            yield self.rules.proof(decision, number, member)

    def _rest(self, asked: tuple[At, ...], rules: tuple[RuleProof, ...]) -> Iterator[FactProof]:
        """Yield the facts asked for, then what everything rests on, nearest first, each once."""
        seen: set[At] = set()
        level, layer = 0, list(asked)
        below = [self.prover.named[evidence.path] for evidence in opened(*rules)]
        while layer or below:
            for at in dict.fromkeys(layer):
                if at not in seen:
                    seen.add(at)
                    proof, further = self._proved(at)
                    yield replace(proof, level=level)
                    below += further
            level, layer, below = level + 1, below, []

    def _proved(self, at: At) -> tuple[FactProof, tuple[At, ...]]:
        """Return the proof of a fact, and the facts in it that have one of their own."""
        if at not in self._known:
            proof = self.facts.proof(at, 0)
            further = dict.fromkeys(self.prover.named[evidence.path] for evidence in opened(proof))
            self._known[at] = (proof, tuple(further))
        return self._known[at]


def order(proof: RuleProof) -> tuple[int, int, int, int, str, str]:
    """Return what proofs are put in order by: what became of the rule, its score, how little is missing."""
    missing = proof.fails + proof.unknowns
    place = ORDER.index(proof.verdict)
    return (place, -(proof.score or 0), missing, proof.fails, proof.rule.id, proof.about)


def opened(*things: object) -> Iterator[Evidence]:
    """Yield the facts named in some view models that have a proof of their own."""
    for thing in things:
        if isinstance(thing, Evidence):
            if thing.rule is not None:
                yield thing
        elif isinstance(thing, Record):
            yield from opened(*(getattr(thing, name) for name in fields(thing)))
        elif isinstance(thing, tuple):
            yield from opened(*thing)
