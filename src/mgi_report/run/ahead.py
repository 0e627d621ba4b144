"""Do a first step beside a worker, while that one imports what the next step needs.

It is a head start and nothing else. Where no answer comes of it, for whatever reason, the worker
does that step itself, and tells what is wrong.
"""

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

__all__ = ["Ahead", "Awaited"]


@dataclass(frozen=True)
class Awaited:
    """Wait for what a process beside this one answers."""

    connection: Connection

    def take(self) -> Any:
        """Return the answer; None if the process ended without one, or if it has been taken."""
        with suppress(OSError, EOFError, MemoryError), self.connection:
            return self.connection.recv()
        return None


@dataclass
class Ahead:
    """Do a call in a copy of this process; what it returns can be sent.

    ``receive`` is called in the worker, another copy that is made later, with where the answer
    comes.
    """

    call: Callable[[], Any]
    receive: Callable[[Awaited], object]
    _connection: Connection | None = field(default=None, init=False)
    _process: Any = field(default=None, init=False)

    def begin(self, prepare: Callable[[], object]) -> None:
        """Make the copy, which calls ``prepare`` first; OSError if there can be none."""
        context = multiprocessing.get_context("fork")
        self._connection, writer = context.Pipe(duplex=False)
        # Whoever could still write would keep the reader waiting.
        with writer:
            process = context.Process(
                target=_answer, args=(self.call, prepare, self._connection, writer), daemon=True
            )
            process.start()
            self._process = process

    def hand_over(self) -> None:
        """Let the worker have the answer; called in the worker."""
        if self._connection is not None:
            self.receive(Awaited(self._connection))

    def let_go(self) -> None:
        """Leave the answer to the worker, which has been made."""
        if self._connection is not None:
            self._connection.close()

    def end(self) -> None:
        """End the copy, whatever it is at."""
        self.let_go()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


def _answer(
    call: Callable[[], Any],
    prepare: Callable[[], object],
    reader: Connection,
    writer: Connection,
) -> None:
    with suppress(Exception), writer:
        prepare()
        reader.close()
        writer.send(call())
