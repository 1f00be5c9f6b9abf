"""`decisions/1` files: parameters, decisions, rules and the tests beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from advisor.errors import Place
from advisor.facts.dictionary import Dictionary, FactDef
from advisor.records import replace
from advisor.rulebook.decisions import Decision, Form, Parameter, RuleTest
from advisor.rulebook.derive_forms import FORMS, Built
from advisor.rulebook.forms import Problems
from advisor.rulebook.nodes import MapNode, Node
from advisor.rulebook.rule_forms import build_rules
from advisor.rulebook.terms import Terms

TOP = ("system", "title", "parameters", "decisions")
SHARED = ("label", "source", "tests", "if_unknown", "because", "system")
TEST_WORDS = ("id", "given", "expect", "note")


@dataclass
class Draft:
    """What all decision files say, before layers are known."""

    dictionary: Dictionary
    problems: Problems
    parameters: dict[str, Parameter] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    tests: list[RuleTest] = field(default_factory=list)
    rule_places: dict[str, Place] = field(default_factory=dict)
    used_parameters: set[str] = field(default_factory=set)

    def add_parameters(self, top: MapNode, changed: Mapping[str, str]) -> None:
        """Read a file's parameters; `changed` replaces values (rule tests, a team's overlay)."""
        p = self.problems
        for key, node in p.pairs(top.get("parameters"), "parameters"):
            fields = p.fields(node, f"parameter '{key.text}'", ("value", "origin", "label"))
            if key.text in self.parameters:
                p.add(
                    "parameter.twice",
                    key.place,
                    f"parameter '{key.text}' is declared twice",
                    f"first at {self.parameters[key.text].place}",
                )
                continue
            if any(key.text in facts for facts in self.dictionary.facts.values()):
                p.add(
                    "parameter.name",
                    key.place,
                    f"'{key.text}' is the name of a fact",
                    "parameters and facts never share a name",
                )
            label = p.needed_label(fields.get("label"), f"the label of '{key.text}'", key.place)
            value = changed.get(key.text, p.text(fields.get("value"), "value"))
            self.parameters[key.text] = Parameter(
                key.text, value, p.text(fields.get("origin"), "origin"), label, key.place
            )

    def add_decisions(self, top: MapNode) -> None:
        """Read a file's decisions."""
        p = self.problems
        fields = p.fields(top, "a decisions file", ("schema", "decisions"), TOP)
        system = p.text(fields.get("system"), "system")
        p.label(fields.get("title"), "title", top.place)
        for node in p.items(fields.get("decisions"), "decisions"):
            self._decision(node, system)

    def _decision(self, node: Node, system: str) -> None:
        p = self.problems
        if not isinstance(node, MapNode):
            p.add("form.mapping", node.place, "a decision must be a mapping")
            return
        kinds = [k for k in ("derive", "recommend", "warn") if node.get(k) is not None]
        if len(kinds) != 1:
            p.add("decision.kind", node.place, "a decision says exactly one of 'derive', 'recommend', 'warn'")
            return
        name_node = node.get(kinds[0])
        path = p.text(name_node, kinds[0])
        subject, _, fact = path.partition(".")
        if subject not in self.dictionary.subjects or not fact or name_node is None:
            help_ = self._hint_subject(subject)
            p.add(
                "fact.unknown",
                (name_node or node).place,
                f"'{path}' does not name a subject and a fact",
                help_,
            )
            return
        if path in self.decisions:
            p.add(
                "decision.twice",
                name_node.place,
                f"'{path}' is decided twice",
                f"first at {self.decisions[path].place}",
            )
            return
        terms = Terms(self.dictionary, self.parameters, p, subject, used=self.used_parameters)
        if kinds[0] == "derive":
            decision = self._derive(node, name_node, path, terms)
        else:
            decision = build_rules(node, name_node.place, kinds[0], path, terms)
        if decision is None:
            return
        own = p.text(node.get("system"), "system")
        decision = replace(decision, system=own or system, source=p.source(node.get("source")))
        self.decisions[path] = decision
        self._note_rules(decision)
        self._tests(node.get("tests"), decision.id, "")
        self._rule_tests(node, decision)

    def _hint_subject(self, subject: str) -> str:
        from advisor.facts.dictionary import hint

        return hint(subject, self.dictionary.subjects) or "write subject.fact, for example deal.step"

    def _note_rules(self, decision: Decision) -> None:
        for row in decision.rows:
            if row.id in self.rule_places:
                help_ = f"first at {self.rule_places[row.id]}; ids are permanent and unique"
                self.problems.add("rule.twice", row.place, f"rule id '{row.id}' is used twice", help_)
            self.rule_places[row.id] = row.place

    def _derive(self, node: MapNode, name: Node, path: str, terms: Terms) -> Decision | None:
        p = self.problems
        fact = self._derived_fact(path, name)
        forms = [f for f in FORMS if node.get(f) is not None]
        if fact is None:
            return None
        if len(forms) != 1:
            p.add("decision.form", node.place, f"'{path}' says exactly one of {', '.join(FORMS)}")
            return None
        form: Form = forms[0]
        fields = p.fields(node, f"the decision '{path}'", ("derive", form), (*SHARED, "hit_policy"))
        unknown = p.word(fields.get("if_unknown"), "if_unknown of a derive", ("next_row",), "")
        built = FORMS[form](fields[form], path, fact, terms, p.text(fields.get("hit_policy"), "hit_policy"))
        if unknown:
            built = Built(
                **{**built.__dict__, "rows": tuple(replace(r, skip_unknown=True) for r in built.rows)}
            )
        return Decision(
            id=path, kind="derive", form=form, subject=terms.subject, fact=fact.name,
            label=p.label(fields.get("label"), "label", node.place), place=name.place,
            hit_policy=built.hit_policy, rows=built.rows, otherwise=built.otherwise,
            otherwise_because=built.otherwise_because, compute=built.compute, factors=built.factors,
            claimed=built.claimed, after_last=built.after_last,
            because=p.label(fields.get("because"), "because", node.place),
        )  # fmt: skip

    def _derived_fact(self, path: str, name: Node) -> FactDef | None:
        subject, _, fact_name = path.partition(".")
        fact = self.dictionary.facts.get(subject, {}).get(fact_name)
        if fact is None:
            help_ = (
                self.dictionary.hint(subject, fact_name) or "declare it in rules/facts with 'derived: yes'"
            )
            self.problems.add("fact.unknown", name.place, f"unknown fact '{path}'", help_)
        elif not fact.derived:
            self.problems.add(
                "fact.not-derived",
                name.place,
                f"'{path}' is not declared as derived",
                f"add 'derived: yes' at {fact.place}",
            )
        return fact

    def _tests(self, node: Node | None, decision: str, rule: str) -> None:
        p = self.problems
        for item in p.items(node, "tests"):
            fields = p.fields(item, "a test", ("id", "given", "expect"), TEST_WORDS)
            if "given" in fields and "expect" in fields:
                name = p.text(fields.get("id"), "id")
                self.tests.append(
                    RuleTest(name, fields["given"], fields["expect"], item.place, decision, rule)
                )

    def _rule_tests(self, node: MapNode, decision: Decision) -> None:
        rows = node.get("rules") or node.get("table")
        for item in self.problems.items(rows, "rules") if rows is not None else ():
            if isinstance(item, MapNode):
                rule = item.get("id")
                self._tests(item.get("tests"), decision.id, self.problems.text(rule, "id") if rule else "")
