"""Check profiles without building them."""

from pathlib import Path

import click

from mgi_report.cli.console import Screen
from mgi_report.cli.options import FINE, PROBLEMS, PROFILES
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.run.job import Workshop, check

__all__ = ["command"]


@click.command("check")
@PROFILES
def command(profiles: tuple[Path, ...]) -> int:
    """Check each PROFILE and say what is wrong, where, and how to mend it.

    All problems are told at once. Warnings do not fail the check.
    """
    screen = Screen()
    workshop = Workshop()
    found: list[Problem] = []
    code = FINE
    for path in profiles:
        try:
            problems = check(path, workshop)
        except ProblemsFound as error:
            problems = error.problems
            code = PROBLEMS
        else:
            screen.result(f"{path}: fine")
        screen.problems(problems)
        found += problems
    screen.count(found)
    return code
