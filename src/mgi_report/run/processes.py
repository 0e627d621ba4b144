"""Run calls in warm processes of this machine, which can be killed and replaced."""

import gc
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from multiprocessing import forkserver, parent_process, resource_tracker
from pathlib import Path
from typing import Any

from mgi_report.run.ahead import Ahead

__all__ = ["Limits", "LocalWorker", "is_copyable", "keeps_stops_off", "prepare"]

START_LIMIT = 120.0
MOST_UNCOLLECTED = 100_000
"""Objects made until garbage is looked for; with the usual 700 a profile takes a twentieth more."""
WARM, WARM_ALONE = "mgi_report.run.warm", "mgi_report.run.warm_alone"
FORK, SERVER = "fork", "forkserver"
MOST_COPIED = 512 << 20
"""Bytes of a process beyond which none is copied: they would count against the copy's limit."""
STOPS = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True)
class Limits:
    """Hold how long one attempt may take, in seconds, and what one worker may use.

    ``memory`` is in bytes, 0 for no limit; after ``lifetime`` calls a fresh process takes over.
    """

    timeout: float = 300.0
    memory: int = 4 << 30
    lifetime: int = 100


@dataclass
class LocalWorker:
    """Run calls in a process of this machine; ``method`` is a start method of multiprocessing."""

    method: str
    limits: Limits
    _executor: ProcessPoolExecutor | None = None
    _process: Any = None
    _calls: int = 0
    _warming: "Future[Any] | None" = None
    _ahead: Ahead | None = None

    def get_ready(self, *, alone: bool, ahead: Ahead | None = None) -> None:
        """Begin to start a process, if there is none, and do not wait for it.

        One that is to be ``alone`` is a copy of this process where there can be one: it need not
        import once more what this one has imported. Then ``ahead`` is begun beside it.
        """
        if self._executor is not None or self.method != SERVER:
            return
        # What cannot be started now is started, or told of, when it is wanted.
        with suppress(OSError, MemoryError, RuntimeError):
            if alone and is_copyable():
                self._begin(ahead)
                self._launch(FORK, ahead)
            else:
                _start_server()

    def submit(self, call: Callable[[Any], Any], item: Any) -> "Future[Any]":
        """Begin a call, in a new process if there is none; one that cannot start fails the call."""
        try:
            # One that has died since it was ready cannot take the call either.
            return self._warm_executor().submit(call, item)
        except (BrokenProcessPool, MemoryError) as error:
            unstarted: Future[Any] = Future()
            unstarted.set_exception(error)
            return unstarted

    def _warm_executor(self) -> ProcessPoolExecutor:
        executor = self._executor or self._launch(self.method)
        if self._warming is not None:
            self._warming.result(START_LIMIT)
            self._warming = None
            # The library keeps the end on which only the process writes. With it open, a process
            # that dies in the middle of a long reply leaves the reader waiting for the rest for
            # ever.
            executor._result_queue._writer.close()  # type: ignore[attr-defined]  # noqa: SLF001
        return executor

    def _begin(self, ahead: Ahead | None) -> None:
        """Begin what is done beside the worker, before there is anything that the two share."""
        self._end_ahead()
        if ahead is not None:
            with keeps_stops_off(executes=False):
                self._ahead = ahead
                ahead.begin(partial(prepare, self.limits.memory))

    def _launch(self, method: str, ahead: Ahead | None = None) -> ProcessPoolExecutor:
        context = multiprocessing.get_context(method)
        if method == SERVER:
            context.set_forkserver_preload([WARM])
        executor = ProcessPoolExecutor(
            1, context, initializer=prepare, initargs=(self.limits.memory, ahead)
        )
        with keeps_stops_off(executes=method != FORK):
            warming = _submitted(executor, WARM_ALONE if ahead else WARM)
            # Those of multiprocessing lack one that has already died.
            (self._process,) = executor._processes.values()  # noqa: SLF001
        if ahead is not None:
            ahead.let_go()
        self._executor, self._warming, self._calls = executor, warming, 0
        return executor

    def begun(self) -> int:
        """Return 1: a call that a process did not end is begun by nobody else."""
        return 1

    def crash(self, error: BaseException) -> str | None:
        """Say by which signal or exit code the process ended, if it did."""
        if not isinstance(error, BrokenProcessPool):
            return None
        # The executor's own thread waits for the process too, and only one can read its exit code.
        if self._executor is not None:
            self._executor.shutdown(wait=True)
        code = self._process.exitcode
        if code is None or code >= 0:
            return f"exit code {code}"
        return f"signal {-code}"

    def kill(self) -> None:
        """Kill the process, and what is done beside it."""
        self._end_ahead()
        if self._executor is not None:
            if self._process is not None:
                self._process.kill()
            self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._process = self._warming = None

    def rest(self) -> None:
        """Let the process go when it has done its number of calls."""
        self._calls += 1
        if self._calls >= self.limits.lifetime:
            self.close()

    def close(self) -> None:
        """Let the process end; one that was never used is not waited for."""
        self._end_ahead()
        if self._warming is not None:
            self.kill()
        elif self._executor is not None:
            self._executor.shutdown(wait=True)
        self._executor = self._process = None

    def _end_ahead(self) -> None:
        if self._ahead is not None:
            self._ahead.end()
            self._ahead = None


def is_copyable() -> bool:
    """Return whether a copy of this process can be a worker: it has one thread and little memory.

    Of several threads a copy has but one, and keeps for ever the locks that the others held.
    """
    try:
        threads = len(list(Path("/proc/self/task").iterdir()))
        pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    except OSError:
        return False  # Elsewhere nobody tells of the threads of libraries.
    return threads == 1 and pages * resource.getpagesize() <= MOST_COPIED


def _start_server() -> None:
    """Start the server that forks workers; it imports meanwhile what they need."""
    multiprocessing.get_context(SERVER).set_forkserver_preload([WARM])
    with keeps_stops_off():
        forkserver.ensure_running()


@contextmanager
def keeps_stops_off(*, executes: bool = True) -> Iterator[None]:
    """Keep Ctrl-C and SIGTERM off while a process starts, until it can be killed.

    The process inherits this, so that Ctrl-C does not reach it before `prepare` has, nor the
    server that forks it before that one has read its modules. ``executes`` says that a new
    interpreter is started.
    """
    if executes:
        # When it starts, it lets through what is kept off here.
        resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _submitted(executor: ProcessPoolExecutor, module: str) -> "Future[Any]":
    """Begin to import a module.

    RuntimeError, and no process left, if there can be no thread for it.
    """
    try:
        return executor.submit(_warm_up, module)
    except RuntimeError:
        # At its end the command would wait for them.
        for process in executor._processes.values():  # noqa: SLF001
            process.kill()
        raise


def _warm_up(module: str) -> None:
    """Import what orders need, if the process is no copy of one that has."""
    import_module(module)


def prepare(memory: int, ahead: Ahead | None = None) -> None:
    """Make a fresh process a worker: leave Ctrl-C to the parent, and end when the parent ends.

    ``memory`` is the most it may take, in bytes; 0 for no limit. It is handed what
    is begun ``ahead``.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # The crew has them blocked while a process starts.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))
    if memory:
        limit = _within_the_hard_limit(memory)
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    # What has been imported stays: to look for garbage among it costs a fifth of each profile.
    gc.freeze()
    gc.set_threshold(MOST_UNCOLLECTED)
    # An order begins with looking for that of the one before, and after the last there is no need.
    gc.disable()
    if ahead is not None:
        ahead.hand_over()
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _within_the_hard_limit(memory: int) -> int:
    """Return the bytes, or the limit that was set from outside, as by ulimit, if that is lower."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    return memory if hard == resource.RLIM_INFINITY else min(memory, hard)


def _end_with(parent: object) -> None:
    """Wait for the parent's death; a worker that nobody listens to would wait for ever."""
    parent.join()  # type: ignore[attr-defined]
    os._exit(1)
