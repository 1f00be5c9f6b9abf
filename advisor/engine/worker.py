"""The child process that runs the engine for `supervisor.Worker`: `python -m advisor.engine.worker`.

One JSON message a line comes in on stdin, one answer a line goes out on stdout, nothing else ever does:
`[number, seconds, {"load": rulesets} | {"fire": asks} | {"prove": id} | {"ping": null}]` is answered by
`[number, {"loaded": n} | {"fired": rules} | {"problems": list} | {"pong": null} | {"error": text, ..}]`.

It lives as long as stdin is open. A request that takes much longer than its `seconds` is ended by an alarm of
the operating system: an engine that hangs holds the interpreter and would never see that the parent is gone.
"""

import json
import os
import signal
import sys
from typing import Any, BinaryIO

from advisor.engine.driver import InProcess
from advisor.engine.matching import Ask, Ruleset
from advisor.errors import EngineError

GRACE = 2.0  # seconds by which the parent's own timeout comes first


def main() -> None:
    """Serve stdin until it is closed."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a stray print, of C code too, must not look like an answer
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    try:
        serve(sys.stdin.buffer, answers)
    except BrokenPipeError:  # the parent is gone
        os._exit(0)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    matcher = InProcess()
    for line in requests:
        number, seconds, body = json.loads(line)
        _alarm(seconds + GRACE)
        written = json.dumps([number, answer(matcher, body)], separators=(",", ":"))
        _alarm(0)
        answers.write(written.encode() + b"\n")
        answers.flush()
    matcher.close()


def answer(matcher: InProcess, body: dict[str, Any]) -> dict[str, Any]:
    """Do what one message asks for."""
    try:
        ((kind, content),) = body.items()
        if kind == "fire":
            return {"fired": [list(rules) for rules in matcher.fire([Ask(*ask) for ask in content])]}
        if kind == "load":
            matcher.load(_ruleset(*ruleset) for ruleset in content)
            return {"loaded": len(content)}
        return {"problems": matcher.prove(content)} if kind == "prove" else {"pong": None}
    except EngineError as error:
        return {"error": error.message, "hint": error.hint}
    except Exception as error:  # a mistake of ours: say it, and stay for the next request
        return {"error": f"the engine's process failed: {error!r}", "hint": ""}


def _ruleset(name: str, width: int, patterns: list[Any]) -> Ruleset:
    return Ruleset(name, width, tuple((rule, tuple(map(tuple, tests))) for rule, tests in patterns))


def _alarm(seconds: float) -> None:
    """Have the operating system end this process in so many seconds; 0 calls it off."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main()
