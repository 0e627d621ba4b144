"""Load a profile file: the profile, or every problem of the file at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from mgi_report.problems.problem import (
    Fault,
    Location,
    Problem,
    ProblemsFound,
    has_errors,
    in_file_order,
)
from mgi_report.profile.checks import check_profile, check_tree
from mgi_report.profile.comparing import edition_fault, since_fault, since_path
from mgi_report.profile.file.data_file import DataFile, data_file_of, read_data_file
from mgi_report.profile.file.text import text_of
from mgi_report.profile.model import Profile
from mgi_report.profile.validation import explain

__all__ = ["Loaded", "load", "load_bytes"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Hold a profile, the very bytes it was read from, and the warnings about it.

    ``earlier`` is the earlier edition it compares with, if it names one.
    """

    profile: Profile
    source: bytes = field(repr=False)
    warnings: tuple[Problem, ...]
    _read: DataFile = field(repr=False)
    earlier: Profile | None = field(default=None, repr=False)

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
    loaded = _load_one(path)
    earlier = None
    if loaded.profile.compares_with is not None:
        earlier = _load_earlier(loaded, path.parent / loaded.profile.compares_with, path.parent)
    problems = in_file_order([*loaded.warnings, *_continuation_problems(loaded, earlier)])
    if has_errors(problems):
        raise ProblemsFound(problems)
    return replace(loaded, earlier=earlier)


def load_bytes(data: bytes, name: str) -> Loaded:
    """Load a profile from the bytes of a file of this name; an earlier edition is not looked for.

    Raises ProblemsFound as `load` does.
    """
    return _loaded(data_file_of(text_of(Path(name), data)))


def _load_one(path: Path) -> Loaded:
    return _loaded(read_data_file(path))


def _loaded(source: DataFile) -> Loaded:
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


def _load_earlier(loaded: Loaded, path: Path, folder: Path) -> Profile:
    """Load the earlier edition, which may itself name an earlier one: that is not followed."""
    place = loaded.locate("compares_with")
    if not path.resolve().is_relative_to(folder.resolve()):
        fault = Fault(
            "earlier-outside",
            f"{loaded.profile.compares_with} leads out of the folder of this file",
            "put the earlier profile itself beside this one",
        )
        raise ProblemsFound([Problem(*fault, location=place)])
    try:
        earlier = _load_one(path).profile
    except ProblemsFound as found:
        fault = Fault(
            "earlier-has-problems",
            "the earlier profile cannot be read",
            "mend that file first; what is wrong with it follows",
        )
        raise ProblemsFound([Problem(*fault, location=place), *found.problems]) from found
    if other := edition_fault(loaded.profile, earlier):
        raise ProblemsFound([Problem(*other, location=place)])
    return earlier


def _continuation_problems(loaded: Loaded, earlier: Profile | None) -> Iterator[Problem]:
    """Yield what is wrong with the statements how findings go on from earlier ones."""
    for finding in loaded.profile.all_findings():
        if finding.finding.since is None:
            continue
        fault = Fault(
            "since-without-earlier",
            "the profile does not say which earlier one it compares with",
            "add compares_with with the file name of the earlier profile, or delete since",
        )
        found = since_fault(finding, earlier) if earlier else fault
        if found:
            yield Problem(*found, location=loaded.locate(since_path(finding)))
