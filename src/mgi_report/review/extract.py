"""Take the data out of a PDF, and say whether what is printed still says the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mgi_report.document.assets import Assets
from mgi_report.document.templating import design_told
from mgi_report.document.tokens import read_tokens
from mgi_report.output.writing import write_new
from mgi_report.problems.problem import Location, Problem, ProblemsFound, has_errors
from mgi_report.profile.loading import load_bytes
from mgi_report.profile.model import Profile
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import find_items, finding_flaws
from mgi_report.proof.download.identity import identity_flaws
from mgi_report.proof.download.sheets import Sheets
from mgi_report.proof.inspection import Flaw, as_problems, in_file
from mgi_report.proof.reader import EmbeddedFile, PdfReader
from mgi_report.review.carried import data_inside, opened_pdf

__all__ = ["DataInside", "extract_data"]

ALL = 1_000_000
LONGEST_STEM = 200  # bytes; disks take 255 for a whole name
LONGEST_SUFFIX = 10  # characters


@dataclass(frozen=True)
class DataInside:
    """Hold the files inside a PDF, the data it was made from first.

    ``problems`` tell each finding, and what else names the profile, that is not printed as the data
    have it.
    """

    files: tuple[EmbeddedFile, ...]
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Return whether the printed text says what the data say."""
        return not has_errors(self.problems)

    def write(self, folder: Path) -> tuple[Path, ...]:
        """Write the files into a folder, made if it is missing, under the names they have inside.

        Names that no folder can hold, or two files have, are changed. ProblemsFound if one cannot
        be written, or is there already with other bytes.
        """
        places = tuple(folder / name for name in _safe_names(file.name for file in self.files))
        for place, file in zip(places, self.files, strict=True):
            write_new(place, file.data)
        return places


def extract_data(file: Path, assets: Assets) -> DataInside:
    """Return the data inside a PDF, byte for byte, and what is not printed as they have it.

    ProblemsFound if it cannot be read or carries no data. Data with errors are given all the same.
    """
    with opened_pdf(file) as reader:
        source = data_inside(file, reader)
        others = (each for each in reader.embedded_files if each is not source)
        files = (source, *others)
        try:
            profile = load_bytes(source.data, f"{file}/{source.name}").profile
        except ProblemsFound as found:
            return DataInside(files, found.problems)

        def locate(path: str) -> Location:
            return Location(file, path=path)

        with design_told():
            flaws = tuple(_flaws(reader, profile, assets))
            return DataInside(files, in_file(file, as_problems(flaws, locate, ALL)))


def _flaws(reader: PdfReader, profile: Profile, assets: Assets) -> Iterator[Flaw]:
    with Sheets(reader.data) as sheets:
        evidence = Evidence(reader, sheets)
        most = read_tokens(assets).count("spread-most")
        yield from identity_flaws(evidence, profile, None, assets)
        yield from finding_flaws(evidence, find_items(evidence), profile, most)


def _safe_names(names: Iterable[str]) -> Iterator[str]:
    """Yield names for files, each another: two that differ in capitals are one on many disks."""
    taken: set[str] = set()
    for name in names:
        safe = first = _safe_name(name)
        number = 1
        while safe.casefold() in taken:
            number += 1
            path = PurePosixPath(first)
            safe = f"{path.stem}-{number}{path.suffix}"
        taken.add(safe.casefold())
        yield safe


def _safe_name(name: str) -> str:
    """Return the last part of a name, which may be anything in a file that others touched."""
    last = PurePosixPath(name.replace("\\", "/")).name
    seen = "".join(char if char.isprintable() else "_" for char in last)
    if not seen.strip(". "):
        return "data"
    path = PurePosixPath(seen)
    suffix = path.suffix if len(path.suffix) <= LONGEST_SUFFIX else ""
    stem = seen.removesuffix(suffix).encode()[:LONGEST_STEM].decode("utf-8", "ignore")
    return f"{stem}{suffix}"
