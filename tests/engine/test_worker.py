"""The engine in a child process: killed, hung, talking nonsense or orphaned, it never harms the parent."""

import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from advisor.engine import supervisor
from advisor.engine.driver import InProcess
from advisor.engine.matching import Ask, Pattern, Ruleset
from advisor.engine.supervisor import Worker, trial
from advisor.errors import EngineError

ROOT = Path(__file__).resolve().parents[2]
FAULTS = "ADVISOR_TEST_FAULTS"

# The real worker, in which an ask of a ruleset named after a fault does the harm first. A fault that ends in
# "-once" does it one time only; where a FIFO has been put in its mark's place, the harm waits for its reader.
FAULTY = f"""
import os, signal
from advisor.engine import worker
private = os.dup(1)
faults = {{
    "die": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "hang": lambda: sum(iter(int, 1)),  # inside C, holding the interpreter, as the engine's own hangs do
    "garbage": lambda: os.write(private, b"\\xff no answer\\n"),
    "stale": lambda: os.write(private, b'[0,{{"fired":[[9]]}}]\\n'),
    "list": lambda: os.write(private, b'[1,2,3]\\n'),
    "short": lambda: os.write(private, b'[2,{{"fired":[]}}]\\n'),
    "shape": lambda: os.write(private, b'[2,{{"fired":5}}]\\n'),
    "flood": lambda: [os.write(private, b"x" * 60000) for _ in iter(int, 1)],
    "print": lambda: (print("stray"), os.write(1, b"stray"), None),
    "exit": lambda: os._exit(3),
}}
real = worker.answer
def answer(matcher, body):
    names = [ask[0] for ask in body.get("fire", ())] + [body.get("prove")]
    for name in names:
        fault, _, once = str(name).partition("-")
        mark = os.path.join(os.environ["{FAULTS}"], str(name))
        if fault in faults and not (once and os.path.isfile(mark)):
            open(mark, "w").close()
            faults[fault]()
    return real(matcher, body)
worker.answer = answer
worker.main()
"""


def ruleset(name: str, const: str = "a") -> Ruleset:
    patterns: tuple[Pattern, ...] = ((1, ((0, "eq", const),)), (2, ((1, "gte", 5),)))
    return Ruleset(name, 2, patterns)


NAMES = ("r", "s", "die", "die-once", "hang", "hang-once", "garbage", "garbage-once", "stale", "stale-once",
         "list", "list-once", "short", "shape", "flood", "flood-once", "print",
         "exit", "exit-once")  # fmt: skip


def ask(name: str, *vector: str | int | None) -> Ask:
    return Ask(name, vector or ("a", 9))


@pytest.fixture
def worker() -> Iterator[Worker]:
    with closing(Worker(timeout=20.0)) as made:
        made.load([ruleset(name) for name in NAMES])
        yield made


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    monkeypatch.setenv(FAULTS, str(tmp_path))
    with closing(Worker(timeout=0.5, command=[sys.executable, "-c", FAULTY])) as made:
        made.load([ruleset(name) for name in NAMES])
        yield made


def child_of(worker: Worker) -> int:
    assert worker._child is not None
    return worker._child.process.pid


def wait_for_end(pid: int, seconds: float = 15.0) -> bool:
    """Wait until a process, one of ours or not, has ended."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], seconds)[0])
    finally:
        os.close(handle)


def test_it_answers_as_the_engine_in_this_process_does(worker: Worker) -> None:
    vectors = [("a", 9), ("b", 5), (None, None), ("b", "~none"), ("王", 4)]
    asks = [ask(name, *vector) for name in ("r", "s") for vector in vectors]
    with closing(InProcess()) as here:
        here.load([ruleset("r"), ruleset("s")])
        assert worker.fire(asks) == here.fire(asks) == [{1, 2}, {2}, set(), set(), set()] * 2
    assert worker.fire([]) == []


def test_many_asks_are_answered_in_order(worker: Worker) -> None:
    asks = [ask("r", "a" if n % 3 else "b", n % 10) for n in range(2 * supervisor.REQUEST + 7)]
    assert worker.fire(asks) == [
        {rule for rule, right in ((1, n % 3), (2, n % 10 >= 5)) if right} for n in range(len(asks))
    ]


def test_a_ruleset_loaded_again_is_the_new_one_before_and_after_a_restart(worker: Worker) -> None:
    assert worker.fire([ask("r", "a", 0), ask("r", "b", 0)]) == [{1}, set()]
    worker.load([ruleset("r", "b")])
    assert worker.fire([ask("r", "a", 0), ask("r", "b", 0)]) == [set(), {1}]
    os.kill(child_of(worker), signal.SIGKILL)
    assert worker.fire([ask("r", "a", 0), ask("r", "b", 0)]) == [set(), {1}]


@pytest.mark.parametrize("harm", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
def test_killed_between_requests_it_is_replaced(worker: Worker, harm: signal.Signals) -> None:
    assert worker.fire([ask("r")]) == [{1, 2}]
    first = child_of(worker)
    os.kill(first, harm)
    assert worker.fire([ask("r")]) == [{1, 2}]
    assert child_of(worker) != first


def test_killed_during_a_request_it_is_replaced_and_asked_again(faulty: Worker, tmp_path: Path) -> None:
    faulty._timeout = 20.0
    faulty.ping()
    os.mkfifo(tmp_path / "hang-once")  # the child stops there until it is read
    answers: list[object] = []
    thread = threading.Thread(target=lambda: answers.append(faulty.fire([ask("r"), ask("hang-once")])))
    thread.start()
    pid = child_of(faulty)
    with open(tmp_path / "hang-once"):
        os.remove(tmp_path / "hang-once")
        (tmp_path / "hang-once").touch()
    os.kill(pid, signal.SIGKILL)
    thread.join(20)
    assert answers == [[{1, 2}, {1, 2}]]


@pytest.mark.parametrize("fault", ["die", "hang", "garbage", "stale", "list", "flood", "exit"])
def test_what_goes_wrong_once_is_asked_again(faulty: Worker, fault: str) -> None:
    asks = [ask("r"), ask(f"{fault}-once"), ask("s", "b", 0)]
    assert faulty.fire(asks) == [{1, 2}, {1, 2}, set()]
    assert faulty.fire(asks[1:2]) == [{1, 2}]


FATAL = {
    "die": "was killed by signal 9",
    "hang": "did not answer within 0.5 seconds",
    "garbage": "answered nonsense",
    "stale": "answered nonsense",
    "list": "answered nonsense",
    "short": "answered nonsense",
    "shape": "answered nonsense",
    "flood": "did not answer within 0.5 seconds|answered nonsense",
    "exit": "ended with code 3",
}


@pytest.mark.parametrize("fault", FATAL)
def test_what_goes_wrong_twice_is_named_and_not_asked_again(
    faulty: Worker, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"rules '{fault}' cannot be asked: the engine ({FATAL[fault]}), twice"
    with pytest.raises(EngineError, match=text):
        faulty.fire([ask("r"), ask(fault), ask("s")])
    with monkeypatch.context() as patch:
        patch.setattr(faulty, "_call", lambda _: pytest.fail("asked again"))
        with pytest.raises(EngineError, match=f"'{fault}' cannot be asked"):
            faulty.fire([ask("r"), ask(fault, "b", 1)])
    assert faulty.fire([ask("r"), ask("s")]) == [{1, 2}, {1, 2}]
    faulty.load([ruleset(fault)])
    with pytest.raises(EngineError, match="twice"):
        faulty.fire([ask(fault)])


def test_stray_output_is_not_an_answer(faulty: Worker) -> None:
    assert faulty.fire([ask("print"), ask("r")]) == [{1, 2}, {1, 2}]


def test_a_mistake_in_an_ask_is_an_error_and_poisons_nothing(worker: Worker) -> None:
    worker.ping()
    first = child_of(worker)
    for wrong, text in [
        (Ask("r", ("a",)), "1 inputs given"),
        (Ask("unknown", ()), "'unknown' were never loaded"),
        (ask("r", True, 1), "input 0: the value is a bool"),
        (ask("r", "a", 0.5), "input 1: the value is a float"),  # type: ignore[arg-type]
        (ask("r", b"a", 1), "input 0: the value is a bytes"),  # type: ignore[arg-type]
        (ask("r", "a", 10**5000), "input 1: the value is a number beyond"),
    ]:
        with pytest.raises(EngineError, match=text):
            worker.fire([ask("s"), wrong])
    assert worker.fire([ask("r")]) == [{1, 2}]
    assert child_of(worker) == first


def test_an_interrupt_while_waiting_does_not_leave_a_late_answer(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.ping()
    with monkeypatch.context() as patch:
        patch.setattr(supervisor, "_wait", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            worker.fire([ask("r")])
    assert worker.fire([ask("r", "b", 0)]) == [set()]


def test_after_a_fork_each_process_has_its_own_child(worker: Worker) -> None:
    assert worker.fire([ask("r")]) == [{1, 2}]
    mine = child_of(worker)
    forked = os.fork()
    if not forked:
        try:
            right = worker.fire([ask("r", "b", 9)]) == [{2}] and child_of(worker) != mine
            worker.close()
        finally:
            os._exit(0 if right else 1)
    assert os.waitpid(forked, 0)[1] == 0
    assert worker.fire([ask("r", "b", 0)]) == [set()]
    assert child_of(worker) == mine


def test_threads_take_turns(worker: Worker) -> None:
    wrong: list[object] = []

    def run(number: int) -> None:
        for n in range(40):
            vector = ("a" if (n + number) % 2 else "b", number)
            wanted = frozenset(([1] if vector[0] == "a" else []) + ([2] if number >= 5 else []))
            if worker.fire([ask("r", *vector)]) != [wanted]:
                wrong.append(vector)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(0, 10, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert wrong == []


def test_closing_reaps_the_child_and_ends_a_request_under_way(faulty: Worker, tmp_path: Path) -> None:
    faulty._timeout = 60.0
    faulty.ping()
    process = faulty._child.process if faulty._child else None
    os.mkfifo(tmp_path / "hang")
    raised: list[BaseException] = []

    def fire() -> None:
        try:
            faulty.fire([ask("hang")])
        except EngineError as error:
            raised.append(error)

    thread = threading.Thread(target=fire)
    thread.start()
    with open(tmp_path / "hang"):
        pass  # now it hangs
    faulty.close()
    thread.join(20)
    assert process is not None and process.returncode == -signal.SIGKILL
    assert "closed" in str(raised[0])
    with pytest.raises(EngineError, match="closed"):
        faulty.fire([ask("r")])
    faulty.close()


PARENT = """
import sys
from advisor.engine.matching import Ask, Ruleset
from advisor.engine.supervisor import Worker
worker = Worker(timeout=float(sys.argv[1]), command=(sys.executable, *sys.argv[2:]))
worker.load([Ruleset("hang", 1, ((1, ((0, "eq", "a"),)),))])
worker.ping()
print(worker._child.process.pid, flush=True)
if len(sys.argv) > 4:
    sys.stdin.readline()
else:
    worker.fire([Ask("hang", ("a",))])
"""


def orphan(timeout: str, *command: str) -> tuple["subprocess.Popen[str]", int]:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, timeout, *command],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert parent.stdout is not None
    return parent, int(parent.stdout.readline())


def test_the_child_ends_when_the_parent_is_killed() -> None:
    parent, child = orphan("60", "-m", "advisor.engine.worker", "idle")
    parent.kill()
    parent.communicate()
    assert wait_for_end(child)


def test_a_child_that_hangs_ends_too_when_the_parent_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can tell it: it never comes back to read. The alarm it set itself ends it."""
    monkeypatch.setenv(FAULTS, str(tmp_path))
    os.mkfifo(tmp_path / "hang")
    parent, child = orphan("1", "-c", FAULTY)
    with open(tmp_path / "hang"):
        parent.kill()
        parent.communicate()
    assert wait_for_end(child)


def test_ctrl_c_in_the_terminal_is_not_for_the_child(worker: Worker) -> None:
    worker.ping()
    assert os.getsid(child_of(worker)) == child_of(worker)
    assert os.getpgid(child_of(worker)) != os.getpgid(0)


def test_a_json_py_in_the_users_folder_is_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    with closing(Worker()) as worker:
        worker.load([ruleset("r")])
        assert worker.fire([ask("r")]) == [{1, 2}]


@pytest.mark.parametrize(
    "command", [("/no/such/program",), (sys.executable, "-c", "raise SystemExit(4)")], ids=["missing", "ends"]
)
def test_a_worker_that_does_not_start_says_so(command: tuple[str, ...]) -> None:
    with closing(Worker(command=command)) as worker:
        worker.load([ruleset("r")])
        with pytest.raises(EngineError, match="does not start"):
            worker.fire([ask("r")])
        assert worker._poison == {}


def talk(*messages: object) -> tuple[list[object], int]:
    """Speak to the worker by hand, as its protocol says."""
    text = "".join(json.dumps(message) + "\n" for message in messages)
    run = subprocess.run(
        supervisor.COMMAND, cwd=ROOT, input=text, capture_output=True, text=True, timeout=30, check=False
    )
    return [json.loads(line) for line in run.stdout.splitlines()], run.returncode


def test_the_protocol() -> None:
    answers, code = talk(
        [1, 5, {"ping": None}],
        [2, 5, {"load": [ruleset("r")]}],
        [3, 5, {"fire": [["r", ["a", 9]], ["r", [None, "~none"]]]}],
        [4, 5, {"prove": "r"}],
        [5, 5, {"fire": [["r", []]]}],
        [6, 5, {"fire": "nonsense"}],
        [7, 5, {"prove": "unknown"}],
        [8, 5, {"fire": [["r", ["b", 5]]]}],
    )
    assert code == 0
    assert answers[:4] == [
        [1, {"pong": None}],
        [2, {"loaded": 1}],
        [3, {"fired": [[1, 2], []]}],
        [4, {"problems": []}],
    ]
    assert [sorted(a[1]) for a in answers[4:]] == [["error", "hint"]] * 3 + [["fired"]]  # type: ignore[index]


def test_it_ends_at_the_end_of_its_input_and_at_a_message_it_cannot_read() -> None:
    assert talk() == ([], 0)
    assert talk("nonsense")[1] != 0


def test_a_trial_names_what_cannot_be_built_or_does_not_return(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FAULTS, str(tmp_path))
    command = (sys.executable, "-c", FAULTY)
    bad = Ruleset("bad", 1, ((3, ((0, "gte", "x"),)), (4, ())))
    odd = Ruleset("odd", 1, ((5, ((0, "gt", 1), (0, "lt", 2))),))
    found = trial([ruleset("r"), bad, ruleset("hang"), odd, ruleset("die"), ruleset("s")], 0.5, command)
    assert [(p.ruleset, p.rule, p.severity) for p in found] == [
        ("bad", 3, "error"), ("bad", 4, "error"), ("hang", None, "error"),
        ("odd", 5, "warning"), ("die", None, "error"),
    ]  # fmt: skip
    assert "did not answer" in found[2].message and "killed by signal 9" in found[4].message


def test_a_trial_of_good_rulesets_finds_nothing_and_leaves_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[subprocess.Popen[bytes]] = []
    start: Callable[..., subprocess.Popen[bytes]] = subprocess.Popen

    def spy(*arguments: object, **options: object) -> "subprocess.Popen[bytes]":
        children.append(start(*arguments, **options))
        return children[-1]

    monkeypatch.setattr(subprocess, "Popen", spy)
    assert trial([ruleset(f"r{n}") for n in range(30)]) == []
    assert [child.returncode is not None for child in children] == [True]
