"""A brief that was worked out before is there at once, and never when anything it rests on has changed."""

import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from advisor.advice.view import Brief
from advisor.content import base
from advisor.pipeline.desk import Desk
from advisor.records import replace
from tests.workspaces import TODAY, Workspaces

DEAL = "hospital-ultrasound"
LIED = "kept"


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspaces]:
    made = Workspaces(tmp_path_factory.mktemp("kept"))
    yield made
    made.close()


@pytest.fixture
def folder(workspaces: Workspaces, tmp_path: Path) -> Path:
    """A workspace in which the brief of a deal is kept, with a name nobody would work out."""
    desk = workspaces.copy(tmp_path / "w")
    desk.brief(DEAL)
    kept = only(tmp_path / "w")
    head, body = kept.read_bytes()[:32], kept.read_bytes()[32:]
    kept.write_bytes(head + pickle.dumps(replace(pickle.loads(body), name=LIED), 5))
    assert Desk.open(tmp_path / "w", TODAY).brief(DEAL).name == LIED
    return tmp_path / "w"


def only(folder: Path) -> Path:
    (found,) = (folder / ".cache" / "briefs").iterdir()
    return found


def brief(folder: Path, today: date = TODAY) -> Brief:
    return Desk.open(folder, today).brief(DEAL)


def fact(folder: Path) -> None:
    Desk.open(folder, TODAY).set(DEAL, ["deal.our_share=33%"])


def same_value_from_somebody_else(folder: Path) -> None:
    Desk.open(folder, TODAY).set(DEAL, ["deal.our_share=0%"], by="Ann")


def note_of_the_account(folder: Path) -> None:
    Desk.open(folder, TODAY).set(DEAL, ["account.bought_before=no"], by="Ann")


def rules(folder: Path) -> None:
    shutil.copytree(base().rules, folder / "rules")
    page = folder / "rules" / "page.yaml"
    page.write_text(page.read_text("utf-8").replace("  - deal.opening_kind\n", ""), "utf-8")


@pytest.mark.parametrize("change", [fact, same_value_from_somebody_else, note_of_the_account, rules])
def test_whatever_it_rests_on_ends_it(folder: Path, change: Callable[[Path], None]) -> None:
    change(folder)
    assert brief(folder).name != LIED


def test_another_day_ends_it(folder: Path) -> None:
    assert brief(folder, TODAY + timedelta(days=1)).name != LIED


def test_what_was_kept_is_what_was_worked_out(workspaces: Workspaces, tmp_path: Path) -> None:
    first = workspaces.copy(tmp_path / "w").brief(DEAL)
    again = Desk.open(tmp_path / "w", TODAY)
    assert again.brief(DEAL) == first == again.brief_of(again.store.get(DEAL), TODAY)


@pytest.mark.parametrize(
    "damage", [lambda d: b"", lambda d: d[:40], lambda d: d[:-1], lambda d: d[:32] + pickle.dumps(1, 5), lambda d: b"x" * len(d)]
)
def test_a_damaged_one_is_made_again(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    kept = only(folder)
    kept.write_bytes(damage(kept.read_bytes()))
    assert brief(folder).name != LIED
    assert brief(folder) == brief(folder)


def test_one_that_others_may_write_is_not_trusted(folder: Path) -> None:
    only(folder).chmod(0o666)
    assert brief(folder).name != LIED


def test_rules_that_change_before_they_are_read_keep_nothing_under_their_old_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor.pipeline.cache.TOO_YOUNG", 0)  # trusts files that were written just now
    shutil.copytree(base().rules, folder / "rules")
    Desk.open(folder, TODAY).brief(DEAL)  # these rules are kept now, word for word those of the program
    desk = Desk.open(folder, TODAY)
    page = folder / "rules" / "page.yaml"
    was = page.read_text("utf-8")
    page.write_text(was.replace("  - deal.opening_kind\n", ""), "utf-8")
    fact(folder)
    lines = {s.path for s in desk.brief(DEAL).position}
    page.write_text(was, "utf-8")
    again = {s.path for s in brief(folder).position}
    assert again - lines == {"deal.opening_kind"}


def test_neither_rules_nor_engine_are_loaded(folder: Path) -> None:
    program = (
        "import sys; from datetime import date; from advisor.pipeline.desk import Desk;"
        f"print(Desk.open({str(folder)!r}, date({TODAY.year}, {TODAY.month}, {TODAY.day})).brief({DEAL!r}).name);"
        "print(sorted({'advisor.rulebook', 'advisor.engine', 'durable', 'yaml'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.split("\n")[:2] == [LIED, "[]"]
