"""Build the PDFs of profiles."""

import os
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from math import isnan
from pathlib import Path
from time import perf_counter

import click

from mgi_report import api
from mgi_report.api import Options
from mgi_report.cli.console import Screen
from mgi_report.cli.options import (
    CONFIG,
    FINE,
    ICC,
    JOBS,
    OUTPUT,
    PROBLEMS,
    PROFILES,
    THEME,
    ConfiguredCommand,
    said,
)
from mgi_report.cli.progress import LineProgress, Progress, Teller
from mgi_report.cli.reporting import Reports, Wishes, report_options
from mgi_report.cli.stopping import Stop
from mgi_report.output.formats import DEFAULT, FORMATS, format_named
from mgi_report.problems.problem import shown
from mgi_report.run.clock import time_stamp
from mgi_report.run.crew import processors
from mgi_report.run.outcomes import State
from mgi_report.run.profiles import ShardChoice

__all__ = ["command"]

LEAST_MEMORY = 512
EPOCH = "SOURCE_DATE_EPOCH"


def _shard(_: click.Context, parameter: click.Parameter, value: str | None) -> ShardChoice | None:
    """Read a shard such as 2/5."""
    if value is None:
        return None
    match = re.fullmatch(r"(\d{1,4})/(\d{1,4})", value)
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        message = f"“{value}” is no shard; write the second of five as 2/5"
        raise click.BadParameter(message, param=parameter)
    return ShardChoice(int(match[1]), int(match[2]))


def _seconds(_: click.Context, parameter: click.Parameter, value: float) -> float:
    """Refuse what is no number; it lies in every range."""
    if isnan(value):
        raise click.BadParameter("nan is no number of seconds", param=parameter)
    return value


def _megabytes(_: click.Context, parameter: click.Parameter, value: int) -> int:
    """Refuse a limit in which not even the libraries find room."""
    if 0 < value < LEAST_MEMORY:
        message = f"a worker needs at least {LEAST_MEMORY}; 0 is for no limit"
        raise click.BadParameter(message, param=parameter)
    return value


@click.command("build", cls=ConfiguredCommand)
@PROFILES
@OUTPUT
@click.option(
    "-f",
    "--format",
    "formats",
    type=click.Choice([each.name for each in FORMATS]),
    multiple=True,
    default=DEFAULT,
    show_default=True,
    help="Format to make: download for the screen, press for the printer, brief for all findings "
    "on few pages, archive for archives and libraries; may be given more than once.",
)
@THEME
@CONFIG
@click.option(
    "--marks/--no-marks", default=False, help="Add crop and registration marks for the printer."
)
@ICC
@JOBS
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(1, 86_400),
    callback=_seconds,
    default=300.0,
    show_default=True,
    help="Seconds one profile may take.",
)
@click.option(
    "--memory",
    metavar="MEGABYTES",
    type=click.IntRange(0),
    callback=_megabytes,
    default=4096,
    show_default=True,
    help="Megabytes one worker process may take; 0 for no limit.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Render on the Dask cluster at this address, such as tcp://host:8786.",
)
@click.option("--force", is_flag=True, help="Build everything, changed or not.")
@click.option("--prune", is_flag=True, help="Remove PDFs that no profile makes any more.")
@click.option("--fail-fast", is_flag=True, help="Stop after the first profile that fails.")
@click.option(
    "--shard", metavar="I/N", callback=_shard, help="Build only this part of the list, such as 2/5."
)
@report_options
@click.option("--no-inspect", is_flag=True, help="Do not read each PDF back before writing it.")
@click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
@click.option(
    "-v", "--verbose", is_flag=True, help="Show how long steps took, and why files are kept."
)
@click.pass_context
def command(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    profiles: tuple[Path, ...],
    output: Path,
    *,
    formats: tuple[str, ...],
    theme: Path | None,
    config: Path | None,  # noqa: ARG001 - read before
    marks: bool,
    icc: Path | None,
    jobs: int | None,
    timeout: float,
    memory: int,
    scheduler: str | None,
    force: bool,
    prune: bool,
    fail_fast: bool,
    shard: ShardChoice | None,
    junit: Path | None,
    summary: Path | None,
    log: Path | None,
    annotations: str,
    no_inspect: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Build the PDF of each PROFILE, a YAML or JSON file, or a folder of such files.

    Prints the path of every PDF that is as it should be. A PDF is made again only if something
    that shapes it has changed. A profile with problems is reported and left out; the others are
    built, and an earlier PDF of that profile stays as it was. PDFs of profiles that are gone, or
    whose name has changed, are told of. The folder gets a manifest.json and SHA256SUMS.
    """
    _refuse_useless(ctx, formats, {"marks": marks, "icc": icc is not None})
    options = Options(
        formats=formats,
        theme=theme,
        marks=marks,
        icc=icc,
        undated=_undated(formats, os.environ),
        inspects=not no_inspect,
        force=force,
        prunes=prune,
        fails_fast=fail_fast,
        shard=shard,
        jobs=jobs,
        timeout=timeout,
        memory=memory,
        scheduler=scheduler,
    )
    screen = Screen()
    wishes = Wishes(junit, summary, log, annotations)
    with (
        Stop() as stop,
        Reports(wishes, screen, time_stamp, os.environ, output) as reports,
        progress_for(
            screen,
            quiet=quiet,
            workers=jobs or processors(),
            clock=perf_counter,
            environment=os.environ,
        ) as progress,
    ):
        watcher = reports.watcher(progress, Teller(screen, output, verbose=verbose))
        built = api.build(profiles, output, options, watcher=watcher, waiting=stop.waiting)
    reports.write(built.result)
    screen.count(built.problems)
    _tell_of_stale(screen, built)
    return _exit_code(screen, built, stop)


def _undated(formats: tuple[str, ...], environment: Mapping[str, str]) -> date | None:
    """Return the date of files whose edition has none, where a wanted format asks for one.

    It is that of SOURCE_DATE_EPOCH, in seconds since 1970, in UTC.
    """
    said = environment.get(EPOCH, "").strip()
    if not said or not any("undated" in format_named(name).settings for name in formats):
        return None
    try:
        return datetime.fromtimestamp(int(said), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        message = f"{EPOCH} is {shown(said)}, which is no number of seconds since 1970"
        raise click.UsageError(message) from error


def _refuse_useless(
    ctx: click.Context, formats: tuple[str, ...], wishes: Mapping[str, bool]
) -> None:
    """Refuse wishes on the command line that shape none of the wanted formats."""
    shaped = {setting for name in formats for setting in format_named(name).settings}
    useless = [name for name in wishes if wishes[name] and said(name, ctx) and name not in shaped]
    if useless:
        options = " and ".join(f"--{name}" for name in useless)
        raise click.UsageError(f"{options} is for the press format: add --format press")


def _tell_of_stale(screen: Screen, built: api.Built) -> None:
    for name in built.result.pruned:
        screen.say(f"Removed {built.folder / name}, which no profile makes any more.")
    if built.result.stale:
        names = "\n".join(f"  {built.folder / name}" for name in built.result.stale)
        screen.say(f"No profile makes these files any more; --prune removes them:\n{names}")


def _exit_code(screen: Screen, built: api.Built, stop: Stop) -> int:
    stopped = built.result.in_state(State.STOPPED)
    if stop.exit_code is not None and stopped:
        screen.say(f"Stopped; finished files are kept, {len(stopped)} profiles are left.")
        return stop.exit_code
    if stopped:
        screen.say(f"Stopped at the first failure; {len(stopped)} profiles are left.")
    return PROBLEMS if built.result.in_state(State.FAILED) else FINE


def progress_for(
    screen: Screen,
    *,
    quiet: bool,
    workers: int,
    clock: Callable[[], float],
    environment: Mapping[str, str],
) -> Progress:
    """Return the progress that fits the place: none, drawn, or line by line.

    It is drawn on a terminal that can do it, except in continuous integration (``CI`` is set).
    ``clock`` returns seconds.
    """
    if quiet:
        return Progress()
    if screen.redrawable and environment.get("CI", "").lower() in ("", "0", "false"):
        from mgi_report.cli.live import LiveProgress  # noqa: PLC0415 - rich.live takes time

        return LiveProgress(screen, clock, workers)
    return LineProgress(screen)
