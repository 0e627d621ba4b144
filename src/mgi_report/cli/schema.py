"""Give editors the schema of a profile file."""

from pathlib import Path

import click

from mgi_report import api
from mgi_report.cli.console import Screen
from mgi_report.cli.options import FINE
from mgi_report.output.schema import write_schema

__all__ = ["command"]


@click.command("schema")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write it to this file, such as data/profile.schema.json.",
)
def command(output: Path | None) -> int:
    """Print the JSON Schema of a profile file, by which editors complete and explain its keys.

    Beside the profiles as profile.schema.json, it is found by those that begin with the line

    # yaml-language-server: $schema=profile.schema.json
    """
    screen = Screen()
    if output is None:
        screen.result(api.schema().removesuffix("\n"))
        return FINE
    write_schema(output)
    screen.result(output)
    return FINE
