"""A workspace: a folder with a team's deals and, where it wants them, its own rules and plays.

<workspace>/advisor.toml   what marks it, with its title
<workspace>/data/          the deals (the store's own folder)
<workspace>/rules/         in place of the base rules, when it is there
<workspace>/playbooks/     in place of the base plays, when it is there
<workspace>/.editions/     copies of the rules that gave a brief, to look back with
"""

import os
from typing import TYPE_CHECKING

from advisor.errors import StoreError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

MARK = "advisor.toml"
DATA = "data"
VARIABLE = "ADVISOR_WORKSPACE"
LARGEST = 1 << 16

_TEXT = """\
# An advisor workspace. The deals are in data/. Rules and plays come with the program; put a folder rules/ or
# playbooks/ beside this file to use your own instead.
format = 1
title = "{title}"
"""


def find(start: str | None = None) -> str | None:
    """Return the workspace: `ADVISOR_WORKSPACE`, else the nearest folder from `start` upwards that is one.

    Raises `UsageError` when the variable names a folder that is none.
    """
    named = os.environ.get(VARIABLE)
    if named:
        folder = os.path.abspath(os.path.expanduser(named))
        if not is_workspace(folder):
            hint = f"'advisor init DIR' makes one; {VARIABLE} names the one to use"
            raise UsageError(f"{VARIABLE} is {named!r:.200}, which is no workspace", hint=hint)
        return folder
    try:
        folder = os.path.abspath(start or os.getcwd())
    except OSError:  # the folder we are in was removed
        return None
    while not is_workspace(folder):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


def is_workspace(folder: "str | Path") -> bool:
    """Say whether a folder is a workspace."""
    return os.path.isfile(os.path.join(folder, MARK))


def data_of(folder: "str | Path") -> str:
    """Return the folder of a workspace's store."""
    return os.path.join(folder, DATA)


def create(folder: "str | Path", title: str = "") -> str:
    """Make a workspace and return its path. Raises `UsageError` where there is something already."""
    path = os.path.abspath(folder)
    if is_workspace(path):
        raise UsageError(f"{path} is a workspace already", hint=f"work in it: cd {path}")
    if os.path.lexists(path) and not (os.path.isdir(path) and not os.listdir(path)):
        raise UsageError(f"{path} is not empty", hint="name a new folder, or an empty one")
    try:
        os.makedirs(path, mode=0o700, exist_ok=True)
        with open(os.path.join(path, MARK), "x", encoding="utf-8") as file:
            file.write(_TEXT.format(title=title))
    except OSError as error:
        raise StoreError(f"{path} cannot be made: {error.strerror or error}") from error
    return path


def title_of(folder: "str | Path") -> str:
    """Return the workspace's title, such as `demo data`; empty where there is none."""
    import tomllib

    path = os.path.join(folder, MARK)
    try:
        with open(path, "rb") as file:
            text = file.read(LARGEST).decode("utf-8")
        title = tomllib.loads(text).get("title", "")
    except (OSError, ValueError, RecursionError) as error:
        raise StoreError(
            f"{path} cannot be read: {error}", hint="compare it with that of a new workspace"
        ) from error
    return title if isinstance(title, str) else ""
