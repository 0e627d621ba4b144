"""What Python programs call; the command line is written on it.

Functions take paths as `str` or `pathlib.Path`. What is wrong with profiles and files comes back as
problems; `load` and `render`, which have nothing to give without a profile, raise ProblemsFound.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from mgi_report.document.assets import Assets
from mgi_report.output.formats import DEFAULT
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.profile import loading
from mgi_report.profile.framework import Domain, Level
from mgi_report.profile.loading import Loaded
from mgi_report.run import profiles as profile_checks
from mgi_report.run.profiles import ShardChoice, find_profiles, shard_of
from mgi_report.run.theme import read_theme

if TYPE_CHECKING:
    from mgi_report.profile.manuscript.conversion import Conversion
    from mgi_report.profile.manuscript.identity import ManuscriptChoices
    from mgi_report.proof.inspection import Inspection
    from mgi_report.run.crew import Crew
    from mgi_report.run.orders import Wanted
    from mgi_report.run.outcomes import RunResult
    from mgi_report.run.watchers import Watcher

__all__ = [
    "Built",
    "Options",
    "assets_of",
    "build",
    "check",
    "import_manuscript",
    "inspect",
    "load",
    "render",
    "verify",
]

AnyPath = str | os.PathLike[str]
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Options:
    """Hold the wishes for a run.

    ``formats`` are names such as ``download`` and ``brief``; ``theme`` is a folder; ``marks`` and
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


@dataclass(frozen=True)
class Built:
    """Hold what a run made in a folder; ``result`` tells it by profile."""

    folder: Path
    result: "RunResult"

    @property
    def files(self) -> tuple[Path, ...]:
        """Return every file that is as it should be."""
        return tuple(self.folder / file.name for file in self.result.files)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return every error and warning."""
        return tuple(self.result.problems)

    @property
    def ok(self) -> bool:
        """Return whether every profile has all its files."""
        return self.result.ok


def load(path: AnyPath) -> Loaded:
    """Load a profile with every file it is made of; ProblemsFound with everything wrong with it."""
    return loading.load(Path(path))


def check(paths: AnyPath | Iterable[AnyPath], theme: AnyPath | None = None) -> tuple[Problem, ...]:
    """Return the errors and warnings of profiles: files, or all in a folder.

    They are checked without being laid out. ``theme`` is a folder.
    """
    try:
        assets = assets_of(theme)
        found = find_profiles(_paths(paths))
    except ProblemsFound as error:
        return error.problems
    problems: list[Problem] = []
    for path in found:
        try:
            problems += profile_checks.check(path, assets).warnings
        except ProblemsFound as error:
            problems += error.problems
    return tuple(problems)


def import_manuscript(
    path: AnyPath, folder: AnyPath = "data", choices: "ManuscriptChoices | None" = None
) -> "Conversion":
    """Write the profile that a manuscript makes into a folder, and return it with its ledger.

    No file is ever overwritten: ProblemsFound if there is one of that name, if the manuscript
    cannot be read or the profile cannot be written.
    """
    from mgi_report.output.writing import write_new  # noqa: PLC0415 - only here
    from mgi_report.profile.manuscript.conversion import convert  # noqa: PLC0415 - as above
    from mgi_report.profile.manuscript.identity import ManuscriptChoices  # noqa: PLC0415 - as above

    done = convert(Path(path), Path(folder), choices or ManuscriptChoices(), _programme_texts())
    write_new(done.file, done.data)
    return done


def render(path: AnyPath, options: Options | None = None) -> bytes:
    """Return the PDF of a profile in the first of the wanted formats, without writing a file.

    It is made in this process, and inspected unless the options say otherwise; ProblemsFound with
    everything that is wrong.
    """
    from mgi_report.run.formats import Workshop  # noqa: PLC0415
    from mgi_report.run.job import make  # noqa: PLC0415 - takes a second
    from mgi_report.run.orders import Order  # noqa: PLC0415

    options = options or Options()
    assets = assets_of(options.theme)
    order = Order(Path(path), _wanted(options), options.inspects, theme=assets.theme)
    return make(order, Workshop(assets), perf_counter).files[0].data


def build(
    paths: AnyPath | Iterable[AnyPath],
    output: AnyPath = "output",
    options: Options | None = None,
    *,
    watcher: "Watcher | None" = None,
    waiting: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> Built:
    """Make the files of profiles, files or all in a folder, into a folder with its records.

    What has not changed is not made again. ``watcher`` is told how the run goes. ``waiting`` is
    entered while nothing is done but waiting: the best time for a KeyboardInterrupt.
    ProblemsFound if nothing can be begun: the folder cannot be written to, there is no profile,
    the theme or the ICC file is unfit.
    """
    from mgi_report.run.batch import Batch  # noqa: PLC0415 - takes a second
    from mgi_report.run.watchers import Silent  # noqa: PLC0415

    options, folder = options or Options(), Path(output)
    assets = assets_of(options.theme)
    wanted = _wanted(options)
    found, shard = find_profiles(_paths(paths), folder), None
    if options.shard is not None:
        found, shard = shard_of(found, options.shard)
    with _crews(options, len(found), waiting) as (crew, reader):
        batch = Batch(
            folder,
            crew,
            perf_counter,
            assets,
            inspects=options.inspects,
            wanted=wanted,
            force=options.force,
            prunes=options.prunes,
            watcher=watcher or Silent(),
            reader=reader,
        )
        return Built(folder, batch.run(found, shard))


def inspect(file: AnyPath, theme: AnyPath | None = None) -> "Inspection":
    """Read a finished PDF back and return what is wrong with it, and the facts about it.

    ProblemsFound if the file cannot be read or is no PDF, or if the theme is unfit.
    """
    from mgi_report.run.inspection import inspect_file  # noqa: PLC0415 - reads PDFs

    return inspect_file(Path(file), assets_of(theme))


def verify(
    folder: AnyPath, *, rerenders: bool = False, options: Options | None = None
) -> tuple[Problem, ...]:
    """Return what is wrong with an output folder: sums, completeness, strangers.

    With ``rerenders`` every file is made again: the bytes must be the same. Of the options, theme,
    ICC file and jobs count.
    """
    from mgi_report.output import verify as folder_checks  # noqa: PLC0415 - as above

    options = options or Options()
    try:
        problems = folder_checks.verify(Path(folder))
        if rerenders:
            problems += _rerendered(Path(folder), options)
    except ProblemsFound as found:
        return found.problems
    return problems


def _rerendered(folder: Path, options: Options) -> tuple[Problem, ...]:
    from mgi_report.run.rerender import rerender  # noqa: PLC0415 - takes a second

    assets = assets_of(options.theme)
    icc = _wanted(options).icc
    with _crews(options) as (crew, _):
        return tuple(rerender(folder, crew, icc, assets.theme))


def _programme_texts() -> tuple[str, ...]:
    """Return the definitions of the domains, for countries and for cities, in every language."""
    from mgi_report.document.language import language_names, read_language  # noqa: PLC0415

    assets = Assets()
    languages = [
        read_language(tag, assets, level) for tag in language_names(assets) for level in Level
    ]
    return tuple(each.definition(domain) for each in languages for domain in Domain)


def _paths(paths: AnyPath | Iterable[AnyPath]) -> tuple[Path, ...]:
    if isinstance(paths, str | os.PathLike):
        return (Path(paths),)
    return tuple(Path(path) for path in paths)


def assets_of(theme: AnyPath | None) -> Assets:
    """Return templates and styles with a theme laid over them; ProblemsFound if it is unfit."""
    if theme is None:
        return Assets()
    from mgi_report.proof.theme import content_problems  # noqa: PLC0415 - few have a theme

    return Assets(theme=read_theme(Path(theme), content_problems))


def _wanted(options: Options) -> "Wanted":
    from mgi_report.run.orders import Wanted  # noqa: PLC0415

    icc = b""
    if options.icc is not None:
        from mgi_report.run.formats.press import read_icc  # noqa: PLC0415 - imports the format

        icc = read_icc(options.icc)
    return Wanted(options.formats, options.marks, icc)


@contextmanager
def _crews(
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
