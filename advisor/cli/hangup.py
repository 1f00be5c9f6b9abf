"""Ending when the terminal has gone: a closed window must not leave a program behind that spins.

The UI's framework reads and writes the terminal in threads of its own; when the terminal goes away without
the hang-up signal reaching us, one of them spins and the other blocks the event loop. So a thread watches.
"""

import os
import sys
from threading import Event, Thread

EVERY = 2.0
GONE = 129
"""The exit code of a program that a hang-up ended."""


def watch(every: float = EVERY) -> None:
    """End the process once its terminal has gone; looks every few seconds.

    Does nothing where there are no terminals to ask. Whatever was answered is saved already, and the engine's
    process ends by itself with ours.
    """
    try:
        import termios
    except ImportError:
        return
    terminal = sys.__stdin__.fileno() if sys.__stdin__ is not None else 0

    def look() -> None:
        while not Event().wait(every):
            try:
                termios.tcgetattr(terminal)
            except (OSError, termios.error):
                os._exit(GONE)

    Thread(target=look, name="hangup", daemon=True).start()
