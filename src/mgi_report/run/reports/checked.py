"""Tell what a check has found in the forms that editors and platforms read.

``json`` is our own, described by docs/check.schema.json; ``github`` are workflow commands,
``junit`` is JUnit XML and ``sarif`` SARIF 2.1.0.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from mgi_report.problems.problem import Problem, has_errors

__all__ = ["FORMS", "Checked", "by_file", "told_as"]

FORMS = ("json", "github", "sarif", "junit")


class Checked(NamedTuple):
    """Hold a file as it was named, and everything that is wrong with it."""

    file: Path
    problems: tuple[Problem, ...]


def by_file(problems: Iterable[Problem]) -> tuple[Checked, ...]:
    """Return problems that ended the work with the files they name, or the current folder."""
    return tuple(
        Checked(Path(each.location.file if each.location else "."), (each,)) for each in problems
    )


def told_as(form: str, checked: Sequence[Checked], root: Path, folder: Path) -> str:
    """Return what was found in one of the forms, without a line break at its end.

    ``root`` is the repository's root and ``folder`` the one relative paths start from, both
    absolute: github and sarif name files from the root.
    """
    # What tells of a run knows of processes; a check that prints text need not wait for that.
    if form == "json":
        from mgi_report.run.reports import plain  # noqa: PLC0415

        files = tuple(
            plain.CheckedFile(**plain.verdict_on(each.problems, file=each.file)) for each in checked
        )
        counted = plain.counts_of(each.problems for each in checked)
        return plain.report_text(plain.CheckReport(files=files, **counted))
    if form == "sarif":
        from mgi_report.run.reports.sarif import sarif  # noqa: PLC0415

        problems = (problem for each in checked for problem in each.problems)
        return json.dumps(sarif(problems, root, folder), ensure_ascii=False, indent=2)
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
