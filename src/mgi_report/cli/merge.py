"""Join shards."""

from pathlib import Path

import click

from mgi_report.cli.console import Screen
from mgi_report.cli.options import FINE, OUTPUT, PROBLEMS
from mgi_report.output.shards import merge

__all__ = ["command"]


@click.command("merge")
@click.argument(
    "folders", metavar="FOLDER...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@OUTPUT
def command(folders: tuple[Path, ...], output: Path) -> int:
    """Join FOLDERs that were built with --shard into one, with one manifest and SHA256SUMS.

    Nothing is written if a shard is missing or damaged. Profiles that could not be made are told
    in the merged manifest too.
    """
    screen = Screen()
    merged = merge(folders, output)
    for file in merged.files:
        screen.result(output / file.name)
    for failure in merged.failures:
        first = failure.problems[0]
        screen.say(f"{failure.source} could not be made: {first.message}")
    return PROBLEMS if merged.failures or not merged.complete else FINE
