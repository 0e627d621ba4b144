"""Get a profile from what carries it: its own file, or a PDF with the data inside."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.problems.regular_file import LARGEST_PDF, open_regular
from mgi_report.profile.file.text import read_text
from mgi_report.profile.loading import Loaded, load_bytes

if TYPE_CHECKING:
    from mgi_report.proof.reader import EmbeddedFile, PdfReader

__all__ = ["data_inside", "is_pdf", "load_inside", "opened_pdf", "read_profile", "read_profiles"]

PDF = b"%PDF-"


def read_profile(file: Path) -> Loaded:
    """Return the profile of a data file, or of the data inside a PDF.

    The files it refers to, such as pictures, are not read. ProblemsFound if there is no profile, or
    if it has errors.
    """
    if not is_pdf(file):
        return load_bytes(read_text(file).data, str(file))
    with opened_pdf(file) as reader:
        return load_inside(file, reader)


def read_profiles(*files: Path) -> tuple[Loaded, ...]:
    """Return several profiles as `read_profile` does; ProblemsFound with those of all."""
    read: list[Loaded] = []
    problems: list[Problem] = []
    for file in files:
        try:
            read.append(read_profile(file))
        except ProblemsFound as found:
            problems += found.problems
    if problems:
        raise ProblemsFound(problems)
    return tuple(read)


def is_pdf(file: Path) -> bool:
    """Return whether a file begins as a PDF; one that cannot be read does not."""
    try:
        with open_regular(file, LARGEST_PDF) as opened:
            return opened.read(len(PDF)) == PDF
    except (OSError, ValueError):
        return False


@contextmanager
def opened_pdf(file: Path) -> "Iterator[PdfReader]":
    """Give a reader of a PDF file; ProblemsFound, with its name, if it cannot be read."""
    from mgi_report.proof.inspection import (  # noqa: PLC0415 - profile files need no such reader
        in_file,
        open_pdf,
        pdf_bytes,
    )

    try:
        reader = open_pdf(pdf_bytes(file))
    except ProblemsFound as found:
        raise ProblemsFound(in_file(file, found.problems)) from None
    with reader:
        yield reader


def load_inside(file: Path, reader: "PdfReader") -> Loaded:
    """Return the profile of the data inside a PDF; ProblemsFound if there is none, or with errors.

    ``file`` is its name for messages.
    """
    data = data_inside(file, reader)
    return load_bytes(data.data, f"{file}/{data.name}")


def data_inside(file: Path, reader: "PdfReader") -> "EmbeddedFile":
    """Return the data a PDF was made from; ProblemsFound says why there are none."""
    from mgi_report.proof.download.identity import source_data  # noqa: PLC0415 - as above

    data = source_data(reader)
    if data is None:
        raise ProblemsFound([_no_data(file, reader)])
    return data


def _no_data(file: Path, reader: "PdfReader") -> Problem:
    from mgi_report.proof.press.preflight import is_press  # noqa: PLC0415 - as above

    if is_press(reader):
        message = "this PDF is for the printer: such files carry no data"
        hint = "name the PDF for reading that was made with it, without .press in its name"
    else:
        message = "there are no data in this PDF; it is no profile that mgi-report made"
        hint = "name a PDF made with --format download, brief or archive, or ask for its data"
    return Problem("no-data", message, hint, Location(file))
