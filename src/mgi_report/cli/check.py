"""Check profiles without building them."""

from pathlib import Path

import click

from mgi_report import api
from mgi_report.cli.console import Screen
from mgi_report.cli.options import CONFIG, FINE, PROBLEMS, PROFILES, THEME, ConfiguredCommand
from mgi_report.problems.problem import Problem, has_errors
from mgi_report.run.profiles import find_profiles

__all__ = ["command"]


@click.command("check", cls=ConfiguredCommand)
@PROFILES
@THEME
@CONFIG
def command(profiles: tuple[Path, ...], theme: Path | None, config: Path | None) -> int:  # noqa: ARG001
    """Check each PROFILE, a file or a folder, and say what is wrong, where, and how to mend it.

    All problems are told at once. Warnings do not fail the check.
    """
    screen = Screen()
    found: list[Problem] = []
    for path in find_profiles(profiles):
        problems = api.check(path, theme)
        if not has_errors(problems):
            screen.result(f"{path}: fine")
        screen.problems(problems)
        found += problems
    screen.count(found)
    return PROBLEMS if has_errors(found) else FINE
