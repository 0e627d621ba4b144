"""Verify output folders."""

from pathlib import Path

import click

from mgi_report import api
from mgi_report.cli.console import Screen
from mgi_report.cli.options import (
    CONFIG,
    FINE,
    ICC,
    JOBS,
    PROBLEMS,
    THEME,
    ConfiguredCommand,
    said,
)
from mgi_report.problems.problem import Problem, has_errors
from mgi_report.run.options import Options

__all__ = ["command"]


@click.command("verify", cls=ConfiguredCommand)
@click.argument(
    "folders", metavar="FOLDER...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--rerender", is_flag=True, help="Make every file again: the bytes must be the same.")
@ICC
@THEME
@JOBS
@CONFIG
@click.pass_context
def command(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    folders: tuple[Path, ...],
    *,
    rerender: bool,
    icc: Path | None,
    theme: Path | None,
    jobs: int | None,
    config: Path | None,  # noqa: ARG001
) -> int:
    """Verify that each FOLDER holds what its manifest says, whole and complete.

    Looks at every sum, at SHA256SUMS, for files that are missing or that nobody knows, and for
    profiles that could not be made. With --rerender, name the printer's ICC file and the theme
    that the files were made with.
    """
    if said("icc", ctx) and not rerender:
        raise click.UsageError("--icc is for making press files again: add --rerender")
    screen = Screen()
    options = Options(icc=icc, theme=theme, jobs=jobs)
    found: list[Problem] = []
    for folder in folders:
        problems = api.verify(folder, rerenders=rerender, options=options)
        screen.problems(problems)
        if not has_errors(problems):
            screen.result(f"{folder}: fine")
        found += problems
    screen.count(found)
    return PROBLEMS if has_errors(found) else FINE
