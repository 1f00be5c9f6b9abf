"""The engine in a child process that may crash or hang without taking the advisor with it.

A child that dies, answers nonsense or does not answer in time is killed and replaced, and what was asked is
asked once more, ask by ask. A ruleset whose ask then fails again is not asked any more until it is loaded
anew: the engine is deterministic, and every further try would cost the user two timeouts.
"""

import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from advisor.engine import limits
from advisor.engine.limits import Problem
from advisor.engine.matching import Ask, Ruleset
from advisor.errors import EngineError

COMMAND = (sys.executable, "-m", "advisor.engine.worker")
ROOT = Path(__file__).resolve().parents[2]  # the child starts here: a user's folder may hold a json.py
REQUEST = 500  # asks in one request, so that a timeout is about a bounded piece of work
START = 30.0  # seconds for a new process to import its modules and take the rulesets
MAX_ANSWER = 1 << 26  # bytes
POISON_HINT = "the other rules work; these are tried again when they are loaded again"


class _Lost(Exception):
    """The child cannot be used any more; the text says what it did."""


class _Child:
    """One child process and its two pipes."""

    def __init__(self, command: Sequence[str]) -> None:
        pipe, null = subprocess.PIPE, subprocess.DEVNULL
        # In a session of its own, so that Ctrl-C in the terminal is not for the child as well.
        self.process = process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=null, bufsize=0, cwd=ROOT, start_new_session=True
        )
        assert process.stdin is not None and process.stdout is not None
        self.stdin, self.stdout = process.stdin.fileno(), process.stdout.fileno()
        self.owner, self.number = os.getpid(), 0
        self.writable, self.readable = select.poll(), select.poll()
        self.writable.register(self.stdin, select.POLLOUT)
        self.readable.register(self.stdout, select.POLLIN)
        os.set_blocking(self.stdin, False)
        os.set_blocking(self.stdout, False)

    def call(self, body: str, seconds: float) -> dict[str, Any]:
        """Send one message and return its answer; _Lost if there is none."""
        self.number += 1
        until = time.monotonic() + seconds
        try:
            self._send(f"[{self.number},{seconds},{body}]\n".encode(), until)
            number, answer = json.loads(self._receive(until))
        except TimeoutError:
            raise _Lost(f"did not answer within {seconds:g} seconds") from None
        except OSError:
            raise _Lost(self._how_it_ended()) from None
        except (ValueError, TypeError, RecursionError):
            raise _Lost("answered nonsense") from None
        if number != self.number or not isinstance(answer, dict):
            raise _Lost("answered nonsense")
        return answer

    def _send(self, line: bytes, until: float) -> None:
        left = memoryview(line)
        while left:
            try:
                left = left[os.write(self.stdin, left) :]
            except BlockingIOError:
                _wait(self.writable, until)

    def _receive(self, until: float) -> bytes:
        line = bytearray()
        while not line.endswith(b"\n"):
            _wait(self.readable, until)
            piece = os.read(self.stdout, 1 << 16)
            if not piece:
                raise BrokenPipeError
            line += piece
            if len(line) > MAX_ANSWER:
                raise ValueError
        return bytes(line)

    def _how_it_ended(self) -> str:
        try:
            code = self.process.wait(1)
        except subprocess.TimeoutExpired:
            return "stopped listening"
        return f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"

    def stop(self) -> None:
        """Kill the process, if it is ours, and give back what the system holds for it."""
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()


def _wait(poll: "select.poll", until: float) -> None:
    left = until - time.monotonic()
    if left <= 0 or not poll.poll(left * 1000):
        raise TimeoutError


class Worker:
    """The matcher that runs the engine in a child process; threads may share it and take turns."""

    def __init__(self, timeout: float = 5.0, command: Sequence[str] = COMMAND) -> None:
        """Start nothing yet; the child comes with the first request. `timeout`: seconds for one request."""
        self._timeout, self._command = timeout, tuple(command)
        self._lock = threading.Lock()
        self._wire: dict[str, str] = {}
        self._poison: dict[str, str] = {}
        self._child: _Child | None = None
        self._closed = False

    def load(self, rulesets: Iterable[Ruleset]) -> None:
        """Take in rulesets, in place of older ones of the same id; what was said of those is forgotten."""
        fresh = {ruleset.id: _written(ruleset) for ruleset in rulesets}
        with self._lock:
            self._wire.update(fresh)
            for name in fresh:
                self._poison.pop(name, None)
            if self._child is not None:
                with suppress(_Lost):  # the next child gets all rulesets when it starts
                    self._call(_load(fresh.values()))

    def fire(self, asks: Sequence[Ask]) -> list[frozenset[int]]:
        """Return, ask by ask, the rules that fired; EngineError names the ruleset that stood in the way."""
        with self._lock:
            for ask in asks:
                if ask.ruleset in self._poison:
                    raise EngineError(self._poison[ask.ruleset], hint=POISON_HINT)
            answers: list[frozenset[int]] = []
            for start in range(0, len(asks), REQUEST):
                answers += self._fire(asks[start : start + REQUEST])
            return answers

    def ping(self) -> None:
        """Wait until the child is there and answers, so that the first real request need not."""
        with self._lock:
            try:
                self._call('{"ping":null}')
            except _Lost as lost:
                raise EngineError(f"the engine {lost}") from None

    def prove(self, name: str) -> list[Problem]:
        """Build a loaded ruleset in the child, have each rule fire, and return what is wrong with it."""
        with self._lock:
            try:
                answer = self._call(f'{{"prove":{json.dumps(name)}}}')
            except _Lost as lost:
                return [Problem(name, None, f"cannot be built: the engine {lost}")]
            return [Problem(*problem) for problem in answer["problems"]]

    def close(self) -> None:
        """End the child; a request that is under way in another thread fails."""
        self._closed = True
        if not self._lock.acquire(blocking=False):
            child = self._child
            if child is not None:
                child.process.kill()
            self._lock.acquire()
        try:
            self._stop()
        finally:
            self._lock.release()

    def _fire(self, asks: Sequence[Ask]) -> list[frozenset[int]]:
        try:
            return self._answers(asks)
        except _Lost:
            return [self._alone(ask) for ask in asks]

    def _alone(self, ask: Ask) -> frozenset[int]:
        try:
            return self._answers([ask])[0]
        except _Lost as lost:
            self._poison[ask.ruleset] = f"rules {ask.ruleset!r} cannot be asked: the engine {lost}, twice"
            raise EngineError(self._poison[ask.ruleset], hint=POISON_HINT) from None

    def _answers(self, asks: Sequence[Ask]) -> list[frozenset[int]]:
        try:
            body = json.dumps({"fire": asks}, separators=(",", ":"))
        except (TypeError, ValueError, RecursionError):
            raise _refusal(asks) from None
        answer = self._call(body)
        try:
            return [frozenset(rules) for _, rules in zip(asks, answer["fired"], strict=True)]
        except (KeyError, TypeError, ValueError):
            self._stop()
            raise _Lost("answered nonsense") from None

    def _call(self, body: str) -> dict[str, Any]:
        """Have the child answer; start it if there is none, and get rid of it if it is of no more use."""
        child = self._running()
        try:
            answer = child.call(body, self._timeout)
        except BaseException:  # after Ctrl-C too: a late answer must not be read as that of the next request
            self._stop()
            raise
        if "error" in answer:
            raise EngineError(str(answer["error"]), hint=str(answer.get("hint", "")))
        return answer

    def _running(self) -> _Child:
        child = self._child
        if self._closed:
            raise EngineError("the engine was closed")
        if child is not None and child.owner == os.getpid() and child.process.poll() is None:
            return child
        self._stop()
        try:
            child = self._child = _Child(self._command)
            child.call(_load(self._wire.values()), max(START, self._timeout))
        except (OSError, _Lost) as error:
            self._stop()
            raise EngineError(f"the engine's process does not start: it {error}") from error
        except BaseException:
            self._stop()
            raise
        return child

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.stop()


def _written(ruleset: Ruleset) -> str:
    try:
        return json.dumps(ruleset, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError) as error:
        raise EngineError(f"rules {ruleset.id!r} cannot be sent to the engine: {error}") from None


def _load(rulesets: Iterable[str]) -> str:
    return f'{{"load":[{",".join(rulesets)}]}}'


def _refusal(asks: Sequence[Ask]) -> EngineError:
    """Name the value that cannot even be sent."""
    for ask in asks:
        for n, value in enumerate(ask.vector):
            reason = None if value is None else limits.bad_value(value)
            if reason:
                return EngineError(f"rules {ask.ruleset!r}, input {n}: the value {reason}")
    return EngineError("the asks cannot be sent to the engine")


def trial(
    rulesets: Iterable[Ruleset], timeout: float = 10.0, command: Sequence[str] = COMMAND
) -> list[Problem]:
    """Build every ruleset in a throw-away child, have each rule fire once, and return what is wrong.

    `timeout` is for one ruleset. After an error a ruleset cannot be used; a warning is about a rule that
    never fires.
    """
    found: list[Problem] = []
    with closing(Worker(timeout, command)) as worker:
        for ruleset in rulesets:
            wrong = limits.problems(ruleset)
            if not any(problem.severity == "error" for problem in wrong):
                worker.load([ruleset])
                wrong = worker.prove(ruleset.id)
            found += wrong
    return found
