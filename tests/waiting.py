"""Wait for what happens, not for time to pass: a busy machine takes its time."""

from collections.abc import Callable
from time import monotonic, sleep

__all__ = ["DEADLINE", "wait_until"]

DEADLINE = 300.0
"""Seconds that count only when a test fails."""

LOOK_AGAIN = 0.01


def wait_until(condition: Callable[[], object]) -> None:
    """Return when the condition holds; the test fails if it never does."""
    until = monotonic() + DEADLINE
    while not condition():
        assert monotonic() < until
        sleep(LOOK_AGAIN)
