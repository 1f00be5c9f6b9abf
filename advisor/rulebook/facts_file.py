"""`facts/1` files: the fact dictionary as sales ops write it."""

from collections.abc import Mapping

from advisor.errors import FactError, Place
from advisor.facts import literals
from advisor.facts.deal import Value
from advisor.facts.dictionary import Dictionary, FactDef, Matches, SubjectDef, hint
from advisor.facts.types import KINDS, YES_NO, FactType, Kind
from advisor.labels import Label, same
from advisor.records import replace
from advisor.rulebook.forms import Problems
from advisor.rulebook.nodes import MapNode, Node, Scalar

TOP = ("subject", "many_per", "all_known", "pair", "label", "facts")
WORDS = (
    "label", "values", "values_from", "ask", "ask_whom", "fresh_for", "changeable_by", "private", "kept_with",
    "needs_contact", "our_act", "derived", "applies_when", "asked_with", "asked", "group", "range",
    "currency", "copied_from",
)  # fmt: skip
CHANGEABLE = ("us", "buyer", "nobody")
RESERVED = (
    "known",
    "unknown",
    "any",
    "all",
    "none",
    "not",
    "one_of",
    "otherwise",
    "always",
    "empty",
    "overdue",
    "this",
)
ALWAYS_MANY = "deal"


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
        for subject in p.texts(fields.get("subject"), "subject"):
            self._subject(subject, fields, top.place)
            for key, node in p.pairs(fields.get("facts"), "facts"):
                self._fact(subject, key, node)

    def _subject(self, subject: str, fields: Mapping[str, Node], place: Place) -> None:
        p = self.problems
        old = self.subjects.get(subject)
        pair = p.texts(fields.get("pair"), "pair")
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
            type=self._type(fields, key),
            label=p.needed_label(fields.get("label"), f"the label of '{name}'", key.place),
            place=key.place,
            ask=p.label(fields.get("ask"), f"the question of '{name}'", key.place),
            fresh_for=self._fresh(fields.get("fresh_for")),
            our_act=our_act,
            needs_contact=p.flag(fields.get("needs_contact"), "needs_contact"),
            derived=p.flag(fields.get("derived"), "derived"),
            private=p.flag(fields.get("private"), "private"),
            kept_with=p.text(fields.get("kept_with"), "kept_with"),
            asked_with=p.text(fields.get("asked_with"), "asked_with"),
            group=p.text(fields.get("group"), "group"),
            copied_from=p.text(fields.get("copied_from"), "copied_from"),
            changeable_by=p.word(fields.get("changeable_by"), "changeable_by", CHANGEABLE, "nobody"),
        )
        self._needs_question(facts[name], fields)

    def _needs_question(self, fact: FactDef, fields: Mapping[str, Node]) -> None:
        asked = self.problems.word(fields.get("asked"), "asked", ("yes", "no"), "yes") == "yes"
        untold = fact.derived or fact.our_act or fact.copied_from
        silent = untold or fact.type.kind == "text" or fact.asked_with or not asked
        if fact.ask is None and not silent:
            help_ = "add 'ask:' in both languages, or 'asked: no' for facts nobody is asked"
            self.problems.add("fact.no-question", fact.place, f"fact '{fact.path}' has no question", help_)

    def _type(self, fields: Mapping[str, Node], key: Scalar) -> FactType:
        p, node = self.problems, fields.get("type")
        text = p.text(node, "type")
        is_list = text.startswith("list of ")
        inner = text.removeprefix("list of ")
        subject = ""
        if inner.startswith("reference to "):
            inner, subject = "reference", inner.removeprefix("reference to ")
        if inner not in KINDS:
            if node is not None:
                p.add(
                    "fact.type",
                    node.place,
                    f"'{text}' is not a type",
                    hint(inner, list(KINDS)) or ", ".join(KINDS),
                )
            inner = "text"
        kind: Kind = next(k for k in KINDS if k == inner)
        values = self._values(fields.get("values"), key)
        if kind == "yes_no" and not values:
            values = dict(YES_NO)
        if kind in ("choice", "ordered") and not values and "values_from" not in fields:
            p.add("fact.no-values", key.place, f"fact '{key.text}' is a {kind} without values")
        currency = p.text(fields.get("currency"), "currency")
        made = FactType("list" if is_list else kind, values, subject, kind if is_list else None, currency)
        return self._ranged(made, fields.get("range"))

    def _values(self, node: Node | None, key: Scalar) -> dict[str, Label]:
        p = self.problems
        if not isinstance(node, MapNode):
            return {t: same(t) for t in p.texts(node, "values")} if node is not None else {}
        found: dict[str, Label] = {}
        for name, label in node.pairs:
            if name.text in RESERVED or not name.text.isascii() or name.text.startswith("~"):
                p.add(
                    "fact.value-name",
                    name.place,
                    f"'{name.text}' cannot be a value's id",
                    "plain ASCII, not a reserved word",
                )
            found[name.text] = p.needed_label(label, f"the label of '{name.text}'", name.place)
        return found

    def _ranged(self, made: FactType, node: Node | None) -> FactType:
        if node is None:
            return made
        texts = self.problems.texts(node, "range")
        try:
            low, high = (made.read(t) for t in texts)
        except (FactError, ValueError):
            self.problems.add("fact.range", node.place, "a range is two values, [lowest, highest]")
            return made
        assert isinstance(low, int) and isinstance(high, int)
        return FactType(made.kind, made.values, made.subject, made.element, made.currency, low, high)

    def _fresh(self, node: Node | None) -> dict[str, int]:
        p = self.problems
        pairs = [("", node)] if not isinstance(node, MapNode) else [(k.text, v) for k, v in node.pairs]
        found: dict[str, int] = {}
        for value, text in pairs:
            if text is None:
                continue
            try:
                found["" if value == "otherwise" else value] = literals.duration(p.text(text, "fresh_for"))
            except FactError as error:
                p.fact_error(text.place, error)
        return found

    def build(self) -> Dictionary:
        """Return the dictionary; borrowed values, questions and subjects are checked against all files."""
        for (subject, name), fields in self._raw.items():
            fact = self.facts[subject][name]
            if "values_from" in fields:
                fact = replace(fact, type=self._borrowed(fact, fields["values_from"]))
            self.facts[subject][name] = replace(
                fact,
                ask_whom=self._whom(fields.get("ask_whom")),
                applies_when=self._matches(subject, fields.get("applies_when")),
            )
            self._known_words(fact, fields)
        for definition in self.subjects.values():
            self._check_subject(definition)
        return Dictionary(self.subjects, self.facts)

    def _borrowed(self, fact: FactDef, node: Node) -> FactType:
        lender = self._lender(node)
        made = fact.type
        if lender is None:
            return made
        return FactType(
            made.kind, lender.type.values, made.subject or lender.type.subject, made.element, made.currency
        )

    def _lender(self, node: Node) -> FactDef | None:
        subject, _, name = self.problems.text(node, "values_from").partition(".")
        try:
            return Dictionary(self.subjects, self.facts).find(subject, name)
        except FactError as error:
            self.problems.fact_error(node.place, error, "fact.unknown")
            return None

    def _whom(self, node: Node | None) -> tuple[str, Matches] | None:
        if isinstance(node, Scalar):
            return (node.text, ())
        for key, value in self.problems.pairs(node, "ask_whom"):
            if key.text not in self.subjects:
                self.problems.add(
                    "fact.unknown", key.place, f"unknown subject '{key.text}'", hint(key.text, self.subjects)
                )
                return None
            return key.text, self._matches(key.text, value)
        return None

    def _matches(self, subject: str, node: Node | None) -> Matches:
        p, found = self.problems, []
        for key, value in self.problems.pairs(node, "the facts to match"):
            try:
                fact = Dictionary(self.subjects, self.facts).find(subject, key.text)
                lender = self._raw[subject, key.text].get("values_from")
                kind = self._borrowed(fact, lender) if lender else fact.type
                values: tuple[Value, ...] = tuple(kind.read(t) for t in p.texts(value, "a value"))
                found.append((key.text, values))
            except FactError as error:
                p.fact_error(key.place, error, "fact.unknown")
        return tuple(found)

    def _known_words(self, fact: FactDef, fields: Mapping[str, Node]) -> None:
        p = self.problems
        if fact.kept_with and fact.kept_with not in self.subjects:
            p.add(
                "fact.unknown",
                fields["kept_with"].place,
                f"unknown subject '{fact.kept_with}'",
                hint(fact.kept_with, self.subjects),
            )
        if fact.asked_with and fact.asked_with not in self.facts[fact.subject]:
            help_ = hint(fact.asked_with, self.facts[fact.subject])
            p.add("fact.unknown", fields["asked_with"].place, f"unknown fact '{fact.asked_with}'", help_)
        owner, _, copied = fact.copied_from.partition(".")
        if fact.copied_from and copied not in self.facts.get(owner, {}):
            help_ = hint(copied, self.facts.get(owner, {}))
            p.add("fact.unknown", fields["copied_from"].place, f"unknown fact '{fact.copied_from}'", help_)
        if fact.type.subject and fact.type.subject not in self.subjects:
            help_ = hint(fact.type.subject, self.subjects)
            p.add("fact.unknown", fields["type"].place, f"unknown subject '{fact.type.subject}'", help_)

    def _check_subject(self, definition: SubjectDef) -> None:
        p = self.problems
        for name in (definition.many_per, *(definition.pair or ())):
            if name and name not in self.subjects:
                p.add(
                    "fact.unknown", definition.place, f"unknown subject '{name}'", hint(name, self.subjects)
                )
        subject, _, fact = definition.all_known.partition(".")
        if definition.all_known and fact not in self.facts.get(subject, {}):
            help_ = hint(fact, self.facts.get(subject, {}))
            p.add(
                "fact.unknown", definition.place, f"unknown fact '{definition.all_known}' in all_known", help_
            )
