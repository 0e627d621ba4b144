"""Say what a pull request changes: words and pages of each profile."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mgi_report.cli.console import Screen
from mgi_report.cli.options import FINE, JOBS, PROBLEMS, THEME

if TYPE_CHECKING:
    from mgi_report.document.assets import Theme

__all__ = ["command"]

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("changes")
@click.argument("old", type=FOLDER)
@click.argument("new", type=FOLDER)
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=FOLDER,
    default=Path("changes"),
    show_default=True,
    help="Folder for the report, in which there is nothing yet.",
)
@click.option(
    "--summary",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a summary in Markdown.",
)
@JOBS
@THEME
def command(  # noqa: PLR0913 - one for each option
    *,
    old: Path,
    new: Path,
    output: Path,
    summary: Path | None,
    jobs: int | None,
    theme: Path | None,
) -> int:
    """Say which findings and which pages of profiles change from OLD to NEW, in words and pictures.

    Each is a folder of profiles, such as data/ before and after a pull request, or an output
    folder. Of each profile that is new, gone or changed there is a page with its findings word by
    word, and its pages side by side. Without --theme each side is made with the theme of its own
    mgi-report.toml. The exit code is 0 whatever changes, and 1 where a profile of one side has
    errors; the others are reported.
    """
    from mgi_report import api  # noqa: PLC0415 - --help must not wait
    from mgi_report.cli.reporting import write_summary  # noqa: PLC0415 - as above
    from mgi_report.run.changes.report import report_changes  # noqa: PLC0415 - as above
    from mgi_report.run.changes.sides import read_side  # noqa: PLC0415 - as above
    from mgi_report.run.options import Options, crews_for  # noqa: PLC0415 - as above

    screen = Screen()
    before, after = (_theme(side, theme) for side in (old, new))
    sides = read_side(old, before), read_side(new, after)
    assets = api.assets_of(after.folder if after else None)
    options = Options(jobs=jobs)
    with crews_for(options) as (crew, _), screen.progress(f"{old} → {new}: comparing"):
        report = report_changes(*sides, output, crew, assets)
    if summary is not None:
        write_summary(summary, report.summary(), os.environ)
    screen.result(report.index)
    screen.problems(report.problems)
    screen.count(report.problems)
    return FINE if report.ok else PROBLEMS


def _theme(side: Path, named: Path | None) -> "Theme | None":
    """Return the theme of a side: the one that was named, or that of its configuration."""
    from mgi_report import api  # noqa: PLC0415 - as above
    from mgi_report.run.configuration import read_configuration  # noqa: PLC0415 - as above
    from mgi_report.run.profiles import find_configuration  # noqa: PLC0415 - as above

    file = None if named else find_configuration([side])
    if file is not None:
        configuration = read_configuration(file)
        named = configuration.theme if "theme" in configuration.model_fields_set else None
    return api.assets_of(named).theme
