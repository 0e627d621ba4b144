"""Write the download page of an output folder."""

from pathlib import Path

import click

from mgi_report.cli.console import Screen
from mgi_report.cli.options import FINE, PROBLEMS
from mgi_report.document.assets import Assets
from mgi_report.output.manifest import read_manifest
from mgi_report.output.page.index import write_index
from mgi_report.problems.problem import ProblemsFound

__all__ = ["command"]


@click.command("index")
@click.argument("output", type=click.Path(path_type=Path))
def command(output: Path) -> int:
    """Write OUTPUT/index.html: a page to find and download the PDFs of a folder.

    It works from the file system and from any web server, with the pictures in OUTPUT/covers.
    """
    screen = Screen()
    try:
        with screen.progress(f"{output}: picturing covers"):
            page = write_index(output, read_manifest(output), Assets())
    except ProblemsFound as error:
        screen.problems(error.problems)
        screen.count(error.problems)
        return PROBLEMS
    screen.result(page)
    return FINE
