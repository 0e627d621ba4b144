"""Have a process beside a worker do what the worker need not do itself, while it does the rest.

That process has a head start: its first call begins while the worker still imports what it needs.
Where no answer comes, for whatever reason, the worker does the same itself, and tells what is
wrong.
"""

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

__all__ = ["Ahead", "Beside"]

_LOST = (OSError, EOFError, MemoryError)


@dataclass
class Beside:
    """Ask the process beside this one; what it answers comes in the order of the calls."""

    connection: Connection
    _begun: int = 1  # The head start.
    _answered: int = 0

    def first(self) -> Any:
        """Wait for the answer of the first call; None if there is none, or it has been given."""
        return self._answer(0)

    def begin(self, call: Callable[[Any], Any], item: Any) -> Callable[[], Any]:
        """Begin a call, and return what waits for its answer, None if there is none."""
        number = self._begun
        self._begun += 1
        try:
            self.connection.send((call, item))
        except _LOST:
            self.connection.close()
        return lambda: self._answer(number)

    def _answer(self, number: int) -> Any:
        answer = None
        try:
            while self._answered <= number:
                answer = self.connection.recv()
                self._answered += 1
        except _LOST:
            self.connection.close()
            return None
        return answer


@dataclass
class Ahead:
    """Do a call in a copy of this process, and then what it is asked to; all of it can be sent.

    ``receive`` is called in the worker, another copy that is made later.
    """

    call: Callable[[], Any]
    receive: Callable[[Beside], object]
    _connection: Connection | None = field(default=None, init=False)
    _process: Any = field(default=None, init=False)

    def begin(self, prepare: Callable[[], object]) -> None:
        """Make the copy, which calls ``prepare`` first; OSError if there can be none."""
        context = multiprocessing.get_context("fork")
        self._connection, its_own = context.Pipe()
        # Whoever holds the other end too would keep the reader waiting.
        with its_own:
            process = context.Process(
                target=_serve, args=(self.call, prepare, self._connection, its_own), daemon=True
            )
            process.start()
            self._process = process

    def hand_over(self) -> None:
        """Let the worker have the copy beside it; called in the worker."""
        if self._connection is not None:
            self.receive(Beside(self._connection))

    def let_go(self) -> None:
        """Leave the copy to the worker, which has been made."""
        if self._connection is not None:
            self._connection.close()

    def end(self) -> None:
        """End the copy, whatever it is at."""
        self.let_go()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


def _serve(
    call: Callable[[], Any],
    prepare: Callable[[], object],
    workers: Connection,
    connection: Connection,
) -> None:
    """Answer until nobody asks any more, or until something goes wrong."""
    with suppress(Exception), connection:
        prepare()
        workers.close()
        connection.send(call())
        while True:
            asked, item = connection.recv()
            connection.send(asked(item))
