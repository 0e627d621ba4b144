"""Find the profiles a run is about and the configuration beside them, and check them.

Nothing is composed here, so that an editor who checks a profile need not wait.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mgi_report.document.assets import Assets
from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.profile.file_names import is_profile_name

if TYPE_CHECKING:
    from mgi_report.output.manifest import Shard
    from mgi_report.profile.language_versions import VersionFinder
    from mgi_report.profile.loading import Loaded

__all__ = [
    "CONFIGURATION",
    "ShardChoice",
    "check",
    "check_each",
    "find_configuration",
    "find_profiles",
    "shard_of",
]

CONFIGURATION = "mgi-report.toml"
"""The name of the file."""


def find_profiles(paths: Iterable[Path], output: Path | None = None) -> tuple[Path, ...]:
    """Return the files among the paths, and all profiles in the folders among them, each once.

    Files stay in the order given; the profiles of a folder are in the order of their names, with
    its folders searched too. Hidden files, schemas, and whatever lies in the ``output`` folder, are
    left out. ProblemsFound names the folders in which there is none, and files whose names are no
    text.
    """
    found: dict[str, Path] = {}
    problems = []
    for path in paths:
        files = sorted(_below(path, output)) if path.is_dir() else [path]
        if not files:
            hint = "profiles are files with a name in .yaml, .yml or .json"
            problems.append(
                Problem("no-profiles", "there is no profile in this folder", hint, Location(path))
            )
        for file in files:
            # Not Path.resolve, which does not survive a link that leads to itself.
            found.setdefault(realpath(file), file)
    problems += map(_name_problem, filter(_is_unwritable, found.values()))
    if problems:
        raise ProblemsFound(problems)
    return tuple(found.values())


def _is_unwritable(path: Path) -> bool:
    """Return whether the bytes of a name are no UTF-8: no record could be written of it."""
    return any("\udc80" <= character <= "\udcff" for character in str(path))


def _name_problem(path: Path) -> Problem:
    shown = Path(os.fsencode(path).decode("utf-8", "backslashreplace"))
    return Problem(
        "file-name", "this file's name is not in UTF-8", "rename the file", Location(shown)
    )


def _below(folder: Path, output: Path | None) -> Iterator[Path]:
    from mgi_report.output.formats import MANIFEST  # noqa: PLC0415 - a check of a file needs none

    own = None if output is None else realpath(output)
    for place, folders, files in os.walk(folder):
        here = Path(place)
        folders[:] = [
            name for name in folders if not name.startswith(".") and realpath(here / name) != own
        ]
        for name in files:
            if is_profile_name(name) and name != MANIFEST:
                yield here / name


def find_configuration(paths: Iterable[Path]) -> Path | None:
    """Return the configuration beside the data: in the folder of a path, or the one above it.

    ProblemsFound if the paths have different ones.
    """
    found = dict.fromkeys(file for path in paths if (file := _beside(path)))
    if len(found) > 1:
        message = f"these paths have different configurations: {' and '.join(map(str, found))}"
        hint = "name the one to use with --config, or give the paths one after another"
        raise ProblemsFound([Problem("configuration", message, hint)])
    return next(iter(found), None)


def _beside(path: Path) -> Path | None:
    folder = path if path.is_dir() else path.parent
    for place in (folder, folder / ".." if folder.name in ("", "..") else folder.parent):
        if (place / CONFIGURATION).is_file():
            return place / CONFIGURATION
    return None


class ShardChoice(NamedTuple):
    """Choose one of so many parts of a list; ``number`` counts from 1."""

    number: int
    of: int


def shard_of(paths: Sequence[Path], choice: ShardChoice) -> "tuple[tuple[Path, ...], Shard]":
    """Return every n-th profile, beginning with the number of the shard, and its record.

    Neighbours of a list are alike in size (one country in four languages), so dealing them out
    one by one makes the parts nearly even.
    """
    from hashlib import sha256  # noqa: PLC0415 - a check needs none

    from mgi_report.output.manifest import Shard  # noqa: PLC0415 - takes longer than a check may

    names = "\n".join(path.as_posix() for path in paths)
    digest = sha256(names.encode("utf-8", "surrogateescape")).hexdigest()
    part = tuple(paths[choice.number - 1 :: choice.of])
    return part, Shard(number=choice.number, of=choice.of, list=digest)


def check_each(
    paths: Iterable[Path], assets: Assets
) -> "Iterator[tuple[Path, tuple[Problem, ...]]]":
    """Yield each of some profiles with its errors and warnings; a folder is looked into once."""
    from mgi_report.profile.language_versions import VersionFinder  # noqa: PLC0415 - see check

    versions = VersionFinder()
    for path in paths:
        try:
            problems = check(path, assets, versions=versions).warnings
        except ProblemsFound as found:
            problems = found.problems
        yield path, problems


def check(
    path: Path,
    assets: Assets,
    data: bytes | None = None,
    versions: "VersionFinder | None" = None,
) -> "Loaded":
    """Return a profile with the warnings about it; ProblemsFound with everything that is wrong.

    Everything is checked that does not need its pages: the data, the files they refer to, what an
    editor would mend, and whether profiles can be made in the language. ``data`` are the bytes of a
    profile that is in no file; what it refers to is looked for beside ``path``. ``versions`` knows
    the folder already.
    """
    # --help must not wait for them.
    from mgi_report.editorial.rules import with_rules  # noqa: PLC0415
    from mgi_report.profile.loading import load  # noqa: PLC0415
    from mgi_report.run.languages import unmade, unofficial  # noqa: PLC0415

    # In which other languages the edition lies is printed, and no matter of a check.
    loaded = load(path, None, data, languages=())
    if problem := unmade(loaded, assets):
        raise ProblemsFound([*with_rules(loaded, versions=versions).warnings, problem])
    return with_rules(loaded, unofficial(loaded, assets), versions)
