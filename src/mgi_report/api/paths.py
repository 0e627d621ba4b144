"""Take paths as programs have them: as text or as objects, one or several."""

import os
from collections.abc import Iterable
from pathlib import Path

__all__ = ["AnyPath", "paths_of"]

AnyPath = str | os.PathLike[str]


def paths_of(paths: AnyPath | Iterable[AnyPath]) -> tuple[Path, ...]:
    """Return one path, or each of several."""
    if isinstance(paths, str | os.PathLike):
        return (Path(paths),)
    return tuple(Path(path) for path in paths)
