"""The house's floors: no lower room knows a higher one, and no room below the doors draws on a screen."""

import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[1]
FLOORS_1_TO_5 = (
    "labels", "errors", "records", "cells", "nearest", "facts", "rulebook", "engine",
    "advice", "explain", "playbook", "store", "exchange",
)  # fmt: skip
FLOOR_6 = ("pipeline", "content")
DOORS = ("cli", "tui", "demo", "__main__")

# Imports each module in turn and prints the first one after which a forbidden library is loaded.
IMPORT_ALL = """
import importlib, sys
forbidden = set(sys.argv[1].split(","))
for name in sys.argv[2:]:
    importlib.import_module(name)
    if loaded := sorted(forbidden & set(sys.modules)):
        sys.exit(f"{name} loads {loaded}")
"""


def rooms() -> list[str]:
    """Return the modules and packages directly under `advisor`."""
    return [module.name for module in pkgutil.iter_modules([str(ROOT / "advisor")])]


def modules_of(floor: tuple[str, ...]) -> Iterator[str]:
    """Name every module of the rooms of a floor that exist."""
    for room in floor:
        if room in rooms():
            yield f"advisor.{room}"
        for module in pkgutil.walk_packages([str(ROOT / "advisor" / room)], f"advisor.{room}."):
            yield module.name


def run_import(forbidden: str, modules: list[str]) -> str:
    """Import the modules in a fresh interpreter and return what it complains about."""
    command = [sys.executable, "-c", IMPORT_ALL, forbidden, *modules]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    return run.stderr if run.returncode else ""


def test_every_room_stands_on_a_known_floor() -> None:
    unknown = set(rooms()) - {*FLOORS_1_TO_5, *FLOOR_6, *DOORS}
    assert not unknown, "give the new rooms a floor here and in the contracts of pyproject.toml"


@pytest.mark.parametrize(
    ("forbidden", "floor"),
    [("textual,rich,typer", FLOORS_1_TO_5), ("textual", FLOORS_1_TO_5 + FLOOR_6)],
    ids=["floors 1-5: no textual, rich, typer", "floors 1-6: no textual"],
)
def test_lower_floors_do_not_draw(forbidden: str, floor: tuple[str, ...]) -> None:
    modules = list(modules_of(floor))
    assert len(modules) > 10
    assert run_import(forbidden, modules) == ""


def test_the_check_above_can_fail() -> None:
    assert "rich.text loads ['rich']" in run_import("textual,rich,typer", ["json", "rich.text"])


def test_import_contracts_hold(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out
