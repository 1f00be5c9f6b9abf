"""Locks between processes: a few hundred lock files, each for all ids with the same hash.

A lock belongs to the operating system, so it is free at once when its owner dies. The files stay for ever:
removing one while somebody waits for it would let two owners in.
"""

import os
from binascii import crc32
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager

from advisor.errors import StoreError
from advisor.store.files import PRIVATE_FILE, make_folder

SLOTS = 256
_PAUSE = 0.01


class Locks:
    """The lock files of a store. The locking library is loaded by the first `hold`: reading needs none."""

    def __init__(self, folder: str, timeout: float = 30.0) -> None:
        """Name the folder; `timeout` in seconds is how long to wait for somebody else."""
        self._folder, self._timeout, self._ready = folder, timeout, False

    @contextmanager
    def hold(self, keys: Iterable[str]) -> Iterator[None]:
        """Hold the locks of all keys. Taken in one order everywhere, so nobody waits in a circle."""
        from filelock import FileLock, Timeout

        if not self._ready:
            make_folder(self._folder)
            self._ready = True
        with ExitStack() as held:
            for slot in sorted({crc32(key.encode()) % SLOTS for key in keys}):
                lock = FileLock(
                    os.path.join(self._folder, f"{slot:03}.lock"), timeout=self._timeout, mode=PRIVATE_FILE,
                    poll_interval=_PAUSE, fallback_to_soft=False, preserve_lock_file=True,
                )
                try:
                    held.enter_context(lock)
                except Timeout as error:
                    raise StoreError(
                        f"somebody else has been writing for {self._timeout:g} seconds",
                        hint="close the other program, or try again",
                    ) from error
            yield
