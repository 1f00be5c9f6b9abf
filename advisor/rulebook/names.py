"""What names and values in a rule file stand for: facts, parameters, typed values."""

from collections.abc import Mapping
from typing import Self

from advisor.errors import FactError
from advisor.facts.deal import Value
from advisor.facts.dictionary import Dictionary, FactDef, hint
from advisor.facts.types import FactType
from advisor.records import Record, replace
from advisor.rulebook.conditions import Ref
from advisor.rulebook.decisions import Parameter
from advisor.rulebook.forms import Problems
from advisor.rulebook.nodes import ListNode, Node, Scalar


class Names(Record):
    """What names mean in one place: its subject, the decision's subject, parameters."""

    dictionary: Dictionary
    parameters: Mapping[str, Parameter]
    problems: Problems
    subject: str
    this: str = ""
    used: set[str] | None = None

    def inside(self, subject: str) -> Self:
        """Return the terms for the members of another subject."""
        return replace(self, subject=subject, this=self.this or self.subject)

    def ref(self, text: str, node: Node) -> tuple[Ref, FactDef] | None:
        """Return the fact a name stands for; an unknown name becomes a finding."""
        try:
            return self.resolve(text)
        except FactError as error:
            self.problems.fact_error(node.place, error, "fact.unknown")
            return None

    def named(self, fields: Mapping[str, Node], word: str) -> tuple[Ref, FactDef] | None:
        """Return the fact that one word of a mapping names, if it is there."""
        node = fields.get(word)
        return None if node is None else self.ref(self.problems.text(node, f"'{word}'"), node)

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

    def result(self, kind: FactType, node: Node) -> Value | None:
        """Return what a decision gives: one value, or the values of a list."""
        if kind.kind != "list":
            return self.value(kind, node)
        try:
            return kind.read_many(self.problems.texts(node, "a list of values"))
        except FactError as error:
            self.problems.fact_error(node.place, error)
            return None

    def values(self, kind: FactType, node: Node, what: str) -> list[Value]:
        """Return one or several typed values."""
        return [v for n in self.several(node, what) if (v := self.value(kind, n)) is not None]

    def several(self, node: Node, what: str) -> tuple[Node, ...]:
        """Return the nodes of one value or of a list of values, which must not be empty."""
        if not isinstance(node, ListNode):
            return (node,)
        if not node.items:
            message = f"'{what}' is compared with an empty list"
            self.problems.add("condition.form", node.place, message, "name at least one value")
        return node.items

    def whole(self, node: Node) -> int | None:
        """Return a whole number from 0; anything else becomes a finding."""
        text = self.literal(node)
        if text is None or (text.isascii() and text.isdigit() and len(text) < 10):
            return None if text is None else int(text)
        self.problems.add("condition.value", node.place, f"'{text}' is not a whole number")
        return None
