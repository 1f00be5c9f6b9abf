"""The shipped rules and the demo deals, loaded once."""

from datetime import date
from pathlib import Path

import pytest

from advisor.advice.brief import make_brief
from advisor.advice.view import Brief
from advisor.engine.driver import InProcess
from advisor.engine.engine import Engine
from advisor.facts.deal import Deal
from advisor.facts.sheet import sheet
from advisor.playbook.plays import Play, load_plays
from advisor.rulebook.decisions import Rulebook
from advisor.rulebook.forms import Problems
from advisor.rulebook.given import GivenReader
from advisor.rulebook.load import Source, load, sources
from advisor.rulebook.nodes import MapNode, read

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)


class Desk:
    """What a test needs to brief a deal."""

    def __init__(self) -> None:
        self.rulebook: Rulebook = load(sources(ROOT / "rules", "rules")).or_raise()
        files = [Source(p.name, p.read_bytes()) for p in sorted((ROOT / "playbooks").rglob("*.md"))]
        self.plays: dict[str, Play] = load_plays(files)[0]
        self.engine = Engine(self.rulebook, InProcess(), guarded=False)

    def demo(self, name: str) -> Deal:
        """Return one of the demo deals."""
        path = ROOT / "advisor" / "demo" / f"{name}.yaml"
        node, _ = read(path.read_bytes(), path.name)
        assert isinstance(node, MapNode)
        given = node.get("given")
        assert given is not None
        problems = Problems()
        deal = GivenReader(self.rulebook.dictionary, problems, TODAY, "demo").read(given, name).deal
        assert not problems.findings
        return deal

    def brief(self, deal: Deal, full: bool = False) -> Brief:
        """Return a deal's brief on the tests' day."""
        conclusions = self.engine.conclude(sheet(self.rulebook.dictionary, deal, TODAY))
        assert not conclusions.mismatches
        return make_brief(self.rulebook, self.plays, conclusions, full)


DEMOS = sorted(p.stem for p in (ROOT / "advisor" / "demo").glob("*.yaml"))


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk()
