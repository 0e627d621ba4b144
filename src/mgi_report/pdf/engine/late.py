"""Keep out of WeasyPrint's import what it imports for fonts that pages seldom have."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

__all__ = ["imported_late"]

LATE = {
    # Takes the place of HarfBuzz where it has no library for subsets.
    "fontTools.subset": (),
    # Makes a plain font of a variable one.
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}
"""Modules, and the functions that are imported from them by name."""


@contextmanager
def imported_late() -> Iterator[None]:
    """Let these modules be imported when something of them is first used.

    They are a tenth of all that a worker imports.
    """
    stand_ins = {name: _Late(name) for name in LATE if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


class _Late(ModuleType):
    """Stand in for a module, also when it is no longer the one of its name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        for function in LATE[name]:
            setattr(self, function, self._called_late(function))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(import_module(self.__name__), name)

    def _called_late(self, name: str) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*given, **named)

        return call
