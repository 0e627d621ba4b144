"""Write index.html into an output folder, with a picture of each cover."""

import re
from collections.abc import Iterator
from pathlib import Path

from mgi_report.document.assets import Assets
from mgi_report.document.templating import design_told
from mgi_report.output.manifest import FileRecord, Manifest
from mgi_report.output.page.page import webpage
from mgi_report.output.page.shelf import link_to, publications
from mgi_report.output.verify import differs, lost, whole_file
from mgi_report.output.writing import own_folder, write_output
from mgi_report.problems.problem import Location, Problem, ProblemsFound

__all__ = ["COVERS", "INDEX", "cover_name", "page_of", "pictured", "write_index"]

INDEX = "index.html"
"""The name of the page."""

COVERS = "covers"
"""The folder of the pictures."""

OURS = re.compile(r".+-[0-9a-f]{12}\.png")


def write_index(folder: Path, manifest: Manifest, assets: Assets, title: str = "") -> Path:
    """Write the page, make the pictures it lacks and remove those it no longer needs.

    ``title`` is that of the page, which has its own otherwise. Raises ProblemsFound, and then the
    page is as it was, if a file of the manifest is missing or is another one, if the design has a
    fault, or if the folder cannot be written to.
    """
    from mgi_report.output.page.covers import cover_picture  # noqa: PLC0415 - reads PDFs

    problems = list(_lost(folder, manifest))
    if problems:
        raise ProblemsFound(problems)
    covers, files = own_folder(folder, COVERS), pictured(manifest)
    text = page_of(manifest, assets, title)
    for file in files:
        place = covers / cover_name(file)
        if place.is_symlink() or not place.is_file():
            try:
                write_output(place, cover_picture(whole_file(folder / file.name, file)))
            except ProblemsFound as found:
                problems += (_at(folder / file.name, problem) for problem in found.problems)
    if problems:
        raise ProblemsFound(problems)
    page = folder / INDEX
    write_output(page, text.encode())
    _remove_others(covers, {cover_name(file) for file in files})
    return page


def page_of(manifest: Manifest, assets: Assets, title: str = "") -> str:
    """Return the page of a manifest; ProblemsFound if the design has a fault."""
    covers = {file.sha256: link_to(f"{COVERS}/{cover_name(file)}") for file in pictured(manifest)}
    with design_told():
        return webpage(manifest, covers, assets, title)


def pictured(manifest: Manifest) -> tuple[FileRecord, ...]:
    """Return the files whose covers are shown: one for all formats of a language's edition."""
    return tuple(publication.leading for publication in publications(manifest.files))


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


def _remove_others(covers: Path, wanted: set[str]) -> None:
    """Remove pictures of files that are gone; what does not look like one of ours stays."""
    for path in covers.glob("*.png"):
        if path.name not in wanted and OURS.fullmatch(path.name):
            path.unlink(missing_ok=True)
