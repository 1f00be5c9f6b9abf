"""CLIPS through clipspy: native defrules over typed templates, in two shapes.

`Joined`: one fact per deal, account, person and rival with a slot for every base fact; derived facts are
asserted by the rules, chained by CLIPS itself, quantifiers are `exists` and `not`. `Flat`: one fact per
decision and member that holds only what the decision reads; Python settles the quantifiers between layers.
"""

from collections.abc import Iterator

import clips
from flat import Answers, Flat, input_test, inputs_of, lines_by_code
from synthetic import MEMBERS, Book, Field, Line, Some, Table, Test

from advisor.facts.deal import Deal, Value

WIDTH = 8  # a firing comes back as one number: line * WIDTH + member
CLIPS_SIGNS = {"at_least": ">=", "at_most": "<=", "above": ">", "below": "<"}


def _slot(name: str, test: Test) -> str:
    if test.op in CLIPS_SIGNS:
        return f"({name} ?{name}&:({CLIPS_SIGNS[test.op]} ?{name} {test.number}))"
    if test.op == "not":
        return f'({name} ~"{test.values[0]}")'
    values = "|".join(f'"{v}"' for v in test.values)
    return f"({name} {values})"


def _template(name: str, fields: tuple[Field, ...]) -> str:
    slots = "".join(
        f" (slot {f.name} (type {'INTEGER' if f.kind == 'number' else 'STRING'}))" for f in fields
    )
    return f"(deftemplate {name} (slot m (type INTEGER)){slots})"


class Joined:
    """Everything in CLIPS."""

    name = "clipspy"

    def __init__(self, book: Book) -> None:
        self.env = clips.Environment()
        self.env.build("(defglobal ?*out* = (create$))")
        for subject in MEMBERS:
            base = tuple(f for f in book.fields if f.subject == subject and not f.layer)
            self.env.build(_template(subject, base))
        for field in book.fields:
            if field.layer:
                self.env.build(f"(deftemplate {field.name} (slot m (type INTEGER)) (slot v (type STRING)))")
        number = 0
        for table in book.tables:
            for row, line in enumerate(table.lines):
                self.env.build(self._rule(table, line, row, number))
                number += 1
            if table.result:
                self.env.build(self._otherwise(table, number))
                number += 1
        self.lines = lines_by_code(book)
        self.templates = {s: self.env.find_template(s) for s in MEMBERS}
        self.out = self.env.find_global("out")

    def _rule(self, table: Table, line: Line, row: int, number: int) -> str:
        tests = [p for p in line.parts if isinstance(p, Test)]
        patterns = list(_patterns(tests, table.subject, "?m"))
        for n, some in enumerate(p for p in line.parts if isinstance(p, Some)):
            patterns.append(_quantifier(some, n))
        return self._written(table, number, row, patterns, line.then)

    def _otherwise(self, table: Table, number: int) -> str:
        patterns = [f"({table.subject} (m ?m))"]
        return self._written(table, number, len(table.lines), patterns, table.otherwise)

    def _written(self, table: Table, number: int, row: int, patterns: list[str], then: str) -> str:
        action = f"(bind ?*out* (create$ ?*out* (+ {number * WIDTH} ?m)))"
        if table.result:
            patterns.append(f"(not ({table.result.name} (m ?m)))")
            action += f' (assert ({table.result.name} (m ?m) (v "{then}")))'
        salience = 1000 - 20 * table.layer - row
        return f"(defrule x{number} (declare (salience {salience})) {' '.join(patterns)} => {action})"

    def answers(self, deal: Deal) -> Answers:
        self.env.reset()
        for subject, members in MEMBERS.items():
            template = self.templates[subject]
            for m, member in enumerate(members):
                facts = deal.facts(subject, member)
                template.assert_fact(
                    m=m, **{name: fact.value for name, fact in facts.items() if name[:4] != "all_"}
                )
        self.env.run()
        lines = self.lines
        found: Answers = {}
        for code in self.out.value:
            subject, id_, value = lines[code // WIDTH]
            found[id_, MEMBERS[subject][code % WIDTH]] = value
        return found


def _patterns(tests: list[Test], own: str, variable: str) -> Iterator[str]:
    """Yield a pattern per fact read; those of the deal and the account first, they cut off most."""
    if not any(t.field.subject == own and not t.field.layer for t in tests):
        tests = [*tests, Test(Field(own, "m", "own"), "own")]
    for subject in ("account", "deal", own):
        mine = [t for t in tests if t.field.subject == subject]
        who = f" (m {variable})" if subject == own else ""
        base = "".join(f" {_slot(t.field.name, t)}" for t in mine if not t.field.layer and t.op != "own")
        if any(not t.field.layer for t in mine):
            yield f"({subject}{who}{base})"
        for test in mine:
            if test.field.layer:
                yield f"({test.field.name}{who} {_slot('v', test)})"
        if subject == own:
            return


def _quantifier(some: Some, number: int) -> str:
    first = " ".join(_patterns(list(some.tests), some.subject, f"?q{number}"))
    if some.word == "no":
        return f"(not (and {first}))"
    if some.word == "any":
        return f"(exists {first})"
    second = " ".join(_patterns(list(some.tests), some.subject, f"?r{number}"))
    for name in {t.field.name for t in some.tests}:
        second = second.replace(f"?{name}&", f"?{name}b&").replace(f"?{name} ", f"?{name}b ")
    return f"(exists {first} {second.replace(f'(m ?r{number})', f'(m ?r{number}&~?q{number})', 1)})"


class OneFlat(Flat):
    """One flat fact per decision and member; CLIPS fires, Python chooses the first row and chains."""

    name = "clipspy, flat facts"

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self.env = clips.Environment()
        self.env.build("(defglobal ?*out* = (create$))")
        number = 0
        for table in book.tables:
            kinds = [
                "number" if isinstance(p, Field) and p.kind == "number" else "" for p in inputs_of(table)
            ]
            fields = tuple(Field("", f"i{n}", kind) for n, kind in enumerate(kinds))
            self.env.build(_template(table.id, fields))
            for line in table.lines:
                slots = "".join(f" {self._slot(table, part)}" for part in line.parts)
                action = f"(bind ?*out* (create$ ?*out* (+ {number * WIDTH} ?m)))"
                self.env.build(f"(defrule x{number} ({table.id} (m ?m){slots}) => {action})")
                number += 1
            number += table.result is not None
        self.templates = {t.id: self.env.find_template(t.id) for t in book.tables}
        self.out = self.env.find_global("out")

    def _slot(self, table: Table, part: Test | Some) -> str:
        name, op, values, number = input_test(table, part)
        return _slot(name, Test(Field("", name, ""), op, values, number))

    def start(self) -> None:
        self.env.reset()

    def put(self, table: Table, member: int, inputs: dict[str, Value]) -> None:
        self.templates[table.id].assert_fact(m=member, **inputs)

    def fired(self) -> list[tuple[int, int]]:
        self.env.run()
        found = [(code // WIDTH, code % WIDTH) for code in self.out.value]
        self.out.value = ()
        return found
