"""Replacing a file so that after a crash or a power cut either the old or the new content is there, whole.

The order matters: write a temporary file beside the target, flush it to the disk, rename it over the target,
flush the folder. Without the first flush the new name may stand over nothing; without the second an answer
"saved" may be forgotten by the disk.
"""

import errno
import os
import stat
import sys
import time
from contextlib import suppress

from advisor.errors import StoreError
from advisor.store.names import TEMP

MAX_BYTES = 64 << 20
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
WINDOWS = os.name == "nt"
_PATIENCE = 3.0
"""Seconds to wait on Windows for a virus scanner or sync program to let go of a file."""

_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP}
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def read_file(path: str) -> bytes:
    """Return the bytes of a regular file; never waits on a pipe, never reads more than `MAX_BYTES`."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        info = os.fstat(handle)
        if not stat.S_ISREG(info.st_mode):
            raise StoreError(f"{path} is not a file")
        if info.st_size > MAX_BYTES:
            raise StoreError(f"{path} is larger than {MAX_BYTES >> 20} MiB", hint="no deal grows that large")
        parts = []
        while part := os.read(handle, max(info.st_size + 1, 4096)):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(handle)


def replace_file(path: str, data: bytes) -> None:
    """Replace the content of `path` in one step, private to the owner; through a symbolic link its target.

    An `OSError` before the rename leaves the old content and no temporary file. One from flushing the folder
    comes after it: the new content is there, only not yet certain to outlive a power cut.
    """
    target = os.path.realpath(path) if os.path.islink(path) else path
    temp = target + TEMP
    try:
        _write_temp(temp, data)
        rename(temp, target)
    except BaseException:
        _discard(temp)
        raise
    sync_folder(os.path.dirname(target) or ".")


def rename(old: str, new: str) -> None:
    """Rename over what is there; on Windows wait a moment for programs that hold the file open."""
    deadline = time.monotonic() + _PATIENCE
    pause = 0.01
    while True:
        try:
            os.replace(old, new)
            return
        except PermissionError:
            if not WINDOWS or time.monotonic() > deadline:
                raise
        time.sleep(pause)
        pause = min(pause * 2, 0.2)


def sync_file(handle: int) -> None:
    """Flush a file to the disk itself, on macOS through the drive's own cache."""
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):  # not every file system can; the ordinary flush is what is left
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def sync_folder(path: str) -> None:
    """Flush the names in a folder to the disk, where the system can do that."""
    if WINDOWS:
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def make_folder(path: str) -> None:
    """Make a private folder with its parents, each certain to be there after a power cut."""
    path = os.path.abspath(path)
    parent = os.path.dirname(path)
    if not os.path.isdir(path):
        if not os.path.isdir(parent):
            make_folder(parent)
        try:
            os.mkdir(path, PRIVATE_FOLDER)
        except FileExistsError:
            if not os.path.isdir(path):
                raise
    sync_folder(parent)  # also when another process has just made it: its flush may still be to come


def _write_temp(temp: str, data: bytes) -> None:
    handle = _open_new(temp)
    try:
        rest = memoryview(data)
        while rest:
            written = os.write(handle, rest)
            if written == 0:
                raise OSError(errno.EIO, "nothing was written", temp)
            rest = rest[written:]
        sync_file(handle)
    finally:
        os.close(handle)


def _open_new(temp: str) -> int:
    """Open a file of our own making: what a killed writer left is removed first, never written into."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS
    try:
        return os.open(temp, flags, PRIVATE_FILE)
    except FileExistsError:
        os.unlink(temp)
        return os.open(temp, flags, PRIVATE_FILE)


def _discard(temp: str) -> None:
    with suppress(OSError):  # it was never made, or is already renamed
        os.unlink(temp)
