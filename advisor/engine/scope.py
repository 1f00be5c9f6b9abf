"""Where a condition looks: the states of one deal, seen from one member."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from advisor.facts.deal import Value
from advisor.facts.dictionary import Dictionary
from advisor.facts.sheet import FactSheet, Rows
from advisor.facts.states import FALSE, NONE, TRUE, Partial, Span, State, Truth, join
from advisor.rulebook.conditions import Condition, OneOf, Ref


class Board:
    """Everything a scope shares while one deal is evaluated: rows (they grow), the sheet, the dictionary.

    What a fact that applies only in some cases reads is worked out once, when it is first read: layers see
    to it that nothing is read before everything it rests on is settled.
    """

    __slots__ = ("_settled", "_sides", "applies", "dictionary", "rows", "sheet", "single", "today")

    def __init__(self, dictionary: Dictionary, sheet: FactSheet, rows: Rows) -> None:
        """Bind the rows of a sheet, which derived facts are added to."""
        self.dictionary = dictionary
        self.sheet = sheet
        # A sheet may hold only some subjects (a portfolio's); whatever exists once reads as unknown there.
        missing: Rows = {s: {s: {}} for s in dictionary.singles if s not in rows}
        self.rows = missing | rows
        self._sides: dict[str, dict[str, tuple[str, str]]] = {}
        self.today = sheet.today.toordinal()
        self.single = {s: next(iter(self.rows[s]), "") for s in dictionary.singles}
        self.applies = dictionary.applies
        self._settled: dict[tuple[str, str, str], State] = {}

    def read(self, subject: str, member: str, name: str) -> State:
        """Return a fact's state; a fact that does not apply reads "there is none"."""
        if (subject, name) in self.applies:
            return self._applied(subject, member, name)
        members = self.rows.get(subject)
        row = members.get(member) if members else None
        return row.get(name) if row else None

    def sides(self, subject: str, pair: tuple[str, str], member: str) -> tuple[str, str]:
        """Return the two members that a pair joins; a name may itself hold the sign that joins them."""
        if subject not in self._sides:
            left, right = (self.sheet.members(side) for side in pair)
            self._sides[subject] = {f"{a}|{b}": (a, b) for a in left for b in right}
        return self._sides[subject][member]

    def _applied(self, subject: str, member: str, name: str) -> State:
        at = (subject, member, name)
        if at in self._settled:
            return self._settled[at]
        truth = TRUE
        for fact, values in self.applies[subject, name]:
            truth = min(truth, _one_of(subject, fact, values).holds(self.read(subject, member, fact)))
        state = self.rows.get(subject, {}).get(member, {}).get(name)
        if truth == FALSE:
            state = NONE
        elif truth != TRUE and state is not None:
            state = join([state, NONE])
        self._settled[at] = state
        return state


@lru_cache(maxsize=4096)
def _one_of(subject: str, fact: str, values: tuple[Value, ...]) -> OneOf:
    return OneOf(Ref("own", (), subject, fact), frozenset(values))


class Here:
    """A scope: one member's view of the board."""

    __slots__ = ("board", "member", "pins", "subject", "this", "this_subject", "today")

    def __init__(
        self,
        board: Board,
        subject: str,
        member: str | None,
        this: tuple[str, str] | None = None,
        pins: Mapping[Ref, Value] | None = None,
    ) -> None:
        """Look from a member; `None` is somebody nobody recorded."""
        self.board = board
        self.today = board.today
        self.subject = subject
        self.member = member
        self.this_subject, self.this = this or (subject, member or "")
        self.pins = pins

    def state(self, ref: Ref) -> State:
        """Return the state of a fact, through references where there are any."""
        if self.pins is not None and ref in self.pins:
            return self.pins[ref]
        if ref.start == "own" and self.member is not None and not ref.hops:  # nearly all
            return self.board.read(self.subject, self.member, ref.name)
        return self.today_state(ref)

    def today_state(self, ref: Ref) -> State:
        """Return the state of a fact as it is today, whatever is pinned."""
        subject, member = self.origin(ref)
        if not ref.hops:
            return (
                self._unrecorded(ref.name) if member is None else self.board.read(subject, member, ref.name)
            )
        if member is None:
            return None
        return self._follow(subject, (member,), ref)

    def origin(self, ref: Ref) -> tuple[str, str | None]:
        """Return the subject and member at which a ref starts."""
        if ref.start == "own":
            return self.subject, self.member
        if ref.start == "this":
            return self.this_subject, self.this
        return ref.start, self.other(ref.start)

    def other(self, start: str) -> str | None:
        """Return the member of a subject that exists once, or of the pair this member belongs to."""
        pair = self.board.dictionary.subjects[self.subject].pair
        if pair and start in pair and self.member is not None:
            return self.board.sides(self.subject, pair, self.member)[pair.index(start)]
        return self.board.single.get(start, "")

    def _unrecorded(self, name: str) -> State:
        fact = self.board.dictionary.facts[self.subject].get(name)
        if fact is None or not (fact.our_act or fact.needs_contact):
            return None
        return "no" if fact.type.kind == "yes_no" else NONE

    def _follow(self, subject: str, members: tuple[str, ...], ref: Ref) -> State:
        """Go along the references; where several targets are possible, cover what each would say."""
        lost = False
        for name, target in ref.hops:
            found: set[str] = set()
            for member in members:
                state = self.board.read(subject, member, name)
                if state is None or isinstance(state, (Span, Partial)):
                    return None
                values = state if isinstance(state, frozenset) else {state}
                lost = lost or NONE in values
                found |= {str(v) for v in values if v != NONE}
            members, subject = tuple(sorted(found)), target
        states = [self.board.read(subject, member, ref.name) for member in members]
        return join([*states, NONE] if lost or not states else states)

    def settled(self, condition: Condition) -> Truth:
        """Settle a condition from the facts."""
        return condition.settle(self)

    def each(self, subject: str, other: bool) -> Iterator["Here"]:
        """Yield a scope per recorded member, sorted by id."""
        this = (self.this_subject, self.this)
        for member in self.board.sheet.members(subject):
            if not (other and member == self.this and subject == self.this_subject):
                yield Here(self.board, subject, member, this)

    def somebody_else(self, subject: str) -> "Here | None":
        """Return the scope of somebody nobody recorded, while there may be one."""
        if not self._may_be_more(subject):
            return None
        return Here(self.board, subject, None, (self.this_subject, self.this))

    def _may_be_more(self, subject: str) -> bool:
        definition = self.board.dictionary.subjects[subject]
        if definition.pair:
            return any(self._may_be_more(side) for side in definition.pair)
        return bool(definition.all_known) and subject not in self.board.sheet.complete

    def pinned(self, values: Mapping[Ref, Value]) -> "Here":
        """Return the scope with some facts held at a possible value."""
        return Here(self.board, self.subject, self.member, (self.this_subject, self.this), values)
