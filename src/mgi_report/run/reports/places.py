"""Name the files of problems from the root of a repository, as platforms want them."""

import os.path
from pathlib import Path, PurePath

from mgi_report.problems.problem import Location

__all__ = ["in_repository"]


def in_repository(where: Location | None, root: Path, folder: Path) -> str:
    """Return the path from the root, or nothing if the file does not lie below it.

    ``folder`` is the one relative paths start from.
    """
    if where is None:
        return ""
    # By the names alone: a report is made of what it is given, without a look at the disk.
    path = PurePath(os.path.normpath(folder / where.file))
    base = PurePath(os.path.normpath(root))
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else ""
