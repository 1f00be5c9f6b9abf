"""What the terminal UI loads: pages know no screen library, the app no rules, files or engine."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LATER = "yaml, tinydb, durable, durable_rules_engine, advisor.engine, advisor.rulebook, advisor.store, advisor.cli"
SCREENS = ("why", "answer", "find", "why_not", "what_if", "flips", "rivals", "changed", "debrief", "debriefed")
LAZY = ", ".join((
    "textual.widgets._markdown", "textual.widgets._data_table", "advisor.explain.proofs.proof", "advisor.exchange.why_tree",
    *(f"advisor.tui.screens.{name}" for name in SCREENS)))  # fmt: skip


def loaded(code: str, names: str) -> list[str]:
    """Return which of some modules are loaded after running code in a fresh interpreter."""
    check = f"\nimport sys\nprint(*sorted({{n.strip() for n in {names!r}.split(',')}} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code + check], cwd=ROOT, capture_output=True, text=True, check=True)
    return run.stdout.split()


def test_pages_need_no_screen_library() -> None:
    names = sorted(path.stem for path in (ROOT / "advisor" / "tui" / "pages").glob("[a-z]*.py"))
    assert {"brief", "proof_page", "what_if", "debrief"} <= set(names)
    code = f"import {', '.join(f'advisor.tui.pages.{name}' for name in names)}"
    assert loaded(code, "textual, rich") == []


def test_the_app_loads_neither_rules_nor_files_nor_dialogs_before_it_paints() -> None:
    code = "import advisor.tui.app"
    assert loaded(code, LATER) == []
    assert loaded(code, LAZY) == []
    assert loaded(code, "textual.app") == ["textual.app"], "the check itself works"


def test_files_and_functions_stay_small() -> None:
    import ast

    for path in (ROOT / "advisor" / "tui").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert source.count("\n") <= (200 if path.name == "app.py" else 250), path
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 40, f"{path}: {node.name}"
