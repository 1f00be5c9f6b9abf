"""A program in a terminal of its own: how long until some text is painted."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress

CONTROL = re.compile(rb"\x1b\[[0-9;:?<>=]*[ -/]*[@-~]|\x1b[\]P^_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]")
TICKS = os.sysconf("SC_CLK_TCK")


class Painted:
    """Seconds from the start until each marker was painted, and the CPU seconds used by then."""

    def __init__(self) -> None:
        self.wall: dict[str, float] = {}
        self.cpu = 0.0
        self.text = b""


def paint(
    command: Sequence[str],
    markers: Sequence[str],
    folder: str,
    environment: Mapping[str, str],
    size: tuple[int, int] = (120, 36),
    wait: float = 30.0,
) -> Painted:
    """Start a command in a new terminal and end it when all markers were painted.

    Without markers, wait until the command ends by itself, noted as the marker `end`. `command[0]` is the
    full path of the interpreter, so that its environment is the one used. Raises `SystemExit` with the end
    of what was painted where a marker never came.
    """
    found = Painted()
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        os.chdir(folder)
        os.execve(command[0], list(command), dict(environment))
    try:
        while not (markers and len(found.wall) == len(markers)) and time.perf_counter() - start < wait:
            if not select.select([terminal], [], [], 0.5)[0]:
                continue
            try:
                piece = os.read(terminal, 1 << 16)
            except OSError:  # the terminal's other side was closed
                piece = b""
            if not piece:
                found.wall.setdefault("end", time.perf_counter() - start)
                break
            found.text += piece
            plain = CONTROL.sub(b"", found.text).decode(errors="replace")
            for marker in markers:
                if marker in plain:
                    found.wall.setdefault(marker, time.perf_counter() - start)
        found.cpu = _cpu(child)
    finally:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
    missing = [m for m in markers if m not in found.wall]
    if missing:
        end = CONTROL.sub(b"", found.text)[-1500:].decode(errors="replace")
        raise SystemExit(f"{' '.join(command[1:])}: never painted {missing}; the end was\n{end}")
    return found


def _cpu(child: int) -> float:
    with open(f"/proc/{child}/stat", encoding="utf-8") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
