"""Let the engine add up numbers in the same way on every Python.

The built-in ``sum`` rounds after each number in Python 3.11, and since 3.12 keeps what rounding has
taken away. A width that differs in its last bit can be written as another number, or break a line.
"""

from collections.abc import Iterable
from functools import reduce
from importlib import import_module
from operator import add
from typing import Any

__all__ = ["ADDING", "add_up_alike"]

ADDING = (
    "tinycss2.color4",
    "weasyprint.layout.column",
    "weasyprint.layout.flex",
    "weasyprint.layout.grid",
    "weasyprint.layout.leader",
    "weasyprint.layout.page",
    "weasyprint.layout.preferred",
    "weasyprint.layout.table",
    "weasyprint.matrix",
    "weasyprint.svg",
)
"""The modules that add up fractions; a canary tells when there are others."""


def add_up_alike() -> None:
    """Give the modules a ``sum`` of their own, which rounds after each number."""
    for name in ADDING:
        module: Any = import_module(name)
        module.sum = _added


def _added(numbers: Iterable[Any], /, start: Any = 0) -> Any:
    return reduce(add, numbers, start)
