"""Inspect finished PDFs."""

from pathlib import Path

import click

from mgi_report.cli.console import Screen
from mgi_report.cli.options import FINE, PROBLEMS
from mgi_report.document.assets import Assets
from mgi_report.problems.problem import Problem, ProblemsFound, has_errors
from mgi_report.run.inspect_file import inspect_file

__all__ = ["command"]


@click.command("inspect")
@click.argument(
    "files", metavar="FILE.pdf...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("-v", "--verbose", is_flag=True, help="Show fonts, counts and the room left free.")
def command(files: tuple[Path, ...], verbose: bool) -> int:  # noqa: FBT001
    """Read each FILE.pdf back and prove it by the data inside it.

    Every finding must be there once and word for word; text must stand in the safe area, uncut and
    apart; fonts, links, tags, alternative texts, metadata, contrast and the QR code must be sound.
    """
    screen = Screen()
    assets = Assets()
    found: list[Problem] = []
    code = FINE
    for path in files:
        try:
            with screen.progress(f"{path}: inspecting"):
                inspection = inspect_file(path, assets)
        except ProblemsFound as error:
            problems = error.problems
        else:
            problems = inspection.problems
            if not has_errors(problems):
                screen.result(f"{path}: fine")
            if verbose:
                screen.table(str(path), inspection.facts.rows())
        screen.problems(problems)
        found += problems
        if has_errors(problems):
            code = PROBLEMS
    screen.count(found)
    return code
