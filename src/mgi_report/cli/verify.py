"""Verify output folders."""

from pathlib import Path
from time import perf_counter

import click

from mgi_report.cli.console import Screen
from mgi_report.cli.options import FINE, JOBS, PROBLEMS, processors
from mgi_report.output.verify import verify
from mgi_report.problems.problem import Problem, ProblemsFound, has_errors
from mgi_report.run.crew import local_crew
from mgi_report.run.rerender import rerender
from mgi_report.run.wanted import read_icc

__all__ = ["command"]


@click.command("verify")
@click.argument(
    "folders", metavar="FOLDER...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--rerender", "renders", is_flag=True, help="Make every file again: the bytes must be the same."
)
@click.option(
    "--icc",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The printer's own ICC profile, if press editions were made for one; with --rerender.",
)
@JOBS
def command(
    folders: tuple[Path, ...],
    renders: bool,  # noqa: FBT001
    icc: Path | None,
    jobs: int | None,
) -> int:
    """Verify that each FOLDER holds what its manifest says, whole and complete.

    Looks at every sum, at SHA256SUMS, for files that are missing or that nobody knows, and for
    profiles that could not be made.
    """
    if icc and not renders:
        raise click.UsageError("--icc is for making press editions again: add --rerender")
    screen = Screen()
    found: list[Problem] = []
    for folder in folders:
        try:
            problems = list(verify(folder))
            if renders:
                with local_crew(jobs or processors(), perf_counter) as crew:
                    problems += rerender(folder, crew, read_icc(icc) if icc else b"")
        except ProblemsFound as error:
            problems = list(error.problems)
        screen.problems(problems)
        if not has_errors(problems):
            screen.result(f"{folder}: fine")
        found += problems
    screen.count(found)
    return PROBLEMS if has_errors(found) else FINE
