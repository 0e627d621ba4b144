"""Profiles as data: load and check them, make one of a manuscript, say what their keys are."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_report.api.paths import AnyPath, paths_of
from mgi_report.document.assets import Assets
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.profile import loading
from mgi_report.profile.loading import Loaded
from mgi_report.run import profiles as profile_checks
from mgi_report.run.assets import assets_of
from mgi_report.run.profiles import find_profiles

if TYPE_CHECKING:
    from mgi_report.manuscript.conversion import Conversion
    from mgi_report.manuscript.identity import ManuscriptChoices

__all__ = ["check", "check_bytes", "import_manuscript", "load", "schema"]


def load(path: AnyPath) -> Loaded:
    """Load a profile with every file it is made of; ProblemsFound with everything wrong with it."""
    return loading.load(Path(path))


def check(paths: AnyPath | Iterable[AnyPath], theme: AnyPath | None = None) -> tuple[Problem, ...]:
    """Return the errors and warnings of profiles: files, or all in a folder.

    They are checked without being laid out. ``theme`` is a folder.
    """
    try:
        assets = assets_of(theme)
        found = find_profiles(paths_of(paths))
    except ProblemsFound as error:
        return error.problems
    checked = profile_checks.check_each(found, assets)
    return tuple(problem for _, problems in checked for problem in problems)


def check_bytes(data: bytes, name: AnyPath, theme: AnyPath | None = None) -> tuple[Problem, ...]:
    """Return the errors and warnings of a profile that is in no file, such as one being typed.

    ``name`` stands in their places; pictures and the earlier edition are looked for beside it.
    """
    try:
        assets = assets_of(theme)
    except ProblemsFound as error:
        return error.problems
    try:
        return profile_checks.check(Path(name), assets, data).warnings
    except ProblemsFound as error:
        return error.problems


def import_manuscript(
    path: AnyPath, folder: AnyPath = "data", choices: "ManuscriptChoices | None" = None
) -> "Conversion":
    """Write the profile that a manuscript makes into a folder, and return it with its ledger.

    No file is ever overwritten: ProblemsFound if there is one of that name, if the manuscript
    cannot be read or the profile cannot be written.
    """
    from mgi_report.document.language import domain_definitions  # noqa: PLC0415 - few need it
    from mgi_report.manuscript.conversion import convert  # noqa: PLC0415 - as above
    from mgi_report.manuscript.identity import ManuscriptChoices  # noqa: PLC0415 - as above
    from mgi_report.output.schema import write_new_profile  # noqa: PLC0415 - as above

    programmes_own = domain_definitions(Assets())
    done = convert(Path(path), Path(folder), choices or ManuscriptChoices(), programmes_own)
    write_new_profile(done.file, done.data)
    return done


def schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a profile file as text, which editors read."""
    from mgi_report.output.schema import profile_schema  # noqa: PLC0415 - few need it

    return profile_schema()
