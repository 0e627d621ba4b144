"""Pack an output folder, or what it holds about one subject, into ZIP files.

Same files, same bytes: entries are stored as they are, so that no compression library has a say,
in a fixed order, with one date and one set of permissions.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from mgi_report.document.assets import Assets
from mgi_report.output.manifest import MANIFEST, Manifest, manifest_text
from mgi_report.output.page.index import (
    COVERS,
    INDEX,
    cover_files,
    cover_name,
    page_files,
    write_index,
)
from mgi_report.output.page.masthead import NO_MASTHEAD, Masthead
from mgi_report.output.records import SUMS, sums_text
from mgi_report.output.verify import outdated, run_problems, whole_file
from mgi_report.output.writing import cannot_write, own_folder, replacing
from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.problems.regular_file import LARGEST_PDF, read_regular

__all__ = [
    "BUNDLES",
    "bundle_all",
    "bundle_site",
    "bundle_subjects",
    "subject_ids",
    "unfinished",
]

BUNDLES = "bundles"
"""The folder of the bundles of single subjects, where no name can meet that of all profiles."""

ALL = "mgi-profiles"
SITE = "mgi-site"
# The oldest date a ZIP file can hold.
DATE = (1980, 1, 1, 0, 0, 0)
UNIX = 3
READABLE = 0o100644 << 16


class _Pages(NamedTuple):
    """Say how the download pages look, if there are any."""

    assets: Assets
    masthead: Masthead


def bundle_all(
    folder: Path, manifest: Manifest, assets: Assets, masthead: Masthead = NO_MASTHEAD
) -> Path:
    """Pack everything a manifest lists into one file, and return it.

    ``masthead`` is what the download page says of itself, if there is one. Raises ProblemsFound,
    and then no file has been written, if a file of the manifest is missing or is another one.
    """
    if (folder / INDEX).is_file():
        write_index(folder, manifest, assets, masthead)
    return _pack(folder / f"{ALL}.zip", folder, manifest, _Pages(assets, masthead))


def bundle_subjects(
    folder: Path,
    manifest: Manifest,
    ids: Iterable[str],
    assets: Assets,
    masthead: Masthead = NO_MASTHEAD,
) -> Iterator[Path]:
    """Pack each subject into a file of its own, and yield them one by one.

    Raises ProblemsFound as `bundle_all` does, and before all else for ids nobody has.
    """
    wanted = tuple(dict.fromkeys(ids))
    _refuse_unknown(wanted, subject_ids(manifest), folder)
    if (folder / INDEX).is_file():
        write_index(folder, manifest, assets, masthead)
    pages = _Pages(assets, masthead)
    for subject in wanted:
        part = _part(manifest, subject)
        target = own_folder(folder, BUNDLES) / f"mgi-{subject}.zip"
        yield _pack(target, folder, part, pages)


def bundle_site(
    folder: Path, manifest: Manifest, assets: Assets, masthead: Masthead = NO_MASTHEAD
) -> Path:
    """Pack the download page and the records without the PDFs into one file, and return it.

    It is made anew. Where the PDFs are laid beside what was packed, there is the whole folder
    again. Raises ProblemsFound as `bundle_all` does.
    """
    write_index(folder, manifest, assets, masthead)
    target = folder / f"{SITE}.zip"
    with _packing(target) as packer:
        text = manifest_text(manifest)
        packer.add(MANIFEST, text.encode())
        _add_pages(packer, folder, manifest, _Pages(assets, masthead))
        packer.add(SUMS, sums_text(manifest, text).encode())
    return target


def subject_ids(manifest: Manifest) -> tuple[str, ...]:
    """Return the ids of all subjects in order."""
    return tuple(sorted({file.subject.id for file in manifest.files}))


def unfinished(
    folder: Path, manifest: Manifest, ids: Iterable[str] | None = None
) -> tuple[Problem, ...]:
    """Return what keeps a folder, or what it holds about some subjects, from being complete."""
    if ids is None:
        parts: tuple[Manifest, ...] = (manifest,)
    else:
        parts = tuple(_part(manifest, subject) for subject in dict.fromkeys(ids))
    problems: dict[Problem, None] = {}
    for part in parts:
        problems |= dict.fromkeys(run_problems(folder, part))
        problems |= dict.fromkeys(_outdated(folder, part))
    return tuple(problems)


def _outdated(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    for file in manifest.files:
        if not file.current:
            yield outdated(folder / file.name, file)


def _refuse_unknown(wanted: Iterable[str], known: tuple[str, ...], folder: Path) -> None:
    unknown = [subject for subject in wanted if subject not in known]
    if unknown:
        hint = f"subjects in this folder: {', '.join(known) or 'none'}"
        place = Location(folder / MANIFEST)
        raise ProblemsFound(
            [
                Problem("no-such-subject", f"there are no files about “{subject}”", hint, place)
                for subject in unknown
            ]
        )


def _part(manifest: Manifest, subject: str) -> Manifest:
    """Return what a manifest says about one subject."""
    files = tuple(file for file in manifest.files if file.subject.id == subject)
    sources = {file.source for file in files}
    failures = tuple(each for each in manifest.failures if each.source in sources)
    return manifest.model_copy(update={"files": files, "failures": failures})


def _pack(target: Path, folder: Path, manifest: Manifest, pages: _Pages) -> Path:
    with _packing(target) as packer:
        _fill(packer, folder, manifest, pages)
    return target


@contextmanager
def _packing(target: Path) -> "Iterator[_Packer]":
    """Yield what packs into a file, which is there when all of it is."""
    try:
        with replacing(target) as part, ZipFile(part, "w", ZIP_STORED) as archive:
            yield _Packer(archive, target.stem)
    except OSError as error:
        raise ProblemsFound([cannot_write(target, error)]) from error


class _Packer:
    """Add files below one folder of an archive, and remember their sums."""

    def __init__(self, archive: ZipFile, folder: str) -> None:
        self._archive, self._folder = archive, folder
        self.sums: dict[str, str] = {}

    def add(self, name: str, data: bytes) -> None:
        """Add a file."""
        entry = ZipInfo(f"{self._folder}/{name}", DATE)
        entry.create_system = UNIX
        entry.external_attr = READABLE
        self._archive.writestr(entry, data)
        self.sums[name] = sha256(data).hexdigest()


def _fill(packer: _Packer, folder: Path, manifest: Manifest, pages: _Pages) -> None:
    packer.add(MANIFEST, manifest_text(manifest).encode())
    if (folder / INDEX).is_file():
        _add_pages(packer, folder, manifest, pages)
    problems: list[Problem] = []
    for file in sorted(manifest.files, key=lambda file: file.name):
        try:
            packer.add(file.name, whole_file(folder / file.name, file))
        except ProblemsFound as found:
            problems += found.problems
    if problems:
        raise ProblemsFound(problems)
    sums = "".join(f"{packer.sums[name]}  {name}\n" for name in sorted(packer.sums))
    packer.add(SUMS, sums.encode())


def _add_pages(packer: _Packer, folder: Path, manifest: Manifest, pages: _Pages) -> None:
    for name, data in page_files(manifest, pages.assets, pages.masthead).items():
        packer.add(name, data)
    covers = own_folder(folder, COVERS)
    for name in sorted(cover_name(file) for file in cover_files(manifest, pages.assets)):
        picture = read_regular(covers / name, LARGEST_PDF, follows_links=False)
        packer.add(f"{COVERS}/{name}", picture)
