"""Stop a run cleanly on Ctrl-C and on SIGTERM."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any, Self

__all__ = ["Stop"]

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Turn the first of the signals into KeyboardInterrupt, and later ones into nothing.

    It is raised where nothing is done but waiting, inside `waiting`: elsewhere it could come in
    the middle of anything, and libraries turn it into errors of their own, or lose it. After a
    signal others stay without effect until the process ends, so that impatience does not spoil
    its exit code.
    """

    def __init__(self) -> None:
        self._signal: int | None = None
        self._waiting = False
        self._before: dict[int, Any] = {}

    @property
    def exit_code(self) -> int | None:
        """Return 130 after Ctrl-C, 143 after SIGTERM, None when there was no signal."""
        return None if self._signal is None else 128 + self._signal

    def __enter__(self) -> Self:
        for number in SIGNALS:
            self._before[number] = signal.signal(number, self._come)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler if self._signal is None else signal.SIG_IGN)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Let the interrupt come meanwhile, or at once if the signal has come before."""
        self._waiting = True
        try:
            if self._signal is not None:
                raise KeyboardInterrupt
            yield
        finally:
            self._waiting = False

    def _come(self, number: int, _: FrameType | None) -> None:
        if self._signal is not None:
            return
        self._signal = number
        if self._waiting:
            raise KeyboardInterrupt
