"""Check profiles without building them."""

from pathlib import Path

import click

from mgi_report.cli.codes import FINE, PROBLEMS
from mgi_report.cli.console import Screen
from mgi_report.cli.files import PROFILES
from mgi_report.production.job import Workshop, check
from mgi_report.profile.problems import Problem, ProblemsFound

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
