"""`facts/1` files: the fact dictionary as sales ops write it."""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from advisor.errors import FactError, Place
from advisor.facts import literals
from advisor.facts.deal import Value
from advisor.facts.dictionary import Dictionary, FactDef, Matches, SubjectDef, hint
from advisor.facts.types import FactType
from advisor.labels import same
from advisor.records import replace
from advisor.rulebook.comparable import CLOSED
from advisor.rulebook.fact_types import RESERVED, fact_type, lent
from advisor.rulebook.facts_check import check_facts
from advisor.rulebook.forms import Problems
from advisor.rulebook.nodes import ListNode, MapNode, Node, Scalar

TOP = ("subject", "many_per", "all_known", "pair", "label", "facts")
WORDS = (
    "label", "values", "values_from", "ask", "ask_whom", "fresh_for", "changeable_by", "private", "kept_with",
    "needs_contact", "our_act", "derived", "applies_when", "asked_with", "asked", "group", "range",
    "currency", "copied_from",
)  # fmt: skip
CHANGEABLE = ("us", "buyer", "nobody")
SUBJECT = re.compile(r"[a-z_]\w*\Z", re.ASCII)
NO_SUBJECT = (*RESERVED, "count", "no", "every", "own", "today", "done", "parameters")
"""What a subject cannot be called: its name stands beside these words in conditions and given facts."""

T = TypeVar("T")

Path = tuple[str, str]
"""A fact by its subject and name."""


class DictionaryBuilder:
    """Collects the facts of all files; `build` ties borrowed values and checks what needs every file."""

    def __init__(self, problems: Problems) -> None:
        """Start an empty dictionary."""
        self.problems = problems
        self.subjects: dict[str, SubjectDef] = {}
        self.facts: dict[str, dict[str, FactDef]] = {}
        self._raw: dict[tuple[str, str], Mapping[str, Node]] = {}

    def add_file(self, top: MapNode) -> None:
        """Read one `facts/1` file."""
        p = self.problems
        fields = p.fields(top, "a facts file", ("schema", "subject", "facts"), TOP)
        named = fields.get("subject")
        for node in named.items if isinstance(named, ListNode) else (named,) if named is not None else ():
            subject = p.text(node, "subject")
            if subject in NO_SUBJECT or not SUBJECT.match(subject):
                help_ = "small letters, digits and _; not a reserved word"
                p.add("fact.name", node.place, f"'{subject}' cannot be a subject's name", help_)
            self._subject(subject, fields, top.place)
            for key, fact in p.pairs(fields.get("facts"), "facts"):
                self._fact(subject, key, fact)

    def _subject(self, subject: str, fields: Mapping[str, Node], place: Place) -> None:
        p = self.problems
        old = self.subjects.get(subject)
        pair = p.texts(fields.get("pair"), "pair")
        if len(pair) != 2 and "pair" in fields:
            p.add("form.list", fields["pair"].place, "a pair has two sides", "pair: [usp, rival]")
        label = p.label(fields.get("label"), "the subject's label", place)
        self.subjects[subject] = SubjectDef(
            subject,
            label or (old.label if old else same(subject)),
            old.place if old else place,
            p.text(fields.get("many_per"), "many_per") or (old.many_per if old else ""),
            p.text(fields.get("all_known"), "all_known") or (old.all_known if old else ""),
            (pair[0], pair[1]) if len(pair) == 2 else (old.pair if old else None),
        )

    def _fact(self, subject: str, key: Scalar, node: Node) -> None:
        p, name = self.problems, key.text
        facts = self.facts.setdefault(subject, {})
        if name in RESERVED or not name.replace("_", "a").isalnum() or not name.isascii():
            p.add(
                "fact.name",
                key.place,
                f"'{name}' cannot be a fact's name",
                "letters, digits and _; not a reserved word",
            )
        if name in facts:
            p.add(
                "fact.twice",
                key.place,
                f"fact '{subject}.{name}' is declared twice",
                f"first at {facts[name].place}",
            )
            return
        fields = p.fields(node, f"fact '{name}'", ("type", "label"), WORDS)
        self._raw[subject, name] = fields
        our_act = p.flag(fields.get("our_act"), "our_act")
        facts[name] = FactDef(
            subject=subject,
            name=name,
            type=fact_type(fields, key, p),
            label=p.needed_label(fields.get("label"), f"the label of '{name}'"),
            place=key.place,
            ask=p.label(fields.get("ask"), f"the question of '{name}'", key.place),
            our_act=our_act,
            needs_contact=p.flag(fields.get("needs_contact"), "needs_contact"),
            derived=p.flag(fields.get("derived"), "derived"),
            private=p.flag(fields.get("private"), "private"),
            kept_with=p.text(fields.get("kept_with"), "kept_with"),
            asked_with=p.text(fields.get("asked_with"), "asked_with"),
            group=p.text(fields.get("group"), "group"),
            copied_from=p.text(fields.get("copied_from"), "copied_from"),
        )
        self._needs_question(facts[name], fields)

    def _needs_question(self, fact: FactDef, fields: Mapping[str, Node]) -> None:
        asked = self.problems.word(fields.get("asked"), "asked", ("yes", "no"), "yes") == "yes"
        untold = fact.derived or fact.our_act or fact.copied_from
        silent = untold or fact.type.kind == "text" or fact.asked_with or not asked
        if fact.ask is None and not silent:
            help_ = "add 'ask:' in both languages, or 'asked: no' for facts nobody is asked"
            self.problems.add("fact.no-question", fact.place, f"fact '{fact.path}' has no question", help_)

    def build(self) -> Dictionary:
        """Return the dictionary; borrowed values, questions and subjects are checked against all files."""
        waiting = {at: fields["values_from"] for at, fields in self._raw.items() if "values_from" in fields}
        for at in tuple(waiting):
            self._borrow(at, waiting, ())
        for (subject, name), fields in self._raw.items():
            fact = self.facts[subject][name]
            self.facts[subject][name] = replace(
                fact,
                fresh_for=self._by_value(fact.type, fields.get("fresh_for"), self._days),
                changeable_by=self._by_value(fact.type, fields.get("changeable_by"), self._changer),
                ask_whom=self._whom(fields.get("ask_whom")),
                applies_when=self._matches(subject, fields.get("applies_when")),
            )
        made = Dictionary(self.subjects, self.facts)
        check_facts(made, self._raw, self.problems)
        return made

    def _borrow(self, at: Path, waiting: dict[Path, Node], trail: tuple[Path, ...]) -> None:
        """Fill in the values that a fact borrows, after those of the fact that lends them."""
        node = waiting.pop(at, None)
        if node is None:
            return
        subject, _, name = self.problems.text(node, "values_from").partition(".")
        try:
            Dictionary(self.subjects, self.facts).find(subject, name)
        except FactError as error:
            self.problems.fact_error(node.place, error, "fact.unknown")
            return
        if (subject, name) in (at, *trail):
            message = f"'{at[1]}' borrows its values from itself"
            self.problems.add("fact.circle", node.place, message, "one fact of the circle names the values")
            return
        self._borrow((subject, name), waiting, (at, *trail))
        fact = self.facts[at[0]][at[1]]
        kind = lent(fact.type, self.facts[subject][name].type, node, self.problems)
        self.facts[at[0]][at[1]] = replace(fact, type=kind)

    def _by_value(self, kind: FactType, node: Node | None, read: Callable[[Node], T | None]) -> dict[str, T]:
        """Read what is said once for all values, or for some of them and `otherwise`."""
        found: dict[str, T] = {}
        pairs = [(key.text, key, value) for key, value in node.pairs] if isinstance(node, MapNode) else []
        for name, key, _ in pairs:
            if name != "otherwise" and not (kind.kind in CLOSED and name in kind.values):
                message = f"'{name}' is no value of this fact"
                help_ = hint(name, [*kind.values, "otherwise"]) or "or write it once for all values"
                self.problems.add("fact.value", key.place, message, help_)
        said = [(name, value) for name, _, value in pairs]
        for name, value in said if isinstance(node, MapNode) or node is None else [("otherwise", node)]:
            made = read(value)
            if made is not None:
                found["" if name == "otherwise" else name] = made
        return found

    def _days(self, node: Node) -> int | None:
        try:
            return literals.duration(self.problems.text(node, "fresh_for"))
        except FactError as error:
            self.problems.fact_error(node.place, error)
            return None

    def _changer(self, node: Node) -> str:
        return self.problems.word(node, "changeable_by", CHANGEABLE, "nobody")

    def _whom(self, node: Node | None) -> tuple[str, Matches] | None:
        if node is None:
            return None
        pairs = [(node, None)] if isinstance(node, Scalar) else self.problems.pairs(node, "ask_whom")
        if len(pairs) != 1:
            message = "'ask_whom' names one subject"
            self.problems.add("form.mapping", node.place, message, "ask_whom: {person: {power: decider}}")
            return None
        key, value = pairs[0]
        if key.text not in self.subjects:
            help_ = hint(key.text, self.subjects)
            self.problems.add("fact.unknown", key.place, f"unknown subject '{key.text}'", help_)
            return None
        return key.text, self._matches(key.text, value)

    def _matches(self, subject: str, node: Node | None) -> Matches:
        p, found = self.problems, []
        for key, value in self.problems.pairs(node, "the facts to match", some=True):
            try:
                fact = Dictionary(self.subjects, self.facts).find(subject, key.text)
                texts = p.texts(value, "a value")
                values: tuple[Value, ...] = tuple(fact.type.read(text) for text in texts)
                found.append((key.text, values))
            except FactError as error:
                p.fact_error(key.place, error, "fact.unknown")
        return tuple(found)
