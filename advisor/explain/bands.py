"""Where the rules cut a number: the values at which a test of it, or of what is computed from it, turns."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from advisor.advice.needs import Need
from advisor.engine.computing import computed, scaled_points
from advisor.engine.conclusions import Conclusions
from advisor.engine.engine import Engine
from advisor.engine.scope import Board, Here
from advisor.facts.sheet import Rows
from advisor.facts.states import State, ends
from advisor.facts.types import LIMIT, FactType
from advisor.records import EMPTY
from advisor.rulebook.conditions import Compare, CompareFacts, Condition, Dated, OneOf, Ref, walk
from advisor.rulebook.decisions import Decision
from advisor.rulebook.reads import conditions

Cuts = set[int]
"""Values at which something turns: everything below a cut reads alike, so does everything from it on."""


class Bands:
    """Finds the cuts of numeric facts in one deal's conclusions.

    All numbers between two cuts are read alike by every rule. A comparison of a fact with a number that is
    itself computed from that fact is the exception: it is not cut where it turns.
    """

    def __init__(
        self, engine: Engine, conclusions: Conclusions, cuts: Mapping[Need, Iterable[int]] = EMPTY
    ) -> None:
        """Bind a deal's conclusions and the engine that knows what reads what; `cuts` are further ones."""
        self.engine = engine
        self.conclusions = conclusions
        self._given = cuts
        self._found: dict[Need, Cuts] = {}

    def of(self, need: Need) -> list[tuple[int, int]]:
        """Return the bands of a numeric fact, lowest first, each with both of its ends.

        An end at the limit of the fact's range, or of what a number can be, is open.
        """
        low, high = limits(self._type(need.subject, need.name))
        cuts = sorted(cut for cut in self._cuts(need) if low < cut <= high)
        return list(zip([low, *cuts], [*(cut - 1 for cut in cuts), high], strict=True))

    def _type(self, subject: str, name: str) -> FactType:
        return self.engine.rulebook.dictionary.facts[subject][name].type

    def _cuts(self, need: Need) -> Cuts:
        if need not in self._found:
            # A fact cannot be computed from itself: the rulebook has no circles.
            self._found[need] = set(self._given.get(need, ()))
            for id_ in self.engine.readers.get((need.subject, need.name), ()):
                decision = self.engine.rulebook.decisions[id_]
                self._found[need] |= self._tested(decision, need) | self._ranked(decision, need)
                if self._is_computed(decision):
                    self._found[need] |= self._through(decision, need)
        return self._found[need]

    def _is_computed(self, decision: Decision) -> bool:
        is_number = decision.kind == "derive" and self._type(decision.subject, decision.fact).numeric
        return is_number and (decision.compute is not None or bool(decision.factors))

    # --- tests of the fact itself ---------------------------------------------------------------

    def _tested(self, decision: Decision, need: Need) -> Cuts:
        found: Cuts = set()
        for condition in conditions(decision):
            for part in walk(condition):
                found.update(self._cuts_of(part, decision, need))
        return found

    def _cuts_of(self, part: Condition, decision: Decision, need: Need) -> Iterator[int]:
        if isinstance(part, CompareFacts):
            yield from self._between(part, decision, need)
        elif isinstance(part, (Compare, OneOf, Dated)) and _names(part.ref, need):
            yield from _constants(part, self.conclusions.sheet.today.toordinal())

    def _between(self, part: CompareFacts, decision: Decision, need: Need) -> Iterator[int]:
        """Yield where a comparison of two facts turns, by what the other fact may be."""
        if _names(part.ref, need):
            for end in self._ends(part.other, decision):
                yield from (end + part.offset, end + part.offset + 1)
        if _names(part.other, need):
            for end in self._ends(part.ref, decision):
                yield from (end - part.offset, end - part.offset + 1)

    def _ranked(self, decision: Decision, need: Need) -> Cuts:
        """Return where a member would pass another one, where the highest or lowest is picked."""
        compute = decision.compute
        if compute is None or compute.op != "pick" or (compute.of, compute.fact) != (need.subject, need.name):
            return set()
        own = Ref("own", (), need.subject, need.name)
        return {cut for end in self._ends(own, decision) for cut in (end, end + 1)}

    def _ends(self, ref: Ref, decision: Decision) -> set[int]:
        """Return every number that a fact compared with may be, for whomever the decision is made."""
        found: set[int | None] = set()
        for subject in {decision.subject, ref.subject}:
            for member in self.conclusions.rows.get(subject, ()):
                if subject == ref.subject:
                    found.update(ends(self.conclusions.state(subject, member, ref.name)))
                else:
                    found.update(ends(self.conclusions.scope(subject, member).state(ref)))
        return {end for end in found if end is not None}

    # --- through what is computed from it --------------------------------------------------------

    def _through(self, decision: Decision, need: Need) -> Cuts:
        """Return the cuts of a computed number, taken back to the fact it is computed from."""
        found: Cuts = set()
        low, high = limits(self._type(need.subject, need.name))
        for member in self.conclusions.rows.get(decision.subject, ()):
            for cut in self._cuts(Need(decision.subject, member, decision.fact)):
                for side in (0, 1):
                    turn = _turn(partial(self._end, decision, member, need, side), cut, low, high)
                    if turn is not None:
                        found.add(turn)
        return found

    def _end(self, decision: Decision, member: str, need: Need, side: int, value: int) -> int | None:
        """Return an end of what a decision computes when the fact has a value."""
        members = self.conclusions.rows[need.subject]
        changed = {**members, need.member: {**members[need.member], need.name: value}}
        rows: Rows = {**self.conclusions.rows, need.subject: changed}
        board = Board(self.engine.rulebook.dictionary, self.conclusions.sheet, rows)
        scope = Here(board, decision.subject, member)
        state: State
        if decision.compute is None:
            state = scaled_points(decision, scope)
        else:
            state = computed(decision.compute, self._type(decision.subject, decision.fact), scope)
        return ends(state)[side]


DAYS = 3_652_059
"""The last day a calendar can name (9999-12-31)."""


def limits(kind: FactType) -> tuple[int, int]:
    """Return the least and the greatest value a numeric fact may have."""
    low, high = (1, DAYS) if kind.kind == "date" else (-LIMIT, LIMIT)
    if kind.kind in ("duration", "money"):
        low = 0
    return (low if kind.low is None else kind.low), (high if kind.high is None else kind.high)


def _names(ref: Ref, need: Need) -> bool:
    return (ref.subject, ref.name) == (need.subject, need.name)


def _constants(part: Compare | OneOf | Dated, today: int) -> Iterator[int]:
    """Yield where a test of one fact turns."""
    match part:
        case Compare(op=op, constant=constant):
            yield from _around(op, constant)
        case OneOf(values=values):
            for value in values:
                if isinstance(value, int):
                    yield from (value, value + 1)
        case Dated(first=first, last=last):
            yield from (() if first is None else (today + first,))
            yield from (() if last is None else (today + last + 1,))


def _around(op: str, constant: int) -> Iterable[int]:
    """Return where a comparison with a constant turns."""
    if op in ("at_least", "below"):
        return (constant,)
    if op in ("above", "at_most"):
        return (constant + 1,)
    return (constant, constant + 1)


def _turn(image: Callable[[int], int | None], cut: int, low: int, high: int) -> int | None:
    """Return the least value whose image lies on the other side of a cut than that of the value before.

    The image only grows or only falls with the value, as every operation does where the rest is settled;
    mostly it is a straight line, so the place is guessed before it is searched by halves.
    """
    first, last = image(low), image(high)
    if first is None or last is None or (first >= cut) == (last >= cut):
        return None
    side = first >= cut
    guess = low + (cut - first) * (high - low) // (last - first)
    tries = [guess, guess + 1, guess - 1, guess + 2]
    while high - low > 1:
        middle = tries.pop(0) if tries else (low + high) // 2
        if not low < middle < high:
            continue
        found = image(middle)
        if found is None:
            return None
        low, high = (middle, high) if (found >= cut) == side else (low, middle)
    return high
