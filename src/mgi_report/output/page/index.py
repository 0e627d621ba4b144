"""Write the download page into an output folder, in each language, with pictures of covers."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from mgi_report.document.assets import Assets
from mgi_report.document.templating import design_told
from mgi_report.output.manifest import LARGEST_RECORD, FileRecord, Manifest
from mgi_report.output.page.masthead import NO_MASTHEAD, Masthead
from mgi_report.output.page.page import BESIDE, INDEX, page_languages, webpages
from mgi_report.output.page.shelf import link_to, pictured
from mgi_report.output.page.webfonts import FONTS
from mgi_report.output.verify import differs, lost, whole_file
from mgi_report.output.writing import holds, own_folder, write_output
from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.problems.regular_file import read_regular

__all__ = ["COVERS", "INDEX", "cover_files", "cover_name", "page_files", "write_index"]

COVERS = "covers"
"""The folder of the pictures."""

OURS = re.compile(r".+-[0-9a-f]{12}\.png")
OUR_LOGO = re.compile(r"logo-[0-9a-f]{12}\.\w+")
OUR_PAGE = '<meta name="generator" content="mgi-report '


def write_index(
    folder: Path, manifest: Manifest, assets: Assets, masthead: Masthead = NO_MASTHEAD
) -> Path:
    """Write the pages, make the pictures they lack and remove what is no longer needed.

    Returns the page that everybody comes to. Raises ProblemsFound, and then the pages are as they
    were, if a file of the manifest is missing or is another one, if the design has a fault, or if
    the folder cannot be written to.
    """
    from mgi_report.output.page.covers import cover_picture  # noqa: PLC0415 - reads PDFs

    problems = list(_lost(folder, manifest))
    if problems:
        raise ProblemsFound(problems)
    covers, files = own_folder(folder, COVERS), cover_files(manifest, assets)
    _own_folders(folder, BESIDE)
    written = page_files(manifest, assets, masthead)
    for file in files:
        place = covers / cover_name(file)
        if place.is_symlink() or not place.is_file():
            try:
                write_output(place, cover_picture(whole_file(folder / file.name, file)))
            except ProblemsFound as found:
                problems += (_at(folder / file.name, problem) for problem in found.problems)
    if problems:
        raise ProblemsFound(problems)
    # The pages last: each finds the fonts it asks for.
    for name, data in reversed(written.items()):
        _own_folders(folder, *Path(name).parent.parts)
        if not holds(folder / name, data):
            write_output(folder / name, data)
    _remove_other_pages(folder, written)
    _remove_others(covers, OURS, {cover_name(file) for file in files})
    _remove_fonts(folder, assets, written)
    _remove_others(folder / BESIDE, OUR_LOGO, {Path(name).name for name in written})
    return folder / INDEX


def page_files(
    manifest: Manifest, assets: Assets, masthead: Masthead = NO_MASTHEAD
) -> dict[str, bytes]:
    """Return the pages of a manifest by their names, then the fonts and the logo beside them.

    ProblemsFound if the design has a fault.
    """
    files = cover_files(manifest, assets)
    covers = {file.sha256: link_to(f"{COVERS}/{cover_name(file)}") for file in files}
    with design_told():
        pages = webpages(manifest, covers, assets, masthead)
    fonts: dict[str, bytes] = {}
    for page in pages.values():
        fonts |= page.fonts
    logo = {f"{BESIDE}/{masthead.logo.name}": masthead.logo.data} if masthead.logo else {}
    return {name: page.html.encode() for name, page in pages.items()} | fonts | logo


def cover_files(manifest: Manifest, assets: Assets) -> tuple[FileRecord, ...]:
    """Return the files whose covers are shown on one of the pages."""
    return pictured(manifest.files, page_languages(manifest, assets))


def cover_name(file: FileRecord) -> str:
    """Return the name of a cover's picture; another file has another name."""
    return f"{file.name.removesuffix('.pdf')}-{file.sha256[:12]}.png"


def _lost(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    for file in manifest.files:
        path = folder / file.name
        if not path.is_file():
            yield lost(path)
        elif path.stat().st_size != file.bytes:
            yield differs(path)


def _at(path: Path, problem: Problem) -> Problem:
    place = problem.location or Location(path)
    return Problem(problem.code, problem.message, problem.hint, place, problem.severity)


def _own_folders(folder: Path, *names: str) -> None:
    """Raise ProblemsFound if one of some folders, each in the one before, is not ours."""
    for name in names:
        folder = own_folder(folder, name)


def _remove_others(folder: Path, ours: re.Pattern[str], wanted: set[str]) -> None:
    """Remove pictures of what is gone; what does not look like one of ours stays."""
    for path in folder.glob("*.*"):
        if path.name not in wanted and ours.fullmatch(path.name):
            path.unlink(missing_ok=True)


def _remove_fonts(folder: Path, assets: Assets, wanted: Collection[str]) -> None:
    """Remove fonts of scripts that are gone, if they are still the files of the design."""
    for name in assets.names(FONTS, ""):
        place = f"{BESIDE}/{name.removeprefix(FONTS).lstrip('/')}"
        path = folder / place
        if place in wanted or path.parent.is_symlink():
            continue
        if holds(path, assets.read_bytes(name)):
            path.unlink(missing_ok=True)


def _remove_other_pages(folder: Path, wanted: Collection[str]) -> None:
    """Remove our pages in languages that are gone; a page of somebody else stays."""
    for path in folder.glob(INDEX.replace(".", ".*.")):
        if path.name not in wanted and _is_ours(path):
            path.unlink(missing_ok=True)


def _is_ours(page: Path) -> bool:
    try:
        return OUR_PAGE.encode() in read_regular(page, LARGEST_RECORD, follows_links=False)
    except OSError:
        return False
