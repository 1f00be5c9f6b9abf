"""A power cut on paper: record what a program asks of the file system, then build what a disk may hold.

What was flushed is there. Of what was not, any part may be: names in a folder up to some point or only the
last, and of a file's content nothing, the first half, everything, or zeros of the right length.
"""

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Tree = frozenset[tuple[str, bytes | None]]
"""Paths with their content, None for a folder."""

DATA = ("nothing", "half", "all", "zeros")


class Recorder:
    """Notes every change below `root`; the lock files do not count."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.root = str(root)
        self.operations: list[tuple[Any, ...]] = []
        self._nodes = {self.root: 0}
        self._handles: dict[int, int] = {}
        self._fresh = itertools.count(1)
        patch.setattr(os, "fsync", lambda handle: None)  # noted, and not waited for
        for name in ("open", "write", "fsync", "close", "replace", "unlink", "mkdir"):
            patch.setattr(os, name, self._wrapped(getattr(os, name), getattr(self, "_" + name)))

    def acknowledge(self) -> None:
        self.operations.append(("ack",))

    def _wrapped(self, real: Callable[..., Any], note: Callable[..., None]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            existed = isinstance(args[0], str) and os.path.lexists(args[0])
            result = real(*args, **more)
            note(result, existed, *args)
            return result

        return call

    def _ours(self, path: object) -> bool:
        return isinstance(path, str) and path.startswith(self.root) and not path.endswith(".lock")

    def _name(self, path: str) -> tuple[int, str]:
        return self._nodes[os.path.dirname(path)], os.path.basename(path)

    def _open(self, handle: int, existed: bool, path: object, flags: int, *mode: int) -> None:
        if not self._ours(path):
            return
        assert isinstance(path, str)
        if not existed:
            self._nodes[path] = next(self._fresh)
            self.operations.append(("link", *self._name(path), self._nodes[path], False))
        elif flags & os.O_TRUNC:
            self.operations.append(("truncate", self._nodes[path]))
        self._handles[handle] = self._nodes[path]

    def _write(self, written: int, existed: bool, handle: int, data: bytes) -> None:
        if handle in self._handles:
            self.operations.append(("write", self._handles[handle], bytes(data[:written])))

    def _fsync(self, result: None, existed: bool, handle: int) -> None:
        if handle in self._handles:
            self.operations.append(("sync", self._handles[handle]))

    def _close(self, result: None, existed: bool, handle: int) -> None:
        self._handles.pop(handle, None)

    def _replace(self, result: None, existed: bool, old: str, new: str) -> None:
        assert os.path.dirname(old) == os.path.dirname(new), "only renames within a folder are modelled"
        folder, name = self._name(new)
        self.operations.append(("rename", folder, os.path.basename(old), name))
        self._nodes[new] = self._nodes.pop(old)

    def _unlink(self, result: None, existed: bool, path: str) -> None:
        if self._ours(path):
            self.operations.append(("unlink", *self._name(path)))
            del self._nodes[path]

    def _mkdir(self, result: None, existed: bool, path: str, *mode: int) -> None:
        self._nodes[path] = next(self._fresh)
        self.operations.append(("link", *self._name(path), self._nodes[path], True))


class Disk:
    """What is certain, and what is still on its way to the disk."""

    def __init__(self) -> None:
        self.names: dict[int, dict[str, int]] = {0: {}}
        self.content: dict[int, bytes] = {}
        self.open_names: dict[int, list[tuple[Any, ...]]] = {0: []}
        self.open_content: dict[int, bytes] = {}

    def do(self, operation: tuple[Any, ...]) -> None:
        kind, node, *rest = operation
        if kind == "link":
            _, made, is_folder = rest
            if is_folder:
                self.names[made], self.open_names[made] = {}, []
            else:
                self.content[made], self.open_content[made] = b"", b""
        if kind in ("link", "rename", "unlink"):
            self.open_names[node].append((kind, *rest))
        elif kind == "write":
            self.open_content[node] += rest[0]
        elif kind == "truncate":
            self.content[node], self.open_content[node] = b"", b""  # the worst: it is cut off at once
        elif node in self.names:
            self.names[node] = _after(self.names[node], self.open_names[node])
            self.open_names[node] = []
        else:
            self.content[node], self.open_content[node] = self.content[node] + self.open_content[node], b""

    def trees(self) -> Iterator[Tree]:
        """Build everything that may be on the disk if the power goes now."""
        choices = [[(node, part) for part in _parts(steps)] for node, steps in self.open_names.items()]
        for chosen in itertools.product(*choices):
            folders = {node: _after(self.names[node], part) for node, part in chosen}
            for data in DATA:
                yield frozenset(self._walk(folders, data, 0, ""))

    def _walk(
        self, folders: dict[int, dict[str, int]], data: str, folder: int, path: str
    ) -> Iterator[tuple[str, bytes | None]]:
        for name, node in folders[folder].items():
            if node in folders:
                yield path + name, None
                yield from self._walk(folders, data, node, path + name + "/")
            else:
                late = self.open_content[node]
                kept = {"nothing": b"", "half": late[: len(late) // 2], "all": late, "zeros": b"\0" * len(late)}
                yield path + name, self.content[node] + kept[data]


def _after(names: dict[str, int], steps: list[tuple[Any, ...]]) -> dict[str, int]:
    names = dict(names)
    for kind, name, *rest in steps:
        if kind == "link":
            names[name] = rest[0]
        elif kind == "unlink":
            names.pop(name, None)
        elif name in names:
            names[rest[0]] = names.pop(name)
    return names


def _parts(steps: list[tuple[Any, ...]]) -> list[list[tuple[Any, ...]]]:
    """Up to some point, or all but one."""
    prefixes = [steps[:count] for count in range(len(steps) + 1)]
    return prefixes + [steps[:gone] + steps[gone + 1 :] for gone in range(len(steps) - 1)]


def states(operations: list[tuple[Any, ...]]) -> Iterator[tuple[int, Tree]]:
    """Give every different state with the number of changes acknowledged before it."""
    disk, acknowledged, seen = Disk(), 0, set()
    for operation in operations:
        if operation == ("ack",):
            acknowledged += 1
        else:
            disk.do(operation)
        for tree in disk.trees():
            if (acknowledged, tree) not in seen:
                seen.add((acknowledged, tree))
                yield acknowledged, tree


def build(tree: Tree, folder: Path) -> None:
    """Put a state on the real disk."""
    folder.mkdir()
    for path, content in sorted(tree, key=lambda entry: entry[0]):
        if content is None:
            (folder / path).mkdir(mode=0o700)
        else:
            (folder / path).write_bytes(content)
