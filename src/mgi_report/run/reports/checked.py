"""Tell what a check has found in the forms that editors and platforms read.

``json`` is our own, described by docs/check.schema.json; ``github`` are workflow commands,
``junit`` is JUnit XML and ``sarif`` SARIF 2.1.0.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mgi_report.problems.problem import Location, Problem, Severity, has_errors
from mgi_report.run.reports.words import writable

__all__ = ["FORMS", "Checked", "told_as"]

FORMS = ("json", "github", "sarif", "junit")
VERSION = 1
"""Of the JSON form; it is raised when a key goes or changes its meaning."""


class Checked(NamedTuple):
    """Hold a file as it was named, and everything that is wrong with it."""

    file: Path
    problems: tuple[Problem, ...]


def told_as(form: str, checked: Sequence[Checked], root: Path, folder: Path) -> str:
    """Return what was found in one of the forms, without a line break at its end.

    ``root`` is the repository's root and ``folder`` the one relative paths start from, both
    absolute; only the form for GitHub needs them.
    """
    if form == "json":
        return json.dumps(_plain(checked), ensure_ascii=False, indent=2)
    if form == "sarif":
        from mgi_report.run.reports.sarif import sarif  # noqa: PLC0415 - as below

        problems = (problem for each in checked for problem in each.problems)
        return json.dumps(sarif(problems), ensure_ascii=False, indent=2)
    # What tells of a run knows of processes; a check that prints text need not wait for that.
    from mgi_report.run.outcomes import Outcome, RunResult, State  # noqa: PLC0415
    from mgi_report.run.reports.annotations import github_annotations  # noqa: PLC0415
    from mgi_report.run.reports.junit import junit_xml  # noqa: PLC0415

    states = {True: State.FAILED, False: State.RENDERED}
    outcomes = (
        Outcome(each.file, states[has_errors(each.problems)], problems=each.problems)
        for each in checked
    )
    result = RunResult(tuple(outcomes), 0.0)
    if form == "junit":
        return junit_xml(result).removesuffix("\n")
    rest = "mgi-report check has them all"
    return github_annotations(result, root, folder, rest).removesuffix("\n")


def _plain(checked: Sequence[Checked]) -> dict[str, Any]:
    severities = [problem.severity for each in checked for problem in each.problems]
    return {
        "version": VERSION,
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
        "files": [
            {
                "file": writable(str(each.file)),
                "fine": not has_errors(each.problems),
                "problems": [_problem(problem) for problem in each.problems],
            }
            for each in checked
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
