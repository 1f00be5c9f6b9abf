"""Sensitivity: the smallest differences in what was told that would change a result, and its scores."""

from collections.abc import Iterable, Iterator

from advisor.advice.needs import Need
from advisor.advice.showing import Show
from advisor.engine.computing import factor_points
from advisor.engine.scope import Here
from advisor.explain.bands import Bands, limits
from advisor.explain.flipping.below import Below
from advisor.explain.flipping.choices import UNITS, Choice, choices
from advisor.explain.flipping.sensitivity_view import Part, Result, Score, Sensitivity, Sway
from advisor.explain.trial import Trial
from advisor.facts.states import NONE, State, span
from advisor.facts.types import FactType
from advisor.labels import Label
from advisor.rulebook.decisions import Decision, Factor

POINTS = FactType("number")
SHARE = FactType("percent")
WHOLE = 10_000
YEAR = 365
MILLE = 1_000


def sensitivity(trial: Trial, asked: Iterable[Need] = ()) -> Sensitivity:
    """Return what would change some results of a deal; by default what the page says that rests on scores."""
    return Sensitive(trial).told(asked)


class Sensitive:
    """Tries what was told of one deal a little different."""

    def __init__(self, trial: Trial) -> None:
        """Bind a deal that can be tried."""
        self.trial = trial
        self.show = Show(trial.rulebook, trial.conclusions)
        self.bands = Bands(trial.engine, trial.conclusions)

    def told(self, asked: Iterable[Need]) -> Sensitivity:
        """Return the answer for some facts, or for the page."""
        named = tuple(asked)
        results = tuple(map(self.result, named)) if named else tuple(self._page())
        deal = self.show.deal.id
        return Sensitivity(deal, self.show.name("deal", deal), self.show.today, results)

    def _page(self) -> Iterator[Result]:
        """Yield the positions of the page that rest on scores, without those that say the same once more."""
        said: list[set[tuple[str, Label]]] = []
        for ref in self.trial.rulebook.page.position:
            need = Need("deal", self.show.deal.id, ref.name)
            below = self._below(need)
            if ref.start != "own" or ref.hops or not any(self._scales(below)):
                continue
            result = self.result(need)
            swayed = {(sway.path, sway.other) for sway in result.sways}
            if not any(swayed <= other for other in said):
                said.append(swayed)
                yield result

    def result(self, need: Need) -> Result:
        """Return what would change one fact."""
        below = self._below(need)
        facts = sorted(below.fact(need) - {need})
        known = [fact for fact in facts if self._is_told(fact)]
        state = self._state(need, self.trial)
        sways = sorted((s for fact in known for s in self._sways(fact, need, state)), key=_order)
        fact = self.show.fact(need.subject, need.name)
        return Result(
            self.show.path(*need),
            fact.label,
            self.show.state(fact.type, state),
            tuple(sways),
            tuple(self._score(decision, member) for decision, member in self._scales(below)),
            len(known),
            sum(self.trial.conclusions.state(*fact) is None for fact in facts),
        )

    def _below(self, need: Need) -> Below:
        below = Below(self.trial.rulebook, self.trial.conclusions)
        below.fact(need)
        return below

    def _is_told(self, need: Need) -> bool:
        state = self.trial.conclusions.state(*need)
        told = need.name in self.show.deal.facts(need.subject, need.member)
        return told and state is not None and state != NONE

    def _state(self, need: Need, trial: Trial, tried: Choice | None = None, of: Need | None = None) -> State:
        after = trial.conclusions if tried is None or of is None else trial.after({of: tried.value})
        return after.scope(need.subject, need.member).board.read(*need)

    # --- what would change it --------------------------------------------------------------------

    def _sways(self, fact: Need, need: Need, now: State) -> Iterator[Sway]:
        """Yield the smallest differences of one fact that change a result, in each direction there is."""
        kind = self.show.fact(fact.subject, fact.name).type
        told = self.trial.conclusions.state(*fact)
        directions: dict[object, Choice] = {}
        for choice in choices(fact, self.show, self.bands):
            way = _direction(kind, told, choice)
            if way in directions or (way is None and choice.steps > 1):
                continue
            state = self._state(need, self.trial, choice, fact)
            if state != now:
                directions[choice.value if way is None else way] = choice
                yield self._sway(fact, kind, choice, self._said(need, state))

    def _said(self, need: Need, state: State) -> Label:
        return self.show.state(self.show.fact(need.subject, need.name).type, state)

    def _sway(self, fact: Need, kind: FactType, choice: Choice, result: Label) -> Sway:
        told = self.trial.conclusions.state(*fact)
        unit = UNITS["number"]
        is_points = kind.kind == "number" and kind.low is not None and kind.high is not None
        exact = is_points and isinstance(choice.value, int) and choice.value % unit == 0
        points = 0
        if exact and isinstance(told, int) and isinstance(choice.value, int) and told % unit == 0:
            points = (choice.value - told) // unit
        return Sway(
            self.show.path(*fact),
            self.show.fact(fact.subject, fact.name).label,
            self.show.state(kind, told),
            kind.label(choice.value) if exact else choice.label,
            result,
            points,
            _nearness(kind, told, choice),
        )

    # --- scores ----------------------------------------------------------------------------------

    def _scales(self, below: Below) -> Iterator[tuple[Decision, str]]:
        """Yield every scale below a fact, with the member it is worked out for."""
        for need in sorted(below.seen):
            decision = self.trial.rulebook.deriving(need.subject, need.name)
            if decision is not None and decision.factors:
                yield decision, need.member

    def _score(self, decision: Decision, member: str) -> Score:
        scope = self.trial.conclusions.scope(decision.subject, member)
        return Score(
            self.show.path(decision.subject, member, decision.fact),
            self.show.fact(decision.subject, decision.fact).label,
            self.show.state(POINTS, self.trial.conclusions.state(decision.subject, member, decision.fact)),
            tuple(self._part(factor, scope) for factor in decision.factors),
        )

    def _part(self, factor: Factor, scope: Here) -> Part:
        low, high = factor_points(factor, scope)
        adds = span(low * factor.weight // WHOLE, high * factor.weight // WHOLE)
        fact = self.show.fact(factor.ref.subject, factor.ref.name)
        return Part(
            factor.ref.text,
            fact.label,
            self.show.state(POINTS, span(low, high)),
            SHARE.label(factor.weight),
            self.show.state(POINTS, adds),
        )


def _direction(kind: FactType, told: State, choice: Choice) -> str | None:
    """Return the direction of a change; `None` where there is none, as between choices without an order."""
    value = choice.value
    if isinstance(value, int) and isinstance(told, int):
        return "more" if value > told else "less"
    order = list(kind.values)
    if kind.kind == "ordered" and value in order and told in order:
        return "more" if order.index(str(value)) > order.index(str(told)) else "less"
    return None


def _nearness(kind: FactType, told: State, choice: Choice) -> int:
    """Return how far a value is from what was told, in thousandths of what can be: choices are far."""
    if isinstance(choice.value, int) and isinstance(told, int):
        low, high = limits(kind)
        ranged = kind.low is not None and kind.high is not None
        whole = high - low if ranged else YEAR if kind.kind == "date" else max(abs(told), 1)
        return abs(choice.value - told) * MILLE // whole
    return choice.steps * MILLE // max(len(kind.values) - 1, 1) if kind.kind == "ordered" else MILLE


def _order(sway: Sway) -> tuple[int, str, str]:
    return sway.nearness, sway.path, sway.other.en
