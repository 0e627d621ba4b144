"""Write the download page of an output folder."""

from pathlib import Path

import click

from mgi_report.api import assets_of
from mgi_report.cli.console import Screen
from mgi_report.cli.options import CONFIG, FINE, THEME, ConfiguredCommand, index_title
from mgi_report.output.manifest import read_manifest
from mgi_report.output.page.index import write_index

__all__ = ["command"]


@click.command("index", cls=ConfiguredCommand)
@click.argument("output", type=click.Path(path_type=Path))
@THEME
@CONFIG
@click.pass_context
def command(ctx: click.Context, output: Path, theme: Path | None, config: Path | None) -> int:  # noqa: ARG001
    """Write OUTPUT/index.html: a page to find and download the PDFs of a folder.

    It works from the file system and from any web server, with the pictures in OUTPUT/covers.
    """
    screen = Screen()
    with screen.progress(f"{output}: picturing covers"):
        page = write_index(output, read_manifest(output), assets_of(theme), index_title(ctx))
    screen.result(page)
    return FINE
