"""Tell of problems as plain data: the JSON form of a check, which is our own."""

from collections.abc import Iterable, Sequence
from typing import Any

from mgi_report.problems.problem import Location, Problem, Severity, has_errors
from mgi_report.run.reports.words import writable

__all__ = ["plain"]

VERSION = 1
"""It is raised when a key goes or changes its meaning."""


def plain(found: Iterable[tuple[str, Sequence[Problem]]]) -> dict[str, Any]:
    """Return files and their problems, ready to be written as JSON (docs/check.schema.json)."""
    files = tuple(found)
    severities = [problem.severity for _, problems in files for problem in problems]
    return {
        "version": VERSION,
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
        "files": [
            {
                "file": writable(file),
                "fine": not has_errors(problems),
                "problems": [_problem(problem) for problem in problems],
            }
            for file, problems in files
        ],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": writable(problem.message),
        "hint": writable(problem.hint),
        "place": None if problem.location is None else _place(problem.location),
        "also": [_place(other) for other in problem.also],
    }


def _place(where: Location) -> dict[str, Any]:
    return {
        "file": writable(str(where.file)),
        "line": where.line,
        "column": where.column,
        "path": writable(where.path),
    }
