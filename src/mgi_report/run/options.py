"""Hold the wishes for a run, and what they ask for: formats, workers."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from mgi_report.output.formats import DEFAULT
from mgi_report.run.profiles import ShardChoice

if TYPE_CHECKING:
    from mgi_report.run.crew import Crew
    from mgi_report.run.orders import Wanted

__all__ = ["Options", "crews_for", "wanted_by"]

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Options:
    """Hold the wishes for a run.

    ``formats`` are names such as ``download`` and ``brief``; ``theme`` is a folder; ``marks``,
    ``icc``, a file, and ``undated``, the date of files whose edition has none, are for formats of
    the printer. ``inspects`` reads each file back before it is written, ``force`` makes
    what has not changed too, ``prunes`` removes what no profile makes any more, ``fails_fast`` ends
    the run at the first profile that fails, and ``shard`` is a part of the list. ``jobs`` profiles
    are in work at a time, as many as there are processors if None; one may take ``timeout`` seconds
    and its process ``memory`` megabytes, 0 for no limit. ``scheduler`` is the address of a Dask
    cluster.
    """

    formats: tuple[str, ...] = DEFAULT
    theme: Path | None = None
    marks: bool = False
    icc: Path | None = None
    undated: date | None = None
    inspects: bool = True
    force: bool = False
    prunes: bool = False
    fails_fast: bool = False
    shard: ShardChoice | None = None
    jobs: int | None = None
    timeout: float = 300.0
    memory: int = 4096
    scheduler: str | None = None


def wanted_by(options: Options) -> "Wanted":
    """Return which formats are wanted, and how; ProblemsFound if the ICC file is unfit."""
    from mgi_report.run.orders import Wanted  # noqa: PLC0415

    icc = b""
    if options.icc is not None:
        from mgi_report.run.formats.press import read_icc  # noqa: PLC0415 - imports the format

        icc = read_icc(options.icc)
    return Wanted(options.formats, options.marks, icc, options.undated)


@contextmanager
def crews_for(
    options: Options,
    profiles: int | None = None,
    waiting: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> "Iterator[tuple[Crew, Crew | None]]":
    """Yield the crew that renders, and one to read the profiles here if it renders elsewhere."""
    from mgi_report.run.crew import Limits, local_crew, processors  # noqa: PLC0415

    limits = Limits(options.timeout, options.memory * MEGABYTE)
    size = options.jobs or processors()
    if profiles is not None:
        size = max(1, min(size, profiles))
    with local_crew(size, perf_counter, limits, waiting=waiting) as here:
        if options.scheduler is None:
            yield here, None
            return
        from mgi_report.run.cluster import cluster_crew  # noqa: PLC0415 - is optional

        with waiting():
            there = cluster_crew(options.scheduler, perf_counter, limits, options.jobs, waiting)
        with there:
            yield there, here
