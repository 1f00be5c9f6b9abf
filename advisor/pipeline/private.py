"""Files of our own that others must not have touched: a private cache folder, checked on every use.

What is read back from here is trusted with running code (a pickle), so a folder or file that somebody else
owns or may write is treated as if it were not there. Nothing in here is needed: everything can be made again,
and a cache that cannot be read or written never stops anybody.
"""

import os
import stat
import sys
from contextlib import suppress

LARGEST = 64 << 20
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def cache_folder() -> str:
    """Return the folder for what can be made again: `ADVISOR_CACHE`, else the user's cache folder."""
    named = os.environ.get("ADVISOR_CACHE")
    if named:
        return os.path.abspath(os.path.expanduser(named))
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        # What platformdirs answers here (a test compares), without the 10 ms of its imports.
        home = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")
        return os.path.join(home, "advisor")
    from platformdirs import user_cache_dir

    return user_cache_dir("advisor", appauthor=False)


def read_private(path: str) -> bytes | None:
    """Return the bytes of a file that is ours alone, in a folder that is ours alone; else None."""
    try:
        if not is_ours(os.lstat(os.path.dirname(path)), _OTHERS):
            return None
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    with open(handle, "rb") as file:
        info = os.fstat(handle)
        if not stat.S_ISREG(info.st_mode) or not is_ours(info, _OTHERS_WRITE) or info.st_size > LARGEST:
            return None
        try:
            return file.read()
        except OSError:
            return None


def write_private(path: str, data: bytes) -> bool:
    """Replace a file in one step, private to us; say whether it worked."""
    folder = os.path.dirname(path)
    temp = f"{path}.{os.getpid()}.tmp"
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not is_ours(os.lstat(folder), _OTHERS):
            return False
        handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with open(handle, "wb") as file:
            file.write(data)
        os.replace(temp, path)
    except OSError:
        with suppress(OSError):
            os.unlink(temp)
        return False
    return True


def keep_newest(folder: str, prefix: str, number: int) -> None:
    """Remove all but the newest files whose name starts with `prefix`."""
    with suppress(OSError):
        found = [entry for entry in os.scandir(folder) if entry.name.startswith(prefix)]
        found.sort(key=lambda entry: entry.stat(follow_symlinks=False).st_mtime_ns, reverse=True)
        for entry in found[number:]:
            os.unlink(entry.path)


def is_ours(info: os.stat_result, forbidden: int) -> bool:
    """Say whether we own something and nobody else has a forbidden right to it."""
    if not hasattr(os, "geteuid"):
        return True  # Windows: the user's own cache folder is private by its place
    return info.st_uid == os.geteuid() and not info.st_mode & forbidden
