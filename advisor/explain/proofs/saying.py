"""Conditions in words, in both languages, from the dictionary's labels."""

from collections.abc import Sequence

from advisor.advice.showing import Show
from advisor.advice.words import filled
from advisor.explain.proofs import phrases
from advisor.facts.deal import Value
from advisor.facts.types import FactType
from advisor.labels import Label
from advisor.rulebook.conditions import (
    All,
    Always,
    Any,
    Compare,
    CompareFacts,
    Condition,
    Counted,
    Dated,
    Empty,
    Includes,
    Is,
    IsIn,
    Known,
    Members,
    Not,
    OneOf,
    Ref,
)  # fmt: skip


class Saying:
    """Says conditions; values that name members are said by the members' names."""

    def __init__(self, show: Show) -> None:
        """Bind what shows values."""
        self.show = show

    def of(self, condition: Condition) -> Label:
        """Return a whole condition as one phrase."""
        match condition:
            case Always():
                return phrases.ALWAYS
            case All(of=parts):
                return self._joined(parts, phrases.AND)
            case Any(of=parts):
                return self._joined(parts, phrases.OR)
            case Not(of=Any(of=parts)) if len(parts) > 1:
                return filled(phrases.NONE_OF, self._joined(parts, phrases.NEXT))
            case Not(of=part):
                return filled(phrases.NOT, self.of(part))
            case Counted(of=parts):
                return filled(phrases.SOME_OF, amount(condition), self._joined(parts, phrases.NEXT))
            case Members():
                return self.members(condition)
            case _:
                return self._test(condition)

    def head(self, condition: Condition) -> Label:
        """Return what stands above the parts of a condition that are told one by one."""
        match condition:
            case All():
                return phrases.ALL_THESE
            case Any():
                return phrases.ANY_THESE
            case Not(of=Any(of=parts)) if len(parts) > 1:
                return phrases.NONE_THESE
            case Not():
                return phrases.NOT_THIS
            case Counted():
                return filled(phrases.SOME_THESE, amount(condition))
            case _:
                return self.of(condition)

    def _joined(self, parts: Sequence[Condition], joint: Label) -> Label:
        """Join phrases; a part that is itself joined stands in brackets."""
        told = [self.of(part) for part in parts]
        for at, part in enumerate(parts):
            if isinstance(part, (All, Any)) and len(part.of) > 1:
                told[at] = filled(phrases.BRACKETS, told[at])
        return Label(joint.en.join(t.en for t in told), joint.zh.join(t.zh for t in told))

    def members(self, condition: Members) -> Label:
        """Return how many members must be how."""
        subject = self.subject(condition.subject)
        if condition.other:
            subject = filled(phrases.OTHER, subject)
        if isinstance(condition.where, Always):
            quantity = phrases.RECORDED.get((condition.low, condition.high), phrases.MANY_RECORDED)
            return filled(quantity, subject, amount(condition))
        quantity = phrases.QUANTITY.get((condition.low, condition.high), phrases.MANY)
        if condition.every:
            quantity = phrases.EVERY
        return filled(quantity, subject, self.of(condition.where), amount(condition))

    def subject(self, name: str) -> Label:
        """Return a subject as it stands within a sentence."""
        label = self.show.rulebook.dictionary.subjects[name].label
        return Label(label.en[:1].lower() + label.en[1:], label.zh)

    def ref(self, ref: Ref) -> Label:
        """Return the name of a fact as a condition reads it: `Role`, `Opening position (of Main rival)`."""
        label = self.show.fact(ref.subject, ref.name).label
        if ref.hops:
            hop = ref.hops[-1][0]
            found = (f for s in self.show.rulebook.dictionary.facts.values() if (f := s.get(hop)))
            named = next((f.label for f in found if f.type.subject == ref.hops[-1][1]), Label(hop, hop))
            return filled(phrases.OF, label, named)
        return filled(phrases.THIS_ONES, label, self.subject(ref.subject)) if ref.start == "this" else label

    # --- tests of one fact -----------------------------------------------------------------------

    def _test(self, condition: Condition) -> Label:
        match condition:
            case OneOf(ref=ref):
                return self._says(ref, self._one_of(condition))
            case Compare(ref=ref, op=op, constant=constant):
                kind = self._kind(ref)
                words = phrases.DATE_OPS if kind.kind == "date" else phrases.NUMBER_OPS
                return self._says(ref, filled(words[op], self.show.value(kind, constant)))
            case Known(ref=ref, wanted=wanted):
                return self._says(ref, phrases.KNOWN if wanted else phrases.NOT_KNOWN)
            case Includes(ref=ref, value=value):
                return self._says(ref, filled(phrases.INCLUDES, self.element(self._kind(ref), value)))
            case Empty(ref=ref):
                return self._says(ref, phrases.EMPTY)
            case Is(ref=ref):
                return self._says(ref, filled(phrases.THIS, self.subject(self._kind(ref).subject)))
            case IsIn(ref=ref, listed=listed):
                return self._says(ref, filled(phrases.IS_IN, self.ref(listed)))
            case CompareFacts(ref=ref):
                return self._says(ref, self._against(condition))
            case Dated(ref=ref, first=first, last=last):
                return self._says(ref, _dated(first, last))
            case _:
                raise AssertionError(f"{type(condition).__name__} has no words")

    def _kind(self, ref: Ref) -> FactType:
        return self.show.fact(ref.subject, ref.name).type

    def _says(self, ref: Ref, test: Label) -> Label:
        return filled(phrases.SAYS, self.ref(ref), test)

    def element(self, kind: FactType, value: str) -> Label:
        """Return one element of a list in words."""
        return self.show.value(kind, (value,)) if kind.subject else kind.label(value)

    def _one_of(self, condition: OneOf) -> Label:
        kind = self._kind(condition.ref)
        values = self.show.ordered(kind, condition.values)
        if not condition.negated and (side := self._side(kind, values)):
            return side
        words = [self.show.value(kind, v) for v in values]
        if not condition.negated:
            return filled(phrases.EQUALS, _listed(words, phrases.OR_WORD))
        return filled(phrases.IS_NOT, _listed(words, phrases.NOR_WORD))

    def _side(self, kind: FactType, values: list[Value]) -> Label | None:
        """Return "before X" or "after X" where several values at one end of an order are meant."""
        order = list(kind.values)
        if kind.kind != "ordered" or not 1 < len(values) < len(order):
            return None
        if values == order[: len(values)]:
            return filled(phrases.BEFORE, kind.values[order[len(values)]])
        if values == order[-len(values) :]:
            return filled(phrases.AFTER, kind.values[order[-len(values) - 1]])
        return None

    def _against(self, condition: CompareFacts) -> Label:
        kind = self._kind(condition.other)
        ordered = bool(condition.order) or kind.kind == "date"
        other = filled(phrases.QUOTED, self.ref(condition.other))
        if condition.offset:
            by = FactType("duration") if kind.kind == "date" else kind
            size = by.label(abs(condition.offset))
            if kind.kind == "percent":
                size = filled(phrases.POINTS, size.en.removesuffix("%"))
            other = filled(phrases.PLUS if condition.offset > 0 else phrases.MINUS, other, size)
        return filled((phrases.DATE_OPS if ordered else phrases.NUMBER_OPS)[condition.op], other)


def amount(condition: Members | Counted) -> Label:
    """Return how many: "at least 3", "at most 2", "2 to 3"."""
    low, high = condition.low, condition.high
    if low is not None and high is not None:
        return filled(phrases.FROM_TO, str(low), str(high))
    if low is not None:
        return filled(phrases.AT_LEAST, str(low))
    return filled(phrases.AT_MOST, str(high))


def _listed(words: list[Label], joint: Label) -> Label:
    return Label(joint.en.join(w.en for w in words), joint.zh.join(w.zh for w in words))


def _dated(first: int | None, last: int | None) -> Label:
    """Return a date against the day: in the last or next days, longer ago, past."""
    if first is None:
        return phrases.PAST if last == -1 else filled(phrases.LONGER_AGO, str(-1 - (last or 0)))
    if last == 0:
        return filled(phrases.IN_LAST, str(-first))
    return filled(phrases.IN_NEXT, str(last))
