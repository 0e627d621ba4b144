"""Worker processes that crash, hang, or eat memory cost their own order only."""

import gc
import os
import select
import signal
import struct
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from time import perf_counter, sleep

import pytest

from mgi_report.run import processes
from mgi_report.run.crew import Accident, Crew, Limits, LocalWorker, Reply, local_crew
from waiting import DEADLINE, wait_until

MEGABYTE = 1 << 20


def double(number: int) -> int:
    return 2 * number


def own_pid(_: int) -> int:
    return os.getpid()


def left_to_live(_: int) -> int:
    assert not gc.isenabled()
    return gc.get_freeze_count()


def looks_for_garbage(_: object) -> bool:
    return gc.isenabled()


def crash_on_zero(number: int) -> int:
    if number == 0:
        os.kill(os.getpid(), signal.SIGSEGV)
    return number


def crash_once(mark: Path) -> str:
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGSEGV)
    return "done"


def die_in_the_middle_of_the_reply(number: int) -> int:
    """Let a process write the length of its reply and a part of it, and end."""
    if number:
        return number

    def half(connection: Connection, reply: bytes) -> None:
        os.write(connection.fileno(), struct.pack("!i", 1_000_000) + b"a part")
        os._exit(9)

    Connection._send_bytes = half
    return number


def hang_on_zero(number: int) -> int:
    if number == 0:
        sleep(DEADLINE)
    return number


def blow_up_on_zero(number: int) -> int:
    return len(bytes(number)) if number else len(bytearray(3 << 30))


def fail_on_zero(number: int) -> int:
    if number == 0:
        raise ZeroDivisionError("boom")
    return number


def by_item(replies: list[Reply[int, int]]) -> dict[int, Reply[int, int]]:
    return {reply.item: reply for reply in replies}


@pytest.mark.parametrize("method", ["forkserver", "spawn"])
def test_a_worker_that_dies_while_it_replies_is_not_waited_for(method: str) -> None:
    limits = Limits(timeout=DEADLINE)
    with local_crew(1, perf_counter, limits, method) as crew:
        replies = by_item(list(crew.run(die_in_the_middle_of_the_reply, range(2))))
    assert (replies[0].accident, replies[0].detail) == (Accident.CRASH, "exit code 9")
    assert replies[1].result == 1


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
@pytest.mark.parametrize("size", [1, 3])
def test_every_order_is_done_once(size: int, method: str) -> None:
    with local_crew(size, perf_counter, method=method) as crew:
        replies = list(crew.run(double, range(8)))
    assert sorted(reply.result or 0 for reply in replies) == [0, 2, 4, 6, 8, 10, 12, 14]
    assert {reply.attempts for reply in replies} == {1}


def test_no_garbage_is_looked_for_among_what_a_worker_has_imported() -> None:
    with local_crew(1, perf_counter) as crew:
        (reply,) = crew.run(left_to_live, [0])
    assert reply.result is not None
    assert reply.result > 50_000


@pytest.mark.parametrize("alone", [True, False])
def test_a_worker_looks_for_garbage_when_it_is_told(alone, monkeypatch) -> None:
    monkeypatch.setattr(processes, "is_copyable", lambda: True)
    worker = LocalWorker("forkserver", Limits())
    worker.get_ready(alone=alone)
    assert worker.submit(looks_for_garbage, None).result(DEADLINE) is False
    worker.close()


def test_where_no_thread_can_be_started_no_process_is_left(monkeypatch) -> None:
    launched, here, start = [], os.getpid(), Thread.start

    class Launched(ProcessPoolExecutor):
        def submit(self, *call):
            launched.append(self)
            return super().submit(*call)

    def refuse(thread: Thread) -> None:
        if os.getpid() == here:
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(processes, "ProcessPoolExecutor", Launched)
    monkeypatch.setattr(processes, "is_copyable", lambda: True)
    worker = LocalWorker("forkserver", Limits())
    with monkeypatch.context() as patch:
        patch.setattr(Thread, "start", refuse)
        worker.get_ready(alone=True)
    (executor,) = launched
    for process in executor._processes.values():
        process.join(DEADLINE)
        assert process.exitcode == -signal.SIGKILL
    assert worker.submit(double, 2).result(DEADLINE) == 4
    worker.close()


def test_a_crash_costs_its_own_order_after_one_more_try() -> None:
    with local_crew(2, perf_counter) as crew:
        replies = by_item(list(crew.run(crash_on_zero, range(6))))
    assert replies[0].accident is Accident.CRASH
    assert replies[0].detail == f"signal {signal.SIGSEGV.value}"
    assert replies[0].attempts == 2
    others = [replies[n] for n in range(1, 6)]
    assert [(each.result, each.attempts) for each in others] == [(n, 1) for n in range(1, 6)]


def test_an_order_that_crashes_once_is_done_the_second_time(tmp_path: Path) -> None:
    with local_crew(1, perf_counter) as crew:
        (reply,) = crew.run(crash_once, [tmp_path / "mark"])
    assert (reply.result, reply.accident, reply.attempts) == ("done", None, 2)


def test_a_worker_that_dies_between_two_orders_is_replaced() -> None:
    with local_crew(1, perf_counter) as crew:
        (worker,) = crew.workers
        assert isinstance(worker, LocalWorker)
        first = worker.submit(own_pid, 0).result(DEADLINE)
        os.kill(first, signal.SIGSEGV)
        # The library marks a pool as broken when it sees the death, and takes no call from then on.
        wait_until(lambda: worker._executor is not None and worker._executor._broken)
        (reply,) = crew.run(own_pid, [1])
    assert reply.accident is None
    assert reply.result not in {None, first}
    assert reply.attempts == 2


def crash_at_once(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


class UntilAllHaveEnded(ProcessPoolExecutor):
    def submit(self, *call):
        future = super().submit(*call)
        for process in self._processes.values():
            process.join(DEADLINE)
        return future


def test_a_worker_that_dies_while_it_starts_is_told_of(monkeypatch) -> None:
    monkeypatch.setattr(processes, "ProcessPoolExecutor", UntilAllHaveEnded)
    monkeypatch.setattr(processes, "prepare", crash_at_once)
    worker = LocalWorker("fork", Limits())
    error = worker.submit(own_pid, 0).exception(DEADLINE)
    assert isinstance(error, BrokenProcessPool)
    assert worker.crash(error) == f"signal {signal.SIGSEGV.value}"
    worker.kill()


def test_a_hanging_order_is_stopped_in_time() -> None:
    with local_crew(2, perf_counter, Limits(timeout=DEADLINE)) as crew:
        replies = {}
        for reply in crew.run(hang_on_zero, range(4)):
            replies[reply.item] = reply
            if len(replies) == 3:  # all that do not hang: the time of the other one is up
                crew.timeout = 0.1
    assert replies[0].accident is Accident.TIMEOUT
    assert replies[0].attempts == 2
    assert [replies[n].result for n in range(1, 4)] == [1, 2, 3]


def test_memory_has_a_limit() -> None:
    with local_crew(2, perf_counter, Limits(memory=1024 * MEGABYTE)) as crew:
        replies = by_item(list(crew.run(blow_up_on_zero, [0, 1, 2])))
    assert replies[0].accident is Accident.MEMORY
    assert [replies[1].result, replies[2].result] == [1, 2]


def test_an_unforeseen_error_is_told_and_stops_nothing() -> None:
    with local_crew(1, perf_counter) as crew:
        replies = by_item(list(crew.run(fail_on_zero, [0, 1])))
    assert replies[0].accident is Accident.FAULT
    assert replies[0].detail == "ZeroDivisionError: boom"
    assert replies[0].attempts == 1
    assert replies[1].result == 1


def test_a_worker_is_replaced_after_its_time() -> None:
    with local_crew(1, perf_counter, Limits(lifetime=2)) as crew:
        pids = [reply.result for reply in crew.run(own_pid, range(5))]
    assert pids[0] == pids[1] != pids[2] == pids[3] != pids[4]


PARENTS = """
import os, sys
from threading import Event, Thread
from time import perf_counter
from mgi_report.run.crew import local_crew

def parent(_):
    return os.getppid()

if __name__ == "__main__":
    done = Event()
    if sys.argv[3:]:
        Thread(target=done.wait).start()
    with local_crew(int(sys.argv[1]), perf_counter) as crew:
        crew.get_ready(int(sys.argv[2]))
        found = {reply.result for reply in crew.run(parent, range(int(sys.argv[2])))}
    done.set()
    print(len(found), os.getpid() in found)
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("2", "1"), "1 True"),
        (("1", "2"), "1 True"),
        (("2", "2"), "1 False"),
        (("2", "1", "with a thread"), "1 False"),
    ],
)
def test_a_worker_alone_is_a_copy_where_there_can_be_one(
    words: tuple[str, ...], expected: str, tmp_path: Path
) -> None:
    script = tmp_path / "parents.py"
    script.write_text(PARENTS)
    command = [sys.executable, script, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=DEADLINE)
    assert done.stdout.strip() == expected


def test_a_worker_that_got_no_order_is_not_waited_for() -> None:
    with local_crew(1, perf_counter, method="fork") as crew:
        worker = crew.workers[0]
        assert isinstance(worker, LocalWorker)
        worker._launch("fork")
        process = worker._process
        os.kill(process.pid, signal.SIGSTOP)
    process.join(DEADLINE)
    assert process.exitcode == -signal.SIGKILL


def tell_pid_and_hang(pipe: Path) -> None:
    pipe.write_text(str(os.getpid()))
    sleep(DEADLINE)


START = """
import signal
from multiprocessing import forkserver
from mgi_report.run.processes import keeps_stops_off
with keeps_stops_off():
    forkserver.ensure_running()
    print(*sorted(signal.pthread_sigmask(signal.SIG_BLOCK, ())))
print(*signal.pthread_sigmask(signal.SIG_BLOCK, ()))
"""


def test_ctrl_c_is_kept_off_while_the_first_process_starts() -> None:
    found = subprocess.run(
        [sys.executable, "-c", START], capture_output=True, text=True, check=True, timeout=DEADLINE
    )
    assert found.stdout.splitlines() == [f"{signal.SIGINT:d} {signal.SIGTERM:d}", ""]


def test_leaving_kills_what_is_at_work(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    ends: list[int] = []

    def interrupt_when_at_work() -> None:
        ends.append(os.pidfd_open(int(pipe.read_text())))
        os.kill(os.getpid(), signal.SIGALRM)

    with local_crew(1, perf_counter) as crew:
        with pytest.raises(KeyboardInterrupt):
            leave(crew, pipe, Thread(target=interrupt_when_at_work, daemon=True))
        # It can be read when the process has ended.
        assert select.select(ends, [], [], DEADLINE)[0] == ends
        os.close(ends[0])


def leave(crew: Crew, pipe: Path, interrupter: Thread) -> None:
    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    interrupter.start()
    try:
        list(crew.run(tell_pid_and_hang, [pipe]))
    finally:
        signal.signal(signal.SIGALRM, before)


def test_a_process_that_cannot_start_costs_its_order_and_not_the_run() -> None:
    with local_crew(1, perf_counter, Limits(memory=1)) as crew:
        (reply,) = crew.run(double, [2])
    assert (reply.accident, reply.attempts) == (Accident.CRASH, 2)
