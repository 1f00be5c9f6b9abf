"""Words of a condition to conditions: names of facts, values, parameters, tests."""

import re
from collections.abc import Callable, Mapping

from advisor.errors import FactError
from advisor.facts import literals
from advisor.facts.deal import Value
from advisor.facts.dictionary import Dictionary, FactDef, hint
from advisor.facts.types import FactType
from advisor.records import Record, replace
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
from advisor.rulebook.decisions import Parameter
from advisor.rulebook.forms import Problems
from advisor.rulebook.nodes import ListNode, MapNode, Node, Scalar

QUANTIFIER = re.compile(r"(any|no|every|count)( other)? ([a-z_]\w*)\Z")
COMBINATORS = ("all", "any", "none", "count")
ORDER_WORDS = ("at_least", "at_most", "above", "below")
TIME_WORDS = ("in_last", "in_next", "older_than")
LIST_WORDS = ("includes", "includes_any", "includes_all")
WORDS = (*ORDER_WORDS, "between", "before", "after", "not", *TIME_WORDS, *LIST_WORDS, "is_in", "fact")
NEVER = Any(())
OPPOSITE: Mapping[str, Op] = {"before": "below", "after": "above"}


class Terms(Record):
    """What names mean where a condition stands: its subject, the decision's subject, parameters."""

    dictionary: Dictionary
    parameters: Mapping[str, Parameter]
    problems: Problems
    subject: str
    this: str = ""
    used: set[str] | None = None

    def inside(self, subject: str) -> "Terms":
        """Return the terms for the members of another subject."""
        return replace(self, subject=subject, this=self.this or self.subject)

    # --- names ---------------------------------------------------------------------------------

    def ref(self, text: str, node: Node) -> tuple[Ref, FactDef] | None:
        """Return the fact a name stands for; an unknown name becomes a finding."""
        try:
            return self.resolve(text)
        except FactError as error:
            self.problems.fact_error(node.place, error, "fact.unknown")
            return None

    def resolve(self, text: str) -> tuple[Ref, FactDef]:
        """Return the fact a name stands for; raises `FactError` for an unknown one."""
        parts = text.split(".")
        start, subject = "own", self.subject
        if len(parts) > 1 and parts[0] == "this" and self.this:
            start, subject = "this", self.this
            parts = parts[1:]
        elif len(parts) > 1 and parts[0] in self.dictionary.subjects:
            start, subject = self._start(parts[0])
            parts = parts[1:]
        hops: list[tuple[str, str]] = []
        for name in parts[:-1]:
            fact = self.dictionary.find(subject, name)
            if fact.type.kind != "reference":
                raise FactError(
                    f"'{name}' of {subject} does not point at anything",
                    hint="only references have facts behind a dot",
                )
            hops.append((name, fact.type.subject))
            subject = fact.type.subject
        fact = self.dictionary.find(subject, parts[-1])
        computed = fact.derived or hops or start == "this" or fact.our_act or fact.applies_when
        soft = fact.type.kind == "list" or (fact.type.numeric and bool(computed))
        return Ref(start, tuple(hops), subject, fact.name, soft), fact

    def _start(self, subject: str) -> tuple[str, str]:
        if subject == self.subject:
            return "own", subject
        pair = self.dictionary.subjects[self.subject].pair or ()
        if subject in pair or self.dictionary.is_single(subject):
            return subject, subject
        raise FactError(
            f"there can be many {subject}s: '{subject}.' does not say which",
            hint=f"write 'any {subject}: {{...}}', or go through a reference",
        )

    # --- conditions ----------------------------------------------------------------------------

    def condition(self, node: Node | None, what: str = "when") -> Condition:
        """Return the condition a node says; what cannot be read becomes findings and never holds."""
        if node is None:
            return NEVER
        if isinstance(node, Scalar) and node.text == "always":
            return Always()
        if not isinstance(node, MapNode):
            self.problems.add(
                "condition.form", node.place, f"'{what}' must be a mapping 'fact: test', or 'always'"
            )
            return NEVER
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
            low, high = self._bounds(fields)
            of = self.problems.items(fields.get("of"), "'of' of count")
            return Counted(tuple(self.condition(n, "of") for n in of), low, high)
        items = node.items if isinstance(node, ListNode) else (node,)
        parts = tuple(self.condition(item, word) for item in items)
        if not parts:
            self.problems.add("condition.form", node.place, f"'{word}' has no conditions")
        return _all(list(parts)) if word == "all" else Any(parts) if word == "any" else Not(Any(parts))

    def _bounds(self, fields: Mapping[str, Node]) -> tuple[int | None, int | None]:
        ends: list[int | None] = []
        for word in ("at_least", "at_most"):
            node = fields.get(word)
            text = self.literal(node) if node is not None else None
            if text is not None and not (text.isascii() and text.isdigit()):
                assert node is not None
                self.problems.add("condition.value", node.place, f"'{text}' is not a whole number")
                text = "0"
            ends.append(None if text is None else int(text))
        return ends[0], ends[1]

    def _members(self, match: re.Match[str], key: Scalar, value: Node) -> Condition:
        word, other, subject = match[1], bool(match[2]), match[3]
        if subject not in self.dictionary.subjects:
            self.problems.add(
                "fact.unknown",
                key.place,
                f"unknown subject '{subject}'",
                hint(subject, self.dictionary.subjects),
            )
            return NEVER
        inner = self.inside(subject)
        if word == "count":
            fields = self.problems.fields(value, f"count {subject}", (), ("where", "at_least", "at_most"))
            where = inner.condition(fields["where"], "where") if "where" in fields else Always()
            return Members(subject, where, *self._bounds(fields), other=other)
        where = inner.condition(value, word)
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
            return _all([self._word(ref, fact, key, value) for key, value in node.pairs])
        if fact.type.kind == "list":
            return self._refuse(
                node, f"'{fact.name}' is a list", "write {includes: x}, {includes_any: [x, y]} or empty"
            )
        values = self.values(fact.type, node)
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
        values = self.values(fact.type, node)
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
        texts: tuple[Node, ...] = (node,) if isinstance(node, Scalar) else self.problems.items(node, key.text)
        parts: list[Condition] = []
        for item in texts:
            found = self.value(fact.type, item, one=True)
            if isinstance(found, tuple):
                parts += [Includes(ref, v) for v in found]
        return Any(tuple(parts)) if key.text == "includes_any" else _all(parts) if parts else NEVER

    def _is_in(self, ref: Ref, fact: FactDef, key: Scalar, node: Node) -> Condition:
        fields = self.problems.fields(node, "is_in", ("fact",))
        found = self.ref(self.problems.text(fields.get("fact"), "fact"), node) if "fact" in fields else None
        if found is None:
            return NEVER
        if found[1].type.kind != "list":
            return self._refuse(node, f"'{found[0].text}' is not a list")
        return IsIn(ref, found[0])

    def _fact(self, ref: Ref, fact: FactDef, key: Scalar, node: Node) -> Condition:
        found = self.ref(self.problems.text(node, "fact"), node)
        return NEVER if found is None else CompareFacts(ref, "same", found[0])

    def _against(self, ref: Ref, fact: FactDef, op: Op, node: Node) -> Condition:
        fields = self.problems.fields(node, "the fact to compare with", ("fact",), ("plus", "minus"))
        found = self.ref(self.problems.text(fields.get("fact"), "fact"), node) if "fact" in fields else None
        if found is None:
            return NEVER
        if found[1].type.kind != fact.type.kind:
            return self._refuse(
                node, f"'{fact.name}' is a {fact.type.kind}, '{found[0].text}' a {found[1].type.kind}"
            )
        offset = 0
        offset_type = (
            FactType("duration") if fact.type.kind == "date" else replace(fact.type, low=None, high=None)
        )
        for word, sign in (("plus", 1), ("minus", -1)):
            if word in fields:
                amount = self.value(offset_type, fields[word])
                offset += sign * amount if isinstance(amount, int) else 0
        order = tuple(fact.type.values) if fact.type.kind == "ordered" else ()
        return CompareFacts(ref, op, found[0], offset, order)

    # --- values --------------------------------------------------------------------------------

    def literal(self, node: Node | None) -> str | None:
        """Return a literal's text; `$name` gives the parameter's."""
        if not isinstance(node, Scalar):
            if node is not None:
                self.problems.add("condition.value", node.place, "a single value is wanted here")
            return None
        if not node.text.startswith("$") or node.quoted:
            return node.text
        parameter = self.parameters.get(node.text[1:])
        if parameter is None:
            self.problems.add(
                "parameter.unknown",
                node.place,
                f"unknown parameter '{node.text}'",
                hint(node.text[1:], self.parameters),
            )
            return None
        if self.used is not None:
            self.used.add(parameter.name)
        return parameter.text

    def value(self, kind: FactType, node: Node, one: bool = False) -> Value | None:
        """Return one typed value; what cannot be read becomes a finding."""
        text = self.literal(node)
        if text is None:
            return None
        try:
            return kind.read_many([text]) if one else kind.read(text)
        except FactError as error:
            self.problems.fact_error(node.place, error)
            return None

    def values(self, kind: FactType, node: Node) -> list[Value]:
        """Return one or several typed values."""
        nodes = node.items if isinstance(node, ListNode) else (node,)
        return [v for n in nodes if (v := self.value(kind, n)) is not None]

    def _refuse(self, node: Node, message: str, help_: str = "", kind: str = "condition.type") -> Condition:
        self.problems.add(kind, node.place, message, help_)
        return NEVER


def _all(parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else All(tuple(parts))
