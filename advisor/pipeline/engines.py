"""Which engine a desk works with: one in this process, or one in a process of its own."""

from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from advisor.errors import EngineError

if TYPE_CHECKING:
    from advisor.engine.matching import Matcher
    from advisor.engine.supervisor import Worker


def matcher(worker: bool) -> "Matcher":
    """Return a new engine; a `worker` starts in the background, and whoever needs it first waits for it."""
    if worker:
        from advisor.engine.supervisor import Worker

        process = Worker()
        Thread(target=_start, args=(process,), daemon=True).start()
        return process
    from advisor.engine.driver import InProcess

    return InProcess()


def _start(worker: "Worker") -> None:
    with suppress(EngineError):  # the first real request says it again, where somebody listens
        worker.ping()
