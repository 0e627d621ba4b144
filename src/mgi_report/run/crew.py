"""Keep warm worker processes at work, each on one order at a time.

Every worker has an executor of its own, so a worker that dies or hangs takes only its own order
with it, and it is known which order that was.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, Protocol, Self, TypeVar

from mgi_report.run.worker import prepare

__all__ = [
    "Accident",
    "Crew",
    "Limits",
    "LocalWorker",
    "Reply",
    "Worker",
    "local_crew",
    "processors",
]

Item = TypeVar("Item")
Result = TypeVar("Result")

START_LIMIT = 120.0
WARM = "mgi_report.run.warm"
STOPS = (signal.SIGINT, signal.SIGTERM)


class Accident(StrEnum):
    """Name what can happen to an order that is not its profile's problem."""

    TIMEOUT = "timeout"
    CRASH = "crash"
    MEMORY = "memory"
    FAULT = "fault"


@dataclass(frozen=True)
class Reply(Generic[Item, Result]):
    """Hold the result of an order, or the accident that left it without one, in words.

    ``seconds`` is the time of the last attempt.
    """

    item: Item
    result: Result | None = None
    accident: Accident | None = None
    detail: str = ""
    attempts: int = 1
    seconds: float = 0.0


@dataclass(frozen=True)
class Limits:
    """Hold how long one attempt may take, in seconds, and what one worker may use.

    ``memory`` is in bytes, 0 for no limit; after ``lifetime`` calls a fresh process takes over.
    """

    timeout: float = 300.0
    memory: int = 4 << 30
    lifetime: int = 100


class Worker(Protocol):
    """Do one call at a time, somewhere else."""

    def submit(self, call: Callable[[Any], Any], item: Any) -> "Future[Any]":
        """Begin a call; the worker is ready for it."""

    def crash(self, error: BaseException) -> str | None:
        """Say how the worker ended, if this error means that it did."""

    def kill(self) -> None:
        """End the worker at once; the next call gets a fresh one."""

    def rest(self) -> None:
        """Take note that a call is done."""

    def close(self) -> None:
        """End the worker when it is idle."""


@dataclass
class LocalWorker:
    """Run calls in a process of this machine; ``method`` is a start method of multiprocessing."""

    method: str
    limits: Limits
    _executor: ProcessPoolExecutor | None = None
    _process: Any = None
    _calls: int = 0

    def submit(self, call: Callable[[Any], Any], item: Any) -> "Future[Any]":
        """Begin a call, in a new process if there is none."""
        if self._executor is None:
            self._start()
        assert self._executor is not None  # noqa: S101 - for the type checker
        return self._executor.submit(call, item)

    def _start(self) -> None:
        context = multiprocessing.get_context(self.method)
        if self.method == "forkserver":
            context.set_forkserver_preload([WARM])
        executor = ProcessPoolExecutor(
            1, context, initializer=prepare, initargs=(self.limits.memory,)
        )
        self._executor, self._calls = executor, 0
        others = set(multiprocessing.active_children())
        with _stops_wait():
            ready = executor.submit(_ready, None)
            (self._process,) = set(multiprocessing.active_children()) - others
        ready.result(START_LIMIT)

    def crash(self, error: BaseException) -> str | None:
        """Say by which signal or exit code the process ended, if it did."""
        if not isinstance(error, BrokenProcessPool):
            return None
        self._process.join(1)
        code = self._process.exitcode
        if code is None or code >= 0:
            return f"exit code {code}"
        return f"signal {-code}"

    def kill(self) -> None:
        """Kill the process."""
        if self._executor is not None:
            if self._process is not None:
                self._process.kill()
            self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._process = None

    def rest(self) -> None:
        """Let the process go when it has done its number of calls."""
        self._calls += 1
        if self._calls >= self.limits.lifetime:
            self.close()

    def close(self) -> None:
        """Let the process end."""
        if self._executor is not None:
            self._executor.shutdown(wait=True)
        self._executor = self._process = None


@contextmanager
def _stops_wait() -> Iterator[None]:
    """Keep Ctrl-C and SIGTERM off while a process starts, until it can be killed.

    The process inherits this, so that Ctrl-C does not reach it before `prepare` has.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ready(_: None) -> None:
    """Do nothing; a worker that has done so has been prepared."""


@dataclass
class _Task(Generic[Item]):
    item: Item
    attempts: int = 0
    started: float = 0.0


@dataclass
class Crew:
    """Share orders out among workers; ``timeout`` is seconds for one attempt, ``clock`` tells them.

    An order is tried once more when its worker died, hung or ran out of memory, after all others.
    ``after`` is called when the crew is dismissed.
    """

    workers: tuple[Worker, ...]
    timeout: float
    clock: Callable[[], float]
    attempts: int = 2
    after: Callable[[], object] = lambda: None
    _busy: dict["Future[Any]", tuple[Worker, _Task[Any]]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for worker in self.workers:
            worker.close()
        self.after()

    def run(
        self,
        call: Callable[[Item], Result],
        items: Iterable[Item],
        started: Callable[[Item], None] = lambda _: None,
    ) -> Generator[Reply[Item, Result], None, None]:
        """Yield the replies as they come; an error that is not the order's own is raised.

        ``started`` is told each time an order is begun. Leaving the iteration kills what is still
        at work.
        """
        waiting = deque(_Task(item) for item in items)
        idle = deque(self.workers)
        try:
            while waiting or self._busy:
                while waiting and idle:
                    self._begin(call, waiting.popleft(), idle.popleft(), started)
                for worker, task, error, result in self._ended():
                    idle.append(worker)
                    reply = self._reply(worker, task, error, result)
                    if reply.accident in (None, Accident.FAULT) or task.attempts >= self.attempts:
                        yield reply
                    else:
                        waiting.append(task)
        finally:
            # Not only the busy ones: a stop may come while an order is being handed over.
            resting = set(map(id, idle))
            for worker in self.workers:
                if id(worker) not in resting:
                    worker.kill()
            self._busy.clear()

    def _begin(
        self,
        call: Callable[[Item], Result],
        task: _Task[Item],
        worker: Worker,
        started: Callable[[Item], None],
    ) -> None:
        started(task.item)
        task.attempts += 1
        future = worker.submit(call, task.item)
        task.started = self.clock()
        self._busy[future] = worker, task

    def _ended(self) -> Iterator[tuple[Worker, _Task[Any], BaseException | None, Any]]:
        """Wait for the next end of an attempt, its own or that of its time."""
        first = min(task.started for _, task in self._busy.values())
        left = max(0.0, first + self.timeout - self.clock())
        done, _ = wait(self._busy, left, FIRST_COMPLETED)
        for future in done:
            worker, task = self._busy.pop(future)
            error = future.exception()
            yield worker, task, error, None if error else future.result()
        now = self.clock()
        late = [f for f, (_, task) in self._busy.items() if now - task.started >= self.timeout]
        for future in late:
            if not future.done():
                worker, task = self._busy.pop(future)
                yield worker, task, TimeoutError(), None

    def _reply(
        self, worker: Worker, task: _Task[Item], error: BaseException | None, result: Result | None
    ) -> Reply[Item, Result]:
        seconds = self.clock() - task.started
        if error is None:
            worker.rest()
            return Reply(task.item, result, attempts=task.attempts, seconds=seconds)
        accident, detail = self._accident(worker, error)
        if accident is not Accident.FAULT:
            worker.kill()
        return Reply(task.item, None, accident, detail, task.attempts, seconds)

    def _accident(self, worker: Worker, error: BaseException) -> tuple[Accident, str]:
        if isinstance(error, TimeoutError):
            return Accident.TIMEOUT, f"{self.timeout:g} seconds"
        if isinstance(error, MemoryError):
            return Accident.MEMORY, ""
        crash = worker.crash(error)
        if crash is not None:
            return Accident.CRASH, crash
        if not isinstance(error, Exception) or getattr(error, "stops_the_run", False):
            raise error
        return Accident.FAULT, f"{type(error).__name__}: {error}"


def local_crew(
    size: int,
    clock: Callable[[], float],
    limits: Limits | None = None,
    method: str = "forkserver",
) -> Crew:
    """Return a crew of processes on this machine; they start when they get their first order."""
    limits = limits or Limits()
    workers = tuple(LocalWorker(method, limits) for _ in range(size))
    return Crew(workers, limits.timeout, clock)


def processors() -> int:
    """Return the number of processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
