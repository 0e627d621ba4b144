"""Render on an existing Dask cluster; needs the extra mgi-report[cluster].

The cluster restarts workers that die, and moves their work to others; a task that has killed
several (distributed.scheduler.allowed-failures) fails. A worker that hangs is restarted from here.
"""

import socket
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from mgi_report.document.assets import Assets
from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.run.ahead import Ahead
from mgi_report.run.crew import Accident, Crew, Limits
from mgi_report.run.orders import Order, Rendered
from mgi_report.run.toolchain import toolchain
from mgi_report.run.worker import render

__all__ = ["ClusterWorker", "cluster_crew", "render_there"]

PATIENCE = 30.0
# WeasyPrint and Pango are not for several threads at once, and a cluster's worker may have many.
_one_at_a_time = Lock()


def render_there(order: Order) -> Rendered:
    """Make the files of a profile on another machine, from the files that came with the order.

    A worker whose code, design or libraries are not the sender's refuses: its bytes would be
    others.
    """
    if toolchain(Assets(theme=order.theme)).digest != order.tools:
        message = "the cluster's worker has another mgi-report, or other libraries, than this one"
        hint = "install the same versions there; mgi-report doctor tells them"
        return Rendered(problems=(Problem("other-toolchain", message, hint, Location(order.path)),))
    with _one_at_a_time:
        return render(order)


@dataclass
class ClusterWorker:
    """Do calls somewhere on the cluster, one at a time; ``client`` is Dask's."""

    client: Any
    _remote: Any = None

    def get_ready(self, *, alone: bool, ahead: Ahead | None = None) -> None:
        """Do nothing: the workers of a cluster are there already."""

    def submit(self, call: Callable[[Any], Any], item: Any) -> "Future[Any]":
        """Begin a call; an order to render travels with its files and its theme."""
        if call is render:
            call = render_there
        local: Future[Any] = Future()
        if self.client.status == "closed":  # as it is when the scheduler has been gone for a while
            local.set_exception(CancelledError())
            return local
        self._remote = self.client.submit(call, item, pure=False)
        self._remote.add_done_callback(lambda remote: _pass_on(remote, local))
        return local

    def begun(self) -> int:
        """Return how often the cluster gave the call to a worker: it hands on what a lost one had.

        Once, if it cannot be asked any more.
        """
        if self._remote is None or self.client.status != "running":
            return 1
        key = self._remote.key
        try:
            story = self.client.sync(
                self.client.scheduler.get_story, keys_or_stimuli=[key], callback_timeout=PATIENCE
            )
        except Exception:  # The connection may have been lost meanwhile.
            return 1
        handed = [step for step in story if (step[0], step[2]) == (key, "processing")]
        return max(1, len(handed))

    def crash(self, error: BaseException) -> str | None:
        """Say that workers died, if that is what the error means."""
        from distributed import KilledWorker  # noqa: PLC0415 - an optional package

        if isinstance(error, KilledWorker):
            return "the loss of its worker, several times"
        return None

    def kill(self) -> None:
        """Give the call up, and restart the worker that is at it."""
        if self._remote is None or self._remote.done():
            return
        with suppress(Exception):  # It may have died by itself meanwhile.
            at_work = self._at_work()
            self._remote.cancel()
            # A restart overtakes the cancelling, and the cluster would give the call, which it
            # takes for lost with its worker, to the next one, to hang there.
            while still := self._at_work():
                at_work |= still
            self.client.restart_workers(list(at_work), timeout=PATIENCE, raise_for_error=False)

    def _at_work(self) -> set[str]:
        """Return the names of the workers that the scheduler knows to be at the call."""
        key = self._remote.key
        return {name for name, keys in self.client.processing().items() if key in keys}

    def rest(self) -> None:
        """Let the result go, so that the cluster need not keep it."""
        self._remote = None

    def close(self) -> None:
        """Let the last result go."""
        self._remote = None


def _pass_on(remote: Any, local: "Future[Any]") -> None:
    """Hand on a result of the cluster; runs in a thread of the client."""
    if remote.cancelled():
        # A crew would wait for ever for a future that is cancelled.
        local.set_exception(CancelledError())
    elif remote.status == "error":
        local.set_exception(remote.exception())
    else:
        try:
            local.set_result(remote.result())
        except Exception as error:
            local.set_exception(error)


def cluster_crew(
    address: str,
    clock: Callable[[], float],
    limits: Limits | None = None,
    size: int | None = None,
    waiting: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> Crew:
    """Return a crew of as many orders at a time as the cluster has workers, unless told otherwise.

    Only the time limit counts there; the cluster has its own limits of memory. ProblemsFound if
    there is no such cluster, or none of its workers appears.
    """
    limits = limits or Limits()
    client = _client(address)
    workers = tuple(ClusterWorker(client) for _ in range(size or _workers(client)))
    # The cluster itself tries again when a worker dies, until it gives the order up.
    retried = frozenset({Accident.TIMEOUT, Accident.MEMORY, Accident.DESERTION})
    return Crew(
        workers,
        limits.timeout,
        clock,
        retried=retried,
        desertion=lambda error: _desertion(client, error),
        after=client.close,
        waiting=waiting,
    )


def _workers(client: Any) -> int:
    # A client that closes meanwhile tells nothing.
    return len(client.scheduler_info(n_workers=-1).get("workers", ()))


def _desertion(client: Any, error: BaseException) -> str:
    """Say what the cluster lacks, if that is why an order was given back or took too long."""
    late = isinstance(error, TimeoutError)
    if isinstance(error, CancelledError) or (late and client.status != "running"):
        return "the connection to its scheduler is lost"
    return "it has no workers left" if late and not _workers(client) else ""


def _client(address: str) -> Any:
    try:
        from distributed import Client  # noqa: PLC0415 - an optional package
    except ImportError:
        hint = "install it with pip install 'mgi-report[cluster]'"
        problem = Problem(
            "no-cluster", "rendering on a cluster needs the package distributed", hint
        )
        raise ProblemsFound([problem]) from None
    try:
        _knock(address)
        connect: Callable[..., Any] = Client
        client = connect(address, timeout=PATIENCE, set_as_default=False)
        client.wait_for_workers(1, timeout=PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        hint = "check the address, and that scheduler and workers are running"
        message = f"the cluster at {address} cannot be used: {error}"
        raise ProblemsFound([Problem("no-cluster", message, hint)]) from error
    return client


def _knock(address: str) -> None:
    """Open and close a connection: a client of Dask that finds nobody hangs on for a minute."""
    place = urlsplit(address)
    if place.hostname is None or place.port is None:
        raise ValueError("an address reads like tcp://host:8786")
    socket.create_connection((place.hostname, place.port), PATIENCE).close()
