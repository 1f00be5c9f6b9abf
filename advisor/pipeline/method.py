"""The method's systems as a table made from rules, plays and tests: what exists, what is missing."""

from collections.abc import Mapping

from advisor.playbook.plays import Play
from advisor.records import Record
from advisor.rulebook.decisions import Decision, Rulebook, System
from advisor.rulebook.reads import reads

COLUMNS = (
    "id", "system", "系统", "subject", "results", "rules", "plays", "tests", "sources",
    "open parameters", "holes",
)  # fmt: skip


class SystemRow(Record):
    """One system of the method and what carries it. `holes` names what a complete system would have."""

    system: System
    facts: tuple[str, ...]
    results: tuple[str, ...]
    rules: int
    plays: tuple[str, ...]
    tests: int
    sources: tuple[str, ...]
    parameters: tuple[str, ...]
    holes: tuple[str, ...]


def method_rows(rulebook: Rulebook, plays: Mapping[str, Play]) -> tuple[SystemRow, ...]:
    """Return a row per system, in the order of the method file. The rulebook must hold its tests."""
    return tuple(_row(system, rulebook, plays) for system in rulebook.systems.values())


def _row(system: System, rulebook: Rulebook, plays: Mapping[str, Play]) -> SystemRow:
    decisions = [d for d in rulebook.decisions.values() if d.system == system.id]
    ids = {d.id for d in decisions}
    files = {d.place.file for d in decisions}
    tests = sum(t.decision in ids for t in rulebook.tests)
    used = sorted({p for d in decisions for p in _plays(d)})
    return SystemRow(
        system=system,
        facts=_base_facts(decisions, rulebook),
        results=tuple(sorted(d.id for d in decisions if d.kind == "derive")),
        rules=sum(len(d.rows) for d in decisions if d.kind != "derive"),
        plays=tuple(used),
        tests=tests,
        sources=tuple(sorted({s for d in decisions for s in _sources(d)})),
        parameters=tuple(
            sorted(p.name for p in rulebook.parameters.values() if p.place.file in files and _open(p.origin))
        ),
        holes=_holes(system, bool(decisions), tests, [p for p in used if p in plays]),
    )


def _open(origin: str) -> bool:
    return not origin.startswith("source")


def _holes(system: System, decided: bool, tests: int, plays: list[str]) -> tuple[str, ...]:
    missing = [("rules", decided), ("tests", tests > 0), ("play", bool(plays) or not system.wants_play)]
    return tuple(name for name, there in missing if not there)


def _plays(decision: Decision) -> list[str]:
    found: list[str] = []
    for row in decision.rows:
        if row.advice is not None:
            found += row.advice.plays
            found += [row.advice.pick.if_nobody] if row.advice.pick and row.advice.pick.if_nobody else []
        if row.warning is not None and row.warning.play:
            found.append(row.warning.play)
    return found


def _sources(decision: Decision) -> set[str]:
    texts = [decision.source, *(row.source for row in decision.rows)]
    return {text.split(",")[0].strip() for text in texts if text}


def _base_facts(decisions: list[Decision], rulebook: Rulebook) -> tuple[str, ...]:
    found = {f"{s}.{n}" for d in decisions for s, n in reads(d, rulebook.dictionary)}
    known = {f.path for f in rulebook.dictionary if not f.derived}
    return tuple(sorted(found & known))


def method_page(rows: tuple[SystemRow, ...], rulebook: Rulebook, plays: Mapping[str, Play]) -> str:
    """Return the table as a Markdown page; equal rules give the same text to the letter."""
    rules = sum(len(d.rows) for d in rulebook.decisions.values())
    lines = [
        "# The method, system by system",
        "",
        "Made by `advisor docs method` from the rules, plays and tests themselves; do not edit.",
        "",
        f"{len(rulebook.decisions)} decisions, {rules} rows and rules, {len(rulebook.parameters)} "
        f"parameters, {len(plays)} plays, {len(rulebook.tests)} tests.",
        "",
        f"| {' | '.join(COLUMNS)} |",
        f"| {' | '.join('---' for _ in COLUMNS)} |",
    ]
    lines += [_line(row) for row in rows]
    lines += ["", "## Facts each system reads", ""]
    for row in rows:
        lines.append(f"- **{row.system.id} {row.system.name.en}**: {', '.join(row.facts) or 'none'}")
    return "\n".join(lines) + "\n"


def _line(row: SystemRow) -> str:
    pack = f" (pack {row.system.pack})" if row.system.pack else ""
    cells = (
        row.system.id,
        row.system.name.en + pack,
        row.system.name.zh,
        row.system.unit,
        ", ".join(row.results),
        str(row.rules or ""),
        ", ".join(row.plays),
        str(row.tests or ""),
        ", ".join(row.sources),
        ", ".join(row.parameters),
        ", ".join(f"**no {hole}**" for hole in row.holes),
    )
    return f"| {' | '.join(c.replace('|', '/') for c in cells)} |"
