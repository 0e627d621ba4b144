"""Load a profile file: the profile, or every problem of the file at once."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from mgi_report.problems.problem import (
    Fault,
    Location,
    Problem,
    ProblemsFound,
    at_most,
    has_errors,
    in_file_order,
)
from mgi_report.problems.regular_file import leads_outside
from mgi_report.profile.checks import check_profile, check_tree, edition_fault, since_fault
from mgi_report.profile.file.data_file import DataFile, data_file_of
from mgi_report.profile.file.text import SourceText, read_text, text_of
from mgi_report.profile.language_versions import VersionFinder, version_of
from mgi_report.profile.model import Profile
from mgi_report.profile.pictures import picture_names, read_pictures
from mgi_report.profile.silence import silences_of, unsilenced

__all__ = ["MOST_TOLD", "Inputs", "Loaded", "load", "load_bytes"]

MOST_TOLD = 1_000
"""So many problems of a file are told one by one."""


class Inputs(NamedTuple):
    """Hold every file a profile is made of: the bytes that were read, by names from its folder.

    ``path`` is the profile's own file, whose name comes first. ``languages`` are the others in
    which the edition lies beside it, as the imprint tells; nothing else of those files counts.
    """

    path: Path
    files: Mapping[str, bytes]
    languages: tuple[str, ...] = ()

    @property
    def sums(self) -> tuple[tuple[str, str], ...]:
        """Return the SHA-256 of each file by its name, the profile's own first."""
        names = [self.path.name, *sorted(self.files.keys() - {self.path.name})]
        return tuple((name, sha256(self.files[name]).hexdigest()) for name in names)


class Loaded(NamedTuple):
    """Hold a profile, the very bytes it is made of, and the warnings about it.

    ``file`` knows the place of everything in it, ``earlier`` is the earlier edition it compares
    with, if it names one, and ``silenced`` are the warnings its comments silence.
    """

    profile: Profile
    inputs: Inputs
    warnings: tuple[Problem, ...]
    file: DataFile
    earlier: Profile | None = None
    silenced: tuple[Problem, ...] = ()

    @property
    def source(self) -> bytes:
        """Return the bytes of the profile's own file."""
        return self.inputs.files[self.inputs.path.name]

    @property
    def pictures(self) -> Mapping[str, bytes]:
        """Return the bytes of the pictures by the names the profile gives."""
        names = picture_names(self.profile)
        return {name: data for name, data in self.inputs.files.items() if name in names}

    def locate(self, path: str) -> Location:
        """Return the place in the file of a data path, or of its nearest existing ancestor.

        Paths read like ``domains.partnerships.potential[0].text``.
        """
        return self.file.locate(path)


def load(
    path: Path,
    files: Mapping[str, bytes] | None = None,
    data: bytes | None = None,
    languages: tuple[str, ...] | None = None,
) -> Loaded:
    """Load a profile from a YAML file, or from a JSON file if its name ends in .json.

    With ``files`` and ``languages``, which were found earlier (`Inputs`), nothing is read from the
    disk; with ``data`` everything but the profile itself; with ``languages`` alone everything but
    which they are. Raises ProblemsFound with every problem, errors and warnings, in the order of
    the file. Only problems that need the whole profile wait until it has no errors.
    """
    text = _text(path, path.name, files) if data is None else text_of(path, data)
    loaded = _load_one(path, text)
    pictures, unfit = _pictures(loaded, files)
    held = {path.name: loaded.source, **pictures}
    earlier, lost = _load_earlier(loaded, files)
    problems = [*loaded.warnings, *unfit]
    if not lost:
        problems += _continuation_problems(loaded, earlier.profile if earlier else None)
    ordered = (*in_file_order(problems), *lost)
    if has_errors(ordered):
        raise ProblemsFound(at_most(MOST_TOLD, ordered))
    if earlier is not None:
        held[str(loaded.profile.compares_with)] = earlier.source
    if languages is None and files is None:
        languages = VersionFinder().languages_beside(path, version_of(loaded.profile))
    return loaded._replace(
        inputs=Inputs(path, held, languages or ()),
        warnings=ordered,
        earlier=earlier.profile if earlier else None,
    )


def load_bytes(data: bytes, name: str) -> Loaded:
    """Load a profile from the bytes of a file of this name, without the files it refers to.

    Raises ProblemsFound as `load` does.
    """
    return _load_one(Path(name), text_of(Path(name), data))


def _load_one(path: Path, text: SourceText) -> Loaded:
    source = data_file_of(text)
    found = check_tree(source)
    problems = [*source.problems, *found]
    profile: Profile | None = None
    try:
        profile = Profile.model_validate(source.tree)
    except ValidationError as error:
        from mgi_report.profile.validation import explain  # noqa: PLC0415 - few files need it

        complaints = error.errors(include_url=False, include_input=False)
        explained = explain(complaints, source, found)
        # What an error is about needs no warning too.
        places = {each.location.path for each in explained if each.location}
        problems = [
            each for each in problems if not (each.location and each.location.path in places)
        ]
        problems += explained
    if profile is not None:
        problems += check_profile(profile, source)
    ordered, silenced = unsilenced(in_file_order(problems), silences_of(source))
    if profile is None or has_errors(ordered):
        raise ProblemsFound(at_most(MOST_TOLD, ordered))
    inputs = Inputs(path, {path.name: source.data})
    return Loaded(profile, inputs, ordered, source, silenced=silenced)


def _text(path: Path, name: str, files: Mapping[str, bytes] | None) -> SourceText:
    return read_text(path) if files is None else text_of(path, files[name])


def _pictures(
    loaded: Loaded, files: Mapping[str, bytes] | None
) -> tuple[Mapping[str, bytes], Iterable[Problem]]:
    if files is None:
        return read_pictures(loaded.profile, loaded.inputs.path.parent, loaded.locate)
    return {name: files[name] for name in picture_names(loaded.profile)}, ()


def _load_earlier(
    loaded: Loaded, files: Mapping[str, bytes] | None
) -> tuple[Loaded | None, tuple[Problem, ...]]:
    """Load the earlier edition, which may itself name an earlier one: that is not followed.

    Returns problems instead, its own after the one of the profile that names it.
    """
    name = loaded.profile.compares_with
    if name is None:
        return None, ()
    place = loaded.locate("compares_with")
    folder = loaded.inputs.path.parent
    if files is None and leads_outside(folder / name, folder):
        fault = Fault(
            "earlier-outside",
            f"{name} leads out of the folder of this file",
            "put the earlier profile itself beside this one",
        )
        return None, (Problem(*fault, location=place),)
    try:
        earlier = _load_one(folder / name, _text(folder / name, name, files))
    except ProblemsFound as found:
        fault = Fault(
            "earlier-has-problems",
            "the earlier profile cannot be read",
            "mend that file first; what is wrong with it follows",
        )
        return None, (Problem(*fault, location=place), *found.problems)
    if other := edition_fault(loaded.profile, earlier.profile):
        return None, (Problem(*other, location=place),)
    return earlier, ()


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
            yield Problem(*found, location=loaded.locate(f"{finding.path}.since.finding"))
