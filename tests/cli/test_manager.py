"""`advisor portfolio`, `advisor docs`, `advisor coverage` on a real workspace."""

import json
import subprocess
import sys
from pathlib import Path

import pytest


def advisor(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "advisor", *args]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("manager") / "demo"
    assert advisor(made.parent, "demo", str(made)).returncode == 0
    return made


def test_the_portfolio_says_how_many_deals_it_rests_on(folder: Path) -> None:
    run = advisor(folder, "portfolio", "scope=team", "--lang", "en")
    assert run.returncode == 0
    assert "Open deals" in run.stdout
    assert "rules/portfolio/" in run.stdout


def test_the_portfolio_of_one_owner(folder: Path) -> None:
    run = advisor(folder, "portfolio", "--owner", "Nobody at all")
    assert run.returncode == 2
    assert "owners:" in run.stderr


def test_the_portfolio_as_json(folder: Path) -> None:
    found = json.loads(advisor(folder, "portfolio", "--format", "json").stdout)
    assert found["schema"] == "portfolio/1"
    assert found["deals"] > 10


def test_an_unknown_fact_of_the_portfolio_gets_a_hint(folder: Path) -> None:
    run = advisor(folder, "portfolio", "scpe=team")
    assert run.returncode == 2
    assert "did you mean 'scope'" in run.stderr


def test_pages_are_printed_written_and_checked(folder: Path) -> None:
    assert advisor(folder, "coverage").stdout.startswith("# Where advice is special")
    assert advisor(folder, "docs", "method", "--check").returncode == 1
    assert advisor(folder, "docs", "method", "--write", str(folder)).returncode == 0
    assert advisor(folder, "docs", "method", "--check", "--write", str(folder)).returncode == 0
    assert advisor(folder, "docs", "nothing").returncode == 2
