"""Find the profiles that the files of an output folder were made from.

Where the folder was built, its ledger knows them. What was released, or joined from shards of other
machines, has no ledger: there a folder is named, and profiles are known by their names and sums.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mgi_report.output.ledger import Ledger, file_sum
from mgi_report.output.manifest import MANIFEST, FileRecord
from mgi_report.problems.problem import Location, Problem
from mgi_report.run.profiles import find_profiles

__all__ = ["find_sources"]

HINT = "name the folder that the profiles lie in now with --sources"


def find_sources(
    folder: Path, files: Iterable[FileRecord], named: Path | None = None
) -> tuple[dict[str, Path], tuple[Problem, ...]]:
    """Return the profile of each file, by the name of the file, and what was not found.

    ``named`` is the folder to look in, with its folders; without it the ledger tells. Profiles
    that are missing from one place are one problem. ProblemsFound if there is no profile at all in
    the folder that was named.
    """
    files = tuple(files)
    places = _by_ledger(folder) if named is None else _by_name(named, files)
    found = {file.name: path for file in files if (path := places.get(file.name))}
    lost: dict[Path | None, dict[str, None]] = defaultdict(dict)
    for file in files:
        place = found.get(file.name)
        if place is None or not place.is_file():
            where = named if named is not None or place is None else place.parent
            lost[where][file.source] = None
            found.pop(file.name, None)
    manifest = Location(folder / MANIFEST)
    problems = tuple(_missing(where, tuple(names), manifest) for where, names in lost.items())
    return found, problems


def _by_ledger(folder: Path) -> Mapping[str, Path]:
    ledger = Ledger.read(folder)
    entries = ledger.entries.values()
    return {file.name: ledger.path(entry) for entry in entries for file in entry.files}


def _by_name(named: Path, files: Sequence[FileRecord]) -> Mapping[str, Path]:
    """Return the profile of each file; of several with one name, that with the right sum."""
    wanted = {file.source for file in files}
    several: dict[str, list[Path]] = defaultdict(list)
    for path in find_profiles([named]):
        if path.name in wanted:
            several[path.name].append(path)
    return dict(_chosen(several, files))


def _chosen(
    several: Mapping[str, Sequence[Path]], files: Iterable[FileRecord]
) -> Iterator[tuple[str, Path]]:
    for file in files:
        paths = several.get(file.source, ())
        right = file.inputs.get(file.source)
        same = (path for path in paths if len(paths) > 1 and file_sum(path) == right)
        if chosen := next(same, next(iter(paths), None)):
            yield file.name, chosen


def _missing(where: Path | None, names: Sequence[str], place: Location) -> Problem:
    first, more = names[0], len(names) - 1
    told = f"{first} and {more} more" if more else first
    if where is None:
        message = f"no record tells where the profiles of these files lie: {told}"
        return Problem("source-unknown", message, HINT, place)
    gone = "it is not there" if where.exists() else "that folder is not there"
    message = f"files were made from {told}, looked for in {where}: {gone}"
    return Problem("source-missing", message, HINT, place)
