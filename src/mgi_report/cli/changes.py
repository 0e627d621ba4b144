"""Say what a pull request changes: words and pages of each profile."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from mgi_report.cli.console import Screen
from mgi_report.cli.options import FINE, JOBS, JSON, PROBLEMS, THEME
from mgi_report.cli.reported import ToldCommand
from mgi_report.problems.problem import Problem

__all__ = ["command"]

FOLDER = click.Path(file_okay=False, path_type=Path)


def _told(given: Mapping[str, Any], problems: tuple[Problem, ...]) -> str | None:
    if not given["as_json"]:
        return None
    from mgi_report.run.reports.changed import unreported  # noqa: PLC0415 - --help must not wait
    from mgi_report.run.reports.plain import report_text  # noqa: PLC0415 - as above

    return report_text(unreported(problems))


@click.command("changes", cls=ToldCommand, told=_told)
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
@JSON
def command(  # noqa: PLR0913 - one for each option
    *,
    old: Path,
    new: Path,
    output: Path,
    summary: Path | None,
    jobs: int | None,
    theme: Path | None,
    as_json: bool,
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

    screen = Screen()
    with screen.progress(f"{old} → {new}: comparing"):
        report = api.changes(old, new, output, api.Options(theme=theme, jobs=jobs))
    if summary is not None:
        write_summary(summary, report.summary(), os.environ)
    if as_json:
        from mgi_report.run.reports.changed import changes_told  # noqa: PLC0415 - as above
        from mgi_report.run.reports.plain import report_text  # noqa: PLC0415 - as above

        screen.result(report_text(changes_told(report)))
    else:
        screen.result(report.index)
        screen.problems(report.problems)
        screen.count(report.problems)
    return FINE if report.ok else PROBLEMS
