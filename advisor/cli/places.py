"""`advisor init`, `advisor demo` and what `make run` calls: workspaces come into being."""

import os
import shutil
import tempfile
from typing import TYPE_CHECKING

from advisor.cli import out
from advisor.cli.settings import day_of
from advisor.errors import RulebookError
from advisor.pipeline import workspace
from advisor.pipeline.desk import Desk
from advisor.pipeline.private import cache_folder

if TYPE_CHECKING:
    from datetime import date

DEMO_TITLE = "demo data"
RUN = "demo-run"


def init(folder: str) -> int:
    """Make an empty workspace."""
    path = workspace.create(folder)
    out.line(f"A workspace in {path}")
    return 0


def demo(folder: str, open_: bool, lang: str | None) -> int:
    """Make a workspace with the example deals."""
    path = make_demo(folder, day_of(None))
    out.said(f"A workspace with example deals in {path}")
    if open_:
        from advisor.cli.start import open_workspace

        return open_workspace(path, lang)
    out.said(f"Go into it (cd {folder}), then: advisor, advisor deals, advisor brief DEAL")
    return 0


def demo_run(lang: str | None) -> int:
    """Open a fresh demo workspace; the one of the run before goes."""
    from advisor.cli.start import open_workspace

    path = os.path.join(cache_folder(), RUN)
    if workspace.is_workspace(path) and not os.path.islink(path):
        shutil.rmtree(path)
    elif os.path.lexists(path):  # not ours to remove
        path = tempfile.mkdtemp(prefix="advisor-")
    return open_workspace(make_demo(path, day_of(None)), lang)


def make_demo(folder: str, today: "date") -> str:
    """Write the example deals into a new workspace and return its path."""
    from advisor.pipeline.told import demo_files, read_deal

    files = tuple(demo_files())
    path = workspace.create(folder, DEMO_TITLE)
    desk = Desk.open(path, today)
    for name, text in files:
        told = read_deal(desk.pack.rulebook.dictionary, text, name, today, "demo")
        if told.given is None:
            raise RulebookError(told.findings)
        desk.create(told.given.deal)
    return path
