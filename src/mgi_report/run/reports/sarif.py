"""Tell of problems as SARIF 2.1.0 (OASIS), which code scanning and editors read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from os.path import normpath
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mgi_report.problems.excerpt import visible
from mgi_report.problems.problem import Location, Problem
from mgi_report.run.reports.places import in_repository
from mgi_report.run.reports.register import Explained, documentation, register
from mgi_report.run.reports.words import writable
from mgi_report.version import VERSION

__all__ = ["sarif"]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
SOURCE_ROOT = "%SRCROOT%"
"""The name that GitHub and editors know for the root of the repository."""

FINGERPRINT = "mgiReportProblem/v1"
SHOWN_OF_DIGEST = 32


def sarif(found: Iterable[Problem], root: Path, folder: Path, docs: str = "") -> dict[str, Any]:
    """Return one run of the tool with a result for each problem, ready to be written as JSON.

    ``root`` is the repository's root and ``folder`` the one relative paths start from, both
    absolute. A file below the root is named from there (3.4.4, uriBaseId), any other by its whole
    address. ``docs`` is where the pages of docs/ can be read, and that of the package if empty; a
    rule has a helpUri where one of them is known.
    """
    problems = tuple(found)
    codes = sorted({problem.code for problem in problems})
    pages = docs or documentation()
    driver = {
        "name": "mgi-report",
        "version": VERSION,
        "rules": [_rule(code, register().get(code), pages) for code in codes],
    }
    places = _Places(root, folder)
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": list(_results(problems, codes, places)),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, entry: Explained | None, pages: str) -> dict[str, Any]:
    if entry is None:
        return {"id": code}
    cure = f"{entry.meaning}\n\n{entry.cure}"
    rule: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": _without_marks(entry.meaning)},
        "help": {"text": _without_marks(cure), "markdown": cure},
    }
    if pages:
        rule["helpUri"] = f"{pages.rstrip('/')}/{entry.page}"
    return rule


def _without_marks(markdown: str) -> str:
    return markdown.replace("`", "").replace("\\|", "|")


class _Places:
    """Turn places into locations, with the addresses of their files."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self._folder = root, folder

    def location(self, where: Location) -> dict[str, Any]:
        """Return a place as a location of the standard."""
        physical: dict[str, Any] = {"artifactLocation": self.artifact(where)}
        if where.line:
            physical["region"] = {"startLine": where.line}
            if where.column:
                physical["region"]["startColumn"] = where.column
        location: dict[str, Any] = {"physicalLocation": physical}
        if where.path:
            location["logicalLocations"] = [{"fullyQualifiedName": _text(where.path)}]
        return location

    def artifact(self, where: Location) -> dict[str, str]:
        """Return the address of a file, from the root where it lies below it."""
        inside = in_repository(where, self._root, self._folder)
        if inside:
            return {"uri": quote(writable(inside)), "uriBaseId": SOURCE_ROOT}
        return {"uri": f"file://{quote(writable(normpath(self._folder / where.file)))}"}


def _results(
    problems: Sequence[Problem], codes: Sequence[str], places: _Places
) -> Iterable[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for problem in problems:
        hint = f"\nhint: {_text(problem.hint)}" if problem.hint else ""
        result: dict[str, Any] = {
            "ruleId": problem.code,
            "ruleIndex": codes.index(problem.code),
            # The levels have the names of our severities.
            "level": problem.severity.value,
            "message": {"text": _text(problem.message) + hint},
        }
        if problem.location:
            result["locations"] = [places.location(problem.location)]
        if problem.also:
            result["relatedLocations"] = [places.location(other) for other in problem.also]
        digest = _digest(problem, places)
        seen[digest] += 1
        result["partialFingerprints"] = {FINGERPRINT: f"{digest}:{seen[digest]}"}
        yield result


def _digest(problem: Problem, places: _Places) -> str:
    """Return what a problem is known by when lines above it come and go (3.27.17)."""
    where = problem.location
    file = places.artifact(where)["uri"] if where else ""
    line = (where.excerpt or where.path).strip() if where else ""
    known_by = "\0".join((problem.code, file, _text(line), _text(problem.message)))
    return sha256(known_by.encode()).hexdigest()[:SHOWN_OF_DIGEST]


def _text(text: str) -> str:
    return writable(visible(text))
