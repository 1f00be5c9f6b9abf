"""A program whose terminal goes away ends, even where the hang-up signal never reaches it."""

import os
import pty
import signal
import sys
import time

import pytest

from advisor.cli.hangup import GONE

SCRIPT = """
import signal, sys, time
signal.signal(signal.SIGHUP, signal.SIG_IGN)
from advisor.cli.hangup import watch
if sys.argv[1] == "watched":
    watch(every=0.05)
print("ready", flush=True)
time.sleep(30)
"""


def ended(kind: str, seconds: float) -> int | None:
    """Return the exit code of the script after its terminal was closed; None if it goes on."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-c", SCRIPT, kind])
    said = b""
    while b"\n" not in said:  # closing it in the middle of a write would be another story
        said += os.read(terminal, 100)
    time.sleep(0.2)  # until the write has returned
    os.close(terminal)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals to close")
def test_it_ends_with_its_terminal() -> None:
    assert ended("watched", 20) == GONE


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals to close")
def test_without_the_watch_it_would_go_on() -> None:
    assert ended("alone", 0.6) is None
