"""`advisor check`: what is wrong in rule and play files, and what a kind of finding means."""

import os
from typing import TYPE_CHECKING

from advisor import content
from advisor.cells import wrap
from advisor.cli import out
from advisor.cli.settings import one_of, width_of
from advisor.errors import UsageError
from advisor.pipeline.workspace import find, is_workspace

if TYPE_CHECKING:
    from advisor.pipeline.check import Checked

FORMATS = ("text", "json")


def check(folder: str | None, format_: str) -> int:
    """Print every finding; 1 when one of them is an error."""
    from advisor.pipeline.check import check as check_pack

    as_json = one_of("--format", format_, FORMATS) == "json"
    found = check_pack(pack_of(folder))
    if as_json:
        out.page(_json(found))
    else:
        for finding in found.findings:
            out.finding(finding)
        out.line(_summary(found))
    return 1 if found.errors else 0


def pack_of(folder: str | None) -> content.Pack:
    """Return the pack a command means: of the folder it names, else of the workspace, else the base pack.

    Optional packs are looked at as well, whether they are switched on or not.
    """
    return content.with_every_pack(_pack_of(folder))


def _pack_of(folder: str | None) -> content.Pack:
    if folder is None:
        return content.pack_of(find())
    has_content = any(
        os.path.isdir(os.path.join(folder, part)) for part in (content.RULES, content.PLAYBOOKS)
    )
    if not has_content and not is_workspace(folder):
        hint = "name a workspace, or the folder that rules/ and playbooks/ are in"
        raise UsageError(f"{folder} has no {content.RULES}/ and no {content.PLAYBOOKS}/", hint=hint)
    return content.pack_of(folder)


def _summary(found: "Checked") -> str:
    holds = f"{found.files} files, {found.rules} rules and rows, {found.plays} plays"
    warnings = len(found.findings) - found.errors
    if not found.findings:
        return f"{holds}: no problems"
    return f"{holds}: {_number(found.errors, 'error')}, {_number(warnings, 'warning')}"


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _json(found: "Checked") -> str:
    import json

    rows = [
        {
            "kind": f.kind, "severity": f.severity, "file": f.place.file, "line": f.place.line,
            "column": f.place.column, "message": f.message, "hint": f.hint,
        }
        for f in found.findings
    ]  # fmt: skip
    document = {
        "schema": "findings/1", "files": found.files, "rules": found.rules, "plays": found.plays,
        "errors": found.errors, "warnings": len(rows) - found.errors, "findings": rows,
    }  # fmt: skip
    return json.dumps(document, indent=2) + "\n"


def explained(kind: str) -> int:
    """Print what a kind of finding means. Raises `UsageError` with the nearest for an unknown one."""
    from advisor.cli.kinds import KINDS
    from advisor.nearest import nearest
    from advisor.rulebook.explained import explain
    from advisor.rulebook.explained import explained as about_rules

    if kind in KINDS:
        text = "".join(f"    {line}\n" for line in wrap(" ".join(KINDS[kind].split()), width_of(None) - 4))
        out.page(f"{kind}\n\n{text}")
        return 0
    if kind not in about_rules() and (near := nearest(kind, KINDS)) is not None:
        raise UsageError(f"there is no kind of finding '{kind[:60]}'", hint=f"did you mean '{near}'?")
    out.page(explain(kind))
    return 0
