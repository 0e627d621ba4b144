"""Repeat problems in records, in the same words wherever a profile was built, and from where."""

from os.path import realpath
from pathlib import Path
from typing import Literal, Self

from mgi_report.output.record_values import Record
from mgi_report.problems.problem import Location, Problem, Severity

__all__ = ["Notice"]


class Notice(Record):
    """Repeat a problem: its code, what is wrong, and where, such as ``lso-2021.en.yaml:12:3``.

    In a manifest ``place`` is from the folder of the profile, as ``source`` is, so that it is the
    same wherever the profile was built, and from where; in a log both are as they were given.
    """

    code: str
    severity: Literal["error", "warning"]
    message: str
    hint: str = ""
    place: str = ""
    path: str = ""

    @classmethod
    def of(cls, problem: Problem, folder: Path | None = None) -> Self:
        """Return the notice of a problem; its place is from a folder, or as it was told."""
        where = problem.location
        if folder is not None and where is not None:
            where = _from(folder, where)
        return cls(
            code=problem.code,
            severity="error" if problem.severity is Severity.ERROR else "warning",
            message=problem.message,
            hint=problem.hint,
            place="" if where is None else str(where),
            path="" if where is None else where.path,
        )


def _from(folder: Path, place: Location) -> Location:
    """Return a place as it reads from a folder; one that lies elsewhere stays as it is told."""
    file, own = Path(realpath(place.file)), Path(realpath(folder))
    if file.is_relative_to(own):
        return place._replace(file=file.relative_to(own).as_posix())
    return place._replace(file=file.name) if Path(place.file).is_absolute() else place
