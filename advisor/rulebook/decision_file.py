"""`decisions/1` files: parameters, decisions, rules and the tests beside them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from advisor.errors import Place
from advisor.facts.dictionary import Dictionary, FactDef, hint
from advisor.records import replace
from advisor.rulebook.decisions import Decision, Form, Parameter, RuleTest
from advisor.rulebook.derive_forms import BESIDE, FORMS
from advisor.rulebook.forms import Problems
from advisor.rulebook.nodes import ListNode, MapNode, Node
from advisor.rulebook.rule_forms import build_rules
from advisor.rulebook.terms import Terms

TOP = ("system", "title", "parameters", "decisions")
SHARED = ("label", "source", "tests", "because", "system")
ORIGIN = re.compile(r"(proposal|team|source \S.*)\Z")


@dataclass
class Draft:
    """What all decision files say, before layers are known."""

    dictionary: Dictionary
    problems: Problems
    parameters: dict[str, Parameter] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    tests: list[RuleTest] = field(default_factory=list)
    rule_places: dict[str, Place] = field(default_factory=dict)
    test_places: dict[str, Place] = field(default_factory=dict)
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
            label = p.needed_label(fields.get("label"), f"the label of '{key.text}'")
            value = changed.get(key.text, p.text(fields.get("value"), "value"))
            origin = self._origin(fields.get("origin"))
            self.parameters[key.text] = Parameter(key.text, value, origin, label, key.place)

    def _origin(self, node: Node | None) -> str:
        text = self.problems.text(node, "origin")
        if node is not None and text and not ORIGIN.match(text):
            help_ = "proposal, team, or 'source' with the document's number"
            self.problems.add("form.word", node.place, f"'{text}' is not an origin", help_)
        return text

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
        name = node.get(kinds[0])
        path = p.text(name, kinds[0])
        if name is None or not self._may_decide(path, kinds[0], name):
            return
        terms = Terms(self.dictionary, self.parameters, p, path.partition(".")[0], used=self.used_parameters)
        if kinds[0] == "derive":
            decision = self._derive(node, name, path, terms)
        else:
            decision = build_rules(node, name.place, kinds[0], path, terms)
        if decision is None:
            return
        own = p.text(node.get("system"), "system")
        decision = replace(decision, system=own or system, source=p.source(node.get("source")))
        self.decisions[path] = decision
        self._note_rules(decision)
        self._tests(node.get("tests"), decision.id, "")
        self._rule_tests(node, decision)

    def _may_decide(self, path: str, kind: str, name: Node) -> bool:
        """Say whether a decision can have this name; a finding where it cannot."""
        p = self.problems
        subject, _, fact = path.partition(".")
        if subject not in self.dictionary.subjects or not fact:
            help_ = hint(subject, self.dictionary.subjects) or "write subject.fact, for example deal.step"
            p.add("fact.unknown", name.place, f"'{path}' does not name a subject and a fact", help_)
            return False
        if path in self.decisions:
            help_ = f"first at {self.decisions[path].place}"
            p.add("decision.twice", name.place, f"'{path}' is decided twice", help_)
            return False
        if kind != "derive" and fact in self.dictionary.facts.get(subject, {}):
            help_ = f"give the rules a name of their own, for example {path}_rules"
            p.add("decision.name", name.place, f"'{path}' is the name of a fact", help_)
            return False
        return True

    def _note_rules(self, decision: Decision) -> None:
        for row in decision.rows:
            if row.id:
                self._once("rule.twice", f"rule id '{row.id}'", row.place, self.rule_places)

    def _once(self, kind: str, what: str, place: Place, seen: dict[str, Place]) -> None:
        if what in seen:
            help_ = f"first at {seen[what]}; ids are permanent and unique"
            self.problems.add(kind, place, f"{what} is used twice", help_)
        seen.setdefault(what, place)

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
        words = (*BESIDE.get(form, ()), *SHARED)
        fields = p.fields(node, f"the decision '{path}'", ("derive", form), words)
        built = FORMS[form](fields[form], path, fact, terms, fields)
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
            fields = p.fields(item, "a test", ("id", "given", "expect"), ("note",))
            if "given" in fields and "expect" in fields:
                name = p.text(fields.get("id"), "id")
                if name:
                    self._once("test.twice", f"test id '{name}'", item.place, self.test_places)
                test = RuleTest(name, fields["given"], fields["expect"], item.place, decision, rule)
                self.tests.append(test)

    def _rule_tests(self, node: MapNode, decision: Decision) -> None:
        rows = node.get("rules") or node.get("table")
        for item in rows.items if isinstance(rows, ListNode) else ():
            if isinstance(item, MapNode):
                rule = item.get("id")
                self._tests(item.get("tests"), decision.id, self.problems.text(rule, "id") if rule else "")
