"""Say how profiles are to be made: everything a run can be told, with its defaults."""

from dataclasses import dataclass
from pathlib import Path

from mgi_report.output.formats import DEFAULT
from mgi_report.run.profiles import ShardChoice

__all__ = ["MEGABYTE", "Options"]

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Options:
    """Hold the wishes for a run.

    ``formats`` are names such as ``download`` and ``press``; ``theme`` is a folder; ``marks`` and
    ``icc``, a file, are for formats of the printer. ``inspects`` reads each file back before it is
    written, ``force`` makes what has not changed too, ``prunes`` removes what no profile makes any
    more, and ``shard`` is a part of the list. ``jobs`` profiles are in work at a time, as many as
    there are processors if None; one may take ``timeout`` seconds and its process ``memory``
    megabytes, 0 for no limit. ``scheduler`` is the address of a Dask cluster.
    """

    formats: tuple[str, ...] = DEFAULT
    theme: Path | None = None
    marks: bool = False
    icc: Path | None = None
    inspects: bool = True
    force: bool = False
    prunes: bool = False
    shard: ShardChoice | None = None
    jobs: int | None = None
    timeout: float = 300.0
    memory: int = 4096
    scheduler: str | None = None
