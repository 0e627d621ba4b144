"""Begin profiles."""

from pathlib import Path
from typing import Any

import click

from mgi_report.cli.console import Screen
from mgi_report.cli.options import DATA_FOLDER, DATE, FINE, checked

__all__ = ["new_command"]


@click.command("new")
@click.argument("code", metavar="[CODE]", required=False)
@click.option("--local", metavar="NAME", help="Name of a city or another local authority.")
@click.option("--country", metavar="CODE", help="Code of its country, ISO 3166-1 alpha-3.")
@click.option("--kind", metavar="KIND", help="What it is: City, Municipality, Region ...")
@click.option("--id", metavar="ID", help="Its name in file names, where its own has none.")
@click.option(
    "--edition",
    metavar="NUMBER",
    type=click.IntRange(1, 20),
    default=1,
    show_default=True,
    help="1 for the First Profile, 2 for the Second.",
)
@click.option(
    "--language", metavar="TAG", default="en", show_default=True, help="Language of the text."
)
@DATE
@click.option(
    "--year",
    type=click.IntRange(1, 9999),
    metavar="YEAR",
    help="Year, where it is not that of the date.",
)
@DATA_FOLDER
def new_command(code: str | None, country: str | None, output: Path, **said: Any) -> int:
    """Begin the profile of the country CODE, such as LSO, or of a place in it with --local.

    Writes a file with every key explained, and the official names. What nobody knows yet has no
    value: mgi-report check names each such line. No file is overwritten.
    """
    if (code is None) == (country is None):
        message = "name the country once: mgi-report new LSO, or --local NAME --country SLE"
        raise click.UsageError(message)
    if country is not None and said["local"] is None:
        raise click.UsageError(f"--country goes with --local; say mgi-report new {country}")
    if said["local"] is None and (said["kind"] or said["id"]):
        raise click.UsageError("--kind and --id go with --local, the name of the place")
    from mgi_report.manuscript.skeleton import (  # noqa: PLC0415 - --help needs none of it
        SkeletonChoices,
        skeleton,
    )
    from mgi_report.output.schema import write_new_profile  # noqa: PLC0415 - as above

    names = {"code": "CODE" if country is None else "--country"}
    choices = checked(SkeletonChoices, {**said, "code": (code or country or "").upper()}, names)
    file = output / choices.file_name
    write_new_profile(file, skeleton(choices))
    Screen().result(file)
    return FINE
