"""Read a side of a change: the profiles of a folder of data, or of an output folder."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from mgi_report.document.assets import Theme
from mgi_report.output.manifest import MANIFEST, FileRecord, read_manifest
from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.profile.loading import Inputs, load
from mgi_report.profile.model import Profile
from mgi_report.proof.inspection import in_file, pdf_bytes
from mgi_report.review.carried import read_profile
from mgi_report.run.assets import assets_of
from mgi_report.run.configuration import read_configuration
from mgi_report.run.languages import languages_beside
from mgi_report.run.profiles import find_configuration, find_profiles

__all__ = ["SideEntry", "read_side", "theme_of"]

LOOKS = ("download", "archive")
"""The formats whose pages are those that are made of data to be looked at; the first is taken."""


@dataclass(frozen=True)
class SideEntry:
    """Hold a profile of a side: its place in the folder, and what was read, or what is wrong.

    Of what was read only the profile and its ``inputs`` are kept, since a side may have thousands.
    ``pdf_sha256`` is the sum of its finished file, ``source`` the name of the file it was made of;
    they are there in an output folder alone.
    """

    path: Path
    place: str
    profile: Profile | None = field(default=None, repr=False)
    inputs: Inputs | None = field(default=None, repr=False)
    problems: tuple[Problem, ...] = ()
    theme: Theme | None = field(default=None, repr=False)
    pdf_sha256: str = ""
    source: str = ""

    @property
    def shape(self) -> object:
        """Return what shapes its pages; two of equal shape look the same."""
        if self.pdf_sha256 or self.inputs is None:
            return self.pdf_sha256
        (_, own), *others = self.inputs.sums
        return own, others, self.inputs.languages, self.theme


def theme_of(side: Path, named: Path | None) -> Theme | None:
    """Return the theme of a side: the one that was named, or that of its configuration.

    ProblemsFound if theme or configuration are unfit.
    """
    file = None if named else find_configuration([side])
    if file is not None:
        configuration = read_configuration(file)
        named = configuration.theme if "theme" in configuration.model_fields_set else None
    return assets_of(named).theme


def read_side(folder: Path, theme: Theme | None = None) -> tuple[SideEntry, ...]:
    """Return the profiles of a side in the order of their places; there may be none.

    What is wrong with one is told in its entry. ``theme`` is the one that its pages are made with.
    ProblemsFound if there is no such folder, or its manifest cannot be read.
    """
    if not folder.is_dir():
        message, hint = "there is no such folder", "name a folder of profiles, or an output folder"
        raise ProblemsFound([Problem("no-profiles", message, hint, Location(folder))])
    if (folder / MANIFEST).is_file():
        return tuple(_finished(folder))
    paths = _profiles(folder)
    # Each file is looked into once for all, and not by each of the others.
    languages = languages_beside(paths)
    return tuple(_of_data(path, folder, languages[path], theme) for path in paths)


def _profiles(folder: Path) -> tuple[Path, ...]:
    try:
        return find_profiles([folder])
    except ProblemsFound as found:
        # Before the first profile came, and after the last one went, there is none.
        if [each.code for each in found.problems] == ["no-profiles"]:
            return ()
        raise


def _of_data(
    path: Path, folder: Path, languages: tuple[str, ...], theme: Theme | None
) -> SideEntry:
    place = path.relative_to(folder).as_posix()
    try:
        loaded = load(path, languages=languages)
    except ProblemsFound as found:
        return SideEntry(path, place, problems=found.problems)
    return SideEntry(path, place, loaded.profile, loaded.inputs, theme=theme)


def _finished(folder: Path) -> Iterator[SideEntry]:
    manifest = read_manifest(folder)
    files: dict[str, Mapping[str, FileRecord]] = {}
    for file in manifest.files:
        if file.format in LOOKS:
            key = f"{file.subject.id} {file.edition.ordinal} {file.edition.year} {file.language}"
            files[key] = {**files.get(key, {}), file.format: file}
    for formats in files.values():
        file = next(formats[name] for name in LOOKS if name in formats)
        yield _of_file(folder / file.name, file)
    for failure in manifest.failures:
        message = f"this folder has no current file of {failure.source}: "
        message += failure.problems[0].message
        hint = "build it again when the profile is mended"
        problem = Problem("not-current", message, hint, Location(folder / MANIFEST))
        path = folder / failure.source
        yield SideEntry(path, failure.source, problems=(problem,), source=failure.source)


def _of_file(path: Path, record: FileRecord) -> SideEntry:
    try:
        loaded = read_profile(path)
        pdf_sha256 = sha256(pdf_bytes(path)).hexdigest()
    except ProblemsFound as found:
        problems = in_file(path, found.problems)
        return SideEntry(path, record.name, problems=problems, source=record.source)
    return SideEntry(
        path,
        record.name,
        loaded.profile,
        loaded.inputs,
        pdf_sha256=pdf_sha256,
        source=record.source,
    )
