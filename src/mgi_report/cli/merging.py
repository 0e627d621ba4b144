"""Join folders that were built in parts."""

import os
from contextlib import nullcontext
from pathlib import Path
from time import perf_counter

import click

from mgi_report.cli.console import Screen
from mgi_report.cli.options import FINE, OUTPUT, PROBLEMS
from mgi_report.cli.reporting import Reports, Wishes, report_options
from mgi_report.output.manifest import read_manifest
from mgi_report.output.shards import merge
from mgi_report.run.clock import time_stamp
from mgi_report.run.reports.merged import merged_result
from mgi_report.run.reports.words import counts
from mgi_report.run.watchers import Silent

__all__ = ["merge_command"]


@click.command("merge")
@click.argument(
    "folders", metavar="FOLDER...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@OUTPUT
@report_options
@click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
def merge_command(  # noqa: PLR0913 - one for each option
    folders: tuple[Path, ...],
    *,
    output: Path,
    junit: Path | None,
    summary: Path | None,
    log: Path | None,
    annotations: str,
    quiet: bool,
) -> int:
    """Join FOLDERs that were built with --shard into one, with one manifest and SHA256SUMS.

    Nothing is written if a shard is missing or damaged. Profiles that could not be made are told
    in the merged manifest too. Reports tell of all shards as of one run: each file that is current
    counts as rendered.
    """
    screen, start = Screen(), perf_counter()
    wishes = Wishes(junit, summary, log, annotations)
    with Reports(wishes, screen, time_stamp, os.environ, output) as reports:
        watcher = reports.watcher(Silent())
        shards = {folder: read_manifest(folder) for folder in folders}
        with nullcontext() if quiet else screen.progress(f"{output}: joining"):
            merged = merge(folders, output)
        result = merged_result(shards, perf_counter() - start)
        watcher.planned(len(result.outcomes), 0)
        for outcome in result.outcomes:
            watcher.finished(outcome)
        watcher.ended(result)
    for file in merged.files:
        screen.result(output / file.name)
    for failure in merged.failures:
        first = failure.problems[0]
        screen.say(f"{failure.source} could not be made: {first.message}")
    if not quiet:
        screen.say(f"{len(folders)} shards joined: {counts(result)}")
    reports.write(result)
    return FINE if merged.complete else PROBLEMS
