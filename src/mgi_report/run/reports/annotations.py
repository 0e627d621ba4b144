"""Tell of problems as GitHub workflow commands, which show beside the lines they are about."""

from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path

from mgi_report.problems.excerpt import visible
from mgi_report.problems.problem import Problem, Severity
from mgi_report.run.outcomes import RunResult
from mgi_report.run.reports.places import in_repository
from mgi_report.run.reports.words import writable

__all__ = ["github_annotations"]

SHOWN = 10
"""How many annotations of one kind GitHub shows for a step; it drops later ones in silence."""


def github_annotations(
    result: RunResult,
    root: Path,
    folder: Path | None = None,
    rest: str = "the job summary and the log have them all",
) -> str:
    """Return a workflow command for the most telling problems, at most ten of a severity.

    ``root`` is the repository's root, to which GitHub takes files to be relative, and ``folder``
    the one relative paths start from; both absolute, and the same unless told. A problem outside
    the root names its file in its text. The first problem of each profile goes before the second
    of any, and a last line tells how many were left out, and in ``rest`` who tells of them. Empty
    if there is no problem.
    """
    by_profile = [outcome.problems for outcome in result.outcomes if outcome.problems]
    lines = []
    left_out = []
    for severity in Severity:
        problems = _first_of_each(
            [problem for problem in problems if problem.severity is severity]
            for problems in by_profile
        )
        lines += [_command(problem, root, folder or root) for problem in problems[:SHOWN]]
        if hidden := len(problems[SHOWN:]):
            left_out.append(f"{hidden} more {severity.value}{'s' if hidden > 1 else ''}")
    if left_out:
        message = f"{' and '.join(left_out)}: {rest}"
        lines.append(f"::notice title=mgi-report::{_data(message)}")
    return "".join(f"{line}\n" for line in lines)


def _first_of_each(groups: Iterable[list[Problem]]) -> list[Problem]:
    """Return the first of every group, then the second, and so on."""
    rounds = zip_longest(*groups)
    return [problem for some in rounds for problem in some if problem is not None]


def _command(problem: Problem, root: Path, folder: Path) -> str:
    where = problem.location
    file = in_repository(where, root, folder)
    properties = {"title": problem.code}
    if where is not None and file:
        place = {"file": file, "line": where.line, "col": where.column}
        properties = {k: str(v) for k, v in place.items() if v is not None} | properties
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{problem.severity.value} {written}::{_data(_message(problem, named=bool(file)))}"


def _message(problem: Problem, *, named: bool) -> str:
    where = problem.location
    lines = [visible(problem.message)]
    if where is not None and not named:
        lines = [f"{visible(str(where))}: {lines[0]}"]
    if where is not None and where.path:
        lines.append(f"in {visible(where.path)}")
    lines += [f"also {visible(str(other))}" for other in problem.also]
    if problem.hint:
        lines.append(f"hint: {visible(problem.hint)}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return writable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
