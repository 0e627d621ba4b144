"""Build the PDFs of profiles."""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from math import isnan
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from mgi_report.cli.console import Screen
from mgi_report.cli.options import FINE, INTERNAL, JOBS, OUTPUT, PROBLEMS, PROFILES, processors
from mgi_report.cli.progress import LineProgress, Progress
from mgi_report.cli.reporting import Reports, report_options
from mgi_report.cli.stopping import Stop
from mgi_report.cli.telling import Teller
from mgi_report.output.formats import FORMATS
from mgi_report.problems.problem import ProblemsFound
from mgi_report.run.batch import Batch
from mgi_report.run.crew import Crew, Limits, local_crew
from mgi_report.run.outcomes import RunResult, State
from mgi_report.run.profiles import ShardChoice, find_profiles, shard_of
from mgi_report.run.wanted import Wanted, read_icc

__all__ = ["command"]

MEGABYTE = 1 << 20
LEAST_MEMORY = 512


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


@click.command("build")
@PROFILES
@OUTPUT
@click.option(
    "-f",
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    default=("download",),
    show_default=True,
    help="Edition to make, for the screen or for the printer; may be given twice.",
)
@click.option("--marks", is_flag=True, help="Add crop and registration marks for the printer.")
@click.option(
    "--icc",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The printer's own ICC profile, in place of ISO Coated v2.",
)
@JOBS
@click.option(
    "--timeout",
    type=click.FloatRange(1, 86_400),
    callback=_seconds,
    default=300.0,
    show_default=True,
    help="Seconds one profile may take.",
)
@click.option(
    "--memory",
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
@click.option(
    "--shard", metavar="I/N", callback=_shard, help="Build only this part of the list, such as 2/5."
)
@report_options
@click.option("--no-inspect", is_flag=True, help="Do not read each PDF back before writing it.")
@click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
@click.option("-v", "--verbose", is_flag=True, help="Show how long each step took.")
def command(profiles: tuple[Path, ...], output: Path, **options: Any) -> int:
    """Build the PDF of each PROFILE, a YAML or JSON file, or a folder of such files.

    Prints the path of every PDF that is as it should be. A PDF is made again only if something
    that shapes it has changed. A profile with problems is reported and left out; the others are
    built, and an earlier PDF of that profile stays as it was. PDFs of profiles that are gone, or
    whose name has changed, are told of. The folder gets a manifest.json and SHA256SUMS.
    """
    from mgi_report.pdf.engine.gateway import EngineUnavailable  # noqa: PLC0415 - reads no WeasyPrint yet

    screen = Screen()
    try:
        wanted = _wanted(options)
        paths: Sequence[Path] = find_profiles(profiles, output)
        shard = None
        if options["shard"]:
            paths, shard = shard_of(paths, options["shard"])
        teller = Teller(screen, output, paths, verbose=options["verbose"])
        with (
            Stop() as stop,
            Reports(options, screen, _now, os.environ, output) as reports,
            _crews(options, len(paths)) as (crew, reader),
            progress_for(
                screen,
                quiet=options["quiet"],
                workers=options["jobs"] or processors(),
                clock=perf_counter,
                environment=os.environ,
            ) as progress,
        ):
            batch = Batch(
                output,
                crew,
                perf_counter,
                inspects=not options["no_inspect"],
                wanted=wanted,
                force=options["force"],
                prunes=options["prune"],
                watcher=reports.watcher(progress, teller),
                hold=stop.hold,
                reader=reader,
            )
            result = batch.run(paths, shard)
        reports.write(result)
    except ProblemsFound as error:
        screen.problems(error.problems)
        screen.count(error.problems)
        return PROBLEMS
    except EngineUnavailable as error:
        screen.say(f"The PDF engine cannot start: {error}\nRun mgi-report doctor to see why.")
        return INTERNAL
    screen.count(result.problems)
    _tell_of_stale(screen, output, result)
    return _exit_code(screen, result, stop)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _wanted(options: dict[str, Any]) -> Wanted:
    formats = tuple(name for name in FORMATS if name in options["formats"])
    if "press" not in formats and (options["marks"] or options["icc"]):
        raise click.UsageError("--marks and --icc are for the press edition: add --format press")
    return Wanted(formats, options["marks"], read_icc(options["icc"]) if options["icc"] else b"")


@contextmanager
def _crews(options: dict[str, Any], profiles: int) -> Iterator[tuple[Crew, Crew | None]]:
    """Yield the crew that renders, and one to read the profiles here if it renders elsewhere."""
    limits = Limits(options["timeout"], options["memory"] * MEGABYTE)
    size = max(1, min(options["jobs"] or processors(), profiles))
    with local_crew(size, perf_counter, limits) as here:
        if options["scheduler"] is None:
            yield here, None
            return
        from mgi_report.run.cluster import cluster_crew  # noqa: PLC0415 - is optional

        with cluster_crew(options["scheduler"], perf_counter, limits, options["jobs"]) as there:
            yield there, here


def _tell_of_stale(screen: Screen, output: Path, result: RunResult) -> None:
    for name in result.pruned:
        screen.say(f"Removed {output / name}, which no profile makes any more.")
    if result.stale:
        names = "\n".join(f"  {output / name}" for name in result.stale)
        screen.say(f"No profile makes these files any more; --prune removes them:\n{names}")


def _exit_code(screen: Screen, result: RunResult, stop: Stop) -> int:
    stopped = result.in_state(State.STOPPED)
    if stop.exit_code is not None and stopped:
        screen.say(f"Stopped; finished files are kept, {len(stopped)} profiles are left.")
        return stop.exit_code
    return PROBLEMS if result.in_state(State.FAILED) else FINE


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
