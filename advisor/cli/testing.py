"""`advisor test`: the tests that stand beside the rules, and which rows none of them reaches."""

from typing import TYPE_CHECKING

from advisor.cli import out
from advisor.cli.checking import pack_of
from advisor.cli.settings import one_of
from advisor.errors import UsageError

if TYPE_CHECKING:
    from advisor.advice.ruletests import Report, TestResult

FORMATS = ("text", "json")
LISTED = 10
"""Rows without a test that are named; the JSON form names all."""


def test(folder: str | None, only: str | None, format_: str) -> int:
    """Run the tests; 1 when one of them fails."""
    from advisor.pipeline.proving import prove

    as_json = one_of("--format", format_, FORMATS) == "json"
    report = prove(pack_of(folder), only or "")
    if only and not report.results:
        raise UsageError(
            f"no test and no rule has the id '{only[:80]}'", hint="'advisor test' runs all of them"
        )
    if as_json:
        out.page(_json(report))
    else:
        for result in report.failed:
            _failure(result)
        for text in _summary(report, everything=not only):
            out.line(text)
    return 1 if report.failed else 0


def _failure(result: "TestResult") -> None:
    out.line(f"{result.place}  failed  {result.id}  [{result.rule}]")
    for failure in result.failures:
        out.line(f"    {failure}")


def _summary(report: "Report", everything: bool) -> list[str]:
    passed = len(report.results) - len(report.failed)
    lines = [f"{len(report.results)} tests: {passed} passed, {len(report.failed)} failed"]
    if everything:
        held = report.rows - len(report.uncovered)
        lines.append(f"{held} of {report.rows} rules and rows held in a test")
        lines += [f"    no test: {id}  {place}" for id, place in report.uncovered[:LISTED]]
        more = len(report.uncovered) - LISTED
        lines += [f"    ... and {more} more (--format json names all)"] if more > 0 else []
    return lines


def _json(report: "Report") -> str:
    import json

    results = [
        {"id": r.id, "rule": r.rule, "place": str(r.place), "passed": r.passed, "failures": list(r.failures)}
        for r in report.results
    ]
    uncovered = [{"id": id, "place": str(place)} for id, place in report.uncovered]
    document = {
        "schema": "tests/1", "tests": len(results), "failed": len(report.failed), "rows": report.rows,
        "uncovered": uncovered, "results": results,
    }  # fmt: skip
    return json.dumps(document, indent=2) + "\n"
