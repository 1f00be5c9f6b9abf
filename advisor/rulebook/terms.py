"""Words of a condition to conditions: quantifiers, combinations, and the tests behind a fact."""

import re
from collections.abc import Callable, Mapping

from advisor.errors import FactError
from advisor.facts import literals
from advisor.facts.dictionary import FactDef, hint
from advisor.facts.types import FactType
from advisor.records import replace
from advisor.rulebook.comparable import comparable, differ, element, fits
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
    Op,
    Ref,
)  # fmt: skip
from advisor.rulebook.names import Names
from advisor.rulebook.nodes import ListNode, MapNode, Node, Scalar

QUANTIFIER = re.compile(r"(any|no|every|count)( other)? ([a-z_]\w*)\Z")
COMBINATORS = ("all", "any", "none", "count")
ORDER_WORDS = ("at_least", "at_most", "above", "below")
TIME_WORDS = ("in_last", "in_next", "older_than")
LIST_WORDS = ("includes", "includes_any", "includes_all")
WORDS = (*ORDER_WORDS, "between", "before", "after", "not", *TIME_WORDS, *LIST_WORDS, "is_in", "fact")
NEVER = Any(())
OPPOSITE: Mapping[str, Op] = {"before": "below", "after": "above"}


class Terms(Names):
    """What a condition says where it stands."""

    def condition(self, node: Node | None, what: str = "when") -> Condition:
        """Return the condition a node says; what cannot be read becomes findings and never holds."""
        if node is None:
            return NEVER
        if isinstance(node, Scalar) and node.text == "always":
            return Always()
        if not isinstance(node, MapNode):
            message = f"'{what}' must be a mapping 'fact: test', or 'always'"
            return self._refuse(node, message, "", "condition.form")
        if not node.pairs:
            help_ = "write 'always' where there is no condition"
            return self._refuse(node, f"'{what}' says nothing", help_, "condition.form")
        return _all([self._pair(key, value) for key, value in node.pairs])

    def _pair(self, key: Scalar, value: Node) -> Condition:
        word = key.text
        if word in COMBINATORS and isinstance(value, (ListNode, MapNode)):
            return self._combined(word, value)
        quantifier = QUANTIFIER.match(word)
        if quantifier:
            return self._members(quantifier, key, value)
        found = self.ref(word, key)
        return NEVER if found is None else self.test(*found, value)

    def _combined(self, word: str, node: Node) -> Condition:
        if word == "count":
            fields = self.problems.fields(node, "count", ("of",), ("at_least", "at_most"))
            low, high = self.bounds(node, fields, "count")
            return Counted(self._parts("of", fields.get("of")), low, high)
        parts = self._parts(word, node)
        return _all(list(parts)) if word == "all" else Any(parts) if word == "any" else Not(Any(parts))

    def _parts(self, word: str, node: Node | None) -> tuple[Condition, ...]:
        if isinstance(node, MapNode) and len(node.keys()) > 1 and word != "all":
            help_ = f"write each as a part of a list: {word}: [{{...: ...}}, {{...: ...}}]"
            message = f"'{word}' stands over one mapping of several facts"
            self.problems.add("condition.form", node.place, message, help_)
        items = (node,) if isinstance(node, MapNode) else self.problems.items(node, f"'{word}'")
        if node is not None and not items and isinstance(node, ListNode):
            self.problems.add("condition.form", node.place, f"'{word}' has no conditions")
        return tuple(self.condition(item, word) for item in items)

    def bounds(self, node: Node, fields: Mapping[str, Node], what: str) -> tuple[int | None, int | None]:
        """Return the least and the greatest number that a mapping allows; it must say one of them."""
        low, high = (self.whole(fields[word]) if word in fields else None for word in ("at_least", "at_most"))
        if isinstance(node, MapNode) and "at_least" not in fields and "at_most" not in fields:
            help_ = "add at_least: or at_most: with a whole number"
            self.problems.add("condition.form", node.place, f"'{what}' does not say how many", help_)
        return low, high

    def _members(self, match: re.Match[str], key: Scalar, value: Node) -> Condition:
        word, other, subject = match[1], bool(match[2]), match[3]
        if subject not in self.dictionary.subjects:
            help_ = hint(subject, self.dictionary.subjects)
            return self._refuse(key, f"unknown subject '{subject}'", help_, "fact.unknown")
        inner = self.inside(subject)
        if word == "count":
            fields = self.problems.fields(value, key.text, (), ("where", "at_least", "at_most"))
            where = inner.condition(fields["where"], "where") if "where" in fields else Always()
            return Members(subject, where, *self.bounds(value, fields, key.text), other=other)
        where = inner.condition(value, key.text)
        if word == "every":
            return Members(subject, where, None, None, other, every=True)
        return Members(subject, where, 1 if word == "any" else None, 0 if word == "no" else None, other)

    # --- tests ---------------------------------------------------------------------------------

    def test(self, ref: Ref, fact: FactDef, node: Node) -> Condition:
        """Return the condition that tests a fact as a node says."""
        if isinstance(node, Scalar) and not node.quoted:
            match node.text:
                case "known" | "unknown":
                    return Known(ref, node.text == "known")
                case "empty" if fact.type.kind == "list":
                    return Empty(ref)
                case "overdue" if fact.type.kind == "date":
                    return Dated(ref, None, -1)
                case "this" if fact.type.kind == "reference":
                    return Is(ref)
        if fact.type.kind == "text":
            return self._refuse(node, f"'{fact.name}' is a text: only 'known' and 'unknown' can be tested")
        if isinstance(node, MapNode):
            if not node.pairs:
                help_ = "write a value, a test such as {not: x}, or 'known'"
                return self._refuse(node, f"'{fact.name}' has no test", help_, "condition.form")
            return _all([self._word(ref, fact, key, value) for key, value in node.pairs])
        if fact.type.kind == "list":
            return self._refuse(
                node, f"'{fact.name}' is a list", "write {includes: x}, {includes_any: [x, y]} or empty"
            )
        values = self.values(fact.type, node, fact.name)
        return OneOf(ref, frozenset(values)) if values else NEVER

    def _word(self, ref: Ref, fact: FactDef, key: Scalar, node: Node) -> Condition:
        word, kind = key.text, fact.type.kind
        if word not in WORDS:
            help_ = hint(word, list(WORDS)) or f"tests: {', '.join(WORDS)}"
            return self._refuse(key, f"unknown test '{word}' of '{fact.name}'", help_, "condition.word")
        if kind == "list" and word not in LIST_WORDS:
            return self._refuse(
                key,
                f"'{word}' does not fit '{fact.name}', which is a list",
                f"lists have {', '.join(LIST_WORDS)}",
            )
        if kind != "list" and word in LIST_WORDS:
            return self._refuse(key, f"'{word}' does not fit '{fact.name}', which is not a list")
        builders: Mapping[str, Callable[[Ref, FactDef, Scalar, Node], Condition]] = {
            "not": self._not, "between": self._between, "is_in": self._is_in, "fact": self._fact,
            **dict.fromkeys(ORDER_WORDS, self._order), **dict.fromkeys(("before", "after"), self._side),
            **dict.fromkeys(TIME_WORDS, self._time), **dict.fromkeys(LIST_WORDS, self._list),
        }  # fmt: skip
        return builders[word](ref, fact, key, node)

    def _not(self, ref: Ref, fact: FactDef, key: Scalar, node: Node) -> Condition:
        if isinstance(node, MapNode):
            return Not(self.test(ref, fact, node))
        values = self.values(fact.type, node, fact.name)
        return OneOf(ref, frozenset(values), negated=True) if values else NEVER

    def _order(self, ref: Ref, fact: FactDef, key: Scalar, node: Node) -> Condition:
        if fact.type.kind == "ordered":
            return self._refuse(
                key,
                f"'{fact.name}' is an ordered choice",
                "write {before: x} or {after: x}, or list the values",
            )
        if not fact.type.numeric:
            return self._refuse(key, f"'{key.text}' does not fit '{fact.name}', which is a {fact.type.kind}")
        op: Op = next(w for w in ("at_least", "at_most", "above", "below") if w == key.text)
        if isinstance(node, MapNode):
            return self._against(ref, fact, op, node)
        found = self.value(fact.type, node)
        return Compare(ref, op, found) if isinstance(found, int) else NEVER

    def _side(self, ref: Ref, fact: FactDef, key: Scalar, node: Node) -> Condition:
        op = OPPOSITE[key.text]
        if fact.type.kind not in ("ordered", "date"):
            return self._refuse(key, f"'{key.text}' does not fit '{fact.name}', which is a {fact.type.kind}")
        if isinstance(node, MapNode):
            return self._against(ref, fact, op, node)
        found = self.value(fact.type, node)
        if isinstance(found, int):
            return Compare(ref, op, found)
        order = list(fact.type.values)
        if found not in order:
            return NEVER
        at = order.index(str(found))
        values = order[:at] if key.text == "before" else order[at + 1 :]
        if not values:
            help_ = f"the order is {', '.join(order)}"
            return self._refuse(node, f"nothing comes {key.text} '{found}'", help_, "condition.never")
        return OneOf(ref, frozenset(values))

    def _between(self, ref: Ref, fact: FactDef, key: Scalar, node: Node) -> Condition:
        items = self.problems.items(node, "between")
        if len(items) != 2 or not fact.type.numeric:
            return self._refuse(key, "'between' takes two numbers, amounts or dates: [lowest, highest]")
        low, high = self.value(fact.type, items[0]), self.value(fact.type, items[1])
        if not isinstance(low, int) or not isinstance(high, int):
            return NEVER
        if low > high:
            return self._refuse(node, "nothing lies between these", "lowest first", "condition.never")
        return All((Compare(ref, "at_least", low), Compare(ref, "at_most", high)))

    def _time(self, ref: Ref, fact: FactDef, key: Scalar, node: Node) -> Condition:
        text = self.literal(node)
        if fact.type.kind != "date" or text is None:
            return self._refuse(key, f"'{key.text}' does not fit '{fact.name}', which is a {fact.type.kind}")
        try:
            days = literals.duration(text)
        except FactError as error:
            self.problems.fact_error(node.place, error)
            return NEVER
        if key.text == "in_last":
            return Dated(ref, -days, 0)
        return Dated(ref, 0, days) if key.text == "in_next" else Dated(ref, None, -days - 1)

    def _list(self, ref: Ref, fact: FactDef, key: Scalar, node: Node) -> Condition:
        parts: list[Condition] = []
        for item in self.several(node, fact.name):
            found = self.value(fact.type, item, one=True)
            if isinstance(found, tuple):
                parts += [Includes(ref, v) for v in found]
        return Any(tuple(parts)) if key.text == "includes_any" else _all(parts) if parts else NEVER

    # --- against another fact ------------------------------------------------------------------

    def _is_in(self, ref: Ref, fact: FactDef, key: Scalar, node: Node) -> Condition:
        found = self.named(self.problems.fields(node, "is_in", ("fact",)), "fact")
        if found is None:
            return NEVER
        other, listed = found[0], found[1].type
        if listed.kind != "list":
            return self._refuse(node, f"'{other.text}' is not a list")
        if not comparable(fact.type, element(listed)):
            return self._refuse(node, differ(ref.text, fact.type, other.text, listed))
        return IsIn(ref, other)

    def _fact(self, ref: Ref, fact: FactDef, key: Scalar, node: Node) -> Condition:
        found = self.ref(self.problems.text(node, "fact"), node)
        if found is None:
            return NEVER
        if not comparable(fact.type, found[1].type):
            return self._refuse(node, differ(ref.text, fact.type, found[0].text, found[1].type))
        return CompareFacts(ref, "same", found[0])

    def _against(self, ref: Ref, fact: FactDef, op: Op, node: Node) -> Condition:
        fields = self.problems.fields(node, "the fact to compare with", ("fact",), ("plus", "minus"))
        found = self.named(fields, "fact")
        if found is None:
            return NEVER
        other, kind = found[0], found[1].type
        # Of two ordered choices the first one's order counts, so it must hold every value of the other.
        if kind.kind != fact.type.kind or not fits(kind, fact.type):
            return self._refuse(node, differ(ref.text, fact.type, other.text, kind))
        if fact.type.kind == "ordered":
            if "plus" in fields or "minus" in fields:
                return self._refuse(node, f"'{fact.name}' is no number: nothing can be added to it")
            return CompareFacts(ref, op, other, 0, tuple(fact.type.values))
        by = FactType("duration") if kind.kind == "date" else replace(fact.type, low=None, high=None)
        amounts = [self.value(by, fields[word]) if word in fields else 0 for word in ("plus", "minus")]
        plus, minus = (a if isinstance(a, int) else 0 for a in amounts)
        return CompareFacts(ref, op, other, plus - minus)

    def _refuse(self, node: Node, message: str, help_: str = "", kind: str = "condition.type") -> Condition:
        self.problems.add(kind, node.place, message, help_)
        return NEVER


def _all(parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else All(tuple(parts))
