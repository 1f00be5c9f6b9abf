"""What follows from a fact sheet: every derived state, every row's truth, and what the engine said."""

from collections.abc import Mapping
from functools import cached_property

from advisor.engine.deciding import Mismatch
from advisor.engine.outcome import Outcome
from advisor.engine.scope import Board, Here
from advisor.facts.dictionary import Dictionary
from advisor.facts.sheet import FactSheet, Rows
from advisor.facts.states import State
from advisor.records import Record


class Conclusions(Record):
    """The conclusions for one deal on one day.

    `rows` holds base and derived states by subject, member and fact. `outcomes` maps (decision id,
    member) to what the decision said. `said` keeps what the rules say where a person typed another value
    over it, and `ended` the typed values that no longer hold because something they rest on changed.
    """

    dictionary: Dictionary
    sheet: FactSheet
    rows: Rows
    outcomes: Mapping[tuple[str, str], Outcome]
    said: Mapping[tuple[str, str, str], State]
    ended: frozenset[tuple[str, str, str]]
    mismatches: tuple[Mismatch, ...]

    @cached_property
    def board(self) -> Board:
        """The states as scopes read them."""
        return Board(self.dictionary, self.sheet, self.rows)

    def scope(self, subject: str, member: str) -> Here:
        """Return a scope that sees these conclusions from a member."""
        return Here(self.board, subject, member)

    def state(self, subject: str, member: str, name: str) -> State:
        """Return the state of a fact."""
        return self.rows.get(subject, {}).get(member, {}).get(name)
