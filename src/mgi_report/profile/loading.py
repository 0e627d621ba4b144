"""Load a profile file: the profile, or every problem of the file at once."""

from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from mgi_report.profile.checks import check_profile, check_tree
from mgi_report.profile.explaining import explain
from mgi_report.profile.model import Profile
from mgi_report.profile.problems import (
    Location,
    Problem,
    ProblemsFound,
    has_errors,
    in_file_order,
)
from mgi_report.profile.source import Source, read_source

__all__ = ["Loaded", "load"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Hold a profile, the very bytes it was read from, and the warnings about it."""

    profile: Profile
    source: bytes = field(repr=False)
    warnings: tuple[Problem, ...]
    _read: Source = field(repr=False)

    def locate(self, path: str) -> Location:
        """Return the place in the file of a data path, or of its nearest existing ancestor.

        Paths read like ``domains.partnerships.potential[0].text``.
        """
        return self._read.locate(path)


def load(path: Path) -> Loaded:
    """Load a profile from a YAML file, or from a JSON file if its name ends in .json.

    Raises ProblemsFound with every problem, errors and warnings, in the order of the file. Only
    warnings that need the whole profile wait until it has no errors.
    """
    source = read_source(path)
    problems = [*source.problems, *check_tree(source)]
    profile: Profile | None = None
    try:
        profile = Profile.model_validate(source.tree)
    except ValidationError as error:
        problems += explain(error.errors(include_url=False, include_input=False), source)
    if profile is not None:
        problems += check_profile(profile, source)
    ordered = in_file_order(problems)
    if profile is None or has_errors(ordered):
        raise ProblemsFound(ordered)
    return Loaded(profile, source.data, ordered, source)
