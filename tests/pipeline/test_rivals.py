"""Rivals of a stored deal, with the engine in this process and in one of its own."""

from datetime import date
from pathlib import Path

import pytest

from advisor.cli.places import make_demo
from advisor.errors import UsageError
from advisor.pipeline.desk import Desk
from advisor.pipeline.rivals import chair, other_sides

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ADVISOR_CACHE", str(tmp_path_factory.mktemp("cache")))
        return make_demo(str(tmp_path_factory.mktemp("demo") / "w"), TODAY)


@pytest.mark.parametrize("worker", [False, True], ids=["in process", "worker"])
def test_both_boards_share_the_engine_without_disturbing_each_other(workspace: str, worker: bool) -> None:
    desk = Desk.open(workspace, TODAY, worker=worker)
    try:
        before = desk.brief("airport-baggage")
        sides = other_sides(desk, "airport-baggage", None, "you")
        page = chair(desk, "airport-baggage", "sky", "you", full=True)
        assert [side.moves[0].rule.id for side in sides.sides] == [
            "opening.G.accelerate", "step.evaluation.respect_the_spec",
        ]  # fmt: skip
        assert page.name == "Skyline Automation" and page.brief.derived
        found = (*page.brief.warnings, *desk.brief("airport-baggage").warnings)
        assert not [w for w in found if "engine" in w.because.en.lower()]
        assert desk.brief("airport-baggage") == before
    finally:
        desk.close()


def test_the_main_rival_has_the_chair_unless_one_is_named(workspace: str) -> None:
    desk = Desk.open(workspace, TODAY)
    assert chair(desk, "airport-baggage", None, "you").name == "Conveyor One"
    with pytest.raises(UsageError, match="no rival 'Boreal' in this deal"):
        chair(desk, "airport-baggage", "Boreal", "you")


def test_nothing_is_stored(workspace: str) -> None:
    desk = Desk.open(workspace, TODAY)
    before = desk.store.get("hospital-ultrasound")
    files = {path: path.stat().st_mtime_ns for path in Path(workspace).rglob("*") if "deals" in str(path)}
    other_sides(desk, "hospital-ultrasound", None, "you")
    chair(desk, "hospital-ultrasound", None, "you")
    assert desk.store.get("hospital-ultrasound") == before
    assert files == {path: path.stat().st_mtime_ns for path in files}
