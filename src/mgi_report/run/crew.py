"""Keep warm worker processes at work, each on one order at a time.

Every worker has an executor of its own, so a worker that dies or hangs takes only its own order
with it, and it is known which order that was.
"""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, Protocol, Self, TypeVar

from mgi_report.run.ahead import Ahead
from mgi_report.run.processes import Limits, LocalWorker

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

LOOK_UP = 0.5
"""Seconds after which a wait is begun anew: a signal that comes just before it does not wake it."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class Accident(StrEnum):
    """Name what can happen to an order that is not its profile's problem."""

    TIMEOUT = "timeout"
    CRASH = "crash"
    MEMORY = "memory"
    DESERTION = "desertion"
    FAULT = "fault"


@dataclass(frozen=True)
class Reply(Generic[Item, Result]):
    """Hold the result of an order, or the accident that left it without one, in words.

    ``seconds`` is the time of the last attempt. Among the ``attempts`` are those that a cluster
    made by itself.
    """

    item: Item
    result: Result | None = None
    accident: Accident | None = None
    detail: str = ""
    attempts: int = 1
    seconds: float = 0.0


class Worker(Protocol):
    """Do one call at a time, somewhere else."""

    def get_ready(self, *, alone: bool, ahead: Ahead | None = None) -> None:
        """Begin to start, without waiting; ``alone`` says that no other worker will.

        Then it may have ``ahead`` done beside it.
        """

    def submit(self, call: Callable[[Any], Any], item: Any) -> "Future[Any]":
        """Begin a call; the worker is ready for it."""

    def begun(self) -> int:
        """Return how often the call was begun, which is once unless somebody hands it on."""

    def crash(self, error: BaseException) -> str | None:
        """Say how the worker ended, if this error means that it did."""

    def kill(self) -> None:
        """End the worker at once; the next call gets a fresh one."""

    def rest(self) -> None:
        """Take note that a call is done."""

    def close(self) -> None:
        """End the worker when it is idle."""


@dataclass
class _Task(Generic[Item]):
    item: Item
    attempts: int = 0
    begun: int = 0
    started: float = 0.0


@dataclass
class Crew:
    """Share orders out among workers; ``timeout`` is seconds for one attempt, ``clock`` tells them.

    An order is tried once more, after all others, when its worker met with one of the accidents
    that are ``retried``.
    ``desertion`` says, if an error means that there is nobody to do the work, why that is so;
    ``after`` is called when the crew is dismissed; ``waiting`` is entered while all are at work.
    """

    workers: tuple[Worker, ...]
    timeout: float
    clock: Callable[[], float]
    attempts: int = 2
    retried: frozenset[Accident] = frozenset({Accident.TIMEOUT, Accident.CRASH, Accident.MEMORY})
    desertion: Callable[[BaseException], str] = lambda _: ""
    after: Callable[[], object] = lambda: None
    waiting: Callable[[], AbstractContextManager[object]] = nullcontext
    _busy: dict["Future[Any]", tuple[Worker, _Task[Any]]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for worker in self.workers:
            worker.close()
        self.after()

    def get_ready(self, orders: int, ahead: Ahead | None = None) -> None:
        """Begin to start the workers for so many orders, without waiting for them.

        ``ahead`` may be done beside the one worker that starts alone, on another processor.
        """
        if orders:
            # The server that forks workers is one for all.
            alone = min(orders, len(self.workers)) == 1
            self.workers[0].get_ready(alone=alone, ahead=ahead if processors() > 1 else None)

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
                    if reply.accident not in self.retried or task.attempts >= self.attempts:
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
        """Wait a moment for ends of attempts, their own or that of their time."""
        first = min(task.started for _, task in self._busy.values())
        left = max(0.0, first + self.timeout - self.clock())
        with self.waiting():
            done, _ = wait(self._busy, min(left, LOOK_UP), FIRST_COMPLETED)
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
        task.begun += worker.begun()
        if error is None:
            worker.rest()
            return Reply(task.item, result, attempts=task.begun, seconds=seconds)
        accident, detail = self._accident(worker, error)
        if accident is not Accident.FAULT:
            worker.kill()
        return Reply(task.item, None, accident, detail, task.begun, seconds)

    def _accident(self, worker: Worker, error: BaseException) -> tuple[Accident, str]:
        if reason := self.desertion(error):
            return Accident.DESERTION, reason
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
    waiting: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> Crew:
    """Return a crew of processes on this machine; they start when they get their first order."""
    limits = limits or Limits()
    workers = tuple(LocalWorker(method, limits) for _ in range(size))
    return Crew(workers, limits.timeout, clock, waiting=waiting)


def processors() -> int:
    """Return the number of processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
