"""Readers of input vectors as generated source: all members of a decision at once.

What does not depend on the member (facts of the deal and the account, quantifiers) is read once, before the
loop over the members; facts are looked up in the rows directly. Everything else goes through the general
scope. A property test ties the result to `Lifted.read`.
"""

from collections.abc import Callable, Iterable

from advisor.engine.lift import FLAG, Lifted, Vector, lift_conditions
from advisor.engine.masks import REMEMBERED, Evaluate, evaluator
from advisor.engine.scope import Board, Here
from advisor.facts.dictionary import Dictionary
from advisor.facts.states import FALSE, TRUE, UNKNOWN, State, Truth, is_known
from advisor.rulebook.conditions import (
    Compare,
    Condition,
    Includes,
    Is,
    Known,
    Members,
    OneOf,
    Ref,
    repeated,
    walk,
)

Read = Callable[[Board, Iterable[str]], list[Vector]]


def reader(lifted: Lifted, subject: str, dictionary: Dictionary) -> Read:
    """Return a function from the board and the members of a subject to their vectors."""
    return inputs_reader(lifted.inputs, subject, dictionary)


def inputs_reader(inputs: Iterable["Ref | Condition | Crowd"], subject: str, dictionary: Dictionary) -> Read:
    """Return a function from the board and the members of a subject to some inputs of each."""
    return _Writer(subject, dictionary).made(inputs)


class _Writer:
    def __init__(self, subject: str, dictionary: Dictionary) -> None:
        self.subject = subject
        self.dictionary = dictionary
        self.constants: dict[str, object] = {"FLAG": FLAG, "is_known": is_known, "Here": Here}
        self.once: dict[str, str] = {}
        self.each: dict[str, str] = {}

    def made(self, inputs: "Iterable[Ref | Condition | Crowd]") -> Read:
        """Write the function and compile it."""
        parts = [self._part(i) for i in inputs]
        lines = ["def read(board, members):"]
        lines += [f"    {name} = {source}" for source, name in self.once.items()]
        lines += ["    found = []", "    for member in members:"]
        lines += [f"        {name} = {source}" for source, name in self.each.items()]
        lines += [f"        found.append(({''.join(p + ', ' for p in parts)}))", "    return found"]
        exec(compile("\n".join(lines), "<inputs>", "exec"), self.constants)
        return self.constants["read"]  # type: ignore[return-value]

    def _constant(self, value: object) -> str:
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name

    def _once(self, source: str) -> str:
        return self.once.setdefault(source, f"k{len(self.once)}")

    def _each(self, source: str) -> str:
        return self.each.setdefault(source, f"m{len(self.each)}")

    def _shared(self, ref: Ref) -> bool:
        """Say whether all members read the same."""
        return self.dictionary.is_single(ref.start) if ref.start in self.dictionary.subjects else False

    def _part(self, wanted: "Ref | Condition | Crowd") -> str:
        if isinstance(wanted, Ref):
            return self._state(wanted)
        if isinstance(wanted, Crowd):
            return self._once(f"{self._constant(wanted)}(board)")
        return self._flag(wanted)

    def _state(self, ref: Ref) -> str:
        source = self._source(ref)
        return self._once(source) if self._shared(ref) else source

    def _source(self, ref: Ref) -> str:
        name = repr(ref.name)
        shared = self._shared(ref)
        if ref.hops or not (shared or ref.start == "own"):
            return f"{self._scope(shared)}.state({self._constant(ref)})"
        subject = repr(ref.start if shared else self.subject)
        member = f"board.single[{subject}]" if shared else "member"
        if self.dictionary.facts[ref.subject][ref.name].applies_when:
            return f"board.read({subject}, {member}, {name})"
        row = f"board.rows[{subject}][{member}].get"
        return f"{self._once(row) if shared else self._each(row)}({name})"

    def _scope(self, shared: bool) -> str:
        if shared:
            return self._once(f"Here(board, {self.subject!r}, '')")
        return self._each(f"Here(board, {self.subject!r}, member)")

    def _flag(self, condition: Condition) -> str:
        match condition:
            case OneOf() | Compare() | Includes():
                source = f"FLAG[{self._constant(condition.holds)}({self._state(condition.ref)})]"
                return self._once(source) if self._shared(condition.ref) else source
            case Known():
                yes, no = ("'t'", "'f'") if condition.wanted else ("'f'", "'t'")
                source = f"({yes} if is_known({self._state(condition.ref)}) else {no})"
                return self._once(source) if self._shared(condition.ref) else source
            case Members() if not needs_this(condition):
                quantifier = _Quantifier(condition, self.subject, self.dictionary)
                return self._once(f"{self._constant(quantifier)}(board)")
        shared = not needs_this(condition) and all(self._shared(r) for r in condition.refs())
        source = f"FLAG[{self._constant(condition)}.settle({self._scope(shared)})]"
        return self._once(source) if shared else source


def needs_this(condition: Condition) -> bool:
    """Say whether a condition depends on the decision's own member other than through its plain facts."""
    parts = list(walk(condition))
    return any(isinstance(p, Is) or (isinstance(p, Members) and p.other) for p in parts) or any(
        ref.start == "this" for p in parts for ref in p.refs()
    )


def split_refs(conditions: Iterable[Condition]) -> tuple[Ref, ...]:
    """Return every fact of conditions that test one fact twice.

    Such a fact is split into its values, and a test that it shares with another fact then turns on the
    states of both, which the tests' own answers do not tell.
    """
    return tuple(ref for condition in conditions if repeated(condition) for ref in condition.refs())


class Crowd:
    """All members of a subject with what a computation reads of them, and of somebody nobody recorded."""

    def __init__(
        self,
        subject: str,
        where: Condition | None,
        facts: tuple[Ref, ...],
        by_name: bool,
        dictionary: Dictionary,
    ) -> None:
        """Read `facts` and what `where` tests; with `by_name`, who has them matters too."""
        self.subject, self.where, self.by_name = subject, where, by_name
        conditions = () if where is None else (where,)
        inputs = dict.fromkeys((*facts, *split_refs(conditions), *lift_conditions(conditions).inputs))
        self.read = inputs_reader(inputs, subject, dictionary)

    def __call__(self, board: Board) -> tuple[Vector | Truth | None, ...]:
        """Return the whole as one input."""
        members = board.rows.get(self.subject, {})
        read = self.read(board, members)
        vectors = [(m, *v) for m, v in zip(members, read, strict=True)] if self.by_name else read
        unrecorded = Here(board, self.subject, "").somebody_else(self.subject)
        fits = None
        if unrecorded is not None:
            fits = TRUE if self.where is None else self.where.truth(unrecorded)
        return (*vectors, fits)


class _Truths(dict[Vector, Truth]):
    """Whether a member fulfils the condition of a quantifier, by what the condition reads."""

    def __init__(self, evaluate: Evaluate) -> None:
        super().__init__()
        self.evaluate = evaluate

    def __missing__(self, vector: Vector) -> Truth:
        if len(self) >= REMEMBERED:
            self.clear()
        self[vector] = found = self.evaluate(vector)[0]
        return found


class _Quantifier:
    """A quantifier that reads the same for every member of the decision's subject."""

    def __init__(self, condition: Members, subject: str, dictionary: Dictionary) -> None:
        lifted = lift_conditions((condition.where,))
        self.condition, self.subject = condition, subject
        self.read = reader(lifted, condition.subject, dictionary)
        self.truths = _Truths(evaluator(lifted))
        self.splits = bool(repeated(condition.where))
        self.nobody: Truth | None = None
        parts = list(walk(condition.where))
        self.is_constant = not any(isinstance(p, Members) for p in parts) and all(
            ref.start == "own" for p in parts for ref in p.refs()
        )

    def __call__(self, board: Board) -> State:
        """Return the answer as an input."""
        condition = self.condition
        members = board.rows.get(condition.subject, {})
        truths = list(map(self.truths.__getitem__, self.read(board, members)))
        if self.splits and UNKNOWN in truths:
            return FLAG[condition.settle(Here(board, self.subject, ""))]
        if condition.every:
            return FLAG[min(truths, default=FALSE)]
        least, most = truths.count(TRUE), len(truths) - truths.count(FALSE)
        unrecorded = Here(board, self.subject, "").somebody_else(condition.subject)
        if unrecorded is not None and self._fits(unrecorded) != FALSE:
            return FLAG[condition.held(least, None)]
        return FLAG[condition.held(least, most)]

    def _fits(self, unrecorded: Here) -> Truth:
        """Say whether somebody nobody recorded fulfils the condition: often the same for every deal."""
        if self.nobody is not None:
            return self.nobody
        found = self.condition.where.truth(unrecorded)
        if self.is_constant:
            self.nobody = found
        return found
