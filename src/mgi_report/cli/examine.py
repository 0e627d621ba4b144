"""Inspect finished PDFs."""

from pathlib import Path

import click

from mgi_report import api
from mgi_report.cli.console import Screen
from mgi_report.cli.options import CONFIG, FINE, PROBLEMS, THEME, ConfiguredCommand
from mgi_report.problems.problem import Problem, ProblemsFound, has_errors

__all__ = ["inspect_command"]


@click.command("inspect", cls=ConfiguredCommand)
@click.argument(
    "files", metavar="FILE.pdf...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@THEME
@CONFIG
@click.option("-v", "--verbose", is_flag=True, help="Show fonts, counts and the room left free.")
def inspect_command(
    files: tuple[Path, ...],
    theme: Path | None,
    config: Path | None,  # noqa: ARG001 - read before
    verbose: bool,  # noqa: FBT001 - click gives it by name
) -> int:
    """Read each FILE.pdf back and prove it by the data inside it.

    Every finding must be there once and word for word; text must stand in the safe area, uncut and
    apart; fonts, links, tags, alternative texts, metadata, contrast and the QR code must be sound.
    Files that were made with a theme need the same --theme.
    """
    screen = Screen()
    found: list[Problem] = []
    for path in files:
        try:
            with screen.progress(f"{path}: inspecting"):
                inspection = api.inspect(path, theme)
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
    screen.count(found)
    return PROBLEMS if has_errors(found) else FINE
