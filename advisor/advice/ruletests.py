"""Rule tests: the tests that stand beside rules, run against the engine, with coverage of rows."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache

from advisor.advice.brief import make_brief
from advisor.advice.expected import Expectation, expectations
from advisor.advice.showing import Show
from advisor.advice.view import Brief
from advisor.engine.conclusions import Conclusions
from advisor.engine.engine import Engine
from advisor.engine.matching import Matcher
from advisor.errors import AdvisorError, Finding, Place
from advisor.facts.sheet import sheet
from advisor.facts.states import FALSE, TRUE
from advisor.playbook.plays import Play
from advisor.records import Record, replace
from advisor.rulebook.decisions import RuleTest
from advisor.rulebook.forms import Problems
from advisor.rulebook.given import Given, GivenReader
from advisor.rulebook.load import Source, load
from advisor.rulebook.nodes import read

TODAY = date(2026, 1, 15)
"""The day of tests that do not name one; any day would do, it only has to stay the same."""


class TestResult(Record):
    """One test's result; `failures` say what was expected and what came out, one line each."""

    id: str
    place: Place
    rule: str
    failures: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Say whether everything expected came out."""
        return not self.failures


class Report(Record):
    """All results, and which rows no test made hold."""

    results: tuple[TestResult, ...]
    rows: int
    uncovered: tuple[tuple[str, Place], ...]

    @property
    def failed(self) -> tuple[TestResult, ...]:
        """Return the results that failed."""
        return tuple(r for r in self.results if not r.passed)


def run_tests(
    files: Iterable[Source],
    plays: Mapping[str, Play],
    new_matcher: Callable[[], Matcher],
    only: str = "",
) -> Report:
    """Run every test (or those whose id, rule or decision is `only`), each deal unguarded.

    Raises `RulebookError` where the files cannot be used.
    """
    return _Runner(tuple(files), plays, new_matcher).run(only)


class _Runner:
    def __init__(
        self, files: tuple[Source, ...], plays: Mapping[str, Play], new_matcher: Callable[[], Matcher]
    ) -> None:
        self.files = files
        self.plays = plays
        self.new_matcher = new_matcher
        self.engines: dict[tuple[tuple[str, str], ...], Engine] = {}
        self.reader = cache(read)
        self.rulebook = load(files, reader=self.reader).or_raise()
        self.covered: set[str] = set()

    def run(self, only: str) -> Report:
        try:
            results = tuple(
                self._test(t) for t in self.rulebook.tests if not only or only in (t.id, t.rule, t.decision)
            )
        finally:
            for engine in self.engines.values():
                engine.matcher.close()
        rows = [(row.id, row.place) for d in self.rulebook.decisions.values() for row in d.rows]
        return Report(results, len(rows), tuple(r for r in rows if r[0] not in self.covered))

    def _engine(self, parameters: Mapping[str, str]) -> Engine:
        key = tuple(sorted(parameters.items()))
        if key not in self.engines:
            rulebook = self.rulebook
            if parameters:
                rulebook = load(self.files, parameters, reader=self.reader).or_raise()
            self.engines[key] = Engine(rulebook, self.new_matcher(), guarded=False)
        return self.engines[key]

    def _test(self, test: RuleTest) -> TestResult:
        problems = Problems()
        given = GivenReader(self.rulebook.dictionary, problems, TODAY).read(test.given)
        expected = expectations(test, self.rulebook, problems)
        failures = [_line(f) for f in problems.findings]
        unknown = [p for p in given.parameters if p not in self.rulebook.parameters]
        failures += [f"unknown parameter '{p}'" for p in unknown]
        if not failures:
            try:
                failures += self._failures(self._with_subject(given, test), expected)
            except AdvisorError as error:
                failures.append(str(error))
        return TestResult(test.id, test.place, test.rule or test.decision, tuple(failures))

    def _with_subject(self, given: Given, test: RuleTest) -> Given:
        """Return the facts given, with an empty portfolio where one is tested and nothing is given of it."""
        subject = self.rulebook.decisions[test.decision].subject
        if subject not in self.rulebook.dictionary.collecting or subject in given.deal.subjects:
            return given
        deal = replace(given.deal, subjects={**given.deal.subjects, subject: {}})
        return replace(given, deal=deal)

    def _failures(self, given: Given, expected: list[Expectation]) -> list[str]:
        engine = self._engine(given.parameters)
        facts = sheet(engine.rulebook.dictionary, given.deal, given.today)
        conclusions = engine.conclude(facts)
        self._cover(conclusions)
        show = Show(engine.rulebook, conclusions)

        @cache
        def page() -> Brief:
            return make_brief(engine.rulebook, self.plays, conclusions)

        found = [f for e in expected if (f := e.check(show, page)) is not None]
        found += [f"the engine and the evaluator disagree: {m}" for m in conclusions.mismatches]
        return found

    def _cover(self, conclusions: Conclusions) -> None:
        for (id_, _), outcome in conclusions.outcomes.items():
            decision = self.rulebook.decisions[id_]
            for row, status in zip(decision.rows, outcome.statuses, strict=False):
                if status == TRUE and outcome.gate != FALSE:
                    self.covered.add(row.id)


def _line(finding: Finding) -> str:
    return f"{finding.place}: {finding.message}" + (f" ({finding.hint})" if finding.hint else "")
