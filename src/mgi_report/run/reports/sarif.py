"""Tell of problems as SARIF 2.1.0 (OASIS), which code scanning and editors read."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mgi_report.problems.excerpt import visible
from mgi_report.problems.problem import Location, Problem
from mgi_report.run.reports.words import writable
from mgi_report.version import VERSION

__all__ = ["sarif"]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(found: Iterable[Problem]) -> dict[str, Any]:
    """Return one run of the tool with a result for each problem, ready to be written as JSON."""
    problems = tuple(found)
    codes = sorted({problem.code for problem in problems})
    driver = {"name": "mgi-report", "version": VERSION, "rules": [{"id": each} for each in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes) for problem in problems],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(problem: Problem, codes: Sequence[str]) -> dict[str, Any]:
    hint = f"\nhint: {_text(problem.hint)}" if problem.hint else ""
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        # The levels have the names of our severities.
        "level": problem.severity.value,
        "message": {"text": _text(problem.message) + hint},
    }
    if problem.location:
        result["locations"] = [_location(problem.location)]
    if problem.also:
        result["relatedLocations"] = [_location(other) for other in problem.also]
    return result


def _location(where: Location) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(where.file)}}
    if where.line:
        physical["region"] = {"startLine": where.line}
        if where.column:
            physical["region"]["startColumn"] = where.column
    location: dict[str, Any] = {"physicalLocation": physical}
    if where.path:
        location["logicalLocations"] = [{"fullyQualifiedName": _text(where.path)}]
    return location


def _uri(file: Path | str) -> str:
    path = Path(file)
    name = quote(writable(path.as_posix()))
    return f"file://{name}" if path.is_absolute() else name


def _text(text: str) -> str:
    return writable(visible(text))
