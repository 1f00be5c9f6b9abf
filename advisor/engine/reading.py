"""Readers of input vectors as generated source: direct look-ups where the general scope is not needed."""

from collections.abc import Callable

from advisor.engine.generate import Evaluate, generate
from advisor.engine.lift import FLAG, Lifted, Vector, lift_conditions
from advisor.engine.scope import Here
from advisor.facts.dictionary import Dictionary
from advisor.facts.states import UNKNOWN, Truth, is_known
from advisor.rulebook.conditions import (
    Compare,
    Condition,
    Includes,
    Known,
    Members,
    OneOf,
    Ref,
    Scope,
    truth_of,
)

Read = Callable[[Here], Vector]


def reader(lifted: Lifted, subject: str, dictionary: Dictionary) -> Read:
    """Return a function from a member's scope (not somebody unrecorded, nothing pinned) to its vector."""
    return _Reader(lifted, subject, dictionary).made()


class _Reader:
    def __init__(self, lifted: Lifted, subject: str, dictionary: Dictionary) -> None:
        self.lifted = lifted
        self.subject = subject
        self.dictionary = dictionary
        self.constants: dict[str, object] = {"FLAG": FLAG, "is_known": is_known}
        self.rows: dict[str, str] = {}

    def made(self) -> Read:
        parts = [self._state(i) if isinstance(i, Ref) else self._flag(i) for i in self.lifted.inputs]
        lines = ["def read(scope):"]
        lines += [f"    {name} = {source}" for source, name in self.rows.items()]
        lines.append(f"    return ({''.join(p + ', ' for p in parts)})")
        exec(compile("\n".join(lines), "<inputs>", "exec"), self.constants)
        return self.constants["read"]  # type: ignore[return-value]

    def _constant(self, value: object) -> str:
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name

    def _row(self, source: str) -> str:
        return self.rows.setdefault(source, f"row{len(self.rows)}")

    def _state(self, ref: Ref) -> str:
        applies = self.dictionary.facts[ref.subject][ref.name].applies_when
        if ref.hops or applies:
            return f"scope.state({self._constant(ref)})"
        name = repr(ref.name)
        if ref.start == "own":
            return f"{self._row(f'scope.board.rows[{self.subject!r}][scope.member]')}.get({name})"
        if ref.start == "this":
            return f"{self._row('scope.board.rows[scope.this_subject][scope.this]')}.get({name})"
        if self.dictionary.is_single(ref.start):
            row = f"scope.board.rows[{ref.start!r}][scope.board.single[{ref.start!r}]]"
            return f"{self._row(row)}.get({name})"
        return f"scope.state({self._constant(ref)})"

    def _flag(self, condition: Condition) -> str:
        match condition:
            case OneOf() | Compare():
                return f"FLAG[{self._constant(condition.holds)}({self._state(condition.ref)})]"
            case Includes():
                return f"FLAG[{self._constant(condition.holds)}({self._state(condition.ref)})]"
            case Known():
                yes, no = ("'t'", "'f'") if condition.wanted else ("'f'", "'t'")
                return f"({yes} if is_known({self._state(condition.ref)}) else {no})"
            case Members():
                decide = self._constant(condition.decide)
                return f"FLAG[{decide}(scope, {self._constant(self._member_test(condition))})]"
            case _:
                return f"FLAG[{self._constant(condition)}.settle(scope)]"

    def _member_test(self, condition: Members) -> Callable[[Condition, Scope], Truth]:
        """Return a fast `truth_of` for the members of a quantifier."""
        lifted = lift_conditions((condition.where,))
        read: Read = _Reader(lifted, condition.subject, self.dictionary).made()
        evaluate: Evaluate = generate(lifted)

        def truth(where: Condition, scope: Scope) -> Truth:
            assert isinstance(scope, Here)
            found = evaluate(read(scope))[0]
            return truth_of(where, scope) if found == UNKNOWN else found

        return truth
