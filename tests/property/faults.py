"""Planted faults: each makes the core wrong in one way that the laws must notice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from advisor.engine import compiler, computing, deciding, engine, masks, outcome, reading, remembering, scope
from advisor.engine.deciding import Deciding
from advisor.engine.lift import Vector
from advisor.engine.matching import Ruleset
from advisor.engine.memo import Memo
from advisor.engine.scope import Board, Here
from advisor.explain import bands
from advisor.facts import sheet
from advisor.facts.deal import Deal
from advisor.facts.sheet import FactSheet
from advisor.facts.states import NONE, TRUE, UNKNOWN, State, listing, span
from advisor.rulebook import alternatives, conditions
from advisor.rulebook.decisions import Decision

Patch = pytest.MonkeyPatch
Fault = Callable[[Patch], None]


def wrong_negation(patch: Patch) -> None:
    """`not at_least` is written for the engine as `at most` instead of `below`."""
    patch.setitem(alternatives.OPS, "at_least", ("gte", "lte"))  # type: ignore[arg-type]


def dropped_test(patch: Patch) -> None:
    """The last test of every longer pattern is lost on the way to the engine."""
    right = compiler.ruleset

    def ruleset(*given: Any) -> Ruleset:
        found = right(*given)
        shorter = tuple((row, tests[:-1] if len(tests) > 2 else tests) for row, tests in found.patterns)
        return found._replace(patterns=shorter)

    patch.setattr(compiler, "ruleset", ruleset)


def ignored_unknown_row(patch: Patch) -> None:
    """A `first` table passes over rows that are unknown."""
    right = outcome._first

    def first(decision: Decision, statuses: tuple[int, ...]) -> outcome.Result:
        return right(decision, tuple(0 if s == UNKNOWN else s for s in statuses))

    patch.setattr(outcome, "_first", first)


def none_is_unknown(patch: Patch) -> None:
    """ "There is none" is read as "unknown"."""
    right = Board.read

    def read(self: Board, *at: str) -> State:
        found = right(self, *at)
        return None if found == NONE else found

    patch.setattr(Board, "read", read)


def nobody_unrecorded(patch: Patch) -> None:
    """Every list is taken as complete."""
    patch.setattr(Here, "somebody_else", lambda self, subject: None)


def swapped_span(patch: Patch) -> None:
    """The ends of computed spans are swapped."""
    patch.setattr(computing, "span", lambda low, high: span(high, low))


def one_combination(patch: Patch) -> None:
    """Of a set that must be split only the first value is tried."""
    right = deciding.split

    def split(*given: Any) -> tuple[tuple[Vector, ...], bool]:
        vectors, capped = right(*given)
        return vectors[:1] * min(2, len(vectors)), capped

    patch.setattr(deciding, "split", split)


def forgotten_possible(patch: Patch) -> None:
    """A collected list leaves out what is only possible."""
    right = outcome.collected

    def collected(decision: Decision, statuses: tuple[int, ...]) -> State:
        return right(decision, tuple(s if s == TRUE else 0 for s in statuses))

    patch.setattr(deciding, "collected", collected)


def forgotten_elements(patch: Patch) -> None:
    """`collect` over members leaves out what is only possible."""
    patch.setattr(computing, "listing", lambda sure, possible, more=False: listing(sure, frozenset(), more))


def unknown_is_done(patch: Patch) -> None:
    """A path takes unknown evidence for done."""
    right = outcome.stands_at

    def stands_at(decision: Decision, statuses: tuple[int, ...]) -> State:
        return right(decision, tuple(TRUE if s == UNKNOWN else s for s in statuses))

    patch.setattr(deciding, "stands_at", stands_at)


def never_stale(patch: Patch) -> None:
    """Facts never grow old."""
    patch.setattr(sheet, "is_stale", lambda *given: False)


def wrong_day(patch: Patch) -> None:
    """Dates are compared with tomorrow."""
    right = Board.__init__

    def init(self: Board, *given: Any) -> None:
        right(self, *given)
        self.today += 1

    patch.setattr(Board, "__init__", init)


def wrong_bound(patch: Patch) -> None:
    """`above` is computed as `at least`."""
    patch.setitem(conditions.COMPARE, "above", conditions.COMPARE["at_least"])  # type: ignore[arg-type]


def half_a_key(patch: Patch) -> None:
    """The memo remembers a decision's answer without the facts it was given for."""
    get, put = Memo.get, Memo.put
    patch.setattr(Memo, "get", lambda self, key: get(self, key[0]))
    patch.setattr(Memo, "put", lambda self, key, value: put(self, key[0], value))


def lost_bit(patch: Patch) -> None:
    """The masks take what a value leaves open for certain."""
    patch.setattr(masks, "TRUTH", {**masks.TRUTH, None: TRUE})


def frozen_nobody(patch: Patch) -> None:
    """Whether somebody unrecorded fits is decided once for all quantifiers."""
    patch.setattr(reading._Quantifier, "_fits", lambda self, unrecorded: 0)


def forgotten_read(patch: Patch) -> None:
    """One of the facts that a decision reads is not noted."""
    right = engine.reads
    patch.setattr(engine, "reads", lambda *given: frozenset(sorted(right(*given))[1:]))


def one_question(patch: Patch) -> None:
    """Of the questions about a row that reads sets only the first is asked, and the row given up."""
    right = Deciding._asks

    def asks(self: Deciding, *given: Any) -> Any:
        found = right(self, *given)
        return found if len(found) < 2 else (tuple(None for _ in found[0]),)

    patch.setattr(Deciding, "_asks", asks)


def nameless_crowd(patch: Patch) -> None:
    """What a computation says of some members is remembered without their names."""
    patch.setattr(remembering, "NAMING", ())


def forgotten_nothing(patch: Patch) -> None:
    """A grid or map always has a result."""
    patch.setattr(Deciding, "_may_be_nothing", lambda self, vector: False)


def members_as_written(patch: Patch) -> None:
    """Members come in the order in which they were recorded."""
    patch.setattr(FactSheet, "members", lambda self, subject: tuple(self.rows.get(subject, ())))
    patch.setattr(Deal, "members", lambda self, subject: tuple(self.subjects.get(subject, ())))


def first_target(patch: Patch) -> None:
    """Of several people a reference may lead to, only the first is asked."""
    patch.setattr(scope, "join", lambda states: states[0])


def late_turn(patch: Patch) -> None:
    """A computed number is taken back to a fact one too high."""
    right = bands._turn

    def turn(*given: Any) -> int | None:
        found = right(*given)
        return None if found is None else found + 1

    patch.setattr(bands, "_turn", turn)


def untold_list(patch: Patch) -> None:
    """Trying "everybody is recorded" does not complete a list."""
    patch.setattr(sheet, "_complete", lambda rows, dictionary, deal: frozenset())


FAULTS: Mapping[Fault, tuple[str, ...]] = {
    wrong_negation: ("agreement",),
    dropped_test: ("agreement",),
    ignored_unknown_row: ("soundness",),
    none_is_unknown: ("soundness",),
    nobody_unrecorded: ("soundness",),
    swapped_span: ("soundness",),
    one_combination: ("soundness",),
    forgotten_possible: ("soundness",),
    forgotten_elements: ("soundness",),
    unknown_is_done: ("soundness",),
    never_stale: ("soundness",),
    wrong_day: ("soundness",),
    wrong_bound: ("soundness", "one_answer"),
    half_a_key: ("one_answer",),
    lost_bit: ("one_answer",),
    frozen_nobody: ("soundness",),
    forgotten_read: ("revision",),
    one_question: ("soundness",),
    nameless_crowd: ("one_answer", "revision"),
    forgotten_nothing: ("soundness",),
    members_as_written: ("order",),
    first_target: ("soundness",),
    late_turn: ("bands",),
    untold_list: ("soundness", "trying"),
}
"""Each fault with the laws of which one must notice it."""
