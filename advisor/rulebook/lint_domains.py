"""What values a fact can have, as far as the rules say: ends, steps, and whether there may be none."""

from collections.abc import Iterable
from datetime import date

from advisor.facts.dictionary import FactDef
from advisor.facts.states import NONE, State
from advisor.facts.types import DECIMALS, FactType
from advisor.rulebook.conditions import Members, Ref
from advisor.rulebook.decisions import Decision, Rulebook
from advisor.rulebook.lint_words import said
from advisor.rulebook.nothing import Nothing

ONE = 10 ** DECIMALS["number"]
WHOLE = ("count", "count_list", "days_since", "days_until")
TODAY = 740_000
"""The day number that stands for today: any will do, dates against the day move with it."""


class Domains:
    """Answers questions about the facts of one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Bind the rulebook."""
        self.rulebook = rulebook
        self._nothing = Nothing(rulebook.dictionary, rulebook.decisions)

    def fact(self, ref: Ref) -> FactDef:
        """Return the definition of the fact a reference leads to."""
        return self.rulebook.dictionary.facts[ref.subject][ref.name]

    def type(self, ref: Ref) -> FactType:
        """Return the type of the fact a reference leads to."""
        return self.fact(ref).type

    def may_be_none(self, ref: Ref) -> bool:
        """Say whether a fact can read "there is none"."""
        return self._nothing.ref(ref)

    def is_typed(self, ref: Ref) -> bool:
        """Say whether a fact is told by people: it may be unknown, and is not split into its values."""
        fact = self.fact(ref)
        return not fact.derived and not fact.our_act

    def usual(self, ref: Ref) -> int:
        """Return a number to begin with where no rule names one."""
        return TODAY if self.type(ref).kind == "date" else 0

    def around(self, ref: Ref, constants: Iterable[int], width: int) -> tuple[State, ...]:
        """Return constants with `width` neighbours on each side that the fact can really have."""
        step = self._step(ref.subject, ref.name)
        low, high = self.ends(ref)
        found = {c // step * step + n * step for c in constants for n in range(-width, width + 1)}
        return tuple(sorted(v for v in found if (low is None or low <= v) and (high is None or v <= high)))

    def _decision(self, subject: str, name: str) -> Decision | None:
        return self.rulebook.deriving(subject, name)

    def _step(self, subject: str, name: str, depth: int = 9) -> int:
        """Return the unit a number moves in: counts and days of a number fact are whole."""
        decision = self._decision(subject, name)
        compute = decision.compute if decision else None
        if compute is None or self.rulebook.dictionary.facts[subject][name].type.kind != "number":
            return 1
        if compute.op == "copy" and depth:
            return self._step(compute.refs[0].subject, compute.refs[0].name, depth - 1)
        return ONE if compute.op in WHOLE else 1

    def ends(self, ref: Ref) -> tuple[int | None, int | None]:
        """Return the lowest and the highest number a fact can be, as far as the rules say."""
        kind = self.type(ref)
        decision = self._decision(ref.subject, ref.name)
        if (
            decision is not None
            and decision.compute is not None
            and decision.compute.op in ("count", "count_list")
        ):
            return 0, None
        if decision is not None and decision.factors:
            low = sum(f.low * f.weight for f in decision.factors)
            high = sum(f.high * f.weight for f in decision.factors)
            return low // 10_000, -(-high // 10_000)
        return kind.low, kind.high

    def text(self, key: Ref | Members, state: State) -> str:
        """Return what a case says of one fact, close to how a rule file would say it."""
        if isinstance(key, Members):
            return _people(key, state)
        if state is None:
            return f"{key.text} not known"
        if state == NONE:
            return f"{key.text} = no result"
        if isinstance(state, tuple):
            return f"{key.text} = [{', '.join(map(_plain, state))}]"
        kind = self.type(key)
        if kind.kind == "date" and isinstance(state, int):
            return _dated(key, state, kind)
        shown = kind.show(state) if isinstance(state, int) else _plain(state)
        return f"{key.text} = {shown}"


def _plain(state: object) -> str:
    return {"~another": "another", "~this": "this", "~third": "yet another"}.get(str(state), str(state))


def _dated(ref: Ref, state: int, kind: FactType) -> str:
    days = state - TODAY
    if abs(days) > 4_000:
        return f"{ref.text} = {kind.show(min(max(state, 1), date.max.toordinal()))}"
    when = (
        "today"
        if not days
        else f"today {'+' if days > 0 else '-'} {abs(days)} day{'' if abs(days) == 1 else 's'}"
    )
    return f"{ref.text} = {when}"


def _people(key: Members, state: State) -> str:
    where = said(key.where)
    other = "other " if key.other else ""
    if key.every:
        return f"{'every' if state == 1 else 'not every'} {other}{key.subject} with {where}"
    return f"{'no' if state == 0 else state} {other}{key.subject} with {where}"
