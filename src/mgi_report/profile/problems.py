"""Say what is wrong, where, and how to mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

__all__ = ["Location", "Problem", "ProblemsFound", "Severity", "has_errors"]


class Severity(StrEnum):
    """Tell whether a problem stops the work."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Location:
    """Point at a place in a file: line and column count from 1, ``path`` is the place in the data.

    ``path`` reads like ``domains.partnerships.potential[0].text``. ``excerpt`` is the source line
    the caret goes under. Everything but ``file`` may be missing.
    """

    file: Path | str
    line: int | None = None
    column: int | None = None
    path: str = ""
    excerpt: str | None = None

    def __str__(self) -> str:
        parts = [str(self.file), *(str(n) for n in (self.line, self.column) if n is not None)]
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold one problem: a stable code, what is wrong, how to mend it, and where it is."""

    code: str
    message: str
    hint: str = ""
    location: Location | None = None
    severity: Severity = Severity.ERROR


class ProblemsFound(Exception):  # noqa: N818 - it carries problems, which are data, not one error
    """Stop the work on one profile, carrying every problem that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.location}: {p.message}" for p in self.problems))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether one of the problems stops the work."""
    return any(problem.severity is Severity.ERROR for problem in problems)
