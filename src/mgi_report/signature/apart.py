"""Call pyHanko in a thread of its own: it begins an event loop, and a thread can have only one.

Whoever calls us from such a loop, as a notebook does, would be refused.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

__all__ = ["called_apart"]

Result = TypeVar("Result")


def called_apart(call: Callable[[], Result]) -> Result:
    """Return what a call returns, or raise what it raises."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(call).result()
